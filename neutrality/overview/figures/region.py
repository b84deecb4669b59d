"""A province and the agencies below it: figures where these agreed, nothing else, and never a file or a small cell."""

from dataclasses import dataclass

from django.db.models import Count, Q

from cases.models import Case
from neutrality.accounts.models import User
from neutrality.organization.models import Agency
from neutrality.overview.figures import cells, counting
from neutrality.overview.models import FiguresAgreement
from neutrality.workdays import today


@dataclass(frozen=True)
class RegionRow:
    """One agency below. Without an agreement there is only its name; None stands for fewer than five."""

    agency: Agency
    agreement: FiguresAgreement | None
    asn: int | None = None
    confirmed: int | None = None
    running: int | None = None
    decided: int | None = None
    rate: float | None = None


def rows_for(user: User, contest: str | None) -> list[RegionRow]:
    """Agencies below the user's, by name. ``contest`` is a catalogue id; None counts what is outside elections."""
    province = user.agency
    if province is None:
        return []
    on = today(province)
    agreed = {row.giver_id: row for row in FiguresAgreement.objects.on(on).filter(receiver=province)}
    counted = _counted(list(agreed), contest)
    rows = []
    for agency in Agency.objects.filter(parent=province).order_by("kind", "short_name"):
        agreement = agreed.get(agency.pk)
        rows.append(_row(agency, agreement, counted) if agreement else RegionRow(agency, None))
    return rows


def _counted(agencies: list[int], contest: str | None) -> dict[int, tuple[int, int]]:
    """``{agency: (confirmed, decided)}``. One query."""
    cases = Case.objects.filter(agency__in=agencies, track__in=counting.ASN_TRACKS)
    cases = cases.exclude(status__in=counting.NOT_COUNTED)
    cases = cases.filter(incident__contest__catalogue_id=contest) if contest else cases.filter(incident__contest=None)
    rows = cases.annotate(ended=counting.ended()).order_by().values_list("agency")
    return {
        agency: (confirmed, decided)
        for agency, confirmed, decided in rows.annotate(n=Count("pk"), m=Count("pk", filter=Q(ended=True)))
    }


def _row(agency: Agency, agreement: FiguresAgreement, counted: dict[int, tuple[int, int]]) -> RegionRow:
    confirmed, decided = counted.get(agency.pk, (0, 0))
    asn = sum(counting.asn_by_office(agency, today(agency)).values())
    told = cells.shown(confirmed)
    split = cells.parts({"running": confirmed - decided, "decided": decided}, public=True) if told is not None else {}
    rate = None if told is None or asn < cells.SMALL_UNIT else cells.per_thousand(told, asn)
    return RegionRow(agency, agreement, asn, told, split.get("running"), split.get("decided"), rate)
