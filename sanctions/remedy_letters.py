"""Letters of the remedies: the decision on an objection (P12) and the PPK's answer to an appeal (P11).

Made where their official acts here, on screen or from a scan. What the desk records without an official was decided
on a paper made elsewhere, and has no letter of ours.
"""

from collections.abc import Iterable
from datetime import date

from cases import letters as shared
from cases import papers
from cases.models import Minutes
from cases.registry import Act
from neutrality.documents.parties import party
from neutrality.documents.words import long_date
from neutrality.law.catalogue import load
from sanctions.letters import in_words
from sanctions.models import Decision, Remedy

_WITH_SANCTION = {
    Remedy.Outcome.LIGHTER: "Memperingan",
    Remedy.Outcome.HEAVIER: "Memperberat",
    Remedy.Outcome.CHANGED: "Mengubah",
}


def issue_objection_decision(act: Act, remedy: Remedy, consideration: str = "") -> None:
    """P12 for a decided objection; nothing for an appeal, which BPASN decides, or without an official."""
    if act.acted_by is None or remedy.kind != Remedy.Kind.OBJECTION:
        return
    decision = remedy.decision
    papers.issue(
        act,
        "P12_KEP_KEBERATAN",
        {
            "menimbang": tuple(_considerations(remedy, consideration, act.acted_on)),
            "mengingat": tuple(shared.mengingat(act.case.agency, decision.assessment, act.acted_on)),
            "pemohon": party(act.case.person, act.acted_on),
            "keputusan_asal": _origin(decision),
            "amar": tuple(_rulings(remedy)),
        },
        signer=act.acted_by,
        number=act.data.get("number", ""),
    )


def issue_appeal_answer(act: Act, remedy: Remedy) -> None:
    """P11 to BPASN: the answer to what the appeal claims, with what is attached."""
    if act.acted_by is None:
        return
    data = act.data
    papers.issue(
        act,
        "P11_TANGGAPAN_BPASN",
        {
            "kepada": "Ketua Badan Pertimbangan Aparatur Sipil Negara",
            "nomor_banding": data["appeal_number"],
            "pembanding": party(act.case.person, act.acted_on),
            "tanggapan_per_dalil": (
                {"dalil": remedy.grounds or "sebagaimana dalam surat banding", "tanggapan": data["answer"]},
            ),
            "bukti": tuple(line.strip() for line in data["evidence"].splitlines() if line.strip())
            or usual_evidence(remedy.decision),
        },
        signer=act.acted_by,
        number=data.get("number", ""),
    )


def usual_evidence(decision: Decision) -> tuple[str, ...]:
    """What an answer to an appeal attaches: the decision and the papers of the examination."""
    case = decision.case
    examined = case.minutes.filter(kind=Minutes.Kind.EXAMINATION).order_by("held_on")
    report = case.reports.last()
    return (
        _origin(decision),
        *(f"Berita acara pemeriksaan tanggal {long_date(one.held_on)}" for one in examined),
        *([f"Laporan hasil pemeriksaan tanggal {long_date(report.submitted_on)}"] if report else []),
    )


def _origin(decision: Decision) -> str:
    """The decision against which the remedy is, as its letter names itself."""
    entry = decision.register_entry
    post = decision.decider.title_on(entry.decided_on) if decision.decider else ""
    return " ".join(f"Keputusan {post} Nomor {entry.number} tanggal {long_date(entry.decided_on)}".split())


def _considerations(remedy: Remedy, consideration: str, on: date) -> Iterable[str]:
    name = party(remedy.decision.case.person, on).nama
    given = [f"bahwa Saudara {name} pada tanggal {long_date(remedy.filed_on)} mengajukan keberatan atas "
             f"{_origin(remedy.decision)}"]  # fmt: skip
    if remedy.outcome == Remedy.Outcome.INADMISSIBLE and remedy.late:
        given.append("bahwa keberatan tersebut diajukan sesudah batas waktunya berakhir")
    plain = consideration.strip().rstrip(".;")
    if plain:
        given.append(plain if plain.lower().startswith("bahwa ") else f"bahwa {plain[:1].lower()}{plain[1:]}")
    letters = [f"huruf {chr(ord('a') + number)}" for number in range(len(given))]
    above = letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} dan {letters[-1]}"
    closing = (
        f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {above}, perlu menetapkan keputusan atas keberatan"
    )
    return [*given, closing]


def _rulings(remedy: Remedy) -> list[str]:
    origin, outcome = _origin(remedy.decision), Remedy.Outcome(remedy.outcome)
    if outcome in _WITH_SANCTION:
        words = in_words(load().sanctions[remedy.new_sanction])
        found = [f"{_WITH_SANCTION[outcome]} hukuman disiplin dalam {origin} menjadi {words}."]
    else:
        found = {
            Remedy.Outcome.UPHELD: ["Menolak keberatan.", f"Memperkuat {origin}."],
            Remedy.Outcome.ANNULLED: [f"Membatalkan {origin}."],
            Remedy.Outcome.INADMISSIBLE: ["Menyatakan keberatan tidak dapat diterima."],
        }[outcome]
    if remedy.effective_on:
        found.append(f"Keputusan ini berlaku mulai tanggal {long_date(remedy.effective_on)}.")
    return found
