"""An initial given on paper is recorded on the page of the decision by the desk, with its scan."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from neutrality.organization.models import Appointment
from neutrality.workdays import today
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
