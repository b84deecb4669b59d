"""Which sanctions of the track may be imposed, and why the others may not."""

from dataclasses import dataclass
from datetime import date

from neutrality.law.breaches import LEVELS, SUPERIOR_ROWS, Breaches, heavier_than, weight
from neutrality.law.catalogue import Catalogue, Row
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, Text, words

UU_ASN_FROM = date(2023, 10, 31)


@dataclass(frozen=True)
class Refused:
    sanction: Row
    reason: Text
    rule: str


@dataclass
class Choice:
    permitted: list[Row]
    refused: list[Refused]


def choose(
    track: str, level: str | None, breaches: Breaches, facts: Facts, catalogue: Catalogue, findings: Findings
) -> Choice:
    """Part the sanctions of ``track`` into permitted and refused."""
    rows = [row for row in catalogue.sanctions.values() if row.track == track]
    match track:
        case "discipline":
            return _discipline(rows, level, breaches, facts, catalogue, findings)
        case "ethics":
            return _ethics(rows, facts)
        case "pppk":
            return _pppk(rows, breaches, facts, findings, catalogue)
        case "party_membership":
            return _party(rows, facts)
    return Choice([], [])


def _discipline(
    rows: list[Row], level: str | None, breaches: Breaches, facts: Facts, catalogue: Catalogue, findings: Findings
) -> Choice:
    choice = Choice([], [])
    punished = _already_punished(facts, findings)
    floor = _floor(level, facts, catalogue)
    extra = _above_the_top(level, floor, facts, catalogue)
    for row in rows:
        refused = (
            punished
            or _wrong_level(row, level, breaches, extra)
            or _suspended(row, facts)
            or _not_for_pelaksana(row, facts)
            or _dismissal(row, facts)
            or _not_heavier(row, floor, extra, catalogue)
            or _not_heavier_than_offender(row, facts, catalogue)
        )
        if refused:
            choice.refused.append(Refused(row, refused[0], refused[1]))
        else:
            choice.permitted.append(row)
    return choice


Why = tuple[Text, str] | None


def _already_punished(facts: Facts, findings: Findings) -> Why:
    """No second punishment for one breach (SR3)."""
    for index, prior in enumerate(facts.prior_sanctions):
        if prior.same_breach and prior.state != "annulled":
            message = words(
                "Pelanggaran ini sudah dijatuhi hukuman; tidak boleh dihukum dua kali.",
                "This breach was already punished; it may not be punished twice.",
            )
            findings.add("already_punished", f"prior_sanctions.{index}", message, rule="SR3",
                         citation="PP 94/2021 Pasal 35 ayat (3)")  # fmt: skip
            return message, "SR3"
    return None


def _wrong_level(row: Row, level: str | None, breaches: Breaches, extra: list[Row]) -> Why:
    if level is None:
        return words(
            "Tingkat hukuman belum ditentukan; jawab dahulu pertanyaannya.",
            "The level is not determined yet; answer the questions first.",
        ), "level_undetermined"
    if row in extra or row.level == level:
        return None
    heaviest = breaches.heaviest
    return words(
        f"Tidak sah: pelanggaran ini hanya diancam hukuman {level}.",
        f"Not lawful: this breach carries only a sanction of level {level}.",
    ), heaviest.rule if heaviest else ""


def regime(facts: Facts) -> str:
    """Which moderate sanctions are in use: ``transition`` until an agency records otherwise (Pasal 42)."""
    return facts.legal_positions.get("Q-SEDANG", "transition")


def is_suspended(row: Row, facts: Facts) -> bool:
    if row.level != "sedang":
        return False
    deduction = bool(row.replaced_in_transition_by)
    return deduction != (regime(facts) == "tukin")


def _suspended(row: Row, facts: Facts) -> Why:
    if not is_suspended(row, facts):
        return None
    return words(
        "Jenis ini belum berlaku pada masa peralihan PP 94/2021 Pasal 42."
        if row.replaced_in_transition_by
        else "Masa peralihan PP 94/2021 Pasal 42 dinyatakan berakhir oleh instansi.",
        "Suspended by the transition of PP 94/2021 Pasal 42."
        if row.replaced_in_transition_by
        else "The agency recorded that the transition of PP 94/2021 Pasal 42 has ended.",
    ), "Q-SEDANG"


def _not_for_pelaksana(row: Row, facts: Facts) -> Why:
    if row.id != "B2" or facts.subject.position != "pelaksana":
        return None
    return words(
        "Terlapor sudah pelaksana; yang tersedia penurunan kelas jabatan.",
        "The person is already a pelaksana; a reduction of job class is available.",
    ), "B2"


def _dismissal(row: Row, facts: Facts) -> Why:
    if row.id != "B3" or facts.legal_positions.get("Q-PDHTAPS") != "ptdh" or facts.decided_on < UU_ASN_FROM:
        return None
    return words(
        "Instansi mencatat pemberhentian karena hukuman berat tidak dengan hormat (UU 20/2023 Pasal 52 ayat (4)).",
        "The agency recorded that this dismissal is dishonourable (UU 20/2023 Pasal 52 ayat (4)).",
    ), "Q-PDHTAPS"


