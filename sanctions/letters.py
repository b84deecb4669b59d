"""What the letters of this floor say. Articles come from the assessment and the catalogue."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from cases import letters as shared
from cases import papers
from neutrality.counsel.reliance import stated_limit
from neutrality.documents import queries as documents
from neutrality.documents.forms import form_of
from neutrality.documents.forms.decisions import DisciplineDecision
from neutrality.documents.parties import party, signatory
from neutrality.documents.words import long_date
from neutrality.errors import Refusal
from neutrality.law.catalogue import Row, load
from neutrality.law.readings import read_texts
from neutrality.organization.models import Appointment
from neutrality.workdays import today
from sanctions import track_letters
from sanctions.models import Decision, Service

EFFECT_RULE = "D-BERLAKU"


def kind_of(decision: Decision, positions: Mapping[str, str] | None = None) -> str:
    """The form of the chosen sanction; form 15 where a pelaksana's class is reduced (B1)."""
    subject = decision.facts.get("subject") or {}
    if decision.sanction == "B1" and subject.get("position") == "pelaksana":
        return "F15_KEP_TURUN_KELAS_JABATAN"
    return str(sanction_row(decision, positions).document)


def sanction_row(decision: Decision, positions: Mapping[str, str] | None = None) -> Row:
    """The chosen sanction as ``positions`` read it (Q-PDHTAPS); by default those that the draft keeps."""
    read = load(decision.catalogue_version or None).read_by(decision.positions if positions is None else positions)
    row: Row = read.sanctions[decision.sanction]
    return row


# Fields of the sanctions' forms that nothing computes: the draft asks for them.
ASKED = (
    "jabatan_baru", "kelas_lama", "kelas_baru", "perjanjian_kerja", "aturan_instansi", "jenis", "bukti_keanggotaan",
    "bantahan_ditanggapi",
)  # fmt: skip


def asked_fields(decision: Decision, kind: str = "") -> list[str]:
    """Those that the form of the chosen sanction has."""
    names = form_of(kind or kind_of(decision)).__dataclass_fields__ if decision.sanction else {}
    return [name for name in ASKED if name in names]


def missing_fields(decision: Decision, kind: str = "") -> list[str]:
    """What the letter cannot be made without and the draft does not tell yet; the day a dismissal counts from, too."""
    names = asked_fields(decision, kind)
    found = [name for name in names if not str(decision.detail.get(name) or "").strip()]
    has_day = bool(decision.sanction) and "tmt" in form_of(kind or kind_of(decision)).__dataclass_fields__
    return [*found, "starts_on"] if has_day and decision.starts_on is None else found


def decision_context(decision: Decision, decider: Appointment, on: date) -> dict[str, Any]:
    """The context of the decision letter for its form; ``documents`` refuses what is missing."""
    case, assessment = decision.case, decision.assessment
    subject = party(case.person, on)
    shared_fields = {
        "mengingat": tuple(shared.mengingat(case.agency, assessment, on)),
        "penandatangan": signatory(decider, on),
        "tembusan": tuple(case.agency.choices.get("tembusan", ())),
    }
    if not issubclass(form_of(kind_of(decision)), DisciplineDecision):
        considered = considerations(decision, on)
        own = track_letters.own_fields(decision, subject, considered, _articles(decision))
        return shared_fields | _typed(decision, own)
    number, unit = stated_limit(EFFECT_RULE, decision.positions, load(decision.catalogue_version))
    values: dict[str, Any] = (
        considerations(decision, on)
        | shared_fields
        | {
            "kesatu_identitas_tanggal_perbuatan_pasal": {
                "terhukum": subject,
                "tanggal_perbuatan": long_date(case.event_date),
                "pasal": _articles(decision),
            },
            "klausul_berlaku_hari_kerja_ke15": number,
            "satuan_hari_berlaku": unit,
            "tempat": shared.place_of_letters(case.agency),
        }
    )
    return values | _own_fields(decision, subject, on)


# The paragraphs under Menimbang that the draft's screen lets people word themselves.
CONSIDERATIONS = ("menimbang_a_perbuatan_terbukti", "menimbang_b_pasal", "menimbang_d", "menimbang_c_perlu")


def considerations(decision: Decision, on: date) -> dict[str, str]:
    """Menimbang as the letter says it: what the draft words itself, else what follows from the case."""
    computed = computed_considerations(decision, on)
    typed = {name: str(decision.detail.get(name) or "").strip() for name in CONSIDERATIONS}
    return computed | {name: text for name, text in typed.items() if text}


def computed_considerations(decision: Decision, on: date) -> dict[str, str]:
    """Menimbang as it follows from the report, the articles and the recorded legal positions."""
    case = decision.case
    act = "; ".join(finding["act"].strip().rstrip(".") for finding in decision.findings)
    report = case.reports.last()
    ground = (
        f"bahwa berdasarkan laporan hasil pemeriksaan tanggal {long_date(report.submitted_on)}, "
        if report
        else "bahwa "
    )
    positions = cited_positions(decision)
    above = "huruf a, huruf b, dan huruf c" if positions else "huruf a dan huruf b"
    return {
        "menimbang_a_perbuatan_terbukti": (
            f"{ground}Saudara {party(case.person, on).nama} pada tanggal {long_date(case.event_date)} terbukti "
            f"melakukan perbuatan: {act}"
        ),
        "menimbang_b_pasal": f"bahwa perbuatan tersebut melanggar ketentuan {_articles(decision)}",
        "menimbang_d": f"bahwa {positions}" if positions else "",
        "menimbang_c_perlu": (
            f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {above}, perlu "
            f"{'menjatuhkan hukuman disiplin berupa' if _is_discipline(decision) else 'menetapkan'} {sanction_words(decision)}"
        ),
    }


