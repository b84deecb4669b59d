"""The files of the catalogue: their shape, their dates, and what the checks find when something is wrong."""

import copy
from datetime import date
from typing import Any

import pytest

from neutrality.law import catalogue as books
from neutrality.law.catalogue import FILES, RULES, Catalogue, load, read_files, versions
from neutrality.law.check import problems
from neutrality.law.rows import Table
from neutrality.law.schema import problems_of


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    return read_files(books.ROOT / versions()[-1])


def built(raw: dict[str, Any]) -> Catalogue:
    tables: dict[str, Any] = {name: books._table(name, raw[name]) for name in FILES}
    tables |= {name: books._table(name, raw["rules"][name]) for name in RULES}
    return Catalogue(version="test", compiled_on=date(2026, 11, 22), **tables)


def row_of(raw: dict[str, Any], table: str, row_id: str) -> dict[str, Any]:
    rows = raw["rules"][table] if table in RULES else raw[table]
    return next(row for row in rows if row["id"] == row_id)


@pytest.mark.parametrize("version", versions())
def test_every_version_fits_the_schema_and_hangs_together(version):
    assert problems(load(version)) == []


def test_the_newest_version_is_the_default():
    assert load() is load(versions()[-1])
    with pytest.raises(LookupError):
        load("1999.1.1")


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("violations", "SKB-D-06", "level", "parah"),
        ("violations", "SKB-D-06", "period", "kapan saja"),
        ("sanctions", "B1", "remedy", "doa"),
        ("sanctions", "B1", "use", []),
        ("statutes", "PP-94-2021", "valid_from", "31-08-2021"),
        ("deadlines", "D-SAMPAI", "n", "14 hari"),
        ("questions", "Q-CPNS", "options", []),
        ("remedies", "REM-BANDING", "type", "kasasi"),
        ("documents", "F02_BAP", "verified", "ya"),
    ],
)
def test_the_schema_names_what_does_not_fit(raw, table, row, column, value):
    wrong = copy.deepcopy(raw)
    row_of(wrong, table, row)[column] = value

    assert any(column in line for line in problems_of(wrong))


def test_the_schema_wants_every_column_and_each_id_once(raw):
    without, twice = copy.deepcopy(raw), copy.deepcopy(raw)
    del row_of(without, "sanctions", "B1")["source"]
    twice["channels"].append(twice["channels"][0])

    assert any("source" in line for line in problems_of(without))
    assert problems_of(twice) == ["channels/public_web: said twice"]


@pytest.mark.parametrize(
    ("table", "row", "changes", "said"),
    [
        ("sanctions", "B1", {"document": "F99"}, "document 'F99' is no row of documents"),
        ("sanctions", "B1", {"authority": ["A-NOPE"]}, "authority 'A-NOPE' is no row"),
        ("sanctions", "B1", {"authority": ["A-KEPPERWAKILAN"]}, "nobody of a kota may impose it"),
        ("violations", "SKB-D-06", {"source": ["S-NOPE"]}, "source 'S-NOPE' is no row of sources"),
        ("violations", "SKB-D-06", {"valid_from": "2030-01-01"}, "no facts reach it"),
        ("violations", "SKB-D-06", {"valid_from": "2001-01-01"}, "begins before its statute"),
        ("violations", "SKB-D-06", {"valid_to": "2021-01-01"}, "ends before it begins"),
        ("questions", "Q-CPNS", {"recommended": "perhaps"}, "is no option"),
        ("questions", "Q-CPNS", {"affects": ["NOPE"]}, "affects 'NOPE' is no row"),
        ("statutes", "UU-5-2014", {"valid_to": "2023-10-29"}, "gap before UU-20-2023"),
        ("statutes", "UU-5-2014", {"valid_to": "2023-11-30"}, "overlap before UU-20-2023"),
        ("statutes", "UU-5-2014", {"valid_to": None}, "never ends"),
        ("contests", "PILKADA-2024", {"fixing": {}}, "no step fixes the candidates of kepala_daerah"),
        ("forwarding", "FW-06", {"to": ["nobody"]}, "to 'nobody' is no row of institutions"),
        # what a position changes
        ("deadlines", "D-SAMPAI", {"readings": {"working": {}, "maybe": {}}}, "reading 'maybe' is no option"),
        ("deadlines", "D-SAMPAI", {"readings": {"working": {}}}, "no reading for 'calendar' of 'Q-HARI-SAMPAI'"),
        ("deadlines", "D-SAMPAI", {"readings": {"working": {"day": 1}, "calendar": {}}}, "'day', which the row has not"),
        ("violations", "SKB-E-06", {"excused": {"rule": "CR-NOPE", "when": {}}}, "excused by 'CR-NOPE'"),
        ("questions", "Q-CPNS", {"until_answered": "perhaps"}, "is neither an option nor a finding"),
        # dates
        ("institutions", "bkn", {"valid_from": "2024-08-26"}, "merit_supervisor under Q-AKHIR-KASN d23: gap"),
        ("institutions", "kasn", {"valid_to": "2024-08-24"}, "merit_supervisor under Q-AKHIR-KASN d23: overlap"),
        ("contests", "PILKADA-2024", {"fixing": {"kepala_daerah": "undian"}}, "'undian' fixes the candidates"),
        ("forwarding", "FW-12", {"documents_by_date": [{"from": "2023-01-02", "to": "2023-01-01", "document": "X"}]},
         "document: a period ends before it begins"),
        # authority and remedy
        ("sanctions", "R1", {"authority": ["A-PPK-P-1"]}, "sanctions/R1: nobody of a kota may impose it"),
        ("sanctions", "R1", {"authority": []}, "sanctions/R1: nobody of a provinsi may impose it"),
        ("sanctions", "M1", {"authority": ["A-PTDH"]}, "sanctions/M1: A-PTDH does not name it"),
        ("authorities", "A-MORAL", {"types": ["M1", "M2", "R1"]}, "authorities/A-MORAL: names R1"),
        ("sanctions", "R2", {"remedy": "none"}, "sanctions/R2: no remedy, and no question about it"),
        ("remedies", "REM-BANDING", {"type": "none"}, "sanctions/B3: no remedy"),
        ("deadlines", "D-BANDING", {"n": None}, "remedies/REM-BANDING: no number of days"),
        # reach
        ("violations", "PP94-N-06", {"period": "kampanye", "requires": {"on_unpaid_leave": True}},
         "violations/PP94-N-06: no facts reach it"),
        ("violations", "PP94-N-03", {"level": None}, "violations/PP94-N-03: no facts reach it"),
        ("prohibitions", "P94-3D", {"valid_from": "2040-01-01"}, "prohibitions/P94-3D: no facts reach it"),
    ],
)  # fmt: skip
def test_the_check_names_what_does_not_hang_together(raw, table, row, changes, said):
    wrong = copy.deepcopy(raw)
    row_of(wrong, table, row).update(changes)

    assert any(said in line for line in problems(built(wrong)))


