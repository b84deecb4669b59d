"""Legal positions at the doors of decisions and cases: asked while open, applied and cited once recorded, kept for ever."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from cases import lawbook
from cases.actions.moves import perform
from cases.waiting import next_move
from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.counsel.actions import record_position
from neutrality.counsel.queries import calendar_by, positions_in_force
from neutrality.errors import Refusal
from neutrality.workdays import today
from sanctions.actions import drafting
from sanctions.actions.issuing import reassess
from sanctions.check import legal_check
from sanctions.differences import since_initials
from sanctions.letters import computed_considerations, considerations
from sanctions.models import Decision
from tests.sanctions.world import World


def take(world: World, question: str, option: str, on: date | None = None) -> None:
    record_position(
        actor=world.user("kabag_hukum", Role.LEGAL), question=question, option=option, decided_on=on or today(),
        reason="Nota Bagian Hukum 188/12.",
    )  # fmt: skip


def signed(world: World, decision: Decision) -> Decision:
    perform(
        case_code=decision.case.code, move="decide", actor=world.user(world.key_of(decision)),
        data={"decision": decision.code},
    )  # fmt: skip
    return Decision.objects.get(pk=decision.pk)


def test_an_open_question_wants_a_reason_of_its_own(world: World) -> None:
    decision = world.proposed(world.to_decide())
    asked = {line.rule for line in legal_check(decision, today()).needs_reason if line.code == "legal_position_open"}
    assert {"Q-SEDANG", "Q-HARI-BERLAKU"} <= asked

    reasons = {f"legal_position_open:{name}": "Dipertimbangkan." for name in asked - {"Q-HARI-BERLAKU"}}
    drafting.change_decision(code=decision.code, actor=world.desk, changes={"warning_reasons": reasons})

    with pytest.raises(Refusal) as refused:
        signed(world, decision)
    assert [row["code"] for row in refused.value.missing] == ["reason_missing:legal_position_open:Q-HARI-BERLAKU"]


def test_a_recorded_answer_is_applied_cited_and_no_longer_asked(world: World) -> None:
    take(world, "Q-SEDANG", "transition")
    decision = world.proposed(world.to_decide())
    check = legal_check(decision, today())

    assert "Q-SEDANG" not in {line.rule for line in check.lines}
    row = next(row for row in check.rests_on if row["question"] == "Q-SEDANG")
    assert (row["option"], row["answered"]) == ("transition", True)

    issued = signed(world, world.reasons(decision))
    assert issued.document is not None
    letter = issued.document.context | issued.document.paragraphs
    assert "menetapkan posisi hukum: penundaan KGB" in letter["menimbang_d"]
    assert "huruf a, huruf b, dan huruf c" in letter["menimbang_c_perlu"]
    assert "(masa peralihan)" not in str(letter)


def test_an_answer_that_forbids_the_sanction_blocks_it(world: World) -> None:
    take(world, "Q-SEDANG", "tukin")
    decision = world.draft(world.to_decide(), "S1_KGB")

    assert "sanction_suspended" in {line.code for line in legal_check(decision, today()).blocking}


def test_a_decision_that_does_not_turn_on_a_question_does_not_cite_it(world: World) -> None:
    take(world, "Q-PDHTAPS", "pdhtaps")
    decision = world.draft(world.to_decide())

    assert "Q-PDHTAPS" not in {row["question"] for row in decision.rests_on}


def test_the_day_of_effect_is_stated_as_the_agency_reads_it(world: World) -> None:
    take(world, "Q-HARI-BERLAKU", "calendar")
    issued = signed(world, world.reasons(world.proposed(world.to_decide())))

    assert issued.document is not None
    assert issued.document.context["satuan_hari_berlaku"] == "hari"


def test_a_later_answer_leaves_a_past_decision_as_it_was(world: World) -> None:
    case = world.decided()
    before = case.decisions.get()
    take(world, "Q-SEDANG", "tukin")
    take(world, "Q-HARI-BERLAKU", "calendar")

    after = Decision.objects.get(pk=before.pk)
    assert (after.positions, after.assessment, after.rests_on) == (before.positions, before.assessment, before.rests_on)
    assert reassess(after) == after.assessment
    assert after.document == before.document
    out = StringIO()
    call_command("law", "diff", after.catalogue_version, after.catalogue_version, stdout=out)
    assert f"keputusan {after.code}" not in out.getvalue()


# --- rules that change under a draft ---------------------------------------------------


def test_a_position_recorded_under_a_draft_asks_to_look_again(world: World) -> None:
    decision = world.reasons(world.proposed(world.to_decide()))
    take(world, "Q-SEDANG", "transition")
    check = legal_check(decision, today())
    assert "rules_changed" in {line.code for line in check.blocking}
    with pytest.raises(Refusal):
        signed(world, decision)

    client = Client()
    client.force_login(world.desk)
    page = f"/kasus/{decision.case.code}/keputusan/"
    assert "Periksa ulang bagian 3" in client.get(page).content.decode()
    client.post(page, {"step": "recheck"})

    decision.refresh_from_db()
    assert "rules_changed" not in {line.code for line in legal_check(decision, today()).lines}
    assert JournalEntry.objects.filter(event="decision.rechecked").count() == 1
    assert all(step.state == "initialled" for step in decision.steps.all())
    assert signed(world, decision).state == "issued"


def test_a_position_that_changes_nothing_of_the_draft_is_no_alarm(world: World) -> None:
    decision = world.proposed(world.to_decide())
    take(world, "Q-CPNS", "dismissal")

    assert "rules_changed" not in {line.code for line in legal_check(decision, today()).lines}


def test_nobody_but_its_people_rechecks_a_draft(world: World) -> None:
    decision = world.proposed(world.to_decide())

    with pytest.raises(Refusal):
        drafting.recheck(code=decision.code, actor=world.user("sekda"))


# --- cuti bersama -----------------------------------------------------------------------


def test_cuti_bersama_counts_as_the_agency_says_at_the_doors_of_cases_and_decisions(world: World) -> None:
    """A summons over joint leave is short by one reading and long enough by the other (Q-CUTI)."""
    case = world.to_decide()
    summons = case.summonses.get()
    # 9 and 10 April 2024 and 10, 13 May 2024 were holidays or cuti bersama; the span below crosses 10 May.
    summons.__class__.objects.filter(pk=summons.pk).update(
        letter_date=date(2024, 5, 2), exam_date=date(2024, 5, 15), served_on=date(2024, 5, 2)
    )
    decision = world.draft(case)

    def codes() -> set[str]:
        return {row["code"] for row in legal_check(decision, today()).assessment["findings"]}

    skipped, asked_of_case = codes(), _findings(case)
    assert "Q-CUTI" in {row["question"] for row in legal_check(decision, today()).rests_on}
    take(world, "Q-CUTI", "counted")

    assert positions_in_force(world.agency, today()) == {"Q-CUTI": "counted"}
    assert skipped != codes()
    assert asked_of_case != _findings(case)
    assert legal_check(decision, today()).calendar.reasons == calendar_by({"Q-CUTI": "counted"}, world.agency).reasons


def _findings(case: object) -> set[str]:
    """What the case's own door says of the same summons."""
    from sanctions.facts import summons_facts

    answer = lawbook.assess_case(case, summons=summons_facts(case))  # type: ignore[arg-type]
    return {row["code"] for row in answer["findings"]}


