"""What changed in a draft since somebody initialled it, for everyone who initials or signs it now."""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.documents.forms import form_of
from neutrality.law.catalogue import load
from neutrality.organization.models import Position
from sanctions import letters
from sanctions.check import text
from sanctions.models import ApprovalStep, Decision


def text_of(decision: Decision) -> dict[str, Any]:
    """What an initial stands for: everything that the letter will say."""
    return {
        "conclusion": decision.conclusion,
        "findings": decision.findings,
        "sanction": decision.sanction,
        "decider": decision.decider_position_id,
        "aggravating": decision.aggravating,
        "mitigating": decision.mitigating,
        "starts_on": decision.starts_on.isoformat() if decision.starts_on else None,
        "detail": decision.detail,
    }


def text_digest(decision: Decision) -> str:
    return hashlib.sha256(json.dumps(text_of(decision), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """One field as it was initialled and as it stands. ``parts``: ``[(sign, words)]``, sign "-", "+" or " "."""

    label: str
    parts: list[tuple[str, str]]


@dataclass(frozen=True)
class Since:
    """Everything that changed since one initial."""

    post: str
    on: date | None
    position: int
    changes: list[Difference]


def since_initials(decision: Decision) -> list[Since]:
    """For each initial whose text is another than today's: what changed. In the order of the initials."""
    now = text_of(decision)
    return [
        Since(step.position.name, step.acted_on, step.position_id, list(_changes(decision, step.text, now)))
        for step in decision.steps.select_related("position")
        if step.text and step.state != ApprovalStep.State.INITIALLED and step.text != now
    ]


def _changes(decision: Decision, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = _told(decision, was), _told(decision, now)
    for label in dict.fromkeys([*before, *after]):
        old, new = before.get(label, ""), after.get(label, "")
        if old != new:
            yield Difference(label, compared(old, new))


def compared(old: str, new: str) -> list[tuple[str, str]]:
    """The two texts word by word: what went, what came, what stayed."""
    was, now = old.split(), new.split()
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append((" ", " ".join(was[a:b])))
            continue
        if b > a:
            parts.append(("-", " ".join(was[a:b])))
        if d > c:
            parts.append(("+", " ".join(now[c:d])))
    return parts


def _told(decision: Decision, said: Mapping[str, Any]) -> dict[str, str]:
    """The initialled text as ``{label: words}``, for reading."""
    sanction = load().sanctions.get(said.get("sanction") or "")
    decider = Position.objects.filter(pk=said.get("decider") or 0).first()
    start = said.get("starts_on")
    rows = {
        _("Kesimpulan"): str(dict(Decision.Conclusion.choices).get(said.get("conclusion") or "", "")),
        **{
            _("Perbuatan: %(article)s") % {"article": row.get("citation") or row["violation"]}: row.get("act", "")
            for row in said.get("findings") or []
        },
        _("Hukuman disiplin"): text(dict(sanction.title)) if sanction else "",
        _("Ditetapkan oleh"): decider.name if decider else "",
        _("Yang memberatkan"): said.get("aggravating") or "",
        _("Yang meringankan"): said.get("mitigating") or "",
        _("TMT menjalani"): formats.day(date.fromisoformat(start)) if start else "",
    }
    labels = _labels(decision)
    return rows | {labels.get(name, name): str(value) for name, value in (said.get("detail") or {}).items()}


def _labels(decision: Decision) -> dict[str, str]:
    """Names of the fields of the sanction's own form."""
    if not decision.sanction:
        return {}
    names = form_of(letters.kind_of(decision)).__dataclass_fields__
    return {name: str(one.metadata.get("label", name)).capitalize() for name, one in names.items()}
