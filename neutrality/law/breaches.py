"""Violations: which rows hold on the event date, their track and their level."""

from dataclasses import dataclass, field
from datetime import date

from neutrality.law.catalogue import Catalogue, Row
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, words
from neutrality.law.stages import Stage, stage_of

LEVELS = ("ringan", "sedang", "berat")
# Rows whose text speaks of a pair of candidates (question Q-BEFORE-PAIR).
PAIR_ROWS = ("PP94-N-05", "PP94-N-06", "SKB-D-08", "SKB-D-12")
PARTY_ROWS = ("SKB-D-05", "UU20-52-J")
SUPERIOR_ROWS = ("P94-24", "P94-28")
# Acts that may at the same time be an election offence.
CAMPAIGN_TEAM_ROWS = ("SKB-D-10",)
FAVOURING_ROWS = ("SKB-D-12", "PP94-N-05")
OFFICIALS = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")


@dataclass(frozen=True)
class Breach:
    """One violation as it stands on the event date. ``holds``: inside its stage (None: unknown)."""

    id: str
    category: str  # discipline, ethics, dismissal, criminal, village, norm
    holds: bool | None
    level: str | None = None
    rule: str = ""
    citation: str = ""
    statutes: tuple[tuple[str, str], ...] = ()
    forward: str | None = None


@dataclass
class Breaches:
    stage: Stage
    rows: list[Breach] = field(default_factory=list)

    def of(self, *categories: str) -> list[Breach]:
        return [row for row in self.rows if row.category in categories]

    @property
    def heaviest(self) -> Breach | None:
        """The discipline breach of the heaviest level; the first of several alike."""
        known = [row for row in self.of("discipline") if row.holds and row.level]
        return max(known, key=lambda row: LEVELS.index(row.level or ""), default=None)


def breaches_of(facts: Facts, catalogue: Catalogue, findings: Findings) -> Breaches:
    """Every violation told, judged on the event date. Facts that are missing become questions."""
    matters = any(_depends_on_stage(catalogue, violation) for violation in facts.violations)
    found = Breaches(stage_of(facts, catalogue, findings, matters=matters))
    for index, violation in enumerate(facts.violations):
        row = catalogue.violations.get(violation)
        if row is None:
            found.rows.append(_from_prohibition(catalogue.prohibitions[violation], facts, catalogue, findings))
        else:
            if row.sanction_type == "refer":
                row = catalogue.violations[row.same_as]
            found.rows.append(_from_violation(row, index, facts, catalogue, found.stage, findings))
    return found


def _depends_on_stage(catalogue: Catalogue, violation: str) -> bool:
    row = catalogue.violations.get(violation)
    return row is not None and (row.period != "any" or row.id in PAIR_ROWS)


def _from_violation(
    row: Row, index: int, facts: Facts, catalogue: Catalogue, stage: Stage, findings: Findings
) -> Breach:
    holds = _in_period(row.period, stage)
    path = f"violations.{index}"
    if holds is False:
        findings.add(
            "unknown_violation_for_stage", path,
            words(
                f"Bentuk ini tidak berlaku pada tahap hari kejadian ({row.form['id']}).",
                f"This form does not apply at the stage of the event date ({row.form['en']}).",
            ),
            rule=row.id, citation="; ".join(catalogue.basis_of(row, facts.event_date)),
        )  # fmt: skip
    _check_in_force(row, path, facts, catalogue, findings)
    category = {"dismissal": "dismissal", "criminal": "criminal", "village_admin": "village"}.get(
        row.sanction_type, row.category
    )
    level = row.level
    if row.level_status == "ask" and holds is not False and category == "discipline":
        level = _asked_level(row, facts, catalogue, findings)
    if row.id in PAIR_ROWS and holds is not False and not stage.pair_fixed:
        level = _before_pair(level, facts, catalogue, findings)
    known = holds and level in LEVELS
    return Breach(
        id=row.id,
        category=category,
        holds=holds,
        level=level if known else None,
        rule=row.discipline_id or row.id,
        citation=row.level_article or "",
        statutes=tuple(pair for pair in catalogue.cited(row, facts.event_date) if pair[0]),
        forward=row.forward,
    )


def _in_period(period: str, stage: Stage) -> bool | None:
    """Whether a row of ``period`` applies at ``stage``; None when the stage is not known."""
    if period == "any":
        return True
    if stage.name == "unknown":
        return None
    if period == "kampanye":
        return bool(stage.campaign)
    return stage.name == {"bakal_calon": "before_calon", "calon": "calon"}[period]


