"""The whole path at the API, each person with a token of their own: from a report to a decision in force.

path = Path(settings)
case = path.to_the_end(path.told())       # or path.found(): the agency's own finding
"""

import json
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.actions.examination import check_history
from cases.models import Case, Original, Report
from neutrality.accounts.actions import issue_token
from neutrality.accounts.models import User
from neutrality.outbox.runner import drain
from neutrality.workdays import calendar_for, today
from sanctions.models import Decision, RegisterEntry
from tests.cases.procedure.world import ANSWERS, scan
from tests.cases.source.conftest import jpeg
from tests.sanctions.world import World

STORY = "Sesudah apel ada yang memakai rompi kuning bernomor sembilan dan mengajak kami ikut konvoi."
ANSWER = "Rompi itu dibagikan dari bagasi mobil jeruk."
BRIEF = "Diduga memakai atribut dan mengajak pegawai mendukung satu pasangan."
FILE_NAME = "WA-dari-kantor-saya.jpg"
REPORTER, CONTACT = "Zulaikha Umpamasari", "0812-0000-7799"
DAY = "2024-10-05"


class Door:
    """One person's token; ``None`` is the public."""

    def __init__(self, user: User | None) -> None:
        self.headers = {"Authorization": f"Bearer {issue_token(actor=user, user=user)[1]}"} if user else {}

    def get(self, path: str, status: int | tuple[int, ...] = 200) -> Any:
        return self._read(Client().get(f"/api/v1/{path}", headers=self.headers), status)

    def post(self, path: str, body: Any, status: int | tuple[int, ...] = 200) -> Any:
        content = json.dumps(body, default=str)
        return self._read(
            Client().post(f"/api/v1/{path}", content, content_type="application/json", headers=self.headers), status
        )

    def patch(self, path: str, body: Any, status: int | tuple[int, ...] = 200) -> Any:
        content = json.dumps(body, default=str)
        return self._read(
            Client().patch(f"/api/v1/{path}", content, content_type="application/json", headers=self.headers), status
        )

    def upload(self, path: str, body: dict[str, Any], status: int | tuple[int, ...] = 200) -> Any:
        return self._read(Client().post(f"/api/v1/{path}", body, headers=self.headers), status)

    @staticmethod
    def _read(answer: Any, status: int | tuple[int, ...]) -> Any:
        assert answer.status_code in (status if isinstance(status, tuple) else (status,)), answer.content.decode()
        return answer.json()


