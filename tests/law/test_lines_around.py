"""The second entry of rows around the rules: what is verified, open questions, contests, bodies, statutes."""

from datetime import date

import pytest

from neutrality.law.catalogue import load

LAW = load()

# table: ids that nobody has seen in a text; every other row was seen
NOT_SEEN = {
    "statutes": "PP-11-2017 PP-37-2004 UU-30-2014 PERBAWASLU-6-2018 PERPRES-95-2018 PERMENPANRB-WBS PP-12-2019 UU-5-1986 "
    "PERMENDAGRI-110-2016 UU-43-2009",
    "institutions": "lembaga_independen",
    "violations": "",
    "prohibitions": "",
    "sanctions": "",
    "authorities": "",
    "deadlines": "D-PTUN DL-06 DL-10 DL-17 DL-22 DL-22-B",
    "documents": "P04_BA_KETIDAKHADIRAN P07_BA_PENYAMPAIAN L01_KEP_SEDANG_PERALIHAN L02_KEP_SANKSI_MORAL L03_KEP_PTDH "
    "L04_KEP_PHK_PPPK L05_KEP_PPPK_LOKAL L06_KEP_PTDH_DISIPLIN P13_TELAAHAN_STAF P14_SURAT_TUGAS_KLARIFIKASI "
    "P15_UNDANGAN_KLARIFIKASI P16_BA_KLARIFIKASI P17_PERINTAH_PENGALIHAN P18_PENERUSAN P19_JAWABAN_BAWASLU "
    "P20_SURAT_EDARAN P21_PAKTA_INTEGRITAS",
    "contests": "PSU-2025",
    "forwarding": "FW-07 FW-08 FW-09 FW-10",
    "channels": "public_web supervisor",
    "intake": "R-5 FORM-A FORM-B23 FORM-AX",
    "letters": "LF-KEPUTUSAN LF-TEGURAN LF-BERITA-ACARA",
    "data_protection": "DP-05 DP-08",
    "statistics": "ST-18",
    "working_days": "",
    "states": "T02 T03 T04 X01 X02 X03",
    "sanction_rules": "SR8",
    "authority_notes": "AN1 AN3",
    "remedies": "REM-PRESIDEN",
    "ethics_board": "",
    "conduct_rules": "",
}


@pytest.mark.parametrize("table", NOT_SEEN)
def test_what_nobody_has_seen_in_a_text_says_so(table):
    rows = LAW.tables[table]

    assert {row.id for row in rows.values() if not row.verified} == set(NOT_SEEN[table].split())


def test_no_question_is_answered_by_the_catalogue():
    assert not any(row.verified for row in LAW.questions.values())


# id, options, recommended, what holds until it is answered, with a note, what it touches
QUESTIONS = [
    ("Q-N1", "other_duty ethics none", None, "level_undetermined", False, "P94-5N1 PP94-N-01"),
    ("Q-SEDANG", "transition tukin", "transition", "transition", True,
     "S1_KGB S2_KP S3_PANGKAT S1_TUKIN6 S2_TUKIN9 S3_TUKIN12"),
    ("Q-PDHTAPS", "pdhtaps ptdh", None, "dismissal_kind_conflict", False, "B3 L06_KEP_PTDH_DISIPLIN"),
    ("Q-ACTING", "no with_consent yes", "with_consent", "authority_unsettled", False, "AN3"),
    ("Q-CUTI", "excluded counted", "excluded", "excluded", False, "workdays"),
    ("Q-PPPK", "none local", None, "pppk_local_rule_missing", False, "K_LOCAL"),
    ("Q-PARUH-WAKTU", "as_pppk contract", None, "legal_position_open", False, "PPPK_PARUH_WAKTU"),
    ("Q-CPNS", "pp94 dismissal", None, "legal_position_open", False, "CPNS"),
    ("Q-CPNS-ETIK", "as_pns not_bound", None, "legal_position_open", False, "PP42-ETIK M1 M2 CPNS"),
    ("Q-SKB-LEVEL", "catalogue pp94_only", "pp94_only", "legal_position_open", False,
     "SKB-D-03 SKB-D-08 SKB-D-09 SKB-D-10"),
    ("Q-BEFORE-PAIR", "yes no", None, "legal_position_open", False, "P94-5N5 P94-5N6 SKB-D-08 SKB-D-12"),
    ("Q-REPEAT-TOP", "next_level same", None, "repeat_must_be_heavier", False, "SR2"),
    ("Q-OVERLAP-EQUAL", "after replaces", "after", "after", True, "SR5"),
    ("Q-SUMMONS", "clear7 max7", "clear7", "clear7", False, "D-PANGGIL-1 D-PANGGIL-2-EXAM"),
    ("Q-KEBERATAN-START", "receipt receipt_granted", "receipt", "receipt", False, "D-KEBERATAN D-KEBERATAN-PUTUS"),
    ("Q-MORAL-REMEDY", "none keberatan", None, "none", True, "M1 M2"),
    ("Q-P71", "yes no", "yes", "pasal71_window", False, "D-P71-JENDELA"),
    ("Q-EXTERNAL", "bkn new_body", "bkn", "bkn", False, "FW-02 FW-03 FW-04 D-MK121"),
    ("Q-PPK-RUNS", "acting_ppk higher", None, "ask", False, "A-PPK-K-1 A-PPK-P-1 FW-11"),
    ("Q-AKHIR-KASN", "d23 d24", "d23", "d23", False, "kasn bkn FW-02 FW-03 PERPRES-91-92-2024"),
    ("Q-TGL-PERPRES-116", "d14 d23", None, "d14", False, "PERPRES-116-2022"),
    ("Q-NOMOR-SE-4", "n4 n404", "n4", "n4", False, "SE-PANRB-4-2024"),
    ("Q-E07-TAHAP", "bakal_calon both", "bakal_calon", "bakal_calon", False, "SKB-E-07"),
    ("Q-HARI-BERLAKU", "working calendar", "working", "working", False, "D-BERLAKU"),
    ("Q-HARI-SAMPAI", "working calendar", "working", "working", False, "D-SAMPAI"),
    ("Q-JF", "pp94", "pp94", "pp94", False, "A-PRATAMA-JF A-ADM-JF"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "options", "recommended", "until", "note", "affects"), QUESTIONS)