def test_a_violation_that_cites_only_the_old_law_is_found(raw):
    wrong = copy.deepcopy(raw)
    row = row_of(wrong, "violations", "SKB-D-06")
    row["legal_basis"] = [one for one in row["legal_basis"] if one["statute"] != "UU-20-2023"]

    assert any("nothing follows UU-5-2014 Pasal 9 ayat (2)" in line for line in problems(built(wrong)))


@pytest.mark.parametrize(
    ("table", "row", "column", "change", "said"),
    [
        ("violations", "SKB-D-06", "legal_basis", {"from": "2023-11-01"}, "nothing follows UU-5-2014"),
        ("violations", "SKB-D-06", "legal_basis", {"to": "2020-01-01"}, "legal_basis: a period ends before it begins"),
        ("sanctions", "X_PTDH_PARPOL", "legal_basis", {"from": "2023-11-01"}, "nothing follows UU-5-2014"),
    ],
)
def test_a_basis_must_go_on_from_day_to_day(raw, table, row, column, change, said):
    wrong = copy.deepcopy(raw)
    basis = next(one for one in row_of(wrong, table, row)[column] if one["statute"] == "UU-20-2023")
    basis.update(change)

    assert any(said in line for line in problems(built(wrong)))


@pytest.mark.parametrize(("start", "said"), [("2024-01-01", "use: overlap"), ("2025-01-03", "use: gap")])
def test_the_use_of_a_sanction_goes_on_from_day_to_day(raw, start, said):
    wrong = copy.deepcopy(raw)
    row = row_of(wrong, "sanctions", "S1_TUKIN6")
    first = row["use"][0] | {"to": "2025-01-01"}
    row["use"] = [first, row["use"][0] | {"from": start}]

    assert any(said in line for line in problems(built(wrong)))


def test_a_basis_that_is_told_twice_for_one_day_is_found(raw):
    wrong = copy.deepcopy(raw)
    row = row_of(wrong, "violations", "DESA-29-J")
    row["legal_basis"] = [*row["legal_basis"], row["legal_basis"][0] | {"from": "2024-01-01"}]

    assert any("UU-6-2014 Pasal 29 huruf j jo. Pasal 30 overlaps itself" in line for line in problems(built(wrong)))


def test_the_check_is_no_use_of_the_rows():
    from neutrality.law import coverage

    law = load()
    kept, coverage._used = coverage._used, set()
    try:
        assert problems(law) == []
        assert coverage._used == set()
        law.sanctions["B1"]
        assert coverage._used == {"sanctions/B1"}
    finally:
        coverage._used = kept


def test_a_row_cannot_change():
    row = load().sanctions["B1"]

    with pytest.raises(AttributeError):
        row.level = "ringan"
    with pytest.raises(TypeError):
        row.data["level"] = "ringan"
    with pytest.raises(AttributeError):
        _ = row.nonsense


@pytest.mark.parametrize(
    ("day", "table", "there", "gone"),
    [
        (date(2023, 10, 30), "statutes", "UU-5-2014", "UU-20-2023"),
        (date(2022, 9, 21), "violations", "PP94-N-06", "SKB-D-06"),
        (date(2024, 8, 23), "institutions", "kasn", "bkn"),
        (date(2024, 8, 24), "institutions", "bkn", "kasn"),
        (date(2021, 8, 30), "sanctions", "X_PTDH_PARPOL", "R1"),
    ],
)
def test_the_catalogue_of_a_day(day, table, there, gone):
    rows = getattr(load().in_force(day), table)

    assert isinstance(rows, Table)
    assert there in rows
    assert gone not in rows
    assert gone in getattr(load(), table)


def test_a_walk_through_a_table_is_no_use_of_its_rows():
    from neutrality.law import coverage

    table = Table("walk", {"X": load().sanctions["B1"]})
    assert [row.id for row in table.values()] == ["B1"]
    assert "walk/X" not in (coverage._used or set())
    assert table.get("X") is table["X"]
    assert table.get("Y") is None
