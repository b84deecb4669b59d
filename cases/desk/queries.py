"""What the inbox shows. Everything starts from ``visible_to``; counts are constant in queries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import conduct, matching, walls
from cases.models import Case, Identity, Incident, Message, Report, ReportLink
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.capped import capped
from neutrality.organization.names import plain
from neutrality.workdays import today
from neutrality.workdays.calendar import Calendar
from neutrality.workdays.queries import calendar_for

TABS = {
    "putus": (Report.Status.RECEIVED, Report.Status.UNDER_REVIEW),
    "tunggu": (Report.Status.WAITING,),
    "teruskan": (Report.Status.FORWARDED,),
    "tutup": (Report.Status.CLOSED,),
    "gabung": (Report.Status.LINKED,),
}
PAGE = 12
SEARCHED = 2_000
LETTER_KEYS = (
    "sender", "sender_name", "number", "dated", "received_on", "agenda_number", "summary", "place", "occurred_on",
    "recommendations",
)  # fmt: skip


def waiting_count(user: User) -> int:
    return capped(Report.objects.visible_to(user).filter(status__in=TABS["putus"]))


def headline(report: Report) -> str:
    """The desk's title, else the first words of the story."""
    if report.headline:
        return report.headline
    first = report.narrative.strip().split("\n")[0].split(". ")[0]
    first = first.rstrip(".")
    return first if len(first) <= 90 else f"{first[:87].rsplit(' ', 1)[0]} …"


def filtered(
    reports: QuerySet[Report], *, status: str = "", channel: str = "", received_after: date | None = None, q: str = ""
) -> QuerySet[Report]:
    if status:
        reports = reports.filter(status=status)
    if channel:
        reports = reports.filter(channel=channel)
    if received_after:
        reports = reports.filter(received_on__gt=received_after)
    return search(reports, q) if q.strip() else reports


def search(reports: QuerySet[Report], q: str) -> QuerySet[Report]:
    """By code, else by words in the newest reports: they are encrypted, so no index knows them."""
    wanted = q.strip().casefold()
    exact = reports.filter(code__iexact=q.strip())
    if exact.exists():
        return exact
    words = wanted.split()
    hits = [
        report.pk
        for report in reports.order_by("-pk").only("pk", "headline", "narrative", "place", "told")[:SEARCHED]
        if all(
            word in f"{report.headline} {report.narrative} {report.place} {report.told}".casefold() for word in words
        )
    ]
    return reports.filter(pk__in=hits)


def incidents_of(user: User) -> QuerySet[Incident]:
    """Events that the officer may name: through a case or a report that they see."""
    return Incident.objects.filter(agency=user.agency).filter(
        Exists(Case.objects.visible_to(user).filter(incident=OuterRef("pk")))
        | Exists(ReportLink.objects.filter(incident=OuterRef("pk"), report__in=Report.objects.visible_to(user)))
    )


# --- the list --------------------------------------------------------------------


@dataclass
class Row:
    report: Report
    headline: str
    days: int
    source: str
    icon: str
    about: list[str]
    names: tuple[str, str]  # words and tone of the badge
    similar: int
    unread: bool  # the reporter wrote, and nobody has read it
    copies: int  # further reports with the same words on the same day


@dataclass
class Page:
    rows: list[Row]
    next: str  # code to continue after, or ""


def tab_counts(user: User) -> dict[str, int]:
    """The number of reports behind each tab, capped. One query a tab."""
    seen = Report.objects.visible_to(user)
    return {tab: capped(seen.filter(status__in=statuses)) for tab, statuses in TABS.items()}


