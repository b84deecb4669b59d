"""Whether a version of the catalogue hangs together: ids, dates, reach. The schema is checked on loading."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from neutrality.law import coverage
from neutrality.law.catalogue import Catalogue
from neutrality.law.engine import assess
from neutrality.law.facts import AGENCY_KINDS
from neutrality.law.findings import SEVERITY
from neutrality.law.rows import Row, day_of

ONE_DAY = timedelta(days=1)
# Words in ``requires`` and ``affects`` that are no rows: kinds of people and things outside the tables.
NO_ROWS = frozenset({"workdays", "CPNS", "PPPK_PARUH_WAKTU"})
# The role that passes from body to body, and the one that only a recorded position brings in.
SUPERVISOR, TO_COME = "merit_supervisor", "lembaga_independen"


def problems(catalogue: Catalogue) -> list[str]:
    """One sentence for each thing that does not hold; empty when all holds."""
    with coverage.paused():
        loose = [*_dangling(catalogue), *_readings(catalogue)]
        # The rest can be asked only of a catalogue without loose ends.
        found = loose or [*_dates(catalogue), *_gaps(catalogue), *_sanctions(catalogue)]
        return found or list(_unreachable(catalogue))


# --- ids ------------------------------------------------------------------------
def _dangling(catalogue: Catalogue) -> Iterator[str]:
    known = {row for table in catalogue.tables.values() for row in table}
    single = {
        "statute": "statutes", "question": "questions", "document": "documents", "document_code": "documents",
        "discipline_id": "prohibitions", "same_as": "violations", "replaced_in_transition_by": "sanctions",
        "replaces": "statutes", "forward": "forwarding", "effective_rule": "deadlines", "extends": "documents",
        "changed_by": "statutes", "deadline": "deadlines",
    }  # fmt: skip
    several = {
        "source": "sources", "authority": "authorities", "types": "sanctions", "possible_crime": "violations",
        "followup_documents": "documents", "to": "institutions",
    }  # fmt: skip
    for name, table in catalogue.tables.items():
        if name == "sources":
            continue
        for row in table.values():
            for column, target in single.items():
                value = row.data.get(column)
                words = (column, name) in (("document", "forwarding"), ("deadline", "forwarding"))
                if isinstance(value, str) and value not in catalogue.tables[target] and not words:
                    yield f"{name}/{row.id}: {column} {value!r} is no row of {target}"
            for column, target in several.items():
                for value in row.data.get(column) or [] if not isinstance(row.data.get(column), str) else []:
                    if value not in catalogue.tables[target]:
                        yield f"{name}/{row.id}: {column} {value!r} is no row of {target}"
            for basis in row.data.get("legal_basis") or []:
                if basis["statute"] not in catalogue.statutes:
                    yield f"{name}/{row.id}: legal_basis {basis['statute']!r} is no row of statutes"
            for value in row.data.get("affects") or []:
                if value not in known | NO_ROWS:
                    yield f"{name}/{row.id}: affects {value!r} is no row"
    for row in catalogue.questions.values():
        options = {one["id"] for one in row.options}
        if row.recommended is not None and row.recommended not in options:
            yield f"questions/{row.id}: recommended {row.recommended!r} is no option"
        if row.until_answered not in options | SEVERITY.keys() | {"ask"}:
            yield f"questions/{row.id}: until_answered {row.until_answered!r} is neither an option nor a finding"


# --- what a position changes -----------------------------------------------------
def _readings(catalogue: Catalogue) -> Iterator[str]:
    """``readings`` of a row: options of its question, columns that the row has; and what a row excuses or dates."""
    for name, table in catalogue.tables.items():
        for row in table.values():
            excuse, readings = row.data.get("excused") or {}, row.data.get("readings") or {}
            if excuse and excuse["rule"] not in catalogue.conduct_rules:
                yield f"{name}/{row.id}: excused by {excuse['rule']!r}, which is no row of conduct_rules"
            asked = row.data.get("question")
            question = catalogue.questions.get(asked) if asked else None
            options = {one["id"] for one in question.options} if question else set()
            for option, changes in readings.items():
                if option not in options:
                    yield f"{name}/{row.id}: reading {option!r} is no option of {asked!r}"
                for column in changes:
                    if column not in row.data:
                        yield f"{name}/{row.id}: reading {option!r} changes {column!r}, which the row has not"
            for option in options - readings.keys() if readings else ():
                yield f"{name}/{row.id}: no reading for {option!r} of {asked!r}"


# --- dates ----------------------------------------------------------------------
def _dates(catalogue: Catalogue) -> Iterator[str]:
    for name, table in catalogue.tables.items():
        for row in table.values():
            start, end = day_of(row.data.get("valid_from")), day_of(row.data.get("valid_to"))
            if start and end and end < start:
                yield f"{name}/{row.id}: ends before it begins"
            statute = row.data.get("statute")
            begun = day_of(catalogue.statutes[statute].valid_from) if statute else None
            if begun and start and start < begun:
                yield f"{name}/{row.id}: begins before its statute {statute}"
            yield from _basis(f"{name}/{row.id}: legal_basis", row.data.get("legal_basis") or [], catalogue)
            if name == "sanctions":
                yield from _one_after_another(f"{name}/{row.id}: use", row.use)
            if name == "forwarding":
                yield from _one_after_another(f"{name}/{row.id}: document", row.data.get("documents_by_date") or [])
    for contest in catalogue.contests.values():
        for step in contest.stages:
            if step["end"] and step["end"] < step["start"]:
                yield f"contests/{contest.id}: {step['stage']} ends before it begins"
        named = {step["stage"] for step in contest.stages if step["precision"] == "day"}
        for ballot in contest.ballots:
            if ballot not in contest.fixing:
                yield f"contests/{contest.id}: no step fixes the candidates of {ballot}"
            elif named and contest.fixing[ballot] not in named:
                yield f"contests/{contest.id}: {contest.fixing[ballot]!r} fixes the candidates of {ballot} and is no step"


def _span(row: dict[str, Any]) -> tuple[date, date]:
    return day_of(row["from"]) or date.min, day_of(row["to"]) or date.max


def _one_after_another(where: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Periods of one list follow one another without gap or overlap."""
    spans = sorted(map(_span, rows))
    for start, end in spans:
        if end < start:
            yield f"{where}: a period ends before it begins"
    for (_, end), (start, _last) in pairwise(spans):
        if end == date.max or start <= end:
            yield f"{where}: overlap on {start}"
        elif end + ONE_DAY < start:
            yield f"{where}: gap before {start}"


