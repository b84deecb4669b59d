"""A small city with a main desk (BKPSDM), an alternate desk (Inspektorat) and the public's doors."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cases.models import Report
from neutrality.accounts.actions import issue_token
from neutrality.accounts.models import Role, User
from neutrality.documents.models import NumberSeries
from tests.factories import Tree, make_tree, make_user

STORY = "Selesai rapat pagi, Pak W meminta semua staf memilih pasangan nomor 9 dan membagikan stiker."
TODAY = "2024-10-16"


@dataclass
class City:
    tree: Tree
    analyst: User
    other_analyst: User
    inspector: User

    @property
    def agency(self) -> Any:
        return self.tree.agency


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TRAINING, settings.TODAY = True, TODAY
    settings.DEFAULT_AGENCY = ""


@pytest.fixture
def city(db: None, settings: Any) -> City:
    cache.clear()
    tree = make_tree()
    settings.DEFAULT_AGENCY = tree.agency.code
    for key in ("bkpsdm", "inspektorat"):
        NumberSeries.objects.create(
            unit=tree.unit(key), classification="RAHASIA", year=2024, pattern=f"800.1.6.2/{{nomor}}/{key}/{{tahun}}"
        )
    return City(
        tree,
        make_user("analis", person=tree.person("analis"), roles=[Role.INTAKE]),
        make_user("kabid", person=tree.person("kabid_disiplin"), roles=[Role.INTAKE]),
        make_user("inspektorat", person=tree.person("auditor"), roles=[Role.ALTERNATE_INTAKE]),
    )


Post = Callable[..., Any]


@pytest.fixture
def post() -> Post:
    """POST JSON to the API as nobody, or as ``user`` by token."""

    def send(path: str, body: Any = None, user: User | None = None, **headers: Any) -> Any:
        if user is not None:
            headers["HTTP_AUTHORIZATION"] = f"Bearer {issue_token(actor=user, user=user)[1]}"
        content = body if isinstance(body, (str, bytes)) else json.dumps(body or {})
        return Client().post(f"/api/v1/{path}", content, content_type="application/json", **headers)

    return send


@pytest.fixture
def get() -> Post:
    def fetch(path: str, user: User | None = None, **headers: Any) -> Any:
        if user is not None:
            headers["HTTP_AUTHORIZATION"] = f"Bearer {issue_token(actor=user, user=user)[1]}"
        return Client().get(f"/api/v1/{path}", **headers)

    return fetch


@pytest.fixture
def submit(post: Post) -> Post:
    """Send a report with a fresh key; gives (response, report or None)."""

    def send(**body: Any) -> tuple[Any, Report | None]:
        key = post("reports/start/").json()["key"]
        response = post("reports/", {"key": key, "narrative": STORY} | body)
        return response, Report.objects.order_by("-pk").first() if response.status_code == 201 else None

    return send


def jpeg(size: tuple[int, int] = (320, 240), colour: str = "teal", exif: bool = True) -> bytes:
    picture, out = Image.new("RGB", size, colour), BytesIO()
    for x in range(0, size[0], 7):  # something for a fingerprint to see
        picture.putpixel((x, (x * 13) % size[1]), (255, 255, 255))
    data = Image.Exif()
    if exif:
        data[0x010F] = "KameraPelapor"
        data[0x0132] = "2024:10:09 07:31:00"
        data.get_ifd(0x8825).update({1: "S", 2: (0.0, 1.0, 30.0), 3: "E", 4: (109.0, 20.0, 12.0)})
    picture.save(out, "JPEG", exif=data)
    return out.getvalue()


def upload(
    name: str = "IMG_20241009_073100.jpg", content: bytes | None = None, kind: str = "image/jpeg"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else jpeg(), kind)
