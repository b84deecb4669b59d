"""Taking a number: no gap and no double, however many people sign at once."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from neutrality.documents.codes import SeriesMode
from neutrality.documents.models import NumberEntry, NumberSeries, OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import OrgUnit


def series_for(*, unit: OrgUnit, kind: str, classification: str, on: date) -> NumberSeries:
    """The series that a letter of ``unit`` takes its number from.

    A unit without its own series uses that of the nearest unit above it. On the first
    letter of a year the series of the year before goes on from one.
    Refusal ``number_series_missing`` when no unit of the line has one.
    """
    for candidate in [unit, *reversed(list(OrgUnit.objects.get_ancestors(unit)))]:
        found = _in_year(candidate, kind, classification, on.year)
        if found:
            return found
    raise Refusal(
        "number_series_missing",
        _("%(unit)s belum memiliki seri nomor %(sort)s tahun %(year)s. Minta pengelola surat membuatnya.")
        % {"unit": unit.name, "sort": classification.lower(), "year": on.year},
    )


def _in_year(unit: OrgUnit, kind: str, classification: str, year: int) -> NumberSeries | None:
    wanted: dict[str, Any] = {"unit": unit, "kind": kind, "classification": classification}
    found = _serving(**wanted, year=year)
    if found:
        return found
    before = _serving(**wanted, year=year - 1)
    if before is None:
        return None
    new = before.following_year()
    NumberSeries.objects.get_or_create(
        unit=unit, kinds=new.kinds, classification=new.classification, year=new.year,
        defaults={"mode": new.mode, "pattern": new.pattern},
    )  # fmt: skip
    return _serving(**wanted, year=year)


def _serving(*, unit: OrgUnit, kind: str, classification: str, year: int) -> NumberSeries | None:
    """The series of exactly this unit: of several that fit, the one with the narrowest pattern."""
    rows = NumberSeries.objects.filter(unit=unit, classification=classification, year=year).order_by("pk")
    return max((row for row in rows if row.serves(kind)), key=lambda row: len(row.kinds), default=None)


def take_internal(document: OfficialDocument, *, on: date, actor: Any) -> NumberEntry:
    """The next number of the letter's series, in the caller's transaction.

    The series row stays locked until that transaction ends: whoever comes next waits, and
    a transaction that fails gives the number back unused.
    """
    series = _locked(document, on)
    if series.mode == SeriesMode.EXTERNAL:
        raise Refusal(
            "number_given_elsewhere",
            _("Nomor surat ini diberi bagian lain. Ketik nomor, tanggal, dan pemberinya."),
        )
    ordinal = series.next_number
    series.next_number = ordinal + 1
    series.save(update_fields=["next_number"])
    return NumberEntry.objects.create(
        series=series, ordinal=ordinal, text=series.shown(ordinal, on), document=document, dated=on, taken_by=actor
    )


def take_external(
    document: OfficialDocument, *, on: date, actor: Any, text: str, given_by: str, given_on: date
) -> NumberEntry:
    """A number that another office gave, typed in with its giver and date."""
    missing = {
        name: [sentence]
        for name, value, sentence in (
            ("number", text.strip(), _("Isi nomor yang diberikan.")),
            ("given_by", given_by.strip(), _("Isi nama atau jabatan pemberi nomor.")),
        )
        if not value
    }
    if missing:
        raise Refusal("number_incomplete", _("Nomor dari luar belum lengkap."), fields=missing, status=400)
    series = _locked(document, on)
    if series.mode == SeriesMode.INTERNAL:
        raise Refusal(
            "number_taken_here",
            _("Seri ini mengambil nomornya sendiri; nomor tidak dapat diketik."),
        )
    try:
        with transaction.atomic():
            return NumberEntry.objects.create(
                series=series, text=text.strip(), document=document, dated=on, taken_by=actor,
                given_by=given_by.strip(), given_on=given_on,
            )  # fmt: skip
    except IntegrityError:
        raise Refusal(
            "number_used",
            _("Nomor %(number)s sudah dipakai surat lain.") % {"number": text.strip()},
            fields={"number": [_("Periksa kembali nomor pada buku agenda.")]},
        ) from None


def _locked(document: OfficialDocument, on: date) -> NumberSeries:
    if document.issuing_unit is None:
        raise Refusal("issuing_unit_missing", _("Surat ini belum memiliki unit penerbit."))
    series = series_for(unit=document.issuing_unit, kind=document.kind, classification=document.classification, on=on)
    return NumberSeries.objects.select_for_update().get(pk=series.pk)
