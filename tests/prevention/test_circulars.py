"""A circular from its draft to every reader's answer, and who sees it."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.audit.queries import visible_to
from neutrality.errors import Refusal
from neutrality.notifications.models import Notice
from neutrality.outbox.models import Owed
from neutrality.prevention import actions, queries
from neutrality.prevention.models import Circular
from tests.cases.procedure.world import scan
from tests.factories import appoint, make_employee, make_position, make_tree
from tests.prevention.conftest import TODAY, Office


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_everyone": False}, "targets"),
        ({"content": []}, "content"),
        ({"basis": []}, "basis"),
        ({"read_by": TODAY - timedelta(days=1)}, "read_by"),
    ],
)
def test_a_draft_says_beside_its_field_what_it_lacks(office: Office, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        office.draft(**changes)
    assert list(refused.value.fields) == [field]
    assert refused.value.status == 400


def test_only_the_mayor_or_the_sekda_signs(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        office.draft(signer=office.tree.appointment("kadis"))
    assert list(refused.value.fields) == ["signer"]


def test_units_of_another_city_are_no_target(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        actions.compose(actor=office.desk, fields=office.fields(to_everyone=False), targets=[make_tree().unit("dinas")])
    assert list(refused.value.fields) == ["targets"]


@pytest.mark.parametrize("key", ["kadis", "pelaksana", "sekda"])
def test_only_bkpsdm_composes(office: Office, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.compose(actor=office.user(key), fields=office.fields())
    assert refused.value.status == 403


def test_the_desk_cannot_sign_for_the_signer(office: Office) -> None:
    draft = office.draft()
    with pytest.raises(Refusal) as refused:
        actions.issue(code=draft.code, actor=office.desk)
    assert (refused.value.code, list(refused.value.fields)) == ("scan_missing", ["scan"])
    assert Circular.objects.get().state == Circular.State.DRAFT


def test_the_signer_signs_on_screen(office: Office) -> None:
    # The signer finds the draft although the Sekda composes nothing.
    issued = actions.issue(code=office.draft().code, actor=office.user("sekda"))
    assert issued.state == Circular.State.ISSUED
    assert issued.number
    assert Owed.objects.filter(key=f"prevention.deliver:{issued.code}").count() == 1


def test_a_signature_needs_its_day_in_office(office: Office) -> None:
    draft = office.draft()
    for day, code in ((TODAY + timedelta(days=1), "date_in_future"), (TODAY.replace(year=2019), "not_in_office")):
        with pytest.raises(Refusal) as refused:
            actions.issue(code=draft.code, actor=office.desk, acted_on=day, scan=scan())
        assert refused.value.code == code


def test_an_issued_text_stands(office: Office) -> None:
    issued = office.issued()
    for again in (
        lambda: actions.change(code=issued.code, actor=office.desk, fields={"about": "Lain"}),
        lambda: actions.issue(code=issued.code, actor=office.desk, scan=scan()),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.code == "already_issued"


def test_each_asn_of_a_target_reads_once_whatever_the_offices_held(office: Office) -> None:
    kasi = office.tree.person("kasi")
    appoint(kasi, make_position(office.tree.unit("bidang"), name="Kepala Bidang Lain"), "plt")

    issued = office.issued("dinas")

    expected = {"kadis", "kabid", "kasi", "pelaksana", "rekan", "kepala_sekolah", "guru"}
    readers = {reading.person_id: reading for reading in issued.readings.all()}
    assert set(readers) == {office.tree.person(key).pk for key in expected}
    assert {reading.opd for reading in readers.values()} == {office.tree.unit("dinas")}
    assert {key for key in expected if readers[office.tree.person(key).pk].is_head} == {"kadis", "kabid", "kasi"}


def test_everyone_means_asn_and_not_the_mayor(office: Office) -> None:
    readers = set(office.issued().readings.values_list("person_id", flat=True))
    assert office.tree.person("pelaksana_lain").pk in readers
    assert office.tree.person("ppk").pk not in readers


def test_delivery_is_safe_to_repeat_and_tells_each_account_once(office: Office) -> None:
    guru = office.user("guru")
    issued = office.issued("dinas")
    actions.deliver(code=issued.code)

    assert issued.readings.count() == 7
    notice = Notice.objects.get(recipient=guru)
    assert notice.link == f"/edaran/{issued.code}/baca/"
    assert JournalEntry.objects.filter(event="circular.delivered").count() == 1


def test_reading_back_counts_once(office: Office) -> None:
    guru = office.user("guru")
    issued = office.issued("dinas")
    first = actions.acknowledge(code=issued.code, actor=guru).read_at
    again = actions.acknowledge(code=issued.code, actor=guru).read_at

    assert first == again
    assert JournalEntry.objects.filter(event="circular.read").count() == 1
    assert queries.totals(issued).read == 1
    assert not queries.unread_of(guru).exists()


def test_who_need_not_read_cannot_say_so(office: Office) -> None:
    issued = office.issued("dinas_lain")
    with pytest.raises(Refusal) as refused:
        actions.acknowledge(code=issued.code, actor=office.desk)
    assert refused.value.code == "not_a_reader"


def test_one_reminder_a_person_a_day(office: Office) -> None:
    guru = office.user("guru")
    issued = office.issued("dinas")
    assert actions.remind(code=issued.code, actor=office.desk) == 7
    assert actions.remind(code=issued.code, actor=office.desk) == 0
    assert Notice.objects.filter(recipient=guru).count() == 2  # the circular itself, and the reminder
    office.on(TODAY + timedelta(days=1))
    actions.acknowledge(code=issued.code, actor=guru)
    assert actions.remind(code=issued.code, actor=office.desk) == 6


def test_it_reminds_of_itself_five_days_and_one_day_before_the_last(office: Office) -> None:
    """Issued on Wednesday 16 October, to be read by Monday 28: the 21st and the 25th."""
    guru = office.user("guru")
    issued = office.issued("dinas")
    assert [day.day for day in queries.reminder_days(issued)] == [21, 25]
    assert actions.remind_of_itself(code=issued.code) == 0
    office.on(TODAY + timedelta(days=6))  # the system stood still on the 21st
    assert actions.remind_of_itself(code=issued.code) == 7
    assert actions.remind_of_itself(code=issued.code) == 0
    actions.acknowledge(code=issued.code, actor=guru)
    office.on(TODAY + timedelta(days=9))
    assert actions.remind_of_itself(code=issued.code) == 6
    office.on(TODAY + timedelta(days=13))
    assert actions.remind_of_itself(code=issued.code) == 0
    assert Notice.objects.filter(recipient=guru).count() == 2


def test_a_head_reminds_the_own_people_only(office: Office) -> None:
    kasi = office.user("kasi")
    issued = office.issued()
    assert actions.remind(code=issued.code, actor=kasi) == 3  # kasi, pelaksana, rekan
    assert [row.total for row in queries.progress(issued, kasi)] == [3]


def test_a_new_version_asks_again(office: Office) -> None:
    guru = office.user("guru")
    old = office.issued("dinas")
    actions.acknowledge(code=old.code, actor=guru)
    draft = actions.new_version(code=old.code, actor=office.desk)
    assert actions.new_version(code=old.code, actor=office.desk) == draft

    new = office.issue(draft)

    old.refresh_from_db()
    assert (old.state, new.version) == (Circular.State.REPLACED, 2)
    assert [reading.circular for reading in queries.unread_of(guru)] == [new]
    with pytest.raises(Refusal) as refused:
        actions.acknowledge(code=old.code, actor=guru)
    assert refused.value.code == "replaced"


@pytest.mark.parametrize(
    ("key", "draft", "issued"),
    [("auditor", True, True), ("ppk", True, True), ("guru", False, True), ("kadis", False, True),
     ("pelaksana_lain", False, False)],
)  # fmt: skip
def test_who_sees_a_draft_and_an_issued_circular(office: Office, key: str, draft: bool, issued: bool) -> None:
    user = office.user(key)
    circular = office.draft("dinas")
    assert Circular.objects.visible_to(user).exists() == draft
    office.issue(circular)
    assert Circular.objects.visible_to(user).exists() == issued


def test_an_operator_sees_what_is_issued(office: Office) -> None:
    operator = office.user("pelaksana_lain", Role.OPERATOR)
    draft = office.draft("dinas")
    assert not Circular.objects.visible_to(operator).exists()
    office.issue(draft)
    assert Circular.objects.visible_to(operator).exists()


def test_another_city_does_not_know_it(office: Office) -> None:
    stranger = Office(office.settings)
    office.on(TODAY)
    issued = office.issued()
    with pytest.raises(Http404):
        actions.visible(issued.code, stranger.desk)


def test_auditors_read_its_trail(office: Office) -> None:
    office.issued()
    events = {row.event for row in visible_to(office.user("auditor")) if row.subject_type == "circular"}
    assert {"circular.drafted", "circular.issued", "circular.delivered"} <= events


def test_employees_who_left_are_not_asked(office: Office) -> None:
    gone = make_employee(office.agency)
    appoint(gone, make_position(office.tree.unit("dinas")), ends_on=TODAY - timedelta(days=1))
    assert not office.issued().readings.filter(person=gone).exists()
