"""From the report of the examination to a decision in force."""

from datetime import date, timedelta

import pytest

from cases.actions.moves import perform
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.overview.desk import objections_below
from neutrality.workdays import calendar_for, today
from sanctions.actions import drafting
from sanctions.actions.issuing import reassess, unmet
from sanctions.check import legal_check
from sanctions.models import RegisterEntry
from tests.sanctions.world import World


def test_a_decision_is_drafted_initialled_signed_served_and_takes_effect(world: World) -> None:
    case = world.to_decide()
    decision = world.proposed(case)
    decider = world.key_of(decision)
    decision = world.reasons(decision)
    perform(case_code=case.code, move="decide", actor=world.user(decider), data={"decision": decision.code})
    decision.refresh_from_db()
    case = world.fresh(case)

    assert case.status == "decided"
    assert decision.state == "issued"
    assert decision.document is not None
    assert decision.document.kind == "L01_KEP_SEDANG_PERALIHAN"
    assert decision.document.number
    assert case.deadlines.filter(rule="D-SAMPAI", met_on=None).exists()

    case = world.served(case)
    entry = RegisterEntry.objects.get(decision=decision)
    received = today()
    assert case.status == "remedy_window"
    assert entry.in_force_on == calendar_for(world.agency).add_working_days(received, 15)

    with pytest.raises(Refusal) as early:
        world.do(case, "take_effect", acted_on=received)
    assert [row["code"] for row in early.value.missing] == ["too_early"]

    world.on(entry.in_force_on)
    world.do(case, "take_effect", acted_on=entry.in_force_on)
    entry.refresh_from_db()
    assert (world.fresh(case).status, entry.state) == ("in_force", "in_force")


def test_a_decision_assesses_again_to_what_it_stored(world: World) -> None:
    decision = world.decided().decisions.get()

    assert reassess(decision) == decision.assessment
    assert decision.calendar["version"]


def test_nothing_is_signed_while_an_initial_lacks(world: World) -> None:
    case = world.to_decide()
    decision = world.draft(case)
    drafting.propose(code=decision.code, actor=world.desk)
    decision = world.reasons(decision)

    with pytest.raises(Refusal) as refused:
        perform(
            case_code=case.code,
            move="decide",
            actor=world.user(world.key_of(decision)),
            data={"decision": decision.code},
        )

    assert "initial_missing" in {row["code"] for row in refused.value.missing}
    assert world.fresh(case).status == "escalated"
    assert not OfficialDocument.objects.filter(kind__startswith="L01").exists()


def test_the_competent_official_is_the_lowest_in_the_chain(world: World) -> None:
    decision = world.draft(world.to_decide())

    # A moderate sanction on a pelaksana under a pengawas: the administrator (PP 94/2021 Pasal 22).
    assert world.key_of(decision) == "kabid"
    assert decision.authority == "administrator"


def test_somebody_else_cannot_sign(world: World) -> None:
    case = world.to_decide()
    decision = world.reasons(world.proposed(case))

    with pytest.raises(Refusal):
        perform(case_code=case.code, move="decide", actor=world.user("kadis_lain"), data={"decision": decision.code})
    with pytest.raises(Refusal):
        perform(case_code=case.code, move="decide", actor=world.user("kasi"), data={"decision": decision.code})


def test_an_unlawful_sanction_blocks(world: World) -> None:
    case = world.to_decide()
    decision = world.draft(case, "B1")
    check = legal_check(decision, today())

    assert "sanction_not_in_level" in {line.code for line in check.blocking}


def test_warnings_need_a_reason(world: World) -> None:
    case = world.to_decide()
    decision = world.proposed(case)
    decision = drafting.change_decision(code=decision.code, actor=world.desk, changes={"starts_on": date(2025, 1, 1)})
    check = legal_check(decision, today())

    assert {line.code for line in check.needs_reason} <= {line.code for line in check.lines}


def test_a_changed_text_takes_initials_back(world: World) -> None:
    decision = world.proposed(world.to_decide())
    assert all(step.state == "initialled" for step in decision.steps.all())

    drafting.change_decision(code=decision.code, actor=world.desk, changes={"aggravating": "Diulang di dua tempat."})

    assert {step.state for step in decision.steps.all()} == {"waiting"}


def test_history_must_be_checked(world: World) -> None:
    case = world.to_decide()
    decision = drafting.draft_decision(case_code=case.code, actor=world.desk)

    assert "history_unchecked" in {line.code for line in legal_check(decision, today()).blocking}


