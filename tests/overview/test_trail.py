"""What auditors and desks read of each room's trail: every type that is journalled has its answer."""

from typing import Any

import pytest

from neutrality.accounts.models import Role
from neutrality.audit import queries
from neutrality.audit.actions import record_view
from neutrality.documents.models import OfficialDocument
from tests.sanctions.world import World


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


TYPES = (
    "account", "agency", "appointment", "calendar", "case", "circular", "decision", "document", "exhibit", "export",
    "import", "incident", "legal_position", "letter", "number_series", "owed", "person", "position", "register",
    "report", "unit",
)  # fmt: skip


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_says_who_sees_it(kind: str) -> None:
    assert kind in queries._visibility


@pytest.mark.parametrize("kind", ["account", "person", "unit", "import", "number_series"])
def test_the_register_s_trail_is_the_auditors_alone(world: World, kind: str) -> None:
    auditor = world.user("auditor", Role.AUDITOR)
    record_view(world.desk, (kind, "X-1"))
    assert queries.visible_to(auditor).filter(subject_type=kind, subject_code="X-1").exists()
    assert not queries.visible_to(world.desk).filter(subject_type=kind).exists()


def test_decisions_and_letters_follow_their_case_and_its_walls(world: World) -> None:
    auditor = world.user("auditor", Role.AUDITOR)
    decided = world.decided()
    decision = decided.decisions.get()
    letter = OfficialDocument.objects.get(owner_code=decided.code, code=decision.document.code)
    entry = decision.register_entry
    for subject in (decision, letter, entry):
        record_view(world.desk, subject)

    def seen() -> set[str]:
        return {row.subject_type for row in queries.visible_to(auditor)} & {"case", "decision", "document", "register"}

    assert seen() == {"case", "decision", "document", "register"}
    decided.walls.create(person=world.tree.person("auditor"), reason="declared", since=decided.opened_on)
    assert seen() == set()
