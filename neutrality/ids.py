"""Random identifiers and receipt codes in Crockford's base 32.

Running numbers exist only in the register and on paper; everything that a URL,
a notice or the API shows is random, so that gaps tell nothing.
"""

import secrets
from datetime import date

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {char: index for index, char in enumerate(ALPHABET)}
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def random_code(prefix: str, on: date, length: int = 4) -> str:
    """A code such as ``KS-24-9TRD``: prefix, two digits of the year, random characters."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{prefix}-{on:%y}-{tail}"


def normalize(text: str) -> str:
    """Upper case without spaces and hyphens; O reads as 0, I and L as 1."""
    return text.upper().translate(_READ_AS)


def check_character(body: str) -> str:
    """The Luhn mod 32 check character over ``body`` (already normalized)."""
    total, factor = 0, 2
    for char in reversed(body):
        product = factor * _VALUE[char]
        total += product // 32 + product % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]


def encode(raw: bytes, length: int) -> str:
    """The first ``length`` base-32 characters of ``raw``, five bits each."""
    number = int.from_bytes(raw, "big")
    bits = len(raw) * 8
    return "".join(ALPHABET[(number >> (bits - 5 * (i + 1))) & 31] for i in range(length))


def receipt_from(digest: bytes) -> str:
    """A receipt ``XXXX-XXXX-XXXX``: eleven characters from ``digest`` and a check character."""
    body = encode(digest, 11)
    return grouped(body + check_character(body))


def grouped(code: str) -> str:
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def is_receipt(text: str) -> bool:
    """Whether ``text`` is a well-formed receipt whose check character holds."""
    code = normalize(text)
    if len(code) != 12 or any(char not in _VALUE for char in code):
        return False
    return check_character(code[:11]) == code[11]
