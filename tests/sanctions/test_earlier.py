"""Sanctions from before this system: preview, all or nothing, and what the legal check makes of them."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from neutrality.audit.actions import SYSTEM
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from sanctions import facts
from sanctions.actions.issuing import next_register_number
from sanctions.earlier import actions
from sanctions.earlier.rows import violations_of
from sanctions.models import EarlierImport, RegisterEntry
from tests.factories import make_agency, make_tree, make_user
from tests.organization.test_import import as_csv

pytestmark = pytest.mark.django_db
TODAY = date(2024, 10, 16)


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, TODAY.isoformat()


@pytest.fixture
def tree():
    return make_tree()


def row(tree, who="pelaksana", **fields):
    return {
        "NIP": tree.person(who).employee.nip, "HUKUMAN": "R2", "PASAL": "PP Nomor 94 Tahun 2021 Pasal 5 huruf n angka 6",
        "NOMOR": "800/12/2022", "TANGGAL": "05-10-2022", "KEADAAN": "Selesai", "BERAKHIR": "",
    } | fields  # fmt: skip


def load(tree, rows, commit=True, actor=SYSTEM):
    return actions.run(actor=actor, agency=tree.agency, name="hukuman.csv", content=as_csv(rows), commit=commit)


def test_a_dry_run_writes_nothing_then_all_or_nothing(tree):
    rows = [row(tree), row(tree, "guru", NOMOR="800/13", HUKUMAN="Penurunan jabatan")]
    assert load(tree, rows, commit=False).plan.counts()["added"] == 1 and not RegisterEntry.objects.exists()
    faulty = load(tree, rows)
    assert [(one.row, one.column) for one in faulty.plan.problems] == [(3, "HUKUMAN")]
    assert not faulty.written and not RegisterEntry.objects.exists() and not JournalEntry.objects.exists()

    assert load(tree, [row(tree), row(tree, "guru", NOMOR="800/13", HUKUMAN="teguran lisan")]).written
    entry = RegisterEntry.objects.get(person=tree.person("pelaksana"))
    assert (entry.sanction, entry.violations, entry.about_neutrality, entry.register_number) == (
        "R2",
        ["P94-5N6"],
        True,
        None,
    )
    assert (entry.decided_on, entry.source) == (date(2022, 10, 5), "Impor hukuman lama")
    assert JournalEntry.objects.filter(event="register.earlier_added").count() == 2


def test_the_same_file_again_changes_nothing_and_a_later_state_is_a_change(tree):
    load(tree, [row(tree, KEADAAN="Berlaku")])
    count = JournalEntry.objects.count()
    assert load(tree, [row(tree, KEADAAN="Berlaku")]).plan.is_empty and JournalEntry.objects.count() == count

    assert load(tree, [row(tree)]).plan.counts() == {"added": 0, "changed": 1, "same": 0, "errors": 0}
    assert RegisterEntry.objects.get().state == "ended"


@pytest.mark.parametrize(
    ("fields", "column"),
    [({"NIP": "197002301995011998"}, "NIP"), ({"NIP": "1"}, "NIP"), ({"HUKUMAN": "Dipecat"}, "HUKUMAN"), ({"NOMOR": ""}, "NOMOR"),
     ({"TANGGAL": ""}, "TANGGAL"), ({"TANGGAL": "2030-01-01"}, "TANGGAL"), ({"KEADAAN": "entah"}, "KEADAAN"),
     ({"KEADAAN": "Dijalani", "BERAKHIR": "2023-01-01"}, "KEADAAN"), ({"PASAL": ""}, "PASAL"),
     ({"NETRALITAS": "mungkin"}, "NETRALITAS")],
)  # fmt: skip
def test_each_mistake_is_named_with_row_and_column(tree, fields, column):
    outcome = load(tree, [row(tree, **fields)])
    assert [(one.row, one.column) for one in outcome.plan.problems] == [(2, column)]


def test_one_decision_twice_in_a_file_is_refused(tree):
    assert [one.column for one in load(tree, [row(tree), row(tree)]).plan.problems] == ["NOMOR"]


@pytest.mark.parametrize(
    ("article", "decided", "found"),
    [("PP 94/2021 Pasal 5 huruf n angka 6", date(2022, 1, 3), ["P94-5N6"]), ("p94-5n6", date(2022, 1, 3), ["P94-5N6"]),
     ("PP 94/2021 Pasal 5 huruf n angka 6", date(2021, 1, 3), []), ("PP 53/2010 Pasal 4 angka 15", date(2018, 1, 3), []),
     ("PP 94/2021 Pasal 4 huruf f", date(2022, 1, 3), [])],
)  # fmt: skip
def test_an_article_joins_the_catalogue_only_where_it_holds_it(article, decided, found):
    assert violations_of(article, decided) == found


@pytest.mark.parametrize(("told", "same"), [("", None), ("Ya", True), ("Tidak", False)])
def test_the_legal_check_asks_where_the_file_says_nothing(world, told, same):
    case = world.case("pelaksana", "PP94-N-06")
    old = {"NIP": case.person.employee.nip, "PASAL": "PP 53/2010 Pasal 4 angka 15", "TANGGAL": "2019-03-04"}

    assert load(world.tree, [row(world.tree, **old, NETRALITAS=told)]).written

    assert facts.prior_sanctions(case) == [{"code": "R2", "same_nature": same, "same_breach": False, "state": "ended"}]


def test_a_sanction_of_pp_53_is_kept_in_its_own_words_and_a_person_compares_it(world):
    """Its medium types live on in the catalogue; of its heavy ones only the words, the level and the article are known."""
    case = world.case("pelaksana", "PP94-N-06")
    old = {"NIP": case.person.employee.nip, "PASAL": "PP 53/2010 Pasal 4 angka 15", "TANGGAL": "2019-03-04"}
    words = {"HUKUMAN": "Penurunan pangkat setingkat lebih rendah selama 3 (tiga) tahun", "TINGKAT": "BERAT"}
    medium = {"HUKUMAN": "Penundaan kenaikan gaji berkala selama 1 (satu) tahun", "NOMOR": "800/7/2018"}
    rows = [row(world.tree, **old, **words, NETRALITAS="Ya"), row(world.tree, **old | medium, NETRALITAS="Tidak")]

    assert load(world.tree, rows).written
    assert load(world.tree, rows).plan.is_empty

    heavy, kgb = RegisterEntry.objects.filter(person=case.person).order_by("pk")
    assert (heavy.sanction, heavy.level, kgb.sanction) == ("", "berat", "S1_KGB")
    assert heavy.sanction_title == "Penurunan pangkat setingkat lebih rendah selama 3 (tiga) tahun (Berat)"
    assert [one["code"] for one in facts.prior_sanctions(case)] == ["S1_KGB"]
    assert facts.earlier_in_words(case) == [heavy]
    heavy.about_neutrality = False
    heavy.save()
    assert facts.earlier_in_words(case) == []


@pytest.mark.parametrize(
    ("fields", "column"),
    [({"TANGGAL": "2022-01-03", "TINGKAT": "Berat"}, "HUKUMAN"), ({"TANGGAL": "2019-01-03", "TINGKAT": "agak"}, "TINGKAT"),
     ({"TANGGAL": "2019-01-03"}, "HUKUMAN")],
)  # fmt: skip
def test_words_alone_are_for_the_time_before_pp_94(tree, fields, column):
    outcome = load(tree, [row(tree, HUKUMAN="Pembebasan dari jabatan", **fields)])
    assert [(one.row, one.column) for one in outcome.plan.problems] == [(2, column)]


def test_numbers_of_our_own_go_on_beside_entries_without_one(tree):
    load(tree, [row(tree)])
    assert next_register_number(tree.agency.pk) == 1
    RegisterEntry.objects.update(register_number=41)
    load(tree, [row(tree, "guru")])
    assert next_register_number(tree.agency.pk) == 42


def test_a_sanction_ends_on_its_day_without_anyone_signing_in(tree, settings):
    load(tree, [row(tree, KEADAAN="Dijalani", BERAKHIR="2024-10-20")])
    assert actions.end_those_over() == 0
    settings.TODAY = "2024-10-21"
    assert actions.end_those_over() == 1 and actions.end_those_over() == 0
    assert RegisterEntry.objects.get().state == "ended"


def test_who_may_import_and_never_the_own_sanction(tree):
    with pytest.raises(Refusal):
        load(tree, [row(tree)], actor=make_user(roles=["admin"], agency=tree.agency))
    with pytest.raises(Refusal):
        load(tree, [row(tree)], actor=make_user(roles=["registrar"], agency=make_agency()))
    clerk = make_user(roles=["registrar"], person=tree.person("analis"))
    outcome = load(tree, [row(tree, "analis"), row(tree)], actor=clerk)
    assert [one.column for one in outcome.plan.problems] == ["NIP"] and not outcome.written


# --- The page and the command -------------------------------------------------------
@pytest.fixture
def keeper(tree, client):
    user = make_user(roles=["registrar"], agency=tree.agency)
    client.force_login(user)
    return user


def upload(client, content):
    return client.post("/register/impor/", {"file": SimpleUploadedFile("hukuman.csv", content)})


def test_from_file_to_register_on_the_page(client, tree, keeper):
    place = upload(client, as_csv([row(tree)]))["Location"]
    run = EarlierImport.objects.get()
    assert tree.person("pelaksana").full_name in client.get(place).content.decode()
    assert tree.person("pelaksana").employee.nip.encode() not in bytes(run.sealed)

    client.post(f"{place}simpan/")
    run.refresh_from_db()
    assert (run.state, bytes(run.sealed), "added" in run.preview) == ("done", b"", False)
    assert "Impor hukuman lama" in client.get("/register/").content.decode()


def test_what_the_register_says_meanwhile_is_shown_again(client, tree, keeper):
    first, second = (upload(client, as_csv([row(tree)]))["Location"] for _ in range(2))
    client.post(f"{first}simpan/")
    client.post(f"{second}simpan/")
    assert "Register berubah sejak pratinjau" in client.get(second).content.decode()
    assert RegisterEntry.objects.count() == 1


def test_a_faulty_file_is_not_saved_and_can_be_dropped(client, tree, keeper):
    place = upload(client, as_csv([row(tree, NOMOR="")]))["Location"]
    client.post(f"{place}simpan/")
    assert not RegisterEntry.objects.exists() and "Sel ini kosong" in client.get(place).content.decode()
    client.post(f"{place}batal/")
    assert EarlierImport.objects.get().state == "dropped"
    assert upload(client, b"\x00").status_code == 400


def test_a_preview_that_nobody_saved_goes_after_a_week(client, tree, keeper):
    upload(client, as_csv([row(tree)]))
    assert actions.purge() == 0
    EarlierImport.objects.update(requested_at=timezone.now() - timedelta(days=8))

    assert actions.purge() == 1
    run = EarlierImport.objects.get()
    assert (run.state, bytes(run.sealed), "added" in run.preview) == ("dropped", b"", False)


def test_an_unclear_nature_is_answered_in_the_register(client, tree, keeper):
    load(tree, [row(tree, PASAL="PP 53/2010 Pasal 4 angka 15")])
    entry = RegisterEntry.objects.get()
    assert "Pelanggaran netralitas?" in client.get("/register/").content.decode()
    client.post(f"/register/{entry.code}/sifat/", {"netralitas": "ya"})
    entry.refresh_from_db()
    assert entry.about_neutrality is True and "Pelanggaran netralitas?" not in client.get("/register/").content.decode()


@pytest.mark.parametrize("roles", [["auditor"], ["admin"], []])
def test_for_others_the_import_is_not_there(client, tree, keeper, roles):
    place = upload(client, as_csv([row(tree)]))["Location"]
    client.force_login(make_user(roles=roles, agency=tree.agency))
    assert client.get("/register/impor/").status_code == client.get(place).status_code == 404


def test_the_command_shows_first_and_writes_on_commit(tree, tmp_path, capsys):
    path = tmp_path / "hukuman.csv"
    path.write_bytes(as_csv([row(tree)]))
    call_command("import_sanctions", str(path))
    assert "Ditambah: 1" in capsys.readouterr().out and not RegisterEntry.objects.exists()
    call_command("import_sanctions", str(path), "--commit")
    assert "Disimpan." in capsys.readouterr().out and RegisterEntry.objects.count() == 1
    path.write_bytes(as_csv([row(tree, NIP="1")]))
    with pytest.raises(CommandError, match="Tidak ada yang disimpan"):
        call_command("import_sanctions", str(path), "--commit")
