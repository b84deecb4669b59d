"""Numbers: no gap, no double, never given twice, always explained."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from neutrality.documents import actions, numbering
from neutrality.documents.codes import SeriesMode
from neutrality.documents.models import NumberEntry, NumberSeries
from neutrality.errors import Refusal
from tests.documents.conftest import DAY, MakeLetter
from tests.factories import make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_leave_no_gap_and_no_double(make_letter: MakeLetter, clerk: Any) -> None:
    letters = [make_letter(state="final") for _ in range(50)]

    def take(letter: Any) -> str:
        try:
            return actions.number_document(document=letter, actor=clerk, dated=DAY).number
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        numbers = list(pool.map(take, letters))

    assert sorted(numbers) == sorted(f"800.1.6/R-{n}/BKPSDM/2024" for n in range(1, 51))
    assert [*NumberEntry.objects.order_by("ordinal").values_list("ordinal", flat=True)] == list(range(1, 51))
    assert NumberSeries.objects.get(classification="RAHASIA").next_number == 51


@pytest.mark.django_db(transaction=True)
def test_a_number_taken_in_a_failed_transaction_is_taken_by_the_next(make_letter: MakeLetter, clerk: Any) -> None:
    first, second = make_letter(state="final"), make_letter(state="final")

    with pytest.raises(RuntimeError), transaction.atomic():
        actions.number_document(document=first, actor=clerk, dated=DAY)
        raise RuntimeError("the signing failed")

    assert actions.number_document(document=second, actor=clerk, dated=DAY).number == "800.1.6/R-1/BKPSDM/2024"


def test_secret_and_ordinary_letters_count_apart(make_letter: MakeLetter) -> None:
    assert make_letter(state="numbered").number == "800.1.6/R-1/BKPSDM/2024"
    assert make_letter("P20_SURAT_EDARAN", state="numbered").number == "100.3.4/1/BKPSDM/2024"
    assert make_letter(state="numbered").number == "800.1.6/R-2/BKPSDM/2024"


def test_the_narrowest_series_serves(make_letter: MakeLetter, unit: Any) -> None:
    NumberSeries.objects.create(
        unit=unit,
        year=2024,
        classification="RAHASIA",
        kinds="F01_*,F16_*",
        pattern="800.1.6.2/{nomor}/{bulan_romawi}/{tahun}",
    )

    assert make_letter(state="numbered").number == "800.1.6.2/1/X/2024"
    assert make_letter("F06_KEP_TEGURAN_LISAN", state="numbered").number == "800.1.6/R-1/BKPSDM/2024"


def test_a_unit_without_a_series_uses_the_one_above(unit: Any) -> None:
    section = make_unit(unit, kind="seksi")

    found = numbering.series_for(unit=section, kind="F01_SURAT_PANGGILAN", classification="RAHASIA", on=DAY)

    assert found.unit == unit


def test_a_new_year_goes_on_with_the_pattern_from_one(make_letter: MakeLetter, clerk: Any) -> None:
    make_letter(state="numbered")
    letter = make_letter(state="final")

    letter = actions.number_document(document=letter, actor=clerk, dated=date(2025, 1, 2))

    assert letter.number == "800.1.6/R-1/BKPSDM/2025"


def test_no_series_is_said_in_a_sentence(make_letter: MakeLetter, clerk: Any) -> None:
    letter = make_letter(state="final")
    NumberSeries.objects.all().delete()

    with pytest.raises(Refusal) as refused:
        actions.number_document(document=letter, actor=clerk, dated=DAY)

    assert refused.value.code == "number_series_missing"
    assert "Badan Kepegawaian belum memiliki seri nomor rahasia tahun 2024" in str(refused.value)


def test_a_cancelled_number_stays_with_its_reason(make_letter: MakeLetter, clerk: Any) -> None:
    letter = make_letter(state="numbered")

    actions.cancel(document=letter, actor=clerk, reason="Salah alamat")

    entry = NumberEntry.objects.get(document=letter)
    assert (entry.ordinal, entry.cancelled_reason) == (1, "Salah alamat")
    assert make_letter(state="numbered").number.startswith("800.1.6/R-2/")


def test_a_register_line_can_neither_change_nor_go(make_letter: MakeLetter) -> None:
    make_letter(state="numbered")

    for change in ({"text": "palsu"}, {"ordinal": 9}, {"dated": date(2024, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NumberEntry.objects.update(**change)
    with pytest.raises(Exception, match="(?i)cannot delete"), transaction.atomic():
        NumberEntry.objects.all()._raw_delete("default")


class TestExternal:
    @pytest.fixture
    def letter(self, make_letter: MakeLetter) -> Any:
        NumberSeries.objects.filter(classification="RAHASIA").update(mode=SeriesMode.EXTERNAL)
        return make_letter(state="final")

    def test_is_typed_in_with_its_giver(self, letter: Any, clerk: Any) -> None:
        letter = actions.number_document(
            document=letter, actor=clerk, dated=DAY, number=" 800/531/Umum ", given_by="Bagian Umum", given_on=DAY
        )

        entry = letter.number_entry
        assert (letter.number, entry.ordinal, entry.given_by) == ("800/531/Umum", None, "Bagian Umum")

    def test_is_never_invented_here(self, letter: Any, clerk: Any) -> None:
        with pytest.raises(Refusal, match="diberi bagian lain"):
            actions.number_document(document=letter, actor=clerk, dated=DAY)

    def test_without_a_giver_is_refused(self, letter: Any, clerk: Any) -> None:
        with pytest.raises(Refusal) as refused:
            actions.number_document(document=letter, actor=clerk, dated=DAY, number="800/531", given_by="")

        assert list(refused.value.fields) == ["given_by"]

    def test_is_refused_when_used(self, letter: Any, clerk: Any, make_letter: MakeLetter) -> None:
        given: dict[str, Any] = {"number": "800/531", "given_by": "Bagian Umum", "given_on": DAY}
        actions.number_document(document=letter, actor=clerk, dated=DAY, **given)

        with pytest.raises(Refusal, match="sudah dipakai"):
            actions.number_document(document=make_letter(state="final"), actor=clerk, dated=DAY, **given)


def test_a_kind_without_a_number_is_only_dated(make_letter: MakeLetter) -> None:
    letter = make_letter("F02_BAP", state="numbered")

    assert (letter.number, letter.dated) == ("", DAY)
    assert not NumberEntry.objects.exists()
