"""Rows that no answer of the engine cites, held against the research line by line."""

from datetime import date

import pytest

from neutrality.law.catalogue import load

LAW = load()


# id, number, kind of day, article
DEADLINES = [
    ("D-PANGGIL-1", 7, "hari_kerja", "PP 94/2021 Pasal 26 ayat (2)"),
    ("D-PANGGIL-2", 7, "hari_kerja", "PP 94/2021 Pasal 26 ayat (3)"),
    ("D-PANGGIL-2-EXAM", 7, "hari_kerja", "PP 94/2021 Pasal 26 ayat (2)-(3)"),
    ("D-TANPA-PERIKSA", 0, "hari_kerja", "PP 94/2021 Pasal 26 ayat (4)"),
    ("D-ATASAN-MULAI", None, None, "PP 94/2021 Pasal 26 ayat (1), 28"),
    ("D-LHP", None, None, "PP 94/2021 Pasal 27"),
    ("D-BEBAS-SEMENTARA", None, None, "PP 94/2021 Pasal 31; Peraturan BKN 6/2022 Pasal 40"),
    ("D-SAMPAI", 14, "hari_kerja", "PP 94/2021 Pasal 37 ayat (3)"),
    ("D-KIRIM", 3, "hari_kerja", "Peraturan BKN 6/2022 Pasal 49 ayat (8)"),
    ("D-BERLAKU", 15, "hari_kerja", "PP 94/2021 Pasal 38 ayat (1); Peraturan BKN 6/2022 Pasal 50 ayat (1)"),
    ("D-KEBERATAN", 14, "hari_kerja", "PP 79/2021 (Bab keberatan)"),
    ("D-KEBERATAN-PUTUS", 21, "hari_kerja", "PP 79/2021 (Bab keberatan)"),
    ("D-BANDING", 14, "hari_kerja", "PP 79/2021 Pasal 11 ayat (3)"),
    ("D-BANDING-TANGGAPAN", 21, "hari_kerja", "PP 79/2021 Pasal 13"),
    ("D-BANDING-PUTUS", 65, "hari_kerja", "PP 79/2021 Pasal 13-16"),
    ("D-PTUN", 90, "hari_kalender", "UU 5/1986 jo UU 51/2009; UU 30/2014"),
    ("D-MASA-B1B2", 12, "bulan", "PP 94/2021 Pasal 8 ayat (4)"),
    ("D-MASA-SEDANG", 12, "bulan", "PP 53/2010 Pasal 7 ayat (3) jo PP 94/2021 Pasal 42"),
    ("D-P71-JENDELA", 6, "bulan", "UU 10/2016 Pasal 71 ayat (2), 162 ayat (3)"),
    ("D-MK121", 24, "bulan", "Putusan MK 121/PUU-XXII/2024"),
    ("DL-01", 7, "hari_kerja", "UU 7/2017 Pasal 454 ayat (6)"),
    ("DL-02", 7, "hari_kalender", "UU 7/2017 Pasal 454 ayat (5)"),
    ("DL-03", 7, "hari_kalender", "UU 7/2017 Pasal 454 ayat (7)"),
    ("DL-04", 14, "hari_kerja", "UU 7/2017 Pasal 454 ayat (8)"),
    ("DL-05", 2, "hari_kalender", "Perbawaslu 7/2022 Pasal 15 ayat (1)"),
    ("DL-06", None, "hari_kalender", "Perbawaslu (2 days now, 3 days in 2020 practice)"),
    ("DL-07", 7, "hari_kalender", "UU 10/2016 Pasal 134"),
    ("DL-08", 3, "hari_kalender", "UU 10/2016 Pasal 134"),
    ("DL-09", 2, "hari_kalender", "UU 10/2016 Pasal 134"),
    ("DL-10", 24, "jam", "UU 7/2017 Pasal 476; UU 10/2016 Pasal 146"),
    ("DL-11", 14, "hari_kerja", "UU 10/2016 Pasal 146"),
    ("DL-12", 3, "hari_kerja", "UU 10/2016 Pasal 146"),
    ("DL-13", 5, "hari_kerja", "UU 10/2016 Pasal 146"),
    ("DL-14", 7, "hari_kalender", "UU 10/2016 Pasal 148"),
    ("DL-14-B", 3, "hari_kalender", "UU 10/2016 Pasal 148"),
    ("DL-14-C", 7, "hari_kalender", "UU 10/2016 Pasal 148"),
    ("DL-15", 7, "hari_kalender", "BKN SBT flow 2024"),
    ("DL-16", 3, "hari_kerja", "BKN SBT flow 2024"),
    ("DL-17", None, "hari_kalender", "10 days said by Kemendagri in 2020; no number found for SKB 2022 or BKN era"),
    ("DL-18", 3, "hari_kalender", "KemenPANRB"),
    ("DL-18-B", 5, "hari_kalender", "KemenPANRB"),
    ("DL-18-C", 14, "hari_kalender", "KemenPANRB"),
    ("DL-18-D", 60, "hari_kalender", "KemenPANRB"),
    ("DL-19", 72, "jam", "UU 27/2022 Pasal 46"),
    ("DL-20", 72, "jam", "UU 27/2022"),
    ("DL-21", None, "tanggal", "MK 121/PUU-XXII/2024 (two years)"),
    ("DL-22", 10, "hari_kerja", "UU 14/2008 Pasal 22"),
    ("DL-22-B", 7, "hari_kerja", "UU 14/2008 Pasal 22"),
]


