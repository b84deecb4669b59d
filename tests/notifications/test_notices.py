"""Notices: fixed sentences without names or content, shown once, mailed once, taken back in time."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone, translation

from neutrality.notifications import queries, wording
from neutrality.notifications.actions import mark_read, notify, notify_many, send_email, withdraw
from neutrality.notifications.models import Notice
from neutrality.outbox import runner
from neutrality.veil import veiled
from tests.factories import make_user

pytestmark = pytest.mark.django_db

DUE = date(2024, 10, 21)
SENTENCES = [
    ("task", {"due": DUE}, "Ada tugas untuk Anda. Batas Senin, 21 Oktober 2024. Buka: https://contoh.go.id/meja/"),
    ("day_before", {}, "Besok batas tugas Anda. Buka: https://contoh.go.id/meja/"),
    ("below", {"due": DUE}, "Satu tugas pejabat di bawah Anda berbatas Senin, 21 Oktober 2024."),
    (
        "late_below",
        {"days": 2},
        "Satu tugas pejabat di bawah Anda lewat 2 hari kerja. Tugas tidak beralih tanpa perintah tertulis.",
    ),
    ("rule", {}, "Pengingat aturan netralitas untuk semua ASN. Buka aplikasi untuk membaca."),
    ("late", {"days": 2}, "Satu tugas lewat 2 hari kerja. Pimpinan Anda juga menerima pemberitahuan ini."),
    (
        "circular",
        {"number": "100.3.4/47/BKPSDM/2024", "due": date(2024, 10, 28)},
        "Surat Edaran 100.3.4/47/BKPSDM/2024 menunggu dibaca sampai 28 Oktober.",
    ),
    ("reported_person", {}, "Ada surat resmi untuk Anda. Buka aplikasi untuk membaca."),
]


@pytest.fixture(autouse=True)
def address(settings):
    settings.BASE_URL = "https://contoh.go.id"
    settings.DEFAULT_FROM_EMAIL = "netralitas@contoh.go.id"


def task(user: Any, key: str = "case:1", **more: Any) -> Notice:
    return notify(user, "task", key=key, link="/meja/", due=DUE, **more)


@pytest.mark.parametrize(("kind", "params", "sentence"), SENTENCES)
def test_the_mail_says_exactly_the_sentence_of_the_specification(kind, params, sentence):
    user = make_user(email="andai@contoh.go.id")
    notify(user, kind, key="k", link="/meja/", **params)
    runner.drain()

    (message,) = mail.outbox
    assert message.body == sentence
    assert message.to == ["andai@contoh.go.id"]
    assert message.subject == "Pemberitahuan"


def test_the_reporters_sentence_is_sent_by_the_desk_alone():
    assert wording.sentence("reporter_message", {}, "") == "Ada pesan baru."
    with pytest.raises(ValueError, match="no account"):
        notify(make_user(), "reporter_message", key="k", link="/pantau/")


def test_the_same_key_tells_the_same_person_once():
    user, other = make_user(email="a@contoh.go.id"), make_user(email="b@contoh.go.id")
    assert task(user) == task(user)
    task(other)
    runner.drain()
    assert [message.to for message in mail.outbox] == [["a@contoh.go.id"], ["b@contoh.go.id"]]


def test_a_mail_is_sent_once_however_often_it_is_asked_for():
    notice = task(make_user(email="a@contoh.go.id"))
    assert send_email(notice_id=notice.pk)
    assert not send_email(notice_id=notice.pk)
    runner.drain()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<notice-{notice.pk}@contoh.go.id>"


def test_without_an_address_the_notice_stands_in_the_app_alone():
    user = make_user()
    task(user)
    assert runner.drain() == 0
    assert queries.unread_count(user) == 1


def test_someone_who_left_gets_no_mail():
    user = make_user(email="a@contoh.go.id")
    task(user)
    user.is_active = False
    user.save()
    runner.drain()
    assert mail.outbox == []


def test_a_held_notice_is_unseen_and_can_be_taken_back():
    user = make_user(email="a@contoh.go.id")
    task(user, hold_seconds=10)
    assert queries.unread_count(user) == 0
    assert withdraw("case:1") == 1
    runner.drain(include_held=True)
    assert (mail.outbox, queries.unread_count(user)) == ([], 0)


def test_what_was_seen_cannot_be_taken_back():
    user = make_user()
    task(user)
    assert withdraw("case:1") == 0


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("task", {}),
        ("task", {"due": DUE, "name": "Andai Contoh"}),
        ("task", {"due": "Andai Contoh"}),
        ("late", {"days": 0}),
        ("circular", {"number": "Andai Contoh", "due": DUE}),
        ("gossip", {}),
    ],
)
def test_nothing_but_dates_and_numbers_goes_in(kind, params):
    with pytest.raises(ValueError):  # each says so in its own words
        notify(make_user(), kind, key="k", link="/meja/", **params)


@pytest.mark.parametrize("link", ["https://lain.id/", "meja", "/cari/?q=Andai+Contoh", "/a b/", "//lain.id/x"])
def test_a_link_is_a_plain_path_of_this_site(link):
    with pytest.raises(ValueError, match="plain path"):
        notify(make_user(), "day_before", key="k", link=link)


def test_in_english():
    with translation.override("en"):
        text = wording.short("task", {"due": "2024-10-21"})
    assert "2024" in text


def test_the_list_shows_own_notices_and_opens_them(client, settings):
    settings.TRAINING = True
    user, other = make_user(), make_user()
    mine, theirs = task(user), task(other)
    client.force_login(user)
    page = client.get("/pemberitahuan/")
    assert page.content.decode().count("Batas Senin, 21 Oktober 2024.") == 1

    assert client.post(f"/pemberitahuan/{veiled(mine.pk, 'notice')}/buka/").headers["Location"] == "/meja/"
    assert client.post(f"/pemberitahuan/{veiled(theirs.pk, 'notice')}/buka/").status_code == 404
    assert client.get(f"/pemberitahuan/{veiled(mine.pk, 'notice')}/buka/").status_code == 405
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.read_at is not None
    assert theirs.read_at is None


def test_all_are_marked_read_at_once(client, settings):
    settings.TRAINING = True
    user = make_user()
    for n in range(3):
        task(user, key=f"k:{n}")
    client.force_login(user)
    client.post("/pemberitahuan/baca-semua/")
    assert queries.unread_count(user) == 0
    assert mark_read(user=user) == 0


def test_a_long_list_is_paged_and_cheap(client, settings, django_assert_max_num_queries):
    settings.TRAINING = True
    user = make_user()
    notices = [Notice(recipient=user, kind="day_before", link="/meja/", key=f"k:{n}") for n in range(70)]
    Notice.objects.bulk_create(notices)
    client.force_login(user)
    with django_assert_max_num_queries(20):
        page = client.get("/pemberitahuan/").content.decode()
    assert page.count("Besok batas tugas Anda.") == 50
    older = veiled(Notice.objects.order_by("-pk")[49].pk, "notice")
    assert f"?sebelum={older}" in page
    assert client.get("/pemberitahuan/", {"sebelum": older}).content.decode().count("Besok batas") == 20
    assert client.get("/pemberitahuan/", {"sebelum": "9" * 40}).status_code == 200


def test_the_list_asks_for_a_sign_in(client):
    assert client.get("/pemberitahuan/").status_code == 302


def test_notices_from_the_past_stay_unread_until_read():
    user = make_user()
    Notice.objects.filter(pk=task(user).pk).update(visible_from=timezone.now() - timedelta(days=90))
    assert queries.unread_count(user) == 1


def test_thousands_are_told_in_few_statements(django_assert_max_num_queries):
    users = [make_user(email=f"a{n}@contoh.go.id" if n % 2 else "") for n in range(30)]
    circular: dict[str, Any] = {"key": "circular:X", "link": "/edaran/X/baca/", "number": "800 / 12", "due": DUE}
    notify(users[1], "circular", **circular)
    with django_assert_max_num_queries(12):
        assert notify_many(users, "circular", **circular) == 29
    assert notify_many(users, "circular", **circular) == 0
    runner.drain()
    assert len(mail.outbox) == len({tuple(message.to) for message in mail.outbox}) == 15


def test_many_held_notices_can_be_taken_back():
    users = [make_user(email=f"b{n}@contoh.go.id") for n in range(3)]
    notify_many(users, "day_before", key="k", link="/meja/", hold_seconds=10)
    assert withdraw("k") == 3
    runner.drain(include_held=True)
    assert mail.outbox == []
