"""Rules of single moves: teams, boards, the PPK who runs, questions, letters, running files."""

from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import kept_answers, registry, transitions
from cases.actions import chain, examination, undo
from cases.actions.running import enter_running_file
from cases.handlers.common import hunts
from cases.models import Case, Exhibit, Tier
from cases.move_bodies import ENVELOPE
from cases.papers import sign
from cases.waiting import tasks_for
from neutrality.accounts.models import Role
from neutrality.counsel import rechecks
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import Capacity, Contestant, FamilyTie
from tests.cases.procedure.world import ANSWERS, World, scan
from tests.factories import appoint, make_person, make_user


def test_every_move_of_the_table_has_its_handler() -> None:
    assert transitions.codes() <= registry.registered()


def test_no_input_of_a_move_hides_behind_a_key_of_the_envelope() -> None:
    for code in registry.registered():
        assert not {*registry.handler_for(code).form.base_fields} & {*ENVELOPE}, code


# --- teams ----------------------------------------------------------------------------------

GOOD = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
        "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kasi": None}, "atasan langsung"),
        ({"auditor": None}, "pengawasan"),
        ({"kabid_disiplin": None}, "kepegawaian"),
        ({"kabid_disiplin": ("kepegawaian", "anggota")}, "satu ketua"),
        ({"auditor": ("pengawasan", "ketua")}, "satu ketua"),
        ({"kasi": None, "kabid": ("atasan_langsung", "anggota")}, "pemegang tugas"),
        ({"pelaksana": ("lain", "anggota")}, "tidak dapat duduk"),
    ],
)
def test_a_team_that_is_wrong_is_told_why(world: World, change: dict[str, Any], words: str) -> None:
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    world.team_keys = {key: value for key, value in (GOOD | change).items() if value}
    with pytest.raises(Refusal) as refused:
        world.for_official(case, "form_team", "ppk")
    assert words in " ".join(refused.value.fields["members"])


def test_nobody_below_the_examined_sits(world: World) -> None:
    case = world.case("kadis", "PP94-N-06")
    world.do(case, "assign")
    world.team_keys = {"sekda": ("atasan_langsung", "ketua"), "inspektur": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "anggota")}  # fmt: skip
    with pytest.raises(Refusal) as refused:
        world.for_official(case, "form_team", "ppk")
    assert "lebih rendah daripada terperiksa" in refused.value.fields["members"][0]


def test_a_relative_is_refused_without_saying_why(world: World) -> None:
    FamilyTie.objects.create(
        person=world.tree.person("auditor"), relative=world.tree.person("pelaksana"), note="sepupu"
    )
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    world.team_keys = GOOD
    with pytest.raises(Refusal) as refused:
        world.for_official(case, "form_team", "ppk")
    assert refused.value.fields["members"] == [
        f"{world.tree.person('auditor').full_name} tidak dapat duduk dalam tim ini, alasan tercatat."
    ]


def test_only_the_ppk_forms_the_team(world: World) -> None:
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    world.team_keys = GOOD
    with pytest.raises(Refusal) as refused:
        world.for_official(case, "form_team", "sekda")
    assert refused.value.code == "not_competent"


# --- the PPK who runs ------------------------------------------------------------------------


def test_where_the_ppk_runs_an_acting_ppk_is_demanded(world: World) -> None:
    Contestant.objects.create(contest=world.contest, name="Pasangan 9", person=world.tree.person("ppk"))
    case = world.case("pelaksana", "PP94-N-06")
    assert case.tiers.last().state == Tier.State.PASSED_OVER
    world.do(case, "assign")
    world.team_keys = GOOD
    with pytest.raises(Refusal) as refused:
        world.for_official(case, "form_team", "ppk")
    assert refused.value.code == "not_competent"
    acting = appoint(make_person(world.agency), world.tree.position("ppk"), Capacity.PLH, starts_on=date(2024, 10, 1))
    world.do(case, "form_team", acted_by=acting.code, scan=scan())
    assert case.team.count() == 3


