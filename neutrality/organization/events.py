"""What the journal says about the register."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "unit.created": _("membentuk unit kerja"),
    "unit.renamed": _("mengganti nama unit kerja"),
    "unit.moved": _("memindahkan unit kerja"),
    "unit.merged": _("menggabungkan unit kerja"),
    "unit.closed": _("menutup unit kerja"),
    "position.created": _("membentuk jabatan"),
    "position.changed": _("mengubah jabatan"),
    "position.moved": _("memindahkan jabatan"),
    "position.closed": _("menghapus jabatan"),
    "position.equivalent_set": _("menetapkan kesetaraan jabatan"),
    "appointment.made": _("mencatat pengangkatan"),
    "appointment.ended": _("mencatat akhir jabatan"),
    "person.superior_set": _("mengukuhkan atasan langsung"),
    "person.tie_recorded": _("mencatat hubungan keluarga"),
    "employee.added": _("mencatat pegawai"),
    "employee.changed": _("mengubah data pegawai"),
    "employee.status_set": _("mencatat golongan atau kedudukan hukum"),
    "register.imported": _("mengimpor data pegawai"),
    "register.edited": _("mengubah data acuan"),
}