def test_an_open_question_keeps_its_options(row, options, recommended, until, note, affects):
    found = LAW.questions[row]

    assert " ".join(one["id"] for one in found.options) == options
    assert (found.recommended, found.until_answered, found.with_note) == (recommended, until, note)
    assert " ".join(found.affects) == affects
    assert all(text.partition(" (")[0] for text in found.texts)


def test_every_question_of_the_catalogue_stands_above():
    assert [row[0] for row in QUESTIONS] == list(LAW.questions)


PEMILU = [
    ("pencalonan_dpr_dprd", "2023-04-24", "2023-11-25"), ("pencalonan_dpd", "2022-12-06", "2023-11-25"),
    ("pencalonan_presiden", "2023-10-19", "2023-11-25"), ("penetapan_dct", "2023-11-03", "2023-11-03"),
    ("penetapan_paslon_presiden", "2023-11-13", "2023-11-13"), ("undian_nomor_urut_presiden", "2023-11-14", "2023-11-14"),
    ("kampanye", "2023-11-28", "2024-02-10"), ("masa_tenang", "2024-02-11", "2024-02-13"),
    ("pemungutan_suara", "2024-02-14", "2024-02-14"), ("rekapitulasi", "2024-02-15", "2024-03-20"),
]  # fmt: skip
PILKADA = [
    ("dukungan_perseorangan", "2024-05-05", "2024-08-19"), ("pendaftaran_paslon", "2024-08-27", "2024-08-29"),
    ("penelitian_syarat", "2024-08-27", "2024-09-21"), ("penetapan_paslon", "2024-09-22", "2024-09-22"),
    ("undian_nomor_urut", "2024-09-23", "2024-09-23"), ("kampanye", "2024-09-25", "2024-11-23"),
    ("masa_tenang", "2024-11-24", "2024-11-26"), ("pemungutan_suara", "2024-11-27", "2024-11-27"),
    ("rekapitulasi", "2024-11-27", "2024-12-16"),
]  # fmt: skip
CONTESTS = [
    ("PEMILU-2024", "presiden dpr_dprd dpd", PEMILU, {"day"}),
    ("PILKADA-2024", "kepala_daerah", PILKADA, {"day"}),
    ("PEMILU-NASIONAL-2029", "presiden dpr_dprd dpd",
     [("tahapan_mulai", "2027", None), ("pemungutan_suara", "2029", None)], {"year"}),
    ("PEMILU-DAERAH-2031", "kepala_daerah dpr_dprd", [("pemungutan_suara", "2031-10", "2032-04")], {"month"}),
    ("PSU-2025", "kepala_daerah", [], set()),
]  # fmt: skip


