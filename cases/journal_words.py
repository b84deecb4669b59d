"""Journal events of this room. Rows of the source side hold digests, never values."""

from django.utils.translation import gettext_lazy as _

SOURCE = {
    "report.received": _("mengirim laporan"),
    "report.entered": _("mencatat laporan"),
    "report.answered": _("menjawab pertanyaan petugas"),
    "report.walled": _("menutup laporan bagi orang yang disebut di dalamnya"),
    "report.reviewed": _("mulai menelaah laporan"),
    "report.noted": _("mencatat telaah laporan"),
    "report.asked": _("bertanya kepada pelapor"),
    "report.message_sent": _("mengirim pertanyaan kepada pelapor"),
    "report.attached": _("menggabungkan laporan ke peristiwa"),
    "report.case_opened": _("membuka perkara dari laporan"),
    "report.forwarded": _("meneruskan laporan"),
    "forwarding.reminded": _("mengingatkan penerima penerusan"),
    "forwarding.answered": _("mencatat jawaban atas penerusan"),
    "report.closed": _("menutup laporan"),
    "report.undone": _("mengurungkan langkah pada laporan"),
    "report.original_read": _("mengunduh berkas asli"),
    "report.file_read": _("membuka berkas laporan"),
    "report.desk_changed": _("memindahkan laporan ke meja lain"),
    "report.recounted": _("menghitung ulang batas telaah laporan"),
    "exhibit.released": _("melepas bukti"),
    "identity.requested": _("meminta identitas pelapor dibuka"),
    "identity.approved": _("menyetujui pembukaan identitas pelapor"),
    "identity.revealed": _("melihat identitas pelapor"),
    "identity.refused": _("menolak membuka identitas pelapor"),
    "letter.filed": _("mencatat surat masuk"),
    "letter.outcome": _("mencatat hasil rekomendasi"),
    "letter.replied": _("mencatat jawaban surat"),
}
