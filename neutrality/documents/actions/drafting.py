"""From a caller's facts to a final text."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from neutrality import ids
from neutrality.documents import citations, frames, owners
from neutrality.documents.codes import State
from neutrality.documents.forms import Letter, form_of
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import Agency, OrgUnit
from neutrality.workdays import today

from .common import account, expect, journal, locked

CODE_LENGTH = 6  # a thousand million letters a year before two codes are likely to meet


@transaction.atomic
def create_draft(
    *,
    kind: str,
    actor: Any,
    agency: Agency,
    issuing_unit: OrgUnit,
    owner: tuple[str, str],
    context: Letter | Mapping[str, Any],
    classification: str = "",
) -> OfficialDocument:
    """A draft of ``kind`` (catalogue code) for ``owner`` (``("case", "KS-24-9TRD")``).

    ``context`` is an instance of the kind's form or a mapping of its fields, the editable
    paragraphs included. Refusal ``context_incomplete`` names every field that is missing.
    """
    form_class = form_of(kind)
    form = form_class.read(context.dump() if isinstance(context, Letter) else context)
    if not owners.is_known(owner[0]):
        raise ValueError(f"No room answers for letters of {owner[0]!r}.")
    locked_fields, paragraphs = split(form)
    document = insert_with_codes(
        kind=kind,
        agency=agency,
        issuing_unit=issuing_unit,
        owner_type=owner[0],
        owner_code=owner[1],
        title=form.heading(),
        classification=classification or form_class.classification,
        needs_number=form_class.numbered,
        context=locked_fields,
        paragraphs=paragraphs,
        frame=frames.frame_for(form, agency, issuing_unit),
        drafted_on=today(),
        created_by=account(actor),
    )
    journal("document.drafted", document, actor, {"kind": kind, "title": document.title})
    return document


@transaction.atomic
def edit_paragraphs(
    *, document: OfficialDocument, actor: Any, paragraphs: Mapping[str, Any], revision: int | None = None
) -> OfficialDocument:
    """Change editable paragraphs of a draft. Unnamed ones stay; locked fields are refused.

    ``revision`` is what the editor saw: when somebody saved meanwhile, Refusal
    ``document_changed`` and nothing is overwritten.
    """
    document = locked(document)
    expect(document, State.DRAFT)
    _check_revision(document, revision)
    editable = document.form_class.paragraphs
    refused = {name: [_("Bagian ini terkunci.")] for name in paragraphs if name not in editable}
    if refused:
        raise Refusal("paragraph_locked", _("Ada bagian yang tidak dapat diubah."), fields=refused, status=400)
    form = document.form_class.read({**document.context, **document.paragraphs, **paragraphs})
    new = split(form)[1]
    changes = {name: [document.paragraphs.get(name), new[name]] for name in new
               if new[name] != document.paragraphs.get(name)}  # fmt: skip
    if not changes:
        return document
    document.paragraphs = new
    document.revision += 1
    document.save(update_fields=["paragraphs", "revision"])
    journal("document.edited", document, actor, changes)
    return document


@transaction.atomic
def refresh_context(*, document: OfficialDocument, actor: Any, context: Letter | Mapping[str, Any]) -> OfficialDocument:
    """Put newly computed locked fields into a draft; edited paragraphs stay as they are."""
    document = locked(document)
    expect(document, State.DRAFT)
    values = context.dump() if isinstance(context, Letter) else dict(context)
    form = document.form_class.read({**document.context, **values, **document.paragraphs})
    new = split(form)[0]
    changes = {name: [document.context.get(name), new[name]] for name in new
               if new[name] != document.context.get(name)}  # fmt: skip
    if not changes:
        return document
    document.context = new
    document.title = form.heading()
    document.revision += 1
    document.save(update_fields=["context", "title", "revision"])
    journal("document.recomputed", document, actor, changes)
    return document


@transaction.atomic
def finalise(*, document: OfficialDocument, actor: Any, revision: int | None = None) -> OfficialDocument:
    """The text is final; it goes back to a draft only by ``reopen``."""
    document = locked(document)
    expect(document, State.DRAFT)
    _check_revision(document, revision)
    document.form()
    document.state = State.FINAL
    document.save(update_fields=["state"])
    journal("document.finalised", document, actor, {"state": ["draft", "final"], "revision": document.revision})
    return document


@transaction.atomic
def reopen(*, document: OfficialDocument, actor: Any, reason: str = "") -> OfficialDocument:
    """Back to a draft, as when someone who initials returns it."""
    document = locked(document)
    expect(document, State.FINAL)
    document.state = State.DRAFT
    document.save(update_fields=["state"])
    journal("document.reopened", document, actor, {"state": ["final", "draft"], "reason": reason.strip()})
    return document


def split(form: Letter) -> tuple[dict[str, Any], dict[str, Any]]:
    """The form's JSON values, parted into locked fields and editable paragraphs; citations in full."""
    values = citations.written_out(form.dump())
    editable = {name: values.pop(name) for name in form.paragraphs}
    return values, editable


def insert_with_codes(**fields: Any) -> OfficialDocument:
    """Insert with fresh random codes; a code that is taken is drawn again."""
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return OfficialDocument.objects.create(
                    code=ids.random_code("SR", fields["drafted_on"], CODE_LENGTH),
                    verification_code=ids.grouped("".join(secrets.choice(ids.ALPHABET) for _ in range(8))),
                    **fields,
                )
        except IntegrityError as error:
            if "code" not in str(error):
                raise
    raise RuntimeError("No free code after five draws.")


def _check_revision(document: OfficialDocument, seen: int | None) -> None:
    if seen is not None and seen != document.revision:
        raise Refusal(
            "document_changed",
            _("Naskah ini sudah diubah orang lain. Muat ulang, lalu lihat perbedaannya."),
        )
