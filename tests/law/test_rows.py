"""Every violation of the catalogue at the stage in which it holds: its track, its level, its article."""

from datetime import date

import pytest

from neutrality.law.catalogue import load
from tests.law.asking import ask, codes, permitted

CALON, BEFORE, PEMILU = "2024-10-05", "2024-09-01", "2024-01-15"
ANGKA_34 = "PP 94/2021 Pasal 14 huruf i angka 3 dan 4"
ANGKA = "PP 94/2021 Pasal 14 huruf i angka {}"

DISCIPLINE = [
    # id, day, level, id of the rule, article of the level
    ("SKB-D-01", CALON, "berat", "SKB-D-01", ANGKA_34),
    ("SKB-D-02", CALON, "berat", "SKB-D-02", ANGKA_34),
    ("SKB-D-03", BEFORE, "sedang", "SKB-D-03", "PP 94/2021 Pasal 10"),
    ("SKB-D-04", CALON, "berat", "SKB-D-04", ANGKA_34),
    ("SKB-D-06", CALON, "berat", "SKB-D-06", ANGKA_34),
    ("SKB-D-07", CALON, "berat", "SKB-D-07", ANGKA.format(3)),
    ("SKB-D-08", CALON, "berat", "SKB-D-08", ANGKA.format(4)),
    ("SKB-D-09", BEFORE, "sedang", "SKB-D-09", "SKB 2/2022 Lampiran II"),
    ("SKB-D-10", CALON, "berat", "SKB-D-10", "SKB 2/2022 Lampiran II"),
    ("SKB-D-11", BEFORE, "berat", "SKB-D-11", ANGKA.format(5)),
    ("SKB-D-12", CALON, "berat", "SKB-D-12", ANGKA.format(3)),
    ("PP94-N-02", CALON, "sedang", "P94-5N2", "PP 94/2021 Pasal 13 huruf g"),
    ("PP94-N-03", CALON, "berat", "P94-5N3", ANGKA.format(1)),
    ("PP94-N-04", CALON, "berat", "P94-5N4", ANGKA.format(2)),
    ("PP94-N-05", CALON, "berat", "P94-5N5", ANGKA.format(3)),
    ("PP94-N-06", CALON, "berat", "P94-5N6", ANGKA.format(4)),
    ("PP94-N-07", CALON, "berat", "P94-5N7", ANGKA.format(5)),
    ("OTHER-UU7-283", CALON, "berat", "OTHER-UU7-283", ANGKA.format(4)),
    ("P94-5A", CALON, "berat", "P94-5A", "PP 94/2021 Pasal 14 huruf a"),
]


@pytest.mark.parametrize(("violation", "day", "level", "rule", "citation"), DISCIPLINE)
def test_a_discipline_row_carries_its_level(violation, day, level, rule, citation):
    answer = ask(event_date=day, violations=[violation])

    assert (answer["track"], answer["level"]) == ("discipline", level)
    assert answer["level_rule"] == {"id": rule, "citation": citation}
    assert not codes(answer, "error")


@pytest.mark.parametrize("number", range(2, 8))
def test_both_ids_of_an_item_say_the_same(number):
    assert ask(violations=[f"PP94-N-0{number}"]) == ask(violations=[f"P94-5N{number}"])


def test_item_one_by_its_other_id_has_no_level_either():
    answer = ask(violations=["P94-5N1"])

    assert (answer["level"], answer["level_rule"], permitted(answer)) == (None, None, [])
    assert "level_undetermined" in codes(answer, "question")


@pytest.mark.parametrize("number", range(1, 8))
def test_a_letter_cites_the_item_by_either_id(number):
    law, day = load(), date(2024, 10, 5)

    assert law.citation_of(f"P94-5N{number}", day) == f"PP 94/2021 Pasal 5 huruf n angka {number}"
    assert law.citation_of(f"PP94-N-0{number}", day).endswith(f"PP 94/2021 Pasal 5 huruf n angka {number}")


IMPACTS = [
    # duty, then the level for unit_kerja, instansi, negara, pemerintah
    ("P94-3A", "berat", "berat", "berat", None),
    ("P94-3B", "sedang", "sedang", "berat", None),
    ("P94-3C", "ringan", "sedang", "berat", None),
    ("P94-3D", "ringan", "sedang", "berat", None),
    ("P94-3E", "ringan", "sedang", "berat", None),
    ("P94-3F", "ringan", "sedang", "berat", None),
    ("P94-4C", "ringan", "sedang", "berat", "berat"),
]
ARTICLE = {"ringan": "PP 94/2021 Pasal 9", "sedang": "PP 94/2021 Pasal 10", "berat": "PP 94/2021 Pasal 11"}


@pytest.mark.parametrize(("duty", "levels"), [(row[0], row[1:]) for row in IMPACTS])
def test_a_duty_takes_level_and_article_from_the_impact(duty, levels):
    for impact, level in zip(("unit_kerja", "instansi", "negara", "pemerintah"), levels, strict=True):
        answer = ask(violations=[duty], impact=impact)
        assert answer["level"] == level, impact
        if level:
            assert answer["level_rule"] == {"id": duty, "citation": ARTICLE[level]}
        else:
            assert "level_undetermined" in codes(answer, "question")


