"""Asking for an acting official: the holder only asks, a higher official or BKPSDM decides, powers follow the dates."""

from datetime import date
from typing import Any

import pytest

from neutrality.errors import Refusal
from neutrality.notifications.models import Notice
from neutrality.organization import actions, queries
from neutrality.organization.models import Appointment, AppointmentRequest
from tests.factories import make_agency, make_tree, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2024, 10, 16)


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, TODAY.isoformat()


@pytest.fixture
def tree():
    return make_tree()


def ask(tree, by="kasi", post="kasi", person="rekan", **how):
    fields: dict[str, Any] = {
        "starts_on": date(2024, 10, 21),
        "ends_on": date(2024, 10, 25),
        "reason": "cuti tahunan",
    } | how
    return actions.ask_for_acting(
        actor=tree.user(by), position=tree.position(post), person=tree.person(person), **fields
    )


def grant(tree, request, by):
    order: dict[str, Any] = {"appointed_by": "Kepala Bidang", "order_number": "800/9/2024", "order_date": TODAY}
    return actions.grant_acting(actor=by, request=request, **order)


def test_powers_come_and_go_by_date_without_anyone_signing_in(tree, settings):
    request = ask(tree)
    assert queries.head_of(tree.unit("seksi"), date(2024, 10, 21)).person == tree.person("kasi")
    Appointment.objects.filter(person=tree.person("kasi")).update(ends_on=date(2024, 10, 20))

    grant(tree, request, tree.user("kabid"))

    for day, headed in (
        (date(2024, 10, 20), []),
        (date(2024, 10, 21), ["Seksi Kurikulum SMP"]),
        (date(2024, 10, 26), []),
    ):
        settings.TODAY = day.isoformat()
        user = type(tree.user("rekan")).objects.get(person=tree.person("rekan"))
        assert [unit.name for unit in user.headed_units] == headed
    assert queries.head_of(tree.unit("seksi"), date(2024, 10, 25)).title == "Plh. Kepala Seksi Kurikulum SMP"


@pytest.mark.parametrize(
    ("who", "decides"),
    [("kabid", True), ("kadis", True), ("sekda", True), ("kasi", False), ("rekan", False), ("kadis_lain", False),
     ("kepala_sekolah", False)],
)  # fmt: skip
def test_those_above_decide_never_the_one_who_asks_or_would_act(tree, who, decides):
    request = ask(tree)
    assert actions.may_decide(tree.user(who), request) is decides
    if not decides:
        with pytest.raises(Refusal) as refused:
            grant(tree, request, tree.user(who))
        assert (refused.value.code, refused.value.status) == ("not_yours", 403)
        assert not Appointment.objects.filter(capacity="plh").exists()


def test_bkpsdm_decides_but_not_on_its_own_request(tree):
    clerk, other = (make_user(roles=["registrar"], agency=tree.agency) for _ in range(2))
    request = actions.ask_for_acting(
        actor=clerk, position=tree.position("kasi"), person=tree.person("rekan"), starts_on=TODAY,
        ends_on=date(2024, 10, 18), reason="sakit",
    )  # fmt: skip
    assert not actions.may_decide(clerk, request)
    assert not actions.may_decide(make_user(roles=["registrar"], agency=make_agency()), request)
    assert grant(tree, request, other).capacity == "plh"


def test_a_refusal_has_its_reason_and_a_decision_falls_once(tree):
    request = ask(tree)
    with pytest.raises(Refusal):
        actions.refuse_acting(actor=tree.user("kabid"), request=request, reason=" ")
    actions.refuse_acting(actor=tree.user("kabid"), request=request, reason="Tugas dapat menunggu.")

    with pytest.raises(Refusal) as refused:
        grant(tree, request, tree.user("kadis"))
    assert refused.value.code == "already_decided"


