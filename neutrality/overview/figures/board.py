"""The dashboard of leaders: one sentence naming the problem, five figures, four charts, each with its list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from neutrality import formats
from neutrality.accounts.models import Role, User
from neutrality.counsel import stage
from neutrality.organization.models import Agency, Contest
from neutrality.overview.figures import counting, kinds, weeks
from neutrality.overview.figures.cells import UnitFigure, per_thousand, unit_figures
from neutrality.workdays import calendar_for, today
from sanctions import queries as sanctions

READERS = (Role.INTAKE, Role.ALTERNATE_INTAKE, Role.REGISTRAR, Role.AUDITOR)
OFFICES = ("ppk", "sekda", "kepala_bkpsdm", "inspektur")
WITHHELD_SHOWN = 4
HISTORY_DAYS = 1_100  # of the weekly chart
NONE = "lain"  # in the address: cases outside any election


def may_read(user: User) -> bool:
    return user.agency_id is not None and (user.has_role(*READERS) or user.holds_office(*OFFICES))


@dataclass(frozen=True)
class Figure:
    """One of the five: the number, what stands under it, and the list it leads to."""

    label: str
    value: str
    note: str
    url: str
    unit: str = ""
    danger: bool = False


@dataclass(frozen=True)
class Problem:
    """The sentence on top."""

    tone: str  # bahaya, waspada, ok
    head: str
    rest: str
    url: str
    action: str


@dataclass(frozen=True)
class Holder:
    label: str
    running: int
    late: int
    longest: int | None  # working days


@dataclass(frozen=True)
class Board:
    """Everything that the page, the table of numbers and the export show."""

    agency: Agency
    on: date
    contest: Contest | None
    contests: list[Contest]
    leader: bool
    problem: Problem
    figures: list[Figure]
    asn: int
    totals: counting.Totals
    average: float | None
    units: list[UnitFigure]
    drawing: weeks.Drawing
    kinds: list[tuple[str, int]]
    holders: list[Holder]
    days: float | None

    @property
    def rated(self) -> list[UnitFigure]:
        return [row for row in self.units if row.rate is not None]

    @property
    def small(self) -> list[UnitFigure]:
        return [row for row in self.units if row.cases is not None and row.rate is None]

    @property
    def withheld(self) -> list[UnitFigure]:
        return [row for row in self.units if row.cases is None]

    @property
    def withheld_named(self) -> list[UnitFigure]:
        """The largest of them by name; the rest are a number."""
        return sorted(self.withheld, key=lambda row: (-row.asn, row.unit.name))[:WITHHELD_SHOWN]

    @property
    def withheld_rest(self) -> int:
        return len(self.withheld) - len(self.withheld_named)

    @property
    def rate_bars(self) -> list[dict[str, Any]]:
        """Rows for the bars: those beyond twice the average stand out."""
        above = 2 * (self.average or 0)
        return [
            {"label": row.unit.name, "value": row.rate, "text": formats.number(row.rate or 0, 1),
             "tone": "hi" if self.average and (row.rate or 0) > above else ""}
            for row in self.rated
        ]  # fmt: skip

    @property
    def kind_bars(self) -> list[dict[str, Any]]:
        return [
            {"label": kinds.LABELS[kind], "value": number, "tone": "lo" if kind == kinds.OTHER else "",
             "text": formats.number(number)}
            for kind, number in self.kinds
        ]  # fmt: skip

    @property
    def held(self) -> int:
        return sum(row.running for row in self.holders)


def contest_of(user: User, asked: str | None) -> Contest | None:
    """The election that was asked for; without a wish the latest one of the agency."""
    mine = Contest.objects.filter(agency=user.agency_id)
    if asked == NONE:
        return None
    return mine.filter(catalogue_id=asked or "").first() or mine.order_by("-catalogue_id").first()


def build(user: User, asked: str | None = None) -> Board:
    """For an account that ``may_read``. The number of queries does not depend on the number of cases."""
    agency = user.agency
    if agency is None:
        raise ValueError("Figures belong to an agency.")
    on, contest = today(agency), contest_of(user, asked)
    cases = counting.of_contest(counting.counted_for(user, agency), contest.pk if contest else None)
    totals = counting.totals(cases, on)
    offices = counting.by_office(agency, cases, on)
    asn = sum(people for _unit, people, _cases in offices)
    days = counting.working_days_to_decision(cases, agency)
    found = counting.by_week(cases, date.fromordinal(on.toordinal() - HISTORY_DAYS))
    leader = not user.has_role(*READERS)  # figures, not lists of cases
    return Board(
        agency=agency, on=on, contest=contest, contests=list(Contest.objects.filter(agency=agency).order_by("-catalogue_id")),
        leader=leader, problem=_problem(user, cases, totals, on, leader), figures=_figures(totals, asn, days, leader), asn=asn,
        totals=totals, average=per_thousand(totals.confirmed, asn), units=unit_figures(offices),
        drawing=weeks.draw(found["opened"], found["decided"], on, _campaign(contest, agency)),
        kinds=kinds.group(counting.by_violation(cases)), holders=_holders(cases, agency, on), days=days,
    )  # fmt: skip


def _campaign(contest: Contest | None, agency: Agency) -> tuple[date, date] | None:
    if contest is None:
        return None
    steps = {step.name: step for step in stage.steps_of(contest, agency)}
    campaign = steps.get("kampanye")
    return (campaign.start, campaign.end) if campaign else None


def _numbers(anchor: str) -> str:
    return f"{reverse('overview:numbers')}#{anchor}"


def _figures(totals: counting.Totals, asn: int, days: float | None, leader: bool) -> list[Figure]:
    rate = per_thousand(totals.confirmed, asn)
    per = _("%(rate)s per 1.000 ASN, dari %(asn)s ASN") % {
        "rate": formats.number(rate or 0, 1), "asn": formats.number(asn),
    } if rate is not None else _("belum ada ASN terdaftar")  # fmt: skip
    return [
        Figure(_("Kasus terkonfirmasi"), formats.number(totals.confirmed), per, _numbers("unit")),
        Figure(
            _("Sedang berjalan"), formats.number(totals.running), _("belum diputus"),
            _numbers("pemegang") if leader else "/kasus/",
        ),
        Figure(
            _("Sudah diputus"), formats.number(totals.decided),
            _("%(proven)s terbukti, %(not)s tidak") % {
                "proven": formats.number(totals.proven), "not": formats.number(totals.not_proven),
            }, _numbers("minggu"),
        ),
        Figure(
            _("Lewat batas"), formats.number(totals.late),
            _("dari %(running)s kasus berjalan") % {"running": formats.number(totals.running)},
            _numbers("pemegang") if leader else "/kasus/?overdue=1", danger=totals.late > 0,
        ),
        Figure(
            _("Waktu sampai keputusan"), formats.number(round(days)) if days is not None else "–",
            _("dari pembukaan sampai keputusan") if days is not None else _("belum ada lima keputusan"), _numbers("minggu"),
            unit=_("hari kerja, median") if days is not None else "",
        ),
    ]  # fmt: skip


def _problem(user: User, cases: Any, totals: counting.Totals, on: date, leader: bool) -> Problem:
    mine = sum(1 for row in sanctions.queue_for(user) if row["signs"])
    url, action = (_numbers("pemegang"), _("Lihat angkanya")) if leader else ("/kasus/?overdue=1", _("Buka daftarnya"))
    if mine:
        url, action = "/keputusan/", _("Buka keputusan saya")
    waiting = ngettext(
        "%(n)s keputusan menunggu tanda tangan Anda.", "%(n)s keputusan menunggu tanda tangan Anda.", mine
    ) % {"n": formats.number(mine)} if mine else ""  # fmt: skip
    if totals.late:
        basis = counting.late_by_basis(cases, on)
        words = {"late": formats.number(totals.late), "statute": formats.number(basis.get("statute", 0))}
        head = (
            _("%(late)s kasus lewat batas, %(statute)s di antaranya batas peraturan.") % words
            if basis.get("statute")
            else _("%(late)s kasus lewat batas internal instansi.") % words
        )
        return Problem("bahaya", head, waiting or _("Atasan pemegang tugas sudah diberi tahu."), url, action)
    if mine:
        return Problem("waspada", waiting, _("Tidak ada kasus yang lewat batas."), url, action)
    return Problem("ok", _("Tidak ada kasus yang lewat batas."), "", _numbers("pemegang"), _("Lihat angkanya"))


def _holders(cases: Any, agency: Agency, on: date) -> list[Holder]:
    labels = {
        "desk": _("Telaah BKPSDM"), "superior": _("Atasan"), "team": _("Tim pemeriksa atau majelis"),
        "ppk": agency.head_title, "service": _("Penyampaian dan pelaksanaan"),
    }  # fmt: skip
    found, calendar = counting.by_holder(cases, on), calendar_for(agency)
    return [
        Holder(
            label, row.running, row.late, max(0, calendar.working_days_between(row.since, on)) if row.since else None
        )
        for key, label in labels.items()
        if (row := found.get(key)) is not None
    ]
