"""A case from an anonymous report and the same case as the agency's own finding are one and the same.

Both are walked to their end in cities of their own; every page, letter and API answer outside the
desk must be equal apart from ids: codes, digests, numbers of NIPs and names that the cities differ in.
"""

import re
from collections.abc import Iterator
from pathlib import Path as Folder
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from cases.models import Case
from neutrality.accounts.models import Role
from neutrality.documents.models import OfficialDocument
from tests.scenarios.path import Path
from tests.scenarios.test_walls import pdf_text

PAGES = ["", "bukti/", "surat/", "pemeriksaan/", "cetak/", "keputusan/", "keputusan/satu-halaman/", "jejak/"]
PARTS = ["", "timeline/", "tiers/", "deadlines/", "exhibits/", "documents/", "moves/"]
LISTS = [
    "/meja/",
    "/kasus/",
    "/keputusan/",
    "/surat/",
    "/pemberitahuan/",
    "/api/v1/cases/",
    "/api/v1/decisions/",
    "/audit/",
]
READERS = {"superior": "kasi", "decider": "kabid", "legal": "kabag_hukum", "auditor": "auditor", "subject": "pelaksana"}


def walked(settings: Any, folder: Folder, *, told: bool) -> tuple[Path, Case]:
    settings.DATA_DIR = folder
    path = Path(settings)
    path.world.user("auditor", Role.AUDITOR)
    return path, path.to_the_end(path.told() if told else path.found())


def faces(path: Path, case: Case) -> Iterator[tuple[str, str]]:
    """``(reader and path, what they get)`` for every door outside the desk."""
    for role, key in READERS.items():
        client = Client()
        client.force_login(path.world.user(key))
        ways = [f"/kasus/{case.code}/{page}" for page in PAGES] + [
            f"/api/v1/cases/{case.code}/{part}" for part in PARTS
        ]
        for way in [*ways, *LISTS]:
            answer = client.get(way)
            yield f"{role} {plain(path, way)}", plain(path, f"{answer.status_code} {answer.content.decode()}")
        letters = OfficialDocument.objects.filter(owner_code=case.code).order_by("pk")
        for number, letter in enumerate(letters):
            answer = client.get(letter.get_absolute_url())
            text = pdf_text(answer.content) if answer.status_code == 200 else ""
            yield f"{role} letter {number} {letter.kind}", plain(path, f"{answer.status_code} {text}")


def plain(path: Path, text: str) -> str:
    """Without what two cities differ in, and without what differs between any two answers."""
    tree, text = path.world.tree, " ".join(text.split())
    names = {person.name: key for key, person in tree.persons.items()}
    names |= {person.name.upper(): key for key, person in tree.persons.items()}
    city = tree.agency
    names |= dict.fromkeys((city.name, city.name.upper(), city.short_name, city.short_name.upper(), city.code), "city")
    names |= {city.region: "city", city.region.upper(): "city"}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, f"[{names[name]}]")
    text = re.sub(r'(csrfmiddlewaretoken" value="|nonce="|X-CSRFToken": ")[^"]*', r"\1", text)
    text = re.sub(r"(Kota )?Contoh \d+", "[city]", text)
    text = re.sub(r"viewer(:|%3A)\d+|akun-\d+", "account", text)
    text = re.sub(r"[A-Z]{2}-\d\d-[0-9A-Z]{4,8}", "CODE", text)
    text = re.sub(r"\b[0-9a-f]{12,64}\b|(?<=#)\d+ [0-9a-f]{8}\b", "DIGEST", text)
    text = re.sub(r"\b\d{18}\b|\b\d{8} \d{6} \d \d{3}\b", "NIP", text)
    text = re.sub(r"\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){1,5}\b", "VERIFY", text)
    text = re.sub(
        r'(data:[^"]*|value="\d+"|/pemberitahuan/[\w-]{22}/|sebelum=[\w-]{22}|"id": "[\w-]{22}"|"seen": \d+)', "", text
    )
    return re.sub(r"\d\d[.:]\d\d([.:]\d\d)?(\.\d+)?( WIB|Z|\+00:00|\+07:00)?", "TIME", text)


@pytest.mark.django_db
def test_nobody_outside_the_desk_can_tell_them_apart(settings: Any, tmp_path: Folder) -> None:
    reported, case = walked(settings, tmp_path / "a", told=True)
    first = dict(faces(reported, case))
    found, other = walked(settings, tmp_path / "b", told=False)
    second = dict(faces(found, other))

    assert set(first) == set(second)
    differing = {where: difference(first[where], second[where]) for where in first if first[where] != second[where]}
    assert not differing, "\n".join(f"{where}: {what}" for where, what in differing.items())
    letters = OfficialDocument.objects.filter(owner_code__in=[case.code, other.code])
    assert letters.count() >= 10
    assert all(default_storage.exists(letter.pdf) for letter in letters.filter(owner_code=other.code))


def difference(one: str, other: str) -> str:
    """The first words in which two texts differ, with some before them."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"…{one[max(0, at - 60) : at + 80]!r} and {other[max(0, at - 60) : at + 80]!r}"
