"""The import of the register: files as they are, a diff, then all or nothing."""

import csv
import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from neutrality.audit.actions import SYSTEM
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.organization import queries
from neutrality.organization.importer import run_import
from neutrality.organization.importer.cells import day, echelon, golongan, nip
from neutrality.organization.models import Appointment, DirectSuperior, Employee, OrgUnit, Person
from neutrality.organization.signals import unit_moved
from tests.factories import fictional_nip, make_agency, make_user

pytestmark = pytest.mark.django_db
N = [fictional_nip(n) for n in range(100, 140)]
TODAY = date(2024, 10, 16)


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, TODAY.isoformat()


@pytest.fixture
def agency():
    return make_agency(code="kota", name="Pemerintah Kota Contoh", short_name="Kota Contoh")


def row(n, **fields):
    defaults = {"NIP": N[n], "NAMA": f"CONTOH REKAAN {chr(65 + n)}", "JENIS": "PNS", "GOLONGAN": "III/c",
                "JABATAN": "Pengelola Data", "JENIS_JABATAN": "Pelaksana", "UNIT_KERJA": "Dinas Sosial > Seksi Data",
                "TMT_JABATAN": "2020-01-06"}  # fmt: skip
    return defaults | fields


def people():
    return [
        row(0, JABATAN="Kepala Dinas Sosial", JENIS_JABATAN="JPT Pratama", ESELON="II.b", KEPALA_UNIT="Ya",
            UNIT_KERJA="Dinas Sosial", GOLONGAN="IV/b"),
        row(1, JABATAN="Kepala Seksi Data", JENIS_JABATAN="Pengawas", ESELON="IV.a", KEPALA_UNIT="Ya"),
        row(2),
        row(3),
        row(4, JABATAN="Guru Ahli Muda", JENIS_JABATAN="Fungsional", JENJANG="Ahli Muda",
            UNIT_KERJA="Dinas Pendidikan > SMP Negeri 97"),
    ]  # fmt: skip


