from django.urls import path

from neutrality.organization import import_views, post_views, request_views, tie_views, unit_views, views

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
    path("pegawai/jabatan/<str:code>/ubah/<str:slug>/", post_views.change, name="change_post"),
    path("pegawai/jabatan/pindaian/<str:code>/", post_views.order_scan, name="order_scan"),
    path("pegawai/kesetaraan/", post_views.equivalents, name="equivalents"),
    path("pegawai/unit/", unit_views.units, name="units"),
    path("pegawai/unit/<str:code>/", unit_views.unit, name="unit"),
    path("pegawai/unit/<str:code>/<str:slug>/", unit_views.change, name="change_unit"),
    path("pegawai/permintaan/", request_views.requests, name="requests"),
    path("pegawai/permintaan/<str:code>/", request_views.request_page, name="request"),
    path("pegawai/permintaan/<str:code>/kabulkan/", request_views.grant, name="grant_request"),
    path("pegawai/permintaan/<str:code>/tolak/", request_views.refuse, name="refuse_request"),
    path("pegawai/permintaan/<str:code>/tarik/", request_views.withdraw, name="withdraw_request"),
    path("pegawai/hubungan/", tie_views.ties, name="ties"),
    path("pegawai/hubungan/<str:slug>/", tie_views.record, name="record_tie"),
    path("pegawai/hubungan/<str:slug>/<int:pk>/akhiri/", tie_views.end, name="end_tie"),
    path("pegawai/<str:code>/", views.employee, name="employee"),
    path("pegawai/<str:code>/atasan/", views.confirm_superior, name="confirm_superior"),
    path("pegawai/<str:code>/kesetaraan/", views.set_equivalent, name="set_equivalent"),
]
