"""What each kind of export holds, asked with the rights of whoever asked for it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, CaseWall, IncomingLetter, Recommendation, Report, ReportWall
from neutrality.accounts.models import Role, User
from neutrality.overview.figures import board
from neutrality.overview.models import Export
from sanctions.models import RegisterEntry

Row = list[str]
Coded = tuple[str, Row]  # the code that the journal keeps, and the cells


@dataclass(frozen=True)
class Content:
    """Title, header cells and rows of text; every cell is text, so that no digit is lost.

    Each row comes with the code of its subject (of type ``subject``): the journal keeps codes, never cells.
    """

    title: str
    header: Row
    rows: Iterable[Coded]
    subject: str
    nil: str  # what the file says when there is nothing


def build(export: Export) -> Content:
    return _BUILDERS[export.kind](export.requested_by, export.filters)


def may_ask(user: User, kind: str) -> bool:
    """The liaison may ask only for Bawaslu's own letters; BKPSDM and auditors for their own lists."""
    if user.has_role(Role.BAWASLU):
        return kind == Export.Kind.BAWASLU
    rights = {
        Export.Kind.BAWASLU: (Role.INTAKE, Role.AUDITOR),
        Export.Kind.CASES: (Role.INTAKE, Role.ALTERNATE_INTAKE, Role.AUDITOR),
        Export.Kind.REPORTS: (Role.INTAKE, Role.ALTERNATE_INTAKE),
        Export.Kind.REGISTER: (Role.INTAKE, Role.REGISTRAR, Role.AUDITOR),
        Export.Kind.IDIS: (Role.INTAKE, Role.ALTERNATE_INTAKE, Role.REGISTRAR),
    }
    if kind == Export.Kind.STATISTICS:
        return board.may_read(user)
    return kind in rights and user.has_role(*rights[Export.Kind(kind)])


def walls_of(user: User) -> int:
    """How many cases and reports are walled off from ``user``. Two queries."""
    person = Q(person_id=user.person_id) if user.person_id else Q(pk__in=[])
    return CaseWall.objects.of(user).count() + ReportWall.objects.filter(Q(account=user) | person).count()


def own_letters(user: User) -> QuerySet[IncomingLetter]:
    """Bawaslu's letters that ``user`` may follow: the liaison's agency, or the desk's own."""
    return IncomingLetter.objects.visible_to(user).filter(sender=IncomingLetter.Sender.BAWASLU)


def recommendations_for(user: User) -> QuerySet[Recommendation]:
    return (
        Recommendation.objects.filter(letter__in=own_letters(user))
        .select_related("letter")
        .order_by("-letter__dated", "letter__number", "pk")
    )


def _bawaslu(user: User, filters: dict[str, Any]) -> Content:
    rows = recommendations_for(user)
    if filters.get("from"):
        rows = rows.filter(letter__dated__gte=filters["from"])
    if filters.get("to"):
        rows = rows.filter(letter__dated__lte=filters["to"])
    return Content(
        title=_("Tindak lanjut surat Bawaslu"),
        header=[
            _("Nomor surat"),
            _("Tanggal surat"),
            _("Nama"),
            _("Yang diminta"),
            _("Batas"),
            _("Hasil"),
            _("Tingkat"),
            _("Nomor jawaban"),
            _("Tanggal jawaban"),
        ],
        rows=(
            (
                row.letter.code,
                [
                    row.letter.number,
                    _day(row.letter.dated),
                    row.name,
                    row.asks,
                    _day(row.due),
                    str(row.get_outcome_display()),
                    row.level,
                    row.reply_number,
                    _day(row.replied_on),
                ],
            )
            for row in rows.iterator(chunk_size=500)
        ),
        subject="letter",
        nil=_("Nihil: tidak ada surat Bawaslu pada masa ini."),
    )


def _cases(user: User, filters: dict[str, Any]) -> Content:
    rows = Case.objects.visible_to(user).select_related("person__employee", "unit").order_by("pk")
    if filters.get("status"):
        rows = rows.filter(status=filters["status"])
    if filters.get("track"):
        rows = rows.filter(track=filters["track"])
    return Content(
        title=_("Daftar perkara"),
        header=[
            _("Kode"),
            _("Terlapor"),
            "NIP",
            _("Unit kerja"),
            _("Jalur"),
            _("Status"),
            _("Dibuka"),
            _("Tenggat"),
        ],
        rows=(
            (
                row.code,
                [
                    row.code,
                    row.person.full_name,
                    _nip(row.person),
                    row.unit.name,
                    str(row.get_track_display()),
                    str(row.get_status_display()),
                    _day(row.opened_on),
                    _day(row.next_due),
                ],
            )
            for row in rows.iterator(chunk_size=500)
        ),
        subject="case",
        nil=_("Nihil: tidak ada perkara."),
    )


