"""What the journal says about accounts."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "account.created": _("membuat akun"),
    "account.changed": _("mengubah akun"),
    "account.closed": _("menutup akun"),
    "account.opened_again": _("membuka kembali akun"),
    "account.signed_in": _("masuk"),
    "account.signed_out": _("keluar"),
    "account.password_changed": _("mengganti kata sandi"),
    "account.second_factor_added": _("memasang faktor kedua"),
    "account.second_factor_removed": _("mencabut faktor kedua"),
    "account.recovery_codes_made": _("membuat kode pemulihan"),
    "role.granted": _("memberi peran"),
    "role.ended": _("mengakhiri peran"),
    "token.issued": _("menerbitkan token"),
    "token.revoked": _("mencabut token"),
}