@pytest.mark.parametrize(("row", "ballots", "steps", "precision"), CONTESTS)
def test_a_contest_keeps_its_steps(row, ballots, steps, precision):
    found = LAW.contests[row]
    fixing = {"presiden": "penetapan_paslon_presiden", "kepala_daerah": "penetapan_paslon"}

    assert " ".join(found.ballots) == ballots
    assert [(one["stage"], one["start"], one["end"]) for one in found.stages] == steps
    assert {one["precision"] for one in found.stages} == precision
    assert found.fixing == {one: fixing.get(one, "penetapan_dct") for one in found.ballots}


def test_only_the_fixing_of_2023_was_seen_in_no_text():
    doubtful = {
        (row.id, one["stage"]) for row in LAW.contests.values() for one in row.stages if not one["verified"]
    }  # fmt: skip

    assert doubtful == {("PEMILU-2024", "penetapan_dct"), ("PEMILU-2024", "penetapan_paslon_presiden")}


# id, name
BODIES = [
    ("kasn", "Komisi Aparatur Sipil Negara"),
    ("bkn", "Badan Kepegawaian Negara"),
    ("lembaga_independen", "Lembaga independen pengawas sistem merit (belum dibentuk)"),
    ("bkn_sbt", "BKN melalui Sistem Berbagi Terintegrasi (SBT)"),
    ("bkn_idis", "BKN melalui I'DIS/SIASN"),
    ("menpanrb", "Menteri PANRB"),
    ("mendagri", "Menteri Dalam Negeri"),
    ("bawaslu", "Badan Pengawas Pemilihan Umum"),
    ("bawaslu_kabkota_or_provinsi", "Bawaslu kabupaten/kota atau provinsi"),
    ("gakkumdu", "Sentra Gakkumdu"),
    ("dkpp", "Dewan Kehormatan Penyelenggara Pemilu"),
    ("bpasn", "Badan Pertimbangan ASN"),
    ("gubernur", "Gubernur"),
    ("gubernur_or_mendagri", "Gubernur (Sekda kabupaten/kota) atau Menteri Dalam Negeri (Sekda provinsi)"),
    ("bupati_walikota_via_dpmd", "Bupati/Wali Kota melalui DPMD"),
    ("dpmd", "Dinas Pemberdayaan Masyarakat dan Desa"),
    ("camat", "Camat"),
    ("inspektorat", "Inspektorat"),
    ("kepala_desa", "Kepala desa"),
    ("bkpsdm", "BKPSDM"),
    ("ppk", "Pejabat Pembina Kepegawaian"),
    ("ppk_of_that_agency", "PPK instansi yang bersangkutan"),
    ("parent_institution", "Lembaga asal terlapor"),
    ("reporter_status_only", "Pelapor (status saja)"),
]


@pytest.mark.parametrize(("row", "name"), BODIES)
def test_a_body_keeps_its_name_and_office(row, name):
    found = LAW.institutions[row]
    office = {"kasn": "merit_supervisor", "bkn": "merit_supervisor", "lembaga_independen": "merit_supervisor_to_come"}

    assert (found.name, found.role) == (name, office.get(row, "receiver"))


@pytest.mark.parametrize(
    ("row", "replaces"),
    [
        ("PP-94-2021", "PP-53-2010"), ("UU-20-2023", "UU-5-2014"), ("PP-11-2017", "PP-37-2004"),
        ("SKB-NETRALITAS-2022", "SKB-5-2020"),
    ],
)  # fmt: skip
def test_a_statute_takes_the_place_of_another(row, replaces):
    assert LAW.statutes[row].replaces == replaces
    assert LAW.statutes[replaces].replaces is None


def test_part_of_a_repealed_statute_lives_on():
    old = LAW.statutes["PP-53-2010"]

    assert old.kept_in_part["article"] == "Pasal 7 ayat (3)"
    assert old.kept_in_part["by"] == "PP 94/2021 Pasal 42"
    assert str(old.kept_in_part["from"]) == "2021-08-31"


