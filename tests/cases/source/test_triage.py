"""The desk's steps at the API, as CONTRACT.md says, and what they leave behind."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from cases.actions import exhibits, identity, intake, letters, triage
from cases.models import (
    Case,
    CaseWall,
    Exhibit,
    Incident,
    Message,
    Original,
    Recommendation,
    Report,
    ReportLink,
    ReportMove,
)
from cases.signals import case_decided, case_ended
from neutrality.accounts.models import Role, User
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.notifications.models import Notice
from neutrality.outbox.runner import drain
from tests.cases.source.conftest import STORY, City, Post, jpeg, upload
from tests.factories import make_employee, make_position, make_user

BRIEF = "Kepala bidang diduga mengajak staf memilih salah satu pasangan seusai rapat."


@pytest.fixture
def report(city: City, submit: Post) -> Report:
    found: Report = submit(occurred_on="2024-09-24", place="Aula Dinas Pendidikan", conduct=["PP94-N-06"])[1]
    return found


def opening(city: City, **changes: Any) -> dict[str, Any]:
    return {
        "subject": {"employee": city.tree.person("kabid").code}, "brief": BRIEF, "violations": ["PP94-N-06"],
        "estimate_of_witnesses": 15,
    } | changes  # fmt: skip


def past_the_hold() -> None:
    ReportMove.objects.update(at=timezone.now() - timedelta(seconds=11))


# --- opening a case --------------------------------------------------------------


def test_a_case_opens_on_a_confirmed_employee(city: City, report: Report, post: Post) -> None:
    response = post(f"reports/{report.code}/open_case/", opening(city), city.analyst)

    assert response.status_code == 201, response.content
    case = Case.objects.get(code=response.json()["case"])
    assert (case.person, case.brief, case.desk) == (city.tree.person("kabid"), BRIEF, "main")
    report.refresh_from_db()
    assert (report.status, report.witnesses) == ("linked", 15)
    assert ReportLink.objects.get(report=report).incident == case.incident


def test_an_employee_may_be_named_by_nip(city: City, report: Report, post: Post) -> None:
    body = opening(city, subject={"employee": city.tree.person("kabid").employee.nip})
    assert post(f"reports/{report.code}/open_case/", body, city.analyst).status_code == 201


def test_nothing_of_the_report_is_on_the_case_side(city: City, report: Report, post: Post) -> None:
    code = post(f"reports/{report.code}/open_case/", opening(city), city.analyst).json()["case"]
    case = Case.objects.get(code=code)
    told = ("stiker", report.code, "Aula Dinas", "anonim", "LP-")
    with connection.cursor() as cursor:
        for table in (
            "cases_case",
            "cases_incident",
            "cases_allegation",
            "cases_tier",
            "cases_casemove",
            "notifications_notice",
        ):
            cursor.execute(f"SELECT {table}::text FROM {table}")
            raw = " ".join(row[0] for row in cursor.fetchall())
            assert not [word for word in told if word in raw], table
    assert not [row for row in JournalEntry.objects.filter(subject_type="case") if report.code in str(row.changes)]
    for row in JournalEntry.objects.filter(subject_type="report"):
        assert case.code not in str(row.changes) and case.incident.code not in str(row.changes)


def test_under_ten_people_a_plan_comes_first(city: City, report: Report, post: Post) -> None:
    few = opening(city, estimate_of_witnesses=4)

    refused = post(f"reports/{report.code}/open_case/", few, city.analyst)
    assert (refused.status_code, refused.json()["code"]) == (409, "protection_plan_missing")
    assert not Case.objects.exists()
    post(f"reports/{report.code}/note/", {"protection_plan": "Tunda klarifikasi; minta temuan sendiri."}, city.analyst)
    assert post(f"reports/{report.code}/open_case/", few, city.analyst).status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"estimate_of_witnesses": None}, 400, "malformed"),
        ({"brief": ""}, 400, "malformed"),
        ({"brief": STORY}, 409, "brief_copies_report"),
        ({"violations": []}, 400, "malformed"),
        ({"violations": ["other"]}, 400, "malformed"),
        ({"violations": ["X-1"]}, 400, "malformed"),
        ({"subject": {"employee": "PG-24-XXXXXXXX"}}, 400, "malformed"),
        ({"subject": {}}, 400, "malformed"),
        ({"subject": {"employee": "a", "person": "b"}}, 400, "malformed"),
        ({"incident": "PR-24-0000"}, 404, "not_found"),
        ({"colour": 1}, 400, "malformed"),
    ],
)
def test_an_opening_that_cannot_be_is_told_why(
    city: City, report: Report, post: Post, change: dict[str, Any], status: int, code: str
) -> None:
    body = {key: value for key, value in opening(city, **change).items() if value is not None}
    response = post(f"reports/{report.code}/open_case/", body, city.analyst)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert not Case.objects.exists()


def test_without_a_date_the_desk_first_finds_it(city: City, submit: Post, post: Post) -> None:
    _response, undated = submit()

    response = post(f"reports/{undated.code}/open_case/", opening(city), city.analyst)
    assert (response.status_code, response.json()["code"]) == (409, "event_date_missing")
    assert post(f"reports/{undated.code}/note/", {"occurred_on": "2024-09-24"}, city.analyst).status_code == 200
    assert post(f"reports/{undated.code}/open_case/", opening(city), city.analyst).status_code == 201


def test_several_people_of_one_report_have_a_case_each_in_one_incident(city: City, report: Report, post: Post) -> None:
    first = post(f"reports/{report.code}/open_case/", opening(city), city.analyst).json()
    other = opening(city, subject={"employee": city.tree.person("kasi").code}, incident=first["incident"])
    second = post(f"reports/{report.code}/open_case/", other, city.analyst)

    assert second.status_code == 201 and second.json()["incident"] == first["incident"]
    assert Incident.objects.count() == 1 and Case.objects.count() == 2


def test_walls_of_the_report_become_walls_of_the_case(city: City, submit: Post, post: Post) -> None:
    somebody = make_employee(position=make_position(city.tree.unit("dinas_lain")), name="Umpama Bersih")
    clean = make_user(person=somebody, roles=[Role.ALTERNATE_INTAKE])
    name = city.tree.person("kadis").name
    _response, report = submit(occurred_on="2024-09-24", not_to_be_read_by=[name])

    response = post(f"reports/{report.code}/open_case/", opening(city), clean)

    assert response.status_code == 201, response.content
    case = Case.objects.get()
    assert case.desk == "alternate"
    assert CaseWall.objects.filter(case=case, person=city.tree.person("kadis"), reason="report_wall").exists()
    assert case not in Case.objects.visible_to(city.analyst)


# --- joining, asking, forwarding, closing, undoing ---------------------------------


def open_one(city: City, report: Report) -> Case:
    return triage.open_case(
        actor=city.analyst, report=report, subject=triage.Subject(city.tree.person("kabid").code, True), brief=BRIEF,
        violations=["PP94-N-06"], estimate_of_witnesses=15,
    )  # fmt: skip


def test_a_second_report_joins_the_incident(city: City, report: Report, submit: Post, post: Post) -> None:
    case = open_one(city, report)
    _response, second = submit(occurred_on="2024-09-24")

    response = post(f"reports/{second.code}/attach/", {"incident": case.incident.code}, city.analyst)

    assert response.json() == {"id": second.code, "status": "linked", "incident": case.incident.code}
    assert post(f"reports/{second.code}/attach/", {"incident": case.incident.code}, city.analyst).status_code == 409


def test_walls_follow_a_joined_report_after_the_hold(city: City, report: Report, submit: Post, post: Post) -> None:
    case = open_one(city, report)
    head = city.tree.person("kadis")
    second = submit(occurred_on="2024-09-24", persons=[{"name": head.name}])[1]
    post(f"reports/{second.code}/attach/", {"incident": case.incident.code}, city.analyst)
    assert not CaseWall.objects.filter(case=case, person=head, reason="report_wall").exists()
    drain(include_held=True)
    assert CaseWall.objects.filter(case=case, person=head, reason="report_wall").exists()


def test_the_question_leaves_after_ten_seconds_and_the_answer_comes_back(city: City, submit: Post, post: Post) -> None:
    response, report = submit()
    receipt = response.json()["receipt"]

    asked = post(f"reports/{report.code}/ask/", {"body": "Apakah stikernya masih ada?"}, city.analyst)
    assert asked.json()["status"] == "waiting_for_reporter"
    drain()
    assert post("reports/track/", {"receipt": receipt}).json()["messages"] == []
    drain(include_held=True)
    tracked = post("reports/track/", {"receipt": receipt}).json()
    assert [one["body"] for one in tracked["messages"]] == ["Apakah stikernya masih ada?"]
    assert tracked["status"] == "received"  # statuses change in the daily batch alone

    post("reports/track/messages/", {"receipt": receipt, "body": "Masih."})
    report.refresh_from_db()
    assert report.status == "under_review"
    notice = Notice.objects.get()
    assert (notice.recipient, notice.link) == (city.analyst, "/kotak-masuk/")


def test_who_cannot_be_reached_cannot_be_asked(city: City, post: Post) -> None:
    entered = intake.enter_report(actor=city.analyst, data={"channel": "walk_in", "narrative": "Warga melihat stiker."})
    response = post(f"reports/{entered.code}/ask/", {"body": "?"}, city.analyst)
    assert (response.status_code, response.json()["code"]) == (409, "no_private_channel")


def test_forwarding_names_rule_and_kind(city: City, report: Report, post: Post) -> None:
    bad = post(f"reports/{report.code}/forward/", {"rule": "FW-99", "as": "temuan"}, city.analyst)
    assert bad.status_code == 400 and "rule" in bad.json()["fields"]
    assert post(f"reports/{report.code}/forward/", {"rule": "FW-06", "as": "rumor"}, city.analyst).status_code == 400

    response = post(
        f"reports/{report.code}/forward/", {"rule": "FW-06", "as": "informasi_awal", "body": "…"}, city.analyst
    )

    assert response.json()["status"] == "forwarded"


def test_a_possible_crime_is_forwarded_beside_the_case(city: City, report: Report, post: Post) -> None:
    open_one(city, report)
    response = post(f"reports/{report.code}/forward/", {"rule": "FW-01", "as": "laporan"}, city.analyst)
    assert response.json()["status"] == "linked"


def test_closing_needs_a_reason_from_the_list(city: City, report: Report, post: Post) -> None:
    assert post(f"reports/{report.code}/close/", {"reason": "duplicate"}, city.analyst).status_code == 400
    assert (
        post(f"reports/{report.code}/close/", {"reason": "insufficient", "note": "x"}, city.analyst).status_code == 200
    )
    again = post(f"reports/{report.code}/close/", {"reason": "insufficient"}, city.analyst)
    assert (again.status_code, again.json()["code"]) == (409, "wrong_status")


@pytest.mark.parametrize("step", ["close", "forward", "ask", "attach"])
def test_ten_seconds_to_take_it_back(city: City, report: Report, submit: Post, post: Post, step: str) -> None:
    incident = open_one(city, report).incident
    response, other = submit(occurred_on="2024-09-24")
    body = {"close": {"reason": "insufficient"}, "forward": {"rule": "FW-06", "as": "temuan"}, "ask": {"body": "?"},
            "attach": {"incident": incident.code}}[step]  # fmt: skip
    assert post(f"reports/{other.code}/{step}/", body, city.analyst).status_code == 200

    assert post(f"reports/{other.code}/undo/", {}, city.other_analyst).status_code == 409
    undone = post(f"reports/{other.code}/undo/", {}, city.analyst)

    assert undone.json()["status"] == "received"
    assert [move.move for move in other.moves.all()] == [step, "undo"]
    drain(include_held=True)
    assert not Message.objects.exists() and not ReportLink.objects.filter(report=other).exists()
    assert post("reports/track/", {"receipt": response.json()["receipt"]}).json()["messages"] == []
    assert post(f"reports/{other.code}/{step}/", body, city.analyst).status_code == 200
    past_the_hold()
    late = post(f"reports/{other.code}/undo/", {}, city.analyst)
    assert (late.status_code, late.json()["code"]) == (409, "too_late")


def test_a_message_that_has_left_is_not_taken_back(city: City, report: Report) -> None:
    triage.ask_reporter(actor=city.analyst, report=report, body="?")
    drain(include_held=True)
    with pytest.raises(Refusal, match="Sepuluh detik"):
        triage.undo(actor=city.analyst, report=report)


# --- exhibits ---------------------------------------------------------------------


def test_an_exhibit_is_released_under_a_neutral_name(city: City, post: Post) -> None:
    intake.submit_report(
        key=intake.issue_key(), data={"narrative": STORY, "occurred_on": "2024-09-24"},
        files=[upload(content=jpeg()), upload("dua.jpg", jpeg(colour="red"))],
    )  # fmt: skip
    report = Report.objects.get()
    first, second = Original.objects.order_by("pk")
    body = {"original": first.code, "description": "Stiker bergambar pasangan nomor 9"}

    assert post(f"reports/{report.code}/release/", body, city.analyst).json()["code"] == "not_joined"
    case = open_one(city, report)
    assert post(f"reports/{report.code}/release/", body, city.analyst).json()["code"] == "not_cleaned_yet"
    drain()
    response = post(f"reports/{report.code}/release/", body, city.analyst)

    assert response.status_code == 201, response.content
    exhibit = Exhibit.objects.get()
    assert (exhibit.label, exhibit.incident) == ("B-01", case.incident)
    with default_storage.open(exhibit.stored) as file:
        content = file.read()
    assert content.startswith(b"\xff\xd8") and b"Exif" not in content
    assert first.sha256 not in str(vars(exhibit)) and exhibit.sha256 == response.json()["sha256"]
    assert post(f"reports/{report.code}/release/", body, city.analyst).json()["code"] == "already_released"
    told = {"original": second.code, "description": "Foto dari pelapor"}
    assert post(f"reports/{report.code}/release/", told, city.analyst).status_code == 400
    fine = {"original": second.code, "description": "Kerumunan", "may_be_shown_to_subject": True}
    assert post(f"reports/{report.code}/release/", fine, city.analyst).json()["label"] == "B-02"
    rows = JournalEntry.objects.filter(subject_type="exhibit")
    assert {row.changes["sha256"] for row in rows} == set(Exhibit.objects.values_list("sha256", flat=True))
    assert first.code not in "".join(str(row.changes) for row in JournalEntry.objects.all())


def test_what_cannot_be_cleaned_is_not_released(city: City, report: Report, post: Post) -> None:
    open_one(city, report)
    original = Original.objects.create(
        report=report, code="BA-24-TESTTEST", content_type="video/webm", size=1, sha256="0" * 64, stored="x",
        received_on=report.received_on, unreadable=True,
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        exhibits.release_exhibit(actor=city.analyst, report=report, original=original, description="Video")
    assert refused.value.code == "not_cleanable"


def test_an_original_of_another_report_is_not_there(city: City, report: Report, submit: Post, post: Post) -> None:
    open_one(city, report)
    body = {"original": "BA-24-XXXXXXXX", "description": "x"}
    assert post(f"reports/{report.code}/release/", body, city.analyst).status_code == 404


# --- reading ----------------------------------------------------------------------


def test_the_list_filters_and_pages(city: City, submit: Post, get: Post, post: Post) -> None:
    codes = [submit(narrative=f"Cerita {word} di kantor.")[1].code for word in ("satu", "dua", "tiga")]
    post(f"reports/{codes[0]}/close/", {"reason": "insufficient"}, city.analyst)

    assert [row["id"] for row in get("reports/", city.analyst).json()["results"]] == codes[::-1]
    assert [row["id"] for row in get("reports/?status=closed", city.analyst).json()["results"]] == [codes[0]]
    assert [row["id"] for row in get("reports/?q=TIGA", city.analyst).json()["results"]] == [codes[2]]
    assert get("reports/?channel=letter", city.analyst).json()["results"] == []
    assert len(get("reports/?status=&channel=&received_after=&q=", city.analyst).json()["results"]) == 3
    assert get("reports/?received_after=2024-10-16", city.analyst).json()["results"] == []
    page = get("reports/?page_size=2&count=capped", city.analyst).json()
    assert len(page["results"]) == 2 and page["count"] == 3 and page["next"]
    for bad in ("status=x", "received_after=x", "colour=red", "page_size=x"):
        assert get(f"reports/?{bad}", city.analyst).status_code == 400
    assert get("reports/").status_code == 401


def test_reading_leaves_a_journal_row_without_words(city: City, report: Report, get: Post) -> None:
    whole = get(f"reports/{report.code}/", city.analyst).json()

    assert whole["narrative"] == STORY and whole["bawaslu_test"]["formal"] is False
    row = JournalEntry.objects.filter(event="subject.opened", subject_code=report.code).get()
    assert row.actor == city.analyst and "stiker" not in str(row.changes)


def test_a_token_without_the_scope_is_refused(city: City, report: Report) -> None:
    from django.test import Client

    from neutrality.accounts.actions import issue_token

    secret = issue_token(actor=city.analyst, user=city.analyst, scopes=["law:read"])[1]
    response = Client().get(f"/api/v1/reports/{report.code}/", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert response.status_code == 403


def test_names_come_with_reasons(city: City, submit: Post, get: Post) -> None:
    person = city.tree.person("kabid")
    _response, report = submit(
        persons=[{"name": f"Pak {person.name}", "unit": "Dinas Pendidikan", "position": "Kabid SMP"}]
    )

    [best, *_rest] = get(f"reports/{report.code}/matches/", city.analyst).json()

    assert set(best) == {"employee", "nip", "name", "position", "unit", "score", "reasons"}
    assert best["employee"] == person.code and best["reasons"]
    drain()
    report.refresh_from_db()
    assert report.names_found


def test_the_same_event_is_found_by_day_place_link_picture_and_words(city: City, submit: Post, get: Post) -> None:
    _r, first = submit(occurred_on="2024-09-24", place="Aula Dinas Pendidikan", links=["https://www.instagram.com/p/abc/?igsh=1"],
                       persons=[{"name": "Pak Wira", "unit": "Dinas Pendidikan"}])  # fmt: skip
    _r, second = submit(narrative="Ada stiker pasangan dibagikan kepada semua staf setelah rapat.", occurred_on="2024-09-25",
                        place="aula disdik", links=["instagram.com/p/abc"], persons=[{"name": "Wira"}])  # fmt: skip
    _r, unlike = submit(narrative="Mobil dinas membawa spanduk calon.", occurred_on="2024-01-03", place="Pasar")

    [row] = get(f"reports/{second.code}/similar/", city.analyst).json()

    assert row["report"] == first.code and row["score"] > 0.5
    assert any("tautan" in reason for reason in row["reasons"])
    assert get(f"reports/{unlike.code}/similar/", city.analyst).json() == []


def test_a_case_is_found_too_and_only_by_whoever_sees_it(city: City, report: Report, submit: Post, get: Post) -> None:
    case = open_one(city, report)
    _r, other = submit(narrative="Kepala bidang mengajak staf memilih pasangan seusai rapat.", occurred_on="2024-09-24",
                       persons=[{"name": city.tree.person("kabid").name}])  # fmt: skip
    rows = get(f"reports/{other.code}/similar/", city.analyst).json()
    assert case.code in [row.get("case") for row in rows]
    CaseWall.objects.create(case=case, person=city.tree.person("analis"), reason="declared", since="2024-10-16")
    rows = get(f"reports/{other.code}/similar/", city.analyst).json()
    assert case.code not in [row.get("case") for row in rows]


# --- entry and letters --------------------------------------------------------------


def test_a_like_a_comment_a_share_and_a_follow_are_told_apart(city: City, post: Post) -> None:
    posts = [{"link": "https://facebook.com/x/1", "account": "w.contoh", "act": act, "at": "2024-10-05 09:42 WIB"}
             for act in ("like", "comment", "share", "follow")]  # fmt: skip
    response = post(
        "reports/entry/", {"channel": "social_media", "narrative": "Pantauan.", "posts": posts}, city.analyst
    )

    assert response.status_code == 201, response.content
    assert [row["act"] for row in response.json()["posts"]] == ["like", "comment", "share", "follow"]
    bad = post("reports/entry/", {"channel": "pigeon", "narrative": "x"}, city.analyst)
    assert bad.status_code == 400 and "channel" in bad.json()["fields"]
    assert post("reports/entry/", {"narrative": "x"}, city.analyst).status_code == 400
    assert (
        post("reports/entry/", {"channel": "phone", "narrative": "x"}, make_user(agency=city.agency)).status_code == 403
    )


LETTER = {"sender": "bawaslu", "sender_name": "Bawaslu Kota Contoh", "number": "12/PM.00.02/X/2024", "dated": "2024-10-14",
          "recommendations": [{"name": "Guru Contoh", "nip": "", "asks": "Diperiksa", "due": "2024-11-01"}]}  # fmt: skip


def test_a_letter_enters_the_inbox_and_follows_its_person(city: City, post: Post, get: Post) -> None:
    nip = city.tree.person("guru").employee.nip
    body = LETTER | {"recommendations": [{"name": "Guru", "nip": nip}], "occurred_on": "2024-10-05"}
    response = post("letters/", body, city.analyst)

    assert response.status_code == 201, response.content
    report = Report.objects.get(code=response.json()["report"])
    assert report.channel == "bawaslu_finding"
    row = Recommendation.objects.get()
    assert row.person == city.tree.person("guru")
    case = triage.open_case(
        actor=city.analyst, report=report, subject=triage.Subject(row.person.code, True), brief=BRIEF,
        violations=["PP94-N-06"], estimate_of_witnesses=20,
    )  # fmt: skip
    row.refresh_from_db()
    assert row.case == case
    case_decided.send(Case, case=case, level="sedang", sanction="S1", on=report.received_on)
    row.refresh_from_db()
    assert (row.outcome, row.level) == ("sanctioned", "sedang")
    assert get("letters/", city.analyst).json()["results"][0]["recommendations"][0]["outcome"] == "sanctioned"


def test_an_outcome_without_proof_follows_too(city: City, post: Post) -> None:
    post("letters/", LETTER | {"occurred_on": "2024-10-05"}, city.analyst)
    row = Recommendation.objects.get()
    report = Report.objects.get()
    case = triage.open_case(
        actor=city.analyst, report=report, subject=triage.Subject(city.tree.person("guru").code, True), brief=BRIEF,
        violations=["PP94-N-06"], estimate_of_witnesses=20,
    )  # fmt: skip
    case.status = "not_proven"
    case_ended.send(Case, case=case, on=report.received_on)
    row.refresh_from_db()
    assert row.outcome == "not_proven"
    letters.record_reply(actor=city.analyst, recommendation=row, number="800/1", replied_on=report.received_on)
    row.refresh_from_db()
    assert row.reply_number == "800/1"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": ""}, "number"),
        ({"sender": "x"}, "sender"),
        ({"dated": "2024-10-20"}, "dated"),
        ({"dated": ""}, "dated"),
        ({"received_on": "2024-10-01"}, "received_on"),
        ({"recommendations": "x"}, "recommendations"),
        ({"recommendations": [{"nip": "1"}]}, "recommendations.0.name"),
        ({"recommendations": [{"name": "a", "nip": "19"}]}, "recommendations.0.nip"),
        ({"recommendations": [{"name": "a", "wrong": 1}]}, "recommendations.0.wrong"),
        ({"colour": 1}, "colour"),
    ],
)
def test_a_letter_that_cannot_be_filed_says_why(city: City, post: Post, change: dict[str, Any], field: str) -> None:
    response = post("letters/", LETTER | change, city.analyst)
    assert response.status_code == 400 and field in response.json()["fields"], response.content
    assert not Report.objects.exists()


def test_a_letter_is_filed_once(city: City, post: Post) -> None:
    post("letters/", LETTER, city.analyst)
    response = post("letters/", LETTER, city.analyst)
    assert (response.status_code, response.json()["code"]) == (409, "letter_already_filed")
    assert Report.objects.count() == 1


def test_the_liaison_sees_bawaslus_letters_and_files_them(city: City, post: Post, get: Post) -> None:
    liaison = make_user("bawaslu", agency=city.agency, roles=[Role.BAWASLU])
    post("letters/", LETTER | {"sender": "bkn", "number": "BKN-1"}, city.analyst)
    response = post("letters/", LETTER, liaison)

    assert response.status_code == 201 and "report" not in response.json()
    assert [row["sender"] for row in get("letters/", liaison).json()["results"]] == ["bawaslu"]
    assert get("reports/", liaison).json()["results"] == []
    assert post("letters/", LETTER | {"sender": "bkn", "number": "2"}, liaison).status_code == 400


# --- identity -----------------------------------------------------------------------


@pytest.fixture
def named(city: City, submit: Post) -> Report:
    found: Report = submit(identity={"mode": "confidential", "name": "Rekaan Pelapor", "contact": "0812"})[1]
    return found


def test_two_people_of_different_offices_open_an_identity_once(city: City, named: Report) -> None:
    asked = identity.request_identity(actor=city.analyst, report=named, reason="Ancaman terhadap pelapor.")

    with pytest.raises(Refusal, match="belum disetujui"):
        identity.reveal_identity(actor=city.analyst, request=asked, second_factor=True)
    with pytest.raises(Refusal) as own:
        identity.approve_identity(actor=city.analyst, request=asked, second_factor=True)
    assert own.value.code == "not_found"
    with pytest.raises(Refusal) as colleague:
        identity.approve_identity(actor=city.other_analyst, request=asked, second_factor=True)
    assert colleague.value.code == "same_unit"
    identity.approve_identity(actor=city.inspector, request=asked, second_factor=True)
    shown = identity.reveal_identity(actor=city.analyst, request=asked, second_factor=True)

    assert shown["name"] == "Rekaan Pelapor"
    rows = JournalEntry.objects.filter(event__startswith="identity.")
    assert [row.event for row in rows.order_by("pk")] == [
        "identity.requested",
        "identity.approved",
        "identity.revealed",
    ]
    assert "Rekaan" not in str([row.changes for row in rows])
    with pytest.raises(Refusal) as again:
        identity.reveal_identity(actor=city.analyst, request=asked, second_factor=True)
    assert again.value.code == "already_revealed"


def test_outside_training_a_fresh_second_factor_is_needed(city: City, named: Report, settings: Any) -> None:
    asked = identity.request_identity(actor=city.analyst, report=named, reason="x")
    settings.TRAINING, settings.TODAY = False, ""
    with pytest.raises(Refusal) as refused:
        identity.approve_identity(actor=city.inspector, request=asked, second_factor=False)
    assert (refused.value.code, refused.value.status) == ("second_factor_required", 403)


def test_whoever_is_walled_off_approves_nothing(city: City, submit: Post) -> None:
    _r, report = submit(persons=[{"name": city.inspector.person.name}], identity={"mode": "named", "name": "Rekaan"})
    reader: User = next(user for user in (city.analyst, city.inspector) if report in Report.objects.visible_to(user))
    identity.request_identity(actor=reader, report=report, reason="x")
    assert city.inspector != reader and not identity.waiting_for(city.inspector).exists()