class Path:
    def __init__(self, settings: Any) -> None:
        cache.clear()
        self.world = World(settings)
        settings.DEFAULT_AGENCY = self.world.agency.code
        self.receipt = ""
        self.subject = "pelaksana"

    def settle(self) -> None:
        """What is owed is done: here at once; ``test_path_worker.py`` leaves it to a real worker."""
        drain(include_held=True)

    def door(self, key: str) -> Door:
        return Door(self.world.desk if key == "desk" else self.world.user(key))

    # --- how it comes in ---------------------------------------------------------------------

    def told(self, mode: str = "anonymous", **more: Any) -> Report:
        """By the public, with a picture; the question is answered on the private channel."""
        public, desk = Door(None), self.door("desk")
        identity = {"mode": mode} | ({"name": REPORTER, "contact": CONTACT} if mode != "anonymous" else {})
        body = {"key": public.post("reports/start/", {})["key"], "narrative": STORY, "occurred_on": DAY,
                "place": "Aula Dinas", "persons": json.dumps([{"unit": "Seksi Kurikulum SMP"}]),
                "identity": json.dumps(identity), "evidence": self.picture()} | more  # fmt: skip
        self.receipt = public.upload("reports/", body, 201)["receipt"]
        report = Report.objects.latest("pk")
        desk.post(f"reports/{report.code}/ask/", {"body": "Dari mana rompi itu?"})
        self.settle()
        public.post("reports/track/messages/", {"receipt": self.receipt, "body": ANSWER}, 201)
        return report

    def found(self) -> Report:
        """The same, seen by the agency itself and written down by the desk."""
        self.door("desk").upload(
            "reports/entry/",
            {"channel": "inspectorate", "narrative": "Temuan sendiri saat pemantauan.", "occurred_on": DAY,
             "place": "Aula Dinas", "evidence": self.picture()},
            201,
        )  # fmt: skip
        self.settle()
        return Report.objects.latest("pk")

    def picture(self) -> SimpleUploadedFile:
        return SimpleUploadedFile(FILE_NAME, jpeg(), "image/jpeg")

    def opened(self, report: Report) -> Case:
        self.settle()
        desk, person = self.door("desk"), self.world.tree.person(self.subject)
        answer = desk.post(
            f"reports/{report.code}/open_case/",
            {"subject": {"employee": person.code}, "brief": BRIEF, "violations": ["PP94-N-02"], "estimate_of_witnesses": 25},
            201,
        )  # fmt: skip
        original = Original.objects.filter(report=report).latest("pk")
        desk.post(
            f"reports/{report.code}/release/",
            {"original": original.code, "description": "Rompi bernomor", "may_be_shown_to_subject": True},
            201,
        )
        self.settle()
        return Case.objects.get(code=answer["case"])

    # --- the line ------------------------------------------------------------------------------

    def move(self, case: Case, move: str, key: str = "desk", **data: Any) -> Any:
        return self.door(key).post(f"cases/{case.code}/moves/{move}/", data)

    def summoned(self, case: Case) -> Case:
        self.move(case, "assign")
        form = {row["move"]: row for row in self.door("kasi").get(f"cases/{case.code}/moves/")}["summon"]
        assert form["allowed"], form["missing"]
        day = self.world.input(case, "summon")["exam_date"]
        self.move(case, "summon", "kasi", exam_date=day, exam_time="09:00", place="Ruang Rapat")
        self.door("desk").upload(
            f"cases/{case.code}/summons/service/",
            {"served_on": today().isoformat(), "how": "langsung", "handed_to": "Yang bersangkutan",
             "proof": SimpleUploadedFile("terima.png", scan())},
        )  # fmt: skip
        self.settle()
        return case

    def reported(self, case: Case) -> Case:
        self.world.on(case.summonses.get().exam_date)
        self.move(case, "examine", "kasi", virtual=False)
        self.move(case, "record_minutes", "kasi", questions=ANSWERS, signed=True, copy_given_on=today())
        self.move(
            case, "submit_report", "kasi", proven="proven", breach="Memakai atribut",
            happened="5 Oktober 2024", place="Aula Dinas",
            impact_note="Tidak dinilai", conclusion="Terbukti", aggravating="Di depan bawahan",
        )  # fmt: skip
        self.move(case, "escalate", "kasi", summary="Terbukti; wewenang pejabat yang lebih tinggi.")
        self.settle()
        return case

    def proposed(self, case: Case) -> Decision:
        """Drafted with everything a signature needs, initialled by all three."""
        desk = self.door("desk")
        check_history(case_code=case.code, actor=self.world.desk, source="SIASN", checked_on=today())
        code = desk.post("decisions/", {"case": case.code, "sanction": "S1_KGB"}, 201)["id"]
        draft = desk.patch(f"decisions/{code}/", {
            "aggravating": "Dilakukan di depan bawahan.", "no_mitigating": True, "starts_on": "2024-12-01",
            "findings": [{"violation": "PP94-N-02", "act": "memakai atribut dalam kampanye"}],
        })  # fmt: skip
        lines = desk.get(f"decisions/{code}/check/")["lines"]
        reasons = {line["code"]: "Dipertimbangkan." for line in lines if line["state"] in ("warn", "ask")}
        desk.patch(f"decisions/{code}/", {"warning_reasons": reasons})
        desk.post(f"decisions/{code}/propose/", {})
        for key in ("kepala_bkpsdm", "kabag_hukum", "sekda"):
            draft = self.door(key).post(f"decisions/{code}/initial/", {})
        assert [row["state"] for row in draft["initials"]] == ["initialled"] * 3
        return Decision.objects.get(code=code)

    def decided(self, case: Case) -> Case:
        decision = self.proposed(case)
        answer = self.move(case, "decide", self.world.key_of(decision), decision=decision.code)
        assert answer["status"] == "decided"
        self.settle()
        return case

    def in_force(self, case: Case) -> Case:
        key = self.world.key_of(case.decisions.get())
        called = calendar_for(self.world.agency).add_working_days(today(), 2)
        self.move(case, "serve", key, call_date=called, call_time="09:00", place="Ruang Kepala BKPSDM")
        self.world.on(called)
        self.door(key).upload(
            f"cases/{case.code}/moves/record_receipt/",
            {"manner": "langsung", "delivered_on": called, "received_on": called, "received_by": case.person.full_name,
             "scan": SimpleUploadedFile("terima.png", scan())},
        )  # fmt: skip
        entry = RegisterEntry.objects.get(decision__case=case)
        assert entry.in_force_on is not None
        self.world.on(entry.in_force_on)
        assert self.move(case, "take_effect")["status"] == "in_force"
        self.settle()
        return case

    def to_the_end(self, report: Report) -> Case:
        case = self.opened(report)
        for stretch in (self.summoned, self.reported, self.decided, self.in_force):
            stretch(case)
            case.refresh_from_db()
        return case
