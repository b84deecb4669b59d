"""Which reading of an open question holds, and what follows from it. Pure; the doors of the rooms above.

``positions`` is ``{question: option}`` as an agency recorded it (``counsel.positions_in_force``).
Where it has no answer, the catalogue's ``until_answered`` holds and ``Reading.answered`` is False:
then a caller shows ``DeadlineReading.other_days`` beside the day that it computes.

A row of any table may carry ``question`` and ``readings: {option: {column: value}}``; ``read_row``
gives the row as the option has it. So the effect of a position is data, in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from neutrality.law.rows import Row, day_of

if TYPE_CHECKING:
    from neutrality.law.catalogue import Catalogue
    from neutrality.law.summons import Calendar

Positions = Mapping[str, str]
Text = Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """The answer to a question that holds. ``option`` is None where only a person can answer."""

    question: str
    option: str | None
    answered: bool
    effect: Text
    citation: str


@dataclass(frozen=True)
class DeadlineReading:
    """A limit as it is counted under the positions; ``others`` are the readings not taken while none is recorded."""

    id: str
    n: int | None
    day_type: str | None
    kind: str
    start: Text
    target: Text
    citation: str
    due_on: date | None = None
    reading: Reading | None = None
    others: tuple["DeadlineReading", ...] = ()

    def due(self, start: date, calendar: "Calendar") -> date | None:
        """The last day of the limit for an event on ``start`` (day 1 is the day after); None where no text gives one."""
        if self.day_type == "tanggal":
            return self.due_on
        if self.n is None:
            return None
        match self.day_type:
            case "hari_kerja":
                return calendar.add_working_days(start, self.n)
            case "bulan":
                end = months_later(start, self.n)
                return end - timedelta(days=1) if self.kind == "period" else end
            case "jam":
                return start + timedelta(hours=self.n)
        return start + timedelta(days=self.n)

    def other_days(self, start: date, calendar: "Calendar") -> dict[str, date]:
        """``{option: day}`` of the readings not taken, where they end on another day: what to warn of."""
        taken = self.due(start, calendar)
        days = {
            one.reading.option: one.due(start, calendar)
            for one in self.others
            if one.reading is not None and one.reading.option is not None
        }
        return {option: day for option, day in days.items() if day is not None and day != taken}


def reading_of(question: str, positions: Positions, catalogue: "Catalogue") -> Reading:
    """The option of ``question`` that holds. KeyError when there is no such question."""
    row = catalogue.questions[question]
    options = {one["id"]: one["effect"] for one in row.options}
    told = positions.get(question)
    answered = told in options
    option = told if answered else (row.until_answered if row.until_answered in options else None)
    effect = options[option] if option is not None else row.text
    return Reading(question, option, answered, effect, "; ".join(read_texts(row)))


def read_texts(question: Row) -> list[str]:
    """The texts on which a question rests, without those that nobody has read."""
    return [one for one in question.texts if "belum dibaca" not in one]


def read_row(row: Row, positions: Positions, catalogue: "Catalogue") -> Row:
    """``row`` with the columns that the reading of its question gives; the row itself where nothing changes."""
    changes = _changes(row, positions, catalogue)
    return type(row)({**row.data, **changes}) if changes else row


def _changes(row: Row, positions: Positions, catalogue: "Catalogue") -> Mapping[str, Any]:
    readings = row.data.get("readings")
    if not readings:
        return {}
    told: Mapping[str, Any] = readings.get(reading_of(row.question, positions, catalogue).option) or {}
    return told


# --- limits -------------------------------------------------------------------------
def deadline(name: str, positions: Positions, catalogue: "Catalogue") -> DeadlineReading:
    """The limit ``name`` (D-BERLAKU …) as the positions have it, with its citation and the readings not taken."""
    row = catalogue.deadlines[name]
    if not row.data.get("readings"):
        taken = reading_of(row.question, positions, catalogue) if row.question in catalogue.questions else None
        return _limit(row, taken)
    taken = reading_of(row.question, positions, catalogue)
    others = () if taken.answered else tuple(option for option in row.readings if option != taken.option)
    return _limit(
        read_row(row, positions, catalogue),
        taken,
        tuple(
            _limit(read_row(row, told, catalogue), reading_of(row.question, told, catalogue))
            for told in ({row.question: option} for option in others)
        ),
    )


def _limit(row: Row, reading: Reading | None, others: tuple[DeadlineReading, ...] = ()) -> DeadlineReading:
    return DeadlineReading(
        id=row.id, n=row.n, day_type=row.day_type, kind=row.kind, start=row.start or {}, target=row.target,
        citation=row.article, due_on=day_of(row.data.get("due")), reading=reading, others=others,
    )  # fmt: skip


def months_later(day: date, months: int) -> date:
    """The same day ``months`` later (earlier when negative), or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def report_to_bawaslu(contest: str | None, catalogue: "Catalogue") -> DeadlineReading:
    """How long a report to Bawaslu may take: working days in a general election, plain days in a regional one.

    Two clocks, chosen by the contest (UU 7/2017 Pasal 454, UU 10/2016 Pasal 134); late for Bawaslu is never
    late for the employer.
    """
    general = contest is not None and list(catalogue.contests[contest].ballots) != ["kepala_daerah"]
    return deadline("DL-01" if general else "DL-07", {}, catalogue)


# --- the calendar -------------------------------------------------------------------
def cuti_bersama_is_worked(positions: Positions, catalogue: "Catalogue") -> bool:
    """Whether cuti bersama counts as a working day (Q-CUTI): the calendar to pass to ``due`` and ``assess``."""
    return reading_of("Q-CUTI", positions, catalogue).option == "counted"


# --- decisions and remedies ---------------------------------------------------------
def silence_grants(positions: Positions, catalogue: "Catalogue") -> bool:
    """Whether an objection that is not decided in time counts as granted (Q-KEBERATAN-START)."""
    return reading_of("Q-KEBERATAN-START", positions, catalogue).option == "receipt_granted"


def approval_needed(positions: Positions, catalogue: "Catalogue") -> bool:
    """Whether inside the Pasal 71 window a sanction that moves an official waits for Mendagri (Q-P71).

    True also while nothing is recorded: the engine then only warns, and the decision-maker gives the reason.
    """
    return reading_of("Q-P71", positions, catalogue).option != "no"


@dataclass(frozen=True)
class Overlap:
    """A new sanction beside one that is being served. ``ends_old``: the older one is deemed finished."""

    ends_old: bool
    rule: str
    citation: str
    reading: Reading | None = None


def overlap(old: str, new: str, positions: Positions, catalogue: "Catalogue") -> Overlap:
    """What becomes of ``old`` when ``new`` is imposed while it runs (SR4, SR5; equal ones by Q-OVERLAP-EQUAL)."""
    from neutrality.law.levels import weight

    older, newer = weight(catalogue.sanctions[old]), weight(catalogue.sanctions[new])
    if newer > older:
        return Overlap(True, "SR4", catalogue.sanction_rules["SR4"].citation)
    citation = catalogue.sanction_rules["SR5"].citation
    if newer < older:
        return Overlap(False, "SR5", citation)
    taken = reading_of("Q-OVERLAP-EQUAL", positions, catalogue)
    return Overlap(taken.option == "replaces", "SR5", citation, taken)