# --- the superior who is involved --------------------------------------------------------------


def test_family_is_passed_over_and_learns_nothing(world: World) -> None:
    FamilyTie.objects.create(person=world.tree.person("kasi"), relative=world.tree.person("pelaksana"))
    case = world.case()
    world.do(case, "assign")
    case.refresh_from_db()
    assert case.holder == world.tree.position("kabid")
    assert not Case.objects.visible_to(world.user("kasi")).exists()


def test_a_vacant_post_passes_upwards_and_shows(world: World) -> None:
    held = world.tree.appointment("kasi")
    held.ends_on = date(2024, 9, 30)
    held.save()
    case = world.case()
    assert case.tiers.get(order=1).vacant
    world.do(case, "assign")
    case.refresh_from_db()
    assert case.holder == world.tree.position("kabid")
    assert OfficialDocument.objects.get(owner_code=case.code).paragraphs["alasan"] == "jabatan tersebut lowong"


def test_a_declared_conflict_takes_the_case_away(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    chain.declare_conflict(case=case, person=world.tree.person("kasi"), actor=world.user("kasi"))
    case.refresh_from_db()
    assert case.holder is None
    assert not Case.objects.visible_to(world.user("kasi")).exists()
    world.do(case, "reassign", ordered_by=world.code("sekda"), reason="berhalangan", served_on=date(2024, 10, 7))
    case.refresh_from_db()
    assert case.holder == world.tree.position("kabid")


def test_a_new_holder_takes_over_the_case_of_the_post(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    old = world.tree.appointment("kasi")
    old.ends_on = date(2024, 10, 7)
    old.save()
    world.on(date(2024, 10, 8))
    appoint(world.tree.person("rekan"), world.tree.position("kasi"), Capacity.PLT, starts_on=date(2024, 10, 8))
    assert case.tiers.get(order=1).holder.person == world.tree.person("rekan")
    assert Case.objects.visible_to(world.user("rekan")).filter(pk=case.pk).exists()


# --- minutes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("Siapa yang melapor Anda?", True),
        ("Apakah Anda tahu siapa pelapornya?", True),
        ("Siapakah yang mengadukan hal ini?", True),
        ("Menurut Anda siapa yang memotret?", True),
        ("Anda dilaporkan oleh siapa?", True),
        ("Siapa yang hadir di aula?", False),
        ("Siapa yang mengajak Saudara ke kampanye?", False),
        ("Di mana Saudara pada 5 Oktober?", False),
        ("Apakah Saudara melaporkan LHKPN?", False),
    ],
)
def test_questions_that_hunt_for_the_reporter(text: str, bad: bool) -> None:
    assert hunts(text) is bad


def test_minutes_refuse_to_hunt_and_accept_a_refusal_to_sign(world: World) -> None:
    case = world.summoned()
    world.serve(case)
    world.on(case.summonses.get().exam_date)
    world.do(case, "examine", "kasi")
    with pytest.raises(Refusal) as refused:
        world.do(case, "record_minutes", "kasi", questions=[{"question": "Siapa pelapornya?", "answer": "-"}], signed=True,
                 copy_given_on=date(2024, 10, 17))  # fmt: skip
    assert "questions" in refused.value.fields
    with pytest.raises(Refusal) as refused:
        world.do(case, "record_minutes", "kasi", questions=ANSWERS, signed=False, copy_declined=True)
    assert "refusal_note" in refused.value.fields
    world.do(
        case, "record_minutes", "kasi", questions=ANSWERS, signed=False, refusal_note="Menolak", copy_declined=True
    )
    assert case.minutes.get().signed is False


# --- summons -----------------------------------------------------------------------------------


