"""Does the journal hold? One SQL pass over all rows, then a close look at what is broken.

What is found: a changed row, a removed one (in the middle or at the end), an
inserted one, a chain that an anchor remembers otherwise, and anchors that were
taken away. What is promised: an alteration by anyone without the owner's role
is impossible; one by the owner shows, at the latest against the anchor files.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from neutrality.audit import anchors
from neutrality.audit.anchors import Head
from neutrality.audit.explanation import ANCHOR, CHANGED, REMOVED, Finding, explain
from neutrality.audit.models import Anchor

EXPLAINED_CHAINS = 200
BATCH = 5_000


@dataclass
class Result:
    rows: int = 0
    chains: int = 0
    anchors: int = 0
    findings: list[Finding] = field(default_factory=list)
    broken_chains: int = 0

    @property
    def holds(self) -> bool:
        return not self.findings and not self.broken_chains


# A chain holds when each row gives its hash and names the hash of the row before it, when
# there are as many rows as its head says, and when the last one is the row of the head. As
# joins rather than a window, so that the server hashes on all its cores.
_BROKEN = """
WITH chain AS (
    SELECT e.chain, count(*) AS rows, max(h.seq) AS last,
        bool_and(  -- a missing head or row before counts as a broken link
            e.hash = audit_hash(e.chain, e.seq, e.event, e.actor_id, e.actor_label, e.subject_type,
                                e.subject_code, e.agency_id, e.changes, e.at, e.prev_hash)
            AND coalesce(e.seq BETWEEN 1 AND h.seq, false)
            AND coalesce(e.prev_hash = CASE WHEN e.seq = 1 THEN '' ELSE p.hash END, false)
        ) AS linked,
        bool_or(e.seq = h.seq AND e.hash = h.hash) AS ended
    FROM audit_journalentry e
    LEFT JOIN audit_chainhead h ON h.chain = e.chain
    LEFT JOIN audit_journalentry p ON p.chain = e.chain AND p.seq = e.seq - 1
    WHERE %(all)s OR e.chain = %(chain)s
    GROUP BY e.chain
),
judged AS (
    SELECT coalesce(c.chain, h.chain) AS chain, coalesce(c.rows, 0) AS rows,
        coalesce(c.linked AND c.ended AND c.rows = c.last, false) AS holds
    FROM chain c FULL JOIN (SELECT chain FROM audit_chainhead WHERE %(all)s OR chain = %(chain)s) h USING (chain)
)
SELECT sum(rows)::bigint, count(*), count(*) FILTER (WHERE NOT holds),
    (array_agg(chain ORDER BY chain) FILTER (WHERE NOT holds))[1:%(most)s]
FROM judged
"""


def verify(*, chain: str | None = None, anchor_folder: Path | None = None, with_anchors: bool = True) -> Result:
    """Check every chain (or one) and, unless told otherwise, every anchor file."""
    result = Result()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(_BROKEN, {"all": chain is None, "chain": chain or "", "most": EXPLAINED_CHAINS})
        rows, result.chains, result.broken_chains, broken = cursor.fetchone()
    result.rows = rows or 0
    for name in broken or []:
        result.findings += explain(name)
    if with_anchors and chain is None:
        result.findings += check_anchors(result, anchor_folder or anchors.folder())
    return result


# --- anchors ------------------------------------------------------------------


def check_anchors(result: Result, folder: Path) -> Iterator[Finding]:
    """Every anchor's file against its row, and every head in it against the journal."""
    previous = ""
    expected = 1
    known = list(Anchor.objects.order_by("number"))
    for anchor in known:
        result.anchors += 1
        if anchor.number != expected or anchor.prev_digest != previous:
            yield _anchor(anchor.number, _("Urutan jangkar sebelum nomor %(n)d terputus."))
        expected, previous = anchor.number + 1, anchor.digest
        try:
            content = (folder / anchor.filename).read_bytes()
        except OSError:
            yield _anchor(anchor.number, _("Berkas jangkar %(n)d tidak ada atau tidak terbaca."))
            continue
        if hashlib.sha256(content).hexdigest() != anchor.digest:
            yield _anchor(anchor.number, _("Berkas jangkar %(n)d tidak sama dengan yang dicatat."))
        yield from _remembered_otherwise(anchors.heads_in(anchor, content))
    names = {anchor.filename for anchor in known}
    for path in sorted(folder.glob("jangkar-*.txt")):
        if path.name not in names:
            number = int(path.stem.removeprefix("jangkar-"))
            yield _anchor(number, _("Jangkar %(n)d ada berkasnya, tetapi catatannya hilang."))


def _anchor(number: int, text: str) -> Finding:
    return Finding(ANCHOR, "", number, text % {"n": number})


def _remembered_otherwise(heads: Iterable[Head]) -> Iterator[Finding]:
    heads = iter(heads)
    while batch := list(islice(heads, BATCH)):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT a.chain, a.seq, e.id FROM unnest(%s::text[], %s::bigint[], %s::text[]) AS a(chain, seq, hash)"
                " LEFT JOIN audit_journalentry e ON e.chain = a.chain AND e.seq = a.seq"
                " WHERE e.hash IS DISTINCT FROM a.hash ORDER BY a.chain",
                [[h.chain for h in batch], [h.seq for h in batch], [h.hash for h in batch]],
            )
            for chain, seq, row_id in cursor.fetchall():
                if row_id is None:
                    text = _("Baris %(seq)d rantai %(chain)s dihapus: jangkar %(n)d masih mengingatnya.")
                else:
                    text = _("Baris %(seq)d rantai %(chain)s diubah: jangkar %(n)d mengingat isi lain.")
                about: dict[str, Any] = {"seq": seq, "chain": chain, "n": batch[0].number}
                yield Finding(REMOVED if row_id is None else CHANGED, chain, seq, text % about)
