"""``journal verify`` finds what was changed, removed or inserted, and says which."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from neutrality.audit import anchors, verification
from neutrality.audit.actions import record_view
from neutrality.audit.models import Anchor

CHAIN = "case:KS-24-9TRD"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "anchors"


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Run SQL as an owner who has switched every guard off."""

    def run(*statements: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_journalentry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE audit_chainhead DISABLE TRIGGER USER")
            for statement in statements:
                cursor.execute(statement)

    return run


@pytest.fixture
def five() -> None:
    """Chain with five rows, beside another that nobody touches."""
    for how in ("opened", "printed", "opened", "exported", "opened"):
        record_view(None, ("case", "KS-24-9TRD"), how)
        record_view(None, ("case", "KS-24-7QHM"), how)


def found() -> list[tuple[str, str, int | None]]:
    return [(one.kind, one.chain, one.seq) for one in verification.verify().findings]


HASH = """audit_hash(chain, seq, event, actor_id, actor_label, subject_type, subject_code,
    agency_id, changes, at, prev_hash)"""
INSERT = f"""INSERT INTO audit_journalentry
    (chain, seq, event, actor_label, subject_type, subject_code, changes, prev_hash, hash)
    SELECT chain, {{seq}}, 'subject.printed', 'Sistem', subject_type, subject_code, '{{{{}}}}', {{prev}}, 'x'
    FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = {{after}}"""
REHASH = f"UPDATE audit_journalentry SET hash = {HASH} WHERE chain = '{CHAIN}' AND seq = "


def test_an_untouched_journal_holds(five):
    result = verification.verify()
    assert result.holds
    assert (result.rows, result.chains) == (10, 2)


def test_an_empty_journal_holds():
    assert verification.verify().holds


@pytest.mark.parametrize("seq", [1, 3, 5])
@pytest.mark.parametrize(
    "column", ["actor_label = 'Orang Lain'", "at = at - interval '1 hour'", "changes = '{\"a\": 1}'"]
)
def test_a_changed_row_is_named(five, tamper, seq, column):
    tamper(f"UPDATE audit_journalentry SET {column} WHERE chain = '{CHAIN}' AND seq = {seq}")
    assert found() == [("changed", CHAIN, seq)]


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_changed_row_with_its_hash_made_anew_is_named(five, tamper, seq):
    where = f"WHERE chain = '{CHAIN}' AND seq = {seq}"
    tamper(f"UPDATE audit_journalentry SET event = 'subject.downloaded' {where}", f"{REHASH}{seq}")
    assert found() == [("changed", CHAIN, seq)]


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_removed_row_is_named(five, tamper, seq):
    tamper(f"DELETE FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = {seq}")
    assert found() == [("removed", CHAIN, seq)]


def test_a_removed_end_is_named_as_a_range(five, tamper):
    tamper(f"DELETE FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq > 3")
    findings = verification.verify().findings
    assert [(one.kind, one.seq) for one in findings] == [("removed", 4)]
    assert findings[0].message == f"Baris 4 sampai 5 rantai {CHAIN} dihapus."


def test_a_removed_row_whose_gap_was_closed_is_named(five, tamper):
    tamper(
        f"DELETE FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = 3",
        f"UPDATE audit_journalentry SET seq = seq - 1 WHERE chain = '{CHAIN}' AND seq = 4",
        f"UPDATE audit_journalentry SET seq = seq - 1 WHERE chain = '{CHAIN}' AND seq = 5",
    )
    assert found() == [("removed", CHAIN, 3)]


def test_a_whole_chain_removed_is_named(five, tamper):
    tamper(f"DELETE FROM audit_journalentry WHERE chain = '{CHAIN}'")
    assert found() == [("removed", CHAIN, 1)]


def test_a_row_inserted_at_the_end_is_named(five, tamper):
    tamper(INSERT.format(seq=6, prev="hash", after=5), f"{REHASH}6")
    assert found() == [("inserted", CHAIN, 6)]


def test_a_row_inserted_in_the_middle_is_named(five, tamper):
    tamper(
        *(f"UPDATE audit_journalentry SET seq = seq + 1 WHERE chain = '{CHAIN}' AND seq = {n}" for n in (5, 4, 3)),
        INSERT.format(seq=3, prev="hash", after=2),
        f"{REHASH}3",
    )
    assert found() == [("inserted", CHAIN, 3)]


def test_a_row_inserted_under_a_taken_number_is_named(five, tamper):
    tamper(
        "ALTER TABLE audit_journalentry DROP CONSTRAINT journal_seq_once_per_chain",
        INSERT.format(seq=3, prev="prev_hash", after=3),
    )
    assert found() == [("inserted", CHAIN, 3)]


def test_a_chain_invented_without_a_head_is_named(five, tamper):
    tamper(INSERT.format(seq=1, prev="''", after=1).replace("SELECT chain", "SELECT 'case:PALSU'"))
    assert found() == [("inserted", "case:PALSU", 1)]


def test_several_tamperings_are_all_named(five, tamper):
    tamper(
        f"UPDATE audit_journalentry SET actor_label = 'x' WHERE chain = '{CHAIN}' AND seq = 2",
        f"DELETE FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = 4",
        "DELETE FROM audit_journalentry WHERE chain = 'case:KS-24-7QHM' AND seq = 5",
    )
    assert sorted(found()) == [("changed", CHAIN, 2), ("removed", "case:KS-24-7QHM", 5), ("removed", CHAIN, 4)]


def rewrite_from(seq: int) -> list[str]:
    """What an owner with time does: every later row and the head hashed anew."""
    relink = "UPDATE audit_journalentry e SET prev_hash = p.hash FROM audit_journalentry p WHERE p.chain = e.chain"
    steps = [f"{REHASH}{seq}"]
    for n in range(seq + 1, 6):
        steps += [f"{relink} AND p.seq = {n - 1} AND e.seq = {n} AND e.chain = '{CHAIN}'", f"{REHASH}{n}"]
    head = f"(SELECT hash FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = 5)"
    return [*steps, f"UPDATE audit_chainhead SET hash = {head} WHERE chain = '{CHAIN}'"]


def test_a_chain_rewritten_to_its_head_shows_against_the_anchor(five, tamper):
    anchors.drop()
    tamper(f"UPDATE audit_journalentry SET actor_label = 'x' WHERE chain = '{CHAIN}' AND seq = 3", *rewrite_from(3))
    assert verification.verify(with_anchors=False).holds
    assert found() == [("changed", CHAIN, 5)]


def test_an_end_cut_off_with_its_head_shows_against_the_anchor(five, tamper):
    anchors.drop()
    shorter = f"(SELECT hash FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = 4)"
    tamper(
        f"DELETE FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = 5",
        f"UPDATE audit_chainhead SET seq = 4, hash = {shorter} WHERE chain = '{CHAIN}'",
    )
    assert verification.verify(with_anchors=False).holds
    assert found() == [("removed", CHAIN, 5)]


def test_anchors_follow_one_another(five, folder):
    first = anchors.drop()
    record_view(None, ("case", "KS-24-9TRD"))
    second = anchors.drop()

    assert second.prev_digest == first.digest
    assert (first.rows, second.rows, second.chains) == (10, 11, 2)
    assert verification.verify().anchors == 2
    assert verification.verify().holds
    assert (folder / "jangkar-000002.txt").read_text().splitlines()[1].endswith(first.digest)


def test_a_rewritten_anchor_file_is_named(five, folder):
    anchors.drop()
    path = folder / "jangkar-000001.txt"
    path.chmod(0o600)
    path.write_text(path.read_text().replace("baris 10", "baris 11"))
    assert found() == [("anchor", "", 1)]


def test_a_lost_anchor_file_is_named(five, folder):
    anchors.drop()
    (folder / "jangkar-000001.txt").unlink()
    assert found() == [("anchor", "", 1)]


def test_an_anchor_taken_from_the_database_is_named(five, tamper):
    anchors.drop()
    tamper("ALTER TABLE audit_anchor DISABLE TRIGGER USER", "DELETE FROM audit_anchor")
    assert found() == [("anchor", "", 1)]
    assert not Anchor.objects.exists()


def test_the_command_counts_what_holds(five):
    out = StringIO()
    call_command("journal", "verify", stdout=out)
    assert out.getvalue().strip() == "10 baris dalam 2 rantai utuh."


def test_the_command_names_what_does_not(five, tamper):
    tamper(f"DELETE FROM audit_journalentry WHERE chain = '{CHAIN}' AND seq = 3")
    out = StringIO()
    with pytest.raises(CommandError, match="1 dari 2 rantai rusak"):
        call_command("journal", "verify", stdout=out)
    assert out.getvalue().strip() == f"Baris 3 rantai {CHAIN} dihapus."


def test_the_applications_role_can_verify_and_anchor(five, as_application):
    with as_application():
        anchors.drop()
        assert verification.verify().holds
