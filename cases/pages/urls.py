"""Paths of cases. Random codes are part of them; filters live in the query string."""

from django.urls import path

from cases.pages import detail, duty, flow, listing, recommend, running, step

app_name = "cases"
urlpatterns = [
    path("kasus/", listing.case_list, name="list"),
    path("pemeriksaan/", listing.examinations, name="examinations"),
    path("hukum/alur/", flow.flow, name="flow"),
    path("kasus/berkas-berjalan/", running.enter, name="running"),
    path("kasus/<slug:code>/", detail.summary, name="case"),
    path("kasus/<slug:code>/bukti/", detail.exhibits, name="exhibits"),
    path("kasus/<slug:code>/bukti/tambah/", step.add_exhibit, name="add_exhibit"),
    path("kasus/<slug:code>/alasan/", detail.reason, name="reason"),
    path("kasus/<slug:code>/bukti/<slug:exhibit>/pratinjau/", detail.exhibit_preview, name="exhibit_preview"),
    path("kasus/<slug:code>/bukti/<slug:exhibit>/unduh/", detail.exhibit_download, name="exhibit_download"),
    path("kasus/<slug:code>/surat/", detail.letters, name="letters"),
    path("kasus/<slug:code>/surat/<slug:letter>/tandatangan/", step.sign_letter, name="sign"),
    path("kasus/<slug:code>/pemeriksaan/", detail.examination, name="examination"),
    path("kasus/<slug:code>/pemeriksaan/penyerahan/", step.serve_summons, name="serve_summons"),
    path("kasus/<slug:code>/pemeriksaan/keterangan/", step.statement, name="statement"),
    path("kasus/<slug:code>/jejak/", detail.access, name="access"),
    path("kasus/<slug:code>/langkah/<slug:move>/", step.move, name="move"),
    path("kasus/<slug:code>/usul/", recommend.recommendable, name="recommendable"),
    path("kasus/<slug:code>/jalur/", duty.confirm_line, name="confirm_line"),
    path("kasus/<slug:code>/tugas/", duty.page, name="duty"),
    path("kasus/<slug:code>/tugas/<slug:act>/", duty.act, name="duty_act"),
    path("kasus/<slug:code>/riwayat/", step.history, name="history"),
    path("kasus/<slug:code>/berhalangan/", step.conflict, name="conflict"),
    path("kasus/<slug:code>/jeda/", step.pause, name="pause"),
    path("kasus/<slug:code>/jeda/akhiri/", step.resume, name="resume"),
    path("kasus/<slug:code>/urungkan/", step.undo, name="undo"),
    path("kasus/<slug:code>/cetak/", detail.printed, name="print"),
]
