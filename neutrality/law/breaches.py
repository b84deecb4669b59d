"""Violations: which rows hold on the event date, what they are, and the level they carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from neutrality.law import levels
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, words
from neutrality.law.rows import Row
from neutrality.law.stages import Stage, stage_of

SUPERIOR_ROWS = ("P94-24", "P94-28")
# The duty that carries item 1 where the agency recorded ``other_duty`` (Q-N1).
BRIDGE = "P94-3D"
ASN = ("PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU")
_KINDS = {"kode_etik": "ethics", "alasan_pemberhentian": "dismissal", "norma_induk": "norm"}


@dataclass(frozen=True)
class Breach:
    """One violation as it stands on the event date.

    ``category``: discipline, ethics, dismissal, criminal, village, norm, none.
    ``holds``: inside its stage and its law (None: not known). ``level`` is set only where it
    is certain; ``may_reach`` is the heaviest level that a missing fact could still give.
    """

    id: str
    path: str
    row: Row
    category: str
    holds: bool | None
    level: str | None = None
    rule: str = ""
    citation: str = ""
    may_reach: str | None = None
    statutes: tuple[tuple[str, str], ...] = ()


@dataclass
class Breaches:
    stage: Stage
    rows: list[Breach] = field(default_factory=list)

    def standing(self) -> list[Breach]:
        """Those that hold or may hold; all of them where none does, so that the track stays readable."""
        return [row for row in self.rows if row.holds is not False] or self.rows

    @property
    def heaviest(self) -> Breach | None:
        """The breach of the heaviest certain level, the first of several alike."""
        known = [row for row in self.rows if row.holds and row.level]
        return max(known, key=lambda row: levels.rank(row.level), default=None)

    @property
    def decisive(self) -> Breach | None:
        """The heaviest breach, unless a missing fact could still give a heavier level."""
        top = self.heaviest
        open_rank = max((levels.rank(row.may_reach) for row in self.rows), default=-1)
        return top if top and levels.rank(top.level) >= open_rank else None


def breaches_of(
    facts: Facts, catalogue: Catalogue, findings: Findings, regional: Mapping[str, date] | None = None
) -> Breaches:
    """Every violation told, judged on the event date. Facts that are missing become questions."""
    stage = stage_of(facts, catalogue, findings, regional)
    judge = _Judge(facts, catalogue, findings, stage)
    found = Breaches(stage, [judge.breach(index, one) for index, one in enumerate(facts.violations)])
    if facts.subject.kind in ASN:
        judge.ask_what_is_left(found)
    return found


@dataclass
class _Judge:
    facts: Facts
    catalogue: Catalogue
    findings: Findings
    stage: Stage

    def breach(self, index: int, violation: str) -> Breach:
        path = f"violations.{index}"
        row = self.catalogue.violation(violation)
        in_file = row.id in self.catalogue.violations
        category = self._category(row, in_file)
        told = Breach(
            id=row.id, path=path, row=row, category=category, holds=True, rule=row.data.get("discipline_id") or row.id,
            statutes=tuple(self._cited(row, in_file)),
        )  # fmt: skip
        if not self._for_subject(told) or not self._in_force(told):
            return _but(told, holds=False)
        if not in_file:
            return self._duty(told)
        holds = self._in_period(told) if self._fulfilled(told) and not self._excused(told) else False
        if category != "discipline" or holds is False or self.facts.subject.kind not in ASN:
            return _but(told, holds=holds)
        return self._level(_but(told, holds=holds))

    def _category(self, row: Row, in_file: bool) -> str:
        if not in_file:
            return _KINDS.get(row.kind, "discipline")
        return "dismissal" if row.sanction_type == "dismissal" else str(row.category)

    def _cited(self, row: Row, in_file: bool) -> list[tuple[str, str]]:
        if in_file:
            return list(self.catalogue.cited(row, self.facts.event_date))
        return [(row.statute, row.citation)]

    # --- does the row hold? -----------------------------------------------------
    def _for_subject(self, told: Breach) -> bool:
        """Some rows bind only some people: superiors' duties, the rules on village officials."""
        subject = self.facts.subject
        if told.category == "village" and subject.kind in ASN:
            if subject.serves_as_village_head is None:
                self.findings.missing(
                    "subject.serves_as_village_head", "Sebut apakah terlapor menjabat kepala desa.",
                    "Tell whether the person serves as village head.", rule="FW-08",
                )  # fmt: skip
                return True
            binds = subject.serves_as_village_head
        else:
            binds = (told.row.data.get("applies_to") or {}).get(subject.kind, True) is not False
        if not binds:
            self._outside(told, "Ketentuan ini tidak berlaku bagi jenis kepegawaian terlapor.",
                          "This provision does not bind this kind of person.")  # fmt: skip
        return bool(binds)

    def _in_force(self, told: Breach) -> bool:
        if told.row.in_force(self.facts.event_date):
            return True
        self.findings.add(
            "statute_not_in_force", told.path,
            words(
                "Dasar pelanggaran ini tidak berlaku pada hari kejadian.",
                "The basis of this violation was not in force on the event date.",
            ),
            rule=told.row.id, citation=self._basis(told),
        )  # fmt: skip
        return False

    def _basis(self, told: Breach) -> str:
        """What the row rests on, for one that has no article on the event date: its own statute."""
        if told.row.statute:
            return str(self.catalogue.statutes[told.row.statute].citation)
        return "; ".join(text for _statute, text in told.statutes)

    def _fulfilled(self, told: Breach) -> bool:
        """Elements of the row that the facts deny (without unpaid leave, as a spouse)."""
        for name, wanted in (told.row.requires or {}).items():
            value = getattr(self.facts.subject, name)
            if value is None:
                self.findings.missing(
                    f"subject.{name}", "Unsur pelanggaran ini belum dipastikan; sebut faktanya.",
                    "An element of this violation is not certain; tell the fact.", rule=told.row.id,
                )  # fmt: skip
            elif value is not wanted:
                self._outside(told, "Unsur pelanggaran ini tidak terpenuhi menurut fakta.",
                              "The facts deny an element of this violation.")  # fmt: skip
                return False
        return True

    def _excused(self, told: Breach) -> bool:
        """A rule of conduct that allows what the row forbids (CR-SPOUSE-OK); who claims it tells the facts."""
        excuse = told.row.data.get("excused")
        if not excuse:
            return False
        rule = self.catalogue.conduct_rules.peek(excuse["rule"])
        facts = {name: getattr(self.facts.subject, name) is wanted for name, wanted in excuse["when"].items()}
        unknown = [name for name in facts if getattr(self.facts.subject, name) is None]
        if not any(facts.values()) or not rule.in_force(self.facts.event_date):
            return False
        if all(facts.values()):
            allowed = rule.text
            self.findings.add(
                "unknown_violation_for_stage", told.path,
                words(f"Dibolehkan: {allowed['id']}.", f"Allowed: {allowed['en']}."),
                rule=rule.id, citation=rule.citation,
            )  # fmt: skip
            return True
        if "candidate_spouse" not in unknown:
            for name in unknown:
                self.findings.missing(
                    f"subject.{name}", "Sebut faktanya: dengan cuti di luar tanggungan negara perbuatan ini dibolehkan.",
                    "Tell the fact: on unpaid leave this act is allowed.", rule=rule.id, citation=rule.citation,
                )  # fmt: skip
        return False

    def _in_period(self, told: Breach) -> bool | None:
        period = told.row.period
        if period == "any":
            return True
        if self.stage.name == "unknown":
            return None if self.stage.campaign is not False or period != "kampanye" else self._late(told)
        if period == "kampanye":
            return True if self.stage.campaign else self._late(told)
        if self.stage.name == {"bakal_calon": "before_calon", "calon": "calon"}[period]:
            return True
        return self._also_after_fixing(told) or self._late(told)

    def _also_after_fixing(self, told: Breach) -> bool:
        """Texts differ on whether the spouse's campaign is ethics at the stage of candidates too (Q-E07-TAHAP)."""
        if told.row.question != "Q-E07-TAHAP" or self.stage.name != "calon":
            return False
        question = self.catalogue.questions[told.row.question]
        answer = self.facts.answer(question.id)
        if answer is None:
            self.findings.ask(question)
        return answer == "both"

    def _late(self, told: Breach) -> bool:
        self._outside(told, f"Bentuk ini tidak berlaku pada tahap hari kejadian: {told.row.form['id']}.",
                      f"This form does not apply at the stage of the event date: {told.row.form['en']}.")  # fmt: skip
        return False

    def _outside(self, told: Breach, indonesian: str, english: str) -> None:
        citation = "; ".join(text for _statute, text in told.statutes)
        self.findings.add("unknown_violation_for_stage", told.path, words(indonesian, english), rule=told.row.id,
                          citation=citation)  # fmt: skip

    # --- its level --------------------------------------------------------------
    def _level(self, told: Breach) -> Breach:
        """A row of the neutrality list: the level it names, subject to the agency's positions."""
        row = told.row
        if row.question == "Q-N1":
            return self._item_one(told)
        source = self.catalogue.violations[row.same_as] if row.same_as else row
        level, citation = source.level, source.level_article or ""
        if source.level_status == "ask":
            level, citation = self._asked(told, source)
        if level and source.pair_row:
            level = self._before_pair(told, level)
        if told.holds is None:
            return _but(told, may_reach=level)
        return _but(told, level=level, citation=citation)

    def _asked(self, told: Breach, source: Row) -> tuple[str | None, str]:
        """A level on which sources differ stands, and is asked about (Q-SKB-LEVEL)."""
        question = self.catalogue.questions[source.question]
        answer = self.facts.answer(question.id)
        if answer is None:
            self.findings.ask(question)
        if answer == "pp94_only" and source.pp94_level is None:
            self._undetermined(told, question.id)
            return None, ""
        return source.level, source.level_article or ""

    def _before_pair(self, told: Breach, level: str) -> str | None:
        """Items 5 and 6 speak of a pair of candidates (Q-BEFORE-PAIR)."""
        if self.stage.pair_fixed:
            return level
        if self.stage.pair_fixed is None:
            if self.facts.contest and self.facts.ballot is None and self.stage.name != "unknown":
                self.findings.missing(
                    "ballot", "Sebut jenis pemilihannya: ketentuan ini menyebut pasangan calon.",
                    "Name the ballot: this provision speaks of a pair of candidates.", rule="Q-BEFORE-PAIR",
                )  # fmt: skip
            return level
        question = self.catalogue.questions["Q-BEFORE-PAIR"]
        answer = self.facts.answer(question.id)
        if answer is None:
            self.findings.ask(question)
        if answer == "no":
            self._undetermined(told, question.id)
            return None
        return level

    def _item_one(self, told: Breach) -> Breach:
        """Item 1 of Pasal 5 huruf n has no level: a person chooses the track (Q-N1)."""
        match self.facts.answer("Q-N1"):
            case "other_duty":
                duty = self.catalogue.prohibitions[BRIDGE]
                bridged = self._by_impact(
                    _but(told, rule=duty.id, statutes=(*told.statutes, (duty.statute, duty.citation))), duty
                )
                return (
                    bridged if told.holds else _but(bridged, level=None, may_reach=bridged.level or bridged.may_reach)
                )
            case "ethics":
                return _but(told, category="ethics")
            case "none":
                return _but(told, category="none")
        self.findings.ask(self.catalogue.questions["Q-N1"], code="level_undetermined", path=told.path)
        return told

    def _duty(self, told: Breach) -> Breach:
        """A duty or prohibition of PP 94/2021 itself."""
        row = told.row
        if told.category != "discipline" or self.facts.subject.kind not in ASN:
            return told
        if row.id in SUPERIOR_ROWS:
            return self._superior(told)
        if row.impact:
            return self._by_impact(told, row)
        return _but(told, level=row.levels[0], citation=row.level_article)

    def _by_impact(self, told: Breach, duty: Row) -> Breach:
        impact = self.facts.impact
        if impact is None:
            return _but(told, may_reach=duty.levels[-1])
        level = levels.level_by_impact(duty, impact)
        if level is None:
            self._undetermined(told, duty.id)
            return told
        return _but(told, level=level, citation=duty.level_articles[level])

    def _superior(self, told: Breach) -> Breach:
        """Heavier than the sanction that fits the offender (PP 94/2021 Pasal 24, 28)."""
        code = self.facts.offender_sanction
        if code is None:
            self.findings.missing(
                "offender_sanction", "Sebut hukuman yang sesuai bagi bawahan: hukuman atasan harus lebih berat.",
                "Name the sanction that fits the subordinate: the superior's must be heavier.",
                rule=told.row.id, citation=told.row.citation,
            )  # fmt: skip
            return _but(told, may_reach="berat")
        offender = self.catalogue.sanctions[code]
        level = levels.level_above(offender, self.catalogue) if offender.track == "discipline" else None
        if level is None:
            self._undetermined(told, told.row.id)
            return told
        return _but(told, level=level, citation=told.row.citation)

    def _undetermined(self, told: Breach, rule: str) -> None:
        self.findings.add(
            "level_undetermined", told.path,
            words(
                "Ketentuan ini tidak menetapkan tingkat hukuman untuk keadaan itu. Pejabat memilih jalurnya, dengan alasan.",
                "This provision fixes no level in that situation. A person must choose the track and record why.",
            ),
            rule=rule, citation="; ".join(text for _statute, text in told.statutes),
        )  # fmt: skip

    def ask_what_is_left(self, found: Breaches) -> None:
        """Ask for the impact where it could make the level heavier; a heading norm alone fixes no level."""
        certain = levels.rank(found.heaviest.level) if found.heaviest else -1
        for one in found.rows:
            if one.category == "discipline" and self.facts.impact is None and levels.rank(one.may_reach) > certain:
                duty = self.catalogue.prohibitions.get(one.rule)
                if duty is not None and duty.impact:
                    self.findings.missing(
                        "impact", "Sebut dampaknya: unit kerja, instansi, atau negara. Dampak menentukan tingkat.",
                        "Name the impact: unit, agency or state. It decides the level.",
                        rule=duty.id, citation=duty.citation,
                    )  # fmt: skip
        norms = [one for one in found.rows if one.category == "norm" and one.holds]
        if norms and not any(one.category in ("discipline", "ethics", "dismissal") for one in found.rows):
            self._undetermined(norms[0], norms[0].row.id)


def _but(told: Breach, **changes: object) -> Breach:
    return replace(told, **changes)  # type: ignore[arg-type]  # names are those of Breach