@pytest.mark.parametrize("number", range(1, 8))
def test_an_ethics_row_leads_to_the_board(number):
    answer = ask(
        event_date=BEFORE, violations=[f"SKB-E-0{number}"],
        subject={"kind": "PNS", "position": "administrator", "on_unpaid_leave": False, "candidate_spouse": True},
    )  # fmt: skip

    assert (answer["track"], answer["level"], answer["level_rule"], answer["team"]) == (
        "ethics",
        None,
        None,
        "not_applicable",
    )
    assert permitted(answer) == ["M1", "M2"]
    assert [row["authorities"] for row in answer["permitted"]] == [
        [{"authority": "ppk", "rule": "A-MORAL", "citation": "PP 42/2004 Pasal 15"}]
    ] * 2
    assert answer["permitted"][0]["remedy"] == {"type": "none", "to": None, "working_days": None}
    assert not codes(answer, "error")


def test_the_ethics_article_itself_leads_to_the_board():
    assert permitted(ask(violations=["PP42-ETIK"])) == ["M1", "M2"]


@pytest.mark.parametrize("norm", ["UU20-24", "UU20-9-2"])
def test_a_heading_norm_fixes_no_level_by_itself(norm):
    alone, beside = ask(violations=[norm]), ask(violations=[norm, "PP94-N-02"])

    assert (alone["track"], alone["level"]) == ("discipline", None)
    assert "level_undetermined" in codes(alone, "question")
    assert beside["level"] == "sedang"
    assert "level_undetermined" not in codes(beside)


@pytest.mark.parametrize("violation", ["SKB-D-05", "UU20-52-J"])
def test_party_membership_is_no_matter_of_discipline(violation):
    answer = ask(violations=[violation], contest=None)

    assert (answer["track"], answer["level"], permitted(answer)) == ("party_membership", None, ["X_PTDH_PARPOL"])
    assert answer["permitted"][0]["remedy"] == {"type": "banding", "to": "bpasn", "working_days": 14}
    assert answer["forward"] == [
        {"rule": "FW-12", "to": ["ppk", "bkn"], "document": "Proses pemberhentian (UU 20/2023 Pasal 52)"}
    ]


@pytest.mark.parametrize(
    ("violation", "day", "contest"),
    [
        ("CRIM-UU7-280-3", PEMILU, "PEMILU-2024"), ("CRIM-UU7-282-KADES", PEMILU, "PEMILU-2024"),
        ("CRIM-UU7-282-NEGARA", PEMILU, "PEMILU-2024"), ("CRIM-UU7-280-2", PEMILU, "PEMILU-2024"),
        ("CRIM-UU10-71", CALON, "PILKADA-2024"), ("CRIM-UU10-70", CALON, "PILKADA-2024"),
    ],
)  # fmt: skip
def test_an_election_offence_is_forwarded_and_never_sanctioned(violation, day, contest):
    answer = ask(event_date=day, contest=contest, violations=[violation])

    assert (answer["track"], answer["level"], permitted(answer)) == ("none", None, [])
    assert answer["forward"][0] == {
        "rule": "FW-01", "to": ["bawaslu_kabkota_or_provinsi", "gakkumdu"],
        "document": "Surat penerusan dugaan tindak pidana Pemilu/Pemilihan + berkas bukti",
    }  # fmt: skip
    assert codes(answer, "info") == {"forward_possible_crime"}


@pytest.mark.parametrize(
    ("violation", "kind", "rule"),
    [
        ("DESA-29-J", "KEPALA_DESA", "FW-06"), ("DESA-29-G", "KEPALA_DESA", "FW-06"), ("DESA-29-BC", "KEPALA_DESA", "FW-06"),
        ("DESA-51-J", "PERANGKAT_DESA", "FW-07"), ("DESA-51-G", "PERANGKAT_DESA", "FW-07"), ("DESA-64-H", "BPD", "FW-07"),
    ],
)  # fmt: skip
def test_a_village_row_is_forwarded(violation, kind, rule):
    answer = ask(violations=[violation], subject={"kind": kind})

    assert (answer["track"], answer["level"], answer["permitted"], answer["refused"]) == ("village", None, [], [])
    assert rule in [row["rule"] for row in answer["forward"]]
    assert not codes(answer, "error")


@pytest.mark.parametrize("rule", ["P94-24", "P94-28"])
@pytest.mark.parametrize(
    ("offender", "level", "heavier"),
    [
        ("R1", "ringan", ["R2", "R3"]), ("R2", "ringan", ["R3"]), ("R3", "sedang", ["S1_KGB", "S2_KP", "S3_PANGKAT"]),
        ("S3_PANGKAT", "berat", ["B1", "B2", "B3"]), ("S1_TUKIN6", "sedang", ["S2_KP", "S3_PANGKAT"]), ("B2", "berat", ["B3"]),
    ],
)  # fmt: skip
def test_a_superior_who_did_not_act_gets_more_than_the_offender(rule, offender, level, heavier):
    answer = ask(violations=[rule], offender_sanction=offender)

    assert (answer["level"], permitted(answer)) == (level, heavier)
    assert answer["level_rule"]["id"] == rule
