"""Whatever article the program prints or leans on stands in the catalogue."""

import pytest

from cases import transitions
from neutrality.law.catalogue import ROOT as FIXTURES
from neutrality.law.catalogue import load
from tests.law.articles import bare, known, places, statutes

LAW = load()
PLACES, STATUTES = known(LAW)
OF_ANY = {place[1:] for place in PLACES}
ROOT = FIXTURES.parent.parent
FOLDERS = ("neutrality", "cases", "sanctions", "templates", "static", "docs")
KINDS = (".py", ".html", ".js", ".md", ".txt", ".po", ".json")
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in KINDS and ("Pasal " in path.read_text() or statutes(path.read_text()))
)


def told(path: str) -> str:
    """The text of a file, with sentences that go on in the next line of code put together."""
    lines = (ROOT / path).read_text().splitlines()
    return " ".join(line.strip().strip("#").strip(' "') for line in lines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PP 94/2021 Pasal 5 huruf n angka 6", ("PP 94/2021", "pasal 5", "huruf n", "angka 6")),
        ("PP 94/2021 Pasal 26 ayat (2)-(3)", ("PP 94/2021", "pasal 26", "ayat 3")),
        ("PP 94/2021 Pasal 16-23, 33", ("PP 94/2021", "pasal 19")),
        ("PP 94/2021 Pasal 16-23, 33", ("PP 94/2021", "pasal 33")),
        ("UU 20/2023 Pasal 52 ayat (3) huruf g, ayat (4)", ("UU 20/2023", "pasal 52", "ayat 4")),
        ("UU 7/2017 Pasal 280 ayat (2) huruf f, h", ("UU 7/2017", "pasal 280", "ayat 2", "huruf h")),
        ("PP 94/2021 Pasal 26 dan Pasal 99.", ("PP 94/2021", "pasal 99")),
    ],
)
def test_articles_are_found_in_a_text(text, found):
    assert found in places(text)
    assert bare(text) == set()
    assert bare("menurut Pasal 99 ayat (7)") == {("pasal 99",), ("pasal 99", "ayat 7")}


def test_an_article_that_the_catalogue_has_not_is_noticed():
    assert places("PP 94/2021 Pasal 99") - PLACES == {("PP 94/2021", "pasal 99")}
    assert statutes("UU 99/2030 Pasal 1") - STATUTES == {"UU 99/2030"}
    assert ("pasal 99",) not in OF_ANY


@pytest.mark.parametrize("path", FILES)
def test_every_article_in_the_program_stands_in_the_catalogue(path):
    text = told(path)

    assert places(text) <= PLACES
    assert bare(text) <= OF_ANY
    assert statutes(text) <= STATUTES


def test_the_program_cites_in_many_places():
    assert len(FILES) > 30
    assert len(set().union(*(places(told(path)) for path in FILES))) > 30


def test_of_the_regulation_of_bkn_only_articles_that_somebody_read():
    """Trap 30: other numbers of Peraturan BKN 6/2022 were never verified."""
    cited = {place[1] for place in PLACES if place[0] == "Peraturan BKN 6/2022"}

    assert cited <= {f"pasal {number}" for number in (3, 15, 40, 46, 49, 50, 55, 57, 62)}


# Statuses of a case as the state machine of the catalogue names them (CONTRACT, "They stand for …").
STATES = {
    "assigned": {"atasan_ditugasi"}, "team_formed": {"tim_dibentuk"}, "summoned": {"dipanggil_1"},
    "absent": {"tidak_hadir_1"}, "summoned_again": {"dipanggil_2"}, "absent_again": {"tidak_hadir_2"},
    "examined": {"diperiksa"}, "minuted": {"bap_selesai"}, "reported": {"lhp"}, "escalated": {"kewenangan_naik"},
    "proposed_to_president": {"usul_presiden"}, "decided": {"keputusan_ditetapkan"}, "not_proven": {"tidak_terbukti"},
    "served": {"disampaikan", "dikirim"}, "remedy_window": {"masa_upaya"}, "objection": {"keberatan"},
    "appeal": {"banding"}, "remedy_decided": {"putusan_upaya"}, "in_force": {"berlaku"}, "serving": {"menjalani"},
}  # fmt: skip
CITED = [move for move in transitions.DISCIPLINE if move.citation and move.verified]


@pytest.mark.parametrize("move", CITED, ids=lambda move: f"{move.code}-{move.target}")
def test_a_move_cites_what_its_step_rests_on(move):
    steps = [
        row
        for row in LAW.states.values()
        if row.kind == "transition"
        and any(row.source_state in STATES.get(source, ()) for source in move.sources)
        and row.to in STATES.get(move.target, ())
    ]
    limit = [row for row in LAW.deadlines.values() if row.id == move.deadline]
    basis = set().union(*(places(row.basis) for row in steps), *(places(row.article) for row in limit))

    assert places(move.citation) <= PLACES
    if steps:
        assert {place[:2] for place in places(move.citation)} <= {place[:2] for place in basis}
