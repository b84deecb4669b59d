"""Taking one case through its life with the actions of the product, on the days that it happened."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from cases.actions import duty, examination, pauses
from cases.actions.moves import perform
from cases.actions.opening import open_case
from cases.models import Case, Incident
from neutrality.accounts.models import User
from neutrality.demo import papers
from neutrality.demo.clock import standing_on
from neutrality.demo.staff import Staff
from neutrality.documents.words import long_date
from neutrality.ids import random_code
from neutrality.organization.models import Appointment, Contest, Person, Position
from neutrality.workdays import calendar_for, today
from sanctions.actions import drafting
from sanctions.check import legal_check
from sanctions.models import Decision

ROOM = "Ruang Rapat BKPSDM"
QUESTIONS = [
    {"question": "Apakah Saudara sehat dan bersedia diperiksa?", "answer": "Sehat dan bersedia."},
    {"question": "Di mana Saudara berada pada hari kejadian?", "answer": "Di tempat kejadian, selepas jam kerja."},
    {"question": "Apa yang Saudara lakukan di sana?", "answer": "Saya hadir dan ikut menyampaikan ajakan."},
    {"question": "Adakah keterangan lain?", "answer": "Saya menyesal dan tidak akan mengulangi."},
]


@dataclass
class Trail:
    """One case on its way. Every step stands on its own day and moves ``day`` on."""

    staff: Staff
    analyst: str
    day: date
    case: Case

    @classmethod
    def open(
        cls, staff: Staff, analyst: str, *, person: Person, contest: Contest | None, violations: list[str], event: date,
        title: str, place: str, brief: str, opened: date, incident: Incident | None = None,
    ) -> "Trail":  # fmt: skip
        with standing_on(opened):
            incident = incident or Incident.objects.create(
                agency=staff.agency,
                code=random_code("PR", opened),
                title=title,
                occurred_from=event,
                place=place,
                contest=contest,
            )
            case = open_case(
                actor=User.objects.get(username=analyst), agency=staff.agency, person=person, incident=incident,
                brief=brief, violations=violations,
            )  # fmt: skip
        return cls(staff, analyst, opened, case)

    def actor(self) -> User:
        return User.objects.get(username=self.analyst)

    def later(self, working_days: int) -> "Trail":
        self.day = calendar_for(self.staff.agency).add_working_days(self.day, working_days)
        return self

    def move(self, code: str, by: Appointment | None = None, **data: Any) -> "Trail":
        """One move recorded by BKPSDM: for an official from paper, else its own."""
        with standing_on(self.day):
            perform(
                case_code=self.case.code, move=code, actor=self.actor(), data=data, acted_by=by.code if by else None,
                scan=papers.scan(code) if by else None,
            )  # fmt: skip
        self.case = Case.objects.get(pk=self.case.pk)
        return self

    def pause(self, rule: str, ground: str, note: str) -> "Trail":
        """An internal clock stands still from this day on, with its ground."""
        with standing_on(self.day):
            pauses.pause(deadline=self.case.deadlines.get(rule=rule, met_on=None, cancelled_on=None), actor=self.actor(),
                         ground=ground, note=note, starts_on=self.day)  # fmt: skip
        return self

    def order_transfer(self) -> "Trail":
        """The holder idles: an order of the second superior above, drafted for that signature. Nothing moves yet."""
        with standing_on(self.day):
            by = duty.superiors(self.case, self.day)[1]
            duty.draft_transfer(case_code=self.case.code, actor=self.actor(), ordered_by=by,
                                reason=duty.late_since(self.case))  # fmt: skip
        return self

    def holder(self) -> Appointment:
        """Who holds the current tier."""
        found = Appointment.objects.on(self.day).filter(position=self.case.holder).first()
        if found is None:
            raise LookupError(f"Nobody holds {self.case.code} on {self.day}.")
        return found

    def examiner(self) -> Appointment:
        chair = self.case.team.filter(role="ketua").select_related("appointment").first()
        return chair.appointment if chair else self.holder()

    def assign(self) -> "Trail":
        return self.move("assign")

    def team(self) -> "Trail":
        """Direct superior, Inspektorat, BKPSDM; formed by the PPK on paper."""
        superior = self.holder()
        members = [
            {"appointment": superior.code, "element": "atasan_langsung", "role": "anggota"},
            {"appointment": self.staff.at("Auditor Ahli Madya").code, "element": "pengawasan", "role": "anggota"},
            {"appointment": self.staff.at("Kepala Bidang Penilaian Kinerja dan Disiplin").code,
             "element": "kepegawaian", "role": "ketua"},
        ]  # fmt: skip
        return self.move("form_team", by=self.staff.at("Wali Kota"), members=members)

    def summon(self, again: bool = False) -> "Trail":
        with standing_on(self.day):
            exam = examination.proposed_day(self.case, self.day)
        code = "summon_again" if again else "summon"
        return self.move(code, by=self.examiner(), exam_date=exam, exam_time=time(9), place=ROOM)

    def serve_summons(self) -> "Trail":
        with standing_on(self.day):
            examination.serve_summons(
                case_code=self.case.code, actor=self.actor(), served_on=self.day, how="langsung",
                handed_to=self.case.person.full_name, proof=papers.scan("Tanda terima panggilan"),
            )  # fmt: skip
        return self

    def to_exam_day(self) -> "Trail":
        self.day = self.case.summonses.filter(state="served", attended=None).latest("pk").exam_date
        return self

    def absent(self) -> "Trail":
        witness = [{"name": "Saksi Contohan", "position": "Pengadministrasi Umum"}]
        return self.to_exam_day().move("record_absence", by=self.examiner(), note="", witnesses=witness)

    def examine(self, signed: bool = True) -> "Trail":
        examiner = self.to_exam_day().examiner()
        self.move("examine", by=examiner, virtual=False)
        refusal = {} if signed else {"refusal_note": "Terperiksa menolak menandatangani; disaksikan dua pemeriksa."}
        return self.move(
            "record_minutes",
            by=examiner,
            questions=QUESTIONS,
            place=ROOM,
            signed=signed,
            copy_given_on=self.day,
            **refusal,
        )

    def report(self, sanction: str = "", proven: bool = True, impact: str = "") -> "Trail":
        return self.move(
            "submit_report", by=self.examiner(), proven="proven" if proven else "not_proven", breach=self.case.brief,
            happened=long_date(self.case.event_date), place=self.case.incident.place or "Tempat kerja", impact=impact,
            impact_note="Menurunkan kepercayaan warga terhadap pelayanan unit kerja.",
            conclusion="Perbuatan terbukti." if proven else "Perbuatan tidak terbukti.", recommended=sanction,
            aggravating="Dilakukan di hadapan rekan kerja dan warga.", mitigating="Mengakui perbuatan dan belum pernah dihukum.",
        )  # fmt: skip

    def escalate(self) -> "Trail":
        return self.move("escalate", by=self.examiner(), summary="Terbukti; wewenang pejabat yang lebih tinggi.")

    def draft(self, sanction: str) -> Decision:
        """A draft with its history checked, ready to be proposed."""
        with standing_on(self.day):
            examination.check_history(
                case_code=self.case.code, actor=self.actor(), source="SIASN dan berkas kepegawaian", checked_on=self.day
            )
            decision = drafting.draft_decision(case_code=self.case.code, actor=self.actor())
            return drafting.change_decision(
                code=decision.code, actor=self.actor(),
                changes={
                    "sanction": sanction, "findings": [row | {"act": self.case.brief.rstrip(".")} for row in decision.findings],
                    "starts_on": (self.day.replace(day=1) + timedelta(days=62)).replace(day=1),
                },
            )  # fmt: skip

    def propose(self, sanction: str, initials: int = 9) -> Decision:
        """A proposed draft with reasons for its warnings and the first ``initials`` given on paper."""
        decision = self.draft(sanction)
        with standing_on(self.day):
            lines = legal_check(decision, today()).needs_reason
            reasons = {line.code: "Telah dikonsultasikan dengan Bagian Hukum; dicatat dalam berkas." for line in lines}
            drafting.change_decision(code=decision.code, actor=self.actor(), changes={"warning_reasons": reasons})
            drafting.propose(code=decision.code, actor=self.actor())
        for step in list(decision.steps.order_by("order"))[:initials]:
            self._initial(decision, step.position)
        return Decision.objects.get(pk=decision.pk)

    def _initial(self, decision: Decision, position: Position) -> None:
        holder = Appointment.objects.on(self.day).filter(position=position).first()
        with standing_on(self.day):
            drafting.initial(
                code=decision.code,
                actor=self.actor(),
                acted_by=holder,
                acted_on=self.day,
                scan=papers.scan("Paraf"),
                note="",
            )

    def decide(self, sanction: str) -> "Trail":
        decision = self.propose(sanction)
        self.later(1)
        return self.move("decide", by=decision.decider, decision=decision.code)

    def hand_over(self) -> "Trail":
        """Called to receive, and received in person."""
        decider = self.case.decisions.get(state="issued").decider
        call = calendar_for(self.staff.agency).add_working_days(self.day, 2)
        self.move("serve", by=decider, call_date=call, call_time=time(10), place="Ruang Kepala BKPSDM")
        self.day = call
        return self.move(
            "record_receipt", by=decider, manner="langsung", delivered_on=call, received_on=call,
            received_by=self.case.person.full_name,
        )  # fmt: skip

    def effect(self) -> "Trail":
        day = self.case.decisions.get(state="issued").register_entry.in_force_on
        if day is None:
            raise LookupError(f"{self.case.code} was not received yet.")
        self.day = day
        return self.move("take_effect")
