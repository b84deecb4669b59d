"""Every API route that takes JSON is sent what no honest program sends: an answer of the 400s, never an error of ours."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from cases.models import Case, Original
from neutrality.documents.models import OfficialDocument
from neutrality.outbox.runner import drain
from tests.scenarios.path import Path
from tests.scenarios.routes import filled

DEEP = 100_000
RAW = {
    "nothing": b"", "half": b"{", "lone surrogate": b'{"body": "\\ud800"}', "surrogate as key": b'{"\\udfff": 1}',
    "not UTF-8": b'{"body": "\xff\xfe"}', "deep list": b"[" * DEEP, "deep object": b'{"a":' * DEEP,
    "NaN": b'{"body": NaN}', "endless number": b'{"days": ' + b"9" * 5_000 + b"}", "double key": b'{"a": 1, "a": 2}',
    "too large": b'{"body": "' + b"x" * 600_000 + b'"}', "list": b"[]", "text": b'"a"', "number": b"7", "null": b"null",
}  # fmt: skip
VALUES: list[Any] = [
    None, True, 5, -1, 10**40, 1e300, "", "a\x00b", "\u202e\ufdd0", "x" * 30_000, "2024-99-99", "0000-00-00", [], [[]],
    [None, {}], {}, {"a": {"b": []}}, ["a\x00b"], [10**40],
]  # fmt: skip


def doors(codes: dict[str, dict[str, str]]) -> Iterator[tuple[str, str, list[str]]]:
    """``(method, path, fields)`` of every operation with a body, with codes that exist."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for route, operations in sorted(schema["paths"].items()):
        for method in {"post", "patch", "put"} & set(operations):
            path = route.replace("{", "<").replace("}", ">").removeprefix("/")
            kind = next((kind for kind in codes if f"/{kind}/" in route), "")
            yield method, filled(path, codes.get(kind, {}), "ZZ-24-0000"), fields_of(operations[method], schema)


def fields_of(operation: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return list(schema["components"]["schemas"].get(name, {}).get("properties", {}))


class Sender:
    def __init__(self, path: Path, key: str) -> None:
        self.client, self.headers = Client(raise_request_exception=False), path.door(key).headers
        self.broken: list[str] = []

    def send(self, method: str, path: str, raw: bytes, what: str, least: int = 200) -> None:
        cache.clear()  # no throttle stands before what is tested
        answer = getattr(self.client, method)(path, raw, content_type="application/json", headers=self.headers)
        if not least <= answer.status_code < 500:
            self.broken.append(f"{method} {path}: {what} meets {answer.status_code}")
        elif answer.status_code >= 400 and set(answer.json()) - {"missing"} != {"code", "detail", "fields"}:
            self.broken.append(f"{method} {path}: {what} is refused without a code or a sentence")

    def try_fields(self, method: str, path: str, fields: list[str], *, each: bool = True) -> None:
        """Every value in all fields at once and, of ``each``, in one field after another."""
        for value in VALUES:
            told = repr(value)[:30]
            self.send(method, path, json.dumps(dict.fromkeys(fields, value)).encode(), f"all fields {told}")
            for name in fields if each and len(fields) < 12 else []:
                self.send(method, path, json.dumps({name: value}).encode(), f"{name} {told}")


@pytest.fixture
def codes(path: Path) -> dict[str, dict[str, str]]:
    """A case half way with a draft of its decision, a report beside it, a circular's place taken by one that never was."""
    report = path.told()
    case = path.reported(path.summoned(path.opened(report)))
    decision = path.door("desk").post("decisions/", {"case": case.code, "sanction": "S1_KGB"}, 201)
    other = path.told()
    original = Original.objects.filter(report=other).latest("pk")
    drain(include_held=True)
    letter = OfficialDocument.objects.filter(owner_code=case.code).first()
    return {
        "cases": {"code": case.code, "move": "decide"}, "reports": {"code": other.code, "file": original.code},
        "decisions": {"id": decision["id"]}, "documents": {"code": letter.code if letter else ""},
        "employees": {"code": case.person.code}, "units": {"code": case.unit.code},
    }  # fmt: skip


def test_raw_bodies_are_refused(path: Path, codes: dict[str, dict[str, str]]) -> None:
    sender = Sender(path, "desk")
    for method, address, _fields in doors(codes):
        for what, raw in RAW.items():
            # A step without fields may take an empty body.
            sender.send(method, address, raw, what, least=200 if what == "nothing" else 400)
    assert not sender.broken, "\n".join(sender.broken)


def test_wrong_values_are_refused(path: Path, codes: dict[str, dict[str, str]]) -> None:
    sender = Sender(path, "desk")
    tried = list(doors(codes))
    for method, address, fields in tried:
        sender.try_fields(method, address, fields)
    assert len(tried) > 20
    case = Case.objects.get(code=codes["cases"]["code"])
    for row in path.door("desk").get(f"cases/{case.code}/moves/"):
        fields = [*row["input"]["properties"], "acted_by", "acted_on", "basis", "seen"]
        sender.try_fields("post", f"/api/v1/cases/{case.code}/moves/{row['move']}/", fields, each=False)
    assert not sender.broken, "\n".join(sender.broken)