def as_csv(rows, headers=None, delimiter=",", encoding="utf-8"):
    out = io.StringIO()
    headers = headers or list(dict.fromkeys(name for one in rows for name in one))
    writer = csv.DictWriter(out, headers, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(table, merge=()):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, cells in enumerate(table):
        for column, value in enumerate(cells):
            if value is not None:
                sheet.write_string(at, column, value) if isinstance(value, str) else sheet.write(at, column, value)
    for top, left, bottom, right, value in merge:
        sheet.merge_range(top, left, bottom, right, value)
    book.close()
    return out.getvalue()


def load(agency, rows, commit=True, name="pegawai.csv", **how):
    return run_import(actor=SYSTEM, agency=agency, name=name, content=as_csv(rows, **how), commit=commit)


def counts(outcome, *names):
    found = outcome.plan.counts()
    return {name: found[name] for name in names} if names else {name: n for name, n in found.items() if n}


# --- Dry run, all or nothing ------------------------------------------------
def test_a_dry_run_writes_nothing(agency):
    outcome = load(agency, people(), commit=False)

    assert counts(outcome) == {"added": 5, "units_added": 4, "positions_added": 4}
    assert not Person.objects.exists() and not OrgUnit.objects.exists() and not JournalEntry.objects.exists()


def test_the_first_import_makes_units_posts_and_people(agency):
    assert load(agency, people()).written

    names = list(OrgUnit.objects.filter(agency=agency).order_by("path").values_list("name", "kind"))
    assert names == [
        ("Pemerintah Kota Contoh", "root"), ("Dinas Sosial", "opd"), ("Seksi Data", "seksi"),
        ("Dinas Pendidikan", "opd"), ("SMP Negeri 97", "sekolah"),
    ]  # fmt: skip
    clerk = Employee.objects.get(nip=N[2])
    assert clerk.person.name == "Contoh Rekaan C"
    assert queries.status_of(clerk.person, TODAY).rank_name == "Penata"
    line = queries.line_of_superiors(clerk.person, TODAY)
    assert [link.position.name for link in line] == ["Kepala Seksi Data", "Kepala Dinas Sosial"]
    pool = Appointment.objects.filter(position__name="Pengelola Data").order_by("seat")
    assert [held.seat for held in pool] == [1, 2] and pool[0].position.seats == 2


def test_the_same_file_again_changes_nothing(agency):
    load(agency, people())
    before = JournalEntry.objects.count()

    outcome = load(agency, people())

    assert counts(outcome) == {"same": 5} and not outcome.written
    assert JournalEntry.objects.count() == before


def test_one_wrong_row_stops_everything(agency):
    outcome = load(agency, [*people(), row(5, NIP="123", JENIS="Honorer")])

    assert [(problem.row, problem.column) for problem in outcome.plan.problems] == [(7, "JENIS"), (7, "NIP")]
    assert not outcome.written and not Person.objects.exists()


def test_the_import_is_one_journal_row_and_one_for_each_change(agency):
    load(agency, people())
    load(agency, [*people()[:2], row(2, GOLONGAN="III/d"), *people()[3:]])

    imports = JournalEntry.objects.filter(event="register.imported").order_by("id")
    assert [entry.changes["added"] for entry in imports] == [5, 0] and len(imports[0].changes["sha256"]) == 64
    change = JournalEntry.objects.get(event="employee.changed")
    assert change.changes == {"GOLONGAN": ["III/c", "III/d"]}


# --- What the diff finds ----------------------------------------------------
def test_a_change_keeps_what_was(agency):
    load(agency, people())
    rows = people()
    rows[2] |= {"GOLONGAN": "III/d", "NAMA": "Contoh Rekaan C, S.E."}

    outcome = load(agency, rows)

    assert counts(outcome, "changed", "moved", "same") == {"changed": 1, "moved": 0, "same": 4}
    person = Employee.objects.get(nip=N[2]).person
    assert (person.title_back, queries.status_of(person, date(2024, 10, 15)).golongan) == ("S.E.", "III/c")
    assert queries.status_of(person, TODAY).golongan == "III/d"


def test_a_move_ends_the_old_office_the_day_before(agency):
    load(agency, people())
    rows = people()
    rows[2] |= {"UNIT_KERJA": "Dinas Pendidikan", "TMT_JABATAN": "2024-10-01"}

    outcome = load(agency, rows)

    assert counts(outcome, "moved", "changed") == {"moved": 1, "changed": 0}
    person = Employee.objects.get(nip=N[2]).person
    assert queries.unit_of(person, date(2024, 9, 30)).name == "Seksi Data"
    assert queries.unit_of(person, date(2024, 10, 1)).name == "Dinas Pendidikan"


def test_who_is_no_longer_listed_ends_but_only_in_the_units_of_the_file(agency):
    load(agency, people())

    outcome = load(agency, people()[:3])

    assert counts(outcome, "ended", "same") == {"ended": 1, "same": 3}
    gone, teacher = (Employee.objects.get(nip=N[n]).person for n in (3, 4))
    assert queries.position_of(gone, TODAY) is None
    assert queries.position_of(gone, date(2024, 10, 15)) is not None
    assert queries.position_of(teacher, TODAY) is not None


def test_the_row_of_one_newcomer_does_not_end_the_people_of_the_opd_it_goes_to(agency):
    """A file of one OPD in which somebody moves to another: of that other it says nothing."""
    other = [row(n, UNIT_KERJA="Dinas Pasar") for n in range(10, 14)]
    run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv([*people(), *other]), commit=True)
    rows = people()[:4]
    rows[3] |= {"UNIT_KERJA": "Dinas Pasar", "TMT_JABATAN": "2024-10-01"}

    plan = run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv(rows)).plan

    assert (plan.counts()["moved"], plan.counts()["ended"]) == (1, 0)
    assert "Berkas menyebut 0 dari 4 pegawai Dinas Pasar. Yang lain tidak diakhiri." in plan.notices
    assert any(
        "Dinas Pendidikan" in words and words.startswith("1 perangkat daerah tidak ada") for words in plan.notices
    )


