"""The duty of a superior: no clock moves it, a served order does; Pasal 28 comes last and by decision."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import duty_view
from cases.actions import duty, neglect, warnings
from cases.models import Case, DutyNote, DutyOrder
from cases.papers import sign
from neutrality.accounts.models import User
from neutrality.audit.models import JournalEntry
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.outbox.runner import drain
from tests.cases.procedure.world import World, scan

NEGLECTED = "Tidak memanggil sampai 14 Oktober 2024."


@pytest.fixture
def idle(world: World) -> Case:
    """Assigned on 7 October; the superior does nothing, and the limit of the agency passes on 14 October."""
    case = world.case()
    world.do(case, "assign")
    world.on(date(2024, 10, 16))
    case.refresh_from_db()
    return case


def appointment(world: World, key: str) -> Any:
    return world.tree.appointment(key)


def signed_transfer(world: World, case: Case) -> DutyOrder:
    order = duty.draft_transfer(
        case_code=case.code, actor=world.desk, ordered_by=appointment(world, "kadis"), reason=NEGLECTED
    )
    assert order.document is not None
    sign(case=case, document=order.document, actor=world.user("kadis"), signed_on=date(2024, 10, 16))
    order.refresh_from_db()
    return order


def serve_assignment(world: World, case: Case, on: date = date(2024, 10, 8)) -> None:
    order = case.duty_orders.get(kind="assignment")
    assert order.document is not None
    sign(case=case, document=order.document, actor=world.user("kepala_bkpsdm"), signed_on=on)
    order.refresh_from_db()
    duty.serve_assignment(
        case_code=case.code, actor=world.desk, order=order, served_on=on, how="langsung", proof=scan()
    )


def note(world: World, case: Case, kind: str, on: date, **more: Any) -> DutyNote:
    more = {"by": appointment(world, "kadis"), "text": "Segera panggil dan periksa.", "proof": scan()} | more
    return neglect.note(case_code=case.code, actor=world.desk, kind=kind, on=on, **more)


def heard(world: World, case: Case) -> None:
    """Served, reminded, and the time to explain has passed."""
    serve_assignment(world, case)
    note(world, case, "reminder", date(2024, 10, 15))
    note(world, case, "chance", date(2024, 10, 16), due_on=date(2024, 10, 18))
    world.on(date(2024, 10, 21))


# --- clocks and orders -----------------------------------------------------------------------


def test_no_clock_moves_the_duty(world: World, idle: Case) -> None:
    for day in (16, 21, 31):
        world.on(date(2024, 10, day))
        warnings.run() if hasattr(warnings, "run") else warnings.warn_all()  # type: ignore[attr-defined]
    drain(include_held=True)
    idle.refresh_from_db()
    assert idle.holder == world.tree.position("kasi")
    assert not Case.objects.filter(arises_from=idle).exists()
    assert not idle.duty_orders.filter(kind="transfer").exists()
    assert duty_view.needs_order(idle)


def test_an_order_is_drafted_signed_and_served_and_only_then_moves(world: World, idle: Case) -> None:
    order = duty.draft_transfer(
        case_code=idle.code, actor=world.desk, ordered_by=appointment(world, "kadis"), reason=NEGLECTED
    )
    assert order.document is not None
    assert (order.document.kind, order.document.state) == ("P17_PERINTAH_PENGALIHAN", "numbered")
    assert order.to == appointment(world, "kabid")
    with pytest.raises(Refusal) as refused:
        world.do(idle, "reassign", order=order.document.code, served_on=date(2024, 10, 16))
    assert "belum ditandatangani" in refused.value.fields["order"][0]
    sign(case=idle, document=order.document, actor=world.user("kadis"), signed_on=date(2024, 10, 16))
    idle.refresh_from_db()
    assert idle.holder == world.tree.position("kasi")
    world.do(idle, "reassign", order=order.document.code, served_on=date(2024, 10, 16))
    idle.refresh_from_db()
    order.refresh_from_db()
    assert idle.holder == world.tree.position("kabid")
    assert (order.served_on, order.document.state) == (date(2024, 10, 16), "served")
    start = idle.deadlines.get(rule="start", met_on=None, cancelled_on=None)
    assert (start.starts_on, start.holder) == (date(2024, 10, 16), world.tree.position("kabid"))
    assert "atas perintah tertulis Kepala Dinas" in idle.moves.last().summary  # type: ignore[union-attr]


def test_without_a_proof_of_service_nothing_moves(world: World, idle: Case) -> None:
    order = signed_transfer(world, idle)
    with pytest.raises(Refusal) as refused:
        world.do(idle, "reassign", order=order.document.code, served_on=date(2024, 10, 16), scan=None)  # type: ignore[union-attr]
    assert refused.value.code == "scan_missing"
    idle.refresh_from_db()
    assert idle.holder == world.tree.position("kasi")


def test_an_order_on_paper_enters_with_its_scan_in_one_step(world: World, idle: Case) -> None:
    world.do(idle, "reassign", ordered_by=world.code("sekda"), to=world.code("kadis"), reason=NEGLECTED,
             served_on=date(2024, 10, 16))  # fmt: skip
    letter = OfficialDocument.objects.get(owner_code=idle.code, kind="P17_PERINTAH_PENGALIHAN")
    assert (letter.state, letter.signed_by_name) == ("served", world.tree.person("sekda").full_name)
    idle.refresh_from_db()
    assert idle.holder == world.tree.position("kadis")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"ordered_by": "kasi"}, "ordered_by"), ({"ordered_by": "kadis_lain"}, "ordered_by"), ({"to": "kasi"}, None)],
)
def test_only_a_higher_official_of_the_line_orders(
    world: World, idle: Case, change: dict[str, str], field: str | None
) -> None:
    told: dict[str, Any] = {"ordered_by": appointment(world, "sekda"), "reason": NEGLECTED}
    told |= {name: appointment(world, key) for name, key in change.items()}
    with pytest.raises(Refusal) as refused:
        duty.draft_transfer(case_code=idle.code, actor=world.desk, **told)
    assert field is None or field in refused.value.fields


def test_nobody_orders_themself_while_somebody_higher_can(world: World, idle: Case) -> None:
    own: dict[str, Any] = {"ordered_by": appointment(world, "kadis"), "to": appointment(world, "kadis")}
    with pytest.raises(Refusal) as refused:
        duty.draft_transfer(case_code=idle.code, actor=world.desk, reason=NEGLECTED, **own)
    assert "ordered_by" in refused.value.fields
    with pytest.raises(Refusal) as refused:
        world.do(idle, "reassign", ordered_by=world.code("kadis"), to=world.code("kadis"), reason=NEGLECTED,
                 served_on=date(2024, 10, 16))  # fmt: skip
    assert "ordered_by" in refused.value.fields
    top = {"ordered_by": world.code("ppk"), "to": world.code("ppk")}
    world.do(idle, "reassign", **top, reason=NEGLECTED, served_on=date(2024, 10, 16))


def test_an_order_on_paper_does_not_pass_one_that_waits(world: World, idle: Case) -> None:
    signed_transfer(world, idle)
    with pytest.raises(Refusal) as refused:
        world.do(idle, "reassign", ordered_by=world.code("sekda"), reason=NEGLECTED, served_on=date(2024, 10, 16))
    assert refused.value.code == "order_waits"


def test_one_order_waits_at_a_time_and_can_be_withdrawn(world: World, idle: Case) -> None:
    order = signed_transfer(world, idle)
    with pytest.raises(Refusal) as refused:
        signed_transfer(world, idle)
    assert refused.value.code == "order_waits"
    duty.withdraw(case_code=idle.code, actor=world.desk, order=order, reason="Pejabat sudah memanggil hari ini.")
    order.document.refresh_from_db()  # type: ignore[union-attr]
    assert order.document.state == "cancelled"  # type: ignore[union-attr]
    signed_transfer(world, idle)


def test_the_duty_moves_whatever_was_done_so_far(world: World) -> None:
    """The superior summoned and then declared themself conflicted: the next one goes on where it stands."""
    from cases.actions import chain

    case = world.summoned()
    world.serve(case)
    chain.declare_conflict(case=case, person=world.tree.person("kasi"), actor=world.user("kasi"))
    case.refresh_from_db()
    assert (case.holder, duty_view.needs_order(case)) == (None, True)
    world.do(case, "reassign")
    case.refresh_from_db()
    assert (case.status, case.holder) == ("summoned", world.tree.position("kabid"))
    world.on(case.summonses.get().exam_date)
    world.do(case, "examine", "kabid")
    case.refresh_from_db()
    assert case.status == "examined"


def test_a_chair_who_stands_aside_leaves_the_team_to_the_superior(world: World) -> None:
    from cases.actions import chain

    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    world.team_keys = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    world.for_official(case, "form_team", "ppk")
    chain.declare_conflict(case=case, person=world.tree.person("kabid_disiplin"), actor=world.desk)
    case.refresh_from_db()
    assert case.holder == world.tree.position("kasi")
    assert not Case.objects.visible_to(world.user("kabid_disiplin")).filter(pk=case.pk).exists()
    world.team_keys["auditor"] = ("pengawasan", "anggota")
    world.team_keys.pop("kabid_disiplin")
    world.team_keys["kepala_bkpsdm"] = ("kepegawaian", "ketua")
    world.for_official(case, "form_team", "ppk")
    case.refresh_from_db()
    assert (case.status, case.holder) == ("team_formed", world.tree.position("kepala_bkpsdm"))


# --- words of Pasal 28 --------------------------------------------------------------------------


def test_no_paper_names_pasal_28_before_order_reminder_and_hearing(world: World, idle: Case) -> None:
    threat = "Kelalaian ini melanggar Pasal 28."
    for act in (
        lambda: duty.draft_transfer(
            case_code=idle.code, actor=world.desk, ordered_by=appointment(world, "kadis"), reason=threat
        ),
        lambda: world.do(idle, "reassign", ordered_by=world.code("kadis"), reason=threat, served_on=date(2024, 10, 16)),
        lambda: note(world, idle, "reminder", date(2024, 10, 15), text=threat),
    ):
        with pytest.raises(Refusal):
            act()
    for letter in OfficialDocument.objects.filter(owner_code=idle.code):
        assert "28" not in str(letter.paragraphs.get("dasar"))


def test_the_steps_before_are_told_one_by_one(world: World, idle: Case) -> None:
    def codes() -> list[str]:
        return [one.code for one in duty.before_neglect(idle)]

    assert codes() == ["order_not_served"]
    with pytest.raises(Refusal) as refused:
        note(world, idle, "reminder", date(2024, 10, 15))
    assert refused.value.code == "order_not_served"
    serve_assignment(world, idle)
    assert codes() == ["not_reminded", "not_heard"]
    note(world, idle, "reminder", date(2024, 10, 15))
    assert codes() == ["not_heard"]
    note(world, idle, "chance", date(2024, 10, 16), due_on=date(2024, 10, 18))
    assert codes() == ["not_heard"]
    world.on(date(2024, 10, 21))
    assert codes() == []
    order = duty.draft_transfer(
        case_code=idle.code, actor=world.desk, ordered_by=appointment(world, "kadis"),
        reason="Sudah diingatkan dan diberi kesempatan menjelaskan (Pasal 28).",
    )  # fmt: skip
    assert order.document is not None
    assert any(text.startswith("Pasal 28 ") for text in order.document.paragraphs["dasar"])


def test_an_explanation_counts_before_its_time_is_over(world: World, idle: Case) -> None:
    serve_assignment(world, idle)
    note(world, idle, "reminder", date(2024, 10, 15))
    note(world, idle, "chance", date(2024, 10, 16), due_on=date(2024, 10, 25))
    neglect.note(
        case_code=idle.code, actor=world.user("kasi"), kind="explanation", on=date(2024, 10, 16),
        text="Saya dirawat sejak 9 Oktober.",
    )  # fmt: skip
    assert duty.before_neglect(idle) == []


def test_what_was_said_to_an_earlier_holder_is_not_held_against_the_next(world: World, idle: Case) -> None:
    heard(world, idle)
    assert duty.before_neglect(idle) == []
    world.do(idle, "reassign", ordered_by=world.code("kadis"), reason=NEGLECTED, served_on=date(2024, 10, 21))
    assert [one.code for one in duty.before_neglect(idle)] == ["not_reminded", "not_heard"]


def test_a_reminder_is_signed_by_somebody_higher_and_proved(world: World, idle: Case) -> None:
    serve_assignment(world, idle)
    for more, code in (
        ({"by": appointment(world, "kadis_lain")}, "not_competent"),
        ({"by": appointment(world, "kasi")}, "not_competent"),
        ({"proof": None}, "scan_missing"),
        ({"text": " "}, "malformed"),
    ):
        with pytest.raises(Refusal) as refused:
            note(world, idle, "reminder", date(2024, 10, 15), **more)
        assert refused.value.code == code


# --- neglect --------------------------------------------------------------------------------


def test_a_case_about_neglect_opens_by_decision_of_a_named_higher_official(world: World, idle: Case) -> None:
    told: dict[str, Any] = {
        "case_code": idle.code, "actor": world.desk, "decided_by": appointment(world, "kadis"),
        "decided_on": date(2024, 10, 16), "reason": "Tidak memanggil setelah perintah dan pengingat.", "scan": scan(),
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        neglect.open_neglect(**told)
    assert refused.value.code == "conditions_missing"
    heard(world, idle)
    for change, code in (
        ({"scan": None}, "scan_missing"), ({"decided_by": appointment(world, "kasi")}, "not_competent"),
        ({"reason": "x"}, "malformed"), ({"actor": world.user("kasi")}, "forbidden"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            neglect.open_neglect(**told | change)
        assert refused.value.code == code
    opened = neglect.open_neglect(**told)
    assert (opened.arises_from, opened.person, opened.track) == (idle, world.tree.person("kasi"), "discipline")
    assert [row.violation for row in opened.allegations.all()] == ["P94-28"]
    idle.refresh_from_db()
    assert idle.holder == world.tree.position("kasi")  # the duty itself moves by an order alone
    with pytest.raises(Refusal) as refused:
        neglect.open_neglect(**told)
    assert refused.value.code == "case_exists"
    assert JournalEntry.objects.filter(event="case.neglect_decided").exists()
    assert not Case.objects.visible_to(world.user("kasi")).filter(pk=opened.pk).exists()
    case_page = client(world.desk).get(f"/kasus/{opened.code}/").content.decode()
    assert idle.code in case_page


# --- doors ----------------------------------------------------------------------------------


def client(user: User) -> Client:
    found = Client()
    found.force_login(user)
    return found


def picture(name: str = "bukti.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, scan(), "image/png")


def test_the_page_leads_through_every_step(world: World, idle: Case) -> None:
    desk, base = client(world.desk), f"/kasus/{idle.code}/tugas/"
    text = desk.get(base).content.decode()
    assert "Sampai 14 Oktober 2024 belum dilakukan" in text
    assert "Pasal 28" not in text
    answer = desk.post(f"{base}perintah/", {"ordered_by": world.code("kadis"), "reason": NEGLECTED}, follow=True)
    assert "menunggu tanda tangan" in answer.content.decode()
    order = idle.duty_orders.get(kind="transfer")
    head = client(world.user("kadis"))
    letter = order.document
    assert letter is not None
    assert idle.code in head.get("/meja/").content.decode()
    head.post(f"/kasus/{idle.code}/surat/{letter.code}/tandatangan/", {"signed_on": "2024-10-16"})
    assert "Catat penyerahan" in desk.get(base).content.decode()
    form = desk.get(f"/kasus/{idle.code}/langkah/reassign/").content.decode()
    assert f'value="{letter.code}" selected' in form
    answer = desk.post(
        f"/kasus/{idle.code}/langkah/reassign/",
        {"order": letter.code, "served_on": "2024-10-16", "how": "langsung", "handed_to": "Kepala Bidang",
         "act-acted_on": "2024-10-16", "act-scan": picture()},
        follow=True,
    )  # fmt: skip
    assert "Tercatat" in answer.content.decode()
    idle.refresh_from_db()
    assert idle.holder == world.tree.position("kabid")


def test_the_page_opens_the_last_step_only_when_all_before_are_done(world: World, idle: Case) -> None:
    desk, base = client(world.desk), f"/kasus/{idle.code}/tugas/"
    refused = desk.post(
        f"{base}kelalaian/",
        {"decided_by": world.code("kadis"), "decided_on": "2024-10-16", "reason": "Tidak memanggil sama sekali.",
         "scan": picture()},
    )  # fmt: skip
    assert refused.status_code == 409
    assert "belum terbukti diserahkan" in refused.content.decode()
    heard(world, idle)
    assert "PP 94/2021 Pasal 28 dapat disebut" in desk.get(base).content.decode()
    desk.post(
        f"{base}kelalaian/",
        {"decided_by": world.code("kadis"), "decided_on": "2024-10-21", "reason": "Tidak memanggil sama sekali.",
         "scan": picture()},
    )  # fmt: skip
    opened = Case.objects.get(arises_from=idle, person=world.tree.person("kasi"))
    text = desk.get(base).content.decode()
    assert opened.code in text
    assert "Catat keputusan membuka perkara kelalaian" not in text  # done once
    holder = client(world.user("kasi"))  # who is now the subject of that case, and learns of it by its own letters
    for address in (base, f"/api/v1/cases/{idle.code}/duty/"):
        told = holder.get(address)
        assert told.status_code == 200
        assert "kelalaian" not in told.content.decode()
        assert "decision" not in told.content.decode()
        assert "Tidak memanggil sama sekali" not in told.content.decode()


def test_the_holder_sees_the_orders_and_explains_and_reads_no_threat(world: World, idle: Case) -> None:
    heard(world, idle)
    holder, base = client(world.user("kasi")), f"/kasus/{idle.code}/tugas/"
    text = holder.get(base).content.decode()
    assert "Catat penjelasan" in text
    assert "Bila pemegang tugas tetap" not in text
    assert "Pasal 28" not in text
    answer = holder.post(
        f"{base}penjelasan/", {"on": "2024-10-21", "text": "Saya dirawat sejak 9 Oktober."}, follow=True
    )
    assert "Penjelasan tercatat." in answer.content.decode()
    for act in ("perintah", "pengingat", "kelalaian"):
        assert holder.post(f"{base}{act}/", {"reason": "x"}).status_code in (404, 409)
    assert not Case.objects.filter(arises_from=idle).exists()


@pytest.mark.parametrize("key", ["kabid", "kadis_lain", "pelaksana", "sekda"])
def test_who_does_not_have_the_case_has_no_duty_page(world: World, idle: Case, key: str) -> None:
    other = client(world.user(key))
    assert other.get(f"/kasus/{idle.code}/tugas/").status_code == 404
    assert other.get(f"/api/v1/cases/{idle.code}/duty/").status_code == 404
    assert other.post(f"/kasus/{idle.code}/tugas/perintah/", {}).status_code == 404


def test_the_api_does_the_same(world: World, idle: Case) -> None:
    desk, base = client(world.desk), f"/api/v1/cases/{idle.code}/duty/"
    body = desk.get(base).json()
    assert (body["holder"]["title"], body["needs_order"]) == (world.tree.position("kasi").name, True)
    assert [one["code"] for one in body["missing"]] == ["order_not_served"]
    answer = desk.post(
        f"{base}transfer/", {"ordered_by": world.code("kadis"), "reason": NEGLECTED}, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    assert [(one["kind"], one["state"]) for one in answer.json()["orders"]] == [
        ("assignment", "drafted"), ("transfer", "drafted"),
    ]  # fmt: skip
    wrong = desk.post(f"{base}transfer/", {"ordered_by": "x", "bad": 1}, content_type="application/json")
    assert (wrong.status_code, list(wrong.json()["fields"])) == (400, ["bad"])
    for act in ("line", "neglect", "reminder", "chance", "explanation", "service", "withdraw", "transfer"):
        assert desk.post(f"{base}{act}/", {}, content_type="application/json").status_code in (400, 409), act
        assert desk.post(f"{base}{act}/", "[]", content_type="application/json").status_code == 400, act
    assert desk.post(f"{base}unknown/", {}, content_type="application/json").status_code == 404
    heard(world, idle)
    answer = desk.post(
        f"{base}neglect/",
        {"decided_by": world.code("kadis"), "decided_on": "2024-10-21", "reason": "Tidak memanggil sama sekali.",
         "scan": picture()},
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    assert Case.objects.filter(arises_from=idle).count() == 1


def test_one_of_the_line_stands_aside_by_themself(world: World, idle: Case) -> None:
    """On the page, without giving a ground; the case is gone, others read "dilewati, alasan tercatat"."""
    holder = client(world.user("kasi"))
    assert "Nyatakan berhalangan" in holder.get(f"/kasus/{idle.code}/").content.decode()
    answer = holder.post(f"/kasus/{idle.code}/berhalangan/", {"person": world.tree.person("kasi").code}, follow=True)
    assert idle.code not in answer.content.decode().replace("halangan", "")
    assert holder.get(f"/kasus/{idle.code}/").status_code == 404
    auditor = client(world.user("auditor", "auditor"))
    text = auditor.get(f"/kasus/{idle.code}/").content.decode()
    assert "dilewati, alasan tercatat" in text
    assert "Menyatakan berhalangan" not in text
    assert "Menyatakan berhalangan" in client(world.desk).get(f"/kasus/{idle.code}/").content.decode()
