from django.urls import path

from neutrality.organization import views

app_name = "organization"

urlpatterns = [
    path("pegawai/", views.employees, name="employees"),
    path("pegawai/belum-dikukuhkan/", views.unconfirmed, name="unconfirmed"),
    path("pegawai/<str:code>/", views.employee, name="employee"),
    path("pegawai/<str:code>/atasan/", views.confirm_superior, name="confirm_superior"),
    path("pegawai/<str:code>/kesetaraan/", views.set_equivalent, name="set_equivalent"),
]
