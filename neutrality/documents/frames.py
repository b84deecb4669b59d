"""What the installation adds to a letter, copied into its row when the draft is made.

An agency chooses in ``Agency.choices["letters"]``; all keys are optional::

    {"place": "Pontianak",
     "emblem": "data:image/png;base64,…",               # coat of arms on unit letterheads
     "head": {"lines": ["WALI KOTA PONTIANAK", …], "emblem": "data:…"},
     "units": {"UN-24-7QHM": {"lines": ["BADAN …", "SUMBER DAYA MANUSIA"], "address": ["Jalan …"]}}}
"""

from typing import Any

from django.conf import settings

from neutrality.documents.forms import Letter
from neutrality.organization.models import Agency, OrgUnit

_KINDS_WITHOUT_LETTERHEAD = (OrgUnit.Kind.BIDANG, OrgUnit.Kind.SEKSI)
_KIND_WORDS = ("Kota ", "Kabupaten ", "Provinsi ")


def frame_for(form: Letter, agency: Agency, issuing_unit: OrgUnit) -> dict[str, Any]:
    """The frame of a letter: the letterhead is that of the signatory's unit.

    The chair of a team or board signs for those who set it up, on the issuing unit's letterhead.
    """
    signatory = getattr(form, "penandatangan", None)
    unit = None
    if signatory is not None and signatory.unit and not signatory.jabatan.startswith("Ketua "):
        unit = OrgUnit.objects.filter(agency=agency, code=signatory.unit).first()
    return frame_of(agency, unit or issuing_unit)


def frame_of(agency: Agency, unit: OrgUnit) -> dict[str, Any]:
    """Place, issuer, both letterheads and the address of the verification page."""
    choices = agency.choices.get("letters", {})
    return {
        "place": choices.get("place") or agency.choices.get("place_of_letters") or bare_name(agency),
        "issuer": agency.name,
        "training": bool(settings.TRAINING),
        "verify_at": f"{settings.BASE_URL}/periksa",
        "letterheads": {"head": _head(agency, choices), "unit": _unit(agency, letterhead_unit(unit), choices)},
    }


def bare_name(agency: Agency) -> str:
    """ "Kota Pontianak" gives "Pontianak"."""
    for word in _KIND_WORDS:
        if agency.short_name.startswith(word):
            return agency.short_name.removeprefix(word)
    return agency.short_name


def letterhead_unit(unit: OrgUnit) -> OrgUnit:
    """The unit whose letterhead a bidang or seksi writes on."""
    for candidate in [unit, *reversed(list(OrgUnit.objects.get_ancestors(unit)))]:
        if candidate.kind not in _KINDS_WITHOUT_LETTERHEAD:
            return candidate
    return unit


def _head(agency: Agency, choices: dict[str, Any]) -> dict[str, Any]:
    lines = [f"{agency.head_title} {bare_name(agency)}".upper()]
    if agency.parent is not None:
        lines.append(f"PROVINSI {bare_name(agency.parent)}".upper())
    return {"head": True, "lines": lines, "emblem_label": "Lambang negara"} | choices.get("head", {})


def _unit(agency: Agency, unit: OrgUnit, choices: dict[str, Any]) -> dict[str, Any]:
    return {
        "over": agency.name.upper(),
        "lines": [unit.name.upper()],
        "address": [],
        "emblem": choices.get("emblem", ""),
        "emblem_label": "Lambang daerah",
    } | choices.get("units", {}).get(unit.code, {})
