"""Keys and receipt codes of public reports, and what a failed code costs.

The key is issued by the server and proves nothing but that: 128 random bits, the hour it
was issued, and a seal. The receipt is derived from it, so that a repeated request gives
the same answer although neither is stored: only keyed hashes are.
"""

import base64
import binascii
import secrets
import time
from math import ceil

from django.core.cache import cache
from django.utils.translation import gettext as _

from neutrality import crypto
from neutrality.errors import Refusal
from neutrality.ids import normalize, receipt_from

KEY_LIFE_SECONDS = 24 * 3600
_RANDOM, _STAMP, _SEAL = 16, 4, 16
# Failures of one address: the first few cost nothing (people mistype), then the wait doubles.
FREE_FAILURES = 3
LONGEST_WAIT = 900
FAILURES_KEPT_SECONDS = 3600


class TooSoon(Refusal):
    """A code was asked too soon after failures from the same address."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "too_many_requests",
            _("Terlalu banyak percobaan. Coba lagi dalam %(seconds)s detik.") % {"seconds": seconds},
            status=429,
        )
        self.retry_after = seconds


def issue_key() -> str:
    body = secrets.token_bytes(_RANDOM) + int(time.time()).to_bytes(_STAMP, "big")
    return base64.urlsafe_b64encode(body + _seal(body)).decode().rstrip("=")


def check_key(key: str) -> None:
    """Raises ``key_unknown`` unless this server issued ``key``."""
    if _opened(key) is None:
        message = _("Kunci tidak dikenal. Minta kunci baru, lalu kirim lagi.")
        raise Refusal("key_unknown", message, fields={"key": [message]}, status=400)


def check_age(key: str) -> None:
    """Raises ``key_expired`` for a key older than 24 hours."""
    issued = _opened(key)
    if issued is None or time.time() - issued > KEY_LIFE_SECONDS:
        raise Refusal("key_expired", _("Kunci sudah lewat 24 jam. Minta kunci baru, lalu kirim lagi."))


def _opened(key: str) -> int | None:
    """The second of issue, or None when the seal does not hold."""
    try:
        raw = base64.b64decode((key + "=" * (-len(key) % 4)).encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeError, binascii.Error, ValueError):
        return None
    body, seal = raw[: _RANDOM + _STAMP], raw[_RANDOM + _STAMP :]
    if len(raw) != _RANDOM + _STAMP + _SEAL or not secrets.compare_digest(seal, _seal(body)):
        return None
    return int.from_bytes(body[_RANDOM:], "big")


def _seal(body: bytes) -> bytes:
    return crypto.keyed_hash(body.hex(), context="report-key-seal")[:_SEAL]


def key_hash(key: str) -> bytes:
    return crypto.keyed_hash(key.rstrip("="), context="report-key")


def receipt_for(key: str) -> str:
    """``XXXX-XXXX-XXXX``, always the same for one key."""
    return receipt_from(crypto.keyed_hash(key.rstrip("="), context="receipt-of-key"))


def receipt_hash(receipt: str) -> bytes:
    """What is stored and looked up. Any text has one, so that a malformed code costs the same work."""
    return crypto.keyed_hash(normalize(receipt), context="receipt")


def digest(text: str) -> str:
    """A keyed digest for the journal: proves a text later, tells nothing now."""
    return crypto.keyed_hash(text, context="journal").hex()


def wait_if_failed_before(address: str) -> None:
    """Raises ``TooSoon`` (429) while the wait that earlier failures earned is running."""
    _count, until = cache.get(f"receipt-failures:{address}") or (0, 0.0)
    left = until - time.time()
    if left > 0:
        raise TooSoon(ceil(left))


def note_failure(address: str) -> None:
    count, _until = cache.get(f"receipt-failures:{address}") or (0, 0.0)
    count += 1
    wait = 0 if count <= FREE_FAILURES else min(2 ** (count - FREE_FAILURES), LONGEST_WAIT)
    cache.set(f"receipt-failures:{address}", (count, time.time() + wait), FAILURES_KEPT_SECONDS)
