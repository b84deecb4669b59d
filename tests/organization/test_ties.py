"""Family ties and teams of contestants: dated, sourced, kept by BKPSDM, heard by the chain."""

from datetime import date

import pytest

from neutrality.errors import Refusal
from neutrality.organization import actions, queries
from neutrality.organization.models import Contest, ContestantOfficer, FamilyTie
from tests.factories import make_agency, make_tree, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2024, 10, 16)


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, TODAY.isoformat()


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def desk(tree, client):
    user = make_user(roles=["registrar"], agency=tree.agency)
    client.force_login(user)
    return user


@pytest.fixture
def contest(tree):
    return Contest.objects.create(agency=tree.agency, catalogue_id="PILKADA-2024", name="Pemilihan Wali Kota 2024")


def codes(tree, who="kasi", subject="pelaksana", on=TODAY):
    return [one.code for one in queries.conflicts(tree.person(who), tree.person(subject), on)]


def post(client, slug, **fields):
    return client.post(f"/pegawai/hubungan/{slug}/", {f"{slug}-{name}": value for name, value in fields.items()})


def nip(tree, who):
    return tree.person(who).employee.nip


def test_a_tie_from_the_page_keeps_the_superior_out_from_its_day(client, tree, desk):
    answer = post(client, "keluarga", person=nip(tree, "kasi"), relative=nip(tree, "pelaksana"), relation="semenda",
                  starts_on="2024-10-01", source="Kartu keluarga")  # fmt: skip

    assert answer.status_code == 302
    assert codes(tree) == ["family"] and codes(tree, "pelaksana", "kasi") == ["family"]
    assert codes(tree, on=date(2024, 9, 30)) == []
    page = client.get("/pegawai/hubungan/").content.decode()
    assert "Mertua, menantu, atau ipar" in page and "Kartu keluarga" in page
    assert "Mertua" in client.get(f"/pegawai/{tree.person('pelaksana').code}/").content.decode()

    tie = FamilyTie.objects.get()
    client.post(f"/pegawai/hubungan/keluarga/{tie.pk}/akhiri/", {"ends_on": "2024-10-10", "reason": "bercerai"})
    assert codes(tree) == [] and codes(tree, on=date(2024, 10, 10)) == ["family"]


def test_an_officer_of_a_contestant_is_in_conflict_while_it_lasts(client, tree, desk, contest):
    post(client, "peserta", contest=contest.pk, name="Misal Calon dan Andai Wakil", number="1")
    contestant = contest.contestants.get()
    post(client, "petugas", contestant=contestant.pk, person=nip(tree, "kabid"), role="Bendahara",
         starts_on="2024-09-25", source="Daftar KPU")  # fmt: skip
    assert codes(tree, "kabid") == ["contestant_officer"]

    officer = ContestantOfficer.objects.get()
    client.post(f"/pegawai/hubungan/petugas/{officer.pk}/akhiri/", {"ends_on": "2024-10-01", "reason": "mundur"})
    assert codes(tree, "kabid") == [] and codes(tree, "kabid", on=date(2024, 10, 1)) == ["contestant_officer"]


def test_an_election_is_recorded_once_and_only_one_of_the_catalogue(client, tree, desk):
    assert "Pemilihan menurut katalog hukum" in client.get("/pegawai/hubungan/").content.decode()
    for _time in range(2):
        assert post(client, "pemilihan", catalogue_id="PILKADA-2024", name="Pilwako 2024").status_code == 302
    contest = Contest.objects.get(agency=tree.agency)
    assert (contest.catalogue_id, contest.name) == ("PILKADA-2024", "Pilwako 2024")
    assert post(client, "peserta", contest=contest.pk, name="Misal Calon").status_code == 302
    assert post(client, "pemilihan", catalogue_id="PILKADA-1945", name="Lain").status_code == 400
    assert Contest.objects.count() == 1


def test_a_relative_of_one_who_is_in_no_register_can_be_named(client, tree, desk, contest):
    post(client, "peserta", contest=contest.pk, name="Misal Calon")
    post(client, "keluarga", person=nip(tree, "sekda"), relative_contestant=contest.contestants.get().pk,
         relation="pasangan", source="Akta nikah")  # fmt: skip

    assert codes(tree, "sekda") == ["contestant_family"]
    assert queries.spouse_runs(tree.person("sekda")) and not queries.spouse_runs(tree.person("kasi"))


@pytest.mark.parametrize(
    ("slug", "fields", "word"),
    [("keluarga", {"source": ""}, "wajib"), ("keluarga", {"relative": "1"}, "tidak ada di data pegawai"),
     ("keluarga", {"relative": ""}, "Isi NIP keluarganya")],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field(client, tree, desk, slug, fields, word):
    given = {"person": nip(tree, "kasi"), "relative": nip(tree, "rekan"), "relation": "lain", "source": "KK"} | fields
    answer = post(client, slug, **given)
    assert answer.status_code == 400 and word in answer.content.decode() and not FamilyTie.objects.exists()


def test_nobody_records_or_ends_what_concerns_the_own_person(tree):
    clerk = make_user(roles=["intake"], person=tree.person("analis"))
    with pytest.raises(Refusal) as refused:
        actions.record_tie(actor=clerk, person=tree.person("analis"), relative=tree.person("kasi"), source="KK")
    assert refused.value.code == "own_office"
    tie = FamilyTie.objects.create(person=tree.person("kasi"), relative=tree.person("analis"))
    with pytest.raises(Refusal):
        actions.end_tie(actor=clerk, tie=tie, ends_on=TODAY, reason="salah")


def test_another_agency_neither_sees_nor_ends(client, tree):
    tie = FamilyTie.objects.create(person=tree.person("kasi"), relative=tree.person("rekan"), source="KK Rahasia")
    client.force_login(make_user(roles=["registrar"], agency=make_agency()))

    assert "KK Rahasia" not in client.get("/pegawai/hubungan/").content.decode()
    assert client.post(f"/pegawai/hubungan/keluarga/{tie.pk}/akhiri/", {}).status_code == 404
    assert client.post("/pegawai/hubungan/lain/", {}).status_code == 404


def test_a_superior_reads_nothing_of_ties(client, tree):
    FamilyTie.objects.create(person=tree.person("pelaksana"), relative=tree.person("rekan"), source="KK Rahasia")
    client.force_login(tree.user("kadis"))
    assert "KK Rahasia" not in client.get(f"/pegawai/{tree.person('pelaksana').code}/").content.decode()
