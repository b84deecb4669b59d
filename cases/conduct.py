"""Catalogue ids that a report may name, and the stage of the contest on a day.

A thin place between the desk and ``neutrality.law``: the source side needs only ids,
words, channels, forwarding rules and stages.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from neutrality.law import catalogue, readings, stages
from neutrality.organization.models import Agency, Contest
from neutrality.workdays.calendar import Calendar

OTHER = "other"
# What the desk hears from people at its own door; the rest are channels of the catalogue.
OWN_CHANNELS = {"walk_in": _("Datang ke kantor"), "phone": _("Telepon"), "letter": _("Surat")}
# Doors of other systems and our own public form are not written down by hand.
NOT_BY_HAND = ("public_web",)
FORWARDING_WORDS = {
    "FW-01": _("Mungkin tindak pidana pemilihan: ke Bawaslu dan Sentra Gakkumdu"),
    "FW-02": _("Bawaslu menemukan pelanggaran hukum lain oleh ASN: ke BKN"),
    "FW-03": _("Hasil atau rekomendasi BKN: ke PPK dan BKPSDM"),
    "FW-04": _("Hukuman diputus: ke I'DIS dan Bawaslu"),
    "FW-05": _("PPK tidak bertindak: ke BKN, Menteri PANRB, atau Mendagri"),
    "FW-06": _("Terlapor kepala desa: ke Bupati/Wali Kota melalui DPMD, camat, dan Inspektorat"),
    "FW-07": _("Terlapor perangkat desa atau BPD: ke kepala desa, camat, dan DPMD"),
    "FW-08": _("Terlapor lurah atau PNS yang menjadi kepala desa: ke BKPSDM"),
    "FW-09": _("Terlapor TNI, Polri, penyelenggara pemilu, DPRD, atau kepala daerah: ke lembaganya"),
    "FW-10": _("Terlapor ASN instansi lain: ke PPK instansi itu"),
    "FW-11": _("Terlapor Sekda, atau PPK berbenturan kepentingan: ke Gubernur atau Mendagri"),
    "FW-12": _("Keanggotaan partai politik: proses pemberhentian"),
}
# Rows that concern a civil servant's own conduct; criminal rows are forwarded, never alleged here.
_ALLEGED = ("PP94-", "SKB-", "P94-")


def ids() -> frozenset[str]:
    """Everything that ``conduct`` and ``violations`` may name."""
    law = catalogue.load()
    return frozenset({*law.violations, *law.prohibitions, OTHER})


def channels() -> dict[str, str]:
    return {row.id: str(row.name) for row in catalogue.load().channels.values()}


def channel_choices() -> list[tuple[str, Any]]:
    """Doors by which the desk writes a report down, the frequent ones first."""
    return [*OWN_CHANNELS.items(), *((code, name) for code, name in channels().items() if code not in NOT_BY_HAND)]


def forwarding() -> dict[str, Any]:
    """Forwarding rules of the catalogue: id and its words."""
    return {code: FORWARDING_WORDS.get(code, code) for code in catalogue.load().forwarding}


def violation_choices(day: date | None, stage: str) -> list[tuple[str, str]]:
    """Rows of the catalogue that may be alleged, those of the stage on the day first."""
    law = catalogue.load()
    rows = [row for row in law.violations.values() if row.id.startswith(_ALLEGED)]
    if day is not None:
        rows = [row for row in rows if row.in_force(day)]
    fits = {"before_calon": ("bakal_calon", "any"), "calon": ("calon", "any", "kampanye", "campaign")}.get(stage)
    if fits:
        rows.sort(key=lambda row: row.data.get("period", "any") not in fits)
    return [(row.id, f"{law.violation_title(row.id)} ({row.id})") for row in rows]


def titles(codes: list[str]) -> list[str]:
    """Words of the acts that a report names; "other" is left to the story."""
    law = catalogue.load()
    return [law.violation_title(code) for code in codes if code != OTHER and law.has_violation(code)]


# --- contests ---------------------------------------------------------------------


def contest_on(day: date, agency: Agency) -> Contest | None:
    """The contest of the agency whose steps cover ``day``; None where none or more than one does."""
    found = [contest for contest in Contest.objects.filter(agency=agency) if _covers(contest.catalogue_id, day)]
    return found[0] if len(found) == 1 else None


def _covers(contest: str, day: date) -> bool:
    row = catalogue.load().contests.get(contest)
    dated = [step for step in row.stages if step.get("start") and step.get("end")] if row else []
    if not dated:
        return False
    first, last = min(step["start"] for step in dated), max(step["end"] for step in dated)
    # Results are settled some weeks after the last dated step.
    return date.fromisoformat(first) <= day <= date.fromisoformat(last) + timedelta(days=30)


def bawaslu_limit(day: date, agency: Agency, calendar: Calendar) -> tuple[date, bool]:
    """The last day on which Bawaslu takes a report of what became known on ``day``, and whether it counts working days."""
    contest = contest_on(day, agency)
    limit = readings.report_to_bawaslu(contest.catalogue_id if contest else None, catalogue.load())
    return limit.due(day, calendar) or day, limit.day_type == "hari_kerja"


def stage_on(day: date, agency: Agency) -> str:
    """``before_calon``, ``calon``, ``outside`` or ``unknown`` in the agency's contest on ``day``; "" without one."""
    contest = contest_on(day, agency)
    if contest is None:
        return ""
    return stages.stage_on(contest.catalogue_id, day)
