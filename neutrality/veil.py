"""Numbers of rows as they may stand in an address or a cursor: veiled, so that neither order nor gaps tell anything.

The same number gives the same 22 characters as long as the key stands. AES over one block is a permutation: nobody
without the key turns a token back or makes one that opens.
"""

import base64
import re

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from neutrality import crypto

PATTERN = r"[A-Za-z0-9_-]{22}"


def _cipher(context: str) -> Cipher[modes.ECB]:
    key = crypto.keyed_hash(context, key="FIELD_KEY", context="veil")
    return Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 - one block, never two


def veiled(number: int, context: str) -> str:
    """``context`` keeps the numbers of one table from opening those of another."""
    encryptor = _cipher(context).encryptor()
    block = encryptor.update(number.to_bytes(16, "big")) + encryptor.finalize()
    return base64.urlsafe_b64encode(block).decode().rstrip("=")


def unveiled(text: str, context: str) -> int | None:
    """The number, or None for what no key of ours made."""
    if not re.fullmatch(PATTERN, text):
        return None
    decryptor = _cipher(context).decryptor()
    block = decryptor.update(base64.urlsafe_b64decode(text + "==")) + decryptor.finalize()
    number = int.from_bytes(block, "big")
    return number if number < 2**63 else None


def covered(text: str, context: str) -> str:
    """A longer text (a cursor) that only we read again: encrypted, and different each time."""
    sealed = crypto.encrypt(text.encode(), key="FIELD_KEY", context=f"veil:{context}")
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def uncovered(text: str, context: str) -> str | None:
    try:
        sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return crypto.decrypt(sealed, key="FIELD_KEY", context=f"veil:{context}").decode()
    except ValueError:  # of base64, of the key, or of the text
        return None


class NoticeConverter:
    """``<notice:pk>`` in a route."""

    regex = PATTERN
    context = "notice"

    def to_python(self, value: str) -> int:
        number = unveiled(value, self.context)
        if number is None:
            raise ValueError("No number of ours.")
        return number

    def to_url(self, value: int) -> str:
        return veiled(int(value), self.context)


class ProofConverter(NoticeConverter):
    context = "proof"
