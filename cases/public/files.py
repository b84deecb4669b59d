"""Files of a draft: checked as the intake checks them, held encrypted until sent, then removed."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _

from cases import uploads
from neutrality import crypto
from neutrality.errors import Refusal

FOLDER = "draf"


def problem_of(upload: UploadedFile) -> str:
    """Why ``upload`` cannot be taken, in one sentence; "" when it can."""
    try:
        uploads.check(upload)
    except Refusal as refused:
        return str(refused)
    return ""


def keep(upload: UploadedFile) -> dict[str, Any]:
    """Check and store one upload; returns its row in the draft. Raises ``Refusal`` for what is not taken."""
    checked = uploads.check(upload)
    name = f"{FOLDER}/{secrets.token_hex(16)}"
    default_storage.save(name, ContentFile(crypto.encrypt(checked.content, key="SOURCE_KEY", context=f"file:{name}")))
    return {
        "id": name[-12:],
        "stored": name,
        "name": checked.name,
        "type": checked.content_type,
        "size": len(checked.content),
        "kind": checked.kind,
    }


def kind_label(kind: str) -> str:
    return {"foto": _("foto"), "video": _("video"), "suara": _("rekaman suara"), "dokumen": _("PDF")}[kind]


def as_upload(row: dict[str, Any]) -> SimpleUploadedFile:
    """The file as the reporter sent it, for the intake action."""
    with default_storage.open(row["stored"]) as stored:
        content = crypto.decrypt(stored.read(), key="SOURCE_KEY", context=f"file:{row['stored']}")
    return SimpleUploadedFile(row["name"] or "berkas", content, row["type"])


def drop(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        default_storage.delete(row["stored"])