@pytest.mark.parametrize(("row", "number", "unit", "article"), DEADLINES)
def test_a_limit_is_one_number_with_its_article(row, number, unit, article):
    found = LAW.deadlines[row]

    assert (found.n, found.day_type, found.article) == (number, unit, article)
    assert found.to


# id, whether NIP or NIK is needed
CHANNELS = [
    ("public_web", False),
    ("sbt_bkn", True),
    ("sp4n_lapor", False),
    ("panrb_hotline", False),
    ("bawaslu_report", False),
    ("bawaslu_finding", False),
    ("sigaplapor", False),
    ("gakkumdu", False),
    ("bkn_recommendation", True),
    ("supervisor", True),
    ("inspectorate", False),
    ("social_media", False),
    ("press", False),
]


@pytest.mark.parametrize(("row", "needs"), CHANNELS)
def test_a_channel_says_whether_it_needs_nip_or_nik(row, needs):
    assert LAW.channels[row].needs_nip_nik is needs


# id, first and last day in force, where a source or common knowledge gives a day
STATUTES = [
    ("PP-94-2021", "2021-08-31", None),
    ("PP-53-2010", "2010-06-06", None),
    ("BKN-6-2022", "2022-04-07", None),
    ("UU-20-2023", "2023-10-31", None),
    ("UU-5-2014", "2014-01-15", "2023-10-30"),
    ("PP-42-2004", "2004-10-18", None),
    ("PP-79-2021", "2021-08-10", None),
    ("PP-49-2018", "2018-11-28", None),
    ("PP-11-2017", "2017-04-07", None),
    ("PP-37-2004", "2004-10-10", "2017-04-06"),
    ("SKB-NETRALITAS-2022", "2022-09-22", None),
    ("UU-10-2016", "2016-07-01", None),
    ("PERPRES-21-2023", "2023-04-12", None),
    ("BKN-1-2023", "2023-01-10", None),
    ("PERPRES-91-92-2024", "2024-08-29", None),
    ("MK-121-2024", "2025-10-16", None),
    ("UU-30-2014", "2014-10-17", None),
    ("SE-PANRB-1-2023", "2023-01-03", None),
    ("MK-136-2024", "2024-11-14", None),
    ("MK-135-2024", "2025-06-26", None),
    ("UU-1-2026", "2026-01-02", None),
    ("UU-27-2022", "2022-10-17", None),
    ("PERPRES-116-2022", "2022-09-14", None),
]


@pytest.mark.parametrize(("row", "start", "end"), STATUTES)
def test_a_statute_is_in_force_from_day_to_day(row, start, end):
    found = LAW.statutes[row]

    assert (found.valid_from, found.valid_to) == (start, end)
    assert found.in_force(date.fromisoformat(start))


# statutes whose day no source gives: id, whether their content was read
UNDATED = [
    ("SKB-5-2020", True),
    ("SE-PANRB-18-2023", True),
    ("SE-PANRB-4-2024", True),
    ("UU-7-2017", True),
    ("PERBAWASLU-6-2018", False),
    ("PERBAWASLU-7-2022", True),
    ("PERBAWASLU-8-2020", True),
    ("UU-6-2014", True),
    ("UU-31-2014", True),
    ("UU-14-2008", True),
    ("UU-11-2008", True),
    ("PERMENDAGRI-1-2023", True),
    ("PERPRES-95-2018", False),
    ("PERMENPANRB-WBS", False),
]


@pytest.mark.parametrize(("row", "read"), UNDATED)
def test_a_statute_without_a_day_in_the_sources_says_so(row, read):
    found = LAW.statutes[row]

    assert found.verified is read
    assert found.date_verified is False


@pytest.mark.parametrize("row", ["PP-12-2019", "UU-5-1986", "PERMENDAGRI-110-2016", "UU-43-2009"])
def test_a_statute_that_is_only_cited_is_general_knowledge(row):
    assert LAW.statutes[row].source == ["S-GENERAL"]
    assert not LAW.statutes[row].verified


