"""From a final text to a signed letter: number, file, signature; and its undoing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from neutrality.documents import files, numbering, queries, render, signing
from neutrality.documents.codes import Basis, SignatureKind, State
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import Appointment
from neutrality.outbox.actions import owe

from .common import account, expect, journal, locked, reason_of
from .drafting import finalise


@transaction.atomic
def number_document(
    *,
    document: OfficialDocument,
    actor: Any,
    dated: date,
    number: str = "",
    given_by: str = "",
    given_on: date | None = None,
    signature_kind: SignatureKind = SignatureKind.WET,
) -> OfficialDocument:
    """Take the number and date of a final letter, in the transaction of its signing.

    Without ``number`` the series gives the next one; with it (external series) it is typed
    in with ``given_by`` and ``given_on``. Kinds without a number are only dated. From here
    on the text cannot change, and its PDF is owed.
    """
    document = locked(document)
    expect(document, State.FINAL)
    signing.signer(signature_kind)
    if document.needs_number and number:
        entry = numbering.take_external(
            document, on=dated, actor=account(actor), text=number, given_by=given_by, given_on=given_on or dated
        )
        document.number = entry.text
    elif document.needs_number:
        document.number = numbering.take_internal(document, on=dated, actor=account(actor)).text
    document.dated = dated
    document.signature_kind = signature_kind
    document.pdf = files.new_name("letters", "pdf")
    document.state = State.NUMBERED
    document.save(update_fields=["number", "dated", "signature_kind", "pdf", "state"])
    owe("documents.render", key=f"documents.render:{document.code}", payload={"document": document.code})
    changes = {"state": ["final", "numbered"], "number": ["", document.number], "dated": dated}
    journal("document.numbered", document, actor, changes)
    return document


@transaction.atomic
def sign(
    *,
    document: OfficialDocument,
    actor: Any,
    signed_on: date,
    signed_by: Appointment | None = None,
    signed_by_name: str = "",
    signed_by_title: str = "",
    basis: Basis = Basis.SCREEN,
    scan: bytes | None = None,
) -> OfficialDocument:
    """Record the signature of a numbered letter.

    The signatory comes from ``signed_by``; name and title default to those printed on the
    letter. ``basis=SCAN`` records paper and needs its scan.
    """
    document = locked(document)
    expect(document, State.NUMBERED)
    if document.dated and signed_on < document.dated:
        text = _("Tanggal tanda tangan mendahului tanggal surat.")
        raise Refusal("signed_before_dated", text, fields={"signed_on": [text]}, status=400)
    signing.signer(document.signature_kind).complete(document, basis=basis, scan=scan)
    printed_name, printed_title = queries.printed_signatory(document)
    document.signed_by = signed_by
    document.signed_by_name = signed_by_name or printed_name or (signed_by.person.full_name if signed_by else "")
    document.signed_by_title = signed_by_title or printed_title
    document.signed_on = signed_on
    document.signature_basis = basis
    document.signature_recorded_by = account(actor)
    document.signature_recorded_at = timezone.now()
    document.state = State.SIGNED
    document.save(
        update_fields=[
            "signed_by", "signed_by_name", "signed_by_title", "signed_on", "signature_basis", "scan", "scan_sha256",
            "scan_type", "signature_recorded_by", "signature_recorded_at", "state",
        ]
    )  # fmt: skip
    changes = {
        "state": ["numbered", "signed"],
        "acted_by": signed_by.code if signed_by else document.signed_by_name,
        "acted_on": signed_on,
        "basis": basis,
        "scan_sha256": document.scan_sha256,
    }
    journal("document.signed", document, actor, changes)
    return document


@transaction.atomic
def issue(
    *,
    document: OfficialDocument,
    actor: Any,
    dated: date,
    signed_by: Appointment | None = None,
    basis: Basis = Basis.SCREEN,
    scan: bytes | None = None,
    number: str = "",
    given_by: str = "",
    given_on: date | None = None,
) -> OfficialDocument:
    """Finalise where needed, number and sign on one day in one transaction."""
    document = locked(document)
    if document.state == State.DRAFT:
        document = finalise(document=document, actor=actor)
    document = number_document(
        document=document, actor=actor, dated=dated, number=number, given_by=given_by, given_on=given_on
    )
    return sign(document=document, actor=actor, signed_on=dated, signed_by=signed_by, basis=basis, scan=scan)


@transaction.atomic
def attach_scan(*, document: OfficialDocument, actor: Any, scan: bytes) -> OfficialDocument:
    """The scan of a letter that was signed on screen and then in ink; once."""
    document = locked(document)
    expect(document, State.SIGNED, State.SERVED)
    if document.scan:
        raise Refusal("scan_kept", _("Pindaian surat ini sudah tersimpan."))
    document.scan, document.scan_sha256, document.scan_type = files.store_scan(scan)
    document.save(update_fields=["scan", "scan_sha256", "scan_type"])
    journal("document.scanned", document, actor, {"scan_sha256": ["", document.scan_sha256]})
    return document


@transaction.atomic
def cancel(*, document: OfficialDocument, actor: Any, reason: str) -> OfficialDocument:
    """Cancel a letter that was not yet served or whose decision was withdrawn.

    Its number stays in the register with the reason and is never given again.
    """
    document = locked(document)
    expect(document, State.DRAFT, State.FINAL, State.NUMBERED, State.SIGNED, State.SERVED)
    before, text = document.state, reason_of(reason)
    document.state, document.cancelled_reason = State.CANCELLED, text
    document.save(update_fields=["state", "cancelled_reason"])
    entry = getattr(document, "number_entry", None)
    if entry is not None:
        entry.cancelled_at, entry.cancelled_reason = timezone.now(), text
        entry.save(update_fields=["cancelled_at", "cancelled_reason"])
    journal("document.cancelled", document, actor, {"state": [before, "cancelled"], "reason": text})
    return document


@transaction.atomic
def supersede(*, document: OfficialDocument, by: OfficialDocument, actor: Any) -> OfficialDocument:
    """``by``, itself signed, takes the letter's place; the old one stays and says so."""
    document = locked(document)
    expect(document, State.SIGNED, State.SERVED)
    successor = locked(by)
    expect(successor, State.SIGNED, State.SERVED)
    if successor.pk == document.pk or successor.owner_code != document.owner_code:
        raise Refusal("not_a_successor", _("Surat pengganti harus surat lain dari berkas yang sama."))
    before, document.state, document.superseded_by = document.state, State.SUPERSEDED, successor
    document.save(update_fields=["state", "superseded_by"])
    changes = {"state": [before, "superseded"], "superseded_by": ["", successor.code]}
    journal("document.superseded", document, actor, changes)
    return document


@transaction.atomic
def render_document(*, code: str) -> None:
    """Make the PDF that is owed; a second call finds nothing left to do.

    The file's name was reserved with the number: an attempt that died after writing is
    overwritten by the next one with the same bytes.
    """
    document = OfficialDocument.objects.select_for_update(of=("self",)).get(code=code)
    if document.is_rendered or not document.pdf:
        return
    content = render.letter_pdf(queries.render_source(document))
    files.put(document.pdf, content)
    document.sha256 = files.digest(content)
    document.pages = files.page_count(content)
    document.renderer = render.RENDERER
    document.save(update_fields=["sha256", "pages", "renderer"])
    journal("document.rendered", document, None, {"sha256": ["", document.sha256], "renderer": render.RENDERER})
