"""Files of letters under DATA_DIR/files: random names, whole or absent, never half.

A letter's PDF is written beside its final name and moved there in one step, so a worker
that dies leaves at most a temporary file, which the next attempt removes.
"""

import io
import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader

from neutrality.scans import check_scan


class Stored(NamedTuple):
    name: str
    sha256: str
    content_type: str


def new_name(folder: str, extension: str) -> str:
    """A random name, spread over 256 folders so that none grows too long."""
    token = secrets.token_hex(16)
    return f"{folder}/{token[:2]}/{token}.{extension}"


def put(name: str, content: bytes) -> None:
    """Write ``content`` under exactly ``name``: whole, replacing what a dead attempt left there."""
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:  # object storage: a put is whole by itself
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in target.parent.glob(f".{target.name}.*"):
        left.unlink(missing_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(temporary, target)


def read(name: str) -> bytes:
    with default_storage.open(name, "rb") as stored:
        content: bytes = stored.read()
    return content


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def page_count(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def store_scan(content: bytes, *, folder: str = "scans") -> Stored:
    """Keep a scan (PDF, JPEG, PNG, WebP) as it is; Refusal ``scan_unreadable`` and kin otherwise."""
    extension, content_type = check_scan(content)
    name = new_name(folder, extension)
    put(name, content)
    return Stored(name, digest(content), content_type)