CITED_AS = {
    "PP-94-2021": "PP 94/2021",
    "PP-53-2010": "PP 53/2010",
    "BKN-6-2022": "Peraturan BKN 6/2022",
    "UU-20-2023": "UU 20/2023",
    "UU-5-2014": "UU 5/2014",
    "PP-42-2004": "PP 42/2004",
    "PP-79-2021": "PP 79/2021",
    "PP-49-2018": "PP 49/2018",
    "PP-11-2017": "PP 11/2017",
    "PP-37-2004": "PP 37/2004",
    "SKB-NETRALITAS-2022": "SKB 2/2022",
    "UU-10-2016": "UU 10/2016",
    "PERPRES-21-2023": "Perpres 21/2023",
    "PERPRES-116-2022": "Perpres 116/2022",
    "BKN-1-2023": "Peraturan BKN 1/2023",
    "PERPRES-91-92-2024": "Perpres 91/2024, 92/2024",
    "MK-121-2024": "Putusan MK 121/PUU-XXII/2024",
    "UU-30-2014": "UU 30/2014",
    "SKB-5-2020": "SKB 5/2020",
    "SE-PANRB-1-2023": "SE MenPANRB 1/2023",
    "SE-PANRB-18-2023": "SE MenPANRB 18/2023",
    "SE-PANRB-4-2024": "SE MenPANRB 4/2024",
    "UU-7-2017": "UU 7/2017",
    "MK-136-2024": "Putusan MK 136/PUU-XXII/2024",
    "MK-135-2024": "Putusan MK 135/PUU-XXII/2024",
    "UU-1-2026": "UU 1/2026",
    "PERBAWASLU-6-2018": "Perbawaslu 6/2018",
    "PERBAWASLU-7-2022": "Perbawaslu 7/2022",
    "PERBAWASLU-8-2020": "Perbawaslu 8/2020 jo. 9/2024",
    "UU-6-2014": "UU 6/2014",
    "UU-27-2022": "UU 27/2022",
    "UU-31-2014": "UU 31/2014",
    "UU-14-2008": "UU 14/2008",
    "UU-11-2008": "UU 11/2008",
    "PERMENDAGRI-1-2023": "Permendagri 1/2023",
    "PERPRES-95-2018": "Perpres 95/2018",
    "PERMENPANRB-WBS": "Pedoman WBS KemenPANRB",
    "PP-12-2019": "PP 12/2019",
    "UU-5-1986": "UU 5/1986",
    "PERMENDAGRI-110-2016": "Permendagri 110/2016",
    "UU-43-2009": "UU 43/2009",
}


def test_a_statute_is_cited_by_its_number_and_year():
    assert {row: LAW.statutes[row].citation for row in CITED_AS} == CITED_AS
    assert set(CITED_AS) == set(LAW.statutes)


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("ambigu_gap", {"D-PANGGIL-1", "D-PANGGIL-2-EXAM"}), ("condition", {"D-TANPA-PERIKSA"}), ("exact", {"D-BERLAKU"}),
        ("none_found", {"D-ATASAN-MULAI", "D-LHP", "DL-06", "DL-17"}), ("window", {"D-P71-JENDELA"}), ("date", {"DL-21"}),
        ("period", {"D-BEBAS-SEMENTARA", "D-MASA-B1B2", "D-MASA-SEDANG"}),
    ],
)  # fmt: skip
def test_a_limit_is_of_its_kind(kind, rows):
    assert {row.id for row in LAW.deadlines.values() if row.kind == kind} == rows
    assert {row.n is None for row in LAW.deadlines.values() if row.kind == "maximum"} == {False}


# --- positions that change a row itself ------------------------------------------------------
@pytest.mark.parametrize(("option", "in_force_on_the_20th"), [(None, True), ("d14", True), ("d23", False)])
def test_the_first_day_of_perpres_116_follows_the_position(option, in_force_on_the_20th):
    law = LAW.read_by({"Q-TGL-PERPRES-116": option} if option else {})

    assert law.statutes["PERPRES-116-2022"].in_force(date(2022, 9, 20)) is in_force_on_the_20th
    assert law.statutes["PERPRES-116-2022"].in_force(date(2022, 9, 23))


@pytest.mark.parametrize(("option", "number"), [(None, "4/2024"), ("n4", "4/2024"), ("n404", "404/2024")])
def test_the_number_of_the_circular_follows_the_position(option, number):
    law = LAW.read_by({"Q-NOMOR-SE-4": option} if option else {})

    assert law.statutes["SE-PANRB-4-2024"].citation == f"SE MenPANRB {number}"
    assert law.statutes["SE-PANRB-4-2024"].title.startswith(f"SE MenPANRB {number} ")


def test_a_position_leaves_the_catalogue_of_others_alone():
    before = LAW.institutions["kasn"].valid_to
    read = LAW.read_by({"Q-AKHIR-KASN": "d24", "Q-CPNS": "pp94"})

    assert read.institutions["kasn"].valid_to == "2024-08-24"
    assert LAW.institutions["kasn"].valid_to == before == "2024-08-23"
    assert LAW.read_by({"Q-AKHIR-KASN": "d24"}) is read
    assert LAW.read_by({"Q-CPNS": "pp94"}) is LAW
