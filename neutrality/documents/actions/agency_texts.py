"""Paragraphs of the agency's own: the dated list under Mengingat, and the usual tembusan of decisions."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.models import Agency

MOST, LONGEST = 30, 500


def may_set(user: User) -> bool:
    """Bagian Hukum, and BKPSDM which drafts the letters."""
    return user.agency_id is not None and (
        user.has_role(Role.LEGAL, Role.INTAKE, Role.REGISTRAR) or user.holds_office("kabag_hukum")
    )


@transaction.atomic
def set_texts(*, actor: User, recalling: Sequence[Mapping[str, Any]], copies: Sequence[str], seen: str = "") -> Agency:
    """Replace both lists. ``recalling``: ``[{"text", "from": date | None, "to": date | None}]``, in the order
    of the letter. Letters that have their number keep what they print.

    ``seen`` is the digest (``digest_of``) of what the editor saw. Refusals: ``not_yours`` 403,
    ``texts_changed`` 409, ``malformed`` 400 with fields ``recalling.0`` … and ``copies``.
    """
    if actor.agency_id is None or not may_set(actor):
        raise Refusal("not_yours", _("Paragraf surat ditetapkan Bagian Hukum dan BKPSDM."), status=403)
    agency = Agency.objects.select_for_update().get(pk=actor.agency_id)
    if seen and seen != digest_of(agency):
        raise Refusal(
            "texts_changed", _("Paragraf ini sudah diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.")
        )
    rows, lines = _checked(recalling), [" ".join(str(line).split()) for line in copies]
    lines = [line for line in lines if line]
    if len(lines) > MOST or any(len(line) > LONGEST for line in lines):
        text = _("Tembusan paling banyak 30 baris, masing-masing paling panjang 500 huruf.")
        raise Refusal("malformed", text, fields={"copies": [text]}, status=400)
    new = {"mengingat": rows, "tembusan": lines}
    changes = {name: [agency.choices.get(name, []), value] for name, value in new.items()
               if agency.choices.get(name, []) != value}  # fmt: skip
    if not changes:
        return agency
    agency.choices = {**agency.choices, **new}
    agency.save(update_fields=["choices"])
    record("agency.texts_set", actor=actor, subject=agency, agency=agency, changes=changes)
    return agency


def _checked(recalling: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    errors: dict[str, list[str]] = {}
    for number, row in enumerate(recalling):
        text = " ".join(str(row.get("text") or "").split())
        first, last = row.get("from"), row.get("to")
        if not text or len(text) > LONGEST:
            errors[f"recalling.{number}"] = [_("Isi satu peraturan, paling panjang 500 huruf.")]
        elif isinstance(first, date) and isinstance(last, date) and last < first:
            errors[f"recalling.{number}"] = [_("Hari terakhir mendahului hari pertama.")]
        days = {key: day.isoformat() for key, day in (("from", first), ("to", last)) if isinstance(day, date)}
        rows.append({"text": text, **days})
    if len(rows) > MOST:
        errors["recalling"] = [_("Paling banyak 30 peraturan.")]
    if errors:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=errors, status=400)
    return rows


def digest_of(agency: Agency) -> str:
    """What an editor saw, in short."""
    told = [agency.choices.get("mengingat", []), agency.choices.get("tembusan", [])]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
