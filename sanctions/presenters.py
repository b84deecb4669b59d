"""A draft decision as its screen shows it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.registry import Missing
from neutrality import formats
from neutrality.counsel import presenters as counsel
from neutrality.counsel.reliance import stated_limit
from neutrality.documents.forms import form_of
from neutrality.documents.forms.decisions import DisciplineDecision
from neutrality.law.catalogue import load
from neutrality.workdays import today
from sanctions import letters, told, track_letters
from sanctions.check import Check, Line, competence_of, reason_for, text
from sanctions.models import ApprovalStep, Decision
from sanctions.told import ToldForm

# States of the check in the words of the {% cek %} tag.
_TAG = {"fail": "gagal", "warn": "waspada", "ask": "tanya", "pass": "lulus", "na": "info"}

# Where a failing line is mended on the page.
ANCHORS = {
    "mitigating": "id_mitigating",
    "aggravating": "id_aggravating",
    "sanction": "hukuman",
    "decider": "id_decider",
    "findings": "pasal",
    "history": "riwayat",
    "steps": "paraf",
    "recheck": "aturan",
    "starts_on": "id_starts_on",
}


def panel(check: Check, decision: Decision, missing: Sequence[Missing], *, compact: bool = True) -> dict[str, Any]:
    """The one panel of the legal check (``counsel/_assessment.html``), with the agency's own rules in it."""
    told = counsel.panel(
        check.assessment, resting=check.resting, recorded=check.recorded, lines=check_lines(check, decision),
        missing=len(missing), compact=compact,
    )  # fmt: skip
    return told | {"first": first_target(check, decision)}


def check_lines(check: Check, decision: Decision) -> list[dict[str, Any]]:
    """Lines for the {% cek %} tag; one that can be mended on the page leads to the place."""
    return [
        {
            "state": _TAG[line.state],
            "title": line.title,
            "note": " · ".join(part for part in (line.source, line.rule) if part),
            "url": f"#{target}" if (target := _target(line, decision)) else "",
            "reason": _("Alasan: %(text)s") % {"text": given} if (given := _given(line, decision)) else "",
            "action": _action(line),
        }
        for line in check.lines
    ]


def _action(line: Line) -> str:
    """What the button beside a line is called; an initial is somebody else's to give."""
    if line.state in ("warn", "ask"):
        return _("Beri alasan")
    return _("Lihat") if line.field == "steps" else _("Isi")


def _given(line: Line, decision: Decision) -> str:
    return reason_for(decision, line) if line.state in ("warn", "ask") else ""


def _target(line: Line, decision: Decision) -> str:
    """The id of the input that mends a line; empty where nothing on the page does, or nothing needs to."""
    if line.state in ("warn", "ask"):
        return "" if reason_for(decision, line) else reason_id(line)
    found = line.field if line.field.startswith("detail-") else ANCHORS.get(line.field, "")
    return found if line.state == "fail" else ""


def first_target(check: Check, decision: Decision) -> str:
    """Where the sign button leads while something is missing: the first thing that the page can mend."""
    found = (_target(line, decision) for line in check.lines)
    return next((target for target in found if target), "pemeriksaan-hukum")


def reason_id(line: Line) -> str:
    return f"reason-{line.key.replace(':', '-')}"


def options(check: Check, decision: Decision) -> dict[str, Any]:
    """Lawful sanctions first, each with its consequence; unlawful ones with why."""
    report = decision.case.reports.last()
    permitted = [
        {
            "id": row["sanction"],
            "title": text(row["title"]),
            "citation": row["citation"],
            "note": _consequence(row, check),
            "chosen": row["sanction"] == decision.sanction,
            "recommended": bool(report and report.recommended == row["sanction"]),
        }
        for row in check.assessment["permitted"]
    ]
    return {
        "permitted": permitted,
        "refused": counsel.refused_groups(check.assessment, load()),
        "refused_count": len(check.assessment["refused"]),
        "level": counsel.level_name(check.assessment["level"]),
        "team": check.assessment["team"],
    }


def _consequence(row: dict[str, Any], check: Check) -> str:
    """When it takes effect, and the remedy against it."""
    number, unit = stated_limit(letters.EFFECT_RULE, check.positions, load())
    if unit == "hari kerja":
        effect = _("Berlaku hari kerja ke-%(number)s sejak diterima.") % {"number": number}
    else:
        effect = _("Berlaku hari ke-%(number)s sejak diterima.") % {"number": number}
    remedy = _("Upaya: %(remedy)s.") % {"remedy": counsel.remedy_words(row["remedy"])}
    return f"{effect} {remedy}"