def _check_in_force(row: Row, path: str, facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    if row.in_force(facts.event_date):
        return
    findings.add(
        "statute_not_in_force", path,
        words(
            "Dasar pelanggaran ini belum berlaku pada hari kejadian.",
            "The basis of this violation was not yet in force on the event date.",
        ),
        rule=row.id, citation=catalogue.citation_of(row.id, facts.event_date),
    )  # fmt: skip


def _asked_level(row: Row, facts: Facts, catalogue: Catalogue, findings: Findings) -> str | None:
    question = catalogue.questions[row.question]
    answer = facts.legal_positions.get(question.id)
    if question.id == "Q-N1":
        if answer is None:
            findings.add(
                "level_undetermined", "violations",
                words(
                    "Pasal 5 huruf n angka 1 tidak mempunyai tingkat hukuman. Pilih jalurnya dan catat alasan.",
                    "Item 1 has no level. A person must choose the track and record why.",
                ),
                rule=question.id, citation=catalogue.citation_of(row.id, facts.event_date),
            )  # fmt: skip
        return None
    if answer is None:
        findings.open_question(question)
        return str(row.level)
    if answer == "pp94_only" and not row.level_article:
        return None
    return str(row.level)


def _before_pair(level: str | None, facts: Facts, catalogue: Catalogue, findings: Findings) -> str | None:
    question = catalogue.questions["Q-BEFORE-PAIR"]
    answer = facts.legal_positions.get(question.id)
    if answer is None:
        findings.open_question(question)
        return level
    return level if answer == "yes" else None


def _from_prohibition(row: Row, facts: Facts, catalogue: Catalogue, findings: Findings) -> Breach:
    path = f"violations.{list(facts.violations).index(row.id)}"
    _check_in_force(row, path, facts, catalogue, findings)
    category = {"kode_etik": "ethics", "alasan_pemberhentian": "dismissal", "norma_induk": "norm"}.get(
        row.kind, "discipline"
    )
    level = None
    if row.id in SUPERIOR_ROWS:
        level = _superior_level(row, facts, catalogue, findings)
    elif category == "discipline" and row.impact_test:
        level = _by_impact(row, facts, findings)
    elif category == "discipline" and row.levels:
        level = row.levels[0]
    if category == "norm" or (row.impact_test and facts.impact and level is None):
        findings.add(
            "level_undetermined", path,
            words(
                "Ketentuan ini tidak menetapkan tingkat hukuman untuk keadaan itu.",
                "This provision fixes no level in that situation.",
            ),
            rule=row.id, citation=row.citation,
        )  # fmt: skip
    return Breach(
        id=row.id,
        category="discipline" if category == "norm" else category,
        holds=True,
        level=level,
        rule=row.id,
        citation=row.level_article if row.levels and row.id not in SUPERIOR_ROWS else row.citation,
        statutes=((row.statute, row.citation),),
        forward="FW-12" if category == "dismissal" else None,
    )


def _by_impact(row: Row, facts: Facts, findings: Findings) -> str | None:
    if facts.impact is None:
        findings.missing(
            "impact", "Sebut dampaknya: unit kerja, instansi, negara, atau pemerintah. Dampak menentukan tingkat.",
            "Name the impact: it decides the level.", rule=row.id,
        )  # fmt: skip
        return None
    for level in LEVELS:
        if facts.impact in (row.impact or {}).get(level, ()):
            return level
    return None


def _superior_level(row: Row, facts: Facts, catalogue: Catalogue, findings: Findings) -> str | None:
    """A superior who did not act: heavier than the sanction that fits the offender."""
    if facts.offender_sanction is None:
        findings.missing(
            "offender_sanction", "Sebut hukuman yang sesuai bagi bawahan: hukuman atasan harus lebih berat.",
            "Name the sanction that fits the subordinate: the superior's must be heavier.", rule=row.id,
        )  # fmt: skip
        return None
    heavier = heavier_than(catalogue.sanctions[facts.offender_sanction], catalogue)
    return heavier[0].level if heavier else "berat"


def weight(sanction: Row) -> tuple[int, int]:
    """Level and order: what is heavier has the greater weight; other tracks weigh nothing."""
    return (LEVELS.index(sanction.level) if sanction.level in LEVELS else -1, sanction.order)


def heavier_than(sanction: Row, catalogue: Catalogue) -> list[Row]:
    """Discipline sanctions in use that are heavier, the lightest first."""
    rows = [row for row in catalogue.sanctions.values() if row.track == "discipline" and row.in_use]
    return sorted((row for row in rows if weight(row) > weight(sanction)), key=weight)


def statute_before(day: date) -> str:
    """The law on civil servants by the date of the act."""
    return "UU-20-2023" if day >= date(2023, 10, 31) else "UU-5-2014"
