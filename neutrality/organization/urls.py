from django.urls import path

from neutrality.organization import import_views, views

app_name = "organization"

urlpatterns = [
    path("pegawai/", views.employees, name="employees"),
    path("pegawai/belum-dikukuhkan/", views.unconfirmed, name="unconfirmed"),
    path("pegawai/impor/", import_views.imports, name="imports"),
    path("pegawai/impor/<str:code>/", import_views.import_run, name="import"),
    path("pegawai/impor/<str:code>/simpan/", import_views.save, name="import_save"),
    path("pegawai/impor/<str:code>/kolom/", import_views.columns, name="import_columns"),
    path("pegawai/impor/<str:code>/batal/", import_views.drop, name="import_drop"),
    path("pegawai/<str:code>/", views.employee, name="employee"),
    path("pegawai/<str:code>/atasan/", views.confirm_superior, name="confirm_superior"),
    path("pegawai/<str:code>/kesetaraan/", views.set_equivalent, name="set_equivalent"),
]
