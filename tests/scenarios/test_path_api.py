"""The whole path at the API with bearer tokens, and what each person reads of it on the way."""

from datetime import date

from cases import outward
from neutrality.documents.models import OfficialDocument
from tests.scenarios.path import ANSWER, BRIEF, STORY, Door, Path


def test_from_a_report_to_a_decision_in_force(path: Path) -> None:
    report = path.told()
    desk, public = path.door("desk"), Door(None)
    assert desk.get(f"reports/{report.code}/")["narrative"] == STORY
    assert [row["body"] for row in desk.get(f"reports/{report.code}/")["messages"]][-1] == ANSWER

    case = path.to_the_end(report)

    whole = desk.get(f"cases/{case.code}/")
    assert (whole["status"], case.brief) == ("in_force", BRIEF)
    assert [row["move"] for row in desk.get(f"cases/{case.code}/timeline/")] == [
        "assign", "summon", "examine", "record_minutes", "submit_report", "escalate", "decide", "serve",
        "record_receipt", "take_effect",
    ]  # fmt: skip
    assert {row["label"] for row in desk.get(f"cases/{case.code}/exhibits/")} == {"B-01"}
    for letter in OfficialDocument.objects.filter(owner_code=case.code):
        assert letter.sha256, letter.kind
    decision = case.decisions.get()
    assert decision.document is not None
    verified = public.get(f"verify/{decision.document.verification_code}/")
    assert (verified["number"], verified["status"]) == (decision.document.number, "valid")
    assert case.person.name not in str(verified)

    outward.publish()
    tracked = public.post("reports/track/", {"receipt": path.receipt})
    assert set(tracked) == {"status", "status_label", "next_date", "messages"}
    assert case.code not in str(tracked)


def test_an_unsigned_draft_does_not_become_a_decision(path: Path) -> None:
    """Nobody but the decider signs, and not before the initials; the case stays where it is."""
    case = path.reported(path.summoned(path.opened(path.found())))
    decision = path.proposed(case)
    for key in ("desk", "kasi", "kadis_lain", "pelaksana"):
        status = (404,) if key in ("kadis_lain", "pelaksana") else (403, 409)
        path.door(key).post(f"cases/{case.code}/moves/decide/", {"decision": decision.code}, status)
    case.refresh_from_db()
    assert case.status == "escalated"
    assert case.event_date == date(2024, 10, 5)
