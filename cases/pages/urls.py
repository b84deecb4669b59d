"""Paths of cases. Random codes are part of them; filters live in the query string."""

from django.urls import path

from cases.pages import detail, listing, running, step

app_name = "cases"
urlpatterns = [
    path("kasus/", listing.case_list, name="list"),
    path("pemeriksaan/", listing.examinations, name="examinations"),
    path("kasus/berkas-berjalan/", running.enter, name="running"),
    path("kasus/<str:code>/", detail.summary, name="case"),
    path("kasus/<str:code>/bukti/", detail.exhibits, name="exhibits"),
    path("kasus/<str:code>/bukti/tambah/", step.add_exhibit, name="add_exhibit"),
    path("kasus/<str:code>/alasan/", detail.reason, name="reason"),
    path("kasus/<str:code>/bukti/<str:exhibit>/pratinjau/", detail.exhibit_preview, name="exhibit_preview"),
    path("kasus/<str:code>/bukti/<str:exhibit>/unduh/", detail.exhibit_download, name="exhibit_download"),
    path("kasus/<str:code>/surat/", detail.letters, name="letters"),
    path("kasus/<str:code>/surat/<str:letter>/tandatangan/", step.sign_letter, name="sign"),
    path("kasus/<str:code>/pemeriksaan/", detail.examination, name="examination"),
    path("kasus/<str:code>/pemeriksaan/penyerahan/", step.serve_summons, name="serve_summons"),
    path("kasus/<str:code>/pemeriksaan/keterangan/", step.statement, name="statement"),
    path("kasus/<str:code>/jejak/", detail.access, name="access"),
    path("kasus/<str:code>/langkah/<str:move>/", step.move, name="move"),
    path("kasus/<str:code>/riwayat/", step.history, name="history"),
    path("kasus/<str:code>/berhalangan/", step.conflict, name="conflict"),
    path("kasus/<str:code>/jeda/", step.pause, name="pause"),
    path("kasus/<str:code>/urungkan/", step.undo, name="undo"),
    path("kasus/<str:code>/cetak/", detail.printed, name="print"),
]
