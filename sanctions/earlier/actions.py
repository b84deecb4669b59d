"""Compare a file of earlier sanctions with the register and, when asked, write it all or nothing."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.audit.actions import record, record_many
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.law.catalogue import load
from neutrality.organization.importer.rows import Problem
from neutrality.organization.models import Agency, Person
from neutrality.organization.rights import check, save_valid
from neutrality.workdays import today
from sanctions.earlier.rows import Row, understand
from sanctions.models import EarlierImport, RegisterEntry

SHOWN = 200
KEPT_DAYS = 7
_KEPT = ("sanction", "violations", "article", "state", "received_on", "in_force_on", "starts_on", "ends_on",
         "about_neutrality", "words", "level")  # fmt: skip
_SOURCE = "Impor hukuman lama"


@dataclass
class Plan:
    added: list[tuple[Row, Person]] = field(default_factory=list)
    changed: list[tuple[Row, RegisterEntry, dict[str, list[Any]]]] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    read: int = 0

    def counts(self) -> dict[str, int]:
        return {"added": len(self.added), "changed": len(self.changed), "same": self.same, "errors": len(self.problems)}

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed)


@dataclass
class Outcome:
    plan: Plan
    written: bool


@transaction.atomic
def run(*, actor: Any, agency: Agency, name: str, content: bytes, commit: bool = False) -> Outcome:
    """With ``commit`` and no problem every row is written; two imports of one agency wait for one another."""
    check(actor, agency)
    on = today(agency)
    file = understand(name, content, on)
    Agency.objects.select_for_update().get(pk=agency.pk)
    plan = _compare(file.rows, agency, getattr(actor, "person_id", None))
    plan.problems = sorted([*file.problems, *plan.problems], key=lambda problem: (problem.row, problem.column))
    plan.notices, plan.read = [*file.notices, *plan.notices], file.read
    if not commit or plan.problems or plan.is_empty:
        return Outcome(plan, written=False)
    _write(plan, actor, agency)
    digest = hashlib.sha256(content).hexdigest()
    record(
        "register.earlier_imported", actor=actor, subject=agency,
        changes={"file": name, "sha256": digest, "rows": plan.read} | plan.counts(),
    )  # fmt: skip
    return Outcome(plan, written=True)


def _compare(rows: list[Row], agency: Agency, own: int | None) -> Plan:
    plan = Plan()
    people = {
        person.employee.nip: person
        for person in Person.objects.filter(agency=agency, employee__nip__in={row.nip for row in rows}).select_related(
            "employee"
        )
    }
    entries = RegisterEntry.objects.filter(agency=agency, person__in=people.values()).select_related("decision")
    known = {(entry.person_id, entry.number, entry.decided_on): entry for entry in entries}
    for row in rows:
        person = people.get(row.nip)
        if person is None:
            plan.problems.append(Problem(row.row, "NIP", _("NIP itu tidak ada di data pegawai.")))
        elif person.pk == own:
            plan.problems.append(Problem(row.row, "NIP", _("Hukuman Anda sendiri diimpor petugas lain.")))
        else:
            _settle(plan, row, person, known.get((person.pk, row.number, row.decided_on)))
    return plan


def _settle(plan: Plan, row: Row, person: Person, entry: RegisterEntry | None) -> None:
    if entry is None:
        plan.added.append((row, person))
        return
    if entry.decision_id is not None:
        plan.notices.append(_("Baris %(row)s: keputusan ini ditetapkan di sini dan tidak diubah.") % {"row": row.row})
        plan.same += 1
        return
    told = {name: [getattr(entry, name), getattr(row, name)] for name in _KEPT}
    changes = {
        name: pair
        for name, pair in told.items()
        # An empty cell tells nothing about what a person has recorded since.
        if pair[0] != pair[1] and not (pair[1] is None and name in ("about_neutrality", "received_on", "in_force_on"))
    }
    if changes:
        plan.changed.append((row, entry, changes))
    else:
        plan.same += 1


def _write(plan: Plan, actor: Any, agency: Agency) -> None:
    made = [
        RegisterEntry(
            agency=agency, code=random_code("RG", row.decided_on), person=person, number=row.number,
            decided_on=row.decided_on, source=row.source or _SOURCE, **{name: getattr(row, name) for name in _KEPT},
        )
        for row, person in plan.added
    ]  # fmt: skip
    RegisterEntry.objects.bulk_create(made, batch_size=1_000)
    rows = [
        {"event": "register.earlier_added", "actor": actor, "subject": entry,
         "changes": {"sanction": [None, entry.sanction or entry.words], "state": [None, entry.state]}} for entry in made
    ]  # fmt: skip
    for _row, entry, changes in plan.changed:
        for name, (_old, new) in changes.items():
            setattr(entry, name, new)
        save_valid(entry)
        rows.append({"event": "register.changed", "actor": actor, "subject": entry, "changes": changes})
    record_many(rows)


# --- From the page ------------------------------------------------------------------
@transaction.atomic
def upload(*, actor: Any, agency: Agency, name: str, content: bytes) -> EarlierImport:
    """Compare and keep the file, encrypted, until somebody saves or drops it."""
    if len(content) > settings.UPLOAD_MAX_BYTES:
        sentence = _("Berkas terlalu besar. Bagi menurut tahun.")
        raise Refusal("too_large", sentence, fields={"file": [sentence]}, status=413)
    outcome = run(actor=actor, agency=agency, name=name, content=content)
    one = EarlierImport(agency=agency, requested_by=actor, file_name=name[-200:])
    one.keep(content)
    _remember(one, outcome.plan)
    one.save()
    return one


def _remember(one: EarlierImport, plan: Plan) -> None:
    titles = load().sanctions
    one.state = EarlierImport.State.FAULTY if plan.problems else EarlierImport.State.READY
    one.preview = {
        "counts": plan.counts(),
        "rows": plan.read,
        "notices": plan.notices[:50],
        "problems": [{"row": one.row, "column": one.column, "message": one.message} for one in plan.problems[:SHOWN]],
        "added": [
            f"{person.full_name}: {titles[row.sanction].title['id'] if row.sanction else f'{row.words} ({row.level})'},"
            f" {row.number}, {formats.day(row.decided_on)}"
            for row, person in plan.added[:SHOWN]
        ],
        "changed": [
            f"{entry.person.full_name}, {row.number}: "
            + "; ".join(f"{old or '–'} → {new or '–'}" for old, new in told.values())
            for row, entry, told in plan.changed[:SHOWN]
        ],
    }


@transaction.atomic
def save(*, actor: Any, one: EarlierImport) -> EarlierImport:
    """Write what the preview showed; where the register changed since, show it anew instead."""
    check(actor, one.agency)
    one = EarlierImport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=one.pk)
    if one.state != EarlierImport.State.READY:
        raise Refusal("not_ready", _("Hanya pratinjau tanpa kesalahan yang dapat disimpan."))
    how = {"actor": actor, "agency": one.agency, "name": one.file_name, "content": one.content()}
    fresh = run(**how).plan
    if fresh.counts() != one.preview["counts"]:
        _remember(one, fresh)
        one.save()
        return one
    run(**how, commit=True)
    return _close(one, EarlierImport.State.DONE)


@transaction.atomic
def drop(*, actor: Any, one: EarlierImport) -> EarlierImport:
    check(actor, one.agency)
    one = EarlierImport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=one.pk)
    if one.state in (EarlierImport.State.DONE, EarlierImport.State.DROPPED):
        raise Refusal("already_closed", _("Impor ini sudah selesai."))
    return _close(one, EarlierImport.State.DROPPED)


def _close(one: EarlierImport, state: str) -> EarlierImport:
    one.state, one.sealed = state, b""
    one.preview = {"counts": one.preview["counts"], "rows": one.preview["rows"]}  # names go with the file
    one.save()
    return one


def purge() -> int:
    """Files of previews that nobody saved within a week go; how many. Safe to repeat."""
    old = timezone.now() - timedelta(days=KEPT_DAYS)
    open_states = (EarlierImport.State.READY, EarlierImport.State.FAULTY)
    waiting = EarlierImport.objects.filter(requested_at__lt=old, state__in=open_states)
    for one in waiting:
        _close(one, EarlierImport.State.DROPPED)
    return len(waiting)


@transaction.atomic
def set_nature(*, actor: Any, entry: RegisterEntry, about_neutrality: bool) -> RegisterEntry:
    """Whether an earlier sanction was for a breach of neutrality, where its file did not say."""
    check(actor, entry.agency)
    entry = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.decision_id is not None:
        raise Refusal("decided_here", _("Sifat pelanggaran keputusan ini mengikuti pasalnya."))
    if getattr(actor, "person_id", None) == entry.person_id:
        raise Refusal("own_sanction", _("Hukuman Anda sendiri dicatat petugas lain."))
    before, entry.about_neutrality = entry.about_neutrality, about_neutrality
    entry.save(update_fields=["about_neutrality"])
    record("register.changed", actor=actor, subject=entry, changes={"about_neutrality": [before, about_neutrality]})
    return entry


@transaction.atomic
def end_those_over() -> int:
    """Earlier sanctions without a decision here end on their day; how many. Safe to repeat."""
    running = (RegisterEntry.State.IN_FORCE, RegisterEntry.State.SERVING)
    ended = 0
    for agency in Agency.objects.all():
        over = RegisterEntry.objects.filter(
            agency=agency, decision__isnull=True, state__in=running, ends_on__lt=today(agency)
        )
        for entry in over.select_for_update():
            before, entry.state = entry.state, RegisterEntry.State.ENDED
            entry.save(update_fields=["state"])
            record("register.changed", actor=None, subject=entry, changes={"state": [before, entry.state]})
            ended += 1
    return ended
