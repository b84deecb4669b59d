"""Kota Pekanbaru: a circular to everyone, read back, with its progress; and a nil report to Bawaslu."""

from django.test import Client

from neutrality.accounts.models import Role
from neutrality.documents.models import NumberSeries, OfficialDocument
from neutrality.outbox.runner import drain
from tests.factories import make_user
from tests.scenarios.path import Door, Path
from tests.scenarios.test_walls import stored_pdf_text

TEXT = {
    "about": "Netralitas ASN pada Pilkada 2024", "basis": ["Undang-Undang Nomor 20 Tahun 2023"],
    "content": ["Tidak berpolitik praktis.", "Tetap menggunakan hak pilih dan tidak golput."], "read_by": "2024-10-21",
}  # fmt: skip


def test_a_circular_reaches_everyone_and_is_read_back(path: Path) -> None:
    """Composed by the desk, signed by the Sekda on screen, numbered, a PDF, read back, progress per OPD."""
    world = path.world
    NumberSeries.objects.get_or_create(
        unit=world.tree.unit("bkpsdm"),
        classification="BIASA",
        year=2024,
        defaults={"pattern": "800/{nomor}/bkpsdm/{tahun}"},
    )
    code = path.door("desk").post("circulars/", TEXT | {"signer": world.code("sekda"), "to_everyone": True}, 201)["id"]
    path.door("kasi").post(f"circulars/{code}/issue/", {}, (403, 404, 409))
    issued = path.door("sekda").post(f"circulars/{code}/issue/", {})
    drain(include_held=True)
    assert issued["number"]
    letter = OfficialDocument.objects.get(code=issued["document"])
    assert "tidak golput" in stored_pdf_text(letter.pdf)

    before = {row["unit"]: row for row in path.door("desk").get(f"circulars/{code}/progress/")}
    opd = world.tree.unit("dinas").code
    assert before[opd]["total"] > 0
    assert before[opd]["read"] == 0
    for key in ("pelaksana", "kadis"):
        assert path.door(key).post(f"circulars/{code}/read/", {})["read_at"]
    after = {row["unit"]: row for row in path.door("desk").get(f"circulars/{code}/progress/")}
    assert after[opd]["read"] == 2
    assert after[opd]["total"] == before[opd]["total"]


def test_nil_is_reported_as_nil(path: Path) -> None:
    door = Door(make_user(roles=[Role.BAWASLU], agency=path.world.agency, institution="Bawaslu"))
    code = door.post("exports/", {"kind": "bawaslu_followup", "format": "csv"}, 202)["id"]
    drain(include_held=True)
    state = door.get(f"exports/{code}/")
    assert (state["state"], state["rows"]) == ("done", 0)
    answer = Client().get(state["download"], headers=door.headers)
    assert "Nihil" in b"".join(answer).decode("utf-8-sig")
