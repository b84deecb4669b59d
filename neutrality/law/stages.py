"""The stage of a contest on a day. What is not settled stays unknown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from neutrality.law.catalogue import Catalogue, load
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings
from neutrality.law.rows import Row

_LEGISLATIVE = ("dpr_dprd", "dpd")
RULE = "CR-STAGE"


@dataclass(frozen=True)
class Stage:
    """``name``: before_calon, calon, outside, unknown.

    ``campaign``: whether the campaign was running. ``pair_fixed``: whether a pair of candidates
    stood fixed. None: not known. ``unsettled`` is the fact that would settle an unknown stage.
    """

    name: str
    campaign: bool | None = False
    pair_fixed: bool | None = False
    unsettled: str = ""


@dataclass(frozen=True)
class Step:
    name: str
    start: date
    end: date
    verified: bool


def stage_of(
    facts: Facts, catalogue: Catalogue, findings: Findings, regional: Mapping[str, date] | None = None
) -> Stage:
    """The stage on the event date, with a question when it is unknown."""
    stage = stage_at(facts.contest, facts.event_date, catalogue, facts.ballot, regional)
    if stage.name == "unknown":
        indonesian, english = _QUESTIONS[stage.unsettled if facts.contest else "none"]
        findings.missing(stage.unsettled, indonesian, english, rule=RULE)
    return stage


_QUESTIONS = {
    "none": (
        "Sebut pemilihannya: tahap pada hari kejadian menentukan jalurnya.",
        "Name the contest: the stage on the event date decides the track.",
    ),
    "contest": (
        "Tanggal tahapan pemilihan ini pada hari kejadian belum pasti. Sebut sumbernya atau tanyakan kepada KPU.",
        "The dates of this contest are not settled on the event date.",
    ),
    "ballot": (
        "Sebut jenis pemilihannya: calonnya ditetapkan pada hari yang berbeda.",
        "Name the ballot: candidates were fixed on different days.",
    ),
}


def stage_on(contest: str | None, day: date, ballot: str | None = None) -> str:
    """The name of the stage, for those who need no more (newest catalogue)."""
    return stage_at(contest, day, load(), ballot).name


def stage_at(
    contest: str | None,
    day: date,
    catalogue: Catalogue,
    ballot: str | None = None,
    regional: Mapping[str, date] | None = None,
) -> Stage:
    """The stage of ``contest`` on ``day``. ``regional`` may give the region's own ``pairs_fixed``."""
    if contest is None:
        return Stage("unknown", None, None, "contest")
    row = catalogue.contests[contest]
    if ballot is not None and ballot not in row.ballots:
        return Stage("unknown", None, None, "ballot")
    found = {_on_ballot(row, one, day, regional or {}) for one in ([ballot] if ballot else row.ballots)}
    names = {one.name for one in found}
    if len(names) > 1:
        return Stage("unknown", _same(one.campaign for one in found), _same(one.pair_fixed for one in found), "ballot")
    campaign, pair = _same(one.campaign for one in found), _same(one.pair_fixed for one in found)
    name = names.pop()
    return Stage(name, campaign, pair, "contest" if name == "unknown" else "")


def _same(values: Iterator[bool | None]) -> bool | None:
    """The value on which all agree, else None."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _on_ballot(contest: Row, ballot: str, day: date, regional: Mapping[str, date]) -> Stage:
    steps = settled_steps(contest)
    opening = _opening(contest)
    if opening is not None and day < opening:
        return Stage("outside")
    if not steps:
        return Stage("unknown", None, None)
    if day > max(step.end for step in steps):
        return Stage("outside", False, ballot not in _LEGISLATIVE)
    fixing = _fixing(contest, ballot, steps, regional)
    if fixing is None:
        return Stage("unknown", None, None)
    if day < fixing.start:
        return Stage("before_calon")
    if not fixing.verified:
        # Until the next verified step nobody can say that candidates stood fixed.
        later = [step.start for step in steps if step.verified and step.start > fixing.start]
        if not later or day < min(later):
            return Stage("unknown", False, None)
    running = any(step.name == "kampanye" and step.start <= day <= step.end for step in steps)
    return Stage("calon", running, ballot not in _LEGISLATIVE)


def settled_steps(contest: Row) -> list[Step]:
    """Steps that are dated to the day."""
    return [
        Step(
            row["stage"],
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"] or row["start"]),
            row["verified"],
        )
        for row in contest.stages
        if row["precision"] == "day"
    ]


def _opening(contest: Row) -> date | None:
    """The first day on which the contest may have begun; None where only its vote is dated."""
    days = [_earliest(row["start"]) for row in contest.stages if row["stage"] != "pemungutan_suara"]
    return min(days, default=None)


def _earliest(text: str) -> date:
    """The first day of a date that may be known to the year or month only."""
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])


def _fixing(contest: Row, ballot: str, steps: list[Step], regional: Mapping[str, date]) -> Step | None:
    if ballot == "kepala_daerah" and (day := regional.get("pairs_fixed")):
        return Step("penetapan_paslon", day, day, True)
    return next((step for step in steps if step.name == contest.fixing[ballot]), None)


def pairs_fixed_on(contest: Row, regional: Mapping[str, date] | None = None) -> date | None:
    """The day on which pairs for regional head were fixed, where it is settled (Pasal 71)."""
    if "kepala_daerah" not in contest.ballots:
        return None
    step = _fixing(contest, "kepala_daerah", settled_steps(contest), regional or {})
    return step.start if step and step.verified else None


def last_day(contest: Row) -> date | None:
    return max((step.end for step in settled_steps(contest)), default=None)
