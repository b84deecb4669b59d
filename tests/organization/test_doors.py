"""The register at its doors: who sees whom, on pages and at the API."""

from datetime import date

import pytest

from neutrality.audit.models import JournalEntry
from neutrality.organization.models import DirectSuperior, Position
from tests.factories import make_agency, make_employee, make_tree, make_user

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 5)


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, "2024-10-16"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def desk(tree, client):
    user = make_user(roles=["intake"], agency=tree.agency)
    client.force_login(user)
    return user


def ids(response):
    return {row["id"] for row in response.json()["results"]}


# --- API --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "sees"),
    [("kepala_sekolah", {"guru"}), ("kasi", {"pelaksana", "rekan"}), ("guru", set()), ("analis", set())],
)
def test_a_superior_lists_the_own_people(client, tree, who, sees):
    client.force_login(tree.user(who))

    assert ids(client.get("/api/v1/employees/")) == {tree.person(key).code for key in sees}
    for key in ("guru", "pelaksana", "kadis_lain"):
        status = client.get(f"/api/v1/employees/{tree.person(key).code}/line/").status_code
        assert status == (200 if key in sees else 404)


def test_the_desk_finds_by_name_and_by_nip(client, tree, desk):
    person = make_employee(tree.agency, name="Umpama Ibarat")

    assert ids(client.get("/api/v1/employees/?q=umpama ibarat")) == {person.code}
    row = client.get(f"/api/v1/employees/?q={person.employee.nip}").json()["results"][0]
    assert row == {"id": person.code, "nip": person.employee.nip, "name": "Umpama Ibarat", "position": "", "unit": None}


def test_a_superior_gets_no_whole_nip(client, tree):
    client.force_login(tree.user("kepala_sekolah"))
    nip = tree.person("guru").employee.nip

    shown = client.get("/api/v1/employees/").json()["results"][0]["nip"]

    assert shown != nip and shown.startswith(nip[:4]) and shown.endswith(nip[-3:]) and "•" in shown


def test_nobody_reads_another_agency(client, tree, desk):
    stranger = make_tree()

    assert not ids(client.get("/api/v1/employees/")) & {person.code for person in stranger.persons.values()}
    assert client.get(f"/api/v1/employees/{stranger.person('guru').code}/line/").status_code == 404
    assert client.get(f"/api/v1/units/{stranger.unit('dinas').code}/line/").status_code == 404
    assert client.get(f"/pegawai/{stranger.person('guru').code}/").status_code == 404


def test_the_line_names_posts_holders_and_basis(client, tree, desk):
    line = client.get(f"/api/v1/employees/{tree.person('guru').code}/line/?on=2024-10-05").json()

    assert line["on"] == "2024-10-05"
    assert [row["distance"] for row in line["line"]] == [1, 2, 3, 4]
    first = line["line"][0]
    assert first["holder"]["appointment"] == tree.appointment("kepala_sekolah").code
    assert (first["relation"], first["state"], first["basis"], first["confirmed"]) == (
        "atasan langsung", "ok", "pohon", False,
    )  # fmt: skip
    assert line["line"][-1]["holder"]["title"] == "Pj. Wali Kota"


def test_units_with_parents_and_heads(client, tree, desk):
    rows = {row["id"]: row for row in client.get("/api/v1/units/").json()["results"]}

    dinas = rows[tree.unit("dinas").code]
    assert (dinas["parent"], dinas["head"]["name"]) == (tree.unit("root").code, tree.person("kadis").full_name)
    below = client.get(f"/api/v1/units/?parent={tree.unit('dinas').code}")
    assert ids(below) == {tree.unit("bidang").code, tree.unit("sekolah").code}
    line = client.get(f"/api/v1/units/{tree.unit('seksi').code}/line/").json()["line"]
    assert [row["position"] for row in line][:2] == [tree.position("kasi").name, tree.position("kabid").name]


@pytest.mark.parametrize(
    ("path", "field"),
    [("employees/?nama=x", "nama"), ("units/?kind=istana", "kind"), ("units/?halaman=2", "halaman"),
     ("employees/?page_size=0", "page_size")],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_name(client, desk, path, field):
    response = client.get(f"/api/v1/{path}")

    assert (response.status_code, response.json()["code"]) == (400, "malformed")
    assert field in response.json()["fields"]


@pytest.mark.parametrize("on", ["kemarin", "0001-01-01", "9999-12-31", "2024-13-01"])
def test_dates_that_cannot_be_are_400(client, tree, desk, on):
    assert client.get(f"/api/v1/employees/{tree.person('guru').code}/line/?on={on}").status_code == 400


def test_lists_go_on_with_a_cursor(client, tree, desk):
    seen: list[str] = []
    url = "/api/v1/employees/?page_size=5&count=capped"
    while url:
        body = client.get(url).json()
        seen += [row["id"] for row in body["results"]]
        url = body["next"]
    assert len(seen) == len(set(seen)) == body["count"] == 16


def test_a_list_costs_the_same_for_many(client, tree, desk, django_assert_max_num_queries):
    for _ in range(30):
        make_employee(position=tree.position("pelaksana").unit.positions.create(
            agency=tree.agency, name="Pengelola", level="pelaksana"))  # fmt: skip
    with django_assert_max_num_queries(13):
        assert len(client.get("/api/v1/employees/").json()["results"]) == 46


# --- Pages ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("roles", "status"), [(["intake"], 200), (["registrar"], 200), (["admin"], 404), (["bawaslu"], 404), ([], 404)]
)
def test_who_opens_the_register(client, tree, roles, status):
    client.force_login(make_user(roles=roles, agency=tree.agency))
    assert client.get("/pegawai/").status_code == status


