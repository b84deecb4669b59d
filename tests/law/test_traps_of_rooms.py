"""Traps on discipline that the other rooms spring: what the catalogue must say of them. Numbers as in the research."""

from neutrality.law.catalogue import load

LAW = load()


def test_16_the_day_of_effect_is_neither_that_of_the_decision_nor_the_start_of_serving():
    effect, serving = LAW.deadlines["D-BERLAKU"], LAW.deadlines["D-MASA-B1B2"]

    assert (effect.from_, effect.n) == ("keputusan diterima", 15)
    assert serving.from_ == "tanggal mulai menjalani (TMT) B1/B2"
    for code in ("R1", "S1_KGB", "B1", "B2", "B3"):
        assert LAW.sanctions[code].effective_rule == "D-BERLAKU"


def test_18_the_body_of_appeal_may_make_it_heavier():
    assert "memperberat" in LAW.remedies["REM-BANDING"].outcomes


def test_19_it_takes_effect_after_the_remedy_as_the_remedy_says():
    assert LAW.states["T28"].rule == "no remedy: working day 15 after receipt"
    assert LAW.states["T31"].rule == "effective as the remedy decision says"


def test_20_nobody_returns_by_himself_after_twelve_months():
    assert "no automatic return" in LAW.deadlines["D-MASA-B1B2"].enforce
    assert (
        LAW.sanctions["B1"].followup_documents == LAW.sanctions["B2"].followup_documents == ["P09_SK_JABATAN_LANJUTAN"]
    )


def test_22_a_heavier_sanction_ends_the_older_and_a_lighter_waits():
    assert LAW.sanction_rules["SR4"].citation == "Peraturan BKN 6/2022 contoh 24a"
    assert LAW.sanction_rules["SR5"].citation == "Peraturan BKN 6/2022 contoh 24b"


def test_27_joint_leave_is_no_working_day_unless_the_agency_says_so():
    row = LAW.working_days["HARI-KERJA"]

    assert row.excludes == ["libur_nasional", "cuti_bersama", "libur_lokal_pemilu_pilkada"]
    assert (row.cuti_bersama_policy["default"], row.cuti_bersama_policy["switchable"]) == ("excluded", True)
    assert "('public','government')" in row.package["call"]


def test_28_papers_of_discipline_are_secret():
    open_papers = {row.id for row in LAW.documents.values() if row.classification != "RAHASIA"}

    assert open_papers == {"P08_SK_PLH", "P09_SK_JABATAN_LANJUTAN", "P20_SURAT_EDARAN", "P21_PAKTA_INTEGRITAS"}


def test_29_the_papers_of_the_examination_are_uploaded():
    assert "examination documents" in LAW.states["T34"].rule


def test_32_a_superior_is_punished_only_after_his_own_examination():
    assert "Only after his own examination" in LAW.prohibitions["P94-24"].note
    assert LAW.prohibitions["P94-28"].form["id"].endswith("setelah diperiksa")
