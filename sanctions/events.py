"""The journal's words for this floor."""

from django.utils.translation import gettext_lazy as _

VOCABULARY = {
    "decision.drafted": _("membuat draf keputusan"),
    "decision.changed": _("mengubah draf keputusan"),
    "decision.rechecked": _("memeriksa ulang draf keputusan setelah aturan diperbarui"),
    "decision.proposed": _("mengajukan draf keputusan untuk diparaf"),
    "decision.initialled": _("memaraf draf keputusan"),
    "decision.returned": _("mengembalikan draf keputusan"),
    "decision.withdrawn": _("menarik draf keputusan"),
    "decision.issued": _("menetapkan keputusan"),
    "service.called": _("memanggil untuk menerima keputusan"),
    "service.received": _("mencatat penerimaan keputusan"),
    "remedy.filed": _("mencatat upaya administratif"),
    "remedy.decided": _("mencatat putusan upaya administratif"),
    "register.earlier_added": _("mencatat hukuman lama"),
    "register.earlier_imported": _("mengimpor hukuman lama"),
    "register.changed": _("mengubah register hukuman"),
}
