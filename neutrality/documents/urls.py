"""Pages of letters: files for those who may see them, authenticity for everyone."""

from django.urls import path, register_converter

from neutrality.documents import register_views, text_views, views
from neutrality.veil import ProofConverter

register_converter(ProofConverter, "proof")

app_name = "documents"

urlpatterns = [
    path("surat/<str:code>.pdf", views.letter_pdf, name="pdf"),
    path("surat/<str:code>/cetak.pdf", views.letter_print, name="print"),
    path("surat/<str:code>/pindaian", views.letter_scan, name="scan"),
    path("surat/bukti/<proof:proof>/", views.service_proof, name="proof"),
    path("surat/paragraf/", text_views.texts, name="texts"),
    path("surat/nomor/", register_views.series_list, name="series_list"),
    path("surat/nomor/<int:pk>/", register_views.series, name="series"),
    path("periksa/", views.verify_form, name="verify"),
    path("periksa/<str:code>/", views.verify, name="verify_code"),
]