def test_an_earlier_sanction_only_in_words_is_compared_by_a_person(world: World) -> None:
    """Of PP 53/2010 and not in the catalogue: the check asks, and nothing is signed without the answer."""
    case = world.to_decide()
    RegisterEntry.objects.create(
        agency=case.agency, code="RG-19-CONTOH1", person=case.person, number="800/9/2019", decided_on=date(2019, 3, 4),
        words="Pembebasan dari jabatan", level="berat", state="ended", about_neutrality=True,
    )  # fmt: skip
    decision = world.proposed(case)

    asked = [line for line in legal_check(decision, today()).needs_reason if line.code.startswith("earlier_in_words")]

    assert ["Pembebasan dari jabatan (Berat), 800/9/2019" in line.title for line in asked] == [True]
    assert any(f"reason_missing:{asked[0].key}" == one.code for one in unmet(decision, legal_check(decision, today())))
    decision = world.reasons(decision)
    assert not unmet(decision, legal_check(decision, today()))


def test_an_objection_in_time_holds_the_effect(world: World) -> None:
    case = world.served(world.decided())
    world.do(case, "file_objection", filed_on=today(), grounds="Tidak terbukti", scan=None)
    case = world.fresh(case)

    assert case.status == "objection"
    assert [one["case"] for one in objections_below(world.user("kabid"))] == [case]
    assert objections_below(world.user("kadis_lain")) == []
    with pytest.raises(Refusal):
        world.do(case, "take_effect")


def test_an_annulled_decision_leaves_the_register(world: World) -> None:
    case = world.served(world.decided())
    world.do(case, "file_objection", filed_on=today(), grounds="Tidak terbukti")
    world.do(case, "decide_remedy", outcome="membatalkan", decided_on=today())
    entry = RegisterEntry.objects.get(decision__case=case)

    assert entry.state == "annulled"
    world.do(case, "close")
    assert world.fresh(case).status == "closed"


def test_the_decision_on_an_objection_is_a_letter_of_its_own(world: World) -> None:
    case = world.served(world.decided())
    world.do(case, "file_objection", filed_on=today(), grounds="Belum pernah dihukum")
    world.for_official(
        case, "decide_remedy", "sekda", outcome="memperingan", new_sanction="R2", decided_on=today(),
        consideration="Terperiksa mengakui perbuatannya.",
    )  # fmt: skip
    letter = OfficialDocument.objects.get(kind="P12_KEP_KEBERATAN")
    entry = RegisterEntry.objects.get(decision__case=case)

    assert letter.number
    assert letter.state == "signed"
    assert entry.number in letter.context["amar"][0]
    assert letter.context["amar"][0].startswith("Memperingan hukuman disiplin dalam Keputusan ")
    assert letter.context["amar"][0].endswith("menjadi teguran tertulis.")
    assert letter.paragraphs["menimbang"][1] == "bahwa terperiksa mengakui perbuatannya"
    assert "huruf a dan huruf b" in letter.paragraphs["menimbang"][2]


def test_the_letter_on_an_objection_bears_the_day_of_the_decision(world: World) -> None:
    case = world.served(world.decided())
    world.do(case, "file_objection", filed_on=today(), grounds="Belum pernah dihukum")
    world.on(today() + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        world.for_official(case, "decide_remedy", "sekda", outcome="memperkuat", decided_on=today() - timedelta(days=1))

    assert list(refused.value.fields) == ["decided_on"]
    assert world.fresh(case).status == "objection"


def test_what_the_desk_records_of_an_objection_was_written_elsewhere(world: World) -> None:
    case = world.served(world.decided())
    world.do(case, "file_objection", filed_on=today(), grounds="Belum pernah dihukum")
    world.do(case, "decide_remedy", outcome="memperkuat", decided_on=today())

    assert not OfficialDocument.objects.filter(kind="P12_KEP_KEBERATAN").exists()


def test_an_objection_after_its_days_is_turned_away_by_letter(world: World) -> None:
    case = world.served(world.decided())
    world.on(today() + timedelta(days=40))
    world.do(case, "file_objection", filed_on=today(), grounds="Terlambat tahu")
    world.for_official(case, "reject_late_objection", "sekda")
    letter = OfficialDocument.objects.get(kind="P12_KEP_KEBERATAN")

    assert letter.context["amar"] == ["Menyatakan keberatan tidak dapat diterima."]
    assert "sesudah batas waktunya berakhir" in letter.paragraphs["menimbang"][1]


def test_an_appeal_is_refused_where_an_objection_is_the_remedy(world: World) -> None:
    case = world.served(world.decided())

    with pytest.raises(Refusal) as refused:
        world.do(case, "file_appeal", filed_on=today(), grounds="")

    assert [row["code"] for row in refused.value.missing] == ["wrong_remedy"]


def test_not_proven_leaves_every_desk(world: World) -> None:
    case = world.to_decide()
    decision = world.draft(case)
    drafting.change_decision(code=decision.code, actor=world.desk, changes={"conclusion": "not_proven"})
    world.do(
        case,
        "mark_not_proven",
        "kadis" if world.fresh(case).holder == world.tree.position("kadis") else "kabid",
        reason="Saksi mencabut keterangan.",
    )

    from cases.models import Case

    assert world.fresh(case).status == "not_proven"
    assert not Case.objects.visible_to(world.desk).filter(pk=case.pk).exists()
