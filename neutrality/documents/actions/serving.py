"""Recording that a letter was handed over, sent, refused or received."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.documents import files
from neutrality.documents.codes import Basis, Manner, State
from neutrality.documents.models import OfficialDocument, ServiceProof
from neutrality.errors import Refusal
from neutrality.organization.models import Appointment
from neutrality.workdays import today

from .common import account, expect, journal, locked


@transaction.atomic
def record_service(
    *,
    document: OfficialDocument,
    actor: Any,
    manner: Manner,
    acted_on: date,
    acted_by: Appointment | None = None,
    acted_by_name: str = "",
    handed_to: str = "",
    relation: str = "",
    tracking_number: str = "",
    received_on: date | None = None,
    refused: bool = False,
    witnesses: Sequence[str] = (),
    note: str = "",
    basis: Basis = Basis.SCREEN,
    scan: bytes | None = None,
) -> ServiceProof:
    """One delivery of a signed letter, with its proof.

    Handed over in person counts as received that day unless ``received_on`` says otherwise.
    A letter sent is received when ``record_receipt`` says so.
    """
    document = locked(document)
    expect(document, State.SIGNED, State.SERVED)
    in_person = manner in (Manner.IN_PERSON, Manner.COURIER)
    if received_on is None and in_person:
        received_on = acted_on
    _check_service(document, in_person, handed_to, acted_on, received_on, refused, witnesses)
    proof = ServiceProof(
        document=document, manner=manner, handed_to=handed_to.strip(), relation=relation.strip(),
        tracking_number=tracking_number.strip(), acted_by=acted_by, acted_by_name=acted_by_name.strip(),
        acted_on=acted_on, received_on=received_on, refused=refused, witnesses=list(witnesses), note=note.strip(),
        basis=basis, recorded_by=account(actor),
    )  # fmt: skip
    _attach(proof, basis, scan)
    proof.save()
    if document.state == State.SIGNED:
        document.state = State.SERVED
        document.save(update_fields=["state"])
    changes = {
        "manner": manner,
        "acted_by": acted_by.code if acted_by else proof.acted_by_name,
        "acted_on": acted_on,
        "received_on": received_on,
        "refused": refused,
        "basis": basis,
        "proof_sha256": proof.proof_sha256,
    }
    journal("document.served", document, actor, changes)
    return proof


@transaction.atomic
def record_receipt(*, proof: ServiceProof, actor: Any, received_on: date, scan: bytes | None = None) -> ServiceProof:
    """The date on which a letter that was sent arrived; once."""
    document = locked(proof.document)
    proof = ServiceProof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    if proof.received_on is not None:
        raise Refusal("receipt_recorded", _("Tanggal terima sudah dicatat."))
    if received_on < proof.acted_on or received_on > today():
        text = _("Tanggal terima harus di antara tanggal kirim dan hari ini.")
        raise Refusal("receipt_date_impossible", text, fields={"received_on": [text]}, status=400)
    proof.received_on = received_on
    if scan and not proof.proof:
        proof.proof, proof.proof_sha256, proof.proof_type = files.store_scan(scan)
    proof.save(update_fields=["received_on", "proof", "proof_sha256", "proof_type"])
    changes = {"received_on": [None, received_on], "proof_sha256": proof.proof_sha256}
    journal("document.received", document, actor, changes)
    return proof


def _check_service(
    document: OfficialDocument,
    in_person: bool,
    handed_to: str,
    acted_on: date,
    received_on: date | None,
    refused: bool,
    witnesses: Sequence[str],
) -> None:
    problems: dict[str, list[str]] = {}
    if document.signed_on and acted_on < document.signed_on:
        problems["acted_on"] = [_("Tanggal penyampaian mendahului tanggal surat ditandatangani.")]
    elif acted_on > today():
        problems["acted_on"] = [_("Tanggal penyampaian belum tiba.")]
    if not problems and received_on is not None and not acted_on <= received_on <= today():
        problems["received_on"] = [_("Tanggal terima harus di antara tanggal penyampaian dan hari ini.")]
    if in_person and not handed_to.strip():
        problems["handed_to"] = [_("Isi nama orang yang menerima surat.")]
    if refused and not in_person:
        problems["refused"] = [_("Penolakan hanya terjadi pada penyerahan langsung atau lewat kurir.")]
    elif refused and not witnesses:
        problems["witnesses"] = [_("Penolakan memerlukan nama saksi.")]
    if problems:
        raise Refusal("service_incomplete", _("Penyampaian belum lengkap."), fields=problems, status=400)


def _attach(proof: ServiceProof, basis: Basis, scan: bytes | None) -> None:
    if basis == Basis.SCAN and not scan:
        raise Refusal("scan_missing", _("Lampirkan pindaian bukti penyampaian."), status=400)
    if scan:
        proof.proof, proof.proof_sha256, proof.proof_type = files.store_scan(scan)
