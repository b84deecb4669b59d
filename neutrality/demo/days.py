"""What the calendar of the training city shows beside the national one, and the first run over its limits.

The national years come with the program: 2027 and later stand without their decree, so they are provisional.
"""

from datetime import date

from cases.actions import warnings
from neutrality.accounts.models import User
from neutrality.demo.staff import Staff
from neutrality.workdays.actions import save_holiday
from neutrality.workdays.models import Holiday, HolidayKind

LOCAL_DAY = date(2025, 10, 23)


def tell(staff: Staff) -> None:
    """A day of the city, and the warnings of what is half spent or late on the day of training."""
    day = Holiday(
        date=LOCAL_DAY, kind=HolidayKind.REGIONAL, name="Libur daerah contoh", agency_id=staff.agency.pk,
        decree="Keputusan Wali Kota contoh 1/2025", source="data contoh",
    )  # fmt: skip
    save_holiday(holiday=day, actor=User.objects.get(username="analis"))
    warnings.run()
