"""An initial given on paper is recorded on the page of the decision by the desk, with its scan."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from neutrality.counsel.actions import record_position
from neutrality.organization.models import Appointment
from neutrality.workdays import today
from neutrality.workdays.actions import save_holiday
from neutrality.workdays.models import Holiday
from sanctions.actions import drafting
from tests.cases.procedure.world import scan
from tests.sanctions.world import World


@pytest.fixture
def draft(world: World):
    decision = world.draft(world.to_decide(), "S1_KGB")
    drafting.propose(code=decision.code, actor=world.desk)
    return decision


def sent(world: World, draft, **more):
    """The desk's form with the first who has to initial."""
    step = draft.steps.order_by("order").first()
    holder = Appointment.objects.on(today()).get(position=step.position)
    paper = SimpleUploadedFile("paraf.png", scan(), "image/png")
    return {"step": "paper_initial", "acted_by": holder.code, "acted_on": today().isoformat(), "scan": paper} | more


def page(draft) -> str:
    return reverse("sanctions:decision", args=[draft.case.code])


def test_the_desk_records_an_initial_from_paper(world: World, draft) -> None:
    client = Client()
    client.force_login(world.desk)
    assert b"Catat paraf dari kertas" in client.get(page(draft)).content

    answer = client.post(page(draft), sent(world, draft), follow=True)

    assert "Paraf dari kertas tercatat." in answer.content.decode()
    step = draft.steps.order_by("order").first()
    assert (step.state, step.on_paper, step.recorded_by) == ("initialled", True, world.desk)
    assert step.scan is not None


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"scan": ""}, "Lampirkan pindaian"),
        ({"acted_by": "X"}, "tidak diminta"),
        ({"acted_on": "kemarin"}, "Isi tanggal yang benar"),
        ({"acted_on": (today() + timedelta(days=400)).isoformat()}, "belum tiba"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(world: World, draft, more, sentence) -> None:
    client = Client()
    client.force_login(world.desk)

    answer = client.post(page(draft), sent(world, draft) | more, follow=True)

    assert sentence in answer.content.decode()
    assert not draft.steps.exclude(state="waiting").exists()


def test_nobody_but_the_desk_records_for_another(world: World, draft) -> None:
    client = Client()
    client.force_login(world.user("sekda"))
    assert b"Catat paraf dari kertas" not in client.get(page(draft)).content

    client.post(page(draft), sent(world, draft))

    assert not draft.steps.exclude(state="waiting").exists()


def on_screen(decision, **typed) -> dict[str, str]:
    """The fields of the page as the browser sends them with any of its buttons."""
    fields = {
        "conclusion": decision.conclusion, "sanction": decision.sanction, "aggravating": decision.aggravating,
        "mitigating": decision.mitigating, "no_mitigating": "true" if decision.no_mitigating else "",
        "decider": decision.decider.code, "starts_on": decision.starts_on.isoformat() if decision.starts_on else "",
    }  # fmt: skip
    acts = {f"act-{row['violation']}": row["act"] for row in decision.findings}
    reasons = {f"reason-{key}": words for key, words in decision.warning_reasons.items()}
    return {name: value for name, value in (fields | acts | reasons | typed).items() if value}


def test_what_stands_on_the_screen_is_what_is_signed(world: World) -> None:
    decision = world.reasons(world.proposed(world.to_decide()))
    client = Client()
    client.force_login(world.user(world.key_of(decision)))
    assert decision.warning_reasons

    other = client.post(page(decision), on_screen(decision, step="sign", mitigating="Alasan lain sama sekali."))
    assert "berbeda dari yang sudah diparaf" in other.content.decode()
    assert "Alasan lain sama sekali." in other.content.decode()  # nothing typed is lost
    decision.refresh_from_db()
    assert (decision.state, decision.mitigating == "Alasan lain sama sekali.") == ("proposed", False)

    emptied = {f"reason-{key}": " " for key in decision.warning_reasons}
    client.post(page(decision), on_screen(decision, step="sign") | emptied)
    decision.refresh_from_db()
    assert decision.state == "proposed"  # a reason that was taken back is missing

    answered = {f"reason-{key}": "Ditimbang oleh pengambil keputusan." for key in decision.warning_reasons}
    done = client.post(page(decision), on_screen(decision, step="sign") | answered, follow=True)
    assert "Keputusan ditetapkan." in done.content.decode()
    decision.refresh_from_db()
    assert decision.state == "issued"
    assert set(decision.warning_reasons.values()) == {"Ditimbang oleh pengambil keputusan."}


def test_an_issued_decision_is_read_as_it_was_decided(world: World) -> None:
    case = world.decided()
    client = Client()
    client.force_login(world.desk)
    address = reverse("sanctions:decision", args=[case.code])
    before = client.get(address).content.decode()
    lawyer = world.user("kabag_hukum", "legal")
    record_position(actor=lawyer, question="Q-SEDANG", option="tukin", decided_on=today(), reason="Nota 9.")
    save_holiday(holiday=Holiday(date=today() + timedelta(days=1), kind="public", name="Hari Contoh"), actor=None)

    after = client.get(address).content.decode()
    for page_then in (before, after):
        assert "Q-SEDANG" in page_then
        assert "Belum dijawab" in page_then
        assert "Dicatat instansi" not in page_then
        assert 'id="aturan"' not in page_then
    assert panel_of(after) == panel_of(before)
    assert next(iter(case.decisions.get().warning_reasons.values())) in after  # readers see why


def panel_of(page_text: str) -> str:
    return page_text.split('id="pemeriksaan-hukum"')[1].split('id="paraf"')[0]


def test_what_a_new_answer_changes_is_told_in_words(world: World) -> None:
    decision = world.reasons(world.proposed(world.to_decide()))
    lawyer = world.user("kabag_hukum", "legal")
    record_position(actor=lawyer, question="Q-SEDANG", option="tukin", decided_on=today(), reason="Nota 9.")
    client = Client()
    client.force_login(world.desk)
    banner = client.get(page(decision)).content.decode().split('id="aturan"')[1].split("</section>")[0]

    assert "Tidak dapat dijatuhkan lagi: Penundaan kenaikan gaji berkala" in banner
    assert "Kini dapat dijatuhkan: Pemotongan tunjangan kinerja" in banner
    for word in ("permitted", "S1_KGB", "sanction_suspended"):
        assert word not in banner
