"""Which procedure a matter follows: the kind of person before the kind of act."""

from neutrality.law.breaches import ASN, Breaches
from neutrality.law.facts import Facts

VILLAGE = ("KEPALA_DESA", "PERANGKAT_DESA", "BPD")
PPPK = ("PPPK", "PPPK_PARUH_WAKTU")
TEAM = {"berat": "required", "sedang": "optional", "ringan": "not_allowed"}


def track_of(facts: Facts, breaches: Breaches) -> str:
    """Village and elsewhere by the person; then party membership, discipline, ethics (DESIGN section 3)."""
    kind = facts.subject.kind
    if kind in VILLAGE:
        return "village"
    if kind not in ASN:
        return "elsewhere"
    categories = {row.category for row in breaches.standing()}
    if "dismissal" in categories:
        return "party_membership"
    if kind in PPPK:
        return "pppk" if categories & {"discipline", "ethics", "norm"} else "none"
    if categories & {"discipline", "norm"}:
        return "discipline"
    return "ethics" if "ethics" in categories else "none"


def team_requirement(track: str, level: str | None) -> str:
    """Berat needs a team, sedang may have one, ringan is the superior's alone (PP 94/2021 Pasal 29)."""
    return TEAM.get(level or "", "not_applicable") if track == "discipline" else "not_applicable"
