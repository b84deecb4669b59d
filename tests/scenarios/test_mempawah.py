"""Kabupaten Mempawah and Provinsi Kalimantan Barat: a village head's matter goes to the Bupati through DPMD, camat and
Inspektorat, is never sanctioned under the ASN rules, and is followed until answered; a lurah stays an ASN case."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Case, Report
from neutrality.documents.models import OfficialDocument
from neutrality.organization.models import PersonKind
from neutrality.outbox.runner import drain
from tests.factories import appoint, make_employee, make_person, make_position, make_unit
from tests.scenarios.path import DAY, Door, Path

BRIEF = "Diduga mengajak warga memilih satu pasangan dalam pertemuan desa."


@pytest.fixture
def kabupaten(path: Path) -> Path:
    agency = path.world.agency
    agency.kind, agency.short_name = "kabupaten", "Kabupaten Mempawah"
    agency.save()
    return path


def opened(path: Path, kind: str) -> Case:
    """A report about somebody of a village, opened by the desk as a matter of that person."""
    report = path.told(persons='[{"name": "Umpama Kades", "position": "Kepala Desa"}]')
    person = make_person(path.world.agency, kind, name="Umpama Kades")
    drain(include_held=True)
    answer = path.door("desk").post(
        f"reports/{report.code}/open_case/",
        {"subject": {"person": person.code}, "brief": BRIEF, "violations": ["DESA-29-J"], "estimate_of_witnesses": 40},
        201,
    )  # fmt: skip
    return Case.objects.get(code=answer["case"])


def offered(path: Path, case: Case) -> dict[str, str]:
    """What the form of forwarding proposes on the page."""
    client = Client()
    client.force_login(path.world.desk)
    form = client.get(f"/kasus/{case.code}/langkah/forward/").context["form"]
    return {name: str(form.fields[name].initial or "") for name in ("to", "copies", "legal_basis")}


def test_a_village_head_goes_to_the_bupati_through_dpmd_with_camat_and_inspektorat(kabupaten: Path) -> None:
    case = opened(kabupaten, PersonKind.KEPALA_DESA)
    assert case.track == "village"
    found = offered(kabupaten, case)
    assert found["to"] == "Bupati Mempawah\nmelalui Kepala Dinas Pemberdayaan Masyarakat dan Desa"
    assert found["copies"].splitlines() == ["Camat yang membawahi desa terlapor", "Inspektur Kabupaten Mempawah"]
    assert found["legal_basis"] == "UU 6/2014 Pasal 30"
    kabupaten.move(case, "forward", **found, body=BRIEF)
    letter = OfficialDocument.objects.get(owner_code=case.code, kind="P18_PENERUSAN")
    text = str(letter.context) + str(letter.paragraphs)
    for words in ("Bupati Mempawah", "Dinas Pemberdayaan Masyarakat dan Desa", "Camat", "Inspektur"):
        assert words in text
    assert "terbukti" not in text.lower()
    assert "PP 94" not in text


def test_it_is_followed_until_answered_and_never_sanctioned_here(kabupaten: Path) -> None:
    case, desk = opened(kabupaten, PersonKind.KEPALA_DESA), kabupaten.door("desk")
    kabupaten.move(case, "forward", **offered(kabupaten, case), body=BRIEF)
    moves = {row["move"] for row in desk.get(f"cases/{case.code}/moves/")}
    assert moves == {"await_answer", "record_answer"}
    for move in ("assign", "summon", "decide", "form_team"):
        desk.post(f"cases/{case.code}/moves/{move}/", {}, 404)
    assert desk.post("decisions/", {"case": case.code, "sanction": "R1"}, (400, 409))["code"]
    answer = Door(None).post(
        "law/assess/",
        {"event_date": DAY, "subject": {"kind": "KEPALA_DESA"}, "violations": ["DESA-29-J"],
         "proposed": {"sanction": "R1", "authority": "ppk"}},
    )  # fmt: skip
    assert (answer["track"], answer["permitted"]) == ("village", [])
    assert "not_asn" in {row["code"] for row in answer["findings"] if row["severity"] == "error"}

    [clock] = [row for row in desk.get(f"cases/{case.code}/deadlines/") if row["rule"] == "answer"]
    assert clock["basis"] == "agency"
    kabupaten.world.on(date.fromisoformat(clock["due_on"]))
    assert desk.get("cases/?holder=me")["results"][0]["id"] == case.code
    kabupaten.move(case, "await_answer", note="Telepon kepada Kepala Dinas PMD.")
    running = [row for row in desk.get(f"cases/{case.code}/deadlines/") if not (row["met_on"] or row["cancelled_on"])]
    assert [row["rule"] for row in running] == ["answer"]
    kabupaten.move(case, "record_answer", answer="Bupati memberi teguran tertulis.", letter_number="140/12",
                   letter_date=clock["due_on"])  # fmt: skip
    case.refresh_from_db()
    assert (case.status, case.close_reason) == ("answered", "answered")
    assert case.moves.get(move="record_answer").data["answer"] == "Bupati memberi teguran tertulis."
    assert desk.get("cases/")["results"] == []


@pytest.mark.parametrize("kind", [PersonKind.PERANGKAT_DESA, PersonKind.BPD])
def test_others_of_the_village_go_to_their_head_with_camat_and_dpmd(kabupaten: Path, kind: str) -> None:
    case = opened(kabupaten, kind)
    found = offered(kabupaten, case)
    assert case.track == "village"
    assert found["to"] == "Kepala Desa tempat terlapor bertugas"
    assert found["copies"].splitlines() == [
        "Camat yang membawahi desa terlapor", "Kepala Dinas Pemberdayaan Masyarakat dan Desa",
    ]  # fmt: skip


def test_a_lurah_stays_a_civil_servants_case(kabupaten: Path) -> None:
    """A kelurahan is an office of ours: the camat is the direct superior, the ASN rules apply."""
    tree = kabupaten.world.tree
    district = make_unit(tree.unit("root"), name="Kecamatan Contoh", kind="kecamatan")
    ward = make_unit(district, name="Kelurahan Contoh", kind="kelurahan")
    camat_post = make_position(district, name="Camat Contoh", level="administrator", is_head=True)
    appoint(make_employee(tree.agency, name="Umpama Camat"), camat_post)
    lurah_post = make_position(ward, name="Lurah Contoh", level="pengawas", is_head=True)
    lurah = make_employee(tree.agency, name="Umpama Lurah")
    appoint(lurah, lurah_post)
    report = kabupaten.told()
    drain(include_held=True)
    answer = kabupaten.door("desk").post(
        f"reports/{report.code}/open_case/",
        {"subject": {"employee": lurah.code}, "brief": BRIEF, "violations": ["PP94-N-02"], "estimate_of_witnesses": 40},
        201,
    )  # fmt: skip
    case = Case.objects.get(code=answer["case"])
    assert case.track == "discipline"
    kabupaten.move(case, "assign")
    case.refresh_from_db()
    assert case.holder == camat_post
    titles = [row["title"] for row in kabupaten.door("desk").get(f"cases/{case.code}/tiers/")]
    assert titles[0] == "Camat Contoh"
    assert titles[-1] == tree.position("ppk").name


def test_a_forwarded_report_makes_its_letter_and_waits_for_the_answer(kabupaten: Path) -> None:
    """Where no case is opened: the report itself is handed over under the rule, with its letter."""
    report = kabupaten.told(persons='[{"name": "Umpama Kades", "position": "Kepala Desa"}]')
    drain(include_held=True)
    kabupaten.door("desk").post(f"reports/{report.code}/forward/", {"rule": "FW-06", "as": "laporan", "body": BRIEF})
    drain(include_held=True)
    letter = OfficialDocument.objects.get(kind="P18_PENERUSAN")
    assert "Bupati Mempawah" in str(letter.context)
    assert "rompi" not in (str(letter.context) + str(letter.paragraphs)).lower()  # the reporter's own words stay out
    report = Report.objects.get(pk=report.pk)
    assert report.status == "forwarded"
    assert report.forwardings.get().due_on is not None
