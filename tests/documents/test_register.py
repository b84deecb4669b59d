"""The book of numbers on screen: complete, with cancelled ones, and closed about letters that are not the reader's."""

from typing import Any

import pytest
from django.test import Client

from neutrality.accounts.models import Role
from neutrality.documents import actions, queries
from neutrality.documents.models import NumberSeries
from tests.documents.conftest import DAY, MakeLetter
from tests.factories import make_agency, make_user

pytestmark = pytest.mark.django_db


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_numbers_and_reasons_are_shown_to_who_sees_the_letter(
    make_letter: MakeLetter, unit: Any, clerk: Any, seen_by: set[int]
) -> None:
    keeper = make_user(agency=unit.agency, roles=[Role.INTAKE])
    letters = [make_letter(state="numbered") for _ in range(3)]
    actions.cancel(document=letters[1], actor=clerk, reason="Salah nama penerima.")
    series = letters[0].number_entry.series
    path = f"/surat/nomor/{series.pk}/"

    closed = client_of(keeper).get(path).content.decode()
    assert all(one.number in closed for one in letters)
    assert letters[0].title not in closed and "Salah nama" not in closed and "alasan tersimpan" in closed

    seen_by.add(keeper.pk)
    shown = client_of(keeper).get(path).content.decode()
    assert letters[0].title in shown and "Salah nama penerima." in shown
    assert "tidak ada nomor yang lompat" in shown
    assert series.pattern in client_of(keeper).get("/surat/nomor/").content.decode()


def test_a_missing_number_is_told(make_letter: MakeLetter, unit: Any) -> None:
    series = make_letter(state="numbered").number_entry.series
    assert queries.missing_numbers(series) == 0
    NumberSeries.objects.filter(pk=series.pk).update(next_number=series.next_number + 3)
    series.refresh_from_db()
    assert queries.missing_numbers(series) == 3


def test_others_find_no_book(make_letter: MakeLetter, unit: Any) -> None:
    series = make_letter(state="numbered").number_entry.series
    outsider = make_user(agency=make_agency(), roles=[Role.INTAKE])
    plain = make_user(agency=unit.agency)

    assert client_of(plain).get("/surat/nomor/").status_code == 404
    assert client_of(outsider).get(f"/surat/nomor/{series.pk}/").status_code == 404
    assert client_of(outsider).get("/surat/nomor/9999999999999999999999/").status_code == 404
    keeper = make_user(agency=unit.agency, roles=[Role.REGISTRAR])
    assert client_of(keeper).get(f"/surat/nomor/{series.pk}/?sebelum={'9' * 30}").status_code == 200
    assert DAY.year == series.year
