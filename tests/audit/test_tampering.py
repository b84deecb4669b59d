"""Whatever a tamperer with the owner's role does to rows, short of rewriting to the head, shows."""

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutrality.audit import verification
from neutrality.audit.actions import record_many

LENGTH = 6
COLUMNS = {
    "event": "'subject.downloaded'", "actor_label": "'Orang Lain'", "subject_code": "'LAIN'", "agency_id": "99",
    "changes": "'{\"a\": 2}'", "at": "at + interval '1 microsecond'", "hash": "repeat('0', 64)",
    "prev_hash": "repeat('1', 64)", "seq": "seq + 100", "chain": "'case:BARU'",
}  # fmt: skip
SELF = """audit_hash(chain, seq, event, actor_id, actor_label, subject_type, subject_code,
    agency_id, changes, at, prev_hash)"""


def change(seq: int, column: str, rehash: bool) -> list[str]:
    where = f"WHERE chain = 'case:A' AND seq = {seq}"
    statements = [f"UPDATE audit_journalentry SET {column} = {COLUMNS[column]} {where}"]
    if rehash and column not in {"hash", "seq", "chain"}:
        statements.append(f"UPDATE audit_journalentry SET hash = {SELF} {where}")
    return statements


def remove(seq: int, close_gap: bool) -> list[str]:
    statements = [f"DELETE FROM audit_journalentry WHERE chain = 'case:A' AND seq = {seq}"]
    later = range(seq + 1, LENGTH + 1) if close_gap else ()
    return statements + [
        f"UPDATE audit_journalentry SET seq = seq - 1 WHERE chain = 'case:A' AND seq = {n}" for n in later
    ]


def insert(seq: int, rehash: bool) -> list[str]:
    shift = [
        f"UPDATE audit_journalentry SET seq = seq + 1 WHERE chain = 'case:A' AND seq = {n}"
        for n in range(LENGTH, seq - 1, -1)
    ]
    previous = f"coalesce((SELECT hash FROM audit_journalentry WHERE chain = 'case:A' AND seq = {seq - 1}), '')"
    forged = f"""INSERT INTO audit_journalentry
        (chain, seq, event, actor_label, subject_type, subject_code, changes, prev_hash, hash)
        VALUES ('case:A', {seq}, 'subject.opened', 'Sistem', 'case', 'A', '{{}}', {previous}, repeat('2', 64))"""
    again = [f"UPDATE audit_journalentry SET hash = {SELF} WHERE chain = 'case:A' AND seq = {seq}"] if rehash else []
    return [*shift, forged, *again]


def swap(seq: int) -> list[str]:
    other = seq % LENGTH + 1
    steps = ((seq, 1000), (other, seq), (1000, other))
    return [f"UPDATE audit_journalentry SET seq = {b} WHERE chain = 'case:A' AND seq = {a}" for a, b in steps]


SEQ = st.integers(1, LENGTH)
ATTACK = st.one_of(
    st.tuples(st.just("changed"), st.builds(change, SEQ, st.sampled_from(sorted(COLUMNS)), st.booleans())),
    st.tuples(st.just("removed"), st.builds(remove, SEQ, st.booleans())),
    st.tuples(st.just("inserted"), st.builds(insert, st.integers(1, LENGTH + 1), st.booleans())),
    st.tuples(st.just("swapped"), st.builds(swap, SEQ)),
)


@pytest.mark.django_db
@given(attack=ATTACK)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_tampering_shows(attack: tuple[str, Any]) -> None:
    kind, statements = attack
    with transaction.atomic():
        subject = {"event": "subject.opened", "actor": None, "changes": {"a": [0, 1]}}
        record_many(subject | {"subject": ("case", code)} for code in "AB" for _turn in range(LENGTH))
        assert verification.verify(with_anchors=False).holds
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_journalentry DISABLE TRIGGER USER")
            for statement in statements:
                cursor.execute(statement)

        result = verification.verify(with_anchors=False)
        kinds = {finding.kind for finding in result.findings}
        assert not result.holds
        assert all(finding.message for finding in result.findings)
        assert {finding.chain for finding in result.findings} <= {"case:A", "case:BARU"}
        if kind in {"removed", "inserted"}:
            assert kinds == {kind}
        transaction.set_rollback(True)
