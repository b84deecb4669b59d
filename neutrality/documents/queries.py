"""Reading letters: what a renderer needs, what the public may know, what a file shows."""

import difflib
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Min, Q, QuerySet

from neutrality import ids
from neutrality.audit.models import JournalEntry
from neutrality.documents import citations, frames
from neutrality.documents.codes import SeriesMode, SignatureKind, State
from neutrality.documents.forms import Letter, form_of
from neutrality.documents.models import NumberEntry, NumberSeries, OfficialDocument, ServiceProof
from neutrality.documents.render import Source, letter_pdf
from neutrality.organization.models import Agency, OrgUnit
from neutrality.workdays import today


class Verification(NamedTuple):
    """All that the public page may tell: never a name, never content."""

    kind: str
    number: str
    date: Any
    sha256: str
    status: str  # valid, cancelled, superseded


def render_source(document: OfficialDocument) -> Source:
    """What the letter's bytes depend on, from its row alone."""
    return Source(
        kind=document.kind,
        code=document.code,
        context=document.context,
        paragraphs=document.paragraphs,
        frame=document.frame,
        number=document.number,
        dated=document.dated,
        created=document.drafted_on,
        verification_code=document.verification_code,
        draft=document.state in (State.DRAFT, State.FINAL) or document.dated is None,
        classification=document.classification,
        certified=document.signature_kind == SignatureKind.CERTIFIED,
    )


def draft_pdf(document: OfficialDocument) -> bytes:
    """The draft as it stands, watermarked; made when it is asked for, never stored."""
    return letter_pdf(render_source(document))


def preview_pdf(*, kind: str, agency: Agency, issuing_unit: OrgUnit, context: Letter | Mapping[str, Any]) -> bytes:
    """The letter that ``context`` would make, watermarked as a draft; nothing is stored.

    For screens that show what a signature would issue. Refusal ``context_incomplete`` as in
    ``create_draft``.
    """
    form = form_of(kind).read(context.dump() if isinstance(context, Letter) else context)
    return letter_pdf(
        Source(
            kind=kind,
            code="PRATINJAU",
            context=citations.written_out(form.dump()),
            paragraphs={},
            frame=frames.frame_for(form, agency, issuing_unit),
            number="",
            dated=None,
            created=today(),
            verification_code="",
            draft=True,
            classification=form.classification,
        )
    )


class Edit(NamedTuple):
    """One change of one paragraph: lines that went, lines that came, as ``difflib`` parts them."""

    at: datetime
    who: str
    label: str
    lines: list[tuple[str, str]]  # ("-", "+" or " ", text)


def edits(document: OfficialDocument) -> list[Edit]:
    """What was changed by hand in the draft, oldest first, for everyone who initials."""
    labels = {one.name: str(one.metadata.get("label", one.name)) for one in fields(document.form_class)}
    rows = JournalEntry.objects.filter(
        subject_type="document", subject_code=document.code, event="document.edited"
    ).order_by("pk")
    return [
        Edit(row.at, row.actor_label, labels.get(name, name), _difference(before, after))
        for row in rows
        for name, (before, after) in row.changes.items()
    ]


def _difference(before: Any, after: Any) -> list[tuple[str, str]]:
    compared = difflib.ndiff(_lines(before), _lines(after))
    return [(line[0], line[2:]) for line in compared if line[0] != "?"]


def _lines(value: Any) -> list[str]:
    """A paragraph as lines: text by its line breaks, lists one item a line."""
    if isinstance(value, str):
        return value.splitlines()
    if isinstance(value, Mapping):
        return [line for one in value.values() for line in _lines(one)]
    return [line for one in value or [] for line in _lines(one)]


def printed_signatory(document: OfficialDocument) -> tuple[str, str]:
    """Name and post that the letter prints over the signature; empty where it prints several."""
    printed = document.context.get("penandatangan") or {}
    post = f"{printed.get('kapasitas', '')} {printed.get('jabatan', '')}".strip()
    return printed.get("nama", ""), post


def verification(code: str) -> Verification | None:
    """What the public may know of a code; None for unknown ones and for letters not yet signed."""
    document = OfficialDocument.objects.verifiable().filter(verification_code=normalize(code)).first()
    if document is None:
        return None
    status = document.state if document.state in (State.CANCELLED, State.SUPERSEDED) else "valid"
    return Verification(document.form_class.title, document.number, document.dated, document.sha256, status)


def normalize(code: str) -> str:
    """A typed code as it is stored: capitals, O as 0, I and L as 1, four and four; signs left out."""
    plain = "".join(char for char in ids.normalize(code) if char in ids.ALPHABET)
    return ids.grouped(plain[:9])


def visible(user: Any, code: str) -> OfficialDocument | None:
    """The letter, when it exists and the user may see it."""
    document = OfficialDocument.objects.filter(code=code).first() if code.isprintable() else None
    if document is None:
        # The same questions as for a letter behind a wall: how long the answer takes tells nothing.
        OfficialDocument(owner_type="case", owner_code=code if code.isprintable() else "").visible_to(user)
        return None
    return document if document.visible_to(user) else None


def register(series: NumberSeries) -> QuerySet[NumberEntry]:
    """The register of a series, newest first; cancelled numbers stand in it with their reason."""
    return NumberEntry.objects.filter(series=series).select_related("document").order_by("-pk")


def last_receipt(document: OfficialDocument) -> ServiceProof | None:
    """The service from which days run: the first that was received or refused."""
    return document.services.filter(received_on__isnull=False).order_by("received_on", "pk").first()


def series_of(agency: Agency | None) -> QuerySet[NumberSeries]:
    """Series of an agency, newest year first, each with how many numbers were taken and cancelled."""
    cancelled = Count("entries", filter=Q(entries__cancelled_at__isnull=False))
    rows = NumberSeries.objects.filter(unit__agency=agency).select_related("unit")
    return rows.annotate(taken=Count("entries"), cancelled=cancelled).order_by(
        "-year", "unit__name", "classification", "pk"
    )


def missing_numbers(series: NumberSeries) -> int:
    """How many ordinals of an internal series stand in no row: none, unless somebody altered the table."""
    if series.mode == SeriesMode.EXTERNAL:
        return 0
    known = series.entries.aggregate(first=Min("ordinal"), taken=Count("ordinal"))
    return series.next_number - known["first"] - known["taken"] if known["taken"] else 0
