"""Scans of orders: checked, then encrypted in the storage under a random name; opened only with FIELD_KEY."""

import secrets
from hashlib import sha256
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from neutrality import crypto
from neutrality.scans import check_scan


class Scan(NamedTuple):
    name: str
    content_type: str
    sha256: str


def store(content: bytes) -> Scan:
    """Refusal ``scan_unreadable`` and kin for anything but a harmless PDF or picture."""
    _extension, content_type = check_scan(content)
    token = secrets.token_hex(16)
    name = f"orders/{token[:2]}/{token}"
    stored = default_storage.save(name, ContentFile(crypto.encrypt(content, key="FIELD_KEY", context=f"order:{name}")))
    if stored != name:  # 128 random bits met twice: the name is part of the lock
        raise RuntimeError("A random name of the storage was taken.")
    return Scan(name, content_type, sha256(content).hexdigest())


def read(name: str) -> bytes:
    with default_storage.open(name, "rb") as file:
        return crypto.decrypt(file.read(), key="FIELD_KEY", context=f"order:{name}")
