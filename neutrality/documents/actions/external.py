"""Letters made outside: uploaded by one person, confirmed by a second."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from neutrality.documents import files, owners
from neutrality.documents.codes import Basis, Source, State
from neutrality.documents.forms import form_of
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import Agency, Appointment, OrgUnit
from neutrality.workdays import today

from .common import account, expect, journal, locked
from .drafting import insert_with_codes


@transaction.atomic
def upload_external(
    *,
    kind: str,
    actor: Any,
    agency: Agency,
    owner: tuple[str, str],
    content: bytes,
    number: str,
    dated: date,
    signed_by_name: str,
    signed_by_title: str = "",
    signed_by: Appointment | None = None,
    issuing_unit: OrgUnit | None = None,
    title: str = "",
    facts: Mapping[str, Any] | None = None,
) -> OfficialDocument:
    """Keep a signed letter that was made outside. It counts only once a second person confirms it.

    ``facts`` are those fields of the kind's form that the case needs, as JSON values.
    """
    form_class = form_of(kind)
    if not owners.is_known(owner[0]):
        raise ValueError(f"No room answers for letters of {owner[0]!r}.")
    _check(form_class.numbered, number, dated, signed_by_name)
    stored = files.store_scan(content, folder="letters")
    document = insert_with_codes(
        kind=kind, agency=agency, issuing_unit=issuing_unit, owner_type=owner[0], owner_code=owner[1],
        title=title or form_class.title, classification=form_class.classification, source=Source.UPLOADED,
        needs_number=form_class.numbered, number=number.strip(), dated=dated, context=dict(facts or {}),
        drafted_on=today(), created_by=account(actor), signed_by=signed_by,
        signed_by_name=signed_by_name.strip(), signed_by_title=signed_by_title.strip(), signed_on=dated,
        signature_basis=Basis.SCAN, scan=stored.name, scan_sha256=stored.sha256, scan_type=stored.content_type,
    )  # fmt: skip
    changes = {"kind": kind, "number": document.number, "dated": dated, "scan_sha256": stored.sha256}
    journal("document.uploaded", document, actor, changes)
    return document


@transaction.atomic
def confirm_external(
    *, document: OfficialDocument, actor: Any, corrections: Mapping[str, Any] | None = None
) -> OfficialDocument:
    """A second person has compared the typed fields with the paper.

    ``corrections`` may hold ``number``, ``dated``, ``signed_by_name`` and ``signed_by_title``.
    """
    document = locked(document)
    if document.source != Source.UPLOADED:
        raise Refusal("not_uploaded", _("Hanya surat unggahan yang dikukuhkan."))
    expect(document, State.DRAFT)
    if account(actor) is None or actor.pk == document.created_by_id:
        raise Refusal("second_person_needed", _("Surat unggahan dikukuhkan orang lain, bukan pengunggahnya."))
    changes: dict[str, Any] = {}
    for name, value in (corrections or {}).items():
        if name not in ("number", "dated", "signed_by_name", "signed_by_title"):
            raise ValueError(f"{name} is not corrected here.")
        if getattr(document, name) != value:
            changes[name] = [getattr(document, name), value]
            setattr(document, name, value)
    _check(document.needs_number, document.number, document.dated, document.signed_by_name)
    document.signed_on = document.dated
    document.confirmed_by, document.confirmed_at = actor, timezone.now()
    document.signature_recorded_by, document.signature_recorded_at = document.created_by, document.created_at
    document.state = State.SIGNED
    document.save()
    journal("document.confirmed", document, actor, {"state": ["draft", "signed"]} | changes)
    return document


def _check(numbered: bool, number: str, dated: date | None, signed_by_name: str) -> None:
    problems: dict[str, list[str]] = {}
    if numbered and not number.strip():
        problems["number"] = [_("Isi nomor surat seperti tertulis.")]
    if dated is None or dated > today():
        problems["dated"] = [_("Isi tanggal surat; tanggal itu tidak boleh setelah hari ini.")]
    if not signed_by_name.strip():
        problems["signed_by_name"] = [_("Isi nama penanda tangan seperti tertulis.")]
    if problems:
        raise Refusal("upload_incomplete", _("Isian surat unggahan belum lengkap."), fields=problems, status=400)
