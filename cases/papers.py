"""Letters of a case: made, numbered, and signed by whoever acts.

The text is frozen with the number. Where the signatory is not the one who acts at this moment
the letter waits, numbered, for its signature (Surat tab: "Catat tanda tangan"). For a move of
a file that was already running no letter is made: it exists on paper.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases import competence
from cases.models import Case, CaseAccess, CaseFile
from cases.registry import Act
from neutrality.accounts.models import User
from neutrality.documents import actions as documents
from neutrality.documents import files
from neutrality.documents.codes import Basis, State
from neutrality.documents.forms.parts import Signatory
from neutrality.documents.models import OfficialDocument
from neutrality.documents.parties import party, signatory
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization.models import Agency, Appointment, OrgUnit, Position
from neutrality.organization.queries import office_holder, positions_of
from neutrality.workdays import today

# As letters name the chair; letters are never translated.
_CHAIRS = {"ethics": "Ketua Majelis Kode Etik"}
_DESK_OFFICE = {Case.Desk.MAIN: Position.Office.HEAD_BKPSDM, Case.Desk.ALTERNATE: Position.Office.INSPEKTUR}


def issuing_unit(case: Case) -> OrgUnit:
    """BKPSDM keeps the numbers of discipline letters; of the alternate desk's cases, Inspektorat."""
    office = _DESK_OFFICE[Case.Desk(case.desk)]
    position = Position.objects.filter(agency=case.agency, office=office).select_related("unit").first()
    return position.unit if position else case.unit


def desk_head(case: Case, on: date) -> Appointment:
    """The head of the desk's office, who signs its letters; Refusal where the post is vacant or walled off."""
    found = office_holder(case.agency, _DESK_OFFICE[Case.Desk(case.desk)], on)
    walled = found is not None and case.walls.filter(person_id=found.person_id).exists()
    if found is None or walled:
        found = office_holder(case.agency, Position.Office.SEKDA, on)
        walled = found is not None and case.walls.filter(person_id=found.person_id).exists()
    if found is None or walled:
        raise Refusal("signatory_missing", _("Belum ada pejabat yang dapat menandatangani surat ini."))
    return found


def issue(
    act: Act, kind: str, context: Mapping[str, Any], *, signer: Appointment, number: str = "", given_by: str = ""
) -> OfficialDocument | None:
    """Draft, number and, where ``signer`` is the one who acts, sign the letter on the day of the act."""
    if act.legacy:
        return None
    fields = dict(context)
    if "penandatangan" not in fields:
        fields["penandatangan"] = _signatory(act, signer)
    if fields["penandatangan"] is None:
        del fields["penandatangan"]
    document = documents.create_draft(
        kind=kind,
        actor=act.actor,
        agency=act.case.agency,
        issuing_unit=issuing_unit(act.case),
        owner=("case", act.case.code),
        context=fields,
    )
    outside: dict[str, Any] = (
        {"number": number, "given_by": given_by or signer.title, "given_on": act.acted_on} if number else {}
    )
    if act.acted_by is None or signer.person_id != act.acted_by.person_id:
        document = documents.finalise(document=document, actor=act.actor)
        # Whoever signs must be able to read what the letter is about.
        competence.let_read(act.case, capacity=CaseAccess.Capacity.INITIALLER, since=act.acted_on, appointment=signer)
        return documents.number_document(document=document, actor=act.actor, dated=act.acted_on, **outside)
    return documents.issue(
        document=document,
        actor=act.actor,
        dated=act.acted_on,
        signed_by=signer,
        basis=Basis.SCAN if act.scan else Basis.SCREEN,
        scan=act.scan.read() if act.scan else None,
        **outside,
    )


