"""Paths of the desk. Random codes of reports and letters are part of them."""

from django.urls import path

from cases.desk.views import entry, forwardings, identities, inbox, report, superior

app_name = "desk"
urlpatterns = [
    path("kotak-masuk/", inbox.inbox, name="inbox"),
    path("kotak-masuk/catat/", entry.enter, name="enter"),
    path("kotak-masuk/pilihan/tutup/", inbox.close_many, name="close_many"),
    path("kotak-masuk/identitas/", identities.waiting, name="identities"),
    path("kotak-masuk/identitas/<str:code>/setuju/", identities.approve, name="approve_identity"),
    path("kotak-masuk/identitas/<str:code>/lihat/", identities.reveal, name="reveal_identity"),
    path("kotak-masuk/<str:code>/", report.report, name="report"),
    path("kotak-masuk/<str:code>/pratinjau/", inbox.preview, name="preview"),
    path("kotak-masuk/<str:code>/orang/", report.people, name="people"),
    path("kotak-masuk/<str:code>/banding/<str:other>/", report.compare, name="compare"),
    path("kotak-masuk/<str:code>/berkas/<str:file>/", report.cleaned_file, name="file"),
    path("kotak-masuk/<str:code>/berkas/<str:file>/asli/", report.original_file, name="original"),
    path("kotak-masuk/<str:code>/urungkan/", report.undo, name="undo"),
    path("kotak-masuk/<str:code>/<slug:slug>/", report.step, name="step"),
    path("penerusan/<str:code>/", forwardings.show, name="forwarding"),
    path("penerusan/<str:code>/<slug:slug>/", forwardings.step, name="forwarding_step"),
    path("lapor-atasan/", superior.report, name="superior"),
    path("surat-masuk/", entry.letter_list, name="letters"),
    path("surat-masuk/catat/", entry.file_letter, name="file_letter"),
    path("surat-masuk/<str:code>/", entry.letter, name="letter"),
]
