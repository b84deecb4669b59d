"""Who sees a case, by role and tier; and that nothing tells how it came in."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.case_shapes import whole_of
from cases.models import Case, CaseWall, Report, ReportLink
from cases.queries import authority_chain, timeline
from cases.waiting import tasks_for
from neutrality.accounts.models import Role
from tests.cases.procedure.world import World
from tests.factories import make_user

# Who sees the case of ``pelaksana``: while it lies at the desk, at the direct superior, and reported up.
TABLE = [
    # key, roles, at the desk, assigned, escalated to kabid
    ("analis", [Role.INTAKE], True, True, True),
    ("auditor", [Role.AUDITOR], True, True, True),
    ("kasi", [], False, True, True),
    ("kabid", [], False, False, True),
    ("kadis", [], False, False, False),
    ("sekda", [], False, False, True),  # signs the order that moves the duty
    ("ppk", [], False, False, False),
    ("inspektur", [], False, False, False),
    ("kepala_bkpsdm", [], False, True, True),  # signs the order that assigns
    ("kabag_hukum", [Role.LEGAL], False, False, False),
    ("kadis_lain", [], False, False, False),
    ("rekan", [], False, False, False),
    ("pelaksana", [Role.INTAKE, Role.AUDITOR], False, False, False),  # the subject, whatever the roles
]


@pytest.mark.parametrize(("key", "roles", "at_desk", "assigned", "escalated"), TABLE)
def test_tiers_and_roles(
    world: World, key: str, roles: list[str], at_desk: bool, assigned: bool, escalated: bool
) -> None:
    user = world.user(key, *roles)

    def sees() -> bool:
        return bool(Case.objects.visible_to(world.user(key)).filter(pk=case.pk).exists())

    case = world.case()
    assert sees() is at_desk
    world.do(case, "assign")
    assert sees() is assigned
    assert [task.case for task in tasks_for(user)].count(case.code) == int(key in ("kasi", "kepala_bkpsdm"))
    world.do(case, "reassign", ordered_by=world.code("sekda"), reason="idle", served_on=date(2024, 10, 7))
    assert sees() is escalated


@pytest.mark.parametrize("role", [Role.ADMIN, Role.BAWASLU, Role.OPERATOR, Role.ALTERNATE_INTAKE, Role.REGISTRAR])
def test_roles_without_cases(world: World, role: str) -> None:
    case = world.case()
    outsider = make_user(agency=world.agency, roles=[role], is_staff=role == Role.ADMIN)
    assert not Case.objects.visible_to(outsider).filter(pk=case.pk).exists()


def test_another_agency_sees_nothing(world: World) -> None:
    case = world.case()
    other = make_user(agency=World(world.settings).agency, roles=[Role.INTAKE, Role.AUDITOR, Role.REGISTRAR])
    assert not Case.objects.visible_to(other).filter(pk=case.pk).exists()


def test_finished_cases_are_the_custodians(world: World) -> None:
    case = world.case()
    world.do(case, "discontinue")
    registrar = make_user(agency=world.agency, roles=[Role.REGISTRAR])
    assert not Case.objects.visible_to(world.desk).filter(pk=case.pk).exists()
    assert Case.objects.visible_to(registrar).filter(pk=case.pk).exists()


def test_a_wall_beats_every_right(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    CaseWall.objects.create(case=case, person=world.tree.person("kasi"), reason="declared", since=date(2024, 10, 7))
    assert not Case.objects.visible_to(world.user("kasi")).filter(pk=case.pk).exists()


def test_powers_end_with_the_appointment(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    held = world.tree.appointment("kasi")
    held.ends_on = date(2024, 10, 7)
    held.save()
    assert Case.objects.visible_to(world.user("kasi")).filter(pk=case.pk).exists()
    world.on(date(2024, 10, 8))
    assert not Case.objects.visible_to(world.user("kasi")).filter(pk=case.pk).exists()


def test_lists_take_the_same_number_of_queries(world: World) -> None:
    client = Client()
    client.force_login(world.desk)

    def count() -> tuple[int, int, int]:
        found = []
        for ask in (
            lambda: tasks_for(world.user("analis")),
            lambda: client.get("/kasus/"),
            lambda: client.get("/api/v1/cases/"),
        ):
            with CaptureQueriesContext(connection) as queries:
                ask()
            found.append(len(queries))
        return found[0], found[1], found[2]

    world.case("pelaksana")
    count()  # caches fill
    one = count()
    for key in ("guru", "rekan", "kasi", "kabid", "pelaksana_lain"):
        world.case(key)
    assert count() == one


# --- nothing of the source ---------------------------------------------------------------------


def test_from_a_report_and_from_an_own_finding_are_one(world: World) -> None:
    """The same case opened twice: once from an anonymous report, once by the agency itself."""
    told, found = world.incident(code="PR-24-AAAA1"), world.incident(code="PR-24-BBBB1")
    report = Report.objects.create(
        agency=world.agency,
        code="LP-24-7QHM",
        channel="public_web",
        received_on=date(2024, 10, 6),
        narrative="Rahasia",
        desk="main",
    )
    from_report = world.case("pelaksana", "PP94-N-06", incident=told)
    ReportLink.objects.create(report=report, incident=told, linked_by=world.desk, on=date(2024, 10, 7))
    own = world.case("pelaksana", "PP94-N-06", incident=found)
    for reader in (world.user("analis"), world.user("auditor", Role.AUDITOR)):
        assert _faces(from_report, reader) == _faces(own, reader)
    for case in (from_report, own):
        world.do(case, "assign")
    assert _faces(from_report, world.user("kasi")) == _faces(own, world.user("kasi"))


def _faces(case: Case, reader: Any) -> str:
    """Everything that a reader meets of a case, without its ids."""
    case = Case.objects.select_related("incident", "agency", "person", "unit", "holder").get(pk=case.pk)
    own = [one for one in case._meta.concrete_fields if one.name not in ("id", "code", "incident")]
    fields = {one.name: str(getattr(case, one.attname)) for one in own}
    shown = whole_of(case, reader)
    rows = [
        [str(value) for name, value in row.items() if name not in ("id", "case_id", "order")]
        for kind in ("tiers", "walls", "allegations", "deadlines", "moves", "accesses")
        for row in getattr(case, kind).values()
    ]
    for row in rows:
        row[:] = [value for value in row if not value.startswith("2026-") and "+00:00" not in value]
    text = repr([fields, shown, [str(row) for row in rows], timeline(case), authority_chain(case, reader)])
    ids = [case.code, case.incident.code, *(other.code for other in Case.objects.exclude(pk=case.pk))]
    for one in ids:
        text = text.replace(one, "ID")
    return text
