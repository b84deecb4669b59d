"""Exports: asked for, made by a worker, fetched, forgotten."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from neutrality.accounts.models import User
from neutrality.audit.actions import record, record_search, record_view
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.outbox.actions import owe
from neutrality.overview.exports import content, packet, writers
from neutrality.overview.models import Export
from neutrality.workdays import today

KEPT = timedelta(hours=24)
FILTERS = ("status", "track", "from", "to", "case", "contest")


@transaction.atomic
def request_export(*, actor: User, kind: str, format: str, filters: Mapping[str, Any] | None = None) -> Export:
    """Ask for a file; a worker makes it. Refusal ``forbidden`` where the account may not have it."""
    if actor.agency is None or not content.may_ask(actor, kind):
        raise Refusal("forbidden", _("Anda tidak berwenang mengekspor ini."), status=403)
    _require_format(kind, format)
    chosen = _filters(filters or {})
    if kind == Export.Kind.IDIS:
        packet.require_complete(packet.case_for(actor, chosen.get("case", "")))
    export = Export.objects.create(
        agency=actor.agency,
        code=random_code("EX", today(), 6),
        kind=kind,
        format=format,
        filters=chosen,
        requested_by=actor,
    )
    owe("overview.export", key=f"overview.export:{export.code}", payload={"export": export.code})
    record(
        "export.requested",
        actor=actor,
        subject=export,
        changes={"kind": kind, "format": format, "filters": export.filters},
    )
    return export


def _require_format(kind: str, format: str) -> None:
    """A packet is a zip, a list is a table."""
    formats = ("zip",) if kind == Export.Kind.IDIS else tuple(writers.WRITERS)
    if format not in formats:
        raise Refusal(
            "export_unknown",
            _("Isi atau bentuk ekspor itu tidak tersedia."),
            status=400,
            fields={"format": [_("Pilih %(formats)s.") % {"formats": _(" atau ").join(formats)}]},
        )


def _filters(given: Mapping[str, Any]) -> dict[str, str]:
    problems = {name: [_("Saringan ini tidak dikenal.")] for name in given if name not in FILTERS}
    for name in ("from", "to"):
        if given.get(name):
            try:
                good = parse_date(str(given[name])) is not None
            except ValueError:
                good = False
            if not good:
                problems[name] = [_("Tulis tanggal sebagai 2024-10-16.")]
    if problems:
        raise Refusal("malformed", _("Ada saringan yang perlu diperbaiki."), fields=problems, status=400)
    return {name: str(value)[:60] for name, value in given.items() if value}


def make_export(*, code: str) -> None:
    """Write the file; safe to repeat. The rows are those its requester may see at this moment."""
    export = Export.objects.select_for_update(of=("self",)).select_related("requested_by").get(code=code)
    if export.state == Export.State.DONE:
        return
    if not content.may_ask(export.requested_by, export.kind):  # the right ended between asking and making
        export.state = Export.State.FAILED
        export.save(update_fields=["state"])
        record("export.failed", actor=None, subject=export)
        return
    data, rows = _packet(export) if export.kind == Export.Kind.IDIS else _list(export)
    export.stored = default_storage.save(f"exports/{secrets.token_hex(16)}", ContentFile(data))
    export.sha256 = sha256(data).hexdigest()
    export.walls = content.walls_of(export.requested_by)
    export.rows, export.progress, export.state = rows, 100, Export.State.DONE
    export.expires_at = timezone.now() + KEPT
    export.save()
    record(
        "export.made", actor=export.requested_by, subject=export, changes={"rows": export.rows, "sha256": export.sha256}
    )


def _packet(export: Export) -> tuple[bytes, int]:
    """The papers of one case; reading them for a file is a row on the chain of the case."""
    case = packet.case_for(export.requested_by, export.filters["case"])
    record_view(export.requested_by, case, "exported")
    return packet.make(case, about(export))


def _list(export: Export) -> tuple[bytes, int]:
    """A table; the ids that it shows are a row on the chain of whoever asked for it."""
    what = content.build(export)
    seen: list[str] = []
    total = [0]

    def tell(number: int) -> None:
        total[0] = number

    rows = _remember(content.counted(what.rows, tell), seen)
    data = writers.WRITERS[export.format](what, rows, about(export))
    record_search(export.requested_by, what.subject, [code for code in dict.fromkeys(seen) if code], door="export")
    return data, total[0]


@transaction.atomic
def give_up_export(*, code: str) -> None:
    """The queue tried as often as it may: the export says so instead of waiting for ever."""
    export = Export.objects.select_for_update(of=("self",)).filter(code=code).first()
    if export is None or export.state in (Export.State.DONE, Export.State.FAILED):
        return
    export.state = Export.State.FAILED
    export.save(update_fields=["state"])
    record("export.failed", actor=None, subject=export)


def _remember(rows: Iterable[content.Coded], seen: list[str]) -> Iterator[content.Row]:
    for code, cells in rows:
        seen.append(code)
        yield cells


def about(export: Export) -> str:
    """The line that tells who had this file made, and when; it stands in the file itself."""
    return _("%(title)s · %(code)s · %(who)s · %(day)s · %(agency)s") % {
        "title": export.get_kind_display(),
        "code": export.code,
        "who": export.requested_by.shown_name,
        "day": today().isoformat(),
        "agency": export.agency.short_name,
    }


def fetch(*, code: str, actor: User) -> tuple[Export, bytes]:
    """The file of an own export that has not expired; one journal row each time.

    Whoever may no longer ask for it, or stands behind a wall since it was made, does not get what was made before.
    """
    export = Export.objects.visible_to(actor).filter(code=code).first()
    if export is None or not export.fetchable or not content.may_ask(actor, export.kind):
        raise Http404
    if content.walls_of(actor) > export.walls:
        raise Http404
    with default_storage.open(export.stored) as stored:
        data = stored.read()
    record("export.fetched", actor=actor, subject=export)
    return export, data


@transaction.atomic
def forget_expired() -> int:
    """Delete files past their day; the rows stay as a record of what was given out."""
    expired = (
        Export.objects.select_for_update(skip_locked=True).filter(expires_at__lt=timezone.now()).exclude(stored="")
    )
    number = 0
    for export in expired:
        default_storage.delete(export.stored)
        export.stored = ""
        export.save(update_fields=["stored"])
        number += 1
    return number
