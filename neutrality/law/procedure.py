"""The examination before a sanction, and the sanction that is proposed."""

from neutrality.law import levels
from neutrality.law.authority import Officer, alias
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, words
from neutrality.law.sanctioning import Choice, suspension
from neutrality.law.summons import Calendar, check_attendance, check_time

# Tracks whose examination follows PP 94/2021 (PPPK by PP 49/2018 Pasal 52).
EXAMINED = ("discipline", "pppk")


def check_examination(
    track: str, level: str | None, facts: Facts, catalogue: Catalogue, calendar: Calendar, findings: Findings
) -> None:
    """Summonses, team, minutes and report. What is told is judged; what a proposal needs is asked for."""
    if track not in EXAMINED:
        return
    check_time(facts, catalogue, calendar, findings)
    absent_twice = False
    if facts.summons is not None:
        absent_twice = check_attendance(facts, catalogue, findings)
    elif facts.proposed_sanction:
        findings.missing("summons", "Sebut panggilan yang dikirim.", "Tell of the summonses.",
                         rule="D-PANGGIL-1", citation="PP 94/2021 Pasal 26")  # fmt: skip
    if facts.examination is None:
        if facts.proposed_sanction:
            findings.missing("examination", "Sebut tim, berita acara, dan laporan hasil pemeriksaannya.",
                             "Tell of team, minutes and report.", rule="D-LHP", citation="PP 94/2021 Pasal 27")  # fmt: skip
        return
    needed = [
        ("report", "report_missing", "D-LHP", "PP 94/2021 Pasal 27",
         "Laporan hasil pemeriksaan belum ada.", "There is no report of the examination."),
    ]  # fmt: skip
    if level == "berat":
        needed.append(("team", "team_missing", "F04_SK_TIM", "PP 94/2021 Pasal 29",
                       "Ancaman hukuman berat wajib diperiksa tim.", "A heavy case must be examined by a team."))  # fmt: skip
    if not absent_twice:
        needed.append(("minutes", "minutes_missing", "F02_BAP", "PP 94/2021 Pasal 32",
                       "Berita acara pemeriksaan belum ada.", "There are no minutes of an examination."))  # fmt: skip
    for name, code, rule, citation, indonesian, english in needed:
        value = facts.examination.get(name)
        if value is False:
            findings.add(code, f"examination.{name}", words(indonesian, english), rule=rule, citation=citation)
        elif value is None:
            findings.missing(f"examination.{name}", "Sebut apakah sudah ada: tim, berita acara, laporan.",
                             "Tell whether it exists: team, minutes, report.", rule=rule, citation=citation)  # fmt: skip


def check_proposed(
    choice: Choice, officers: list[Officer] | None, facts: Facts, catalogue: Catalogue, findings: Findings
) -> None:
    """Errors and questions that the proposed sanction draws. ``officers``: None where a fact lacks."""
    code = facts.proposed_sanction
    if code is None:
        return
    row = catalogue.sanctions[code]
    _check_priors(choice, facts, findings)
    refused = choice.refusal_of(code)
    if refused and refused.code != "already_punished":
        # A refusal that rests on no article of its own cites that of the sanction, as of the day.
        own = "; ".join(catalogue.basis_of(row, catalogue.decision_day(facts.decision_date)))
        citation = refused.citation or own or row.article
        findings.add(refused.code, "proposed.sanction", refused.reason, rule=refused.rule, citation=citation)
    elif not refused and row not in choice.permitted:
        findings.add(
            "sanction_not_in_level", "proposed.sanction",
            words(
                f"{row.title['id']} bukan hukuman untuk jalur ini.",
                f"{row.title['en']} is not a sanction of this track.",
            ),
            rule=code, citation=row.article,
        )  # fmt: skip
    waits = suspension(row, facts)
    if waits:
        findings.add(waits.code, "proposed.sanction", waits.reason, rule=waits.rule, citation=waits.citation)
    _check_dismissal(facts, catalogue, findings)
    _check_overlap(facts, catalogue, findings)
    _check_authority(officers, facts, catalogue, findings)


def _check_priors(choice: Choice, facts: Facts, findings: Findings) -> None:
    """Nobody is punished twice, and a repeat more heavily: so earlier sanctions must be told of."""
    if not facts.priors_told and (choice.permitted or choice.refused):
        findings.missing(
            "prior_sanctions", "Sebut riwayat hukumannya: kosongkan daftar bila belum pernah dihukum.",
            "Tell of earlier sanctions: an empty list if there are none.", rule="SR2", citation="PP 94/2021 Pasal 35",
        )  # fmt: skip


