"""What may be done against a decision, before whom, within how many working days (PP 79/2021)."""

from collections.abc import Mapping
from typing import Any

from neutrality.law.catalogue import Catalogue
from neutrality.law.rows import Row

Remedy = dict[str, Any]


def remedy_for(
    sanction: Row, authority: str | None, catalogue: Catalogue, positions: Mapping[str, str] | None = None
) -> Remedy:
    """``{"type", "to", "working_days"}`` against ``sanction`` imposed by ``authority`` (None: not known yet)."""
    rule = rule_for(sanction, authority, positions)
    row = catalogue.remedies[rule] if rule else None
    if row is None or row.type == "none":
        return {"type": "none", "to": None, "working_days": None}
    to = {"REM-KEB-PPK": "ppk", "REM-KEB-PEJABAT": "atasan_pejabat", "REM-BANDING": "bpasn"}[rule or ""]
    if authority is None and row.type == "keberatan":
        return {"type": "keberatan", "to": None, "working_days": catalogue.deadlines[row.deadline].n}
    return {"type": row.type, "to": to, "working_days": catalogue.deadlines[row.deadline].n}


def rule_for(sanction: Row, authority: str | None, positions: Mapping[str, str] | None = None) -> str | None:
    """The rule on remedies: by who decided and whether it is a dismissal."""
    if authority == "presiden":
        return "REM-PRESIDEN"
    if sanction.remedy == "banding":
        return "REM-BANDING"
    if sanction.remedy == "none":  # a moral sanction, until the agency records otherwise (Q-MORAL-REMEDY)
        return "REM-KEB-PPK" if (positions or {}).get("Q-MORAL-REMEDY") == "keberatan" else None
    return "REM-KEB-PPK" if authority in ("ppk", None) else "REM-KEB-PEJABAT"
