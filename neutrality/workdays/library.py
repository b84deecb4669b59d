"""What the package ``holidays`` knows of a year, and how it differs from the calendar on record.

Both categories: its default leaves cuti bersama out. What it calls an estimate keeps that mark. The
table stays the truth: a difference is a proposal that a person takes or leaves.
"""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Literal

import holidays

from neutrality.workdays.models import Holiday, HolidayKind

ESTIMATE = " (perkiraan)"
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Difference:
    """One row of the preview. ``row`` is the day as it would read (unsaved where new, as it stands where
    the package does not know it); ``before`` the row on record."""

    action: Literal["add", "change", "remove"]
    row: Holiday
    before: Holiday | None = None

    @property
    def key(self) -> str:
        """Names the row in a form; stays the same while neither side changes."""
        on_record = self.before.pk if self.before else 0
        return f"{self.action}:{on_record}:{self.row.date.isoformat()}:{self.row.kind}:{self.row.name}"

    @property
    def suggested(self) -> bool:
        """New and newly settled days are ticked; nobody's own entry is overwritten or dropped unasked."""
        return self.action == "add" or (self.action == "change" and self.before is not None and not self.before.decree)


def source() -> str:
    return f"paket holidays {version('holidays')}"


def days_of(year: int) -> list[Holiday]:
    """The national days of a year as the package tells them, unsaved, by date."""
    return sorted(
        (
            Holiday(date=day, kind=_kind(category, name), name=_name(category, name), estimated=estimated, source=source())
            for category in ("public", "government")
            for day, name, estimated in _told(year, category)
        ),
        key=lambda row: (row.date, row.kind, row.name),
    )  # fmt: skip


def _told(year: int, category: str) -> list[tuple[date, str, bool]]:
    """Two holidays on one day stand in one entry of the package."""
    found = holidays.country_holidays("ID", years=[year], categories=(category,), language="id")
    return [
        (day, name.removesuffix(ESTIMATE), name.endswith(ESTIMATE))
        for day, names in sorted(found.items())
        for name in names.split("; ")
    ]


def _kind(category: str, name: str) -> str:
    if category == "government":
        return HolidayKind.CUTI_BERSAMA
    return HolidayKind.ELECTION if name.startswith("Hari Pemilihan") else HolidayKind.PUBLIC


def _name(category: str, name: str) -> str:
    """ "Cuti Bersama Hari Raya Natal" is told as "Cuti bersama Natal"."""
    if category == "public":
        return name
    occasion = name.removeprefix("Cuti Bersama ").removeprefix("Hari Raya ").removeprefix("Hari Suci ")
    return f"Cuti bersama {occasion}"


def differences(year: int) -> list[Difference]:
    """What taking over the package's year would add, change and remove among the national days."""
    on_record = list(Holiday.objects.filter(date__year=year, agency_id__isnull=True, region=""))
    wanted = days_of(year)
    left = [row for row in on_record if row.pk not in _same(on_record, wanted)]
    found: list[Difference] = []
    for day in (day for day in wanted if not _there(day, on_record)):
        moved = min((row for row in left if _successor(row, day)), key=lambda row: row.date != day.date, default=None)
        if moved is None:
            found.append(Difference("add", day))
            continue
        left.remove(moved)
        found.append(Difference("change", _as_told(moved, day), moved))
    found += [Difference("remove", row, row) for row in left]
    return sorted(found, key=lambda one: (one.row.date, one.row.kind, one.row.name))


def _there(day: Holiday, rows: list[Holiday]) -> bool:
    return any(_equal(row, day) for row in rows)


def _same(rows: list[Holiday], wanted: list[Holiday]) -> set[int]:
    return {row.pk for row in rows if any(_equal(row, day) for day in wanted)}


def _equal(row: Holiday, day: Holiday) -> bool:
    return (row.date, row.kind, row.name, row.estimated) == (day.date, day.kind, day.name, day.estimated)


def _successor(row: Holiday, day: Holiday) -> bool:
    """The same day under another name, or the same holiday on another day; the same day comes first."""
    return row.kind == day.kind and (row.name == day.name or row.date == day.date)


def _as_told(row: Holiday, day: Holiday) -> Holiday:
    return Holiday(
        pk=row.pk, date=day.date, kind=day.kind, name=day.name, estimated=day.estimated, decree=row.decree,
        source=day.source,
    )  # fmt: skip
