"""Whoever stands outside a wall learns nothing by any door: every route of the project is tried.

Absent and forbidden look alike, so a path with a real code answers like one with a code that never
existed; lists, counts, search, exports, notices and the journal never name the matter.
"""

import io
import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cases.actions import chain
from cases.models import Case, Exhibit, Report
from neutrality.accounts.models import Role, User
from neutrality.documents.models import OfficialDocument
from neutrality.notifications.models import Notice
from neutrality.outbox.runner import drain
from neutrality.overview.models import Export
from tests.factories import make_agency, make_user
from tests.scenarios.audiences import TABLE
from tests.scenarios.path import ANSWER, BRIEF, STORY, Path
from tests.scenarios.routes import filled, routes

NEVER = "ZZ-24-0000"  # a code that nothing bears
NOT_TRIED = ("keluar/", "masuk/", "mfa/", "bahasa/", "profil/kata-sandi/")  # end or change the session itself
QUERIES = ("kasus/", "cari/", "kotak-masuk/", "register/", "pegawai/", "api/v1/cases/", "api/v1/reports/",
           "api/v1/employees/", "api/v1/register/", "api/v1/letters/", "api/v1/journal/")  # fmt: skip


def test_every_route_is_decided() -> None:
    assert routes() - set(TABLE) == set(), "new routes: say in tests/scenarios/audiences.py who they are for"
    assert set(TABLE) - routes() == set(), "these routes are gone"


@dataclass
class Matter:
    """A case with everything on it, and the words that must stay inside."""

    report: Report
    case: Case
    words: list[str]
    values: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report, case: Case, receipt: str) -> "Matter":
        letters = list(OfficialDocument.objects.filter(owner_code=case.code).values_list("code", flat=True))
        exhibits = list(Exhibit.objects.values_list("code", flat=True))
        decisions = list(case.decisions.values_list("code", flat=True))
        words = [case.code, report.code, case.incident.code, STORY[:40], ANSWER[:20], BRIEF[:30], receipt,
                 "Rompi bernomor", *letters, *exhibits, *decisions]  # fmt: skip
        codes = {
            "case": [case.code], "report": [report.code], "letter": letters, "exhibit": exhibits, "decision": decisions,
            "person": [case.person.code], "file": list(report.originals.values_list("code", flat=True)),
        }  # fmt: skip
        return cls(report, case, words, codes)

    def paths(self, route: str) -> list[tuple[str, str, str]]:
        """``(path with a real code, the same with one that never was, the real code)``."""
        kinds = {"kasus/": "case", "api/v1/cases/": "case", "kotak-masuk/": "report", "api/v1/reports/": "report",
                 "api/v1/decisions/": "decision", "surat/": "letter"}  # fmt: skip
        kind = next((kinds[start] for start in kinds if route.startswith(start)), "")
        inner = {"exhibit": self.values["exhibit"][0], "letter": self.values["letter"][0], "move": "summon", "slug": "tanya",
                 "file": self.values["file"][0], "other": self.case.code}  # fmt: skip
        if not kind or "<" not in route:
            path = filled(route, inner, NEVER)
            return [(path, path, "")]
        name = "id" if "<id>" in route else "code"
        return [
            (filled(route, inner | {name: code}, NEVER), filled(route, inner | {name: NEVER}, NEVER), code)
            for code in self.values[kind]
        ]


@dataclass
class Outsider:
    """Somebody who tries every door, and what they learned."""

    name: str
    user: User | None
    matter: Matter
    learned: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        if self.user:
            self.client.force_login(self.user)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        if method == "post" and path.startswith("/api/"):
            answer = self.client.post(path, json.dumps(body or {}), content_type="application/json")
        else:
            answer = getattr(self.client, method)(path, body or {})
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = pdf_text(content) if content[:5] == b"%PDF-" else content.decode(errors="replace")
        text = f"{answer.headers.get('Location', '')}\n{answer.headers.get('Content-Disposition', '')}\n{text}"
        if answer.status_code >= 500:
            self.learned.append(f"{self.name}: {method} {path} breaks with {answer.status_code}")
        return answer.status_code, text

    def look(self, method: str, path: str, never: str, code: str, body: Any = None) -> None:
        status, text = self.ask(method, path, body)
        text = text.replace(code, NEVER) if code else text
        spoken = [word for word in self.matter.words if word and word in self.without_own_address(text, path)]
        if spoken:
            self.learned.append(f"{self.name}: {method} {path} ({status}) tells {spoken}")
        if not code:
            return
        absent, nothing = self.ask(method, never, body)
        if (status, plain(text)) != (absent, plain(nothing)):
            self.learned.append(f"{self.name}: {method} {path} answers {status}, one that never was {absent}")

    @staticmethod
    def without_own_address(text: str, path: str) -> str:
        """A page repeats the address that was asked (next=, links of the languages)."""
        for part in path.split("/"):
            text = text.replace(part, "") if len(part) > 6 and "-" in part else text
        return text

    def everywhere(self) -> None:
        for route in sorted(routes()):
            if route.startswith(NOT_TRIED):
                continue
            for path, never, code in self.matter.paths(route):
                self.look("get", path, never, code)
                if not route.startswith(("lapor/", "pantau/")) and route not in ("api/v1/reports/", "api/v1/exports/"):
                    self.look("post", path, never, code)
        for route in QUERIES:
            for asked in (self.matter.case.code, self.matter.report.code, "rompi"):
                self.look("get", f"/{route}?q={asked}", f"/{route}?q={NEVER}", asked)
        for path in ("cases/?count=capped", "reports/?count=capped"):
            status, text = self.ask("get", f"/api/v1/{path}")
            if status == 200 and json.loads(text.split("\n", 2)[2])["count"] != 0:
                self.learned.append(f"{self.name}: {path} counts")
        self.exports()

    def exports(self) -> None:
        for kind in Export.Kind.values:
            status, text = self.ask("post", "/api/v1/exports/", {"kind": kind, "format": "csv"})
            if status != 202:
                continue
            drain(include_held=True)
            code = json.loads(text.split("\n", 2)[2])["id"]
            self.look("get", f"/api/v1/exports/{code}/download/", "", "")