def _basis(where: str, rows: list[dict[str, Any]], catalogue: Catalogue) -> Iterator[str]:
    """A basis that ends is followed by another the day after, unless nothing of the law goes on."""
    for row in rows:
        start, end = _span(row)
        if end < start:
            yield f"{where}: a period ends before it begins"
        alike = [
            one
            for one in rows
            if one is not row and (one["statute"], one["article"]) == (row["statute"], row["article"])
        ]
        if any(_span(one)[0] <= end and start <= _span(one)[1] for one in alike):
            yield f"{where}: {row['statute']} {row['article']} overlaps itself"
        if end == date.max or row["statute"] not in catalogue.statutes:
            continue
        law = catalogue.statutes[row["statute"]]
        replaced = any(one.replaces == law.id for one in catalogue.statutes.values())
        goes_on = law.valid_to is None or day_of(law.valid_to) != end or replaced
        if goes_on and not any(_span(one)[0] == end + ONE_DAY for one in rows):
            yield f"{where}: nothing follows {row['statute']} {row['article']} after {row['to']}"


def _gaps(catalogue: Catalogue) -> Iterator[str]:
    """A statute follows the one that it replaces without gap or overlap, unless part of that lives on."""
    for row in catalogue.statutes.values():
        if not row.replaces:
            continue
        old = catalogue.statutes[row.replaces]
        end, start = day_of(old.valid_to), day_of(row.valid_from)
        if end is None and not old.data.get("kept_in_part"):
            yield f"statutes/{old.id}: replaced by {row.id} but never ends"
        if end and start and end + ONE_DAY != start:
            kind = "gap" if end + ONE_DAY < start else "overlap"
            yield f"statutes/{old.id}: {kind} before {row.id} ({end} – {start})"
    yield from _holders(catalogue)


