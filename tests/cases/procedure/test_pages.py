"""Every page of a case answers, for whoever may see it and for nobody else."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Case
from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from tests.cases.procedure.world import World, scan

TABS = ["", "bukti/", "surat/", "pemeriksaan/", "cetak/"]


def client_of(world: World, who: str) -> Client:
    client = Client()
    client.force_login(world.desk if who == "desk" else world.user(who))
    return client


@pytest.mark.parametrize("tab", [*TABS, "jejak/"])
def test_pages_open_for_the_desk(world: World, tab: str) -> None:
    case = world.reported()
    answer = client_of(world, "desk").get(f"/kasus/{case.code}/{tab}")
    assert answer.status_code == 200
    assert case.person.name in answer.content.decode()


@pytest.mark.parametrize("tab", TABS)
def test_pages_open_for_the_tier_and_for_no_other(world: World, tab: str) -> None:
    case = world.summoned()
    assert client_of(world, "kasi").get(f"/kasus/{case.code}/{tab}").status_code == 200
    for stranger in ("kabid", "kadis_lain", "pelaksana", "sekda"):
        assert client_of(world, stranger).get(f"/kasus/{case.code}/{tab}").status_code == 404


def test_the_list_shows_what_waits(world: World) -> None:
    case = world.summoned()
    for query in ("", "?holder=me", "?q=KS-24", "?overdue=1", "?status=summoned", "?status=nonsense", "?after=x_y"):
        assert client_of(world, "kasi").get(f"/kasus/{query}").status_code == 200
    assert case.code in client_of(world, "kasi").get("/kasus/?holder=me").content.decode()
    assert case.code not in client_of(world, "kabid").get("/kasus/").content.decode()


def test_opening_a_case_is_one_row_on_its_chain(world: World) -> None:
    case = world.case()
    before = JournalEntry.objects.filter(chain=f"case:{case.code}").count()
    client_of(world, "desk").get(f"/kasus/{case.code}/")
    assert JournalEntry.objects.filter(chain=f"case:{case.code}").count() == before + 1


def test_a_move_is_recorded_on_its_page(world: World) -> None:
    case = world.case()
    client = client_of(world, "desk")
    page = client.get(f"/kasus/{case.code}/langkah/assign/")
    assert page.status_code == 200
    answer = client.post(f"/kasus/{case.code}/langkah/assign/", {"act-acted_on": "2024-10-07", "note": ""})
    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).status == "assigned"


def test_a_refused_move_says_what_is_missing(world: World) -> None:
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    client = client_of(world, "kasi")
    answer = client.post(f"/kasus/{case.code}/langkah/summon/", {"act-acted_on": "2024-10-07"})
    assert answer.status_code == 409
    assert "tim pemeriksa dahulu" in answer.content.decode()


def test_a_team_is_recorded_from_paper(world: World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    members = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
               "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    posted = {"act-acted_on": "2024-10-07", "act-acted_by": world.code("ppk"),
              "act-scan": SimpleUploadedFile("sk.png", scan(), "image/png")}  # fmt: skip
    for index, (key, (element, role)) in enumerate(members.items()):
        posted |= {f"members-{index}-appointment": world.code(key), f"members-{index}-element": element,
                   f"members-{index}-role": role}  # fmt: skip
    # A browser also sends the rows that nobody touched, with the first of their choices.
    posted |= {"members-3-appointment": "", "members-3-element": "lain", "members-3-role": "anggota"}
    client = client_of(world, "desk")
    page = client.get(f"/kasus/{case.code}/langkah/form_team/")
    assert world.code("kasi") in page.content.decode()
    answer = client.post(f"/kasus/{case.code}/langkah/form_team/", posted)
    assert answer.status_code == 302, answer.content.decode()
    assert case.team.count() == 3


def test_every_move_page_opens(world: World) -> None:
    client = client_of(world, "desk")
    stops = [world.case(), world.summoned(), world.reported()]
    world.on(date(2024, 10, 7))
    absent = world.missed(world.summoned())
    from cases import transitions

    for case in [*stops, absent]:
        case.refresh_from_db()
        for move in transitions.moves_from(case.track, case.status):
            if move.code != "decide":
                assert client.get(f"/kasus/{case.code}/langkah/{move.code}/").status_code == 200, move.code


def test_the_trail_of_readers_is_for_desk_and_auditors(world: World) -> None:
    case = world.summoned()
    assert client_of(world, "kasi").get(f"/kasus/{case.code}/jejak/").status_code == 404
    world.user("auditor", Role.AUDITOR)
    assert client_of(world, "auditor").get(f"/kasus/{case.code}/jejak/").status_code == 200


def test_a_running_file_enters_from_the_middle(world: World) -> None:
    world.on(date(2024, 10, 16))
    client = client_of(world, "desk")
    nip = world.tree.person("pelaksana").employee.nip
    assert client.get("/kasus/berkas-berjalan/").status_code == 200
    posted = {"nip": nip, "title": "Ajakan", "occurred_on": "2024-09-24", "place": "Aula", "violations": "PP94-N-06",
              "brief": "Mengajak staf.", "opened_on": "2024-09-26", "steps-0-move": "assign",
              "steps-0-acted_on": "2024-09-27"}  # fmt: skip
    answer = client.post("/kasus/berkas-berjalan/", posted)
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get()
    assert (case.legacy, case.status, case.opened_on) == (True, "assigned", date(2024, 9, 26))
