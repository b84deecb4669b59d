"""What happened to a broken chain: which row was changed, removed or inserted.

The head that the trigger kept is the witness. From it the hashes are followed
backwards; a row that is reached, and whose content gives its hash, is the row
that was written. What is missing was removed, what does not give its hash was
changed, and what is never reached was inserted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext as _

CHANGED, REMOVED, INSERTED, ANCHOR = "changed", "removed", "inserted", "anchor"
# A row may have been renumbered by whoever took one out or put one in before it.
SHIFTS = range(-3, 4)

_ROWS = """
SELECT id, seq, hash, prev_hash,
    ARRAY(SELECT audit_hash(e.chain, e.seq + d, e.event, e.actor_id, e.actor_label, e.subject_type,
        e.subject_code, e.agency_id, e.changes, e.at, e.prev_hash) FROM unnest(%s::int[]) d)
FROM audit_journalentry e WHERE chain = %s ORDER BY seq, id
"""


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was. ``kind``: changed, removed, inserted or anchor."""

    kind: str
    chain: str
    seq: int | None
    message: str


@dataclass(frozen=True)
class _Row:
    id: int
    seq: int
    hash: str
    prev_hash: str
    by_shift: list[str] = field(repr=False)

    def is_whole_as(self, seq: int) -> bool:
        """Whether content and hash belong together when this row is number ``seq``."""
        shift = seq - self.seq
        return shift in SHIFTS and self.by_shift[shift - SHIFTS.start] == self.hash


def explain(chain: str) -> list[Finding]:
    """Everything that is wrong with one chain, in its order. Empty for a chain that holds."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [list(SHIFTS), chain])
        rows = [_Row(*columns) for columns in cursor.fetchall()]
        cursor.execute("SELECT seq, hash FROM audit_chainhead WHERE chain = %s", [chain])
        head: tuple[int, str] = cursor.fetchone() or (0, "")
    findings = list(_judge(chain, rows, head))
    # Rows that only changed places keep their hashes; told when nothing else explains the numbers.
    findings = findings or [_row(CHANGED, chain, row) for row in _displaced(rows, head)]
    return sorted(findings, key=lambda finding: finding.seq or 0)


def _displaced(rows: list[_Row], head: tuple[int, str]) -> list[_Row]:
    by_hash = {row.hash: row for row in rows}
    seq, expected = head
    found = []
    while seq and expected in by_hash:
        row = by_hash[expected]
        if row.seq != seq:
            found.append(row)
        seq, expected = seq - 1, row.prev_hash
    return found


def _judge(chain: str, rows: list[_Row], head: tuple[int, str]) -> Iterator[Finding]:
    by_hash = {row.hash: row for row in rows}
    last, expected = head
    if expected not in by_hash:
        # The end was cut off, or its last row rewritten: go on from where rows begin.
        end = min(max((row.seq for row in rows), default=0), last)
        if end < last:
            yield _removed(chain, end + 1, last)
            expected = ""
        last = end
    reached: set[int] = set()
    gap: list[int] = []
    for seq in range(last, 0, -1):
        row = by_hash.get(expected) or _at(rows, seq, reached)
        if row is None or row.id in reached:
            gap.append(seq)
            expected = ""
            continue
        reached.add(row.id)
        if not row.is_whole_as(seq) or (expected and row.hash != expected):
            yield _row(CHANGED, chain, row)
        expected = row.prev_hash
    yield from _ranges(chain, gap)
    for row in rows:
        if row.id not in reached:
            yield _row(INSERTED, chain, row)


def _at(rows: list[_Row], seq: int, reached: set[int]) -> _Row | None:
    return next((row for row in rows if row.seq == seq and row.id not in reached), None)


def _ranges(chain: str, gap: list[int]) -> Iterator[Finding]:
    """Neighbouring numbers of removed rows told as one; ``gap`` comes in descending order."""
    numbers = sorted(gap)
    start = 0
    for index, seq in enumerate(numbers):
        if index + 1 == len(numbers) or numbers[index + 1] != seq + 1:
            yield _removed(chain, numbers[start], seq)
            start = index + 1


def _row(kind: str, chain: str, row: _Row) -> Finding:
    if kind == CHANGED:
        text = _("Baris %(seq)d rantai %(chain)s (id %(id)d) diubah.")
    else:
        text = _("Baris %(seq)d rantai %(chain)s (id %(id)d) disisipkan.")
    return Finding(kind, chain, row.seq, text % {"seq": row.seq, "chain": chain, "id": row.id})


def _removed(chain: str, first: int, last: int) -> Finding:
    if first == last:
        text = _("Baris %(first)d rantai %(chain)s dihapus.")
    else:
        text = _("Baris %(first)d sampai %(last)d rantai %(chain)s dihapus.")
    return Finding(REMOVED, chain, first, text % {"first": first, "last": last, "chain": chain})
