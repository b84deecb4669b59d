"""The daily anchor: the heads of all chains, written to a file outside the database.

Whoever owns the database could rewrite a chain with all its hashes; he cannot
rewrite the files that were carried away before. A file names the heads that
changed since the file before, and the digest of that file.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Max, Sum

from neutrality.audit.models import Anchor, ChainHead

# A transaction that began before the last anchor may have committed after it.
OVERLAP = timedelta(days=1)
TITLE = "netralitas-asn jangkar jejak audit"
_HEAD_LINE = re.compile(r"(\d+) ([0-9a-f]{64}) (.+)")


@dataclass(frozen=True)
class Head:
    """The row ``seq`` of ``chain`` had ``hash`` when anchor ``number`` was dropped."""

    number: int
    chain: str
    seq: int
    hash: str


def folder() -> Path:
    return Path(settings.DATA_DIR) / "anchors"


@transaction.atomic
def drop() -> Anchor:
    """Fix all heads now: one row and one file. Safe to call at any time."""
    # One at a time: numbers and digests follow one another.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('audit anchor', 0))")
    last = Anchor.objects.order_by("-number").first()
    heads = ChainHead.objects.order_by("chain")
    # One statement sees one moment of all chains.
    totals = heads.aggregate(rows=Sum("seq"), chains=Count("chain"), newest=Max("at"))
    changed = heads.filter(at__gt=last.at - OVERLAP) if last else heads
    lines = [f"{head.seq} {head.hash} {head.chain}" for head in changed.iterator(chunk_size=5_000)]
    anchor = Anchor(
        number=last.number + 1 if last else 1,
        rows=totals["rows"] or 0,
        chains=totals["chains"],
        heads=len(lines),
        prev_digest=last.digest if last else "",
    )
    content = "\n".join(
        [
            f"{TITLE} {anchor.number}",
            f"jangkar sebelumnya {anchor.prev_digest or '-'}",
            f"baris {anchor.rows} rantai {anchor.chains} ujung {anchor.heads}",
            *lines,
            "",
        ]
    ).encode()
    anchor.digest = hashlib.sha256(content).hexdigest()
    anchor.save(force_insert=True)
    _write(anchor, content)
    return anchor


def _write(anchor: Anchor, content: bytes) -> None:
    """Whole or not at all, read-only afterwards. A rollback leaves a file without a row, and
    the next anchor of that number replaces it."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place / f"{anchor.filename}.baru"
    draft.write_bytes(content)
    draft.chmod(0o400)
    draft.replace(place / anchor.filename)


def heads_in(anchor: Anchor, content: bytes) -> Iterator[Head]:
    for line in content.decode().splitlines()[3:]:
        match = _HEAD_LINE.fullmatch(line)
        if match:
            yield Head(anchor.number, match[3], int(match[1]), match[2])
