"""Files of a draft: checked as the intake checks them, held encrypted until sent, then removed.

Each draft has a folder with a random name; what lies in it is the list. A file sent ahead by
script and the form that follows may arrive at the same moment: neither rewrites the other.
Beside each content lies a small sealed note of what it is; names and times stay inside it.
"""

import json
import secrets
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import uploads
from neutrality import crypto
from neutrality.errors import Refusal

ROOT = "draf"
NOTE = ".n"
Row = dict[str, Any]


def new_folder() -> str:
    return f"{ROOT}/{secrets.token_hex(16)}"


def problem_of(upload: UploadedFile) -> str:
    """Why ``upload`` cannot be taken, in one sentence; "" when it can."""
    try:
        uploads.check(upload)
    except Refusal as refused:
        return str(refused)
    return ""


def keep(folder: str, upload: UploadedFile) -> Row:
    """Check and store one upload; returns its row. Raises ``Refusal`` for what is not taken.

    The same content twice is one file: a form may bring what a script already sent.
    """
    checked = uploads.check(upload)
    held = rows(folder)
    for row in held:
        if row["sha256"] == checked.sha256:
            return row
    if len(held) >= settings.UPLOAD_MAX_FILES:
        raise Refusal(
            "too_large", _("Paling banyak %(n)s berkas. Hapus satu dahulu.") % {"n": settings.UPLOAD_MAX_FILES}
        )
    row = {
        "id": secrets.token_hex(6),
        "at": time.time_ns(),
        "name": checked.name,
        "type": checked.content_type,
        "size": len(checked.content),
        "kind": checked.kind,
        "sha256": checked.sha256,
    }
    _write(f"{folder}/{row['id']}", checked.content)
    _write(f"{folder}/{row['id']}{NOTE}", json.dumps(row).encode())  # last: no note without content
    return row


def rows(folder: str) -> list[Row]:
    """``[{"id", "name", "type", "size", "kind", "sha256", "at"}]`` in the order of arrival."""
    if not folder or not default_storage.exists(folder):
        return []
    notes = [name for name in default_storage.listdir(folder)[1] if name.endswith(NOTE)]
    found = [json.loads(_read(f"{folder}/{name}")) for name in notes]
    return sorted(found, key=lambda row: row["at"])


def kind_label(kind: str) -> str:
    return {"foto": _("foto"), "video": _("video"), "suara": _("rekaman suara"), "dokumen": _("PDF")}[kind]


def as_uploads(folder: str) -> list[SimpleUploadedFile]:
    """The files as the reporter sent them, for the intake action."""
    return [
        SimpleUploadedFile(row["name"] or "berkas", _read(f"{folder}/{row['id']}"), row["type"]) for row in rows(folder)
    ]


def drop(folder: str, name: str) -> None:
    for row in rows(folder):
        if row["id"] == name:
            default_storage.delete(f"{folder}/{name}{NOTE}")
            default_storage.delete(f"{folder}/{name}")


def drop_all(folder: str) -> None:
    if folder and default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)


def purge(life: timedelta) -> int:
    """Remove what is older than ``life``; returns how many drafts had such files. Found by their
    own age, so that files whose session is lost go as well."""
    if not default_storage.exists(ROOT):
        return 0
    removed = 0
    for name in default_storage.listdir(ROOT)[0]:
        folder = f"{ROOT}/{name}"
        ages = [default_storage.get_modified_time(f"{folder}/{one}") for one in default_storage.listdir(folder)[1]]
        if not ages or max(ages) < timezone.now() - life:
            drop_all(folder)
            removed += 1
    return removed


def _write(name: str, content: bytes) -> None:
    default_storage.save(name, ContentFile(crypto.encrypt(content, key="SOURCE_KEY", context=f"file:{name}")))


def _read(name: str) -> bytes:
    with default_storage.open(name) as stored:
        return crypto.decrypt(stored.read(), key="SOURCE_KEY", context=f"file:{name}")
