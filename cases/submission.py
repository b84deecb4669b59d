"""What a report says, read and checked: the same for the form, the API and the desk's entry.

Only ``narrative`` is required. "Tidak tahu" is an answer: it counts as not told. A date in
the future is refused with a sentence; a late or incomplete report never is.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cases import conduct as conduct_catalogue
from cases.models import Report
from neutrality import crypto
from neutrality.errors import Refusal
from neutrality.organization.models import Agency, PersonKind
from neutrality.workdays import today

PERSON_FIELDS = {"name": 200, "position": 200, "unit": 200, "nip": 40, "kind": 20}
IDENTITY_FIELDS = {"name": 200, "contact": 200, "address": 500, "id_number": 40}
POST_FIELDS = {"link": 500, "account": 200, "act": 20, "at": 40}
POST_ACTS = ("like", "comment", "share", "follow", "post", "other")
MOST = {"persons": 20, "conduct": 20, "links": 20, "not_to_be_read_by": 20, "posts": 20}
NARRATIVE_MOST = 20_000
EARLIEST = date(2000, 1, 1)
STAFF_CHANNELS = ("letter", "phone", "walk_in", "public_api")
_UNKNOWN = re.compile(
    r"^(saya )?(tidak|nggak|gak|tdk|ndak) ?(tahu|tau)( namanya)?\.?$|^(don'?t know|unknown)$", re.IGNORECASE
)
# Signs that turn text around or hide it: never part of what somebody meant to say.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

Errors = dict[str, list[Any]]


@dataclass(frozen=True)
class Submission:
    narrative: str
    occurred_from: date | None
    occurred_to: date | None
    place: str
    region: str
    persons: tuple[dict[str, str], ...]
    conduct: tuple[str, ...]
    links: tuple[str, ...]
    not_to_be_read_by: tuple[str, ...]
    identity: dict[str, str]
    language: str
    channel: str = ""
    received_on: date | None = None
    posts: tuple[dict[str, str], ...] = ()
    _told: dict[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, data: Mapping[str, Any], *, staff: bool = False) -> "Submission":
        """Raises ``malformed`` (400) naming every field that cannot be taken, with its sentence."""
        return _Reader(data, staff=staff).submission()

    @staticmethod
    def text(value: Any, name: str, *, most: int, required: bool = False) -> str:
        """One cleaned text; raises ``malformed`` naming ``name``."""
        errors: Errors = {}
        found = clean_text(value, name, most, errors, several_lines=True)
        if required and not found and not errors:
            errors[name] = [_("Isi dahulu.")]
        if errors:
            raise malformed(errors)
        return found

    def told(self) -> dict[str, Any]:
        """What is kept encrypted beside the narrative; also what walls are made from."""
        told: dict[str, Any] = {
            "persons": list(self.persons),
            "links": list(self.links),
            "not_to_be_read_by": list(self.not_to_be_read_by),
        }
        return told | ({"posts": list(self.posts)} if self.posts else {})

    def told_json(self) -> str:
        return json.dumps(self.told(), ensure_ascii=False)

    def stage(self, agency: Agency) -> str:
        return conduct_catalogue.stage_on(self.occurred_from, agency) if self.occurred_from else ""

    def burst_key(self, received: date) -> bytes:
        """The same for copies of one text on one day, so that the desk can fold a flood into one row."""
        words = sorted(set(re.findall(r"\w+", self.narrative.casefold())))
        return crypto.keyed_hash(" ".join(words), context=f"report-burst:{received}")

    def body_hash(self, files: Sequence[str]) -> bytes:
        """A keyed hash of everything sent; ``files`` are SHA-256 of the attachments."""
        body = {
            "narrative": self.narrative,
            "from": str(self.occurred_from),
            "to": str(self.occurred_to),
            "place": self.place,
            "region": self.region,
            "conduct": self.conduct,
            "identity": self.identity,
            "language": self.language,
            "told": self.told(),
            "files": list(files),
        }
        return crypto.keyed_hash(json.dumps(body, sort_keys=True), context="report-body")


def malformed(errors: Mapping[str, Sequence[Any]]) -> Refusal:
    return Refusal(
        "malformed",
        _("Ada isian yang perlu diperbaiki. Lihat keterangan pada tiap isian."),
        fields=errors,
        status=400,
    )


def one_of(choices: Sequence[str]) -> str:
    return _("Pilih salah satu: %(kinds)s.") % {"kinds": ", ".join(choices)}


def clean_text(value: Any, name: str, most: int, errors: Errors, *, several_lines: bool = False) -> str:
    """Trimmed, composed (NFC), without control and direction signs; errors are added by name."""
    if value is None:
        return ""
    if not isinstance(value, str):
        errors.setdefault(name, []).append(_("Isi dengan teks."))
        return ""
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        errors.setdefault(name, []).append(_("Teks memuat tanda yang tidak dapat disimpan. Ketik ulang bagian itu."))
        return ""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", value))
    keep = "\n\t" if several_lines else ""
    text = "".join(
        char if char in keep or unicodedata.category(char) != "Cc" else " " for char in text.replace("\r\n", "\n")
    )
    text = text.strip()
    if len(text) > most:
        errors.setdefault(name, []).append(
            _("Terlalu panjang: paling banyak %(most)s huruf, Anda menulis %(given)s.")
            % {"most": most, "given": len(text)}
        )
        return ""
    return text


def not_told(text: str) -> bool:
    return bool(_UNKNOWN.match(text))


class _Reader:
    """Reads one submission, collecting what is wrong instead of stopping at the first."""

    KEYS = {
        "narrative",
        "occurred_on",
        "occurred_from",
        "occurred_to",
        "place",
        "region",
        "persons",
        "conduct",
        "links",
        "not_to_be_read_by",
        "identity",
        "language",
    }
    STAFF_KEYS = {"channel", "received_on", "posts"}

    def __init__(self, data: Mapping[str, Any], *, staff: bool) -> None:
        self.data, self.staff = data, staff
        self.errors: Errors = {}

    def submission(self) -> Submission:
        self._refuse_unknown(self.data, self.KEYS | (self.STAFF_KEYS if self.staff else set()), "")
        first, last = self._period()
        narrative = clean_text(self.data.get("narrative"), "narrative", NARRATIVE_MOST, self.errors, several_lines=True)
        if not narrative and "narrative" not in self.errors:
            self.errors["narrative"] = [_("Ceritakan apa yang terjadi. Satu atau dua kalimat sudah cukup.")]
        read = Submission(
            narrative=narrative,
            occurred_from=first,
            occurred_to=last,
            place=self._told(self.data.get("place"), "place", 500),
            region=self._told(self.data.get("region"), "region", 100),
            persons=tuple(self._persons()),
            conduct=tuple(self._conduct()),
            links=tuple(self._texts("links", 500)),
            not_to_be_read_by=tuple(self._texts("not_to_be_read_by", 300)),
            identity=self._identity(),
            language=self._one_of("language", ("id", "en"), "id"),
            channel=self._channel() if self.staff else "",
            received_on=self._day("received_on") if self.staff else None,
            posts=tuple(self._posts()) if self.staff else (),
        )
        if self.errors:
            raise malformed(self.errors)
        return read

    def _refuse_unknown(self, given: Mapping[str, Any], known: Any, path: str) -> None:
        for key in given:
            if key not in known:
                shown = str(key)[:60].encode("ascii", "replace").decode()
                self.errors[f"{path}{shown}"] = [_("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")]

    def _told(self, value: Any, name: str, most: int) -> str:
        text = clean_text(value, name, most, self.errors)
        return "" if not_told(text) else text

    def _list(self, name: str) -> list[Any]:
        value = self.data.get(name)
        if value in (None, ""):
            return []
        if not isinstance(value, (list, tuple)):
            self.errors[name] = [_("Isi dengan daftar.")]
            return []
        if len(value) > MOST[name]:
            self.errors[name] = [_("Paling banyak %(most)s butir.") % {"most": MOST[name]}]
            return []
        return list(value)

    def _texts(self, name: str, most: int) -> list[str]:
        found = [self._told(value, f"{name}.{index}", most) for index, value in enumerate(self._list(name))]
        return [text for text in dict.fromkeys(found) if text]

    def _mappings(self, name: str, fields: Mapping[str, int]) -> list[dict[str, str]]:
        rows = []
        for index, value in enumerate(self._list(name)):
            path = f"{name}.{index}"
            if not isinstance(value, Mapping):
                self.errors[path] = [_("Isi dengan pasangan kunci dan nilai.")]
                continue
            self._refuse_unknown(value, fields, f"{path}.")
            row = {key: self._told(value.get(key), f"{path}.{key}", most) for key, most in fields.items()}
            if any(row.values()):
                rows.append(row)
        return rows

    def _persons(self) -> list[dict[str, str]]:
        rows = self._mappings("persons", PERSON_FIELDS)
        for index, row in enumerate(rows):
            if row["kind"] and row["kind"] not in PersonKind.values:
                self.errors[f"persons.{index}.kind"] = [one_of(PersonKind.values)]
        return rows

    def _posts(self) -> list[dict[str, str]]:
        rows = self._mappings("posts", POST_FIELDS)
        for index, row in enumerate(rows):
            if row["act"] and row["act"] not in POST_ACTS:
                self.errors[f"posts.{index}.act"] = [one_of(POST_ACTS)]
        return rows

    def _conduct(self) -> list[str]:
        found = self._texts("conduct", 40)
        known = conduct_catalogue.ids()
        for index, code in enumerate(found):
            if code not in known:
                self.errors[f"conduct.{index}"] = [
                    _("Jenis perbuatan ini tidak ada dalam katalog. Pakai “other” bila ragu.")
                ]
        return found

    def _identity(self) -> dict[str, str]:
        value = self.data.get("identity") or {}
        row = dict.fromkeys(IDENTITY_FIELDS, "") | {"mode": "anonymous"}
        if not isinstance(value, Mapping):
            self.errors["identity"] = [_("Isi dengan pasangan kunci dan nilai.")]
            return row
        self._refuse_unknown(value, {*IDENTITY_FIELDS, "mode"}, "identity.")
        mode = value.get("mode") or "anonymous"
        if mode not in Report.IdentityMode.values:
            self.errors["identity.mode"] = [_("Pilih anonymous, confidential, atau named.")]
        for name, most in IDENTITY_FIELDS.items():
            row[name] = clean_text(value.get(name), f"identity.{name}", most, self.errors)
        if mode == "anonymous" and any(row.values()) and "identity.mode" not in self.errors:
            given = [name for name in IDENTITY_FIELDS if row[name]]
            if given:
                message = _("Laporan tanpa nama tidak menyimpan data pelapor. Kosongkan, atau pilih cara lain.")
                self.errors.update({f"identity.{name}": [message] for name in given})
        row["mode"] = str(mode)
        return row

    def _one_of(self, name: str, choices: Sequence[str], default: str) -> str:
        value = self.data.get(name) or default
        if value not in choices:
            self.errors[name] = [one_of(choices)]
            return default
        return str(value)

    def _channel(self) -> str:
        choices = [*STAFF_CHANNELS, *conduct_catalogue.channels()]
        if not self.data.get("channel"):
            self.errors["channel"] = [_("Pilih asal laporan.")]
            return ""
        return self._one_of("channel", choices, "walk_in")

    def _period(self) -> tuple[date | None, date | None]:
        if self.data.get("occurred_on") and (self.data.get("occurred_from") or self.data.get("occurred_to")):
            self.errors["occurred_on"] = [_("Isi satu tanggal, atau mulai dan akhirnya, bukan keduanya.")]
        on = self._day("occurred_on")
        first, last = (on, on) if on else (self._day("occurred_from"), self._day("occurred_to"))
        first = first or last
        if first and last and last < first:
            self.errors["occurred_to"] = [_("Akhir kejadian mendahului mulainya.")]
        elif first and last and last > today() and "occurred_to" not in self.errors:
            last = max(first, today())  # "Oktober 2024", told in the middle of October
        return first, last

    def _is_end_of_running_period(self, name: str, value: date) -> bool:
        """The last day of this month or year, where only the month or year was known."""
        now, following = today(), value + timedelta(days=1)
        ends_month = following.day == 1 and (value.year, value.month) == (now.year, now.month)
        ends_year = (following.day, following.month) == (1, 1) and value.year == now.year
        return name == "occurred_to" and (ends_month or ends_year)

    def _day(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is None or value == "" or (isinstance(value, str) and not_told(value.strip())):
            return None
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = None
        if not isinstance(value, date):
            self.errors[name] = [_("Tulis tanggal seperti 2024-09-24.")]
            return None
        # A day of grace: the reporter's phone may stand in another zone.
        grace = timedelta(days=0 if self.staff else 1)
        if value > today() + grace and not self._is_end_of_running_period(name, value):
            self.errors[name] = [_("Tanggal itu belum tiba. Periksa hari, bulan, dan tahunnya.")]
        elif value < EARLIEST:
            self.errors[name] = [_("Tanggal itu terlalu lama. Periksa tahunnya.")]
        return value
