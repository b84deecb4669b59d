"""The public doors at the API, as CONTRACT.md says."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test import Client

from cases.actions import intake
from cases.models import Identity, Message, Original, Report
from neutrality.accounts.actions import issue_token
from neutrality.ids import is_receipt
from tests.cases.source.conftest import STORY, City, Post, jpeg, upload


def test_a_report_needs_only_its_story(city: City, submit: Post) -> None:
    response, report = submit()

    assert response.status_code == 201
    assert set(response.json()) == {"receipt", "status"}
    assert is_receipt(response.json()["receipt"])
    assert response.json()["status"] == "received"
    assert report and report.agency == city.agency
    assert str(report.received_on) == "2024-10-16"


def test_everything_told_is_kept(city: City, submit: Post) -> None:
    _response, report = submit(
        occurred_on="2024-09-24", place="Aula Dinas Pendidikan", region="Pontianak", language="en",
        persons=[{"name": "Pak W", "position": "Kabid", "unit": "Dinas Pendidikan", "nip": "", "kind": "PNS"}],
        conduct=["PP94-N-06", "other"], links=["https://www.instagram.com/p/abc/"],
        identity={"mode": "confidential", "name": "Rekaan Pelapor", "contact": "0812"},
    )  # fmt: skip

    assert report and report.narrative == STORY
    assert report.place == "Aula Dinas Pendidikan"
    assert str(report.occurred_from) == str(report.occurred_to) == "2024-09-24"
    assert report.conduct == ["PP94-N-06", "other"]
    assert Identity.objects.get(report=report).name == "Rekaan Pelapor"


def test_tidak_tahu_is_an_answer(city: City, submit: Post) -> None:
    response, report = submit(occurred_on="tidak tahu", place="Tidak tahu", persons=[{"name": "tidak tahu"}])

    assert response.status_code == 201
    assert report and report.occurred_from is None and report.place == ""


def test_the_receipt_is_stored_only_as_a_hash_and_nothing_told_is_readable_in_the_rows(
    city: City, submit: Post
) -> None:
    response, _report = submit(
        place="Aula Rahasia", persons=[{"name": "Terlapor Rekaan"}], not_to_be_read_by=["Tetangga Misal"],
        identity={"mode": "named", "name": "Pelapor Rekaan", "contact": "08123456"},
    )  # fmt: skip
    receipt = response.json()["receipt"]
    intake.send_message(receipt=receipt, body="Jawaban sangat rahasia", address="x")

    with connection.cursor() as cursor:
        raw = ""
        for table in ("cases_report", "cases_identity", "cases_message", "cases_original", "cases_reportwall",
                      "audit_journalentry", "outbox_owed"):  # fmt: skip
            cursor.execute(f"SELECT {table}::text FROM {table}")
            raw += "".join(row[0] for row in cursor.fetchall())
    for secret in ("stiker", "Aula Rahasia", "Terlapor Rekaan", "Tetangga", "Pelapor Rekaan", "08123456", "Jawaban",
                   receipt, receipt.replace("-", "")):  # fmt: skip
        assert secret not in raw
        assert secret.encode().hex() not in raw


def test_the_same_key_and_body_is_one_report(city: City, post: Post) -> None:
    key = post("reports/start/").json()["key"]
    body = {"key": key, "narrative": STORY, "place": "Aula"}

    first, second = post("reports/", body), post("reports/", body)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Report.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(city: City, post: Post) -> None:
    key = post("reports/start/").json()["key"]
    post("reports/", {"key": key, "narrative": STORY})

    response = post("reports/", {"key": key, "narrative": STORY + " Lagi."})

    assert (response.status_code, response.json()["code"]) == (409, "key_reused")
    assert Report.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "A" * 48, "ключ", None, 5, ["a"]])
def test_a_key_that_we_did_not_issue_is_refused(city: City, post: Post, key: object) -> None:
    response = post("reports/", {"key": key, "narrative": STORY})

    assert response.status_code == 400
    assert "key" in response.json()["fields"]


def test_a_key_is_good_for_a_day_but_repeats_still_get_their_answer(city: City, post: Post) -> None:
    with time_machine.travel("2024-10-16 01:00:00+00:00", tick=False):
        used, unused = (post("reports/start/").json()["key"] for _ in range(2))
        first = post("reports/", {"key": used, "narrative": STORY})
    with time_machine.travel("2024-10-17 02:00:00+00:00", tick=False):
        assert post("reports/", {"key": used, "narrative": STORY}).json() == first.json()
        late = post("reports/", {"key": unused, "narrative": STORY})
    assert (late.status_code, late.json()["code"]) == (409, "key_expired")


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_with_one_key_are_one_report(city: City, post: Post) -> None:
    key = post("reports/start/").json()["key"]

    def once(_n: int) -> tuple[int, str]:
        try:
            response = post("reports/", {"key": key, "narrative": STORY})
            return response.status_code, response.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = set(pool.map(once, range(10)))

    assert len(answers) == 1 and next(iter(answers))[0] == 201
    assert Report.objects.count() == 1


def test_session_and_token_change_nothing_and_no_cookie_is_set(city: City, post: Post) -> None:
    client = Client()
    client.force_login(city.analyst)
    token = issue_token(actor=city.analyst, user=city.analyst)[1]
    key = client.post("/api/v1/reports/start/", HTTP_AUTHORIZATION="Bearer broken").json()["key"]

    response = client.post(
        "/api/v1/reports/", {"key": key, "narrative": STORY}, content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )  # fmt: skip

    assert response.status_code == 201
    assert not response.cookies
    assert Report.objects.get().entered_by is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"narrative": ""}, "narrative"),
        ({"narrative": None}, "narrative"),
        ({"narrative": 5}, "narrative"),
        ({"narrative": "a\x00b"}, "narrative"),
        ({"narrative": "x" * 20_001}, "narrative"),
        ({"colour": "red"}, "colour"),
        ({"persons": "Budi"}, "persons"),
        ({"persons": ["Budi"]}, "persons.0"),
        ({"persons": [{"name": "a", "wrong": 1}]}, "persons.0.wrong"),
        ({"persons": [{"name": "a", "kind": "KING"}]}, "persons.0.kind"),
        ({"persons": [{"name": "x" * 201}]}, "persons.0.name"),
        ({"persons": [{"name": "a"}] * 21}, "persons"),
        ({"conduct": ["NOT-THERE"]}, "conduct.0"),
        ({"occurred_on": "2024-10-20"}, "occurred_on"),
        ({"occurred_on": "24-09-2024"}, "occurred_on"),
        ({"occurred_on": "2024-13-40"}, "occurred_on"),
        ({"occurred_on": 20240924}, "occurred_on"),
        ({"occurred_from": "2024-09-25", "occurred_to": "2024-09-24"}, "occurred_to"),
        ({"occurred_on": "2024-09-25", "occurred_to": "2024-09-24"}, "occurred_on"),
        ({"identity": {"mode": "secret"}}, "identity.mode"),
        ({"identity": {"mode": "anonymous", "name": "Budi"}}, "identity.name"),
        ({"identity": "Budi"}, "identity"),
        ({"language": "fr"}, "language"),
        ({"links": {"a": 1}}, "links"),
    ],
)
def test_what_cannot_be_taken_is_named_with_a_sentence(city: City, submit: Post, body: dict, field: str) -> None:
    response, _report = submit(**body)

    assert response.status_code == 400
    assert set(response.json()) == {"code", "detail", "fields"}
    assert response.json()["fields"][field]
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"null", b"[]", b"5", b'"x"', b"{", b"\xff\xfe", b'{"key": NaN}', b"[" * 100_000, b'{"a":' * 5_000,
        b'{"narrative": "\\ud800"}', b'{"\\ud800": 1}', b'{"key": "a", "key": "b"}', b'{"key": 1e999}',
        b'{"key": ' + b"9" * 5000 + b"}", b'{"\\u0000": 1}',
    ],
)  # fmt: skip
def test_a_hostile_body_is_a_400(city: City, post: Post, raw: bytes) -> None:
    for path in ("reports/", "reports/track/", "reports/track/messages/"):
        response = post(path, raw)
        assert response.status_code == 400, (path, response.content)
        assert response.json()["code"]


def test_signs_that_turn_text_around_are_taken_out(city: City, submit: Post) -> None:
    response, report = submit(narrative="\u202ekebalik\u202c e\u0301 \u200b🙂 الله")

    assert response.status_code == 201
    assert report and report.narrative == "kebalik é 🙂 الله"


def test_too_large_and_other_types_have_their_own_codes(city: City, post: Post) -> None:
    assert post("reports/", b'{"narrative": "' + b"x" * 600_000 + b'"}').status_code == 413
    form = Client().post("/api/v1/reports/", {"narrative": "x"}, content_type="application/x-www-form-urlencoded")
    assert (form.status_code, form.json()["code"]) == (415, "unsupported_media_type")
    lying = Client().post("/api/v1/reports/", b"{}", content_type="application/json", CONTENT_LENGTH=str(10**10))
    assert lying.status_code == 413


def test_a_program_that_fills_the_trap_gets_a_receipt_and_leaves_nothing(city: City, submit: Post) -> None:
    response, _report = submit(website="https://spam.example")

    assert response.status_code == 201 and is_receipt(response.json()["receipt"])
    assert not Report.objects.exists()


def test_floods_meet_a_throttle(city: City, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    from cases.public_api import ReportThrottle

    monkeypatch.setattr(ReportThrottle, "rate", "2/hour", raising=False)
    codes = [post("reports/", {"key": "x"}).status_code for _ in range(3)]

    assert codes[:2] == [400, 400] and codes[2] == 429


def test_evidence_comes_with_multipart(city: City, post: Post) -> None:
    key = post("reports/start/").json()["key"]
    response = Client().post(
        "/api/v1/reports/",
        {"key": key, "narrative": STORY, "persons": '[{"name": "Pak W"}]', "conduct": ["other"],
         "identity": '{"mode": "anonymous"}', "evidence": [upload(), upload("b.jpg", jpeg(colour="red"))]},
    )  # fmt: skip

    assert response.status_code == 201, response.content
    assert Original.objects.count() == 2
    assert "Pak W" in Report.objects.get().told


# --- tracking --------------------------------------------------------------------


def test_the_tracker_tells_status_date_and_messages(city: City, submit: Post, post: Post) -> None:
    receipt = submit()[0].json()["receipt"]

    response = post("reports/track/", {"receipt": receipt})

    assert response.status_code == 200
    assert response.json() == {
        "status": "received", "status_label": "Laporan diterima", "next_date": "2024-10-17", "messages": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "change", [str.lower, lambda r: r.replace("-", ""), lambda r: f" {r} ", lambda r: r.replace("-", " ")]
)
def test_any_writing_of_the_receipt_opens(city: City, submit: Post, post: Post, change: object) -> None:
    receipt = submit()[0].json()["receipt"]
    assert post("reports/track/", {"receipt": change(receipt)}).status_code == 200  # type: ignore[operator]
    assert post("reports/track/", {"receipt": receipt.replace("0", "o").replace("1", "l")}).status_code == 200


def test_wrong_and_unknown_codes_are_answered_alike(city: City, submit: Post, post: Post) -> None:
    submit()
    well_formed = intake.decoy_receipt()
    answers = {
        (response.status_code, response.content)
        for code in (well_formed, "3F8T-K6WP-0000", "x", "🙂", "A" * 5000)
        for response in [post("reports/track/", {"receipt": code})]
        if response.status_code != 429
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_failures_cost_a_growing_wait_even_for_a_right_code(city: City, submit: Post, post: Post) -> None:
    receipt = submit()[0].json()["receipt"]
    with time_machine.travel("2024-10-16 01:00:00+00:00", tick=False) as clock:
        waits = []
        for _ in range(6):
            while (response := post("reports/track/", {"receipt": "nope"})).status_code == 429:
                waits.append(int(response.headers["Retry-After"]))
                clock.shift(waits[-1])
        assert waits == sorted(waits) and waits[0] >= 1 and waits[-1] > waits[0]
        assert post("reports/track/", {"receipt": receipt}).status_code == 429
        clock.shift(120)
        assert post("reports/track/", {"receipt": receipt}).status_code == 200


def test_the_reporter_writes_and_reads(city: City, submit: Post, post: Post) -> None:
    receipt = submit()[0].json()["receipt"]
    for _ in range(2):  # sent twice by a shaky line
        response = post("reports/track/messages/", {"receipt": receipt, "body": "Stikernya masih ada."})

    assert response.status_code == 201
    assert response.json()["messages"] == [
        {"from": "reporter", "on": "2024-10-16", "body": "Stikernya masih ada.", "attachments": []}
    ]
    assert Message.objects.count() == 1
    assert post("reports/track/messages/", {"receipt": "nope", "body": "x"}).status_code == 404
    assert post("reports/track/messages/", {"receipt": receipt, "body": " "}).status_code == 400
    assert post("reports/track/messages/", {"receipt": receipt, "body": "x", "to": "y"}).status_code == 400
