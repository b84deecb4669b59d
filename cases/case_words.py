"""Journal events of the case side."""

from django.utils.translation import gettext_lazy as _

CASE = {
    "case.opened": _("membuka perkara"),
    "case.moved": _("mencatat langkah perkara"),
    "case.undone": _("mengurungkan langkah perkara"),
    "case.conflict_declared": _("mencatat pejabat berhalangan"),
    "case.chain_changed": _("menghitung ulang jalur atasan"),
    "case.history_checked": _("memeriksa riwayat hukuman"),
    "case.allegations_changed": _("mengubah dugaan pelanggaran"),
    "case.custodian_read": _("membuka perkara selesai dengan alasan"),
    "summons.served": _("mencatat penyerahan surat panggilan"),
    "minutes.recorded": _("mencatat berita acara"),
    "deadline.paused": _("menjeda batas internal"),
    "deadline.resumed": _("mengakhiri jeda batas internal"),
    "deadline.warned": _("mengingatkan batas waktu"),
    "exhibit.downloaded": _("mengunduh bukti bertanda air"),
    "exhibit.previewed": _("melihat pratinjau bukti"),
}
