"""What the research says of every row that binds, written down a second time: a row that is wrong differs."""

from datetime import date

import pytest

from neutrality.law.catalogue import load

LAW = load()
OLD, NEW = date(2023, 10, 30), date(2024, 12, 1)
OLD_NORM, NEW_NORM = "UU 5/2014 Pasal 9 ayat (2)", "UU 20/2023 Pasal 9 ayat (2)"

PP42, SKB = "PP 42/2004 Pasal 11 huruf c", "2022-09-22"
PP94_N, BERAT = "PP 94/2021 Pasal 5 huruf n", "PP 94/2021 Pasal 14 huruf i"
# id, the basis beside the norm of the law on civil servants, article and level of PP 94/2021, first day
OF_CIVIL_SERVANTS = [
    *((f"SKB-E-0{n}", PP42, "PP 42/2004 Pasal 15 ayat (1)-(3)", None, SKB) for n in range(1, 7)),
    ("SKB-E-07", f"{PP42}; SE MenPANRB 18/2023", "PP 42/2004 Pasal 15 ayat (1)-(3)", None, SKB),
    *((f"SKB-D-0{n}", f"{PP94_N} angka 5", f"{BERAT} angka 3 dan 4", "berat", SKB) for n in (1, 2, 4, 6)),
    ("SKB-D-03", "PP 94/2021 Pasal 10", "PP 94/2021 Pasal 10", None, SKB),
    ("SKB-D-07", f"{PP94_N} angka 5", f"{BERAT} angka 3", "berat", SKB),
    ("SKB-D-08", f"{PP94_N} angka 6", f"{BERAT} angka 4", "berat", SKB),
    ("SKB-D-09", "", "SKB 2/2022 Lampiran II", None, SKB),
    ("SKB-D-10", PP94_N, "SKB 2/2022 Lampiran II", None, SKB),
    ("SKB-D-11", f"{PP94_N} angka 7", f"{BERAT} angka 5", "berat", SKB),
    ("SKB-D-12", f"{PP94_N} angka 5", f"{BERAT} angka 3", "berat", SKB),
    ("PP94-N-01", f"{PP94_N} angka 1", None, None, "2021-08-31"),
    ("PP94-N-02", f"{PP94_N} angka 2", "PP 94/2021 Pasal 13 huruf g", "sedang", "2021-08-31"),
    *((f"PP94-N-0{n}", f"{PP94_N} angka {n}", f"{BERAT} angka {n - 2}", "berat", "2021-08-31") for n in range(3, 8)),
    ("OTHER-UU7-283", "UU 7/2017 Pasal 283", None, None, "2017-08-16"),
]


@pytest.mark.parametrize(("row", "basis", "article", "level", "since"), OF_CIVIL_SERVANTS)
def test_a_violation_rests_on_the_norm_of_its_day_and_its_article(row, basis, article, level, since):
    found = LAW.violations[row]
    rest = basis.split("; ") if basis else []

    assert LAW.basis_of(found, OLD) == [OLD_NORM, *rest]
    assert LAW.basis_of(found, NEW) == [NEW_NORM, *rest]
    assert (found.data.get("level_article"), found.pp94_level, found.valid_from) == (article, level, since)