def test_a_short_summons_asks_for_a_reason(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    short = {"exam_date": date(2024, 10, 14), "exam_time": time(9), "place": "BKPSDM"}
    with pytest.raises(Refusal) as refused:
        world.do(case, "summon", "kasi", **short)
    assert "4 hari kerja penuh" in refused.value.fields["exam_date"][0]
    world.do(case, "summon", "kasi", **short, date_reason="Terlapor meminta lebih cepat")
    assert case.summonses.get().exam_date == date(2024, 10, 14)


def test_a_summons_served_on_its_day_is_refused(world: World) -> None:
    case = world.summoned()
    world.on(date(2024, 10, 17))
    with pytest.raises(Refusal) as refused:
        world.serve(case, date(2024, 10, 17))
    assert "served_on" in refused.value.fields


def test_the_subject_may_read_the_summons_and_not_the_report(world: World) -> None:
    case = world.reported()
    subject = world.user("pelaksana")
    by_kind = {one.kind: one for one in OfficialDocument.objects.filter(owner_code=case.code)}
    assert by_kind["F01_SURAT_PANGGILAN"].visible_to(subject)
    assert not by_kind["F03_LHP"].visible_to(subject)
    assert not by_kind["P01_SURAT_PERINTAH"].visible_to(subject)


# --- letters that wait, exhibits, statements ------------------------------------------------------


def test_an_order_waits_for_its_signatory(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    letter = OfficialDocument.objects.get(owner_code=case.code)
    assert letter.state == "numbered"
    head = world.user("kepala_bkpsdm")
    assert [task.url for task in tasks_for(head)] == [f"/kasus/{case.code}/surat/"]
    with pytest.raises(Refusal):
        sign(case=case, document=letter, actor=world.user("kasi"), signed_on=date(2024, 10, 7))
    with pytest.raises(Refusal) as refused:
        sign(case=case, document=letter, actor=world.desk, signed_on=date(2024, 10, 7))
    assert refused.value.code == "scan_missing"
    sign(case=case, document=letter, actor=head, signed_on=date(2024, 10, 7))
    letter.refresh_from_db()
    assert letter.state == "signed"
    assert tasks_for(head) == []


def test_the_examiner_adds_an_exhibit_under_a_neutral_name(world: World) -> None:
    case = world.summoned()
    examination.add_exhibit(
        case_code=case.code, actor=world.user("kasi"), file=SimpleUploadedFile("foto.png", scan(), "image/png"),
        description="Daftar hadir",
    )  # fmt: skip
    row = Exhibit.objects.get()
    assert (row.label, row.content_type) == ("B-01", "image/png")
    client = Client()
    client.force_login(world.user("kasi"))
    for path in ("pratinjau", "unduh"):
        assert client.get(f"/kasus/{case.code}/bukti/{row.code}/{path}/")["Content-Type"] == "image/jpeg"
    stranger = Client()
    stranger.force_login(world.user("kadis_lain"))
    assert stranger.get(f"/kasus/{case.code}/bukti/{row.code}/unduh/").status_code == 404


def test_a_third_party_states(world: World) -> None:
    case = world.summoned()
    examination.record_statement(
        case_code=case.code,
        actor=world.user("kasi"),
        person=world.tree.person("rekan"),
        held_on=date(2024, 10, 7),
        questions=ANSWERS,
    )
    assert case.minutes.get().kind == "keterangan"


# --- ethics ------------------------------------------------------------------------------------


def test_the_ethics_track_to_its_end(world: World) -> None:
    case = world.case("pelaksana", "SKB-E-01", incident=world.incident(occurred_from=date(2024, 6, 3)))
    keys = ["sekda", "inspektur", "kabag_hukum", "kepala_bkpsdm", "auditor"]
    roles = ["ketua", "sekretaris", "anggota", "anggota", "anggota"]
    board = [{"appointment": world.code(key), "role": role} for key, role in zip(keys, roles, strict=True)]
    with pytest.raises(Refusal):
        world.for_official(case, "convene_board", "ppk", members=board[:4])
    world.for_official(case, "convene_board", "ppk", members=board)
    world.for_official(
        case, "recommend", "sekda", facts="Menyukai unggahan calon.", sanction="tertutup", administrative=False
    )
    with pytest.raises(Refusal) as refused:
        world.for_official(case, "impose_moral", "ppk", statement="tertutup", number="")
    assert set(refused.value.fields) == {"legal_reason"}  # whether a remedy is open is a question; so is a Pj
    reason = "Dikonsultasikan dengan Bagian Hukum."
    world.for_official(case, "impose_moral", "ppk", statement="tertutup", number="", legal_reason=reason)
    world.do(case, "close", reason="selesai")
    case.refresh_from_db()
    assert case.status == "closed"
    # What the moral sanction rests on is kept and answers alike when it is asked again.
    [kept] = kept_answers.moral_sanctions()
    assert kept.stored is not None
    assert kept.stored["track"] == "ethics"
    assert kept.facts["proposed"] == {"sanction": "M1", "authority": "ppk", "acting": "pj"}
    assert rechecks.again(kept) == kept.stored
    assert not hasattr(case, "register_entry")


# --- files that were running; undo; custodian ---------------------------------------------------


def test_a_running_file_keeps_failed_conditions_as_warnings(world: World) -> None:
    world.on(date(2024, 10, 16))
    case = enter_running_file(
        actor=world.desk, agency=world.agency, person=world.tree.person("pelaksana"), incident=world.incident(),
        brief="Sudah diproses di kertas.", violations=["PP94-N-06"], opened_on=date(2024, 9, 2),
        steps=[
            {"move": "assign", "acted_on": date(2024, 9, 3)},
            {"move": "summon", "acted_on": date(2024, 9, 5), "acted_by": world.code("kasi"), "scan": scan(),
             "data": {"exam_date": date(2024, 9, 9), "exam_time": time(9), "place": "Kantor"}},
            {"move": "examine", "acted_on": date(2024, 9, 9), "acted_by": world.code("kasi"), "data": {"virtual": False}},
        ],
    )  # fmt: skip
    assert (case.legacy, case.status) == (True, "examined")
    warned = {move.move: [one["code"] for one in move.warnings] for move in case.moves.all()}
    assert warned == {"assign": [], "summon": ["team_missing"], "examine": ["summons_not_served"]}
    assert not OfficialDocument.objects.filter(owner_code=case.code).exists()


def test_only_the_desk_enters_running_files(world: World) -> None:
    with pytest.raises(Refusal):
        world.do(world.case(), "discontinue", legacy=True)


def test_a_step_without_a_letter_can_be_taken_back(world: World) -> None:
    case = world.summoned()
    world.do(case, "discontinue")
    with pytest.raises(Refusal):
        undo.undo(case_code=case.code, actor=world.user("kabid_disiplin", Role.INTAKE))
    undo.undo(case_code=case.code, actor=world.desk)
    case.refresh_from_db()
    assert (case.status, case.closed_on, case.holder) == ("summoned", None, world.tree.position("kasi"))
    assert case.deadlines.filter(rule="D-PANGGIL-1", cancelled_on=None).exists()


def test_a_finished_case_opens_for_the_custodian_with_a_reason(world: World) -> None:
    case = world.case()
    world.do(case, "discontinue")
    client = Client()
    client.force_login(make_user(agency=world.agency, roles=[Role.REGISTRAR]))
    assert case.person.name not in client.get(f"/kasus/{case.code}/").content.decode()
    assert client.get(f"/api/v1/cases/{case.code}/").status_code == 409
    client.post(f"/kasus/{case.code}/alasan/", {"reason": "Permintaan Ombudsman 12/2024"})
    assert case.person.name in client.get(f"/kasus/{case.code}/").content.decode()
    assert client.get(f"/api/v1/cases/{case.code}/?reason=Permintaan Ombudsman 12/2024").status_code == 200


def test_the_team_finds_its_examinations(world: World) -> None:
    world.team_keys = GOOD
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    world.for_official(case, "form_team", "ppk")
    client = Client()
    client.force_login(world.user("auditor"))
    assert case.code in client.get("/pemeriksaan/").content.decode()
