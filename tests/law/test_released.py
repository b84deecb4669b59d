"""A released version never changes again, and what rests on it is answered as it was."""

import shutil

import pytest

from neutrality.law import assess, catalogue, released
from neutrality.law.catalogue import load, versions
from neutrality.law.diff import answer_changes, changed_rows
from tests.law.asking import FACTS, who
from tests.law.calendar import Weekdays

FIRST = "2026.11.1"


@pytest.fixture
def copy(tmp_path):
    for name in (FIRST, versions()[-1]):
        shutil.copytree(catalogue.ROOT / name, tmp_path / name, dirs_exist_ok=True)
    shutil.copy(catalogue.ROOT / released.NAME, tmp_path / released.NAME)
    return tmp_path


def test_every_version_on_disk_is_released_and_unchanged():
    assert set(released.recorded()) == set(versions())
    assert released.changed_or_gone() == ()


def test_one_sign_more_is_found(copy):
    path = copy / FIRST / "sanctions.yaml"
    path.write_text(path.read_text().replace("Teguran lisan", "Teguran  lisan", 1))

    assert "make a new version instead" in released.problem(FIRST, copy)
    with pytest.raises(ValueError, match="changed after its release"):
        released.release(FIRST, copy)


def test_line_ends_of_another_system_are_no_change(copy):
    path = copy / FIRST / "meta.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert released.problem(FIRST, copy) == ""


def test_files_that_are_gone_are_missed(copy):
    shutil.rmtree(copy / FIRST)

    assert released.missing(copy) == [FIRST]


def test_a_new_version_is_free_until_it_is_released(copy):
    shutil.copytree(copy / FIRST, copy / "2027.1.1")
    (copy / "2027.1.1" / "meta.yaml").write_text("version: '2027.1.1'\n")
    assert released.problem("2027.1.1", copy) == ""

    released.release("2027.1.1", copy)
    assert released.recorded(copy)["2027.1.1"] == released.digest("2027.1.1", copy)
    (copy / "2027.1.1" / "meta.yaml").write_text("version: '2027.1.2'\n")
    assert released.problem("2027.1.1", copy)


# --- what the second version changed -------------------------------------------------------
def rows_changed():
    return {(row.kind, f"{row.table}/{row.id}") for row in changed_rows(load(FIRST), load("2026.11.2"))}


def test_the_second_version_adds_a_question_a_form_and_a_reading():
    assert rows_changed() == {
        ("added", "questions/Q-CPNS-ETIK"), ("added", "documents/L06_KEP_PTDH_DISIPLIN"),
        ("changed", "questions/Q-PDHTAPS"), ("changed", "sanctions/B3"),
    }  # fmt: skip


def both(**changes):
    return [
        assess(FACTS | changes, catalogue=load(name), calendar=Weekdays()).as_dict() for name in (FIRST, "2026.11.2")
    ]


def test_the_dismissal_reads_alike_in_both_versions():
    """The reading moved from the engine into the row; title, article and officers stay."""
    for option in ("pdhtaps", "ptdh"):
        old, new = both(legal_positions={"Q-PDHTAPS": option})
        assert old["permitted"] == new["permitted"]


def test_only_a_candidate_on_the_ethics_track_is_asked_anew():
    facts = {"event_date": "2024-09-01", "violations": ["SKB-E-04"]}
    old, new = both(subject=who(kind="CPNS", position="pelaksana"), **facts)
    assert answer_changes(old, new) == ["findings: + question legal_position_open legal_positions.Q-CPNS-ETIK"]

    old, new = both(subject=who(position="pelaksana"), **facts)
    assert answer_changes(old, new) == []