# id, basis, first day
OF_ANYBODY = [
    ("CRIM-UU7-280-3", "UU 7/2017 Pasal 280 ayat (2) huruf f, h, i, j jo. ayat (3); UU 7/2017 Pasal 494", "2017-08-16"),
    ("CRIM-UU7-282-KADES", "UU 7/2017 Pasal 282; UU 7/2017 Pasal 490", "2017-08-16"),
    ("CRIM-UU7-282-NEGARA", "UU 7/2017 Pasal 282; UU 7/2017 Pasal 547", "2017-08-16"),
    ("CRIM-UU7-280-2", "UU 7/2017 Pasal 280 ayat (2); UU 7/2017 Pasal 493", "2017-08-16"),
    ("CRIM-UU10-71", "UU 10/2016 Pasal 71 ayat (1); "
     "UU 10/2016 Pasal 188 (UU 1/2015, dibaca menurut Putusan MK 136/PUU-XXII/2024)", "2016-07-01"),
    ("CRIM-UU10-70", "UU 10/2016 Pasal 70 ayat (1); UU 10/2016 Pasal 189", "2016-07-01"),
    ("DESA-29-J", "UU 6/2014 Pasal 29 huruf j jo. Pasal 30", "2014-01-15"),
    ("DESA-29-G", "UU 6/2014 Pasal 29 huruf g jo. Pasal 30", "2014-01-15"),
    ("DESA-29-BC", "UU 6/2014 Pasal 29 huruf b, c jo. Pasal 30", "2014-01-15"),
    ("DESA-51-J", "UU 6/2014 Pasal 51 huruf j jo. Pasal 52", "2014-01-15"),
    ("DESA-51-G", "UU 6/2014 Pasal 51 huruf g jo. Pasal 52", "2014-01-15"),
    ("DESA-64-H", "UU 6/2014 Pasal 64 huruf h; Permendagri 110/2016 Pasal 26", "2014-01-15"),
    ("SKB-D-05", "UU 20/2023 Pasal 52 ayat (3) huruf j jo. ayat (4)", SKB),
]  # fmt: skip


@pytest.mark.parametrize(("row", "basis", "since"), OF_ANYBODY)
def test_an_offence_a_village_rule_and_a_dismissal_rest_on_their_own_law(row, basis, since):
    found = LAW.violations[row]

    assert "; ".join(LAW.basis_of(found, NEW)) == basis
    assert found.valid_from == since
    assert found.level is None
    assert found.forward is None or found.forward in ("FW-01", "FW-06", "FW-07", "FW-12")


def test_penalties_of_offences_were_changed_by_the_law_of_2026():
    changed = [row.id for row in LAW.violations.values() if row.changed_by]

    assert {LAW.violations[row].changed_by for row in changed} == {"UU-1-2026"}
    assert set(changed) == {
        "CRIM-UU7-280-3", "CRIM-UU7-282-KADES", "CRIM-UU7-282-NEGARA", "CRIM-UU10-71", "CRIM-UU10-70",
    }  # fmt: skip


ALL, LATER = ["ringan", "sedang", "berat"], ["sedang", "berat"]
# id, kind, article, levels, first day
PROHIBITIONS = [
    ("P94-5N1", "larangan", f"{PP94_N} angka 1", [], "2021-08-31"),
    ("P94-5N2", "larangan", f"{PP94_N} angka 2", ["sedang"], "2021-08-31"),
    *((f"P94-5N{n}", "larangan", f"{PP94_N} angka {n}", ["berat"], "2021-08-31") for n in range(3, 8)),
    ("P94-5A", "larangan", "PP 94/2021 Pasal 5 huruf a", ["berat"], "2021-08-31"),
    ("P94-3A", "kewajiban", "PP 94/2021 Pasal 3 huruf a", ["berat"], "2021-08-31"),
    ("P94-3B", "kewajiban", "PP 94/2021 Pasal 3 huruf b", LATER, "2021-08-31"),
    *((f"P94-3{one}", "kewajiban", f"PP 94/2021 Pasal 3 huruf {one.lower()}", ALL, "2021-08-31") for one in "CDEF"),
    ("P94-4C", "kewajiban", "PP 94/2021 Pasal 4 huruf c", ALL, "2021-08-31"),
    ("P94-24", "kewajiban_atasan", "PP 94/2021 Pasal 24", ALL, "2021-08-31"),
    ("P94-28", "kewajiban_atasan", "PP 94/2021 Pasal 28", ALL, "2021-08-31"),
    ("UU20-24", "norma_induk", "UU 20/2023 Pasal 24 ayat (1) huruf d dan ayat (2)", [], "2023-10-31"),
    ("UU20-9-2", "norma_induk", "UU 20/2023 Pasal 9 ayat (2)", [], "2023-10-31"),
    ("UU20-52-J", "alasan_pemberhentian", "UU 20/2023 Pasal 52 ayat (3) huruf j dan ayat (4)", [], "2023-10-31"),
    ("PP42-ETIK", "kode_etik", PP42, ["moral"], "2004-10-18"),
]