def findings(decision: Decision, check: Check) -> list[dict[str, Any]]:
    """The breached articles with the act that was proven, and the level that the law fixes."""
    catalogue = load()
    return [
        {
            "violation": row["violation"],
            "act": row.get("act", ""),
            "citation": row.get("citation", ""),
            "form": text(dict(catalogue.violation(row["violation"]).form)),
            "level": counsel.level_name(check.assessment["level"]),
            "rule": (check.assessment.get("level_rule") or {}).get("citation", ""),
            "topic": "violations" if row["violation"] in catalogue.violations else "levels",
        }
        for row in decision.findings
    ]


def addable(decision: Decision) -> list[tuple[str, str]]:
    """Rows that may be added to the findings: those of the catalogue that hold on the day of the event."""
    catalogue, on = load(), decision.case.event_date
    taken = {row["violation"] for row in decision.findings}
    rows = [*catalogue.violations.values(), *catalogue.prohibitions.values()]
    return [
        (row.id, f"{row.id} · {text(dict(row.form))}")
        for row in rows
        if row.in_force(on) and row.id not in taken and row.id not in catalogue.twins
    ]


def reasons(decision: Decision, check: Check) -> list[dict[str, Any]]:
    """Warnings and open questions that want the decision-maker's reason."""
    return [
        {
            "key": line.key,
            "id": reason_id(line),
            "title": line.title,
            "source": line.source,
            "value": reason_for(decision, line),
        }
        for line in {line.key: line for line in check.needs_reason}.values()
    ]


def own_fields(decision: Decision) -> list[dict[str, Any]]:
    """Fields that the form of the chosen sanction asks for, beyond what is computed."""
    if not decision.sanction:
        return []
    names = form_of(letters.kind_of(decision)).__dataclass_fields__
    return [
        {
            "name": name, "label": str(names[name].metadata["label"]), "value": decision.detail.get(name, ""),
            "lines": name in track_letters.LINES,
        }
        for name in letters.asked_fields(decision)
    ]  # fmt: skip


def told_form(decision: Decision, check: Check) -> ToldForm | None:
    """Inputs for the facts that the check asks a person for, filled with what the draft tells."""
    asked = told.asked(check.assessment, decision)
    return ToldForm(initial=decision.told, prefix="told", asked=asked) if asked else None


def wording(decision: Decision) -> list[dict[str, str]]:
    """The paragraphs under Menimbang as the letter will say them; what is typed here takes their place."""
    if not decision.sanction or not decision.facts:
        return []
    names = DisciplineDecision.__dataclass_fields__  # the other forms print the same paragraphs as one list
    said = letters.considerations(decision, today(decision.case.agency))
    return [
        {"name": name, "label": str(names[name].metadata["label"]), "value": said[name]}
        for name in letters.CONSIDERATIONS
        if name in names
    ]


def steps(decision: Decision) -> list[dict[str, Any]]:
    """Initials in order, then the signature."""
    tones = {"waiting": ("tunggu", "info"), "initialled": ("lulus", "ok"), "returned": ("gagal", "bahaya")}
    rows = []
    for step in decision.steps.select_related("position", "acted_by__person"):
        state, tone = tones[step.state]
        rows.append(
            {"state": state, "title": step.position.name, "note": _initial_note(step), "badge": step.get_state_display(),
             "tone": tone}
        )  # fmt: skip
    if decision.decider_position:
        issued = decision.state == Decision.State.ISSUED
        who = decision.decider.person.full_name if decision.decider else _("jabatan lowong")
        basis = competence_of(decision.assessment, decision)
        rows.append(
            {
                "state": "lulus" if issued else "belum",
                "title": decision.decider_position.name,
                "note": _("menetapkan · %(who)s") % {"who": who} + (f" · {basis}" if basis else ""),
                "badge": _("Ditetapkan") if issued else _("Belum"),
                "tone": "ok" if issued else "kosong",
            }
        )
    return rows


def _initial_note(step: ApprovalStep) -> str:
    if not step.acted_on:
        return ""
    day = formats.day(step.acted_on)
    if step.state == ApprovalStep.State.WAITING:
        return _("Paraf %(day)s gugur karena naskah berubah.") % {"day": day}
    how = _("di kertas, pindaian") if step.on_paper else _("di layar")
    return " · ".join(part for part in (day, how, step.note) if part)


def initialled(decision: Decision) -> tuple[int, int]:
    rows = decision.steps.all()
    return sum(row.state == ApprovalStep.State.INITIALLED for row in rows), len(rows)
