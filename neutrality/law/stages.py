"""The stage of a contest on the event date. What is not settled stays unknown."""

from dataclasses import dataclass
from datetime import date

from neutrality.law.catalogue import Catalogue, Row
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings

# The step that fixes who runs, by ballot; the regional ballot has one step for all.
_FIXING = {
    "presiden": "penetapan_paslon_presiden",
    "dpr_dprd": "penetapan_dct",
    "dpd": "penetapan_dct",
    "kepala_daerah": "penetapan_paslon",
}
_LEGISLATIVE = ("dpr_dprd", "dpd")


@dataclass(frozen=True)
class Stage:
    """``name``: before_calon, calon, outside, unknown. ``campaign`` is None when not known.

    ``pair_fixed``: whether a pair of candidates stood fixed on the day (None: not known).
    """

    name: str
    campaign: bool | None
    pair_fixed: bool | None


UNKNOWN = Stage("unknown", None, None)


def stage_of(facts: Facts, catalogue: Catalogue, findings: Findings, *, matters: bool) -> Stage:
    """The stage; a question when it is unknown and ``matters`` for what was asked."""
    if facts.contest is None:
        if matters:
            findings.missing(
                "contest", "Sebut pemilihannya: tahap pada hari kejadian menentukan jalurnya.",
                "Name the contest: the stage on the event date decides the track.", rule="CR-STAGE",
            )  # fmt: skip
        return UNKNOWN
    contest = catalogue.contests[facts.contest]
    steps = _settled(contest)
    if not steps:
        _ask(findings, matters)
        return UNKNOWN
    if any(name in _FIXING["kepala_daerah"] for name in steps) and "penetapan_paslon" in steps:
        ballots = ["kepala_daerah"]
    else:
        ballots = [facts.ballot] if facts.ballot else ["presiden", "dpr_dprd", "dpd"]
    found = {_on(facts.event_date, steps, str(ballot)) for ballot in ballots}
    if len(found) > 1:
        if matters:
            findings.missing(
                "ballot", "Sebut jenis pemilihannya: penetapan calon berbeda harinya.",
                "Name the ballot: candidates were fixed on different days.", rule="CR-STAGE",
            )  # fmt: skip
        return UNKNOWN
    stage = found.pop()
    if stage.name == "unknown":
        _ask(findings, matters)
    if stage.pair_fixed and set(ballots) <= set(_LEGISLATIVE):
        return Stage(stage.name, stage.campaign, False)  # candidates, but no pair
    return stage


def _ask(findings: Findings, matters: bool) -> None:
    if matters:
        findings.missing(
            "contest", "Tanggal tahapan pemilihan ini pada hari kejadian belum pasti. Sebut sumbernya atau tanyakan KPU.",
            "The dates of this contest on the event date are not settled.", rule="CR-STAGE",
        )  # fmt: skip


Steps = dict[str, tuple[date, date, bool]]


def _settled(contest: Row) -> Steps:
    """Steps that are dated to the day: name to (first day, last day, verified)."""
    return {
        step["stage"]: (
            date.fromisoformat(step["start"]),
            date.fromisoformat(step["end"] or step["start"]),
            step["verified"],
        )
        for step in contest.stages
        if step["precision"] == "day"
    }


def _on(day: date, steps: Steps, ballot: str) -> Stage:
    first = min(start for start, _end, _verified in steps.values())
    last = max(end for _start, end, _verified in steps.values())
    fixing = steps.get(_FIXING[ballot])
    if day < first:
        return Stage("outside", False, False)
    if day > last:
        return Stage("outside", False, True)
    if fixing is None:
        return UNKNOWN
    fixed, _end, verified = fixing
    if day < fixed:
        return Stage("before_calon", False, False)
    if not verified:
        # Until the next verified step that presupposes candidates.
        later = [start for name, (start, _e, sure) in steps.items() if sure and start >= fixed and _after(name, ballot)]
        if not later or day < min(later):
            return UNKNOWN
    campaign = steps.get("kampanye")
    running = bool(campaign and campaign[0] <= day <= campaign[1])
    return Stage("calon", running, True)


def _after(step: str, ballot: str) -> bool:
    if step == "undian_nomor_urut_presiden":
        return ballot == "presiden"
    return not step.startswith("pencalonan")


def fixing_date(contest: Row, ballot: str | None) -> date | None:
    """The day on which pairs are fixed, for the window of UU 10/2016 Pasal 71."""
    step = _settled(contest).get(_FIXING[ballot or "kepala_daerah"])
    return step[0] if step else None


def last_day(contest: Row) -> date | None:
    steps = _settled(contest)
    return max((end for _start, end, _verified in steps.values()), default=None)
