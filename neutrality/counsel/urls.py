from django.urls import path

from neutrality.counsel import views

app_name = "counsel"
urlpatterns = [
    path("hukum/", views.law, name="law"),
    path("hukum/posisi/", views.positions, name="positions"),
    path("hukum/posisi/<str:question>/", views.position, name="position"),
    path("hukum/posisi/<str:question>/lampiran/<str:digest>/", views.attachment, name="attachment"),
    path("hukum/coba/", views.what_if, name="what_if"),
]