def test_a_unit_that_moves_out_does_not_end_the_people_of_the_opd_it_leaves(agency):
    load(agency, people())

    rows = [row(n, UNIT_KERJA="Dinas Baru > Seksi Data") for n in (2, 3)]
    teacher = {"JABATAN": "Guru Ahli Muda", "JENIS_JABATAN": "Fungsional", "JENJANG": "Ahli Muda"}
    outcome = load(agency, [*rows, row(4, UNIT_KERJA="Dinas Baru > Seksi Data", **teacher)])

    assert counts(outcome, "units_moved", "ended", "moved") == {"units_moved": 1, "ended": 1, "moved": 1}
    assert queries.position_of(Employee.objects.get(nip=N[0]).person, TODAY) is not None


def test_a_successor_takes_over_from_the_one_who_moves(agency):
    load(agency, people())
    rows = people()
    rows[1] |= {"JABATAN": "Analis", "JENIS_JABATAN": "Pelaksana", "KEPALA_UNIT": "Tidak", "TMT_JABATAN": "2024-10-10"}
    rows[2] |= {"JABATAN": "Kepala Seksi Data", "JENIS_JABATAN": "Pengawas", "ESELON": "IV.a", "KEPALA_UNIT": "Ya",
                "TMT_JABATAN": "2024-10-07"}  # fmt: skip

    assert load(agency, rows).written

    unit = OrgUnit.objects.get(name="Seksi Data")
    assert queries.head_of(unit, date(2024, 10, 6)).person.employee.nip == N[1]
    assert queries.head_of(unit, date(2024, 10, 7)).person.employee.nip == N[2]


def test_a_moved_unit_keeps_its_people_and_tells_who_copied_paths(agency):
    load(agency, people())
    heard = []

    def listen(sender, old_path, new_path, **kwargs):
        heard.append((old_path, new_path))

    unit_moved.connect(listen)
    try:
        rows = [one | {"UNIT_KERJA": one["UNIT_KERJA"].replace("Dinas Sosial > Seksi", "Dinas Pendidikan > Seksi")}
                for one in people()]  # fmt: skip
        outcome = load(agency, rows)
    finally:
        unit_moved.disconnect(listen)

    assert counts(outcome) == {"same": 5, "units_moved": 1}
    assert len(heard) == 1 and OrgUnit.objects.filter(name="Seksi Data").count() == 1
    assert load(agency, rows).plan.is_empty


def test_an_acting_head_is_a_second_row_of_the_same_person(agency):
    rows = [*people()[1:], row(1, JABATAN="Kepala Dinas Sosial", JENIS_JABATAN="JPT Pratama", ESELON="II.b",
            KEPALA_UNIT="Ya", UNIT_KERJA="Dinas Sosial", STATUS_JABATAN="Plt.", TMT_JABATAN="01-10-2024")]  # fmt: skip

    assert load(agency, rows).written

    head = queries.head_of(OrgUnit.objects.get(name="Dinas Sosial"), TODAY)
    assert (head.title, head.starts_on) == ("Plt. Kepala Dinas Sosial", date(2024, 10, 1))
    assert load(agency, rows).plan.is_empty


def test_an_additional_duty_makes_the_teacher_head_of_the_school(agency):
    rows = [row(4, JABATAN="Guru Ahli Madya", JENIS_JABATAN="Fungsional", JENJANG="Ahli Madya",
                UNIT_KERJA="Dinas Pendidikan > SMP Negeri 97", TUGAS_TAMBAHAN="Kepala Sekolah")]  # fmt: skip
    load(agency, rows)

    person = Employee.objects.get(nip=N[4]).person
    facts = queries.subject_facts(person, TODAY)
    assert queries.position_of(person, TODAY).title == "Kepala SMP Negeri 97"
    assert (facts["head_of_service_unit"], facts["functional_grade"]) == (True, "ahli_madya")
    assert load(agency, rows).plan.is_empty


def test_the_superior_of_the_file_is_confirmed(agency):
    rows = people()
    rows[4] |= {"ATASAN_NIP": N[0]}
    load(agency, rows)

    confirmed = DirectSuperior.objects.get()
    assert (confirmed.superior.name, confirmed.basis) == ("Kepala Dinas Sosial", "skp")
    assert load(agency, rows).plan.is_empty

    unknown = load(agency, [row(5, ATASAN_NIP=N[30])], commit=False)
    assert unknown.plan.problems[0].column == "ATASAN_NIP"