# id, receivers, verified
FORWARDING = [
    ("FW-01", ["bawaslu_kabkota_or_provinsi", "gakkumdu"], True),
    ("FW-02", ["bkn"], True),
    ("FW-03", ["ppk", "bkpsdm"], True),
    ("FW-04", ["bkn_idis", "bawaslu", "reporter_status_only"], True),
    ("FW-05", ["bkn", "menpanrb", "mendagri"], True),
    ("FW-06", ["bupati_walikota_via_dpmd", "camat", "inspektorat"], True),
    ("FW-07", ["kepala_desa", "camat", "dpmd"], False),
    ("FW-08", ["bkpsdm"], False),
    ("FW-09", ["parent_institution", "bawaslu", "dkpp", "mendagri"], False),
    ("FW-10", ["ppk_of_that_agency", "bkn_sbt"], False),
    ("FW-11", ["gubernur_or_mendagri"], True),
    ("FW-12", ["ppk", "bkn"], True),
]


@pytest.mark.parametrize(("row", "to", "verified"), FORWARDING)
def test_a_matter_is_forwarded_to_known_bodies(row, to, verified):
    found = LAW.forwarding[row]

    assert (found.to, found.verified) == (to, verified)
    assert all(body in LAW.institutions for body in to)


@pytest.mark.parametrize(
    ("day", "positions", "body"),
    [
        ("2024-08-23", {}, "kasn"),
        ("2024-08-24", {}, "bkn"),
        ("2024-08-24", {"Q-AKHIR-KASN": "d24"}, "kasn"),
        ("2024-08-25", {"Q-AKHIR-KASN": "d24"}, "bkn"),
        ("2027-10-16", {}, "bkn"),
        ("2027-10-16", {"Q-EXTERNAL": "new_body"}, "lembaga_independen"),
        ("2027-10-15", {"Q-EXTERNAL": "new_body"}, "bkn"),
    ],
)
def test_who_supervises_depends_on_the_day(day, positions, body):
    assert LAW.receiver("merit_supervisor", date.fromisoformat(day), positions) == body


def test_both_dates_of_the_end_of_kasn_are_kept():
    assert [one["valid_to"] for one in LAW.institutions["kasn"].dates] == ["2024-08-23", "2024-08-24"]
    assert LAW.institutions["kasn"].question == "Q-AKHIR-KASN"
    assert LAW.institutions["bpasn"].role == "receiver"


# id, part, verified
INTAKE = [
    ("F-1", "formal", True),
    ("F-2", "formal", True),
    ("F-3", "formal", True),
    ("F-4", "formal", True),
    ("M-1", "material", True),
    ("M-2", "material", True),
    ("M-3", "material", True),
    ("M-4", "material", True),
    ("R-1", "rule", True),
    ("R-2", "rule", True),
    ("R-3", "rule", True),
    ("R-4", "rule", True),
    ("R-5", "rule", False),
    ("FORM-BAWASLU", "form", True),
    ("REG-SAMPLE-1", "register_sample", True),
    ("FORM-A", "form_code", False),
    ("FORM-B1", "form_code", True),
    ("FORM-B23", "form_code", False),
    ("FORM-AX", "form_code", False),
]


@pytest.mark.parametrize(("row", "part", "verified"), INTAKE)
def test_what_bawaslu_asks_of_a_report(row, part, verified):
    assert (LAW.intake[row].part, LAW.intake[row].verified) == (part, verified)


# id, first and last part
LETTERS = [
    ("LF-SURAT-DINAS", "kop", "tembusan"),
    ("LF-SURAT-EDARAN", "kop", "footer_BSrE"),
    ("LF-NUMBER", "kode_klasifikasi", "tahun_optional"),
    ("LF-KEPUTUSAN", "kop_or_garuda", "salinan"),
    ("LF-TEGURAN", "surat_dinas_layout", "tembusan"),
    ("LF-BERITA-ACARA", "judul", "ttd_semua"),
    ("LF-TTE", "pdf_signed", "footer_text"),
]


@pytest.mark.parametrize(("row", "first", "last"), LETTERS)
def test_the_layout_of_letters(row, first, last):
    parts = LAW.letters[row].parts

    assert (parts[0], parts[-1]) == (first, last)


# id, citation
DATA_PROTECTION = [
    ("DP-01", "UU 27/2022 Pasal 20"),
    ("DP-02", "UU 27/2022 Pasal 15"),
    ("DP-03", "UU 27/2022 Pasal 46 ayat (2)"),
    ("DP-04", "status 2026-02"),
    ("DP-05", "UU 43/2009, JRA"),
    ("DP-06", "UU 14/2008 Pasal 17 huruf a"),
    ("DP-08", "UU 14/2008 Pasal 17 huruf a butir 2 (item not visible in the excerpt)"),
    ("DP-07", "UU 31/2014 Pasal 10"),
]


