"""Journal events of the case side."""

from django.utils.translation import gettext_lazy as _

CASE = {
    "case.opened": _("membuka perkara"),
    "case.moved": _("mencatat langkah perkara"),
    "case.undone": _("mengurungkan langkah perkara"),
    "case.conflict_declared": _("mencatat pejabat berhalangan"),
    "case.chain_changed": _("menghitung ulang jalur atasan"),
    "case.chain_confirmed": _("memastikan perubahan jalur atasan"),
    "case.duty_order_drafted": _("menyusun perintah pengalihan tugas"),
    "case.duty_order_withdrawn": _("menarik perintah pengalihan tugas"),
    "case.duty_order_served": _("mencatat penyerahan perintah"),
    "case.duty_note": _("mencatat pengingat atau penjelasan pemegang tugas"),
    "case.neglect_decided": _("mencatat keputusan membuka perkara kelalaian"),
    "case.history_checked": _("memeriksa riwayat hukuman"),
    "case.allegations_changed": _("mengubah dugaan pelanggaran"),
    "case.custodian_read": _("membuka perkara selesai dengan alasan"),
    "summons.served": _("mencatat penyerahan surat panggilan"),
    "minutes.recorded": _("mencatat berita acara"),
    "deadline.paused": _("menjeda batas internal"),
    "deadline.resumed": _("mengakhiri jeda batas internal"),
    "deadline.warned": _("mengingatkan batas waktu"),
    "deadline.missed": _("mencatat batas waktu yang lewat"),
    "deadline.recounted": _("menghitung ulang batas waktu"),
    "deadline.clocks_set": _("mengubah batas internal instansi"),
    "exhibit.downloaded": _("mengunduh bukti bertanda air"),
    "exhibit.previewed": _("melihat pratinjau bukti"),
}
