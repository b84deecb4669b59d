"""Who is it, and is it the same event: suggestions with their reasons, for a person to decide.

Everything is searched within what the asking desk may see: reports of the desk, incidents
and cases visible to the officer. Nothing is decided by a score.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.cleaning import distance
from cases.models import Case, Report
from neutrality.accounts.models import User
from neutrality.formats import day
from neutrality.organization.names import plain, search_name_of, similarity, words_of_office
from neutrality.organization.queries import match_people

WINDOW = timedelta(days=3)
MOST_COMPARED = 500
SAME_PICTURE = 6  # bits of 64 that may differ
LEAST_SCORE = 0.3
_STOP = set(
    "yang dan di ke dari untuk pada dengan ini itu ada saya kami kita mereka dia ia juga sudah telah akan tidak "
    "bukan atau karena oleh dalam sebagai para serta lalu saat ketika setelah sebelum bahwa agar semua pak bu bapak "
    "ibu the and of to in at was were a an is he she they that with for on by from had has".upper().split()
)


# --- who is it ----------------------------------------------------------------


def matches(report: Report, told: dict[str, Any], limit: int = 8) -> list[dict[str, Any]]:
    """``[{employee, nip, name, position, unit, score, reasons, told}]`` over all persons told, best first."""
    best: dict[str, dict[str, Any]] = {}
    for index, person in enumerate(told.get("persons", [])):
        found = match_people(
            report.agency,
            name=_bare_name(person.get("name", "")),
            position=person.get("position", ""),
            unit=person.get("unit", ""),
            nip=person.get("nip", ""),
            limit=limit,
        )
        for row in found:
            known = best.get(row["employee"])
            if known is None or known["score"] < row["score"]:
                best[row["employee"]] = row | {"told": index}
    return sorted(best.values(), key=lambda row: -row["score"])[:limit]


def _bare_name(name: str) -> str:
    return re.sub(
        r"^\s*(pak|bapak|bpk|bu|ibu|sdr|sdri|saudara|saudari|mas|mbak)\b\.?\s*", "", name, flags=re.IGNORECASE
    )


STRONG, LIKELY = 0.75, 0.5


def weigh(report: Report) -> None:
    """Count who of the register fits, for the list; the preview asks again."""
    found = matches(report, json.loads(report.told) if report.told else {})
    likely = [row for row in found if row["score"] >= LIKELY]
    report.names_found = len(likely)
    report.names_strong = is_strong(found)
    report.save(update_fields=["names_found", "names_strong"])


def is_strong(found: list[dict[str, Any]]) -> bool:
    """Whether one name stands out from all others."""
    if not found or found[0]["score"] < STRONG:
        return False
    return len(found) == 1 or found[0]["score"] - found[1]["score"] >= 0.15


# --- is it the same event -------------------------------------------------------


@dataclass
class Facts:
    """What of a report or of a case is compared."""

    first: date | None
    last: date | None
    place: frozenset[str]
    names: list[str]
    units: list[frozenset[str]]
    links: frozenset[str]
    words: frozenset[str]
    pictures: list[int] = field(default_factory=list)


def similar(user: User, report: Report, limit: int = 10) -> list[dict[str, Any]]:
    """``[{"report" | "case": code, "incident": code, "score", "reasons", "words"}]``, best first.

    A joined report stands for its incident only; a case that the officer may not see is not there.
    """
    mine = facts_of(report)
    found = [*_similar_cases(user, report, mine), *_similar_reports(user, report, mine)]
    return _by_event(sorted(found, key=lambda row: -row["score"]))[:limit]


def _by_event(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row for each known event, under the code of its case where it has one that is seen."""
    shown: list[dict[str, Any]] = []
    for row in rows:
        same = next((one for one in shown if row.get("incident") and one.get("incident") == row["incident"]), None)
        if same is None:
            shown.append(row)
        elif "case" in row and "case" not in same:
            same.pop("report", None)
            same |= {"case": row["case"], "status": row["status"]}
    return shown