# --- what is kept -----------------------------------------------------------------------


def test_every_decision_assesses_again_to_what_it_kept(world: World) -> None:
    """Moderate and light, before and after positions were recorded: each from its own facts, days off and version."""
    first = world.decided().decisions.get()
    take(world, "Q-SEDANG", "transition")
    take(world, "Q-CUTI", "counted")
    light = _light(world)
    take(world, "Q-SUMMONS", "max7")
    decisions = [Decision.objects.get(pk=one.pk) for one in (first, light)]

    for decision in decisions:
        assert reassess(decision) == decision.assessment
        assert set(decision.calendar) == {"version", "reasons", "confirmed_years", "contest_steps"}
        assert decision.decided_on is not None
        assert decision.facts["decision_date"] == decision.decided_on.isoformat()
        assert decision.facts["legal_positions"] == decision.positions
    assert [one.positions for one in decisions] == [{}, {"Q-CUTI": "counted", "Q-SEDANG": "transition"}]
    assert [one.assessment["level"] for one in decisions] == ["sedang", "ringan"]


def _light(world: World) -> Decision:
    """A reprimand by the section head for a duty with impact on the unit."""
    case = world.case("rekan", "P94-3D")
    world.do(case, "assign")
    world.do(case, "summon", "kasi")
    world.serve(case)
    world.on(case.summonses.get().exam_date)
    world.do(case, "examine", "kasi")
    world.do(case, "record_minutes", "kasi")
    world.do(case, "submit_report", "kasi", **world.input(case, "submit_report") | {"impact": "unit_kerja"})
    return signed(world, world.reasons(world.proposed(world.fresh(case), "R2")))


# --- other doors ------------------------------------------------------------------------


def test_a_sanction_without_a_period_is_closed_next_and_one_with_a_period_is_served(world: World) -> None:
    periods = {"R2": "close", "S1_KGB": "start_serving"}
    for decision in (_light(world), world.decided().decisions.get()):
        case = world.served(decision.case)
        entry = decision.register_entry
        entry.refresh_from_db()
        assert entry.in_force_on is not None
        world.on(entry.in_force_on)
        case = world.do(case, "take_effect", acted_on=entry.in_force_on)
        case = world.fresh(decision.case)

        move = next_move(case)
        assert move is not None
        assert move.code == periods[decision.sanction]


