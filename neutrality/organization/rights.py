"""Who may change the register, and refusals that several actions share."""

from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from neutrality.audit.actions import SYSTEM
from neutrality.errors import Refusal
from neutrality.organization.models import Agency
from neutrality.workdays import today

# People and offices are kept by BKPSDM, the tree also by the technical administrator.
KEEPERS = ("registrar", "intake")
TREE_KEEPERS = (*KEEPERS, "admin")


def check(actor: Any, agency: Agency, roles: tuple[str, ...] = KEEPERS) -> None:
    """Refuse whoever may not change the register of ``agency``; the system (imports, demo) may."""
    if actor is SYSTEM:
        return
    if not actor.has_role(*roles):
        raise Refusal("not_allowed", _("Hanya pengelola data pegawai di BKPSDM yang boleh mengubahnya."), status=403)
    if actor.agency_id != agency.pk:
        raise Refusal("other_agency", _("Tidak ditemukan."), status=404)


def same_agency(agency: Agency, **parts: Any) -> None:
    """Everything that an action joins belongs to one agency."""
    for name, part in parts.items():
        if part is not None and part.agency_id != agency.pk:
            raise Refusal("other_agency", _("Tidak ditemukan."), fields={name: [_("Milik instansi lain.")]}, status=404)


def not_future(on: date, agency: Agency) -> None:
    """The path of the tree is today's picture: a change of it is recorded on its day or later."""
    if on > today(agency):
        raise Refusal(
            "future_date",
            _("Catat perubahan susunan unit pada hari berlakunya, atau sesudahnya."),
            fields={"on": [_("Tanggal ini belum tiba.")]},
            status=400,
        )


def save_valid(row: models.Model) -> None:
    """Validate with the model's own constraints, then save; what is wrong becomes a Refusal."""
    try:
        row.full_clean()
    except ValidationError as wrong:
        fields = {name: texts for name, texts in wrong.message_dict.items() if name != NON_FIELD_ERRORS}
        raise Refusal("invalid", " ".join(wrong.messages), fields=fields, status=400 if fields else 409) from wrong
    row.save()