def _check_dismissal(facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    """Honourable or not: the two laws differ (Q-PDHTAPS)."""
    if facts.proposed_sanction != "B3" or facts.answer("Q-PDHTAPS"):
        return
    if both_dismissals(facts, catalogue):
        question = catalogue.questions["Q-PDHTAPS"]
        findings.add("dismissal_kind_conflict", "proposed.sanction", dict(question.text), rule=question.id,
                     citation="; ".join(question.texts))  # fmt: skip


def both_dismissals(facts: Facts, catalogue: Catalogue) -> bool:
    """Whether both texts hold on the day of the decision: UU 20/2023 beside PP 94/2021."""
    return bool(catalogue.statutes["UU-20-2023"].in_force(catalogue.decision_day(facts.decision_date)))


def _check_overlap(facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    """An equal new sanction while an older one is being served (SR5, Q-OVERLAP-EQUAL)."""
    new = catalogue.sanctions[facts.proposed_sanction or ""]
    question = catalogue.questions["Q-OVERLAP-EQUAL"]
    for prior in facts.prior_sanctions:
        old = catalogue.sanctions[prior.code]
        equal = old.track == new.track == "discipline" and levels.weight(old) == levels.weight(new)
        if equal and prior.state in ("serving", "in_force") and not facts.answer(question.id):
            findings.ask(question)


def _check_authority(officers: list[Officer] | None, facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    proposed = facts.proposed or {}
    told = proposed.get("authority")
    if told is None:
        findings.missing(
            "proposed.authority", "Sebut pejabat yang akan menjatuhkan hukuman.",
            "Name the officer who is to impose the sanction.", rule="AN1", citation="PP 94/2021 Pasal 16",
        )  # fmt: skip
    elif officers is not None and alias(told, facts.agency_kind) not in {one.authority for one in officers}:
        able = ", ".join(AUTHORITY_NAMES[one.authority] for one in officers) or "–"
        findings.add(
            "authority_not_competent", "proposed.authority",
            words(
                f"Pejabat itu tidak berwenang menjatuhkan hukuman ini kepada terlapor. Yang berwenang: {able}.",
                f"That officer is not competent for this sanction on this person. Competent: {able}.",
            ),
            rule=officers[0].rule if officers else "AN2", citation=officers[0].citation if officers else "PP 94/2021 Pasal 16",
        )  # fmt: skip
    if proposed.get("acting"):
        _check_acting(facts, catalogue, findings)


AUTHORITY_NAMES = {
    "presiden": "Presiden", "ppk": "PPK", "jpt_madya": "JPT Madya", "jpt_pratama": "JPT Pratama",
    "administrator": "Administrator", "pengawas": "Pengawas", "jf_ahli_madya": "JF Ahli Madya yang ditunjuk",
    "jf_ahli_muda": "JF Ahli Muda yang ditunjuk", "atasan_pejabat": "atasan PPK",
}  # fmt: skip


def _check_acting(facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    """Plt, Plh and Pj: no text settles their power to punish (Q-ACTING)."""
    question = catalogue.questions["Q-ACTING"]
    answer = facts.answer(question.id)
    if answer is None:
        findings.add("authority_unsettled", "proposed.acting", dict(question.text), rule=question.id,
                     citation="PP 94/2021 Pasal 16-25")  # fmt: skip
    elif answer == "with_consent" and facts.acting_consent is None:
        findings.missing("acting_consent", "Sebut apakah ada persetujuan tertulis bagi pejabat ini untuk menghukum.",
                         "Tell whether a written consent lets this acting official impose discipline.",
                         rule=question.id)  # fmt: skip
    elif answer == "no" or (answer == "with_consent" and not facts.acting_consent):
        findings.add(
            "authority_not_competent", "proposed.acting",
            words(
                "Menurut posisi hukum instansi, pejabat pelaksana ini tidak dapat menjatuhkan hukuman disiplin.",
                "By the agency's legal position this acting official may not impose discipline.",
            ),
            rule=question.id, citation="PP 94/2021 Pasal 16-25",
        )  # fmt: skip
