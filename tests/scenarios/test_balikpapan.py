"""Kota Balikpapan: the public, Bawaslu with its letter and social media tell of one event; one incident
comes of it, the reporter follows it without an account, and Bawaslu sees what became of its own people."""

import csv
import io
import json

from django.test import Client

from cases.models import IncomingLetter, Report, ReportLink
from neutrality.accounts.models import Role, User
from neutrality.outbox.runner import drain
from tests.factories import make_user
from tests.scenarios.path import DAY, Door, Path

POST = {"link": "https://instagram.com/p/contoh", "account": "@contoh.rekaan", "act": "like", "at": "5 Okt 2024 09.42"}


def liaison(path: Path) -> User:
    return make_user(roles=[Role.BAWASLU], agency=path.world.agency, institution="Bawaslu Kota Contoh")


def the_letter(door: Door, name: str) -> IncomingLetter:
    body = {
        "sender": "bawaslu", "sender_name": "Bawaslu Kota Contoh", "number": "12/PM.00.02/X/2024", "dated": "2024-10-06",
        "summary": "Pegawai memakai atribut pasangan calon.", "place": "Aula Dinas", "occurred_on": DAY,
        "recommendations": [{"name": name, "asks": "Diperiksa dan dijatuhi hukuman", "due": "2024-10-25"}],
    }  # fmt: skip
    return IncomingLetter.objects.get(code=door.post("letters/", body, 201)["id"])


def test_three_doors_one_incident_and_bawaslu_reads_the_outcome(path: Path) -> None:
    desk, bawaslu = path.door("desk"), Door(liaison(path))
    by_public = path.told()
    by_letter = the_letter(bawaslu, path.world.tree.person("pelaksana").name).report
    seen = desk.post("reports/entry/", {
        "channel": "social_media", "narrative": "Menyukai unggahan pasangan calon.", "occurred_on": DAY, "place": "Instagram",
        "posts": [POST],
    }, 201)["id"]  # fmt: skip
    assert by_letter is not None
    assert desk.get(f"reports/{seen}/")["posts"][0]["act"] == "like"
    inbox = {row["id"] for row in desk.get("reports/")["results"]}
    assert inbox == {by_public.code, by_letter.code, seen}

    case = path.opened(by_public)
    for code in (by_letter.code, seen):
        desk.post(f"reports/{code}/attach/", {"incident": case.incident.code})
    assert {link.report.code for link in ReportLink.objects.filter(incident=case.incident)} == inbox
    assert Report.objects.filter(status="linked").count() == 3

    [row] = bawaslu.get("letters/")["results"][0]["recommendations"]
    assert row["outcome"] == "open"
    for hidden in (f"cases/{case.code}/", f"reports/{by_public.code}/"):
        bawaslu.get(hidden, (403, 404))
    assert case.code not in json.dumps(bawaslu.get("letters/"))
    assert Door(None).post("reports/track/", {"receipt": path.receipt})["status"]


def test_the_liaison_exports_its_own_and_nothing_else(path: Path) -> None:
    user = liaison(path)
    door = Door(user)
    letter = the_letter(door, "Contoh Rekaan")
    path.told()
    for kind in ("cases", "reports", "register"):
        door.post("exports/", {"kind": kind, "format": "csv"}, 403)
    code = door.post("exports/", {"kind": "bawaslu_followup", "format": "csv"}, 202)["id"]
    drain(include_held=True)
    state = door.get(f"exports/{code}/")
    assert (state["state"], state["rows"]) == ("done", 1)
    answer = Client().get(state["download"], headers=door.headers)
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))
    text = str(rows)
    assert letter.number in text
    assert "Contoh Rekaan" in text
    assert "LP-24" not in text