def _holders(catalogue: Catalogue) -> Iterator[str]:
    """One body at a time supervises, whichever reading an agency takes."""
    asked = {row.question for row in catalogue.institutions.values() if row.data.get("readings")}
    for question in sorted(asked & catalogue.questions.keys()):
        for option in catalogue.questions[question].options:
            read = catalogue.read_by({question: option["id"]})
            spans = [
                {"from": row.valid_from, "to": row.valid_to}
                for row in read.institutions.values()
                if row.role == SUPERVISOR and row.id != TO_COME
            ]
            yield from _one_after_another(f"institutions: {SUPERVISOR} under {question} {option['id']}", spans)


# --- reach ----------------------------------------------------------------------
def _sanctions(catalogue: Catalogue) -> Iterator[str]:
    for row in catalogue.sanctions.values():
        rules = [catalogue.authorities[name] for name in row.authority if name in catalogue.authorities]
        for kind in AGENCY_KINDS:
            if not any(kind in rule.agency_kinds for rule in rules):
                yield f"sanctions/{row.id}: nobody of a {kind} may impose it"
        for rule in rules:
            if row.id not in rule.types:
                yield f"sanctions/{row.id}: {rule.id} does not name it"
        yield from _remedy(row, catalogue)
        if row.data.get("replaced_in_transition_by") and row.state_on(None) != "suspended":
            yield f"sanctions/{row.id}: has a stand-in but is not suspended"
    for rule in catalogue.authorities.values():
        for name in rule.types:
            if name in catalogue.sanctions and rule.id not in catalogue.sanctions[name].authority:
                yield f"authorities/{rule.id}: names {name}, which does not name it"


def _remedy(row: Row, catalogue: Catalogue) -> Iterator[str]:
    """Each sanction has a remedy with a number of days; where there is none an open question says so."""
    if row.remedy == "none":
        if not any(row.id in question.affects for question in catalogue.questions.values()):
            yield f"sanctions/{row.id}: no remedy, and no question about it"
        return
    remedies = [one for one in catalogue.remedies.values() if one.type == row.remedy]
    if not remedies:
        yield f"sanctions/{row.id}: no remedy"
    for one in remedies:
        limit = catalogue.deadlines.get(one.deadline)
        if limit is None or limit.n is None:
            yield f"remedies/{one.id}: no number of days"


class _EveryDay:
    """A calendar without days off: reach does not hang on days."""

    def add_working_days(self, start: date, number: int) -> date:
        return start + timedelta(days=number)

    def working_days_between(self, start: date, end: date) -> int:
        return (end - start).days


def _unreachable(catalogue: Catalogue) -> Iterator[str]:
    """Every violation must hold for some facts: it fixes a level, a track, or where it is forwarded."""
    for table in (catalogue.violations, catalogue.prohibitions):
        for row in table.values():
            if not any(_answers(row, day, contest, catalogue) for day, contest in _DAYS):
                yield f"{table.name}/{row.id}: no facts reach it"


_DAYS = (
    ("2024-10-05", "PILKADA-2024"), ("2024-09-01", "PILKADA-2024"), ("2024-01-15", "PEMILU-2024"),
)  # fmt: skip


def _answers(row: Row, day: str, contest: str, catalogue: Catalogue) -> bool:
    kind = "KEPALA_DESA" if row.data.get("category") == "village" else "PNS"
    subject = {"kind": kind, "position": "administrator", "on_unpaid_leave": False, "candidate_spouse": True}
    facts = {
        "event_date": day, "contest": contest, "agency_kind": "kota", "impact": "negara", "offender_sanction": "R2",
        "subject": subject, "violations": [row.id],
    }  # fmt: skip
    answer = assess(facts, catalogue=catalogue, calendar=_EveryDay()).as_dict()
    codes = {one["code"] for one in answer["findings"]}
    if codes & {"unknown_violation_for_stage", "statute_not_in_force"}:
        return False
    return bool(answer["permitted"] or answer["forward"] or "level_undetermined" in codes)