def test_one_who_retired_leaves_the_office(agency):
    load(agency, people())
    rows = people()
    rows[2] |= {"KEDUDUKAN_HUKUM": "Pensiun"}
    for one in rows:
        one.setdefault("KEDUDUKAN_HUKUM", "Aktif")

    assert load(agency, rows).written

    person = Employee.objects.get(nip=N[2]).person
    assert queries.position_of(person, TODAY) is None
    assert queries.status_of(person, TODAY).standing == "pensiun"
    assert load(agency, rows).plan.is_empty


# --- Files as they are ------------------------------------------------------
def test_an_export_of_siasn_with_other_headers_and_a_title_above(agency):
    table: list[list[Any]] = [
        ["DAFTAR PEGAWAI PEMERINTAH KOTA CONTOH"],
        [],
        ["No", "NIP Baru", "Nama Lengkap", "Jenis Pegawai", "Gol. Ruang", "Nama Jabatan", "Jenis Jabatan", "Unor",
         "TMT Jabatan", "NIK", "Hobi"],
        ["1", N[0], "DR. CONTOH REKAAN, S.E., M.M.", "pns", "ivb", "KEPALA DINAS", "JPT PRATAMA",
         "PEMERINTAH KOTA CONTOH > DINAS SOSIAL", date(2020, 1, 6), "61", "catur"],
        [],
        ["2", " " + N[1][:8] + " " + N[1][8:], "misal andai", "PPPK", "IX", "Penata Layanan", "pelaksana",
         "PEMERINTAH KOTA CONTOH > DINAS SOSIAL", "6 Januari 2020", "62", ""],
    ]  # fmt: skip
    table[3][8] = "06/01/2020"
    outcome = run_import(actor=SYSTEM, agency=agency, name="siasn.XLSX", content=as_xlsx(table), commit=True)

    assert outcome.written, outcome.plan.problems
    assert any("Hobi" in notice for notice in outcome.plan.notices) and any("NIK" in n for n in outcome.plan.notices)
    person = Employee.objects.get(nip=N[0]).person
    assert (person.title_front, person.name, person.title_back) == ("DR.", "Contoh Rekaan", "S.E., M.M.")
    assert Employee.objects.get(nip=N[1]).person.name == "Misal Andai"
    assert OrgUnit.objects.filter(depth=2).count() == 1


def test_merged_cells_mean_every_row_they_cover(agency):
    table = [["NIP", "NAMA", "JENIS", "JABATAN", "JENIS_JABATAN", "UNIT_KERJA"]]
    table += [[N[n], f"Contoh {chr(65 + n)}", "PNS", "Pengelola", "Pelaksana", ""] for n in range(3)]
    content = as_xlsx(table, merge=[(1, 5, 3, 5, "Dinas Sosial")])

    outcome = run_import(actor=SYSTEM, agency=agency, name="gabung.xlsx", content=content, commit=True)

    assert outcome.written and Appointment.objects.filter(position__unit__name="Dinas Sosial").count() == 3


def test_a_nip_kept_as_a_number_is_refused_with_the_way_out(agency):
    table = [["NIP", "NAMA", "JENIS", "JABATAN", "JENIS_JABATAN", "UNIT_KERJA"],
             [197002301995011999.0, "Contoh", "PNS", "Pengelola", "Pelaksana", "Dinas Sosial"]]  # fmt: skip

    outcome = run_import(actor=SYSTEM, agency=agency, name="angka.xlsx", content=as_xlsx(table))

    assert [(p.row, p.column) for p in outcome.plan.problems] == [(2, "NIP")]
    assert "Simpan kolom NIP sebagai teks" in outcome.plan.problems[0].message


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "cp1252"), (",", "utf-8")])
def test_csv_of_any_office(agency, delimiter, encoding):
    assert load(agency, people(), delimiter=delimiter, encoding=encoding).written


