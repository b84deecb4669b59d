"""From a draft circular to every reader's "telah membaca dan memahami"."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from neutrality.accounts.models import Role, User
from neutrality.audit.actions import SYSTEM, Actor, record
from neutrality.documents import actions as documents
from neutrality.documents.codes import Basis
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.notifications.actions import notify_many
from neutrality.organization.models import Appointment, OrgUnit, Position
from neutrality.outbox.actions import owe
from neutrality.prevention import letters, queries
from neutrality.prevention.models import Circular, Reading
from neutrality.workdays import today

COMPOSERS = (Role.INTAKE,)
SIGNING_OFFICES = (Position.Office.PPK, Position.Office.SEKDA)
TEXT = ("about", "background", "purpose", "scope", "basis", "content", "closing", "to_everyone", "read_by")
BATCH = 1_000


def may_compose(user: User) -> bool:
    return user.has_role(*COMPOSERS)


@transaction.atomic
def compose(*, actor: User, fields: Mapping[str, Any], targets: Sequence[OrgUnit] = ()) -> Circular:
    """A draft. ``fields`` holds the TEXT fields and ``signer`` (an Appointment of PPK or Sekda)."""
    if not may_compose(actor) or actor.agency is None:
        raise Refusal("not_yours", _("Surat edaran disusun BKPSDM."), status=403)
    circular = Circular(agency=actor.agency, code=random_code("ED", today()), drafted_by=actor)
    _fill(circular, fields)
    _check(circular, targets)
    circular.save()
    circular.targets.set(targets)
    record("circular.drafted", actor=actor, subject=circular, changes={"about": circular.about})
    return circular


@transaction.atomic
def change(*, code: str, actor: User, fields: Mapping[str, Any], targets: Sequence[OrgUnit] = ()) -> Circular:
    """Change a draft; an issued text changes only through ``new_version``."""
    circular = _draft(code, actor)
    before = {name: getattr(circular, name) for name in TEXT}
    _fill(circular, fields)
    _check(circular, targets)
    circular.save()
    circular.targets.set(targets)
    changes = {
        name: [before[name], getattr(circular, name)] for name in TEXT if before[name] != getattr(circular, name)
    }
    record("circular.changed", actor=actor, subject=circular, changes=changes)
    return circular


@transaction.atomic
def new_version(*, code: str, actor: User) -> Circular:
    """A draft of the next version of an issued circular; issuing it asks everyone to read again."""
    old = visible(code, actor)
    if not may_compose(actor):
        raise Refusal("not_yours", _("Surat edaran disusun BKPSDM."), status=403)
    if old.state != Circular.State.ISSUED:
        raise Refusal("wrong_status", _("Versi baru dibuat dari edaran yang sudah terbit."))
    existing = Circular.objects.filter(replaces=old).first()
    if existing:
        return existing
    copied = {name: getattr(old, name) for name in TEXT} | {"signer": old.signer}
    new = Circular(
        agency=old.agency,
        code=random_code("ED", today()),
        drafted_by=actor,
        version=old.version + 1,
        replaces=old,
        **copied,
    )
    new.read_by = max(new.read_by, today() + timedelta(days=14))
    new.save()
    new.targets.set(old.targets.all())
    record("circular.drafted", actor=actor, subject=new, changes={"replaces": old.code})
    return new


def _fill(circular: Circular, fields: Mapping[str, Any]) -> None:
    for name in (*TEXT, "signer"):
        if name in fields:
            setattr(circular, name, fields[name])


def _check(circular: Circular, targets: Sequence[OrgUnit]) -> None:
    problems: dict[str, list[str]] = {}
    if not circular.to_everyone and not targets:
        problems["targets"] = [_("Pilih perangkat daerah, atau kirim kepada semua.")]
    if any(unit.agency_id != circular.agency_id for unit in targets):
        problems["targets"] = [_("Pilih perangkat daerah dari instansi Anda.")]
    if not circular.content:
        problems["content"] = [_("Tulis sedikitnya satu ketentuan.")]
    if not circular.basis:
        problems["basis"] = [_("Tulis sedikitnya satu dasar.")]
    if circular.read_by < today():
        problems["read_by"] = [_("Batas membaca sudah lewat. Pilih tanggal mulai hari ini.")]
    signer = circular.signer
    if signer and (signer.agency_id != circular.agency_id or signer.position.office not in SIGNING_OFFICES):
        problems["signer"] = [_("Surat edaran ditandatangani kepala daerah atau Sekretaris Daerah.")]
    if problems:
        raise Refusal("circular_incomplete", _("Draf edaran belum lengkap."), fields=problems, status=400)


def _signer(circular: Circular, actor: User, signer: Appointment | None, day: date, scan: bytes | None) -> Appointment:
    """Who signs on ``day``: in office then, of a signing office, on screen or proved by a scan."""
    if signer is None:
        raise Refusal(
            "signer_missing",
            _("Pilih pejabat yang menandatangani."),
            fields={"signer": [_("Pilih kepala daerah atau Sekretaris Daerah.")]},
            status=400,
        )
    if day > today():
        raise Refusal(
            "date_in_future",
            _("Tanggal tanda tangan belum tiba."),
            status=400,
            fields={"acted_on": [_("Isi tanggal hari ini atau sebelumnya.")]},
        )
    if not Appointment.objects.on(day).filter(pk=signer.pk).exists():
        raise Refusal(
            "not_in_office",
            _("%(who)s tidak memegang jabatan itu pada tanggal tersebut.") % {"who": signer.person.full_name},
        )
    if signer.position.office not in SIGNING_OFFICES or signer.agency_id != circular.agency_id:
        raise Refusal("signer_not_allowed", _("Surat edaran ditandatangani kepala daerah atau Sekretaris Daerah."))
    if signer.person_id != actor.person_id and scan is None:
        raise Refusal(
            "scan_missing",
            _("Lampirkan pindaian naskah yang ditandatangani %(who)s.") % {"who": signer.title},
            fields={"scan": [_("Lampirkan pindaian.")]},
            status=400,
        )
    return signer


@transaction.atomic
def issue(
    *,
    code: str,
    actor: User,
    acted_by: Appointment | None = None,
    acted_on: date | None = None,
    scan: bytes | None = None,
) -> Circular:
    """Sign, number and issue. The signer does it on screen, or BKPSDM records it from a scan.

    The PDF and the readers' list are owed to the outbox; nobody is told before both stand.
    """
    circular = _draft(code, actor)
    day = acted_on or today()
    signer = _signer(circular, actor, acted_by or circular.signer, day, scan)
    circular.signer = signer
    document = documents.create_draft(
        kind="P20_SURAT_EDARAN",
        actor=actor,
        agency=circular.agency,
        issuing_unit=letters.issuing_unit(circular),
        owner=("circular", circular.code),
        context=letters.circular_context(circular, signer, day),
    )
    circular.document = documents.issue(
        document=document,
        actor=actor,
        dated=day,
        signed_by=signer,
        basis=Basis.SCAN if scan else Basis.SCREEN,
        scan=scan,
    )
    circular.state, circular.issued_on = Circular.State.ISSUED, day
    circular.save()
    if circular.replaces_id:
        Circular.objects.filter(pk=circular.replaces_id).update(state=Circular.State.REPLACED)
    owe("prevention.deliver", key=f"prevention.deliver:{circular.code}", payload={"circular": circular.code})
    record(
        "circular.issued",
        actor=actor,
        subject=circular,
        changes={"number": circular.number, "signer": signer.code, "acted_on": day},
    )
    return circular


@transaction.atomic
def deliver(*, code: str) -> None:
    """Write the list of readers and tell them; safe to repeat."""
    circular = Circular.objects.select_for_update(of=("self",)).get(code=code)
    if circular.delivered:
        return
    readers = queries.expected_readers(circular, circular.issued_on or today())
    Reading.objects.bulk_create(readers, batch_size=BATCH, ignore_conflicts=True)
    _tell(circular, queries.accounts_of(circular.readings.all()), key=f"circular:{circular.code}")
    circular.delivered = True
    circular.save(update_fields=["delivered"])
    record("circular.delivered", actor=SYSTEM, subject=circular, changes={"readers": len(readers)})


def _tell(circular: Circular, accounts: Iterable[User], key: str) -> None:
    link = f"/edaran/{circular.code}/baca/"
    notify_many(accounts, "circular", key=key, link=link, number=circular.number, due=circular.read_by)


@transaction.atomic
def open_reading(*, code: str, actor: User) -> Reading | None:
    """The text was opened by one who must read it; None for others who may see it."""
    circular = visible(code, actor)
    if actor.person_id is None:
        return None
    reading = circular.readings.select_for_update().filter(person_id=actor.person_id).first()
    if reading and reading.opened_on is None:
        reading.opened_on = today()
        reading.save(update_fields=["opened_on"])
    return reading


@transaction.atomic
def acknowledge(*, code: str, actor: User) -> Reading:
    """ "Telah membaca dan memahami", once; a second time changes nothing."""
    reading = open_reading(code=code, actor=actor)
    if reading is None:
        raise Refusal("not_a_reader", _("Edaran ini tidak ditujukan kepada Anda, jadi tidak perlu Anda nyatakan."))
    circular = reading.circular
    if circular.state == Circular.State.REPLACED:
        raise Refusal("replaced", _("Edaran ini sudah diganti versi baru. Baca versi yang baru."))
    if reading.read_at is None:
        reading.read_at = timezone.now()
        reading.save(update_fields=["read_at"])
        record("circular.read", actor=actor, subject=circular, chain=f"reading:{circular.code}")
    return reading


@transaction.atomic
def remind(*, code: str, actor: User, units: Sequence[OrgUnit] = ()) -> int:
    """Remind those who have not read, in ``units`` or everywhere that ``actor`` answers for.

    At most one reminder a person a day. Gives the number of people reminded.
    """
    circular = visible(code, actor)
    if circular.state != Circular.State.ISSUED:
        raise Refusal("wrong_status", _("Hanya edaran yang terbit dapat diingatkan."))
    return _remind(circular, queries.waiting_for(circular, actor, units).exclude(reminded_on=today()), actor)


@transaction.atomic
def remind_of_itself(*, code: str) -> int:
    """The reminder that fell due last, for those who have had none since; running it again reminds nobody.

    A day on which the system stood still is made up for while the time for reading lasts.
    """
    circular = Circular.objects.select_for_update(of=("self",)).get(code=code)
    due = [day for day in queries.reminder_days(circular) if day <= today() <= circular.read_by]
    if circular.state != Circular.State.ISSUED or not due:
        return 0
    unread = circular.readings.filter(read_at__isnull=True)
    return _remind(circular, unread.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=max(due))), SYSTEM)


def _remind(circular: Circular, waiting: QuerySet[Reading], actor: Actor) -> int:
    ids = list(waiting.values_list("pk", flat=True))
    rows = Reading.objects.filter(pk__in=ids)
    _tell(circular, queries.accounts_of(rows), key=f"circular:{circular.code}:{today().isoformat()}")
    rows.update(reminded_on=today())
    if ids:
        record("circular.reminded", actor=actor, subject=circular, changes={"people": len(ids)})
    return len(ids)


def visible(code: str, actor: User) -> Circular:
    circular = Circular.objects.visible_to(actor).filter(code=code).select_related("document", "agency").first()
    if circular is None:
        raise Http404
    return circular


def _draft(code: str, actor: User) -> Circular:
    circular = Circular.objects.visible_to(actor).select_for_update(of=("self",)).filter(code=code).first()
    if circular is None:
        raise Http404
    signs = circular.signer is not None and circular.signer.person_id == actor.person_id
    if not may_compose(actor) and not signs:
        raise Refusal("not_yours", _("Draf edaran disusun BKPSDM dan ditandatangani pejabatnya."), status=403)
    if circular.state != Circular.State.DRAFT:
        raise Refusal("already_issued", _("Edaran ini sudah terbit. Buat versi baru untuk mengubahnya."))
    return circular


__all__ = [
    "acknowledge",
    "change",
    "compose",
    "deliver",
    "issue",
    "new_version",
    "open_reading",
    "remind",
    "remind_of_itself",
]