def test_who_asked_hears_of_the_decision_without_its_content(tree):
    """In the app and by e-mail, once; the one who decides and the one who withdraws hear nothing."""
    asker = tree.user("kasi")
    refused, granted, withdrawn = ask(tree), None, None
    actions.refuse_acting(actor=tree.user("kabid"), request=refused, reason="Tugas dapat menunggu.")
    granted = ask(tree)
    grant(tree, granted, tree.user("kabid"))
    withdrawn = ask(tree, starts_on=date(2024, 11, 4), ends_on=date(2024, 11, 8))
    actions.withdraw_request(actor=asker, request=withdrawn)

    told = Notice.objects.order_by("pk")
    assert [(one.recipient, one.link) for one in told] == [
        (asker, f"/pegawai/permintaan/{one.code}/") for one in (refused, granted)
    ]
    assert told[0].sentence == "Permintaan pejabat pengganti sudah diputus. Buka aplikasi untuk membaca."


@pytest.mark.parametrize(
    ("how", "field"),
    [({"ends_on": date(2024, 10, 20)}, "ends_on"), ({"ends_on": date(2025, 10, 20)}, "ends_on"),
     ({"starts_on": date(2024, 9, 1), "ends_on": date(2024, 9, 5)}, "ends_on"), ({"reason": " "}, "reason"),
     ({"person": "kasi"}, "nip"), ({"capacity": "definitif"}, "capacity")],
)  # fmt: skip
def test_what_cannot_be_asked_is_named(tree, how, field):
    with pytest.raises(Refusal) as refused:
        ask(tree, **how)
    assert field in refused.value.fields


def test_one_request_waits_for_a_post_and_others_may_not_ask(tree):
    ask(tree)
    with pytest.raises(Refusal):
        ask(tree)
    with pytest.raises(Refusal) as refused:
        ask(tree, by="kadis_lain", post="kabid")
    assert refused.value.status == 403


# --- The page ---------------------------------------------------------------------
def test_the_head_asks_and_the_superior_grants_on_the_page(client, tree):
    client.force_login(tree.user("kasi"))
    nip = tree.person("rekan").employee.nip
    answer = client.post(
        "/pegawai/permintaan/",
        {"position": tree.position("kasi").code, "nip": nip, "capacity": "plh", "starts_on": "2024-10-21",
         "ends_on": "2024-10-25", "reason": "cuti"},
    )  # fmt: skip
    place = answer["Location"]
    page = client.get(place).content.decode()
    assert "Tarik permintaan" in page and "Kabulkan" not in page and nip not in page

    client.force_login(tree.user("kabid"))
    assert "Kabulkan" in client.get(place).content.decode()
    order = {"beri-appointed_by": "Kabid", "beri-order_number": "800/1", "beri-order_date": "2024-10-16"}
    assert client.post(f"{place}kabulkan/", order).status_code == 302
    request = AppointmentRequest.objects.get()
    assert (request.state, request.appointment.order_number) == ("granted", "800/1")


def test_a_page_of_a_request_is_for_those_it_concerns(client, tree):
    request = ask(tree)
    for who, status in (("kadis", 200), ("kadis_lain", 404), ("guru", 404)):
        client.force_login(tree.user(who))
        assert client.get(f"/pegawai/permintaan/{request.code}/").status_code == status
    client.force_login(tree.user("kadis"))
    assert client.post(f"/pegawai/permintaan/{request.code}/tolak/", {"tolak-reason": ""}).status_code == 400
    assert (
        client.post(f"/pegawai/permintaan/{request.code}/tolak/", {"tolak-reason": "Tidak perlu."}).status_code == 302
    )


def test_who_asked_may_withdraw(client, tree):
    request = ask(tree)
    client.force_login(tree.user("kadis"))
    client.post(f"/pegawai/permintaan/{request.code}/tarik/")
    request.refresh_from_db()
    assert request.state == "waiting"

    client.force_login(tree.user("kasi"))
    client.post(f"/pegawai/permintaan/{request.code}/tarik/")
    request.refresh_from_db()
    assert request.state == "withdrawn"