@pytest.mark.parametrize(("row", "kind", "article", "levels", "since"), PROHIBITIONS)
def test_a_prohibition_or_duty_keeps_its_article_and_levels(row, kind, article, levels, since):
    found = LAW.prohibitions[row]

    assert (found.kind, found.citation, found.article, found.levels, found.valid_from) == (
        kind, article, article, levels, since,
    )  # fmt: skip
    assert found.applies_to["PNS"] is True
    assert found.applies_to["KADES"] is False
    assert (found.applies_to["CPNS"], found.applies_to["PPPK"]) == (
        (False, False) if kind == "kewajiban_atasan"
        else (True, True) if kind == "alasan_pemberhentian"
        else ("unclear", True) if kind == "norma_induk"
        else ("unclear" if kind == "kode_etik" else True, "by_local_rule")
    )  # fmt: skip


@pytest.mark.parametrize("number", range(1, 8))
def test_the_two_rows_of_an_item_say_the_same(number):
    here, there = LAW.prohibitions[f"P94-5N{number}"], LAW.violations[f"PP94-N-0{number}"]

    assert there.discipline_id == here.id
    assert (here.level_article, here.levels[:1]) == (there.level_article, [there.level] if there.level else [])
    assert here.pair_row == there.pair_row == (number in (5, 6))


LIGHT, MODERATE = "PP 94/2021 Pasal 8 ayat (2) huruf {}", "PP 94/2021 Pasal 8 ayat (3) huruf {}"
HEAVY = "PP 94/2021 Pasal 8 ayat (4) huruf {}"
SHIFT = "PP 53/2010 Pasal 7 ayat (3) huruf {} jo PP 94/2021 Pasal 42"
# id, track, level, order, article, months, form, remedy, whether it moves an official
SANCTIONS = [
    ("R1", "discipline", "ringan", 1, LIGHT.format("a"), None, "F06_KEP_TEGURAN_LISAN", "keberatan", False),
    ("R2", "discipline", "ringan", 2, LIGHT.format("b"), None, "F07_KEP_TEGURAN_TERTULIS", "keberatan", False),
    ("R3", "discipline", "ringan", 3, LIGHT.format("c"), None, "F08_KEP_TIDAK_PUAS", "keberatan", False),
    ("S1_TUKIN6", "discipline", "sedang", 1, MODERATE.format("a"), 6, "F09_KEP_TUKIN6", "keberatan", False),
    ("S2_TUKIN9", "discipline", "sedang", 2, MODERATE.format("b"), 9, "F10_KEP_TUKIN9", "keberatan", False),
    ("S3_TUKIN12", "discipline", "sedang", 3, MODERATE.format("c"), 12, "F11_KEP_TUKIN12", "keberatan", False),
    ("S1_KGB", "discipline", "sedang", 1, SHIFT.format("a"), 12, "L01_KEP_SEDANG_PERALIHAN", "keberatan", False),
    ("S2_KP", "discipline", "sedang", 2, SHIFT.format("b"), 12, "L01_KEP_SEDANG_PERALIHAN", "keberatan", False),
    ("S3_PANGKAT", "discipline", "sedang", 3, SHIFT.format("c"), 12, "L01_KEP_SEDANG_PERALIHAN", "keberatan", False),
    ("B1", "discipline", "berat", 1, HEAVY.format("a"), 12, "F12_KEP_TURUN_JABATAN", "keberatan", True),
    ("B2", "discipline", "berat", 2, HEAVY.format("b"), 12, "F13_KEP_BEBAS_JABATAN", "keberatan", True),
    ("B3", "discipline", "berat", 3, HEAVY.format("c"), None, "F14_KEP_PDHTAPS", "banding", False),
    ("M1", "ethics", "moral", 1, "PP 42/2004 Pasal 15", None, "L02_KEP_SANKSI_MORAL", "none", False),
    ("M2", "ethics", "moral", 2, "PP 42/2004 Pasal 15", None, "L02_KEP_SANKSI_MORAL", "none", False),
    ("X_PTDH_PARPOL", "party_membership", "pemberhentian_non_disiplin", 1,
     "UU 20/2023 Pasal 52 ayat (3) huruf j, ayat (4)", None, "L03_KEP_PTDH", "banding", False),
    ("K_PHK_TDH_PARPOL", "party_membership", "pemberhentian_non_disiplin", 2,
     "PP 49/2018 Pasal 53 ayat (3) huruf c", None, "L04_KEP_PHK_PPPK", "banding", False),
    ("K_PHK_DHTAPS", "pppk", "berat_pppk", 1,
     "PP 49/2018 Pasal 53 ayat (2) huruf b", None, "L04_KEP_PHK_PPPK", "banding", False),
    ("K_LOCAL", "pppk", "lokal_pppk", 0, "PP 49/2018 Pasal 52 ayat (3)", None, "L05_KEP_PPPK_LOKAL", "keberatan", False),
]  # fmt: skip