def inbox(
    user: User,
    *,
    tab: str,
    after: str = "",
    channel: str = "",
    received_after: date | None = None,
    q: str = "",
    size: int = PAGE,
) -> Page:
    """One page, by deadline (finished ones newest first); copies of one text are one row.

    The number of queries does not depend on the number of rows.
    """
    seen = Report.objects.visible_to(user).filter(status__in=TABS[tab])
    rows = filtered(seen, channel=channel, received_after=received_after, q=q).exclude(_not_first(seen))
    newest_first = tab not in ("putus", "tunggu")
    rows = rows.order_by("-pk") if newest_first else rows.order_by("review_due", "pk")
    if after:
        rows = _continue(rows, seen, after, newest_first)
    rows = rows.select_related("agency", "letter").prefetch_related("originals", "letter__originals")
    found = list(rows[: size + 1])
    shown, calendar = found[:size], calendar_for(user.agency)
    waiting = Message.objects.filter(report__in=shown, sender=Message.Sender.REPORTER, read_on=None)
    unread = set(waiting.values_list("report_id", flat=True))
    same = _copies(seen, shown)
    similar = matching.similar_counts(user, shown) if tab in ("putus", "tunggu") else {}
    return Page(
        [
            _row(report, similar.get(report.pk, 0), same.get(_burst(report), 0), calendar, report.pk in unread)
            for report in shown
        ],
        shown[-1].code if len(found) > size else "",
    )


def _not_first(seen: QuerySet[Report]) -> Exists:
    """Whether an earlier report on this tab has the same words on the same day: copies of one text are one row."""
    return Exists(seen.filter(burst_key=OuterRef("burst_key"), pk__lt=OuterRef("pk")))


def _copies(seen: QuerySet[Report], shown: Iterable[Report]) -> dict[bytes, int]:
    """How many further reports stand behind a row, by burst."""
    keys = [_burst(report) for report in shown if report.burst_key]
    counted = seen.filter(burst_key__in=keys).order_by().values_list("burst_key").annotate(n=Count("pk"))
    return {bytes(key): n - 1 for key, n in counted}


def _burst(report: Report) -> bytes:
    return bytes(report.burst_key or b"")


def _continue(rows: QuerySet[Report], seen: QuerySet[Report], after: str, newest_first: bool) -> QuerySet[Report]:
    last = seen.filter(code=after).values_list("review_due", "pk").first()
    if last is None:
        return rows
    if newest_first:
        return rows.filter(pk__lt=last[1])
    return rows.filter(Q(review_due__gt=last[0]) | Q(review_due=last[0], pk__gt=last[1]))


def _row(report: Report, similar: int, copies: int, calendar: Calendar, unread: bool) -> Row:
    told = walls.told_of(report)
    source, icon = source_of(report)
    return Row(
        report=report,
        headline=headline(report),
        days=days_left(report, calendar),
        source=source,
        icon=icon,
        about=[
            text for text in (where(report, told), _short_day(report.occurred_from), evidence(report, told)) if text
        ],
        names=names_badge(report),
        similar=similar,
        unread=unread,
        copies=copies,
    )


def _short_day(day: date | None) -> str:
    return formats.day(day, "singkat") if day else ""


def days_left(report: Report, calendar: Calendar) -> int:
    """Working days until the review is due; below zero when late."""
    if report.review_due is None:
        return 0
    return calendar.working_days_between(today(report.agency), report.review_due)


_SOURCES = {
    "bawaslu_finding": ("Bawaslu", "gedung"), "bawaslu_report": ("Bawaslu", "gedung"), "sigaplapor": ("Bawaslu", "gedung"),
    "gakkumdu": ("Gakkumdu", "gedung"), "bkn_recommendation": ("BKN", "gedung"), "sbt_bkn": ("BKN", "gedung"),
    "sp4n_lapor": ("SP4N-LAPOR!", "gedung"), "inspectorate": ("Inspektorat", "gedung"),
}  # fmt: skip


def source_of(report: Report) -> tuple[str, str]:
    """Who tells, in one word, and its drawing."""
    if report.channel in _SOURCES:
        return _SOURCES[report.channel]
    match report.channel:
        case "supervisor":
            return _("Atasan"), "meja"
        case "social_media":
            return _("Pantauan medsos"), "bola"
        case "press":
            return _("Pemberitaan"), "dokumen"
        case "letter":
            return _("Surat"), "pesan"
        case _ if report.identity_mode == Report.IdentityMode.ANONYMOUS:
            return _("Anonim"), "gembok"
        case _:
            return _("Warga"), "orang"