def test_a_saved_mapping_serves_other_headers(agency):
    agency.choices = {"import_columns": {"Kode Pegawai": "NIP"}}
    agency.save()
    rows = [{("Kode Pegawai" if name == "NIP" else name): value for name, value in one.items()} for one in people()]

    assert load(agency, rows).written


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF"), ("a.xlsx", b"PK\x03\x04 not a book"), ("a.xlsx", b""), ("a.csv", b""), ("a.csv", b"\x00\x01\x02"),
     ("a.csv", b"NAMA,JABATAN\nx,y\n")],
)  # fmt: skip
def test_files_that_are_none_are_refused(agency, name, content):
    with pytest.raises(Refusal) as refused:
        run_import(actor=SYSTEM, agency=agency, name=name, content=content)
    assert (refused.value.code, refused.value.status) in (("unreadable_file", 400), ("columns_missing", 400))


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([row(0), row(0, JABATAN="Lain")], (3, "NIP")),
        ([row(0, KEPALA_UNIT="Ya"), row(1, KEPALA_UNIT="Ya")], (3, "KEPALA_UNIT")),
        ([row(0, TMT_JABATAN="kemarin")], (2, "TMT_JABATAN")),
        ([row(0, UNIT_KERJA="")], (2, "UNIT_KERJA")),
        ([row(0, UNIT_KERJA="Dinas > > Seksi")], (2, "UNIT_KERJA")),
        ([row(0, JABATAN="")], (2, "JABATAN")),
        ([row(0, NAMA=" ")], (2, "NAMA")),
        ([row(0, JENIS_JABATAN="Raja")], (2, "JENIS_JABATAN")),
        ([row(0, STATUS_JABATAN="Wakil")], (2, "STATUS_JABATAN")),
        ([row(0, KEPALA_UNIT="mungkin")], (2, "KEPALA_UNIT")),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_row_and_column(agency, rows, problem):
    outcome = load(agency, rows)

    assert [(one.row, one.column) for one in outcome.plan.problems] == [problem]


@pytest.mark.parametrize(
    ("written", "means"),
    [("2024-10-05", date(2024, 10, 5)), ("05-10-2024", date(2024, 10, 5)), ("5/10/2024", date(2024, 10, 5)),
     ("5 Oktober 2024", date(2024, 10, 5)), ("2024-10-05 00:00:00", date(2024, 10, 5)), (45570, date(2024, 10, 5)),
     ("", None), ("-", None)],
)  # fmt: skip
def test_dates_in_every_form(written, means):
    assert day(written) == means


def test_small_forms():
    assert (golongan("IVB"), golongan("iv-b"), golongan("IX"), golongan("")) == ("IV/b", "IV/b", "IX", "")
    assert (echelon("Eselon II.b"), echelon("IIb"), echelon("Non Eselon")) == ("II.b", "II.b", "")
    assert nip("'" + N[0]) == nip(N[0][:8] + " " + N[0][8:]) == N[0]
    for wrong in ("1.98711E+17", "12345", "", "19870231201101199X"):
        with pytest.raises(ValueError, match="NIP"):
            nip(wrong)


# --- Rights and the command -------------------------------------------------
@pytest.mark.parametrize(
    ("role", "allowed"), [("registrar", True), ("intake", True), ("admin", False), ("operator", False)]
)
def test_who_may_import(agency, role, allowed):
    actor = make_user(roles=[role], agency=agency)
    act = {"actor": actor, "agency": agency, "name": "a.csv", "content": as_csv(people()), "commit": True}
    if allowed:
        assert run_import(**act).written
    else:
        with pytest.raises(Refusal):
            run_import(**act)


def test_the_command_shows_first_and_writes_on_commit(agency, tmp_path, capsys):
    path = tmp_path / "pegawai.csv"
    path.write_bytes(as_csv(people()))

    call_command("import_employees", str(path))
    shown = capsys.readouterr().out
    assert "Ditambah: 5" in shown and "tidak ada yang disimpan" in shown and not Person.objects.exists()

    call_command("import_employees", str(path), "--agency", "kota", "--commit")
    assert "Disimpan." in capsys.readouterr().out and Employee.objects.count() == 5


def test_the_command_lists_every_mistake_and_fails(agency, tmp_path, capsys):
    path = tmp_path / "salah.csv"
    path.write_bytes(as_csv([row(0, NIP="1")]))

    with pytest.raises(CommandError, match="Tidak ada yang disimpan"):
        call_command("import_employees", str(path), "--commit")
    assert "Baris 2, kolom NIP:" in capsys.readouterr().out
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("import_employees", str(tmp_path / "tiada.csv"))
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("import_employees", str(path), "--agency", "atlantis")
