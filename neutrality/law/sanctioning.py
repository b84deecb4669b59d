"""Which sanctions of the track may be imposed, and why the others may not."""

from dataclasses import dataclass, field

from neutrality.law import levels
from neutrality.law.breaches import SUPERIOR_ROWS, Breaches
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, Text, words
from neutrality.law.rows import Row, Sanction


@dataclass(frozen=True)
class Refused:
    """Why a sanction may not be imposed, by which rule, and the finding that proposing it draws."""

    sanction: Row
    reason: Text
    rule: str
    code: str = "sanction_not_in_level"
    citation: str = ""


@dataclass
class Choice:
    permitted: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def refusal_of(self, code: str) -> Refused | None:
        return next((one for one in self.refused if one.sanction.id == code), None)


def choose(
    track: str, level: str | None, breaches: Breaches, facts: Facts, catalogue: Catalogue, findings: Findings
) -> Choice:
    """Part the sanctions of ``track`` into permitted and refused, in the catalogue's order."""
    rows = [row for row in catalogue.sanctions.values() if row.track == track]
    if rows and _punished_before(track, facts, catalogue, findings):
        citation = catalogue.sanction_rules["SR3"].citation
        return Choice([], [Refused(row, _PUNISHED, "SR3", "already_punished", citation) for row in rows])
    match track:
        case "discipline":
            return _Discipline(level, breaches, facts, catalogue, findings).part(rows)
        case "ethics":
            return _ethics(rows, breaches, facts, catalogue, findings)
        case "pppk":
            return _pppk(rows, breaches, facts, catalogue, findings)
        case "party_membership":
            return _party(rows, breaches, facts, catalogue, findings)
    return Choice()


def _punished_before(track: str, facts: Facts, catalogue: Catalogue, findings: Findings) -> bool:
    """No second punishment of one kind for one breach (SR3); what is not known of it is asked for."""
    found = False
    for index, prior in enumerate(facts.prior_sanctions):
        if prior.state == "annulled" or catalogue.sanctions[prior.code].track != track:
            continue
        if prior.same_breach is None:
            findings.missing(
                f"prior_sanctions.{index}.same_breach",
                "Sebut apakah hukuman lama ini untuk pelanggaran yang sama.",
                "Tell whether the earlier sanction was for the same breach.",
                rule="SR3",
            )
        elif prior.same_breach:
            found = True
            if prior.state is None:
                findings.missing(
                    f"prior_sanctions.{index}.state",
                    "Sebut keadaan hukuman lama: hukuman yang dibatalkan tidak dihitung.",
                    "Tell the state of the earlier sanction: an annulled one does not count.",
                    rule="SR3",
                )
            findings.add(
                "already_punished",
                f"prior_sanctions.{index}.same_breach",
                _PUNISHED,
                rule="SR3",
                citation=catalogue.sanction_rules["SR3"].citation,
            )
    return found


Why = Refused | None