def numbered(
    case: Case, kind: str, context: Mapping[str, Any], *, actor: User, signer: Appointment, on: date, number: str = ""
) -> OfficialDocument:  # fmt: skip
    """A letter of the case outside a move: its text final, numbered, waiting for ``signer``, who may read the case."""
    document = documents.create_draft(
        kind=kind, actor=actor, agency=case.agency, issuing_unit=issuing_unit(case), owner=("case", case.code),
        context=context,
    )  # fmt: skip
    document = documents.finalise(document=document, actor=actor)
    competence.let_read(case, capacity=CaseAccess.Capacity.INITIALLER, since=on, appointment=signer)
    outside: dict[str, Any] = {"number": number, "given_by": signer.title, "given_on": on} if number else {}
    return documents.number_document(document=document, actor=actor, dated=on, **outside)


def _signatory(act: Act, signer: Appointment) -> Signatory:
    """Who signs; the chair of a team or board signs its letters as such, not under the post held elsewhere."""
    printed = signatory(signer, act.acted_on)
    chair = competence.chair_of(act.case) if act.move.who == "examiner" else None
    if chair is None or chair.appointment.person_id != signer.person_id:
        return printed
    return replace(printed, jabatan=_CHAIRS.get(act.case.track, "Ketua Tim Pemeriksa"), kapasitas="")


def sign(*, case: Case, document: OfficialDocument, actor: User, signed_on: date, scan: bytes | None = None) -> None:
    """The signature of a letter that waits for it: by its signatory on screen, or recorded from paper."""
    if document.owner_type != "case" or document.owner_code != case.code or document.state != State.NUMBERED:
        raise Refusal("wrong_document_state", _("Surat ini tidak menunggu tanda tangan."))
    if signed_on > today(case.agency):
        text = _("Tanggal itu belum tiba.")
        raise Refusal("in_future", text, fields={"signed_on": [text]}, status=400)
    printed = (document.context.get("penandatangan") or {}).get("nama", "")
    own = is_signatory(document, actor)
    if not own and not competence.may_record(case, actor):
        raise Refusal("forbidden", _("Surat ini ditandatangani %(who)s.") % {"who": printed}, status=403)
    if not own and not scan:
        text = _("Lampirkan pindaian surat yang sudah ditandatangani.")
        raise Refusal("scan_missing", text, fields={"scan": [text]}, status=400)
    held = positions_of(actor.person, signed_on) if own and actor.person is not None else []
    documents.sign(
        document=document, actor=actor, signed_on=signed_on, signed_by=next(iter(held), None),
        basis=Basis.SCAN if scan else Basis.SCREEN, scan=scan,
    )  # fmt: skip


def is_signatory(document: OfficialDocument, user: User) -> bool:
    """Whether the letter prints this person over the signature: by name, and by NIP where it has one."""
    printed = document.context.get("penandatangan") or {}
    if user.person is None or user.person.full_name != printed.get("nama"):
        return False
    employee = getattr(user.person, "employee", None)
    return not printed.get("nip") or (employee is not None and employee.nip == printed["nip"])


def keep_scan(*, case: Case | None, agency: Agency, content: bytes, actor: User) -> CaseFile:
    """Keep a scan on the case side as it came, with its digest."""
    stored = files.store_scan(content)
    return CaseFile.objects.create(
        agency=agency,
        case=case,
        code=random_code("BK", today(agency), 6),
        stored=stored.name,
        content_type=stored.content_type,
        size=len(content),
        sha256=stored.sha256,
        uploaded_by=actor,
    )


def person_fields(case: Case, on: date, prefix: str) -> dict[str, str]:
    """``{prefix}_nama`` … of the subject, for forms that name the person field by field."""
    subject = party(case.person, on)
    return {
        f"{prefix}_nama": subject.nama, f"{prefix}_nip": subject.nip or "-", f"{prefix}_pangkat": subject.pangkat or "-",
        f"{prefix}_jabatan": subject.jabatan or "-", f"{prefix}_unit": subject.unit or "-",
    }  # fmt: skip


def hour(case: Case, at: Any) -> str:
    from cases.letters import clock

    return clock(case.agency, at) if at else ""
