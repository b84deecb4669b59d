"""Walls stand before anybody opens a report, and at every door."""

from typing import Any

import pytest

from cases import walls
from cases.actions import triage
from cases.models import Report, ReportWall
from neutrality.accounts.models import Role, RoleGrant
from tests.cases.source.conftest import City, Post
from tests.factories import appoint, make_agency, make_employee, make_person, make_position, make_unit, make_user

MAIN, ALTERNATE = Report.Desk.MAIN, Report.Desk.ALTERNATE


def test_an_ordinary_report_is_the_main_desks(city: City, submit: Post) -> None:
    _response, report = submit(persons=[{"name": "Pak W", "unit": "Dinas Perhubungan", "position": "Kepala Bidang"}])

    assert report.desk == MAIN
    assert report in Report.objects.visible_to(city.analyst)
    assert report not in Report.objects.visible_to(city.inspector)


@pytest.mark.parametrize(
    "told",
    [
        lambda c: {"name": c.analyst.person.full_name},
        lambda c: {"name": f"Ibu {c.analyst.person.name.upper()}, S.H."},
        lambda c: {"name": "", "nip": c.analyst.person.employee.nip},
        lambda c: {"name": "", "nip": f" {c.analyst.person.employee.nip[:8]} {c.analyst.person.employee.nip[8:]}"},
        lambda c: {"name": "", "unit": "BKPSDM"},
        lambda c: {"name": "seseorang", "unit": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"},
        lambda c: {"name": "", "position": "Kepala BKPSDM"},
        lambda c: {"name": "", "position": "Kaban Kepegawaian dan Pengembangan Sumber Daya Manusia"},
        lambda c: {"name": "Contoh A.", "unit": "BKPSDM"},
        lambda c: {"name": "", "position": "staf BKPSDM"},
    ],
)
def test_a_report_that_touches_the_main_desk_goes_to_the_alternate(city: City, submit: Post, told: Any) -> None:
    _response, report = submit(persons=[told(city)])

    assert report.desk == ALTERNATE
    assert report not in Report.objects.visible_to(city.analyst)
    assert report in Report.objects.visible_to(city.inspector)


def test_sekda_and_ppk_are_looked_for_too(city: City, submit: Post) -> None:
    for position in ("Sekda", "Sekretaris Daerah", "Pj. Wali Kota", "walikota"):
        assert submit(persons=[{"name": "", "position": position}])[1].desk == ALTERNATE, position


def test_a_name_in_the_story_counts(city: City, submit: Post) -> None:
    name = city.analyst.person.name
    assert submit(narrative=f"Pagi tadi {name} membagikan stiker.")[1].desk == ALTERNATE
    assert submit(narrative="Pegawai BKPSDM membagikan stiker di kantor.")[1].desk == ALTERNATE
    assert submit(narrative="Kepada Yth. BKPSDM, saya melihat kepala dinas membagikan stiker.")[1].desk == MAIN


def test_the_reporters_wish_sends_it_away_and_walls_whom_it_names(city: City, submit: Post) -> None:
    _response, report = submit(not_to_be_read_by=["Kepala BKPSDM"])

    assert report.desk == ALTERNATE
    head = city.tree.person("kepala_bkpsdm")
    assert ReportWall.objects.get(report=report, person=head).reason == ReportWall.Reason.ASKED


def test_a_wish_against_the_alternate_desk_keeps_it_at_the_main_desk(city: City, submit: Post) -> None:
    _response, report = submit(not_to_be_read_by=["Inspektorat"])

    assert report.desk == MAIN
    assert report in Report.objects.visible_to(city.analyst)


def test_where_both_desks_are_touched_somebody_clean_reads_it(city: City, submit: Post) -> None:
    clean = make_user("bersih", person=make_employee(position=make_position(city.tree.unit("dinas_lain")), name="Umpama Bersih"),
                      roles=[Role.INTAKE])  # fmt: skip
    persons = [{"name": city.analyst.person.name}, {"name": city.inspector.person.name}]

    _response, report = submit(persons=persons)

    assert report.desk == MAIN
    assert [u for u in (city.analyst, city.inspector, clean) if report in Report.objects.visible_to(u)] == [clean]


def test_where_nobody_is_left_the_province_reads_it(city: City, submit: Post) -> None:
    province = make_agency(kind="provinsi")
    make_unit(agency=province)
    provincial = make_user("provinsi", agency=province, roles=[Role.INTAKE])
    city.agency.parent = province
    city.agency.save()

    _response, report = submit(not_to_be_read_by=["BKPSDM", "Inspektorat"])

    assert report.agency == province
    assert report in Report.objects.visible_to(provincial)
    assert not any(report in Report.objects.visible_to(u) for u in (city.analyst, city.other_analyst, city.inspector))


def test_others_of_the_agency_see_no_report(city: City, submit: Post) -> None:
    _response, report = submit()
    for role in (Role.AUDITOR, Role.ADMIN, Role.LEGAL, Role.REGISTRAR, Role.OPERATOR, Role.BAWASLU):
        user = make_user(roles=[role], agency=city.agency, is_staff=True, is_superuser=True)
        assert report not in Report.objects.visible_to(user)
    stranger = make_user(roles=[Role.INTAKE], agency=make_agency())
    assert report not in Report.objects.visible_to(stranger)


def test_whoever_receives_a_right_later_is_walled_then(city: City, submit: Post) -> None:
    teacher = city.tree.person("guru")
    _response, report = submit(persons=[{"name": teacher.name, "unit": "SMP Negeri 97"}])
    assert report.desk == MAIN

    user = make_user("guru", person=teacher, roles=[Role.INTAKE])

    assert report in Report.objects.visible_to(city.analyst)
    assert report not in Report.objects.visible_to(user)


def test_a_nickname_walls_later_too(city: City, submit: Post) -> None:
    newcomer = make_employee(name="Wira Umpamawan", position=make_position(city.tree.unit("seksi")))
    _response, report = submit(persons=[{"name": "Pak Wira"}])
    user = make_user("wira", person=newcomer)
    assert not ReportWall.objects.filter(report=report, account=user).exists()

    RoleGrant.objects.create(user=user, role=Role.INTAKE, starts_on="2024-12-01")

    assert ReportWall.objects.filter(report=report, account=user).exists()


def test_rights_that_came_by_an_import_are_found_at_night(city: City, submit: Post) -> None:
    teacher = make_employee(name="Wira Umpamawan", position=make_position(city.tree.unit("seksi")))
    _response, report = submit(persons=[{"name": "Pak Wira"}])
    user = make_user("wira", person=teacher)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=Role.INTAKE, starts_on="2024-01-01")])

    assert walls.recheck_all() == 1
    assert report not in Report.objects.visible_to(user) and report in Report.objects.visible_to(city.analyst)
    assert walls.recheck_all() == 0


