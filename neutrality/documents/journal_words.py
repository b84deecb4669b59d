"""The journal's words for letters; each completes a sentence about the actor."""

from typing import Any

from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, Any] = {
    "document.drafted": _("menyusun draf surat"),
    "document.edited": _("mengubah paragraf surat"),
    "document.recomputed": _("memperbarui isian surat"),
    "document.finalised": _("memfinalkan naskah surat"),
    "document.reopened": _("mengembalikan naskah surat menjadi draf"),
    "document.numbered": _("menomori surat"),
    "document.rendered": _("membuat PDF surat"),
    "document.signed": _("mencatat penandatanganan surat"),
    "document.scanned": _("menyimpan pindaian surat"),
    "document.cancelled": _("membatalkan surat"),
    "document.superseded": _("mengganti surat"),
    "document.uploaded": _("mengunggah surat dari luar"),
    "document.confirmed": _("mengukuhkan surat unggahan"),
    "document.served": _("mencatat penyampaian surat"),
    "document.received": _("mencatat tanggal terima surat"),
    "agency.texts_set": _("mengubah paragraf surat instansi"),
    "number_series.opened": _("membuka seri nomor"),
}
