"""Kota Pekanbaru: a circular to everyone, read back, with its progress; and a nil report to Bawaslu."""

from django.test import Client

from neutrality.accounts.models import Role
from neutrality.outbox.runner import drain
from tests.factories import make_user
from tests.scenarios.path import Door, Path


def test_nil_is_reported_as_nil(path: Path) -> None:
    door = Door(make_user(roles=[Role.BAWASLU], agency=path.world.agency, institution="Bawaslu"))
    code = door.post("exports/", {"kind": "bawaslu_followup", "format": "csv"}, 202)["id"]
    drain(include_held=True)
    state = door.get(f"exports/{code}/")
    assert (state["state"], state["rows"]) == ("done", 0)
    answer = Client().get(state["download"], **door.headers)
    assert "Nihil" in b"".join(answer).decode("utf-8-sig")
