"""What the letters of this floor say. Articles come from the assessment and the catalogue."""

from datetime import date, time
from typing import Any

from dateutil.relativedelta import relativedelta

from cases import letters as shared
from neutrality.documents.forms import form_of
from neutrality.documents.parties import party, signatory
from neutrality.documents.words import long_date
from neutrality.law.catalogue import Row, load
from neutrality.organization.models import Appointment
from neutrality.workdays import today
from sanctions.models import Decision, Service

EFFECT_RULE = "D-BERLAKU"


def kind_of(decision: Decision) -> str:
    """The form of the chosen sanction; form 15 where a pelaksana's class is reduced (B1)."""
    subject = decision.facts.get("subject") or {}
    if decision.sanction == "B1" and subject.get("position") == "pelaksana":
        return "F15_KEP_TURUN_KELAS_JABATAN"
    return str(load().sanctions[decision.sanction].document)


def decision_context(decision: Decision, decider: Appointment, on: date) -> dict[str, Any]:
    """The context of the decision letter for its form; ``documents`` refuses what is missing."""
    case, assessment = decision.case, decision.assessment
    subject = party(case.person, on)
    act = "; ".join(finding["act"].strip().rstrip(".") for finding in decision.findings)
    articles = _articles(decision)
    event = long_date(case.event_date)
    report = case.reports.last()
    ground = (
        f"bahwa berdasarkan laporan hasil pemeriksaan tanggal {long_date(report.submitted_on)}, "
        if report
        else "bahwa "
    )
    sanction = load().sanctions[decision.sanction]
    values: dict[str, Any] = {
        "menimbang_a_perbuatan_terbukti": (
            f"{ground}Saudara {subject.nama} pada tanggal {event} terbukti melakukan perbuatan: {act}"
        ),
        "menimbang_b_pasal": f"bahwa perbuatan tersebut melanggar ketentuan {articles}",
        "menimbang_c_perlu": (
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu "
            f"menjatuhkan hukuman disiplin berupa {sanction.title['id'][:1].lower()}{sanction.title['id'][1:]}"
        ),
        "menimbang_d": "",
        "mengingat": tuple(shared.mengingat(case.agency, assessment, on)),
        "kesatu_identitas_tanggal_perbuatan_pasal": {
            "terhukum": subject,
            "tanggal_perbuatan": event,
            "pasal": articles,
        },
        "klausul_berlaku_hari_kerja_ke15": load().deadlines[EFFECT_RULE].n,
        "tempat": shared.place_of_letters(case.agency),
        "penandatangan": signatory(decider, on),
        "tembusan": tuple(case.agency.choices.get("tembusan", ())),
    }
    return values | _own_fields(decision, subject, on)


def _own_fields(decision: Decision, subject: Any, on: date) -> dict[str, Any]:
    """Fields that only the form of this sanction has; typed values of the draft win."""
    names = set(form_of(kind_of(decision)).__dataclass_fields__)
    start = decision.starts_on or (on.replace(day=1) + relativedelta(months=1))
    sanction = load().sanctions[decision.sanction]
    computed = {
        "jabatan_lama": subject.jabatan,
        "pemberhentian_tmt": "tanggal keputusan ini berlaku",
        "jenis_peralihan": f"{sanction.title['id'][:1].lower()}{sanction.title['id'][1:]}".replace(
            " (masa peralihan)", ""
        ),
        "tmt_mulai": start,
        "tmt_selesai": start + relativedelta(months=sanction.duration_months or 12) - relativedelta(days=1),
        "dasar_pasal_42": sanction.citation,
    }
    typed = {name: value for name, value in decision.detail.items() if value not in ("", None)}
    return {name: value for name, value in (computed | typed).items() if name in names}


def _in_words(sanction: Row) -> str:
    """The sanction's name as it stands within a sentence."""
    name = str(sanction.title["id"])
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
        "jenis_hukuman": load().sanctions[decision.sanction].title["id"],
        "penandatangan": signatory(signer, today()),
    }


def delivery_context(service: Service, *, deliverer: Appointment, number: str) -> dict[str, Any]:
    """Minutes of the handing over of a decision (form P07). It has no signatory beside the two parties."""
    decision = service.decision
    received = service.received_on or today()
    return {
        "keputusan_nomor": number,
        "keputusan_tanggal": decision.decided_on,
        "keputusan_tentang": load().sanctions[decision.sanction].title["id"],
        "tanggal_terima": received,
        "cara": service.manner,
        "bukti_kirim": "pindaian tersimpan dalam berkas" if service.proof else "",
        "penerima": party(decision.case.person, received),
        "penyampai": party(deliverer.person, received),
        "saksi": ({"nama": service.witness},) if service.witness else (),
        "menolak": service.refused,
        "penandatangan": None,
    }