@dataclass
class _Discipline:
    """The tests that a sanction of PP 94/2021 must pass, one method a rule."""

    level: str | None
    breaches: Breaches
    facts: Facts
    catalogue: Catalogue
    findings: Findings
    floor: Row | None = None
    extra: str | None = None

    def part(self, rows: list[Row]) -> Choice:
        self._ask_about_priors()
        self.floor = self._floor()
        self.extra = self._beyond_the_level()
        choice = Choice()
        for row in rows:
            why = self._why_not(row)
            if why:
                choice.refused.append(why)
            else:
                choice.permitted.append(row)
        if not choice.permitted and any(one.rule == "SR2" for one in choice.refused):
            self.findings.add(
                "repeat_must_be_heavier", "prior_sanctions",
                words(
                    "Tidak ada jenis yang lebih berat daripada hukuman terakhir pada tingkat ini; tetapkan posisi instansi.",
                    "No type of this level is heavier than the last sanction; the agency must record its position.",
                ),
                rule="Q-REPEAT-TOP", citation="PP 94/2021 Pasal 35 ayat (2)",
            )  # fmt: skip
        return choice

    def _why_not(self, row: Row) -> Why:
        return (
            self._not_yet(row)
            or self._wrong_level(row)
            or self._suspended(row)
            or self._dismissal_of_candidate(row)
            or self._not_heavier(row)
            or self._not_heavier_than_offender(row)
            or self._not_for_pelaksana(row)
        )

    # --- heavier on repetition ------------------------------------------------------
    def _ask_about_priors(self) -> None:
        """What is not known of an earlier sanction, where it would change the answer."""
        for index, prior in enumerate(self.facts.prior_sanctions):
            if prior.state == "annulled" or self.catalogue.sanctions[prior.code].track != "discipline":
                continue
            if prior.same_nature is None:
                self.findings.missing(
                    f"prior_sanctions.{index}.same_nature",
                    "Sebut apakah hukuman lama ini untuk pelanggaran yang sifatnya sama.",
                    "Tell whether the earlier sanction was for a breach of the same nature.",
                    rule="SR2",
                )
            if prior.state is None and prior.same_nature is not False:
                self.findings.missing(
                    f"prior_sanctions.{index}.state",
                    "Sebut keadaan hukuman lama: hukuman yang dibatalkan tidak dihitung.",
                    "Tell the state of the earlier sanction: an annulled one does not count.",
                    rule="SR2",
                )

    def _floor(self) -> Row | None:
        """The heaviest earlier sanction of the same nature: the new one must be heavier (SR2)."""
        counted = [
            self.catalogue.sanctions[prior.code]
            for prior in self.facts.prior_sanctions
            if prior.same_nature and prior.state != "annulled"
        ]
        return max((row for row in counted if row.track == "discipline"), key=levels.weight, default=None)

    def _beyond_the_level(self) -> str | None:
        """Where nothing in the level is heavier than the last: what the agency's position allows (Q-REPEAT-TOP)."""
        if self.floor is None or self.level is None:
            return None
        least = levels.weight(self.floor)
        all_rows = levels.discipline_sanctions(self.catalogue)
        usable = [
            row for row in all_rows if not (self._not_yet(row) or self._suspended(row) or self._not_for_pelaksana(row))
        ]
        if any(row.level == self.level and levels.weight(row) > least for row in usable):
            return None
        match self.facts.answer("Q-REPEAT-TOP"):
            case "next_level":
                return next((str(row.id) for row in usable if levels.weight(row) > least), None)
            case "same":
                return next((str(row.id) for row in usable if levels.weight(row) == least), None)
        return None

    def _not_heavier(self, row: Row) -> Why:
        if self.floor is None or row.id == self.extra or levels.weight(row) > levels.weight(self.floor):
            return None
        return Refused(
            row,
            words(
                f"Harus lebih berat daripada hukuman terakhir yang sejenis: {_lower(self.floor.title['id'])}.",
                f"Must be heavier than the last sanction of the same nature: {_lower(self.floor.title['en'])}.",
            ),
            "SR2", "repeat_must_be_heavier", self.catalogue.sanction_rules["SR2"].citation,
        )  # fmt: skip

    def _not_heavier_than_offender(self, row: Row) -> Why:
        code = self.facts.offender_sanction
        rule = next((one.id for one in self.breaches.rows if one.id in SUPERIOR_ROWS and one.holds), None)
        if code is None or rule is None or levels.weight(row) > levels.weight(self.catalogue.sanctions[code]):
            return None
        return Refused(
            row,
            words(
                "Hukuman atasan yang lalai harus lebih berat daripada hukuman yang sesuai bagi bawahannya.",
                "The sanction of a superior who did not act must be heavier than the one that fits the subordinate.",
            ),
            rule,
        )  # fmt: skip

    # --- level and use ----------------------------------------------------------
    def _no_level(self, row: Row) -> Why:
        """No level yet: by the breach that could be the heaviest, or because none holds."""
        left = [one for one in self.breaches.rows if one.holds is not False and one.category in ("discipline", "norm")]
        one = max(left or self.breaches.rows, key=lambda told: levels.rank(told.may_reach))
        citation = "; ".join(text for _statute, text in one.statutes)
        return Refused(row, _UNDETERMINED if left else _NO_BREACH, one.rule, citation=citation)

    def _wrong_level(self, row: Row) -> Why:
        if self.level is None:
            return self._no_level(row)
        if row.level == self.level or row.id == self.extra:
            return None
        decisive = self.breaches.decisive
        return Refused(
            row,
            words(
                f"Tidak sah: pelanggaran ini diancam hukuman tingkat {self.level}.",
                f"Not lawful: this breach carries a {ENGLISH[self.level]} sanction.",
            ),
            decisive.rule if decisive else "", citation=decisive.citation if decisive else "",
        )  # fmt: skip

    def _not_yet(self, row: Row) -> Why:
        if isinstance(row, Sanction) and row.state_on(self.facts.decision_date):
            return None
        return Refused(
            row,
            words("Belum berlaku pada tanggal keputusan.", "Not yet in force on the day of the decision."),
            row.id, "statute_not_in_force", row.article,
        )  # fmt: skip

    def _suspended(self, row: Row) -> Why:
        return suspension(row, self.facts)

    def _not_for_pelaksana(self, row: Row) -> Why:
        if row.id != "B2" or self.facts.subject.position != "pelaksana":
            return None
        return Refused(
            row,
            words(
                "Terlapor sudah pelaksana; yang tersedia penurunan kelas jabatan (B1).",
                "The person is already a pelaksana; the reduction of job class (B1) is available.",
            ),
            row.id, citation="Peraturan BKN 6/2022",
        )  # fmt: skip

    def _dismissal_of_candidate(self, row: Row) -> Why:
        """A CPNS where the agency recorded dismissal for moderate and heavy (Q-CPNS)."""
        if self.facts.subject.kind != "CPNS" or self.facts.answer("Q-CPNS") != "dismissal" or row.level == "ringan":
            return None
        return Refused(
            row,
            words(
                "Menurut posisi hukum instansi, CPNS diberhentikan sebagai CPNS untuk hukuman sedang dan berat.",
                "By the agency's legal position a CPNS is dismissed as CPNS for moderate and heavy sanctions.",
            ),
            "Q-CPNS", citation="PP 11/2017",
        )  # fmt: skip


