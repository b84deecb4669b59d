"""The moves as people read them: nothing of the table is missing, nothing is said that it does not hold."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from cases import flow, transitions
from cases.actions.deadlines import AGENCY_CLOCKS
from neutrality.law.catalogue import load
from tests.factories import make_agency, make_user

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def reader(db):
    client = Client()
    client.force_login(make_user(agency=make_agency()))
    return client


@pytest.mark.parametrize("track", transitions.TRACKS)
def test_papers_and_limits_of_the_table_stand_in_the_catalogue(track):
    catalogue = load()
    for move in transitions.TRACKS[track]:
        assert not move.document or move.document in catalogue.documents
        assert not move.deadline or move.deadline in AGENCY_CLOCKS or move.deadline in catalogue.deadlines
        assert move.who in flow.WHO


def test_what_no_text_says_is_marked_as_practice():
    """Moves without a citation are practice; limits of the agency never look like the law's."""
    rows = [row for track in transitions.TRACKS for row in flow.lines(track, None)]
    assert all(not row.verified for row in rows if not row.citation and row.code != "close")
    assert {row.deadline_basis for row in rows if row.deadline and not row.statute} == {"batas internal instansi"}
    limits = {row.code: (row.deadline, row.deadline_basis) for row in flow.lines("discipline", None)}
    assert limits["summon"] == ("5 hari kerja", "batas internal instansi")
    assert limits["serve"] == ("14 hari kerja", "PP 94/2021 Pasal 37 ayat (3)")


@pytest.mark.parametrize("track", transitions.TRACKS)
def test_every_move_of_every_status_is_drawn_once(track):
    drawn = flow.drawing(track)
    rows = transitions.TRACKS[track]
    assert [move for _number, moves in flow.numbered(track) for move in moves] == list(rows)
    expected = sorted(
        (source, f"{number} {move.label}" + (" ↻" if source == move.target else ""))
        for number, moves in flow.numbered(track)
        for move in moves
        if len(move.sources) <= flow.MANY
        for source in move.sources
    )
    assert sorted((box.status, port.text) for box in drawn.boxes for port in box.ports) == expected
    assert sum(len(side.dots) for side in drawn.sides) == sum(
        len(move.sources) for move in rows if len(move.sources) > flow.MANY
    )
    assert {box.status for box in drawn.boxes} == {one for row in rows for one in (*row.sources, row.target)}


@pytest.mark.parametrize("track", transitions.TRACKS)
def test_lines_end_at_the_rail_of_their_target_and_rails_never_share_a_place(track):
    drawn = flow.drawing(track)
    middle = {box.status: box.middle for box in drawn.boxes}
    rails = {rail.into: rail for rail in drawn.rails}
    targets = {number: moves[0].target for number, moves in flow.numbered(track)}
    for number, target in targets.items():
        for box in drawn.boxes:
            for port in box.ports:
                if port.text.split(" ")[0] == str(number) and not port.loop:
                    rail = rails[middle[target]]
                    assert port.end == rail.x
                    assert port.y in rail.joins
    for one in drawn.rails:
        for other in drawn.rails:
            assert one is other or one.x != other.x or one.bottom < other.top or other.bottom < one.top
    assert all(0 < rail.x < drawn.width and rail.bottom < drawn.height for rail in drawn.rails)


@pytest.mark.parametrize("track", transitions.TRACKS)
def test_the_page_shows_drawing_and_table(reader, track):
    answer = reader.get(f"/hukum/alur/?jalur={track}")
    page = answer.content.decode()
    drawn = page[page.index('<svg class="diagram"') :].partition("</svg>")[0] + "</svg>"
    svg = ET.fromstring(drawn)  # noqa: S314  # our own
    assert svg.attrib["role"] == "img"
    ids = {one.attrib.get("id") for one in svg.iter()}
    assert set(svg.attrib["aria-labelledby"].split()) <= ids
    assert "style=" not in drawn  # the content security policy
    for row in answer.context["lines"]:
        assert f'id="langkah-{row.number}"' in page
        assert str(row.target) in page


def test_an_unknown_track_is_absent_and_the_law_leads_here(reader):
    assert reader.get("/hukum/alur/?jalur=lain").status_code == 404
    assert 'href="/hukum/alur/"' in reader.get("/hukum/").content.decode()


def test_only_who_signed_in_reads_it(db):
    assert Client().get("/hukum/alur/").status_code == 302