def _floor(level: str | None, facts: Facts, catalogue: Catalogue) -> Row | None:
    """The heaviest earlier sanction of the same nature: the new one must be heavier (SR2)."""
    priors = [
        catalogue.sanctions[prior.code]
        for prior in facts.prior_sanctions
        if prior.same_nature and not prior.same_breach and prior.state != "annulled"
    ]
    counted = [row for row in priors if row.track == "discipline"]
    return max(counted, key=weight, default=None) if level else None


def _above_the_top(level: str | None, floor: Row | None, facts: Facts, catalogue: Catalogue) -> list[Row]:
    """Where nothing in the level is heavier than the last: what the agency's position allows (Q-REPEAT-TOP)."""
    if floor is None or level is None or floor.level not in LEVELS:
        return []
    within = [
        row
        for row in catalogue.sanctions.values()
        if row.track == "discipline" and row.level == level and weight(row) > weight(floor)
    ]
    if within:
        return []
    match facts.legal_positions.get("Q-REPEAT-TOP"):
        case "next_level":
            return [row for row in heavier_than(floor, catalogue) if not is_suspended(row, facts)][:1]
        case "same":
            return [floor] if not is_suspended(floor, facts) else []
    return []


def _not_heavier(row: Row, floor: Row | None, extra: list[Row], catalogue: Catalogue) -> Why:
    if floor is None or row in extra or weight(row) > weight(floor):
        return None
    return words(
        f"Harus lebih berat daripada hukuman terakhir yang sejenis: {floor.title['id'].lower()}.",
        f"Must be heavier than the last sanction of the same nature: {floor.title['en'].lower()}.",
    ), "SR2"


def _not_heavier_than_offender(row: Row, facts: Facts, catalogue: Catalogue) -> Why:
    if facts.offender_sanction is None or not any(one in SUPERIOR_ROWS for one in facts.violations):
        return None
    offender = catalogue.sanctions[facts.offender_sanction]
    if weight(row) > weight(offender):
        return None
    return words(
        "Hukuman atasan yang lalai harus lebih berat daripada hukuman yang sesuai bagi bawahannya.",
        "The sanction of a superior who did not act must be heavier than the one that fits the subordinate.",
    ), "P94-28"


def _ethics(rows: list[Row], facts: Facts) -> Choice:
    return Choice(rows, [])


def _pppk(rows: list[Row], breaches: Breaches, facts: Facts, findings: Findings, catalogue: Catalogue) -> Choice:
    """The agency's own rule, or ending the contract for a heavy act (PP 49/2018 Pasal 52, 53)."""
    choice = Choice([], [])
    if facts.subject.kind == "PPPK_PARUH_WAKTU":
        question = catalogue.questions["Q-PARUH-WAKTU"]
        answer = facts.legal_positions.get(question.id)
        if answer is None:
            findings.open_question(question)
        if answer != "as_pppk":
            reason = words(
                "Jalur sanksi PPPK paruh waktu belum ditetapkan instansi." if answer is None
                else "Menurut posisi instansi, sanksinya mengikuti perjanjian kerja.",
                "The sanction path of part-time PPPK is open." if answer is None
                else "By the agency's position the contract decides.",
            )  # fmt: skip
            return Choice([], [Refused(row, reason, question.id) for row in rows])
    local = facts.pppk_local_rule or facts.legal_positions.get("Q-PPPK") == "local"
    heaviest = breaches.heaviest
    heavy = heaviest is not None and heaviest.level == "berat"
    if not local:
        findings.add(
            "pppk_local_rule_missing", "pppk_local_rule",
            words(
                "Instansi belum mempunyai aturan disiplin PPPK; hanya pemutusan hubungan kerja untuk perbuatan berat.",
                "The agency has no PPPK rule of its own; only ending the contract for a heavy act.",
            ),
            rule="Q-PPPK", citation="PP 49/2018 Pasal 52 ayat (3)",
        )  # fmt: skip
    for row in rows:
        if row.id == "K_LOCAL" and not local:
            reason = words("Belum ada aturan disiplin PPPK instansi.", "The agency has no PPPK rule of its own.")
            choice.refused.append(Refused(row, reason, "Q-PPPK"))
        elif row.id == "K_PHK_DHTAPS" and not heavy:
            reason = words("Hanya untuk pelanggaran berat.", "Only for a heavy act.")
            choice.refused.append(Refused(row, reason, "K_PHK_DHTAPS"))
        else:
            choice.permitted.append(row)
    return choice


def _party(rows: list[Row], facts: Facts) -> Choice:
    contract = facts.subject.kind.startswith("PPPK")
    choice = Choice([], [])
    for row in rows:
        if row.id.startswith("K_") == contract:
            choice.permitted.append(row)
        else:
            reason = words("Tidak untuk jenis kepegawaian ini.", "Not for this kind of employment.")
            choice.refused.append(Refused(row, reason, row.id))
    return choice
