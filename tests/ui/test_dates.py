"""Dates as people write them in the public form."""

from datetime import date

import pytest

from cases.public.dates import period

NOW = date(2024, 10, 16)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("24/09/2024", date(2024, 9, 24), date(2024, 9, 24)),
        ("24-9-24", date(2024, 9, 24), date(2024, 9, 24)),
        ("24 September 2024", date(2024, 9, 24), date(2024, 9, 24)),
        ("tgl 24 sept 2024", date(2024, 9, 24), date(2024, 9, 24)),
        ("2024-09-24", date(2024, 9, 24), date(2024, 9, 24)),
        ("September 2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("09/2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("sekitar Februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("kemarin", date(2024, 10, 15), date(2024, 10, 15)),
    ],
)
def test_what_can_be_read(text: str, first: date, last: date) -> None:
    assert period(text, NOW) == (first, last)


@pytest.mark.parametrize("text", ["31/02/2024", "minggu lalu", "13/2024", "abc", "1/1/1", "99/99/9999"])
def test_what_cannot(text: str) -> None:
    assert period(text, NOW) is None
