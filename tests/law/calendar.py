"""A calendar for pure tests: Monday to Friday, and the days off that a test names."""

from collections.abc import Iterable
from datetime import date, timedelta


class Weekdays:
    version = "test"

    def __init__(self, days_off: Iterable[date] = ()) -> None:
        self.days_off = frozenset(days_off)

    def worked(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.days_off

    def add_working_days(self, start: date, number: int) -> date:
        day = start
        while number:
            day += timedelta(days=1)
            number -= self.worked(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.worked(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
