"""From an authority of the law (``ppk``, ``administrator`` …) to the step of the chain that answers to it."""

from typing import Any

from cases import lawbook
from cases.actions import chain
from cases.models import Case, Tier
from neutrality.organization.models import Position

_OFFICES = {"ppk": Position.Office.PPK, "sekda": Position.Office.SEKDA}
_GRADES = {"jf_ahli_madya": "ahli_madya", "jf_ahli_muda": "ahli_muda"}


def authorities(answer: dict[str, Any], sanction: str = "") -> list[str]:
    """Authority codes for ``sanction``, the lowest first; without one, for the first that is permitted."""
    rows = answer.get("permitted", [])
    chosen = next((row for row in rows if row["sanction"] == sanction), rows[0] if rows and not sanction else None)
    return [row["authority"] for row in chosen["authorities"]] if chosen else []


def answers_to(tier: Tier, authority: str, agency_kind: str) -> bool:
    """Whether the post of ``tier`` is the officer that the law calls ``authority``."""
    post = tier.position
    if authority in _OFFICES:
        return post.office == _OFFICES[authority]
    if authority in _GRADES:
        return post.functional_grade == _GRADES[authority]
    if authority == "jpt_madya" and agency_kind == "provinsi" and post.office == Position.Office.SEKDA:
        return True
    return authority in (post.level, post.equivalent_level)


def deciders(case: Case, sanction: str = "", answer: dict[str, Any] | None = None) -> list[Tier]:
    """Steps of the chain that may impose ``sanction``, the lowest first. Where the officer's post is
    vacant or passed over, the next one above (PP 94/2021 Pasal 25). The PPK where nothing else is known."""
    told = answer if answer is not None else lawbook.assess_case(case)
    able = chain.able(case)
    found: list[Tier] = []
    for authority in authorities(told, sanction):
        own = [tier for tier in case.tiers.select_related("position") if answers_to(tier, authority, case.agency.kind)]
        for tier in own[:1]:
            stands_in = next((one for one in able if one.order >= tier.order), None)
            if stands_in is not None and stands_in not in found:
                found.append(stands_in)
    if not found:
        found = [tier for tier in able if tier.position.office == Position.Office.PPK]
    return sorted(found, key=lambda tier: tier.order)


def for_report(case: Case) -> list[Tier]:
    """Who may decide on the report of the examination as it recommends."""
    report = case.reports.last()
    return deciders(case, report.recommended if report else "")


def president_decides(case: Case) -> bool:
    report = case.reports.last()
    answer = lawbook.assess_case(case)
    wanted = report.recommended if report and report.recommended else "B3"
    return "presiden" in authorities(answer, wanted)
