"""Whose desk a public report goes to: host name, DEFAULT_AGENCY, region told, province."""

from django.conf import settings
from django.utils.translation import gettext as _

from neutrality.errors import Refusal
from neutrality.organization.models import Agency, AgencyKind
from neutrality.organization.names import plain

_COMMON = {"PEMERINTAH", "PEMKOT", "PEMKAB", "PEMPROV", "DAERAH"}


def public_agency(host: str, region: str) -> Agency:
    """The first that is found; Refusal ``no_agency`` only where the installation has none at all."""
    name = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
    found = Agency.objects.filter(hosts__contains=[name.lower()]).first() if name else None
    if found is None and settings.DEFAULT_AGENCY:
        found = Agency.objects.filter(code=settings.DEFAULT_AGENCY).first()
    found = found or _by_region(region) or _last_resort()
    if found is None:
        raise Refusal("no_agency", _("Belum ada instansi yang menerima laporan di sini."))
    return found


def _by_region(region: str) -> Agency | None:
    """The one agency whose name or region the told region names; none when it fits several."""
    wanted = set(plain(region).split()) - _COMMON
    if not wanted:
        return None
    fits = [
        agency
        for agency in Agency.objects.order_by("pk")
        if any(wanted <= set(plain(text).split()) for text in (agency.short_name, agency.name, agency.region))
    ]
    return fits[0] if len(fits) == 1 else None


def _last_resort() -> Agency | None:
    """The province's desk; where there is no province, the only (or the oldest) agency."""
    agencies = Agency.objects.order_by("pk")
    return agencies.filter(kind=AgencyKind.PROVINSI).first() or agencies.first()
