"""Holidays and cuti bersama of 2020 to 2030 from the package ``holidays`` 0.109.

Both categories: the default of the package leaves cuti bersama out. Dates that
the package calls estimates keep that mark. From 2028 on the package knows no
cuti bersama, so those years are provisional like 2027, whose decree is not on
record yet. After this, the table is the truth and people edit it.
"""

from datetime import date

import holidays
from django.db import migrations

SOURCE = "paket holidays 0.109"
YEARS = range(2020, 2031)

# Only what was found in a source; where the number is not known here, the
# administrator enters it. (year: decree, note)
DECREES = {
    2023: (
        "SKB 3 Menteri 1066/2022, 3/2022, 3/2022; diubah 624/2023, 2/2023, 2/2023; Keppres 24/2022",
        "",
    ),
    2024: ("SKB 3 Menteri 12 September 2023; Keppres 7/2024 (cuti bersama ASN)", "Nomor SKB belum dicatat."),
    2025: ("SKB 3 Menteri 1017/2024, 2/2024, 2/2024", "18 Agustus ditambahkan dengan keputusan lain."),
    2026: ("SKB 3 Menteri tentang 2026", "Nomor SKB belum dicatat."),
}
# Days that no SKB of their year named; election days have a decree of their own.
OWN_DECREE = {
    date(2020, 12, 9): "Keppres 22/2020",
    date(2024, 2, 14): "Keppres 10/2024",
    date(2024, 11, 27): "",
    date(2025, 8, 18): "",
}
PROVISIONAL = {
    2027: "Keputusan belum dicatat; sebagian tanggal perkiraan.",
    2028: "Cuti bersama belum ditetapkan; sebagian tanggal perkiraan.",
    2029: "Cuti bersama belum ditetapkan; sebagian tanggal perkiraan.",
    2030: "Cuti bersama belum ditetapkan; sebagian tanggal perkiraan.",
}
ESTIMATE = " (perkiraan)"


def _rows(year, category):
    """``(date, name, estimated)``; two holidays on one day stand in one entry of the package."""
    found = holidays.country_holidays("ID", years=[year], categories=(category,), language="id")
    for day, names in sorted(found.items()):
        for name in names.split("; "):
            yield day, name.removesuffix(ESTIMATE), name.endswith(ESTIMATE)


def _cuti_bersama(name):
    """ "Cuti Bersama Hari Raya Natal" is told as "Cuti bersama Natal"."""
    occasion = name.removeprefix("Cuti Bersama ").removeprefix("Hari Raya ").removeprefix("Hari Suci ")
    return f"Cuti bersama {occasion}"


def seed(apps, schema_editor):
    Holiday = apps.get_model("workdays", "Holiday")
    CalendarYear = apps.get_model("workdays", "CalendarYear")
    rows = []
    for year in YEARS:
        of_year = DECREES.get(year, ("", ""))[0]
        for day, name, estimated in _rows(year, "public"):
            kind = "election" if name.startswith("Hari Pemilihan") else "public"
            decree = OWN_DECREE.get(day, of_year)
            rows.append(Holiday(date=day, kind=kind, name=name, estimated=estimated, decree=decree, source=SOURCE))
        for day, name, estimated in _rows(year, "government"):
            decree = OWN_DECREE.get(day, of_year)
            rows.append(
                Holiday(
                    date=day,
                    kind="cuti_bersama",
                    name=_cuti_bersama(name),
                    estimated=estimated,
                    decree=decree,
                    source=SOURCE,
                )
            )
    Holiday.objects.bulk_create(rows)
    CalendarYear.objects.bulk_create(
        CalendarYear(
            year=year,
            confirmed=year not in PROVISIONAL,
            decree=DECREES.get(year, ("", ""))[0],
            note=PROVISIONAL.get(year) or DECREES.get(year, ("", "Nomor SKB belum dicatat."))[1],
        )
        for year in YEARS
    )


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_calendar")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