@pytest.mark.parametrize(("row", "track", "level", "order", "article", "months", "form", "remedy", "moves"), SANCTIONS)
def test_a_sanction_keeps_its_article_and_what_follows_from_it(
    row, track, level, order, article, months, form, remedy, moves
):
    found = LAW.sanctions[row]
    basis = LAW.basis_of(found, NEW)

    assert (found.track, found.level, found.order, found.article) == (track, level, order, article)
    assert (found.duration_months, found.document, found.remedy, found.moves_official) == (months, form, remedy, moves)
    assert " jo ".join(basis) == article
    assert found.state_on(NEW) == (
        "suspended" if "TUKIN" in row else "transition" if "53/2010" in article else "in_use"
    )


@pytest.mark.parametrize(
    ("cut", "stand_in"), [("S1_TUKIN6", "S1_KGB"), ("S2_TUKIN9", "S2_KP"), ("S3_TUKIN12", "S3_PANGKAT")]
)
def test_each_allowance_cut_has_its_stand_in(cut, stand_in):
    assert LAW.sanctions[cut].replaced_in_transition_by == stand_in


KINDS = {"P": ["provinsi"], "K": ["kota", "kabupaten"], "PK": ["provinsi", "kota", "kabupaten"], "": []}
PP94 = "PP 94/2021 Pasal {}"
ADMIN = ["administrator", "pengawas", "pelaksana"]
# id, officer, over positions, over grades, kinds of agency, levels, article
AUTHORITIES = [
    ("A-PRES-1", "presiden", ["jpt_utama"], None, "P", ALL, PP94.format(17)),
    ("A-PRES-2", "presiden", ["jpt_madya"], ["ahli_utama"], "PK", ["berat"], PP94.format(17)),
    ("A-PPK-P-1", "ppk", ["jpt_madya"], None, "P", ALL, PP94.format(18)),
    ("A-PPK-P-2", "ppk", ["jpt_pratama"], None, "P", LATER, PP94.format(18)),
    ("A-PPK-P-3", "ppk", None, ["ahli_utama"], "P", ALL, PP94.format(18)),
    ("A-PPK-P-4", "ppk", ADMIN, "other", "P", ["berat"], PP94.format(18)),
    ("A-PPK-K-1", "ppk", ["jpt_pratama"], None, "K", ALL, PP94.format(18)),
    ("A-PPK-K-2", "ppk", None, ["ahli_utama"], "K", ALL, PP94.format(18)),
    ("A-PPK-K-3", "ppk", ADMIN, None, "K", LATER, PP94.format(18)),
    ("A-PPK-K-4", "ppk", None, "other", "K", ["berat"], PP94.format(18)),
    ("A-KEPPERWAKILAN", "kepala_perwakilan", None, None, "", ALL[:2], PP94.format(19)),
    ("A-MADYA-R", "jpt_madya", ["jpt_pratama"], None, "P", ["ringan"], PP94.format(20)),
    ("A-MADYA-S", "jpt_madya", ["administrator"], None, "P", ["sedang"], PP94.format(20)),
    ("A-PRATAMA-R", "jpt_pratama", ["administrator"], None, "PK", ["ringan"], PP94.format(21)),
    ("A-PRATAMA-S", "jpt_pratama", ["pengawas"], None, "PK", ["sedang"], PP94.format(21)),
    ("A-PRATAMA-JF", "jpt_pratama", None, "other", "PK", ALL[:2], PP94.format(21)),
    ("A-ADM-R", "administrator", ["pengawas"], None, "PK", ["ringan"], PP94.format(22)),
    ("A-ADM-S", "administrator", ["pelaksana"], None, "PK", ["sedang"], PP94.format(22)),
    ("A-ADM-JF", "administrator", None, "other", "PK", ALL[:2], PP94.format(22)),
    ("A-ADM-JFMADYA", "jf_ahli_madya", ["pengawas"], None, "PK", ["ringan"], PP94.format(22)),
    ("A-PENG-R", "pengawas", ["pelaksana"], None, "PK", ["ringan"], PP94.format(23)),
    ("A-PENG-JFMUDA", "jf_ahli_muda", ["pelaksana"], None, "PK", ["ringan"], PP94.format(23)),
    ("A-SETARA-UPT", "setara", None, None, "PK", ALL[:2], "Peraturan BKN 6/2022"),
    ("A-KOSONG", "higher", None, None, "PK", ALL, PP94.format(25)),
    ("A-MORAL", "ppk", None, None, "PK", ["moral"], "PP 42/2004 Pasal 15"),
    ("A-PTDH", "ppk", None, None, "PK", ["pemberhentian_non_disiplin"], "UU 20/2023 Pasal 52"),
    ("A-PPPK", "ppk", None, None, "PK", ["lokal_pppk", "berat_pppk"], "PP 49/2018 Pasal 52"),
]