def similar_counts(user: User, reports: Iterable[Report]) -> dict[int, int]:
    """How many reports and cases resemble each of ``reports``, by id. Three queries, whatever the number."""
    shown = list(reports)
    others = list(
        Report.objects.visible_to(user).exclude(status=Report.Status.CLOSED)
        .prefetch_related("originals").order_by("-pk")[:MOST_COMPARED]
    )  # fmt: skip
    cases = Case.objects.visible_to(user).select_related("incident", "person", "unit").order_by("-pk")[:MOST_COMPARED]
    pool = [(one.pk, facts_of(one)) for one in others] + [(None, _facts_of_case(one)) for one in cases]
    counts = {}
    for report in shown:
        mine = facts_of(report)
        counts[report.pk] = sum(
            pk != report.pk and _days_touch(mine, facts) and judge(mine, facts)[0] >= LEAST_SCORE for pk, facts in pool
        )
    return counts


def _days_touch(mine: Facts, other: Facts) -> bool:
    if not (mine.first and mine.last and other.first and other.last):
        return True
    return mine.first - WINDOW <= other.last and other.first - WINDOW <= mine.last


def _similar_reports(user: User, report: Report, mine: Facts) -> Iterable[dict[str, Any]]:
    others = (
        Report.objects.visible_to(user).exclude(pk=report.pk).exclude(links__incident__in=_incidents_of(report))
        .filter(_near(report)).exclude(status=Report.Status.CLOSED)
        .prefetch_related("originals", "links__incident").order_by("-pk")[:MOST_COMPARED]
    )  # fmt: skip
    for other in others:
        score, reasons, words = judge(mine, facts_of(other))
        if score >= LEAST_SCORE:
            row: dict[str, Any] = {"report": other.code, "score": score, "reasons": reasons, "words": words}
            link = next(iter(other.links.all()), None)
            yield row | ({"incident": link.incident.code} if link else {})


def _similar_cases(user: User, report: Report, mine: Facts) -> Iterable[dict[str, Any]]:
    cases = Case.objects.visible_to(user).exclude(incident__in=_incidents_of(report))
    if report.occurred_from:
        cases = cases.filter(incident__occurred_from__lte=(report.occurred_to or report.occurred_from) + WINDOW).filter(
            Q(incident__occurred_to__gte=report.occurred_from - WINDOW)
            | Q(incident__occurred_to__isnull=True, incident__occurred_from__gte=report.occurred_from - WINDOW)
        )
    for case in cases.select_related("incident", "person", "unit").order_by("-pk")[:MOST_COMPARED]:
        score, reasons, words = judge(mine, _facts_of_case(case))
        if score >= LEAST_SCORE:
            yield {
                "case": case.code, "incident": case.incident.code, "score": score, "reasons": reasons, "words": words,
                "status": case.get_status_display(),
            }  # fmt: skip


def _incidents_of(report: Report) -> Any:
    return report.links.values("incident")


def _near(report: Report) -> Q:
    """Reports whose days touch, or whose day is not known."""
    if report.occurred_from is None:
        return Q()
    first, last = report.occurred_from - WINDOW, (report.occurred_to or report.occurred_from) + WINDOW
    return (
        Q(occurred_from__isnull=True)
        | Q(occurred_from__lte=last, occurred_to__gte=first)
        | Q(occurred_from__range=(first, last))
    )


def facts_of(report: Report) -> Facts:
    told = json.loads(report.told) if report.told else {}
    persons = told.get("persons", [])
    links = [*told.get("links", []), *(post.get("link", "") for post in told.get("posts", []))]
    return Facts(
        first=report.occurred_from,
        last=report.occurred_to or report.occurred_from,
        place=words_of_office(report.place),
        names=[name for row in persons if (name := search_name_of(_bare_name(row.get("name", ""))))],
        units=[words for row in persons if (words := words_of_office(row.get("unit", "")))],
        links=frozenset(filter(None, map(normal_link, links))),
        words=frozenset(content_words(report.narrative)),
        pictures=[one.fingerprint for one in report.originals.all() if one.fingerprint is not None],
    )


