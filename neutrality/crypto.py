"""Encrypted fields and keyed hashes.

AES-256-GCM with a fresh nonce; the key's purpose and the field's name are bound
as associated data, so that a value moved to another column does not open. Keys
come from settings: FIELD_KEY for secrets of accounts, SOURCE_KEY for the source
compartment (kept outside the database and its backups), RECEIPT_KEY for hashes.
"""

import base64
import hashlib
import hmac
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_VERSION = b"\x01"


def _key(name: str) -> bytes:
    key = base64.urlsafe_b64decode(getattr(settings, name))
    if len(key) != 32:
        raise ValueError(f"{name} must be 32 bytes in URL-safe base64.")
    return key


def encrypt(data: bytes, *, key: str, context: str) -> bytes:
    nonce = os.urandom(12)
    return _VERSION + nonce + AESGCM(_key(key)).encrypt(nonce, data, f"{key}:{context}".encode())


def decrypt(data: bytes, *, key: str, context: str) -> bytes:
    """Raises ``ValueError`` when the value was altered or belongs to another column or key."""
    data = bytes(data)
    if data[:1] != _VERSION:
        raise ValueError("Unknown format of an encrypted value.")
    try:
        return AESGCM(_key(key)).decrypt(data[1:13], data[13:], f"{key}:{context}".encode())
    except InvalidTag as error:
        raise ValueError("An encrypted value does not open with this key.") from error


def keyed_hash(text: str, *, key: str = "RECEIPT_KEY", context: str) -> bytes:
    """HMAC-SHA-256; ``context`` separates uses of the same key."""
    return hmac.new(_key(key), f"{context}\0{text}".encode(), hashlib.sha256).digest()


class EncryptedTextField(models.BinaryField):
    """Text that is stored encrypted. Cannot be searched; empty text stays empty.

    ``key`` names the setting that holds the key.
    """

    def __init__(self, *args: Any, key: str = "FIELD_KEY", **kwargs: Any) -> None:
        self.key = key
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"key": self.key}

    def _context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "":
            return b"" if value == "" else None
        if isinstance(value, str):
            return encrypt(value.encode(), key=self.key, context=self._context())
        return value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        if value is None:
            return None
        raw = bytes(value)
        return decrypt(raw, key=self.key, context=self._context()).decode() if raw else ""

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj) or "")

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else ""

    def formfield(self, **kwargs: Any) -> Any:
        from django.forms import CharField

        return CharField(required=not self.blank, label=kwargs.get("label"))