_PUNISHED = words(
    "Pelanggaran ini sudah dijatuhi hukuman; tidak boleh dihukum dua kali.",
    "This breach was already punished; it may not be punished twice.",
)
_UNDETERMINED = words(
    "Tingkat hukuman belum ditentukan; jawab dahulu pertanyaannya.",
    "The level is not determined yet; answer the questions first.",
)
ENGLISH = {"ringan": "light", "sedang": "moderate", "berat": "heavy"}
# Asked since catalogue 2026.11.2.
CPNS_ETHICS = "Q-CPNS-ETIK"
_NOT_BOUND = words(
    "Menurut posisi hukum instansi, kode etik PNS tidak berlaku bagi CPNS.",
    "By the agency's legal position the code of ethics of civil servants does not bind a candidate.",
)
_NO_BREACH = words(
    "Tidak ada pelanggaran yang berlaku pada hari kejadian.",
    "No violation holds on the event date.",
)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def suspension(row: Row, facts: Facts) -> Why:
    """The dated switch of PP 94/2021 Pasal 42: transition until the agency records otherwise (Q-SEDANG)."""
    state = row.state_on(facts.decision_date) if isinstance(row, Sanction) else None
    tukin = facts.answer("Q-SEDANG") == "tukin"
    if state == "suspended" and not tukin:
        reason = words(
            "Belum berlaku: masa peralihan PP 94/2021 Pasal 42.",
            "Not in use: the transition of PP 94/2021 Pasal 42.",
        )
    elif state == "transition" and tukin:
        reason = words(
            "Instansi mencatat masa peralihan PP 94/2021 Pasal 42 telah berakhir.",
            "The agency recorded that the transition of PP 94/2021 Pasal 42 has ended.",
        )
    else:
        return None
    return Refused(row, reason, "Q-SEDANG", "sanction_suspended", "PP 94/2021 Pasal 42")


def _ethics(rows: list[Row], breaches: Breaches, facts: Facts, catalogue: Catalogue, findings: Findings) -> Choice:
    """Closed or open statement: the board recommends, the PPK chooses (PP 42/2004 Pasal 15)."""
    if not any(row.category == "ethics" and row.holds for row in breaches.rows):
        unknown = any(row.holds is None for row in breaches.rows)
        return Choice([], [Refused(row, _UNDETERMINED if unknown else _NO_BREACH, "CR-STAGE") for row in rows])
    if facts.subject.kind == "CPNS" and CPNS_ETHICS in catalogue.questions:
        question = catalogue.questions[CPNS_ETHICS]
        answer = facts.answer(question.id)
        if answer is None:
            findings.ask(question)
        if answer == "not_bound":
            return Choice([], [Refused(row, _NOT_BOUND, question.id, citation=row.article) for row in rows])
    if facts.answer("Q-MORAL-REMEDY") is None:
        findings.ask(catalogue.questions["Q-MORAL-REMEDY"])
    return Choice(rows, [])


