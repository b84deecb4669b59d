"""What a token may be narrowed to. The one list: the command, the schema and the doors read it.

A token without scopes may do all that its account may do. A token with scopes may
use only doors that name one of them, and only as far as the account reaches.
"""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "reports:read": _("Membaca laporan"),
    "reports:write": _("Mencatat dan menelaah laporan"),
    "letters:read": _("Membaca surat masuk"),
    "letters:write": _("Mencatat surat masuk"),
    "cases:read": _("Membaca perkara"),
    "cases:write": _("Menjalankan langkah perkara"),
    "decisions:read": _("Membaca rancangan keputusan"),
    "decisions:write": _("Menyusun dan memaraf rancangan keputusan"),
    "documents:read": _("Membaca dan mengunduh surat"),
    "documents:write": _("Menyusun surat"),
    "register:read": _("Membaca register hukuman"),
    "register:write": _("Mengubah register hukuman"),
    "employees:read": _("Membaca data pegawai dan rantai atasan"),
    "employees:write": _("Mengubah data pegawai"),
    "units:read": _("Membaca pohon unit kerja"),
    "circulars:read": _("Membaca edaran"),
    "circulars:write": _("Menyusun, menerbitkan, dan membaca balik edaran"),
    "exports:read": _("Melihat kemajuan dan mengunduh ekspor"),
    "exports:write": _("Meminta ekspor"),
    "notifications:read": _("Membaca pemberitahuan"),
    "notifications:write": _("Menandai pemberitahuan"),
    "journal:read": _("Membaca jejak audit"),
    "law:read": _("Membaca posisi hukum instansi"),
    "law:write": _("Mencatat posisi hukum instansi"),
    "workdays:write": _("Mengubah kalender hari kerja"),
}
