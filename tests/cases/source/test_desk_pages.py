"""Pages of the desk: constant queries, states, walls, steps."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import identity, intake, triage
from cases.models import Case, IncomingLetter, Message, Report
from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.outbox.runner import drain
from tests.cases.source.conftest import STORY, City, Post, upload
from tests.factories import make_user

BRIEF = "Diduga mengajak staf memilih salah satu pasangan seusai rapat."


def desk(city: City) -> Client:
    client = Client()
    client.force_login(city.analyst)
    return client


def many(number: int) -> list[Report]:
    start = Report.objects.count()
    for n in range(start, start + number):
        intake.submit_report(key=intake.issue_key(), data={
            "narrative": f"Cerita nomor {n} tentang stiker di aula.", "occurred_on": "2024-09-24", "place": "Aula",
            "persons": [{"name": "Pak Wira", "unit": "Dinas Pendidikan"}],
        })  # fmt: skip
    return list(Report.objects.order_by("-pk")[:number])


def test_the_list_asks_the_same_number_of_questions_for_any_length(
    city: City, django_assert_max_num_queries: Any
) -> None:
    client = desk(city)
    many(3)
    client.get(reverse("desk:inbox"))  # fills what is read once per process
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("desk:inbox"))
    many(27)
    with django_assert_max_num_queries(len(few)):
        response = client.get(reverse("desk:inbox"))
    assert response.context["page"].next and len(few) < 40


def test_pages_follow_one_another_without_a_gap(city: City) -> None:
    client = desk(city)
    codes = {report.code for report in many(15)}
    first = client.get(reverse("desk:inbox"))
    second = client.get(reverse("desk:inbox"), {"sesudah": first.context["page"].next})
    shown = [row.report.code for page in (first, second) for row in page.context["page"].rows]
    assert len(shown) == 15 and set(shown) == codes


def test_a_flood_of_one_text_is_one_row(city: City, submit: Post) -> None:
    for _ in range(4):
        submit(narrative="Semua ASN tidak netral!")
    [row] = desk(city).get(reverse("desk:inbox")).context["page"].rows
    assert row.copies == 3


def test_an_empty_inbox_says_when_it_was_last_decided(city: City, submit: Post) -> None:
    client = desk(city)
    assert "Tidak ada laporan menunggu." in client.get(reverse("desk:inbox")).content.decode()
    _r, report = submit()
    triage.close_report(actor=city.analyst, report=report, reason="insufficient")
    assert "Terakhir diputus" in client.get(reverse("desk:inbox")).content.decode()


def test_a_colleague_who_has_it_open_makes_it_read_only(city: City, submit: Post) -> None:
    _r, report = submit()
    colleague = Client()
    colleague.force_login(city.other_analyst)
    colleague.get(reverse("desk:preview", args=[report.code]))

    html = desk(city).get(reverse("desk:preview", args=[report.code])).content.decode()
    assert "sedang membuka laporan ini" in html and "dlg-tutup" not in html
    html = desk(city).get(reverse("desk:preview", args=[report.code]), {"tetap": "1"}).content.decode()
    assert "dlg-tutup" in html


def test_a_step_leads_back_with_ten_seconds_to_undo(city: City, submit: Post) -> None:
    client = desk(city)
    _r, report = submit()

    response = client.post(
        reverse("desk:step", args=[report.code, "tutup"]), {"tutup-reason": "insufficient"}, follow=True
    )

    html = response.content.decode()
    assert f"Laporan {report.code} ditutup." in html and reverse("desk:undo", args=[report.code]) in html
    client.post(reverse("desk:undo", args=[report.code]))
    report.refresh_from_db()
    assert report.status == "received"


def test_a_refused_step_keeps_what_was_written(city: City, submit: Post) -> None:
    client = desk(city)
    _r, report = submit(occurred_on="2024-09-24")
    data = {"buka-subject": f"employee:{city.tree.person('kabid').code}", "buka-estimate": "4", "buka-brief": BRIEF,
            "buka-violations": ["PP94-N-06"], "buka-plan": ""}  # fmt: skip

    response = client.post(reverse("desk:step", args=[report.code, "buka"]), data)

    html = response.content.decode()
    assert response.status_code == 400
    assert BRIEF in html and "rencana perlindungan" in html and "data-buka" in html
    response = client.post(
        reverse("desk:step", args=[report.code, "buka"]), data | {"buka-plan": "Tunda klarifikasi."}, follow=True
    )
    assert Case.objects.get().brief == BRIEF, response.content


def test_two_at_once_one_wins_and_the_other_is_told(city: City, submit: Post) -> None:
    _r, report = submit()
    first, second = desk(city), Client()
    second.force_login(city.other_analyst)
    path = reverse("desk:step", args=[report.code, "tutup"])
    assert first.post(path, {"tutup-reason": "insufficient"}).status_code == 302
    response = second.post(path, {"tutup-reason": "withdrawn"}, follow=True)
    assert "sudah ditutup" in response.content.decode()
    report.refresh_from_db()
    assert report.close_reason == "insufficient"


def test_many_are_closed_with_one_reason(city: City) -> None:
    reports = many(3)
    client = desk(city)
    client.post(reverse("desk:close_many"), {"laporan": [one.code for one in reports[:2]], "reason": "not_a_report"})
    assert [Report.objects.get(pk=one.pk).status for one in reports] == ["closed", "closed", "received"]


def test_files_are_shown_clean_and_downloaded_with_a_journal_row(city: City) -> None:
    intake.submit_report(key=intake.issue_key(), data={"narrative": STORY}, files=[upload()])
    drain()
    report = Report.objects.get()
    file = report.originals.get()
    client = desk(city)
    shown = client.get(reverse("desk:file", args=[report.code, file.code]))
    assert shown["Content-Type"] == "image/jpeg" and "sandbox" in shown["Content-Security-Policy"]
    saved = client.get(reverse("desk:original", args=[report.code, file.code]))
    assert saved["Content-Disposition"].startswith("attachment") and "IMG" not in saved["Content-Disposition"]
    assert JournalEntry.objects.get(event="report.original_read").changes == {"sha256": file.sha256}


@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.ADMIN, Role.LEGAL, Role.BAWASLU, Role.OPERATOR])
def test_for_everybody_else_the_desk_is_not_there(city: City, submit: Post, role: str | None) -> None:
    _r, report = submit()
    client = Client()
    client.force_login(make_user(agency=city.agency, roles=[role] if role else [], is_staff=True, is_superuser=True))
    for name, args in (
        ("inbox", []),
        ("report", [report.code]),
        ("preview", [report.code]),
        ("letters", []),
        ("enter", []),
    ):
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 404


def test_for_the_walled_every_page_is_the_same_404(city: City, submit: Post) -> None:
    _r, report = submit(persons=[{"name": city.analyst.person.name}])
    client = desk(city)
    for name in ("report", "preview", "people"):
        walled = client.get(reverse(f"desk:{name}", args=[report.code]))
        absent = client.get(reverse(f"desk:{name}", args=["LP-24-0000"]))
        assert walled.status_code == absent.status_code == 404
    assert (
        client.post(reverse("desk:step", args=[report.code, "tutup"]), {"tutup-reason": "insufficient"}).status_code
        == 404
    )
    html = client.get(reverse("desk:inbox"), {"laporan": report.code, "q": report.code}).content.decode()
    assert f"kotak-masuk/{report.code}" not in html and f'data-kode="{report.code}"' not in html


def test_opening_is_one_journal_row_and_reads_the_answers(city: City, submit: Post) -> None:
    response, report = submit()
    intake.send_message(receipt=response.json()["receipt"], body="Masih ada.", address="x")
    assert "Pesan baru" in desk(city).get(reverse("desk:inbox")).content.decode()
    desk(city).get(reverse("desk:report", args=[report.code]))
    assert JournalEntry.objects.filter(event="subject.opened", subject_code=report.code).count() == 1
    assert Message.objects.get().read_on is not None
    assert "Pesan baru" not in desk(city).get(reverse("desk:inbox")).content.decode()


def test_a_report_is_written_down(city: City) -> None:
    client = desk(city)
    page = reverse("desk:enter")
    assert client.get(page).status_code == 200
    bad = client.post(page, {"channel": "walk_in", "narrative": "", "mode": "anonymous"})
    assert bad.status_code == 400
    fine = client.post(
        page,
        {"channel": "social_media", "narrative": "Menyukai unggahan calon.", "mode": "anonymous", "post_act": "like",
         "post_account": "w.contoh", "post_link": "https://x.com/a/1", "evidence": [upload()]},
    )  # fmt: skip
    report = Report.objects.get()
    assert fine.status_code == 302 and report.channel == "social_media" and report.originals.count() == 1


def test_a_letter_is_written_down_and_answered(city: City) -> None:
    client = desk(city)
    formset = {
        "orang-TOTAL_FORMS": "2",
        "orang-INITIAL_FORMS": "0",
        "orang-0-name": "Guru Contoh",
        "orang-0-due": "2024-11-01",
    }
    data = {"sender": "bawaslu", "number": "12/X/2024", "dated": "2024-10-14"} | formset
    assert client.post(reverse("desk:file_letter"), data | {"number": ""}).status_code == 400
    assert client.post(reverse("desk:file_letter"), data).status_code == 302
    letter = IncomingLetter.objects.get()
    page = reverse("desk:letter", args=[letter.code])
    assert "Guru Contoh" in client.get(page).content.decode()
    client.post(page, {"row": "1", "outcome": "not_asn", "number": "800/1", "replied_on": "2024-10-16"})
    row = letter.recommendations.get()
    assert (row.outcome, row.reply_number) == ("not_asn", "800/1")
    assert client.get(reverse("desk:letters")).status_code == 200


def test_an_identity_goes_through_two_pages(city: City, submit: Post) -> None:
    _r, report = submit(identity={"mode": "named", "name": "Rekaan Pelapor"})
    client, inspector = desk(city), Client()
    inspector.force_login(city.inspector)
    client.post(reverse("desk:step", args=[report.code, "identitas"]), {"identitas-reason": "Ada ancaman."})
    asked = identity.requests_of(city.analyst, report).get()
    html = inspector.get(reverse("desk:identities")).content.decode()
    assert "Ada ancaman." in html and report.code not in html
    inspector.post(reverse("desk:approve_identity", args=[asked.code]))
    shown = client.post(reverse("desk:reveal_identity", args=[asked.code]))
    assert "Rekaan Pelapor" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    again = client.post(reverse("desk:reveal_identity", args=[asked.code]))
    assert again.status_code == 302


def test_the_menu_counts_what_waits_for_this_desk(city: City, submit: Post) -> None:
    submit()
    submit(narrative="Lain lagi.", persons=[{"name": city.other_analyst.person.name}])
    html = desk(city).get(reverse("desk:enter")).content.decode()
    assert 'class="jml d">1<' in html


def test_a_superior_reports_and_the_desk_reads_it(city: City) -> None:
    client = Client()
    client.force_login(city.tree.user("kadis"))
    page = reverse("desk:superior")
    assert client.get(page).status_code == 200
    assert client.post(page, {"narrative": ""}).status_code == 400
    told = {"narrative": "Staf mengaku anggota tim sukses.", "person_name": "Pelaksana", "person_unit": "Disdikbud"}
    assert client.post(page, told).status_code == 302
    report = Report.objects.get()
    assert (report.channel, report.desk) == ("supervisor", "main")
    assert report not in Report.objects.visible_to(city.tree.user("kadis"))
    assert JournalEntry.objects.get(event="report.entered").actor is None
    client.force_login(city.tree.user("pelaksana"))
    assert client.get(page).status_code == 404
