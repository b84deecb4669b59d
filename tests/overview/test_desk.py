"""What waits on a desk beside cases, for whom, and that its list is journalled; early signs reach two offices alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, CaseWall, Report
from cases.signs import early_signs
from neutrality.accounts.models import Role, User
from neutrality.audit.models import JournalEntry
from neutrality.organization.models import AppointmentRequest
from neutrality.overview import desk
from tests.cases.procedure.world import World, scan
from tests.factories import make_unit, make_user


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


def page(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/meja/").content.decode()


def verbs(user: User) -> list[str]:
    return [item.verb for item in desk.items_for(user)]


def told(world: World, **fields: Any) -> Report:
    number = Report.objects.count()
    values = {"agency": world.agency, "code": f"LP-24-{number:04}", "channel": "walk_in", "narrative": "Uraian kejadian.",
              "received_on": date(2024, 10, 7), "review_due": date(2024, 10, 14)}  # fmt: skip
    return Report.objects.create(**values | fields)


def test_reports_wait_on_the_desk_as_one_row(world: World) -> None:
    told(world), told(world, review_due=date(2024, 10, 9))
    (item,) = desk.items_for(world.desk)
    assert (item.verb, item.due) == ("Putuskan 2 laporan", date(2024, 10, 9))
    assert "batas internal instansi" in item.why
    assert verbs(world.user("kasi")) == []


def test_a_case_names_its_basis_and_where_to_read(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    (item,) = desk.items_for(world.user("kasi"))
    assert item.why
    assert item.read == f"/kasus/{case.code}/"
    assert "Baca dulu" in page(world.user("kasi"))


def test_the_list_of_the_desk_leaves_the_ids_that_it_showed(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    page(world.user("kasi"))
    row = JournalEntry.objects.filter(event="search.run", changes__door="desk").latest("id")
    assert row.changes["ids"] == [case.code]


def test_a_request_for_an_acting_official_waits_for_who_decides_it(world: World) -> None:
    position = world.tree.position("kasi")
    AppointmentRequest.objects.create(
        agency=world.agency, asked_by=world.user("kasi"), asked_for=world.tree.person("kasi"), asked_on=date(2024, 10, 7),
        position=position, person=world.tree.person("rekan"), starts_on=date(2024, 10, 10), ends_on=date(2024, 10, 12),
        reason="Dinas luar",
    )  # fmt: skip
    asks = "Putuskan permintaan Plh"
    assert asks in verbs(world.user("kabid"))
    assert asks not in verbs(world.user("kasi"))
    assert asks not in verbs(world.user("kadis_lain"))
    assert "Minta Plh" in page(world.user("kasi"))
    assert "Minta Plh" not in page(world.user("rekan"))


def test_a_summons_waits_for_the_subject_only_once_it_was_served(world: World) -> None:
    case = world.summoned()
    subject = world.user("pelaksana")
    assert verbs(subject) == []
    world.serve(case)
    assert verbs(subject) == ["Penuhi panggilan pemeriksaan"]
    assert case.code not in page(subject)


def test_a_desk_without_tasks_tells_the_next_limit_in_sight(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    assert "Tidak ada yang menunggu Anda" in page(world.user("kadis_lain"))
    below = [{"case": Case.objects.get(pk=case.pk)}]
    due = below[0]["case"].next_due
    assert desk.nearest_due(below, date(2024, 10, 7)) == due
    assert desk.nearest_due(below, (due or date.max) + timedelta(days=1)) is None


def test_an_operator_has_a_desk_without_cases(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    operator = make_user(roles=[Role.OPERATOR], agency=world.agency, unit=world.tree.unit("dinas"))
    assert case.code not in page(operator)
    assert verbs(operator) == []


def test_a_duty_that_nobody_can_do_waits_on_the_desk_until_an_order_is_served(world: World) -> None:
    """Passed over or vacant: the desk drafts the order, and records its service; the post's own act is nobody's."""
    from cases.actions import chain, duty
    from neutrality.documents import actions as documents
    from neutrality.documents.codes import Basis

    move, serve = "Alihkan tugas dengan perintah tertulis", "Serahkan perintah pengalihan"
    conflicted, vacant = world.case(), world.case("rekan")
    for case in (conflicted, vacant):
        world.do(case, "assign")
    assert move not in verbs(world.desk)
    chain.declare_conflict(case=conflicted, person=world.tree.person("kasi"), actor=world.user("kasi"))
    assert [item.url for item in desk.items_for(world.desk) if item.verb == move] == [
        f"/kasus/{conflicted.code}/tugas/"
    ]
    held = world.tree.appointment("kasi")
    held.ends_on = date(2024, 10, 6)
    held.save()
    assert verbs(world.desk).count(move) == 2
    order = duty.draft_transfer(
        case_code=vacant.code, actor=world.desk, ordered_by=world.tree.appointment("kadis"), reason="Jabatan lowong."
    )
    assert order.document is not None
    assert serve not in verbs(world.desk)
    documents.sign(
        document=order.document, actor=world.desk, signed_on=date(2024, 10, 7), signed_by=order.ordered_by,
        basis=Basis.SCAN, scan=scan(),
    )  # fmt: skip
    (item,) = [item for item in desk.items_for(world.desk) if item.verb == serve]
    assert item.url == f"/kasus/{vacant.code}/langkah/reassign/"
    assert verbs(world.user("kabid")) == []


# --- early signs --------------------------------------------------------------------------------


def test_reports_about_one_place_become_a_sign_for_their_desk_alone(world: World) -> None:
    for _number in range(3):
        told(world, place="Aula Dinas", occurred_from=date(2024, 10, 5),
             told='{"persons": [{"unit": "Dinas Pendidikan dan Kebudayaan"}]}')  # fmt: skip
    signs = early_signs(world.desk)
    assert {sign.about for sign in signs} == {"Unit kerja", "Peristiwa"}
    assert all(sign.number == 3 for sign in signs)
    assert "Tanda dini" in page(world.desk)
    for key in ("kadis", "sekda", "ppk", "kepala_bkpsdm"):
        assert early_signs(world.user(key)) == []
        assert "Tanda dini" not in page(world.user(key))
    auditor = world.user("auditor", Role.AUDITOR)
    assert early_signs(auditor) == []  # unconfirmed reports are the desk's own


def test_cases_become_a_sign_for_inspektorat_too_and_walls_hold(world: World) -> None:
    incident = world.incident()
    opened = [world.case(key, incident=incident) for key in ("pelaksana", "rekan", "guru")]
    auditor = world.user("auditor", Role.AUDITOR)
    (unit,) = (sign for sign in early_signs(auditor) if sign.about == "Unit kerja")
    assert unit.number == 3
    CaseWall.objects.create(case=opened[0], person=auditor.person, reason="declared", since=date(2024, 10, 7))
    assert early_signs(world.user("auditor")) == []


def test_a_cluster_further_down_is_told_as_what_it_is(world: World) -> None:
    """By the names of units at every level; a name that several units bear needs its perangkat daerah beside it."""
    persons = '{"persons": [{"unit": "%s"}]}'
    for unit in ("Seksi Kurikulum SMP", "seksi kurikulum smp", "Seksi Kurikulum SMP, Dinas Pendidikan"):
        told(world, told=persons % unit)
    (sign,) = early_signs(world.desk)
    assert sign.text.startswith(world.tree.unit("seksi").name)
    assert sign.number == 3
    twin = make_unit(world.tree.unit("bkpsdm"), name=world.tree.unit("seksi").name)
    assert early_signs(world.desk) == []  # which of the two is not told
    for _number in range(3):
        told(world, told=persons % f"{twin.name} {world.tree.unit('bkpsdm').name}")
    (sign,) = early_signs(world.desk)
    assert world.tree.unit("bkpsdm").name in sign.text or world.tree.unit("bkpsdm").short_name in sign.text
    for _number in range(2):
        told(world, told=persons % world.tree.unit("bkpsdm").name)
    assert sorted(sign.number for sign in early_signs(world.desk)) == [3, 5]


def test_a_walled_report_counts_for_nobody_who_is_walled(world: World) -> None:
    reports = [told(world, place="Aula Dinas", occurred_from=date(2024, 10, 5)) for _number in range(3)]
    reports[0].walls.create(account=world.desk, reason="asked")
    assert early_signs(world.desk) == []


def test_signs_that_were_shown_stand_in_the_viewer_s_chain(world: World) -> None:
    codes = [told(world, place="Aula Dinas", occurred_from=date(2024, 10, 5)).code for _number in range(3)]
    page(world.desk)
    row = JournalEntry.objects.filter(event="search.run", changes__door="signs").get()
    assert sorted(row.changes["ids"]) == codes


# --- recording from paper, objections -------------------------------------------------------------


def paper(user: User, **asked: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/meja/catat/", asked).content.decode()


def test_recording_from_paper_leads_to_the_act_itself(world: World) -> None:
    case = world.case()
    assert "/meja/catat/" in page(world.desk)
    assert case.code not in paper(world.user("kasi"))
    world.do(case, "assign")
    for user in (world.desk, world.user("kasi")):
        text = paper(user)
        assert f'href="/kasus/{case.code}/langkah/summon/"' in text
        assert f"/kasus/{case.code}/langkah/assign/" not in text
    client = Client()
    client.force_login(world.desk)
    assert "act-acted_by" in client.get(f"/kasus/{case.code}/langkah/summon/").content.decode()
    assert f"/kasus/{case.code}/langkah/form_team/" not in paper(world.user("kasi"))  # the PPK's, not a superior's
    assert case.code not in paper(world.user("kabid"))
    assert case.code not in paper(world.user("rekan"))
    assert case.code in paper(world.desk, q=case.person.name)
    assert case.code not in paper(world.desk, q="Nama Lain")
    row = JournalEntry.objects.filter(event="search.run", changes__door="paper").latest("id")
    assert row.changes["ids"] == []


def test_a_summons_that_was_not_served_is_served_from_there(world: World) -> None:
    case = world.summoned()
    assert f"/kasus/{case.code}/pemeriksaan/#penyerahan" in paper(world.desk)
    world.serve(case)
    assert f"/kasus/{case.code}/pemeriksaan/#penyerahan" not in paper(world.desk)
    assert f"/kasus/{case.code}/langkah/record_absence/" in paper(world.desk)


def test_a_task_without_a_case_offers_no_case_to_read(world: World) -> None:
    assert all(item.read != "/kasus//" for item in desk.items_for(world.desk))
    assert "Tidak ada keberatan" in page(world.user("kadis"))
    assert "Keberatan" not in page(world.user("rekan"))