@pytest.mark.parametrize(("row", "citation"), DATA_PROTECTION)
def test_data_protection_rests_on_an_article(row, citation):
    assert LAW.data_protection[row].citation == citation


# id, period, number of figures
STATISTICS = [
    ("ST-01", "Pilkada 2020 final", 3),
    ("ST-02", "Pilkada 2020 + pre-2024 (KASN 2022)", 3),
    ("ST-03", "Pilkada 2020 types %", 1),
    ("ST-04", "Pilkada 2020 offender posts %", 1),
    ("ST-05", "Pemilu 2024 (Mendagri 2024-03-25)", 3),
    ("ST-06", "Pemilu 2024 types %", 1),
    ("ST-07", "Pemilu 2024 offender posts %", 1),
    ("ST-08", "KASN 2023 / 2024", 4),
    ("ST-09", "Pilkada 2024 Bawaslu (2024-12-02)", 3),
    ("ST-10", "Pilkada 2024 BKN/Kemendagri (2024-12-04)", 8),
    ("ST-11", "Village heads Pilkada 2024 (2024-10-28)", 7),
    ("ST-12", "Village heads Pilkada 2024 (2024-12)", 5),
    ("ST-13", "ASN headcount 2025-11-01", 5),
    ("ST-14", "ASN headcount 2026-01", 1),
    ("ST-15", "Regions", 3),
    ("ST-16", "Case clock, Kalbar", 4),
    ("ST-17", "PPK follow-up rate 2020 %", 1),
    ("ST-19", "BKN Pemilu 2024, early Feb 2024", 3),
    ("ST-20", "Kalbar Pilkada 2020 (7 regencies)", 3),
    ("ST-18", "Kalbar provincial 14,851 ASN, 8 suspected", 0),
]


@pytest.mark.parametrize(("row", "period", "figures"), STATISTICS)
def test_published_figures_keep_their_period(row, period, figures):
    assert (LAW.statistics[row].period, len(LAW.statistics[row].figures)) == (period, figures)


# id, citation
RULES = [
    ("SR1", "PP 94/2021 Pasal 35 ayat (1)"),
    ("SR2", "PP 94/2021 Pasal 35 ayat (2)"),
    ("SR3", "PP 94/2021 Pasal 35 ayat (3)"),
    ("SR4", "Peraturan BKN 6/2022 contoh 24a"),
    ("SR5", "Peraturan BKN 6/2022 contoh 24b"),
    ("SR6", "Peraturan BKN 6/2022 contoh 16, 18a"),
    ("SR7", "Peraturan BKN 6/2022 Pasal 55 ayat (1)"),
    ("SR8", "PP 12/2019 Pasal 58"),
]


@pytest.mark.parametrize(("row", "citation"), RULES)
def test_a_rule_on_sanctions_rests_on_an_article(row, citation):
    assert LAW.sanction_rules[row].citation == citation


# id, basis
CONDUCT = [
    ("CR-SPOUSE-OK", "SE MenPANRB 18/2023"),
    ("CR-SPOUSE-NO", "SE MenPANRB 18/2023"),
    ("CR-POSE", "BKN/Indonesiabaik guidance, not SKB text"),
    ("CR-PPNPN", "SE MenPANRB 1/2023"),
    ("CR-STAGE", "SKB Lampiran II"),
]


@pytest.mark.parametrize(("row", "basis"), CONDUCT)
def test_a_rule_of_conduct_is_no_violation(row, basis):
    assert LAW.conduct_rules[row].citation == basis
    assert not LAW.has_violation(row)


def test_notes_on_authority_that_no_text_settles():
    assert LAW.authority_notes["AN3"].question == "Q-ACTING"
    assert not LAW.authority_notes["AN3"].verified


def test_the_ethics_board():
    board = LAW.ethics_board["MAJELIS-KODE-ETIK"]

    assert board.composition == {
        "ketua": 1, "sekretaris_merangkap_anggota": 1, "anggota_min": 3, "if_more_than_5_total": "odd",
    }  # fmt: skip
    assert board.formed_by == "PPK"


def test_working_days_and_their_vectors():
    row = LAW.working_days["HARI-KERJA"]

    assert row.week == ["senin", "selasa", "rabu", "kamis", "jumat"]
    assert row.test_vectors[1] == {"start": "2026-07-14", "add": 15, "end": "2026-08-04", "note": ""}
    assert row.question == "Q-CUTI"


def test_an_officer_abroad_is_no_officer_of_ours():
    assert LAW.authorities["A-KEPPERWAKILAN"].agency_kinds == []