def cited_positions(decision: Decision) -> str:
    """The recorded legal positions on which the choice of the sanction and of its official rests, in one sentence.

    The reading of the day of effect is not among them: the dictum states it.
    """
    catalogue = load(decision.catalogue_version or None)
    stated = {catalogue.deadlines[EFFECT_RULE].question}
    parts = []
    for row in decision.rests_on:
        question = catalogue.questions.get(row["question"])
        if question is None or not row["answered"] or row["question"] in stated:
            continue
        effect = next(one["effect"]["id"] for one in question.options if one["id"] == row["option"])
        parts.append(
            f"{_as_clause(effect)} (ditetapkan tanggal {long_date(date.fromisoformat(row['decided_on']))} "
            f"mengenai {' dan '.join(read_texts(question))})"
        )
    return f"{decision.case.agency.name} menetapkan posisi hukum: {'; '.join(parts)}" if parts else ""


def _as_clause(text: str) -> str:
    """A sentence as a part of another: without its full stop, small first letter unless an abbreviation begins it."""
    plain = text.rstrip(".")
    return plain if plain[:2].isupper() else plain[:1].lower() + plain[1:]


def sanction_words(decision: Decision) -> str:
    """The sanction as a letter names it within a sentence, in the words of its own form; dots while none is chosen."""
    if not decision.sanction:
        return "…"
    words = str(decision.detail.get("jenis") or "") or str(getattr(form_of(kind_of(decision)), "sanction", ""))
    return words or in_words(sanction_row(decision))


def _is_discipline(decision: Decision) -> bool:
    """Whether it imposes a discipline sanction; a dismissal or a contract that ends by another law is none."""
    if not decision.sanction:
        return True
    row = load().sanctions[decision.sanction]
    return row.track == "discipline" or row.level == "lokal_pppk"


def about(decision: Decision) -> str:
    """What a decision is about, as its own title says: for letters that name it."""
    words = sanction_words(decision)
    return f"penjatuhan hukuman disiplin berupa {words}" if _is_discipline(decision) else words


def preview(decision: Decision) -> bytes:
    """The PDF that a signature today would make, watermarked as a draft. Refusal where something is missing for it."""
    if decision.decider is None or not decision.sanction or decision.conclusion != Decision.Conclusion.PROVEN:
        raise Refusal("letter_incomplete", _("Pratinjau dibuat setelah hukuman dan pejabatnya dipilih."))
    case = decision.case
    return documents.preview_pdf(
        kind=kind_of(decision),
        agency=case.agency,
        issuing_unit=papers.issuing_unit(case),
        context=decision_context(decision, decision.decider, today()),
    )


def _own_fields(decision: Decision, subject: Any, on: date) -> dict[str, Any]:
    """Fields that only the form of this sanction has; typed values of the draft win."""
    start = decision.starts_on or (on.replace(day=1) + relativedelta(months=1))
    sanction = sanction_row(decision)
    computed = {
        "jabatan_lama": subject.jabatan,
        "pemberhentian_tmt": "tanggal keputusan ini berlaku",
        "jenis_peralihan": in_words(sanction),
        "tmt_mulai": start,
        "tmt_selesai": start + relativedelta(months=sanction.duration_months or 12) - relativedelta(days=1),
        "dasar_pasal_42": sanction.citation,
    }
    return _typed(decision, computed)


def _typed(decision: Decision, computed: dict[str, Any]) -> dict[str, Any]:
    """Computed fields of the form of this sanction, and over them what the draft types."""
    names = set(form_of(kind_of(decision)).__dataclass_fields__)
    typed = {
        name: track_letters.read_typed(name, value)
        for name, value in decision.detail.items()
        if value not in ("", None)
    }
    return {name: value for name, value in (computed | typed).items() if name in names}


def in_words(sanction: Row) -> str:
    """The sanction's name as it stands within a sentence, without the catalogue's remark in brackets."""
    name = str(sanction.title["id"]).partition(" (")[0]
    return name[:1].lower() + name[1:]


def _articles(decision: Decision) -> str:
    """The breached articles, each once, as the assessment cites them."""
    cited = [finding.get("citation") or "" for finding in decision.findings]
    rows = list(dict.fromkeys(part for text in cited for part in text.split(" dan ") if part))
    return " dan ".join(shared.in_full(row) for row in rows)


def call_context(
    service: Service, *, on: date, at: time, place: str, signer: Appointment, report_to: Appointment
) -> dict[str, Any]:
    """Form 16: called to receive the decision."""
    decision = service.decision
    return {
        "penerima_identitas": party(decision.case.person, today()),
        "menghadap_kepada": party(report_to.person, today()),
        "tanggal": on,
        "jam": shared.clock(decision.case.agency, at),
        "tempat": place,
        "keputusan_nomor": decision.document.number if decision.document else "",
        "keputusan_tanggal": decision.decided_on,
        "jenis_hukuman": sanction_words(decision),
        "penandatangan": signatory(signer, today()),
    }


def delivery_context(service: Service, *, deliverer: Appointment, number: str) -> dict[str, Any]:
    """Minutes of the handing over of a decision (form P07). It has no signatory beside the two parties."""
    decision = service.decision
    received = service.received_on or today()
    return {
        "keputusan_nomor": number,
        "keputusan_tanggal": decision.decided_on,
        "keputusan_tentang": about(decision),
        "tanggal_terima": received,
        "cara": service.manner,
        "bukti_kirim": "pindaian tersimpan dalam berkas" if service.proof else "",
        "penerima": party(decision.case.person, received),
        "penyampai": party(deliverer.person, received),
        "saksi": ({"nama": service.witness},) if service.witness else (),
        "menolak": service.refused,
        "penandatangan": None,
    }
