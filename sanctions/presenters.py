"""A draft decision as its screen shows it."""

from typing import Any

from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.documents.forms import form_of
from neutrality.law.catalogue import load
from neutrality.organization.models import Appointment
from sanctions import letters
from sanctions.check import Check, Line, text
from sanctions.models import ApprovalStep, Decision

# States of the check in the words of the {% cek %} tag.
_TAG = {"fail": "gagal", "warn": "waspada", "ask": "tunggu", "pass": "lulus", "na": "tidak"}
LEVELS = ("ringan", "sedang", "berat")

# Where a failing line is mended on the page.
ANCHORS = {
    "mitigating": "id_mitigating",
    "aggravating": "id_aggravating",
    "sanction": "hukuman",
    "decider": "id_decider",
    "findings": "pasal",
    "history": "riwayat",
    "steps": "paraf",
}


def check_lines(check: Check) -> list[dict[str, Any]]:
    return [
        {
            "state": _TAG[line.state],
            "title": line.title,
            "note": line.source,
            "url": f"#{ANCHORS[line.field]}" if line.state == "fail" and line.field in ANCHORS else "",
            "action": _("Isi"),
        }
        for line in check.lines
    ]


def options(check: Check, decision: Decision) -> dict[str, Any]:
    """Lawful sanctions first, each with its consequence; unlawful ones with why."""
    catalogue = load()
    report = decision.case.reports.last()
    permitted = [
        {
            "id": row["sanction"],
            "title": text(row["title"]),
            "citation": row["citation"],
            "note": _consequence(row),
            "chosen": row["sanction"] == decision.sanction,
            "recommended": bool(report and report.recommended == row["sanction"]),
        }
        for row in check.assessment["permitted"]
    ]
    refused: dict[str, dict[str, Any]] = {}
    for row in check.assessment["refused"]:
        sanction = catalogue.sanctions[row["sanction"]]
        key = f"{sanction.level}:{text(row['reason'])}"
        group = refused.setdefault(key, {"level": sanction.level, "names": [], "reason": text(row["reason"])})
        group["names"].append(sanction.title["id"])
    return {
        "permitted": permitted,
        "refused": list(refused.values()),
        "refused_count": len(check.assessment["refused"]),
        "level": check.assessment["level"],
        "team": check.assessment["team"],
    }


def _consequence(row: dict[str, Any]) -> str:
    parts = []
    if row.get("duration_months"):
        parts.append(_("Selama %(number)s bulan.") % {"number": row["duration_months"]})
    number = load().deadlines[letters.EFFECT_RULE].n
    parts.append(_("Berlaku hari kerja ke-%(number)s sejak diterima.") % {"number": number})
    remedy = {"keberatan": _("Upaya: keberatan."), "banding": _("Upaya: banding ke BPASN.")}
    parts.append(remedy.get(row["remedy"]["type"], ""))
    return " ".join(part for part in parts if part)


def findings(decision: Decision, check: Check) -> list[dict[str, Any]]:
    catalogue = load()
    return [
        {
            "violation": row["violation"],
            "act": row.get("act", ""),
            "citation": row.get("citation", ""),
            "form": catalogue.violation_title(row["violation"]),
            "level": check.assessment["level"],
            "rule": (check.assessment.get("level_rule") or {}).get("citation", ""),
        }
        for row in decision.findings
    ]


def reasons(decision: Decision, check: Check) -> list[dict[str, Any]]:
    """Warnings and open questions that want the decision-maker's reason."""
    return [
        {
            "code": line.code,
            "title": line.title,
            "source": line.source,
            "value": decision.warning_reasons.get(line.code, ""),
        }
        for line in _once(check.needs_reason)
    ]


def _once(lines: list[Line]) -> list[Line]:
    return list({line.code: line for line in lines}.values())


def own_fields(decision: Decision) -> list[dict[str, str]]:
    """Fields that the form of the chosen sanction asks for, beyond what is computed."""
    if not decision.sanction:
        return []
    asked = ("jabatan_baru", "kelas_lama", "kelas_baru")
    names = form_of(letters.kind_of(decision)).__dataclass_fields__
    return [
        {"name": name, "label": str(names[name].metadata["label"]), "value": decision.detail.get(name, "")}
        for name in asked
        if name in names
    ]


def steps(decision: Decision) -> list[dict[str, Any]]:
    """Initials in order, then the signature."""
    tones = {"waiting": ("tunggu", "info"), "initialled": ("lulus", "ok"), "returned": ("gagal", "bahaya")}
    rows = []
    for step in decision.steps.select_related("position", "acted_by__person"):
        state, tone = tones[step.state]
        note = ""
        if step.acted_on:
            how = _("di kertas, pindaian") if step.on_paper else _("di layar")
            note = f"{formats.day(step.acted_on)} · {how}" + (f" · {step.note}" if step.note else "")
        rows.append(
            {"state": state, "title": step.position.name, "note": note, "badge": step.get_state_display(), "tone": tone}
        )
    if decision.decider_position:
        who = _holder(decision.decider)
        rows.append(
            {
                "state": "belum",
                "title": decision.decider_position.name,
                "note": _("menetapkan · %(who)s") % {"who": who},
                "badge": _("Ditetapkan") if decision.state == Decision.State.ISSUED else _("Belum"),
                "tone": "ok" if decision.state == Decision.State.ISSUED else "kosong",
            }
        )
    return rows


def _holder(appointment: Appointment | None) -> str:
    return appointment.person.full_name if appointment else _("jabatan lowong")


def initialled(decision: Decision) -> tuple[int, int]:
    rows = decision.steps.all()
    return sum(row.state == ApprovalStep.State.INITIALLED for row in rows), len(rows)
