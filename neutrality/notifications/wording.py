"""The fixed sentences of notices (interface specification, section 6).

They never contain a name or content. A date is told as "Senin, 21 Oktober 2024".
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from neutrality import formats

# The number of a circular, "100.3.4/47/BKPSDM/2024": it has a digit, which a name has not.
_NUMBER = re.compile(r"(?=.*[0-9])[0-9A-Za-z.\-/ ]{1,60}")


class Kind(models.TextChoices):
    TASK = "task", _("tugas")
    DAY_BEFORE = "day_before", _("sehari sebelum batas")
    LATE = "late", _("terlambat")
    CIRCULAR = "circular", _("surat edaran")
    REPORTED_PERSON = "reported_person", _("surat resmi")
    REPORTER_MESSAGE = "reporter_message", _("pesan untuk pelapor")
    REQUEST_DECIDED = "request_decided", _("permintaan diputus")
    RIGHTS = "rights", _("hak akun diubah")
    OWN_RIGHTS = "own_rights", _("hak akun sendiri diubah")
    RULE = "rule", _("pengingat aturan")
    BELOW = "below", _("tugas di bawah Anda")
    LATE_BELOW = "late_below", _("terlambat di bawah Anda")


def clean(kind: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """``params`` as they are stored; ValueError for an unknown, missing or unfit one.

    ``task``, ``below``: ``due`` date. ``late``, ``late_below``: ``days`` working days. ``circular``:
    ``number`` and ``due`` date. The other kinds take none.
    """
    wanted = _PARAMS[Kind(kind)]
    if set(params) != set(wanted):
        raise ValueError(f"A notice of kind {kind!r} takes exactly {sorted(wanted)}.")
    return {name: check(params[name]) for name, check in wanted.items()}


def sentence(kind: str, params: Mapping[str, Any], link: str) -> str:
    """The whole sentence; ``link`` stands where it names one."""
    if kind == Kind.TASK:
        return gettext("Ada tugas untuk Anda. Batas %(date)s. Buka: %(link)s") % {
            "date": _long(params["due"]),
            "link": link,
        }
    if kind == Kind.DAY_BEFORE:
        return gettext("Besok batas tugas Anda. Buka: %(link)s") % {"link": link}
    return short(kind, params)


def short(kind: str, params: Mapping[str, Any]) -> str:
    """The sentence without its link."""
    match kind:
        case Kind.TASK:
            return gettext("Ada tugas untuk Anda. Batas %(date)s.") % {"date": _long(params["due"])}
        case Kind.DAY_BEFORE:
            return gettext("Besok batas tugas Anda.")
        case Kind.LATE:
            days = int(params["days"])
            return ngettext(
                "Satu tugas lewat %(days)d hari kerja. Pimpinan Anda juga menerima pemberitahuan ini.",
                "Satu tugas lewat %(days)d hari kerja. Pimpinan Anda juga menerima pemberitahuan ini.",
                days,
            ) % {"days": days}
        case Kind.CIRCULAR:
            return gettext("Surat Edaran %(number)s menunggu dibaca sampai %(date)s.") % {
                "number": params["number"],
                "date": formats.day(date.fromisoformat(params["due"]), "tanpa-tahun"),
            }
        case Kind.REPORTED_PERSON:
            return gettext("Ada surat resmi untuk Anda. Buka aplikasi untuk membaca.")
        case Kind.REPORTER_MESSAGE:
            return gettext("Ada pesan baru.")
        case Kind.REQUEST_DECIDED:
            return gettext("Permintaan pejabat pengganti sudah diputus. Buka aplikasi untuk membaca.")
        case Kind.BELOW:
            return gettext("Satu tugas pejabat di bawah Anda berbatas %(date)s.") % {"date": _long(params["due"])}
        case Kind.LATE_BELOW:
            days = int(params["days"])
            return ngettext(
                "Satu tugas pejabat di bawah Anda lewat %(days)d hari kerja. Tugas tidak beralih tanpa perintah tertulis.",
                "Satu tugas pejabat di bawah Anda lewat %(days)d hari kerja. Tugas tidak beralih tanpa perintah tertulis.",
                days,
            ) % {"days": days}
        case Kind.RULE:
            return gettext("Pengingat aturan netralitas untuk semua ASN. Buka aplikasi untuk membaca.")
        case Kind.RIGHTS:
            return gettext("Administrator mengubah hak atau kunci satu akun. Periksa di jejak audit.")
        case Kind.OWN_RIGHTS:
            return gettext(
                "Administrator mengubah hak atau kunci akun Anda. Bila Anda tidak memintanya, beri tahu auditor."
            )
        case _:
            raise ValueError(f"No wording for {kind!r}.")


def _long(iso: str) -> str:
    """``Senin, 21 Oktober 2024``."""
    return formats.day(date.fromisoformat(iso), "hari")


def _date(value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()


def _days(value: Any) -> int:
    days = int(value)
    if days < 1:
        raise ValueError("A late task is late by at least one working day.")
    return days


def _number(value: Any) -> str:
    if not _NUMBER.fullmatch(str(value)):
        raise ValueError(
            "A circular's number has letters, digits, dots, hyphens, slashes and spaces, and at least one digit."
        )
    return str(value)


_PARAMS: dict[Kind, dict[str, Any]] = {
    Kind.TASK: {"due": _date},
    Kind.DAY_BEFORE: {},
    Kind.LATE: {"days": _days},
    Kind.CIRCULAR: {"number": _number, "due": _date},
    Kind.REPORTED_PERSON: {},
    Kind.REPORTER_MESSAGE: {},
    Kind.REQUEST_DECIDED: {},
    Kind.RIGHTS: {},
    Kind.OWN_RIGHTS: {},
    Kind.RULE: {},
    Kind.BELOW: {"due": _date},
    Kind.LATE_BELOW: {"days": _days},
}
