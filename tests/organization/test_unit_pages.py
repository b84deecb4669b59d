"""``/pegawai/unit/`` and ``/pegawai/jabatan/``: units and posts change with dates, history stays true."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from neutrality.audit.models import JournalEntry
from neutrality.organization import actions, queries
from neutrality.organization.models import Appointment, OrgUnit, Position
from tests.documents.test_files import image
from tests.factories import appoint, fictional_nip, make_agency, make_employee, make_tree, make_user

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


def change(client, place, slug, **fields):
    return client.post(f"{place}{slug}/", {f"{slug}-{name}": value for name, value in fields.items()})


def unit_page(unit):
    return f"/pegawai/unit/{unit.code}/"


def post_page(post):
    return f"/pegawai/jabatan/{post.code}/ubah/"


def test_who_was_head_on_a_day_is_answered_on_screen_and_at_the_api(client, tree, desk):
    unit, heir = tree.unit("dinas"), make_employee(tree.agency, name="Misal Pengganti", nip=fictional_nip(9_001))
    Appointment.objects.filter(position=tree.position("kadis")).update(ends_on=date(2024, 10, 5))
    appoint(heir, tree.position("kadis"), starts_on=date(2024, 10, 6))
    actions.rename_position(actor=desk, position=tree.position("kadis"), name="Kepala Disdikbud", on=TODAY)
    actions.rename_unit(actor=desk, unit=unit, name="Dinas Pendidikan", on=TODAY)

    then = client.get(f"/api/v1/units/{unit.code}/head/?on=2024-10-05").json()
    now = client.get(f"/api/v1/units/{unit.code}/head/").json()

    assert then["head"]["name"] == tree.person("kadis").full_name
    assert (then["unit"]["name"], then["head"]["title"]) == (
        "Dinas Pendidikan dan Kebudayaan", "Kepala Dinas Pendidikan dan Kebudayaan",
    )  # fmt: skip
    assert (now["head"]["name"], now["head"]["title"], now["unit"]["name"]) == (
        "Misal Pengganti", "Kepala Disdikbud", "Dinas Pendidikan",
    )  # fmt: skip
    page = client.get(unit_page(unit), {"pada": "2024-10-05"}).content.decode()
    assert tree.person("kadis").full_name in page and "Dinas Pendidikan dan Kebudayaan" in page


def test_a_unit_is_made_renamed_moved_and_closed_on_the_page(client, tree, desk):
    parent = tree.unit("dinas_lain")
    change(client, unit_page(parent), "unit-baru", name="UPT Terminal", kind="upt", starts_on="2024-10-16")
    made = OrgUnit.objects.get(name="UPT Terminal")
    change(client, unit_page(made), "ganti-nama", name="UPT Parkir", on="2024-10-16")
    change(client, unit_page(made), "pindah", parent="Dinas Pendidikan dan Kebudayaan", on="2024-10-16")

    made.refresh_from_db()
    assert made.name == "UPT Parkir" and made.path.startswith(tree.unit("dinas").path)

    answer = change(client, unit_page(made), "tutup", on="2024-10-16")
    made.refresh_from_db()
    assert answer.status_code == 302 and made.closed_on == TODAY
    page = client.get(unit_page(made)).content.decode()
    assert "ditutup sejak" in page and "Ubah unit" not in page


def test_a_refused_change_says_why_beside_the_form(client, tree, desk):
    answer = change(client, unit_page(tree.unit("seksi")), "tutup", on="2024-10-16")

    assert answer.status_code == 400 and "Masih ada pegawai di unit ini" in answer.content.decode()
    assert "tidak ditemukan" in change(
        client, unit_page(tree.unit("seksi")), "gabung", into="Istana", on="2024-10-16"
    ).content.decode()  # fmt: skip
    assert change(client, unit_page(tree.unit("seksi")), "bakar", on="2024-10-16").status_code == 404


def test_a_merged_unit_leads_to_the_one_it_went_into(client, tree, desk):
    answer = change(client, unit_page(tree.unit("seksi")), "gabung", into=tree.unit("bidang").code, on="2024-10-16")

    assert answer["Location"] == unit_page(tree.unit("bidang"))
    assert queries.unit_of(tree.person("pelaksana"), TODAY) == tree.unit("bidang")
    assert "digabung ke" in client.get(unit_page(tree.unit("seksi"))).content.decode()


def test_a_post_is_made_changed_moved_and_removed(client, tree, desk):
    change(client, unit_page(tree.unit("seksi")), "jabatan-baru", name="Arsiparis", level="fungsional",
           functional_grade="terampil", seats="2")  # fmt: skip
    post = Position.objects.get(name="Arsiparis")
    change(
        client,
        post_page(post),
        "isi",
        level="fungsional",
        functional_grade="mahir",
        echelon="",
        job_class="7",
        seats="3",
    )
    change(client, post_page(post), "ganti-nama", name="Arsiparis Mahir", on="2024-10-16")
    post.refresh_from_db()
    assert (post.name, post.functional_grade, post.job_class, post.seats) == ("Arsiparis Mahir", "mahir", 7, 3)

    person = make_employee(tree.agency)
    appoint(person, post)
    answer = change(client, post_page(post), "pindah", unit=tree.unit("bidang").code, on="2024-10-16")
    moved = Position.objects.get(name="Arsiparis Mahir", closed_on=None)
    assert answer["Location"] == f"/pegawai/jabatan/{moved.code}/" and moved.unit == tree.unit("bidang")
    assert queries.unit_of(person, date(2024, 10, 15)) == tree.unit("seksi")
    assert queries.unit_of(person, TODAY) == tree.unit("bidang")

    assert "masih dipegang" in change(client, post_page(moved), "hapus", on="2024-10-16").content.decode()


def test_seats_do_not_fall_below_those_held_and_heads_do_not_move_alone(client, tree, desk):
    post = tree.position("pelaksana")
    Position.objects.filter(pk=post.pk).update(seats=2)
    Appointment.objects.create(agency=tree.agency, person=make_employee(tree.agency), position=post, seat=2,
                               starts_on=date(2024, 1, 2))  # fmt: skip
    answer = change(client, post_page(post), "isi", level="pelaksana", functional_grade="", echelon="", seats="1")
    assert answer.status_code == 400 and "Kursi yang masih diduduki" in answer.content.decode()

    assert change(
        client, post_page(tree.position("kasi")), "pindah", unit=tree.unit("bidang").code, on="2024-10-16"
    ).status_code == 400  # fmt: skip


def test_equivalents_that_are_unset_are_listed_until_bkpsdm_sets_them(client, tree, desk):
    assert "Kepala SMP Negeri 97" in client.get("/pegawai/kesetaraan/").content.decode()

    change(client, post_page(tree.position("kepala_sekolah")), "kesetaraan", level="pengawas", basis="SK 12/2024")

    assert "Kepala SMP Negeri 97" not in client.get("/pegawai/kesetaraan/").content.decode()
    assert "Kepala SMP Negeri 97" in client.get("/pegawai/kesetaraan/", {"semua": "1"}).content.decode()


def test_the_scan_of_an_order_is_encrypted_and_each_reading_recorded(client, tree, desk):
    person = make_employee(tree.agency, nip=fictional_nip(9_002))
    scan = image("PNG")
    client.post(
        f"/pegawai/jabatan/{tree.position('kasi').code}/",
        {"nip": person.employee.nip, "capacity": "plh", "starts_on": "2024-10-16", "ends_on": "2024-10-18",
         "appointed_by": "Kepala Dinas", "order_number": "800/1/2024", "scan": SimpleUploadedFile("sk.png", scan)},
    )  # fmt: skip
    row = Appointment.objects.get(person=person)

    with default_storage.open(row.scan) as stored:
        assert scan not in stored.read()
    answer = client.get(f"/pegawai/jabatan/pindaian/{row.code}/")
    assert (answer.content, answer["Content-Type"]) == (scan, "image/png")
    assert JournalEntry.objects.filter(event="subject.opened", subject_code=row.code).count() == 1

    client.force_login(make_user(roles=["registrar"], agency=make_agency()))
    assert client.get(f"/pegawai/jabatan/pindaian/{row.code}/").status_code == 404


def test_a_scan_may_follow_later_but_only_once_and_only_paper(client, tree, desk):
    row = tree.appointment("kasi")
    place = f"/pegawai/jabatan/pindaian/{row.code}/"
    assert client.get(place).status_code == 404
    client.post(place, {"scan": SimpleUploadedFile("a.png", b"<script>")})
    row.refresh_from_db()
    assert row.scan == ""

    for _ in range(2):
        client.post(place, {"scan": SimpleUploadedFile("a.png", image("PNG"))})
    row.refresh_from_db()
    assert row.scan and JournalEntry.objects.filter(event="appointment.scan_added").count() == 1


def test_nobody_records_an_office_for_oneself(client, tree):
    me = tree.person("analis")
    user = make_user(roles=["intake"], person=me)
    client.force_login(user)

    answer = client.post(
        f"/pegawai/jabatan/{tree.position('kadis').code}/",
        {
            "nip": me.employee.nip,
            "capacity": "plh",
            "starts_on": "2024-10-16",
            "appointed_by": "Sekda",
            "order_number": "1",
        },
    )

    assert answer.status_code == 400 and "dicatat petugas lain" in answer.content.decode()


@pytest.mark.parametrize("path", ["unit/", "kesetaraan/", "hubungan/"])
def test_pages_of_bkpsdm_are_not_there_for_others(client, tree, path):
    for user in (tree.user("kadis"), make_user(roles=["admin"], agency=tree.agency)):
        client.force_login(user)
        assert client.get(f"/pegawai/{path}").status_code == 404