def where(report: Report, told: dict[str, Any]) -> str:
    """The unit told, else the place, shortened."""
    units = [row["unit"] for row in told.get("persons", []) if row.get("unit")]
    text = units[0] if units else report.place
    if text.startswith(("http", "www.")):
        text = matching.normal_link(text).split("/")[0]
    return text if len(text) <= 40 else f"{text[:38]}…"


def evidence(report: Report, told: dict[str, Any]) -> str:
    """``1 foto``, ``3 tautan``, ``4 berkas`` or ``Tanpa bukti``."""
    letter = getattr(report, "letter", None)
    files = [*report.originals.all(), *(letter.originals.all() if letter else ())]
    links = len(told.get("links", [])) + len(told.get("posts", []))
    if files and all(one.content_type.startswith("image/") for one in files):
        return ngettext("%(n)s foto", "%(n)s foto", len(files)) % {"n": len(files)}
    if files and all(one.content_type.startswith("video/") for one in files):
        return ngettext("%(n)s video", "%(n)s video", len(files)) % {"n": len(files)}
    if files:
        return ngettext("%(n)s berkas", "%(n)s berkas", len(files)) % {"n": len(files)}
    if links:
        return ngettext("%(n)s tautan", "%(n)s tautan", links) % {"n": links}
    return _("Tanpa bukti")


def names_badge(report: Report) -> tuple[str, str]:
    if report.names_strong:
        return _("1 nama kuat"), "ok"
    if report.names_found:
        return ngettext("%(n)s nama", "%(n)s nama", report.names_found) % {"n": report.names_found}, "waspada"
    return _("Belum dikenali"), "kosong"


# --- hints -------------------------------------------------------------------------


def bawaslu_test(report: Report) -> dict[str, Any]:
    """Whether Bawaslu would register it: ``{"formal", "material", "missing": [sentences]}``.

    Never a ground to refuse here: the employer's duty does not depend on it.
    Source: Perbawaslu 7/2022; UU 7/2017 Pasal 454; neutrality.yaml intake_requirements.
    """
    told = walls.told_of(report)
    named = Identity.objects.filter(report=report).exclude(name=b"").exclude(address=b"").exists()
    known = any(row.get("name") or row.get("position") for row in told.get("persons", []))
    formal, material = [], []
    if not named:
        formal.append(_("nama dan alamat pelapor"))
    if not known:
        formal.append(_("pihak terlapor"))
    if report.occurred_to:
        last, working = conduct.bawaslu_limit(report.occurred_to, report.agency, calendar_for(report.agency))
        if report.received_on > last:
            formal.append(
                _("disampaikan dalam 7 hari kerja sejak diketahui") if working
                else _("disampaikan dalam 7 hari sejak diketahui")
            )  # fmt: skip
    if not report.occurred_from or not report.place:
        material.append(_("waktu dan tempat kejadian"))
    if not report.originals.exists() and not told.get("links") and not told.get("posts"):
        material.append(_("bukti"))
    return {"formal": not formal, "material": not material, "missing": formal + material}


def joined(report: Report) -> Iterable[Incident]:
    return [link.incident for link in report.links.select_related("incident")]


def move_label(code: str) -> str:
    return {
        "review": _("Mulai ditelaah"),
        "ask": _("Bertanya kepada pelapor"),
        "attach": _("Digabung ke peristiwa"),
        "open_case": _("Kasus dibuka"),
        "forward": _("Diteruskan"),
        "close": _("Ditutup"),
        "undo": _("Diurungkan"),
    }.get(code, code)


def marked(text: str, shared: set[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that the other text has too."""
    pieces: list[tuple[str, bool]] = []
    for piece in re.split(r"(\w+)", text):
        if piece:
            pieces.append((piece, plain(piece) in shared))
    return pieces
