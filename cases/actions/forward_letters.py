"""The letter that hands a report over (form P18): what it says, who signs it, who may read it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases import competence, conduct, papers
from cases.models import Case, Exhibit, Forwarding, Report
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.documents import actions as documents
from neutrality.documents import numbering
from neutrality.documents.codes import SeriesMode
from neutrality.documents.forms import form_of
from neutrality.documents.models import OfficialDocument
from neutrality.documents.parties import signatory
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.organization.models import Appointment, Position
from neutrality.organization.queries import office_holder

KIND = "P18_PENERUSAN"
OWNER = "forwarding"
_SUBJECTS = {
    Forwarding.SentAs.REPORT: "Penerusan Laporan Dugaan Pelanggaran Netralitas",
    Forwarding.SentAs.FINDING: "Penyampaian Bahan Temuan untuk Ditelaah",
    Forwarding.SentAs.TIP: "Penyampaian Informasi Awal untuk Ditelaah",
}


def check(row: Forwarding) -> None:
    """Refusal now where the letter could not be written ten seconds later."""
    signer = signer_of(row.report, row.on)
    form_of(KIND).read(context_of(row, signer))
    series = numbering.series_for(
        unit=_office(row.report).unit, kind=KIND, classification=form_of(KIND).classification, on=row.on
    )
    if series.mode == SeriesMode.EXTERNAL and not row.number:
        text = _("Nomor surat ini diberi bagian lain. Isi nomor yang diberikan.")
        raise Refusal("number_given_elsewhere", text, fields={"number": [text]})


def write(row: Forwarding) -> OfficialDocument:
    """Draft, final text and number, on the day of the step; the PDF is owed, the signature waits."""
    signer = signer_of(row.report, row.on)
    unit = _office(row.report).unit
    document = documents.create_draft(
        kind=KIND, actor=row.by, agency=row.report.agency, issuing_unit=unit, owner=(OWNER, row.code),
        context=context_of(row, signer),
    )  # fmt: skip
    document = documents.finalise(document=document, actor=row.by)
    outside: dict[str, Any] = {"number": row.number, "given_by": signer.title, "given_on": row.on} if row.number else {}
    return documents.number_document(document=document, actor=row.by, dated=row.on, **outside)


def context_of(row: Forwarding, signer: Appointment) -> dict[str, Any]:
    report = row.report
    return {
        "kepada": row.to, "hal": _SUBJECTS[Forwarding.SentAs(row.sent_as)], "dasar": _grounds(row),
        "uraian": row.body or _usual_body(report), "lampiran_bukti": _exhibits(report), "tembusan": tuple(row.copies),
        "penandatangan": signatory(signer, row.on),
    }  # fmt: skip


def _grounds(row: Forwarding) -> tuple[str, ...]:
    """The rule's article, else those of the acts on their day; without either, the receiver's own competence."""
    law, on = load(), row.report.occurred_from or row.on
    own = law.forwarding[row.rule].data.get("citation")
    if own:
        return (str(own),)
    cited = [law.citation_of(code, on) for code in row.report.conduct if law.has_violation(code)]
    return tuple(dict.fromkeys(text for text in cited if text)) or (
        "kewenangan penerima surat ini menurut peraturan perundang-undangan",
    )


def _usual_body(report: Report) -> str:
    """The act by the catalogue's words and its day, never the reporter's sentences."""
    acts = conduct.titles(report.conduct)
    what = "; ".join(acts) if acts else "pelanggaran netralitas"
    when = f" pada {formats.day(report.occurred_from)}" if report.occurred_from else ""
    return f"Kami menerima keterangan mengenai dugaan: {what}{when}."


def _exhibits(report: Report) -> tuple[str, ...]:
    found = Exhibit.objects.filter(incident__in=report.links.values("incident")).order_by("pk")
    return tuple(f"{one.label}: {one.description}" for one in found)


# --- who signs, who reads ---------------------------------------------------------


def _office(report: Report) -> Position:
    """The post that heads the desk's office; its unit keeps the numbers."""
    office = competence.DESK_OFFICES[Case.Desk(report.desk)]
    found = Position.objects.filter(agency=report.agency, office=office).select_related("unit").first()
    if found is None:
        raise Refusal("signatory_missing", _("Belum ada pejabat yang dapat menandatangani surat ini."))
    return found


def signer_of(report: Report, on: date) -> Appointment:
    """The head of the desk's office, else the Sekda; never somebody walled off from the report."""
    for office in (competence.DESK_OFFICES[Case.Desk(report.desk)], Position.Office.SEKDA):
        found = office_holder(report.agency, office, on)
        if found is not None and not _walled(report, found.person_id):
            return found
    raise Refusal("signatory_missing", _("Belum ada pejabat yang dapat menandatangani surat ini."))


def _walled(report: Report, person_id: int) -> bool:
    walls = report.walls.all()
    return walls.filter(person_id=person_id).exists() or walls.filter(account__person_id=person_id).exists()


def is_signatory(row: Forwarding, user: User) -> bool:
    if row.document is None or user.person_id is None or _walled(row.report, user.person_id):
        return False
    return papers.is_signatory(row.document, user)


def sees(user: Any, document: OfficialDocument) -> bool:
    """The desk of the report, and whoever the letter names as its signatory."""
    row = Forwarding.objects.select_related("report").filter(code=document.owner_code).first()
    if row is None or user.agency_id != row.report.agency_id:
        return False
    if Report.objects.visible_to(user).filter(pk=row.report_id).exists():
        return True
    return (
        user.person_id is not None and not _walled(row.report, user.person_id) and papers.is_signatory(document, user)
    )
