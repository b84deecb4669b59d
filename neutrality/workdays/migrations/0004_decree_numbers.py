"""The numbers of the joint decrees of 2020 to 2026 and of the days with a decree of their own.

As published by the cabinet secretariat, the ministries and the press at the time. Only what the seed left is
filled in: what people have entered since stays as it is, and so does every day off.
"""

from datetime import date

from django.db import migrations

SEED = "paket holidays 0.109"  # the source that 0002 wrote beside each day

# year: (decree that the seed wrote, decree with its numbers, note that the seed wrote, note)
YEARS = {
    2020: (
        "", "SKB 3 Menteri 728/2019, 213/2019, 01/2019; terakhir diubah 744/2020, 05/2020, 06/2020",
        "Nomor SKB belum dicatat.", "Empat kali diubah.",
    ),
    2021: (
        "", "SKB 3 Menteri 642/2020, 4/2020, 4/2020; terakhir diubah 712/2021, 1/2021, 3/2021",
        "Nomor SKB belum dicatat.", "",
    ),
    2022: (
        "", "SKB 3 Menteri 963/2021, 3/2021, 4/2021; diubah 375/2022, 1/2022, 1/2022 dan 678/2022, 2/2022, 2/2022",
        "Nomor SKB belum dicatat.", "",
    ),
    2024: (
        "SKB 3 Menteri 12 September 2023; Keppres 7/2024 (cuti bersama ASN)",
        "SKB 3 Menteri 855/2023, 3/2023, 4/2023; Keppres 7/2024 (cuti bersama ASN)",
        "Nomor SKB belum dicatat.", "",
    ),
    2025: (
        "SKB 3 Menteri 1017/2024, 2/2024, 2/2024",
        "SKB 3 Menteri 1017/2024, 2/2024, 2/2024; diubah 933/2025, 1/2025, 3/2025",
        "18 Agustus ditambahkan dengan keputusan lain.", "18 Agustus ditambahkan dengan perubahan.",
    ),
    2026: (
        "SKB 3 Menteri tentang 2026", "SKB 3 Menteri 1497/2025, 2/2025, 5/2025", "Nomor SKB belum dicatat.", "",
    ),
}  # fmt: skip
OWN_DECREE = {date(2024, 11, 27): "Keppres 33/2024", date(2025, 8, 18): "SKB 3 Menteri 933/2025, 1/2025, 3/2025"}


def fill(apps, schema_editor):
    Holiday = apps.get_model("workdays", "Holiday")
    CalendarYear = apps.get_model("workdays", "CalendarYear")
    for number, (seeded, decree, seeded_note, note) in YEARS.items():
        year = CalendarYear.objects.filter(year=number, decree=seeded)
        year.filter(note=seeded_note).update(note=note)
        year.update(decree=decree)
        days = Holiday.objects.filter(date__year=number, source=SEED, decree=seeded, agency_id=None, region="")
        days.exclude(date__in=OWN_DECREE).exclude(kind="election").update(decree=decree)
    for day, decree in OWN_DECREE.items():
        Holiday.objects.filter(date=day, source=SEED, decree="").update(decree=decree)


class Migration(migrations.Migration):
    dependencies = [("workdays", "0003_regional_election_dates")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
