"""Short citations are written out in letters; nothing else changes."""

import pytest

from neutrality.documents import citations

PP94 = "Peraturan Pemerintah Nomor 94 Tahun 2021"
UU20 = "Undang-Undang Nomor 20 Tahun 2023"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("PP 94/2021", PP94),
        ("PP 94/2021 Pasal 5 huruf n angka 2", f"Pasal 5 huruf n angka 2 {PP94}"),
        ("PP 94/2021 Pasal 26 dan Pasal 27", f"Pasal 26 dan Pasal 27 {PP94}"),
        ("PP 94/2021 Pasal 26, Pasal 27, dan Pasal 28", f"Pasal 26, Pasal 27, dan Pasal 28 {PP94}"),
        ("PP 94/2021 Pasal 26 ayat (1) dan ayat (2).", f"Pasal 26 ayat (1) dan ayat (2) {PP94}."),
        (
            "UU 20/2023 Pasal 9 ayat (2) dan PP 94/2021 Pasal 5 huruf n angka 2",
            f"Pasal 9 ayat (2) {UU20} dan Pasal 5 huruf n angka 2 {PP94}",
        ),
        (f"Pasal 5 huruf n {PP94}", f"Pasal 5 huruf n {PP94}"),
        ("Surat PP 94/2021/XX tetap", "Surat PP 94/2021/XX tetap"),
        ("bahwa Saudara hadir pada 5 Oktober 2024", "bahwa Saudara hadir pada 5 Oktober 2024"),
    ],
)
def test_citations_are_written_out(short: str, full: str) -> None:
    assert citations.in_full(short) == full
    assert citations.in_full(full) == full


def test_mengingat_names_each_statute_once() -> None:
    values = {"mengingat": ["UU 20/2023 Pasal 9 ayat (2)", "PP 94/2021 Pasal 18", "PP 94/2021 Pasal 8 ayat (4)", "X;"]}

    assert citations.written_out(values)["mengingat"] == [
        f"{UU20} tentang Aparatur Sipil Negara",
        f"{PP94} tentang Disiplin Pegawai Negeri Sipil",
        "X;",
    ]


def test_mengingat_is_ordered_by_kind_and_year_unless_written_by_the_agency() -> None:
    made = citations.written_out({"mengingat": ["PP 94/2021", "PP 79/2021", "UU 20/2023", "PP 53/2010"]})["mengingat"]
    own = ["Peraturan Wali Kota Contoh Nomor 1 Tahun 2020", f"{UU20} tentang Aparatur Sipil Negara"]

    assert [title.partition(" tentang ")[0] for title in made][:2] == [UU20, "Peraturan Pemerintah Nomor 53 Tahun 2010"]
    assert citations.written_out({"mengingat": own})["mengingat"] == own


def test_what_people_said_is_never_touched() -> None:
    said = {
        "tanya_jawab_bernomor": [{"tanya": "Tahu PP 94/2021?", "jawab": "PP 94/2021 Pasal 5 tidak."}],
        "uraian": "PP 94/2021",
    }

    assert citations.written_out(said) == said
