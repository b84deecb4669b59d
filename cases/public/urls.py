"""Paths of the public door; read aloud from posters and letters."""

from django.urls import path

from cases.public.views import receipt, steps, tracking

app_name = "public"
urlpatterns = [
    path("lapor/", steps.start, name="start"),
    path("lapor/<int:number>/", steps.step, name="step"),
    path("lapor/berkas/", steps.upload, name="upload"),
    path("lapor/terkirim/", receipt.receipt, name="receipt"),
    path("lapor/keluar/", steps.quick_exit, name="quick_exit"),
    path("pantau/", tracking.track, name="track"),
    path("pantau/keluar/", tracking.quick_exit, name="track_exit"),
]
