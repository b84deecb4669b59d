"""Catalogue ids that a report may name, and the stage of the contest on a day.

A thin place between the desk and ``neutrality.law``: the source side needs only ids,
labels, channels, forwarding rules and stages.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

OTHER = "other"


def _catalogue() -> Any:
    try:
        from neutrality.law import catalogue
    except ImportError:
        return None
    return catalogue


def ids() -> frozenset[str]:
    found = [f"SKB-E-{n:02}" for n in range(1, 8)] + [f"SKB-D-{n:02}" for n in range(1, 13)]
    found += [f"PP94-N-{n:02}" for n in range(1, 8)] + [f"P94-5N{n}" for n in range(1, 8)]
    return frozenset([*found, OTHER])


def channels() -> dict[str, str]:
    return {
        "supervisor": "Laporan atasan langsung", "social_media": "Pemantauan media sosial", "press": "Pemberitaan/viral",
        "bawaslu_finding": "Temuan Bawaslu", "gakkumdu": "Sentra Gakkumdu", "sp4n_lapor": "SP4N-LAPOR!",
        "bkn_recommendation": "Rekomendasi BKN", "inspectorate": "Inspektorat",
    }  # fmt: skip


def stage_on(day: date, agency: Any) -> str:
    return ""


def contest_on(day: date, agency: Any) -> Any:
    """The contest of the agency whose steps cover ``day``; None where none or more than one does."""
    return None


def forwarding() -> dict[str, str]:
    """Forwarding rules of the catalogue: id to its words."""
    return {f"FW-{n:02}": "" for n in range(1, 13)}


def channel_choices() -> list[tuple[str, Any]]:
    """Doors by which the desk writes a report down, the frequent ones first."""
    own = [("walk_in", _("Datang ke kantor")), ("phone", _("Telepon")), ("letter", _("Surat"))]
    return [*own, *channels().items()]


def violation_choices(day: date | None, stage: str) -> list[tuple[str, str]]:
    """Rows of the catalogue that could apply on ``day``: id and words."""
    return [(code, code) for code in sorted(ids() - {OTHER})]