def _pppk(rows: list[Row], breaches: Breaches, facts: Facts, catalogue: Catalogue, findings: Findings) -> Choice:
    """The agency's own rule, or ending the contract for a heavy act (PP 49/2018 Pasal 52, 53)."""
    if facts.subject.kind == "PPPK_PARUH_WAKTU":
        question = catalogue.questions["Q-PARUH-WAKTU"]
        answer = facts.answer(question.id)
        if answer is None:
            findings.ask(question)
        if answer != "as_pppk":
            reason = (
                words("Jalur sanksi PPPK paruh waktu belum ditetapkan.", "The sanction path of part-time PPPK is open.")
                if answer is None
                else words(
                    "Menurut posisi instansi, sanksinya mengikuti perjanjian kerja.",
                    "By the agency's position the contract decides.",
                )
            )
            return Choice([], [Refused(row, reason, question.id) for row in rows])
    local = _local_rule(facts, findings)
    decisive = breaches.decisive
    heavy = decisive is not None and decisive.level == "berat"
    any_breach = any(row.holds and row.category in ("discipline", "ethics") for row in breaches.rows)
    choice = Choice()
    for row in rows:
        if row.id == "K_LOCAL" and not local:
            reason = words("Belum ada aturan disiplin PPPK instansi.", "The agency has no PPPK rule of its own.")
            choice.refused.append(Refused(row, reason, "Q-PPPK", citation="PP 49/2018 Pasal 52 ayat (3)"))
        elif row.id == "K_PHK_DHTAPS" and not heavy:
            reason = words("Hanya untuk pelanggaran berat.", "Only for a heavy act.")
            choice.refused.append(Refused(row, reason, row.id, citation=row.article))
        elif not any_breach:
            choice.refused.append(Refused(row, _NO_BREACH, "CR-STAGE"))
        else:
            choice.permitted.append(row)
    return choice


def _local_rule(facts: Facts, findings: Findings) -> bool:
    """Whether the agency has its own PPPK rule; the fact told goes before the recorded position."""
    told = facts.pppk_local_rule
    if told is None and facts.answer("Q-PPPK") is not None:
        told = facts.answer("Q-PPPK") == "local"
    if told is None:
        findings.missing(
            "pppk_local_rule", "Sebut apakah instansi mempunyai aturan disiplin PPPK sendiri.",
            "Tell whether the agency has a PPPK rule of its own.", rule="Q-PPPK",
        )  # fmt: skip
    if not told:
        findings.add(
            "pppk_local_rule_missing", "pppk_local_rule",
            words(
                "Tanpa aturan disiplin PPPK instansi, hanya pemutusan hubungan kerja untuk perbuatan berat.",
                "Without the agency's own PPPK rule only ending the contract for a heavy act is left.",
            ),
            rule="Q-PPPK", citation="PP 49/2018 Pasal 52 ayat (3)",
        )  # fmt: skip
    return bool(told)


def _party(rows: list[Row], breaches: Breaches, facts: Facts, catalogue: Catalogue, findings: Findings) -> Choice:
    """Dismissal of a party member or officer; a dismissal process, not PP 94/2021."""
    question = catalogue.questions["Q-PARUH-WAKTU"]
    open_path = facts.subject.kind == "PPPK_PARUH_WAKTU" and facts.answer(question.id) != "as_pppk"
    if open_path and facts.answer(question.id) is None:
        findings.ask(question)
    holds = any(row.category == "dismissal" and row.holds for row in breaches.rows)
    choice = Choice()
    for row in rows:
        if facts.subject.kind not in row.for_kinds:
            reason = words("Tidak untuk jenis kepegawaian ini.", "Not for this kind of employment.")
            choice.refused.append(Refused(row, reason, row.id))
        elif not holds:
            choice.refused.append(Refused(row, _NO_BREACH, row.id, "statute_not_in_force"))
        elif open_path:
            reason = words(
                "Jalur sanksi PPPK paruh waktu belum ditetapkan.", "The sanction path of part-time PPPK is open."
            )
            choice.refused.append(Refused(row, reason, question.id))
        else:
            choice.permitted.append(row)
    return choice
