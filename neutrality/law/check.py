"""Whether a version of the catalogue hangs together: ids, dates, reach. The schema is checked on loading."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from neutrality.law.catalogue import Catalogue
from neutrality.law.engine import assess
from neutrality.law.findings import SEVERITY
from neutrality.law.rows import Row, day_of

ONE_DAY = timedelta(days=1)
# Words in ``requires`` and ``affects`` that are no rows: kinds of people and things outside the tables.
NO_ROWS = frozenset({"workdays", "CPNS", "PPPK_PARUH_WAKTU"})
# Rows that are told elsewhere than in an answer.
_KIND_OF_TRACK = {"discipline": "PNS", "ethics": "PNS", "party_membership": "PNS", "pppk": "PPPK"}


def problems(catalogue: Catalogue) -> list[str]:
    """One sentence for each thing that does not hold; empty when all holds."""
    found = [*_dangling(catalogue), *_dates(catalogue), *_gaps(catalogue), *_sanctions(catalogue)]
    # Whether facts reach a row can be asked only of a catalogue without loose ends.
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
            yield from _periods(f"{name}/{row.id}: legal_basis", row.data.get("legal_basis") or [])
            if name == "sanctions":
                yield from _periods(f"{name}/{row.id}: use", row.use)
    for contest in catalogue.contests.values():
        for step in contest.stages:
            if step["end"] and step["end"] < step["start"]:
                yield f"contests/{contest.id}: {step['stage']} ends before it begins"
        for ballot in contest.ballots:
            if ballot not in contest.fixing:
                yield f"contests/{contest.id}: no step fixes the candidates of {ballot}"


def _periods(where: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Periods of one list that say the same thing must follow one another."""
    for row in rows:
        start, end = day_of(row["from"]), day_of(row["to"])
        if start and end and end < start:
            yield f"{where}: a period ends before it begins"


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
    law = [catalogue.statutes[name] for name in ("UU-5-2014", "UU-20-2023")]
    for violation in catalogue.violations.values():
        cited = {basis["statute"] for basis in violation.legal_basis}
        if law[0].id in cited and law[1].id not in cited:
            yield f"violations/{violation.id}: cites UU 5/2014 and nothing after it"


# --- reach ----------------------------------------------------------------------
def _sanctions(catalogue: Catalogue) -> Iterator[str]:
    for row in catalogue.sanctions.values():
        rules = [catalogue.authorities[name] for name in row.authority if name in catalogue.authorities]
        if not any(rule.agency_kinds for rule in rules):
            yield f"sanctions/{row.id}: nobody of a local government may impose it"
        if row.remedy != "none" and not any(one.type == row.remedy for one in catalogue.remedies.values()):
            yield f"sanctions/{row.id}: no remedy"
        if row.data.get("replaced_in_transition_by") and row.state_on(None) != "suspended":
            yield f"sanctions/{row.id}: has a stand-in but is not suspended"


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
