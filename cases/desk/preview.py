"""What the preview and the full page of a report show: one context for both."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases import conduct, matching, walls
from cases.actions import exhibits, report_steps, triage
from cases.desk import forms, queries
from cases.models import Case, Message, Report
from neutrality.accounts.models import User
from neutrality.formats import nip as nip_words
from neutrality.organization.models import Person
from neutrality.workdays.queries import calendar_for

JOIN_FROM = 0.45
SHOWN_NAMES = 3


@dataclass(frozen=True)
class Suggestion:
    """The primary button: gabung, buka or tanya, its words and why."""

    kind: str
    label: str
    why: str


def context_for(user: User, report: Report, **bound: Any) -> dict[str, Any]:
    """``bound`` may hold a form that was refused, by its name (``open_form`` …)."""
    told = walls.told_of(report)
    similar = _similar(user, report)
    names = matching.matches(report, told, limit=SHOWN_NAMES)
    join = next((row for row in similar if row.get("incident") and row["score"] >= JOIN_FROM), None)
    is_open = report.status in report_steps.OPEN
    strong = matching.is_strong(names)
    context = {
        "report": report,
        "headline": queries.headline(report),
        "told": told,
        "people": told.get("persons", []),
        "acts": conduct.titles(report.conduct),
        "days": queries.days_left(report, calendar_for(report.agency)),
        "source": queries.source_of(report),
        "originals": exhibits.originals_of(report),
        "similar": similar[:3],
        "join": join,
        "names": _rows(report, names, bound.get("chosen", "")),
        "chosen": names[0]["employee"] if names and strong else "",
        "who": _who(told),
        "is_open": is_open,
        "can_open": is_open or report.status == Report.Status.LINKED,
        "has_channel": bool(report.receipt_hash),
        "suggestion": _suggest(report, join, strong, names) if is_open else None,
        "bawaslu": queries.bawaslu_test(report),
        "undo": triage.undoable(report, user),
        "unread": sum(one.sender == Message.Sender.REPORTER and one.read_on is None for one in report.messages.all()),
    }
    return context | _forms(report, join) | bound


def _rows(report: Report, names: list[dict[str, Any]], chosen: str) -> list[dict[str, Any]]:
    """The names offered, with the one that was picked by search before a refusal."""
    rows = [row | {"nip_words": nip_words(row["nip"])} for row in names]
    if chosen and chosen not in [row["employee"] for row in rows]:
        person = Person.objects.filter(agency=report.agency, code=chosen).select_related("employee").first()
        if person is not None and hasattr(person, "employee"):
            rows.append(
                {
                    "employee": chosen,
                    "name": person.full_name,
                    "nip_words": nip_words(person.employee.nip),
                    "reasons": [],
                }
            )
    return rows


def _forms(report: Report, join: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "join_form": forms.JoinForm(initial={"incident": join["incident"] if join else ""}),
        "open_form": forms.OpenForm(report=report),
        "ask_form": forms.AskForm(),
        "forward_form": forms.ForwardForm(),
        "close_form": forms.CloseForm(),
        "review_form": forms.ReviewForm(
            initial={
                "headline": report.headline,
                "occurred_on": report.occurred_from,
                "protection_plan": report.protection_plan,
                "note": report.note,
            }
        ),
        "release_form": forms.ReleaseForm(),
        "identity_form": forms.IdentityForm(),
    }


def _similar(user: User, report: Report) -> list[dict[str, Any]]:
    """Rows of ``matching.similar`` with what is shown: code, badge, reasons as one sentence."""
    rows = []
    for row in matching.similar(user, report):
        code = row.get("case") or row["report"]
        why = [text for text in row["reasons"] if not text.startswith(_("kata sama: %(words)s") % {"words": ""})]
        sentence = ", ".join(why)
        rows.append(
            row
            | {
                "code": code,
                "is_case": "case" in row,
                "why": f"{sentence[:1].upper()}{sentence[1:]}." if sentence else "",
                "some_words": row["words"][:4],
            }
        )
    return rows


def _who(told: dict[str, Any]) -> str:
    """``“Pak W”, Kominfo``: the first person as told."""
    for row in told.get("persons", []):
        name = row.get("name") or row.get("position")
        if name:
            return f"“{name}”, {row['unit']}" if row.get("unit") else f"“{name}”"
    return ""


def _suggest(report: Report, join: dict[str, Any] | None, strong: bool, names: list[dict[str, Any]]) -> Suggestion:
    if join:
        label = _("Gabung ke %(code)s") % {"code": join.get("case") or join["incident"]}
        return Suggestion("gabung", label, join["why"])
    if strong:
        return Suggestion("buka", _("Buka kasus baru"), _lower(names[0]["reasons"]))
    if report.receipt_hash and not report.messages.all():
        return Suggestion("tanya", _("Tanya pelapor"), _("Terlapor belum dikenali"))
    return Suggestion("buka", _("Buka kasus baru"), "")


def _lower(reasons: list[str]) -> str:
    return ", ".join(reason[:1].lower() + reason[1:] for reason in reasons)


def compared(user: User, report: Report, code: str) -> dict[str, Any] | None:
    """The other column of the comparison: a report of the desk, or a case by its brief; None when absent."""
    row = next((one for one in _similar(user, report) if one["code"] == code), None)
    other = Report.objects.visible_to(user).filter(code=code).first()
    if other is not None:
        return {"code": code, "text": other.narrative, "title": queries.headline(other), "day": other.occurred_from,
                "place": other.place, "row": row}  # fmt: skip
    case = Case.objects.visible_to(user).select_related("incident", "person").filter(code=code).first()
    if case is None:
        return None
    return {"code": code, "text": case.brief, "title": case.incident.title, "day": case.incident.occurred_from,
            "place": case.incident.place, "row": row, "status": case.get_status_display()}  # fmt: skip