def plain(text: str) -> str:
    """Without what differs between any two answers, and without codes that stand in addresses."""
    text = re.sub(r'(csrfmiddlewaretoken" value="|nonce="|X-CSRFToken": ")[^"]*', r"\1", text)
    return re.sub(r"[A-Z]{2}-\d\d-[0-9A-Z]{4,8}", "", text)


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def stored_pdf_text(name: str) -> str:
    with default_storage.open(name) as file:
        return pdf_text(file.read())


def told_to(user: User, matter: Matter) -> list[str]:
    said = json.dumps(list(Notice.objects.filter(recipient=user).values()), default=str)
    return [word for word in matter.words if word and word in said]


@pytest.fixture
def settled(path: Path) -> tuple[Path, Matter]:
    """A case passed over one superior, reported to the next, with a draft of the decision."""
    world = path.world
    report = path.told()
    case = path.opened(report)
    chain.declare_conflict(case=case, person=world.tree.person("kabid"), actor=world.desk)
    path.reported(path.summoned(case))
    path.door("desk").post("decisions/", {"case": case.code, "sanction": "S1_KGB"}, 201)
    return path, Matter.of(report, case, path.receipt)


@pytest.mark.parametrize(
    "who",
    ["passed over", "another unit", "not yet its tier", "alternate desk", "another agency", "administrator", "bawaslu",
     "anonymous"],
)  # fmt: skip
def test_outsiders_learn_nothing(settled: tuple[Path, Matter], who: str) -> None:
    path, matter = settled
    world = path.world
    user = {
        "passed over": lambda: world.user("kabid"),
        "another unit": lambda: world.user("pelaksana_lain"),
        "not yet its tier": lambda: world.user("sekda"),
        "alternate desk": lambda: world.user("inspektur", Role.ALTERNATE_INTAKE),
        "another agency": lambda: make_user(roles=[Role.INTAKE, Role.AUDITOR, Role.REGISTRAR], agency=make_agency()),
        "administrator": lambda: make_user(roles=[Role.ADMIN], agency=world.agency, is_staff=True),
        "bawaslu": lambda: make_user(roles=[Role.BAWASLU], agency=world.agency, institution="Bawaslu"),
        "anonymous": lambda: None,
    }[who]()
    if who in (
        "another unit",
        "another agency",
        "bawaslu",
        "anonymous",
    ):  # names of their own staff are open to superiors
        matter.words.append(matter.case.person.name)
    outsider = Outsider(who, user, matter)

    outsider.everywhere()
    if who == "administrator":
        for model in admin.site._registry:
            outsider.look("get", reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), "", "")

    assert not outsider.learned, "\n".join(outsider.learned)
    assert user is None or told_to(user, matter) == []


def test_a_subject_who_reports_himself_learns_nothing(path: Path) -> None:
    """His own report against himself, opened, assigned, the summons written and not yet served."""
    report = path.told()
    case = path.opened(report)
    path.move(case, "assign")
    day = path.world.input(case, "summon")["exam_date"]
    path.move(case, "summon", "kasi", exam_date=day, exam_time="09:00", place="Ruang Rapat")
    path.door("desk").post("decisions/", {"case": case.code}, (201, 409))
    drain(include_held=True)
    matter = Matter.of(report, case, "")
    subject = path.world.user("pelaksana")
    outsider = Outsider("subject", subject, matter)

    outsider.everywhere()

    assert not outsider.learned, "\n".join(outsider.learned)
    assert told_to(subject, matter) == []
