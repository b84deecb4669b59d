"""Who must never see a report, decided before anybody opens it.

Names, posts and units told are matched against all who hold rights of desk, audit,
administration, Sekda and PPK. A hit, or the reporter's wish, sends the report to the
alternate desk; for the walled it does not exist at any door. Where both desks are touched,
the desk that still has somebody left takes it, else the province's. The same is asked again
whenever somebody receives a right later.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from cases import wallmatch
from cases.models import Case, CaseWall, Report, ReportLink, ReportWall
from cases.wallmatch import Holder, office_words
from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.audit.actions import SYSTEM, record
from neutrality.organization.models import Agency, Appointment, Employee, OrgUnit, Person, Position
from neutrality.organization.names import plain, search_name_of
from neutrality.workdays import today

WATCHED_ROLES = (Role.INTAKE, Role.ALTERNATE_INTAKE, Role.AUDITOR, Role.ADMIN, Role.REGISTRAR)
WATCHED_OFFICES = (
    Position.Office.PPK, Position.Office.SEKDA, Position.Office.HEAD_BKPSDM, Position.Office.INSPEKTUR,
)  # fmt: skip
SAME_NAME_MOST = 10  # a name that more people bear walls nobody by name alone


def file_report(report: Report, told: Mapping[str, Any]) -> None:
    """Choose the desk of a new report and set its walls, in the transaction that creates it."""
    holders = holders_of_rights(report.agency)
    hits = _hits(report, told, holders)
    desk, agency = _choose_desk(report, told, holders, hits)
    if (desk, agency) != (report.desk, report.agency):
        report.desk, report.agency = desk, agency
        report.save(update_fields=["desk", "agency"])
    _wall(report, hits)
    _wall_people_of_the_register(report, told)


def add_wishes(report: Report, texts: list[str], *, actor: User) -> None:
    """Further people who must not read it. Walls are only ever added; the desk may change."""
    told = told_of(report)
    told["not_to_be_read_by"] = list(dict.fromkeys([*told.get("not_to_be_read_by", []), *texts]))
    report.told = json.dumps(told, ensure_ascii=False)
    report.save(update_fields=["told"])
    before = report.desk
    file_report(report, told)
    copy_to_cases(report)
    record("report.walled", actor=actor, subject=report, changes={"desk": [before, report.desk], "walls": len(texts)})


def _hits(report: Report, told: Mapping[str, Any], holders: Iterable[Holder]) -> dict[Holder, str]:
    """Holders that the report touches, each with the reason of the wall."""
    people, wishes = wallmatch.told_people(told), list(told.get("not_to_be_read_by", []))
    story = f"{report.narrative}\n{report.place}"
    hits: dict[Holder, str] = {}
    for holder in holders:
        if any(wallmatch.wished(text, holder) for text in wishes):
            hits[holder] = ReportWall.Reason.ASKED
        elif any(wallmatch.means(row, holder) for row in people) or wallmatch.named_in(story, holder):
            hits[holder] = ReportWall.Reason.TOLD
    return hits


def _choose_desk(
    report: Report, told: Mapping[str, Any], holders: list[Holder], hits: Mapping[Holder, str]
) -> tuple[str, Agency]:
    touched = {
        Report.Desk.MAIN: any(holder.main for holder in hits),
        Report.Desk.ALTERNATE: any(holder.alternate for holder in hits),
    }
    story_touches = wallmatch.desk_named_in(f"{report.narrative}\n{report.place}", holders)
    if not (hits or told.get("not_to_be_read_by") or story_touches):
        return Report.Desk.MAIN, report.agency
    if not touched[Report.Desk.ALTERNATE]:
        return Report.Desk.ALTERNATE, report.agency
    if not touched[Report.Desk.MAIN]:
        return Report.Desk.MAIN, report.agency
    for desk, role in ((Report.Desk.ALTERNATE, Role.ALTERNATE_INTAKE), (Report.Desk.MAIN, Role.INTAKE)):
        if _members(report.agency, role) - {holder.user_id for holder in hits}:
            return desk, report.agency
    above = report.agency.parent
    if above is not None and _members(above, Role.INTAKE):
        return Report.Desk.MAIN, above
    return Report.Desk.ALTERNATE, report.agency


def _members(agency: Agency, role: str) -> set[int | None]:
    grants = RoleGrant.objects.on(today(agency)).filter(role=role, user__agency=agency, user__is_active=True)
    return set(grants.values_list("user_id", flat=True))


def _wall(report: Report, hits: Mapping[Holder, str]) -> int:
    """Rows for holders not walled yet; the number added."""
    known = {(wall.account_id, wall.person_id) for wall in report.walls.all()}
    rows = [
        ReportWall(report=report, account_id=holder.user_id, person_id=holder.person_id, reason=reason)
        for holder, reason in hits.items()
        if (holder.user_id, holder.person_id) not in known
    ]
    ReportWall.objects.bulk_create(rows)
    return len(rows)


def _wall_people_of_the_register(report: Report, told: Mapping[str, Any]) -> None:
    """Whoever is told by NIP or by a full name: the report stays closed to them whatever they become."""
    names = {
        ReportWall.Reason.TOLD: [row.get("name", "") for row in wallmatch.told_people(told)],
        ReportWall.Reason.ASKED: list(told.get("not_to_be_read_by", [])),
    }
    nips = ["".join(filter(str.isdigit, row.get("nip", ""))) for row in wallmatch.told_people(told)]
    by_nip = Employee.objects.filter(nip__in=[nip for nip in nips if len(nip) == 18])
    found: dict[int, str] = dict.fromkeys(by_nip.values_list("pk", flat=True), ReportWall.Reason.TOLD)
    for reason, texts in names.items():
        for text in texts:
            name = search_name_of(text)
            if len(name.split()) < 2:
                continue
            same = list(
                Person.objects.filter(agency=report.agency, search_name=name).values_list("pk", flat=True)[
                    : SAME_NAME_MOST + 1
                ]
            )
            if len(same) <= SAME_NAME_MOST:
                found |= {pk: reason for pk in same if pk not in found}
    walled = set(report.walls.exclude(person=None).values_list("person_id", flat=True))
    ReportWall.objects.bulk_create(
        ReportWall(report=report, person_id=pk, reason=reason) for pk, reason in found.items() if pk not in walled
    )


# --- Who holds rights -----------------------------------------------------------


def holders_of_rights(agency: Agency, *, only: User | None = None) -> list[Holder]:
    """Everyone whose rights reach reports of the agency, now or from a grant that begins later."""
    grants = RoleGrant.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today(agency)), role__in=WATCHED_ROLES, user__is_active=True
    )
    users = User.objects.filter(Q(agency=agency) | Q(agency__isnull=True), is_active=True).filter(
        Q(pk__in=grants.values("user_id")) | Q(is_staff=True) | Q(is_superuser=True)
    )
    if only is not None:
        users = users.filter(pk=only.pk)
    roles: dict[int, set[str]] = {}
    for user_id, role in grants.values_list("user_id", "role"):
        roles.setdefault(user_id, set()).add(role)
    accounts = list(users.select_related("person__employee"))
    officers = {
        row.person_id: row
        for row in Appointment.objects.on(today(agency))
        .filter(agency=agency, position__office__in=WATCHED_OFFICES)
        .select_related("person__employee", "position")
    }
    if only is not None:
        officers = {pk: row for pk, row in officers.items() if pk == only.person_id}
    people: dict[int, Person] = {row.person_id: row.person for row in officers.values()}
    people |= {user.person_id: user.person for user in accounts if user.person_id and user.person}
    accounts_of = {user.person_id: user for user in User.objects.filter(person__in=people)}
    posts = _posts_of(people, today(agency))
    found = [_holder(user, user.person, roles.get(user.pk, set()), officers, posts) for user in accounts]
    done = {user.person_id for user in accounts}
    found += [
        _holder(accounts_of.get(pk), person, set(), officers, posts) for pk, person in people.items() if pk not in done
    ]
    return found


@dataclass(frozen=True)
class _Post:
    """One post of a holder: its words, those of its unit and the units above, their abbreviations."""

    duty: frozenset[str]
    units: tuple[frozenset[str], ...]
    short: frozenset[str]


def _holder(
    user: User | None,
    person: Person | None,
    roles: set[str],
    officers: Mapping[int, Appointment],
    posts: Mapping[int, list[_Post]],
) -> Holder:
    office = officers[person.pk].position.office if person and person.pk in officers else ""
    held = posts.get(person.pk, []) if person else []
    employee = getattr(person, "employee", None) if person else None
    return Holder(
        user_id=user.pk if user else None,
        person_id=person.pk if person else None,
        name=person.search_name if person else search_name_of(user.display_name if user else ""),
        nip=employee.nip if employee else "",
        posts=tuple(post.duty for post in held),
        units=tuple(unit for post in held for unit in post.units),
        short=frozenset().union(*(post.short for post in held)),
        main=Role.INTAKE in roles or office == Position.Office.HEAD_BKPSDM,
        alternate=Role.ALTERNATE_INTAKE in roles or office == Position.Office.INSPEKTUR,
        reads=bool(roles & {Role.INTAKE, Role.ALTERNATE_INTAKE, Role.AUDITOR})
        or office in (Position.Office.HEAD_BKPSDM, Position.Office.INSPEKTUR),
    )


def _posts_of(people: Iterable[int], day: date) -> dict[int, list[_Post]]:
    """By person; two queries."""
    rows = list(Appointment.objects.on(day).filter(person__in=list(people)).select_related("position__unit"))
    paths = {path for row in rows for path in _line(row.position.unit.path)}
    named = OrgUnit.objects.filter(path__in=paths).values_list("path", "name", "short_name")
    units = {path: (name, short) for path, name, short in named}
    found: dict[int, list[_Post]] = {}
    for row in rows:
        names = [text for path in _line(row.position.unit.path) for text in units.get(path, ()) if text]
        short = [plain(units[path][1]) for path in _line(row.position.unit.path) if path in units]
        found.setdefault(row.person_id, []).append(
            _Post(
                office_words(row.position.name),
                tuple(words for words in map(office_words, names) if words),
                frozenset(name for name in short if name and " " not in name),
            )
        )
    return found


def _line(path: str) -> list[str]:
    """Paths of a unit and the units above it, without the root."""
    return [path[:end] for end in range(2 * OrgUnit.steplen, len(path) + 1, OrgUnit.steplen)]


# --- Rights that come later -------------------------------------------------------


def recheck(user: User) -> int:
    """Wall ``user`` off from every report that means them; after a grant, an appointment, a new link.

    The number of reports that received a wall. One journal row each, on the report's chain.
    """
    agencies = Agency.objects.filter(pk=user.agency_id) if user.agency_id else Agency.objects.all()
    return sum(_recheck(agency, holders_of_rights(agency, only=user)) for agency in agencies)


def recheck_all() -> int:
    """The same for all holders: rights and posts that came by an import raise no signal."""
    return sum(_recheck(agency, holders_of_rights(agency)) for agency in Agency.objects.all())


def _recheck(agency: Agency, holders: list[Holder]) -> int:
    if not holders:
        return 0
    added = 0
    for report in Report.objects.filter(agency=agency).prefetch_related("walls").iterator(chunk_size=500):
        new = _wall(report, _hits(report, told_of(report), holders))
        if new:
            added += 1
            copy_to_cases(report)
            record("report.walled", actor=SYSTEM, subject=report, changes={"walls": new})
    return added


def told_of(report: Report) -> dict[str, Any]:
    """What was told beside the narrative: persons, links, not_to_be_read_by, posts."""
    told: dict[str, Any] = json.loads(report.told) if report.told else {}
    return told


def copy_to_cases(report: Report, case: Case | None = None) -> None:
    """Whoever is walled on a report is walled on the cases opened from it: as a person where one is
    known, else as an account."""
    people = set(report.walls.exclude(person=None).values_list("person_id", flat=True))
    accounts: set[int] = set()
    walled = User.objects.filter(pk__in=report.walls.values("account_id")).values_list("pk", "person_id")
    for account_id, person_id in walled:
        if person_id is None:
            accounts.add(account_id)
        else:
            people.add(person_id)
    opened = (
        [case]
        if case
        else list(Case.objects.filter(incident__in=ReportLink.objects.filter(report=report).values("incident")))
    )
    fields = {"reason": CaseWall.Reason.REPORT_WALL, "since": today(report.agency)}
    rows = [CaseWall(case=one, person_id=pk, **fields) for one in opened for pk in people]
    rows += [CaseWall(case=one, account_id=pk, **fields) for one in opened for pk in accounts]
    CaseWall.objects.bulk_create(rows, ignore_conflicts=True)