def test_law_diff_names_a_decision_whose_kept_answer_the_engine_no_longer_gives(world: World) -> None:
    """The answer is compared under the version that gave it, whatever two versions are asked about."""
    decision = world.decided().decisions.get()
    Decision.objects.filter(pk=decision.pk).update(assessment=decision.assessment | {"team": "required"})
    out = StringIO()
    call_command("law", "diff", decision.catalogue_version, decision.catalogue_version, stdout=out)

    assert f"keputusan {decision.code}: mesin berubah: team: required → optional" in out.getvalue()


# --- what changed since an initial ----------------------------------------------------


def test_who_initials_again_sees_what_changed_since(world: World) -> None:
    decision = world.proposed(world.to_decide())
    drafting.change_decision(
        code=decision.code, actor=world.desk, changes={"aggravating": "Dilakukan di depan bawahan dan warga."}
    )
    client = Client()
    client.force_login(world.user("sekda"))
    page = client.get(f"/kasus/{decision.case.code}/keputusan/").content.decode()

    assert "Berubah sejak diparaf" in page
    assert "<ins>bawahan dan warga.</ins>" in page
    assert "gugur karena naskah berubah" in page


def test_the_difference_outlives_a_return_and_a_new_round(world: World) -> None:
    decision = world.proposed(world.to_decide())
    drafting.return_draft(code=decision.code, actor=world.user(world.key_of(decision)), note="Lengkapi pertimbangan.")
    drafting.change_decision(code=decision.code, actor=world.desk, changes={"sanction": "S2_KP"})
    drafting.propose(code=decision.code, actor=world.desk)

    found = since_initials(Decision.objects.get(pk=decision.pk))
    assert [one.position for one in found] == [
        world.tree.position(key).pk for key in ("kepala_bkpsdm", "kabag_hukum", "sekda")
    ]
    assert {row.label for row in found[0].changes} == {"Hukuman disiplin"}


def test_the_letter_is_looked_at_before_it_is_signed(world: World) -> None:
    decision = world.proposed(world.to_decide())
    client = Client()
    client.force_login(world.user("sekda"))
    answer = client.get(f"/kasus/{decision.case.code}/keputusan/pratinjau/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"
    assert not decision.case.decisions.get().document
    client.force_login(world.user("kadis_lain"))
    assert client.get(f"/kasus/{decision.case.code}/keputusan/pratinjau/").status_code == 404


def test_own_words_under_menimbang_take_the_place_of_the_computed_ones(world: World) -> None:
    decision = world.draft(world.to_decide())
    client = Client()
    client.force_login(world.desk)
    form = {
        "step": "save", "conclusion": "proven", "sanction": "S1_KGB", "aggravating": "Di depan bawahan.",
        "no_mitigating": "true", "starts_on": "2024-12-01", "detail-menimbang_b_pasal": "bahwa perbuatan itu tercela",
        "detail-menimbang_c_perlu": computed_considerations(decision, today())["menimbang_c_perlu"],
    }  # fmt: skip
    client.post(f"/kasus/{decision.case.code}/keputusan/", form)
    decision.refresh_from_db()

    assert considerations(decision, today())["menimbang_b_pasal"] == "bahwa perbuatan itu tercela"
    assert "menimbang_c_perlu" not in decision.detail


def test_a_draft_is_checked_before_a_sanction_is_chosen(world: World) -> None:
    decision = world.draft(world.to_decide())
    decision.sanction = ""
    decision.save()
    client = Client()
    client.force_login(world.desk)
    form = {"conclusion": "proven", "sanction": "", "aggravating": "x", "no_mitigating": "true"}
    assert decision.facts, "it has been assessed"
    assert client.post(f"/kasus/{decision.case.code}/keputusan/periksa/", form).status_code == 200
    assert computed_considerations(decision, today())["menimbang_c_perlu"].endswith("berupa …")


def test_an_article_is_added_and_taken_out_on_the_page(world: World) -> None:
    decision = world.draft(world.to_decide())
    client = Client()
    client.force_login(world.desk)
    page = f"/kasus/{decision.case.code}/keputusan/"
    form = {"step": "save", "conclusion": "proven", "sanction": "S1_KGB", "aggravating": "x", "no_mitigating": "true"}

    client.post(page, form | {"add-violation": "P94-3F"})
    decision.refresh_from_db()
    assert [row["violation"] for row in decision.findings] == ["PP94-N-02", "P94-3F"]
    client.post(page, form | {"drop-PP94-N-02": "on"})
    decision.refresh_from_db()
    assert [row["violation"] for row in decision.findings] == ["P94-3F"]


def test_bagian_hukum_sees_which_decisions_rest_on_a_question(world: World) -> None:
    decision = world.proposed(world.to_decide())
    client = Client()
    client.force_login(world.user("kabag_hukum", Role.LEGAL))
    assert decision.code in client.get("/hukum/posisi/Q-SEDANG/").content.decode()
    assert decision.code not in client.get("/hukum/posisi/Q-PDHTAPS/").content.decode()

    client.force_login(world.user("kadis_lain", Role.LEGAL))
    page = client.get("/hukum/posisi/Q-SEDANG/").content.decode()
    assert decision.code not in page
    assert decision.case.code not in page
