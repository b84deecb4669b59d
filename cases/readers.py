"""The "Jejak akses" of a case: who read, printed and did what, and hints on unusual readers.

All of it is made from the journal. Rows of one reader about one thing within a few minutes are told as one line with
their number; the journal keeps each. A hint is a reason to ask, never a finding: outside working hours, the same file
again and again on one day, many files within an hour, a reader who holds no task in the case today.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import competence
from cases.models import Case, Exhibit
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.audit import events
from neutrality.audit.actions import ONE_LOOK
from neutrality.audit.models import JournalEntry
from neutrality.documents.models import OfficialDocument
from neutrality.workdays import calendar_for

# Readings, told apart from acts: an act is expected of whoever has the task.
READINGS = ("subject.opened", "subject.printed", "subject.exported", "subject.downloaded", "exhibit.downloaded",
            "exhibit.previewed")  # fmt: skip
DAY_BEGINS, DAY_ENDS = 6, 20  # hours on the clock of the installation
OFTEN = 8  # readings of one case on one day by a reader without a task in it
OFTEN_AT_WORK = 40  # and by one who has: each tab and each letter is a reading
MANY, WITHIN = 12, timedelta(hours=1)  # different cases opened
LOOKED_AT = 400


@dataclass(frozen=True)
class Hint:
    """One sentence on one reader; ``when`` is the last day that it speaks of, for people."""

    who: str
    text: str
    when: str


def hints_on(case: Case, rows: Sequence[JournalEntry]) -> list[Hint]:
    """What is unusual among the readings in ``rows`` (newest first); four queries whatever their number."""
    read = [row for row in rows if row.event in READINGS and row.actor_id is not None]
    by_reader: dict[int, list[JournalEntry]] = {}
    for row in read:
        by_reader.setdefault(int(row.actor_id or 0), []).append(row)
    users = User.objects.filter(pk__in=by_reader).select_related("person").in_bulk()
    tasks = _with_a_task(case, users.values())
    calendar = calendar_for(case.agency)
    hasty = _hasty(case, by_reader)
    found: list[Hint] = []
    for pk, own in by_reader.items():
        texts = [_out_of_hours(own, calendar), _often(own, OFTEN_AT_WORK if pk in tasks else OFTEN), hasty.get(pk, "")]
        texts.append("" if pk in tasks else _("Tidak memegang tugas dalam perkara ini hari ini; membaca karena peran."))
        last = formats.day(own[0].at, "pendek")
        found += [Hint(own[0].actor_label, text, last) for text in texts if text]
    return found


def _out_of_hours(rows: Sequence[JournalEntry], calendar: Any) -> str:
    odd = 0
    for row in rows:
        local = timezone.localtime(row.at)
        odd += not (DAY_BEGINS <= local.hour < DAY_ENDS) or not calendar.is_working_day(local.date())
    return _("Dibaca %(number)s kali di luar jam atau hari kerja.") % {"number": odd} if odd else ""


def _often(rows: Sequence[JournalEntry], often: int) -> str:
    most = max(Counter(timezone.localtime(row.at).date() for row in rows).values())
    return _("Dibaca %(number)s kali dalam satu hari.") % {"number": most} if most >= often else ""


def _hasty(case: Case, by_reader: dict[int, list[JournalEntry]]) -> dict[int, str]:
    """Readers who opened many different cases around the hour in which they last opened this one."""
    found = {}
    for pk, rows in by_reader.items():
        around = (rows[0].at - WITHIN, rows[0].at + WITHIN)
        number = (
            JournalEntry.objects.filter(
                agency_id=case.agency_id, subject_type="case", event="subject.opened", actor_id=pk, at__range=around
            )
            .order_by()
            .values("subject_code")
            .distinct()[: MANY + 1]
            .count()
        )
        if number >= MANY:
            found[pk] = _("Membuka %(number)s perkara atau lebih dalam satu jam.") % {"number": MANY}
    return found


def _with_a_task(case: Case, users: Iterable[User]) -> set[int]:
    """Accounts whose task in the case shows today: a tier, the team, an initial, the desk of this case."""
    people = set(case.accesses.filter(ended_on__isnull=True).values_list("person_id", flat=True))
    posts = set(case.accesses.filter(ended_on__isnull=True).values_list("position_id", flat=True))
    posts |= set(case.tiers.filter(reached_on__isnull=False).values_list("position_id", flat=True))
    return {
        user.pk
        for user in users
        if (user.person_id and user.person_id in people)
        or posts & set(user.position_ids)
        or competence.is_desk(case, user)
    }


def trail_of(case: Case) -> QuerySet[JournalEntry]:
    """Rows about the case, its letters and its exhibits, newest first."""
    from neutrality.audit.queries import trail

    return trail(case).order_by("-id")


# --- the trail as it is shown --------------------------------------------------------------


@dataclass
class Line:
    """One line: ``first`` to ``last``, who, what was done to what, how many rows of the journal it stands for."""

    first: datetime
    last: datetime
    who: str
    did: str
    what: str
    times: int = 1


def lines_of(rows: Sequence[JournalEntry]) -> list[Line]:
    """``rows`` (newest first) as lines; two queries whatever their number."""
    names = _names(rows)
    lines: list[Line] = []
    for row in rows:
        what, before = names.get((row.subject_type, row.subject_code), ""), lines[-1] if lines else None
        did = events.label(row.event)
        if (
            before is not None
            and row.event in READINGS
            and (before.who, before.did, before.what) == (row.actor_label, did, what)
            and before.first - row.at <= ONE_LOOK
        ):
            before.first, before.times = row.at, before.times + 1
        else:
            lines.append(Line(row.at, row.at, row.actor_label, did, what))
    return lines


def _names(rows: Sequence[JournalEntry]) -> dict[tuple[str, str], str]:
    """What people call a letter or an exhibit, by its subject in the journal."""
    codes: dict[str, set[str]] = {"document": set(), "exhibit": set()}
    for row in rows:
        codes.get(row.subject_type, set()).add(row.subject_code)
    letters = OfficialDocument.objects.filter(code__in=codes["document"])
    exhibits = Exhibit.objects.filter(code__in=codes["exhibit"]).values_list("code", "label")
    return {("document", one.code): str(one) for one in letters} | {
        ("exhibit", code): _("Bukti %(label)s") % {"label": label} for code, label in exhibits
    }
