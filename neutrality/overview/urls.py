from django.urls import path

from neutrality.overview import export_views, figure_views, paper_page, unit_page, views

app_name = "overview"
urlpatterns = [
    path("meja/", views.desk, name="desk"),
    path("meja/catat/", paper_page.record_paper, name="record_paper"),
    path("cari/", views.search, name="search"),
    path("surat/", views.my_letters, name="my_letters"),
    path("dasbor/", figure_views.dashboard, name="dashboard"),
    path("dasbor/wilayah/", figure_views.region, name="region"),
    path("dasbor/angka/", figure_views.numbers, name="numbers"),
    path("unit/", unit_page.unit_overview, name="unit"),
    path("bawaslu/", views.bawaslu, name="bawaslu"),
    path("bawaslu/kirim/", views.file_letter, name="file_letter"),
    path("bawaslu/ekspor/", views.exports, name="exports"),
    path("ekspor/", export_views.page, name="export_desk"),
    path("ekspor/<str:code>/", views.download, name="download"),
]
