"""The remedy against a decision, as its assessment names it."""

from typing import TypedDict

from sanctions.models import Decision


class Allowed(TypedDict):
    """The remedy that the assessment names: what, to whom, within how many working days."""

    type: str
    to: str | None
    working_days: int


def allowed_remedy(decision: Decision) -> Allowed:
    """The remedy of the chosen sanction and the competent authority, as assessed."""
    rows = decision.assessment.get("permitted", [])
    row = next((one for one in rows if one["sanction"] == decision.sanction), None)
    if row is None:
        return Allowed(type="none", to=None, working_days=0)
    for authority in row["authorities"]:
        if authority["authority"] == decision.authority and authority.get("remedy"):
            row = authority
    allowed: Allowed = row["remedy"]
    return allowed