@pytest.mark.parametrize(("row", "officer", "positions", "grades", "kinds", "levels", "article"), AUTHORITIES)
def test_an_officer_is_competent_over_these_and_by_this_article(
    row, officer, positions, grades, kinds, levels, article
):
    found = LAW.authorities[row]

    assert (found.authority, found.over.get("position"), found.over.get("grade")) == (officer, positions, grades)
    assert (found.agency_kinds, found.levels, found.citation) == (KINDS[kinds], levels, article)
    assert found.over.get("distance") in (None, {"ringan": 1, "sedang": 2}.get(levels[0]))


@pytest.mark.parametrize(
    ("row", "kind", "to", "copy", "court", "citation"),
    [
        ("REM-KEB-PPK", "keberatan", "PPK", None, "PTUN", "PP 79/2021"),
        ("REM-KEB-PEJABAT", "keberatan", "atasan pejabat", "pejabat yang menetapkan", "PTUN", "PP 79/2021"),
        ("REM-BANDING", "banding", "BPASN", "PPK", "PT TUN", "PP 79/2021 Pasal 11"),
        ("REM-PRESIDEN", "none", None, None, "PTUN", None),
    ],
)
def test_a_remedy_goes_to_its_body(row, kind, to, copy, court, citation):
    found = LAW.remedies[row]

    assert (found.type, found.filed_to, found.copy_to, found.then_court, found.citation) == (
        kind,
        to,
        copy,
        court,
        citation,
    )
    assert (found.outcomes or []) == (
        ["memperkuat", "memperingan", "memperberat", "mengubah", "membatalkan"] if kind == "banding" else []
    )


@pytest.mark.parametrize(
    ("row", "citation", "question"),
    [
        ("AN1", "PP 94/2021 Pasal 18, 21, 22, 27", None), ("AN2", "PP 94/2021 Pasal 16-23", None),
        ("AN3", None, "Q-ACTING"), ("AN4", None, None),
    ],
)  # fmt: skip
def test_a_note_on_authority_rests_on_its_articles(row, citation, question):
    found = LAW.authority_notes[row]

    assert (found.citation, found.question) == (citation, question)
    assert row != "AN4" or found.text["id"].startswith(
        "Sekda kabupaten/kota sebagai terperiksa: majelis/tim oleh Gubernur"
    )