def test_the_page_and_its_fragment_show_the_same_people(client, tree, desk):
    page = client.get("/pegawai/?q=Contoh Guru")
    fragment = client.get("/pegawai/?q=Contoh Guru", headers={"HX-Request": "true"})

    name = tree.person("guru").full_name
    assert name in page.content.decode() and name in fragment.content.decode()
    assert b"<html" not in fragment.content and "HX-Request" in fragment["Vary"]


def test_opening_a_person_is_one_journal_row(client, tree, desk):
    person = tree.person("guru")

    page = client.get(f"/pegawai/{person.code}/?pada=2024-10-05").content.decode()

    assert "Kepala SMP Negeri 97" in page and "5 Oktober 2024" in page
    assert JournalEntry.objects.filter(event="subject.opened", subject_code=person.code, actor=desk).count() == 1


def test_bkpsdm_confirms_a_superior_on_the_page(client, tree, desk):
    person = tree.person("guru")
    assert person.full_name in client.get("/pegawai/belum-dikukuhkan/").content.decode()

    client.post(
        f"/pegawai/{person.code}/atasan/",
        {"superior": tree.position("kepala_sekolah").code, "basis": "skp", "starts_on": "2024-10-16"},
    )

    row = DirectSuperior.objects.get(person=person)
    assert (row.superior, row.basis) == (tree.position("kepala_sekolah"), "skp")
    assert person.full_name not in client.get("/pegawai/belum-dikukuhkan/").content.decode()


def test_bkpsdm_sets_an_equivalence_on_the_page(client, tree, desk):
    client.post(
        f"/pegawai/{tree.person('kepala_sekolah').code}/kesetaraan/", {"level": "pengawas", "basis": "SK 1/2024"}
    )
    assert Position.objects.get(pk=tree.position("kepala_sekolah").pk).equivalent_level == "pengawas"


def test_a_superior_confirms_nothing(client, tree):
    client.force_login(tree.user("kepala_sekolah"))
    response = client.post(
        f"/pegawai/{tree.person('guru').code}/atasan/",
        {"superior": tree.position("kepala_sekolah").code, "basis": "skp", "starts_on": "2024-10-16"},
    )
    assert response.status_code == 404
    assert not DirectSuperior.objects.exists()


def test_long_lists_lead_on(client, tree, desk):
    for _ in range(60):
        make_employee(tree.agency, name="Umpama Sama")
    first = client.get("/pegawai/").content.decode()
    assert "dari=" in first
    other = make_user(roles=["intake"], agency=make_agency())
    client.force_login(other)
    assert "Tidak ada pegawai" in client.get("/pegawai/").content.decode()


# --- Posts ------------------------------------------------------------------
def test_posts_show_holders_and_vacancies(client, tree, desk):
    tree.appointment("kabid").ends_on = date(2024, 9, 30)
    tree.appointment("kabid").save()

    page = client.get("/pegawai/jabatan/").content.decode()
    only = client.get("/pegawai/jabatan/?lowong=1").content.decode()

    assert "1 jabatan lowong, 1 dijabat sementara" in page
    assert tree.position("kabid").name in only and tree.position("kadis").name not in only
    for odd in ("x", "-1", "9" * 30):
        assert client.get(f"/pegawai/jabatan/?dari={odd}").status_code == 200


def test_a_plt_is_recorded_with_the_order_and_acts_from_its_day(client, tree, desk):
    tree.appointment("kadis").ends_on = date(2024, 10, 10)
    tree.appointment("kadis").save()
    url = f"/pegawai/jabatan/{tree.position('kadis').code}/"
    told = {"nip": tree.person("kabid").employee.nip, "capacity": "plt", "starts_on": "2024-10-11"}

    refused = client.post(url, told).content.decode()
    assert "Wajib diisi." in refused
    client.post(url, told | {"appointed_by": "Wali Kota", "order_number": "800/1/2024"})

    from neutrality.organization import queries

    assert queries.holder_of(tree.position("kadis"), date(2024, 10, 10)).person == tree.person("kadis")
    assert queries.holder_of(tree.position("kadis"), date(2024, 10, 11)).title.startswith("Plt. ")
    assert "tidak ada di data pegawai" in client.post(url, told | {"nip": "1" * 18}).content.decode()


def test_the_end_of_an_office_is_recorded_with_its_reason(client, tree, desk):
    row = tree.appointment("kasi")
    client.post(f"/pegawai/jabatan/akhiri/{row.code}/", {"ends_on": "2024-10-20"})
    row.refresh_from_db()
    assert row.ends_on is None

    client.post(f"/pegawai/jabatan/akhiri/{row.code}/", {"ends_on": "2024-10-20", "reason": "mutasi"})
    row.refresh_from_db()
    assert row.ends_on == date(2024, 10, 20)


def test_posts_are_kept_by_bkpsdm_of_the_agency(client, tree):
    code = tree.position("kasi").code
    for user in (
        tree.user("kadis"), make_user(roles=["admin"], agency=tree.agency), make_user(roles=["intake"], agency=make_agency()),
    ):  # fmt: skip
        client.force_login(user)
        assert client.get(f"/pegawai/jabatan/{code}/").status_code == 404
        assert client.post(f"/pegawai/jabatan/akhiri/{tree.appointment('kasi').code}/", {}).status_code == 404
