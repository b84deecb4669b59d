"""Dates, times and numbers as people read them, in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation

from neutrality import formats

DAY = date(2024, 10, 16)


@pytest.mark.parametrize(
    ("style", "indonesian", "english"),
    [
        ("", "16 Oktober 2024", "16 October 2024"),
        ("hari", "Rabu, 16 Oktober 2024", "Wednesday, 16 October 2024"),
        ("singkat", "16 Okt", "16 Oct"),
        ("bulan", "Oktober 2024", "October 2024"),
    ],
)
def test_dates(style: str, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert formats.day(DAY, style) == indonesian
    with translation.override("en"):
        assert formats.day(DAY, style) == english


def test_clock_names_the_zone_of_the_installation() -> None:
    moment = datetime(2024, 10, 16, 2, 42, tzinfo=UTC)
    with translation.override("id"):
        assert formats.clock(moment) == "09.42 WIB"
    with translation.override("en"):
        assert formats.clock(moment) == "09:42 WIB"


def test_numbers() -> None:
    with translation.override("id"):
        assert (formats.number(4812), formats.number(6.1, 1), formats.size(3_800_000)) == ("4.812", "6,1", "3,8 MB")
    with translation.override("en"):
        assert (formats.number(4812), formats.number(6.1, 1)) == ("4,812", "6.1")


def test_a_late_evening_in_utc_is_the_next_day_here() -> None:
    assert formats.as_day(datetime(2024, 10, 15, 18, 0, tzinfo=UTC)) == DAY


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(0, 10, 0), (1, 1000, 1), (999, 1000, 99), (10, 10, 100), (1, 0, 0)]
)
def test_percent_never_rounds_to_all_or_nothing(part: int, whole: int, shown: int) -> None:
    assert formats.percent(part, whole) == shown


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [(-2, "Lewat 2 hari", "lewat"), (0, "Hari ini", "segera"), (1, "Besok", "segera"), (3, "3 hari kerja", "segera"),
     (4, "4 hari kerja", "aman")],
)  # fmt: skip
def test_deadlines_in_words(days: int, words: str, tone: str) -> None:
    with translation.override("id"):
        assert formats.working_days(days) == words
    assert formats.urgency(days) == tone


def test_nip_is_grouped() -> None:
    assert formats.nip("198702312011011999") == "19870231 201101 1 999"


def rendered(source: str, **context: object) -> str:
    with translation.override("id"):
        return engines["django"].from_string(source).render(context)


def test_deadline_says_working_days_and_its_basis() -> None:
    html = rendered('{% tenggat 2 "Serahkan surat" day "PP 94/2021 Pasal 26" %}', day=DAY)
    assert "hari kerja" in html
    assert "PP 94/2021 Pasal 26" in html
    assert "batas internal instansi" in rendered('{% tenggat -1 "Keputusan" day %}', day=DAY)
    assert "hari lewat" in rendered("{% tenggat -1 %}")


def test_badges_escape_what_they_show() -> None:
    assert "<b>" not in rendered('{% pil name "info" %}', name="<b>x</b>")


def test_initials_leave_titles_out() -> None:
    assert rendered("{{ a|inisial }}{{ b|inisial }}", a="Putri Ibaratsari, S.H.", b="dr. Laras Umpamawati") == "PILU"


@pytest.mark.parametrize("language", ["id", "en"])
def test_typed_dates_are_day_first_in_both_languages(language: str) -> None:
    from django import forms

    class Form(forms.Form):
        day = forms.DateField()

    with translation.override(language):
        for text in ("16/10/2024", "2024-10-16", "16-10-2024"):
            form = Form({"day": text})
            assert form.is_valid(), text
            assert form.cleaned_data["day"] == DAY


def test_libraries_speak_in_our_voice() -> None:
    from django import forms

    with translation.override("id"):
        assert str(forms.CharField().error_messages["required"]) == "Bagian ini perlu diisi."