def _facts_of_case(case: Case) -> Facts:
    incident = case.incident
    return Facts(
        first=incident.occurred_from,
        last=incident.occurred_to or incident.occurred_from,
        place=words_of_office(incident.place),
        names=[case.person.search_name],
        units=[words_of_office(case.unit.name)],
        links=frozenset(),
        words=frozenset(content_words(f"{incident.title} {case.brief}")),
    )


def judge(mine: Facts, other: Facts) -> tuple[float, list[str], list[str]]:
    """``(score 0 to 1, reasons, shared words)``."""
    points: list[tuple[float, str]] = [
        *_judge_days(mine, other),
        *_judge_people(mine, other),
        *_judge_traces(mine, other),
    ]
    words = sorted(mine.words & other.words, key=lambda word: (-len(word), word))
    smaller = min(len(mine.words), len(other.words))
    if smaller >= 3 and words and len(words) / smaller >= 0.25:
        shown = ", ".join(word.lower() for word in words[:4])
        points.append((min(0.35, len(words) / smaller * 0.6), _("kata sama: %(words)s") % {"words": shown}))
    score = min(sum(value for value, _reason in points), 1.0)
    return round(score, 2), [reason for _value, reason in points], [word.lower() for word in words[:20]]


def _judge_days(mine: Facts, other: Facts) -> Iterable[tuple[float, str]]:
    if not (mine.first and other.first and mine.last and other.last):
        return
    if mine.first <= other.last and other.first <= mine.last:
        yield 0.2, _("tanggal sama (%(day)s)") % {"day": day(max(mine.first, other.first), "singkat")}
    elif _days_touch(mine, other):
        yield 0.1, _("tanggal berdekatan")


def _judge_people(mine: Facts, other: Facts) -> Iterable[tuple[float, str]]:
    if any(_same_person(one, two) for one in mine.names for two in other.names):
        yield 0.25, _("nama cocok")
    if any(one <= two or two <= one for one in mine.units for two in other.units):
        yield 0.1, _("unit sama")
    if mine.place and other.place and len(mine.place & other.place) / min(len(mine.place), len(other.place)) >= 0.6:
        yield 0.15, _("tempat sama")


def _judge_traces(mine: Facts, other: Facts) -> Iterable[tuple[float, str]]:
    if shared := len(mine.links & other.links):
        yield 0.5, ngettext("%(n)s tautan sama", "%(n)s tautan sama", shared) % {"n": shared}
    if any(distance(one, two) <= SAME_PICTURE for one in mine.pictures for two in other.pictures):
        yield 0.5, _("foto sama")


def _same_person(one: str, two: str) -> bool:
    if one == two:
        return True
    a, b = one.split(), two.split()
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    if all(len(word) == 1 for word in few):
        return [word[0] for word in many[: len(few)]] == few
    return set(few) <= set(many) or (len(few) > 1 and similarity(one, two) >= 0.7)


def normal_link(link: str) -> str:
    """Host without www and m, path without a trailing slash; tracking parameters go, a post's id stays."""
    text = link.strip()
    try:
        parts = urlsplit(text if "//" in text else f"https://{text}")
        host = re.sub(r"^(www|m|mobile|web|id-id)\.", "", (parts.hostname or "").lower())
    except ValueError:
        return ""
    if "." not in host:
        return ""
    kept = [part for part in parts.query.split("&") if re.match(r"^(v|id|story_fbid|fbid|p|set)=", part)]
    host = {"youtu.be": "youtube.com", "twitter.com": "x.com", "fb.com": "facebook.com"}.get(host, host)
    path = parts.path.rstrip("/")
    if parts.hostname and parts.hostname.lower().endswith("youtu.be"):
        kept, path = [f"v={path.strip('/')}"], "/watch"
    return f"{host}{path}{'?' + '&'.join(sorted(kept)) if kept else ''}"


def content_words(text: str) -> list[str]:
    return [word for word in dict.fromkeys(plain(text).split()) if len(word) > 3 and word not in _STOP]
