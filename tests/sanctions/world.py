"""The procedure's city, taken on to decisions."""

from datetime import date, time, timedelta
from typing import Any

from cases.actions.examination import check_history
from cases.actions.moves import perform
from cases.models import Case
from neutrality.workdays import today
from sanctions.actions import drafting
from sanctions.models import Decision
from tests.cases.procedure import world as procedure


class World(procedure.World):
    def input(self, case: Case, move: str) -> dict[str, Any]:
        """Moves of this floor without input of their own take none."""
        return {} if move in ("take_effect", "close", "reject_late_objection") else super().input(case, move)

    def to_decide(self, *violations: str) -> Case:
        """A case whose report reached the official who decides, with the history checked."""
        case = self.reported(*violations)
        if violations and "PP94-N-02" not in violations:
            return case
        self.do(case, "escalate", "kasi")
        return self.fresh(case)

    def fresh(self, case: Case) -> Case:
        return Case.objects.get(pk=case.pk)

    def check_history(self, case: Case) -> None:
        check_history(case_code=case.code, actor=self.desk, source="SIASN dan berkas kepegawaian", checked_on=today())

    def draft(self, case: Case, sanction: str = "S1_KGB", **changes: Any) -> Decision:
        """A draft with everything that a signature needs, save the initials."""
        self.check_history(case)
        decision = drafting.draft_decision(case_code=case.code, actor=self.desk)
        values = {
            "sanction": sanction,
            "aggravating": "Dilakukan di depan bawahan.",
            "mitigating": "",
            "no_mitigating": True,
            "starts_on": date(2024, 12, 1),
            "findings": [row | {"act": "memakai atribut partai dalam kampanye"} for row in decision.findings],
        }
        return drafting.change_decision(code=decision.code, actor=self.desk, changes=values | changes)

    def proposed(self, case: Case, sanction: str = "S1_KGB", **changes: Any) -> Decision:
        decision = self.draft(case, sanction, **changes)
        drafting.propose(code=decision.code, actor=self.desk)
        for key in ("kepala_bkpsdm", "kabag_hukum", "sekda"):
            step = decision.steps.filter(position=self.tree.position(key), state="waiting").first()
            if step:
                drafting.initial(code=decision.code, actor=self.user(key))
        return Decision.objects.get(pk=decision.pk)

    def key_of(self, decision: Decision) -> str:
        return next(key for key, post in self.tree.positions.items() if post == decision.decider_position)

    def reasons(self, decision: Decision) -> Decision:
        """The decision-maker's reason for every warning and open question."""
        from sanctions.check import legal_check

        lines = legal_check(decision, today()).needs_reason
        return drafting.change_decision(
            code=decision.code,
            actor=self.desk,
            changes={"warning_reasons": {line.code: "Dicatat dan dipertimbangkan." for line in lines}},
        )

    def decided(self, *violations: str) -> Case:
        case = self.to_decide(*violations)
        decision = self.reasons(self.proposed(case))
        perform(
            case_code=case.code, move="decide", actor=self.user(self.key_of(decision)), data={"decision": decision.code}
        )
        return self.fresh(case)

    def served(self, case: Case) -> Case:
        call = today() + timedelta(days=1)
        self.for_official(
            case,
            "serve",
            self.key_of(case.decisions.get()),
            call_date=call,
            call_time=time(9),
            place="Ruang Kepala BKPSDM",
        )
        self.on(call)
        self.for_official(
            case,
            "record_receipt",
            self.key_of(case.decisions.get()),
            manner="langsung",
            delivered_on=call,
            received_on=call,
            received_by=case.person.full_name,
        )
        return self.fresh(case)