def _reports(user: User, filters: dict[str, Any]) -> Content:
    """Codes, channel and state only: nothing of what was told leaves the desk."""
    rows = Report.objects.visible_to(user).order_by("pk")
    if filters.get("status"):
        rows = rows.filter(status=filters["status"])
    return Content(
        title=_("Daftar laporan"),
        header=[_("Kode"), _("Saluran"), _("Keadaan"), _("Diterima"), _("Tenggat telaah")],
        rows=(
            (
                row.code,
                [row.code, row.channel, str(row.get_status_display()), _day(row.received_on), _day(row.review_due)],
            )
            for row in rows.iterator(chunk_size=500)
        ),
        subject="report",
        nil=_("Nihil: tidak ada laporan."),
    )


def _register(user: User, filters: dict[str, Any]) -> Content:
    rows = RegisterEntry.objects.visible_to(user).select_related("person__employee").order_by("register_number", "pk")
    return Content(
        title=_("Register hukuman disiplin"),
        header=[
            _("No."),
            _("Nama"),
            "NIP",
            _("Hukuman"),
            _("Nomor keputusan"),
            _("Tanggal"),
            _("Diterima"),
            _("Berlaku"),
            _("Berakhir"),
            _("Keadaan"),
        ],
        rows=(
            (
                row.code,
                [
                    str(row.register_number or ""),
                    row.person.full_name,
                    _nip(row.person),
                    row.sanction_title,
                    row.number,
                    _day(row.decided_on),
                    _day(row.received_on),
                    _day(row.in_force_on),
                    _day(row.ends_on),
                    str(row.get_state_display()),
                ],
            )
            for row in rows.iterator(chunk_size=500)
        ),
        subject="register",
        nil=_("Nihil: belum ada hukuman yang tercatat."),
    )


def _statistics(user: User, filters: dict[str, Any]) -> Content:
    """What the dashboard shows, as its tables; small cells are withheld here too."""
    built = board.build(user, filters.get("contest"))
    few = _("kurang dari 5")
    units = [
        [_("Perangkat daerah"), row.unit.name, str(row.asn), few if row.cases is None else str(row.cases),
         "" if row.rate is None else f"{row.rate:.1f}"]
        for row in built.units
    ]  # fmt: skip
    sums = built.totals
    whole = [
        [_("Instansi"), label, "", str(number), ""]
        for label, number in (
            (_("Kasus terkonfirmasi"), sums.confirmed), (_("Sedang berjalan"), sums.running),
            (_("Sudah diputus"), sums.decided), (_("Terbukti"), sums.proven), (_("Tidak terbukti"), sums.not_proven),
            (_("Lewat batas"), sums.late),
        )
    ]  # fmt: skip
    by_kind = [[_("Jenis dugaan pelanggaran"), str(row["label"]), "", row["text"], ""] for row in built.kind_bars]
    held = [[_("Pemegang tugas"), row.label, "", str(row.running), ""] for row in built.holders]
    return Content(
        title=_("Statistik %(what)s") % {"what": built.contest.name if built.contest else _("di luar pemilihan")},
        header=[_("Bagian"), _("Uraian"), "ASN", _("Kasus"), _("Per 1.000 ASN")],
        rows=(("", row) for row in [*whole, *units, *by_kind, *held]),
        subject="statistics",
        nil=_("Nihil: belum ada angka."),
    )


_BUILDERS: dict[str, Callable[[User, dict[str, Any]], Content]] = {
    Export.Kind.BAWASLU: _bawaslu,
    Export.Kind.CASES: _cases,
    Export.Kind.REPORTS: _reports,
    Export.Kind.REGISTER: _register,
    Export.Kind.STATISTICS: _statistics,
}
SUPPORTED = tuple(_BUILDERS)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _nip(person: Any) -> str:
    employee = getattr(person, "employee", None)
    return employee.nip if employee else ""


def counted(rows: Iterable[Coded], tell: Callable[[int], None], every: int = 500) -> Iterator[Coded]:
    """Pass rows on, telling the number so far now and then."""
    number = 0
    for number, row in enumerate(rows, start=1):
        if number % every == 0:
            tell(number)
        yield row
    tell(number)