def test_who_moves_into_a_watched_office_is_walled(city: City, submit: Post) -> None:
    person = make_person(city.agency, name="Andai Sekretaris")
    user = make_user("baru", person=person)
    _response, report = submit(persons=[{"name": "Sdr. Andai Sekretaris, S.Sos."}])
    city.tree.appointment("sekda").delete()

    appoint(person, city.tree.position("sekda"))

    assert report.walls.filter(person=person).exists()
    assert walls.recheck(user) == 0


@pytest.mark.parametrize(
    "path",
    ["", "matches/", "similar/"],
)
def test_for_the_walled_every_door_answers_as_if_there_were_nothing(
    city: City, submit: Post, get: Post, post: Post, path: str
) -> None:
    """A false report by the analyst about himself teaches him nothing."""
    _response, report = submit(persons=[{"name": city.analyst.person.full_name}])

    assert (
        get(f"reports/{report.code}/{path}", city.analyst).content
        == get(f"reports/LP-24-0000/{path}", city.analyst).content
    )
    assert get(f"reports/{report.code}/{path}", city.analyst).status_code == 404
    for step in ("open_case", "attach", "release", "ask", "forward", "close", "note", "undo"):
        walled = post(f"reports/{report.code}/{step}/", {}, city.analyst)
        absent = post(f"reports/LP-24-0000/{step}/", {}, city.analyst)
        assert (walled.status_code, walled.content) == (absent.status_code, absent.content)
        assert walled.status_code == 404
    listed = get("reports/?count=capped", city.analyst).json()
    assert listed["results"] == [] and listed["count"] == 0
    assert get(f"reports/?q={report.code}", city.analyst).json()["results"] == []


def test_a_report_written_down_by_the_desk_about_itself_leaves_its_hands(city: City, post: Post) -> None:
    body = {
        "channel": "walk_in",
        "narrative": "Warga melapor di loket.",
        "persons": [{"name": city.other_analyst.person.name}],
    }

    response = post("reports/entry/", body, city.analyst)

    assert response.status_code == 201
    assert set(response.json()) == {"id", "status"}
    report = Report.objects.get(code=response.json()["id"])
    assert report.desk == ALTERNATE


def test_nobody_but_the_desk_is_told_of_walls(city: City, submit: Post, get: Post) -> None:
    _response, report = submit(persons=[{"name": city.tree.person("guru").name}])
    assert "walls" not in get(f"reports/{report.code}/", city.analyst).json()


def test_the_desk_adds_a_wall_that_the_reporter_told_later(city: City, submit: Post) -> None:
    _response, report = submit()

    triage.note(actor=city.analyst, report=report, avoid=["Kepala BKPSDM"])

    report.refresh_from_db()
    assert report.desk == ALTERNATE and report not in Report.objects.visible_to(city.analyst)
