from django.urls import path

from neutrality.organization import import_views, post_views, views

app_name = "organization"

urlpatterns = [
    path("pegawai/", views.employees, name="employees"),
    path("pegawai/belum-dikukuhkan/", views.unconfirmed, name="unconfirmed"),
    path("pegawai/impor/", import_views.imports, name="imports"),
    path("pegawai/impor/<str:code>/", import_views.import_run, name="import"),
    path("pegawai/impor/<str:code>/simpan/", import_views.save, name="import_save"),
    path("pegawai/impor/<str:code>/kolom/", import_views.columns, name="import_columns"),
    path("pegawai/impor/<str:code>/batal/", import_views.drop, name="import_drop"),
    path("pegawai/jabatan/", post_views.posts, name="posts"),
    path("pegawai/jabatan/<str:code>/", post_views.post, name="post"),
    path("pegawai/jabatan/akhiri/<str:code>/", post_views.end, name="end_appointment"),
    path("pegawai/<str:code>/", views.employee, name="employee"),
    path("pegawai/<str:code>/atasan/", views.confirm_superior, name="confirm_superior"),
    path("pegawai/<str:code>/kesetaraan/", views.set_equivalent, name="set_equivalent"),
]
