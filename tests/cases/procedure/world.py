"""A small city with a desk, number series and accounts, and the way of a case through it, step by step.

world = World(settings)
case = world.case("pelaksana", "PP94-N-02")
world.go(case, "assign", "summon", serve, …)
"""

import io
from datetime import date, time
from typing import Any

from PIL import Image

from cases.actions.examination import serve_summons
from cases.actions.moves import perform
from cases.actions.opening import open_case
from cases.models import Case, Incident
from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.documents.models import NumberSeries
from neutrality.organization.models import Contest, Person
from tests.factories import START, Tree, account_of, make_tree

EVENT = date(2024, 10, 5)
ANSWERS = [{"question": "Di mana Saudara pada 5 Oktober 2024?", "answer": "Di aula dinas."}]


def scan() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, "PNG")
    return out.getvalue()


class World:
    def __init__(self, settings: Any) -> None:
        self.settings = settings
        settings.TRAINING = True
        self.on(date(2024, 10, 7))
        self.tree: Tree = make_tree()
        self.agency = self.tree.agency
        self.contest = Contest.objects.create(agency=self.agency, catalogue_id="PILKADA-2024", name="Pilkada 2024")
        self.desk = self.user("analis", Role.INTAKE)
        for key in ("bkpsdm", "inspektorat"):
            NumberSeries.objects.create(
                unit=self.tree.unit(key),
                classification="RAHASIA",
                year=2024,
                pattern=f"800.1.6.2/{{nomor}}/{key}/{{tahun}}",
            )
        self.team_keys = {"kabid": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                          "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip

    def on(self, day: date) -> None:
        self.settings.TODAY = day.isoformat()

    def user(self, key: str, *roles: str) -> User:
        user = account_of(self.tree.person(key))
        for role in roles:
            RoleGrant.objects.get_or_create(user=user, role=role, defaults={"starts_on": START})
        return User.objects.get(pk=user.pk)  # cached properties are for one day

    def code(self, key: str) -> str:
        return str(self.tree.appointment(key).code)

    def incident(self, **fields: Any) -> Incident:
        number = Incident.objects.count()
        defaults = {"agency": self.agency, "contest": self.contest, "code": f"PR-24-{number:05}", "title": "Ajakan di aula dinas",
                    "place": "Aula Dinas", "occurred_from": EVENT}  # fmt: skip
        return Incident.objects.create(**defaults | fields)

    def case(
        self, key: str | Person = "pelaksana", *violations: str, incident: Incident | None = None, **fields: Any
    ) -> Case:
        person = self.tree.person(key) if isinstance(key, str) else key
        return open_case(
            actor=self.desk,
            agency=self.agency,
            person=person,
            incident=incident or self.incident(),
            brief="Mengajak staf mendukung satu pasangan.",
            violations=violations or ["PP94-N-02"],
            **fields,
        )

    def do(self, case: Case, move: str, who: str = "desk", **data: Any) -> Case:
        """One move on screen by ``who`` (a key of the tree, or the desk)."""
        envelope = ("acted_by", "acted_on", "scan", "basis", "legacy", "seen", "files")
        extra = {name: data.pop(name) for name in envelope if name in data}
        if move == "reassign":  # the order, signed and served
            extra.setdefault("scan", scan())
        actor = self.desk if who == "desk" else self.user(who)
        return perform(case_code=case.code, move=move, actor=actor, data=data or self.input(case, move), **extra)

    def for_official(self, case: Case, move: str, key: str, **data: Any) -> Case:
        """The desk records from paper what the official ``key`` did."""
        return self.do(case, move, acted_by=self.code(key), scan=scan(), **data)

    def serve(self, case: Case, served_on: date | None = None) -> None:
        case.refresh_from_db()
        row = case.summonses.get(state="draft")
        serve_summons(
            case_code=case.code,
            actor=self.desk,
            served_on=served_on or row.letter_date,
            how="langsung",
            handed_to="Yang bersangkutan",
            proof=scan(),
        )

    def input(self, case: Case, move: str) -> dict[str, Any]:
        """A good input of every move of this room, for today."""
        today = date.fromisoformat(self.settings.TODAY)
        from cases.actions.examination import proposed_day

        called = {"exam_date": proposed_day(case, today), "exam_time": time(9), "place": "Ruang Rapat BKPSDM"}
        team = [{"appointment": self.code(key), "element": element, "role": role}
                for key, (element, role) in self.team_keys.items()]  # fmt: skip
        return {
            "clarify": {"held_on": today, "held_at": time(9), "place": "BKPSDM", "about": "kegiatan di aula", "aware": True},
            "record_clarification": {"questions": ANSWERS, "place": "BKPSDM"},
            "assign": {},
            "reassign": {"ordered_by": self.code("sekda"), "reason": "tidak memanggil sampai batas", "served_on": today},
            "form_team": {"members": team},
            "summon": called,
            "summon_again": called,
            "reschedule": called | {"ground": "illness", "reason": "Surat sakit 12/RS/2024"},
            "withdraw_summons": {"reason": "salah tanggal"},
            "record_absence": {"note": "", "witnesses": [{"name": "Saksi Satu", "position": "Staf"}]},
            "examine": {"virtual": False},
            "record_minutes": {"questions": ANSWERS, "signed": True, "copy_given_on": today},
            "submit_report": {
                "proven": "proven", "breach": "Mengajak staf", "happened": "5 Oktober 2024", "place": "Aula Dinas",
                "impact_note": "Tidak dinilai", "conclusion": "Terbukti", "impact": "", "recommended": "",
                "aggravating": "Jabatan", "mitigating": "",
            },
            "escalate": {"summary": "Terbukti; wewenang pejabat yang lebih tinggi."},
            "return_report": {"reason": "Dampak belum diuraikan"},
            "discontinue": {"reason": "not_a_breach", "note": "Hadir sebagai pendengar."},
            "forward": {"to": "Bupati melalui Dinas PMD", "legal_basis": "", "body": "Uraian peristiwa.", "copies": "Camat",
                        "number": ""},
            "await_answer": {"note": "Telepon 20 Oktober"},
            "record_answer": {"answer": "Diberi teguran", "letter_number": "5/2024"},
            "propose_to_president": {"proposal": "PDHTAPS"},
        }[move]  # fmt: skip

    # --- whole stretches -----------------------------------------------------------

    def summoned(self, *violations: str, key: str = "pelaksana") -> Case:
        case = self.case(key, *violations)
        self.do(case, "assign")
        self.do(case, "summon", "kasi")
        return case

    def missed(self, case: Case) -> Case:
        """The summons is served and the day passes without the person."""
        self.serve(case)
        row = case.summonses.get(state="served", attended=None)
        self.on(row.exam_date)
        return self.do(case, "record_absence", "kasi")

    def reported(self, *violations: str) -> Case:
        case = self.summoned(*violations)
        self.serve(case)
        self.on(case.summonses.get().exam_date)
        for move in ("examine", "record_minutes", "submit_report"):
            self.do(case, move, "kasi")
        case.refresh_from_db()
        return case
