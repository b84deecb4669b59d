"""Paths of changing the calendar. Reading it is a page of ``workdays``."""

from django.urls import path

from cases.pages import calendar, clock_settings

app_name = "calendar"
urlpatterns = [
    path("hari-kerja/tambah/", calendar.add, name="add"),
    path("hari-kerja/impor/", calendar.take_over, name="import"),
    path("hari-kerja/keputusan/", calendar.decree, name="decree"),
    path("hari-kerja/batas/", clock_settings.agency_clocks, name="clocks"),
    path("hari-kerja/posisi/<str:question>/", clock_settings.position_effect, name="position"),
    path("hari-kerja/<int:pk>/", calendar.change, name="change"),
    path("hari-kerja/<int:pk>/hapus/", calendar.remove, name="remove"),
]
