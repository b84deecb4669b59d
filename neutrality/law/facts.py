"""The facts of an assessment: read, checked, typed. FactsInvalid names every bad field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from neutrality.law.catalogue import Catalogue

KINDS = (
    "PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU", "PPNPN", "KEPALA_DESA", "PERANGKAT_DESA", "BPD", "TNI", "POLRI",
    "REGIONAL_HEAD", "DPRD", "ELECTION_BODY", "OTHER",
)  # fmt: skip
POSITIONS = (
    "jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana", "fungsional",
)  # fmt: skip
GRADES = (
    "pemula", "terampil", "mahir", "penyelia", "ahli_pertama", "ahli_muda", "ahli_madya", "ahli_utama",
)  # fmt: skip
AGENCY_KINDS = ("kota", "kabupaten", "provinsi")
IMPACTS = ("unit_kerja", "instansi", "negara", "pemerintah")
BALLOTS = ("presiden", "dpr_dprd", "dpd", "kepala_daerah")
STATES = ("in_force", "serving", "ended", "annulled")
ACTING = ("plt", "plh", "pj")
AUTHORITIES = (
    "presiden", "ppk", "sekda", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "jf_ahli_madya",
    "jf_ahli_muda", "atasan_pejabat", "majelis",
)  # fmt: skip
MOST_VIOLATIONS = 20
MOST_ROWS = 50
MOST_SUMMONS = 10
EARLIEST, LATEST = date(1945, 8, 17), date(2100, 12, 31)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class FactsInvalid(ValueError):
    """Malformed facts. ``fields``: ``{"subject.kind": ["…"]}``."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__("; ".join(fields))
        self.fields = fields


@dataclass(frozen=True)
class Subject:
    kind: str
    position: str | None = None
    functional_grade: str | None = None
    echelon: str | None = None
    head_of_service_unit: bool | None = None
    regional_secretary: bool | None = None
    equivalent_level: str | None = None
    unit_has_administrator: bool | None = None
    unit_has_pengawas: bool | None = None
    on_unpaid_leave: bool | None = None
    candidate_spouse: bool | None = None
    serves_as_village_head: bool | None = None


@dataclass(frozen=True)
class Prior:
    """An earlier sanction. A fact that is not known stays None."""

    code: str
    same_nature: bool | None = None
    same_breach: bool | None = None
    state: str | None = None


@dataclass(frozen=True)
class SummonsFact:
    letter: date | None = None
    examination: date | None = None
    attended: bool | None = None
    served: bool | None = None


@dataclass(frozen=True)
class Facts:
    event_date: date
    subject: Subject
    violations: tuple[str, ...]
    decision_date: date | None = None
    contest: str | None = None
    region: str | None = None
    ballot: str | None = None
    agency_kind: str | None = None
    impact: str | None = None
    prior_sanctions: tuple[Prior, ...] = ()  # also where nothing was told: see ``priors_told``
    summons: tuple[SummonsFact, ...] | None = None
    examination: Mapping[str, bool | None] | None = None
    proposed: Mapping[str, str | None] | None = None
    legal_positions: Mapping[str, str] = field(default_factory=dict)
    vacant: tuple[str, ...] = ()
    offender_sanction: str | None = None
    pppk_local_rule: bool | None = None
    term_ends: date | None = None
    mendagri_approval: bool | None = None  # of moving an official (UU 10/2016 Pasal 71)
    acting_consent: bool | None = None  # in writing, that this acting official may impose discipline (Q-ACTING)
    priors_told: bool = True

    @property
    def proposed_sanction(self) -> str | None:
        return (self.proposed or {}).get("sanction")

    def answer(self, question: str) -> str | None:
        """The agency's recorded answer to an open question."""
        return self.legal_positions.get(question)


class _Reader:
    """Reads values and collects what is wrong with them under their paths."""

    def __init__(self) -> None:
        self.problems: dict[str, list[str]] = {}

    def wrong(self, path: str, text: str) -> None:
        self.problems.setdefault(path, []).append(text)

    def unknown(self, data: Mapping[str, Any], known: Sequence[str], path: str = "") -> None:
        for name in data:
            if name not in known:
                self.wrong(f"{path}{name}", "Kunci ini tidak dikenal.")

    def mapping(self, value: Any, path: str) -> Mapping[str, Any] | None:
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.wrong(path, "Isi dengan objek JSON.")
            return None
        return value

    def day(self, value: Any, path: str, required: bool = False) -> date | None:
        if value is None:
            if required:
                self.wrong(path, "Isi tanggal, misalnya 2024-10-05.")
            return None
        if isinstance(value, str) and _ISO_DAY.fullmatch(value):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                pass
            else:
                if EARLIEST <= day <= LATEST:
                    return day
        self.wrong(path, "Tulis tanggal sebagai 2024-10-05, antara tahun 1945 dan 2100.")
        return None

    def flag(self, value: Any, path: str) -> bool | None:
        if value is not None and not isinstance(value, bool):
            self.wrong(path, "Isi true atau false.")
            return None
        return value

    def choice(self, value: Any, path: str, options: Sequence[str], required: bool = False) -> str | None:
        if value is None:
            if required:
                self.wrong(path, "Isian ini wajib.")
            return None
        if not isinstance(value, str) or value not in options:
            self.wrong(path, f"Pilih salah satu: {', '.join(options)}.")
            return None
        return value

    def text(self, value: Any, path: str) -> str | None:
        if value is not None and (not isinstance(value, str) or len(value) > 200):
            self.wrong(path, "Isi dengan teks.")
            return None
        return value

    def items(self, value: Any, path: str, most: int = MOST_ROWS) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > most:
            self.wrong(path, f"Isi dengan daftar, paling banyak {most}.")
            return []
        return value


# What a body may say; ``priors_told`` is read off it.
_KEYS = tuple(name for name in Facts.__dataclass_fields__ if name != "priors_told")
_SUBJECT = tuple(Subject.__dataclass_fields__)


def read(data: Mapping[str, Any], catalogue: Catalogue) -> Facts:
    """Check and type the body of an assessment. Raises FactsInvalid naming every bad field."""
    if not isinstance(data, Mapping):
        raise FactsInvalid({"body": ["Kirim objek JSON."]})
    reader = _Reader()
    reader.unknown(data, _KEYS)
    sanctions = tuple(catalogue.sanctions)
    values = {
        "event_date": reader.day(data.get("event_date"), "event_date", required=True),
        "decision_date": reader.day(data.get("decision_date"), "decision_date"),
        "contest": reader.choice(data.get("contest"), "contest", tuple(catalogue.contests)),
        "region": reader.text(data.get("region"), "region"),
        "ballot": reader.choice(data.get("ballot"), "ballot", BALLOTS),
        "agency_kind": reader.choice(data.get("agency_kind"), "agency_kind", AGENCY_KINDS),
        "impact": reader.choice(data.get("impact"), "impact", IMPACTS),
        "offender_sanction": reader.choice(data.get("offender_sanction"), "offender_sanction", sanctions),
        "pppk_local_rule": reader.flag(data.get("pppk_local_rule"), "pppk_local_rule"),
        "term_ends": reader.day(data.get("term_ends"), "term_ends"),
        "mendagri_approval": reader.flag(data.get("mendagri_approval"), "mendagri_approval"),
        "acting_consent": reader.flag(data.get("acting_consent"), "acting_consent"),
        "subject": _subject(reader, data.get("subject")),
        "violations": _violations(reader, data.get("violations"), catalogue),
        "prior_sanctions": _priors(reader, data.get("prior_sanctions"), sanctions),
        "priors_told": data.get("prior_sanctions") is not None,
        "summons": _summons(reader, data.get("summons")),
        "examination": _examination(reader, data.get("examination")),
        "proposed": _proposed(reader, data.get("proposed"), sanctions),
        "legal_positions": _positions(reader, data.get("legal_positions"), catalogue),
        "vacant": tuple(
            found
            for index, value in enumerate(reader.items(data.get("vacant"), "vacant"))
            if (found := reader.choice(value, f"vacant.{index}", AUTHORITIES, required=True))
        ),
    }
    if reader.problems:
        raise FactsInvalid(reader.problems)
    return Facts(**values)  # type: ignore[arg-type]  # every None left is one that the field allows


def _subject(reader: _Reader, value: Any) -> Subject | None:
    data = reader.mapping(value, "subject")
    if data is None:
        reader.wrong("subject.kind", "Isian ini wajib.")
        return None
    reader.unknown(data, _SUBJECT, "subject.")
    flags = {
        name: reader.flag(data.get(name), f"subject.{name}")
        for name, one in Subject.__dataclass_fields__.items()
        if "bool" in str(one.type)
    }
    return Subject(
        kind=reader.choice(data.get("kind"), "subject.kind", KINDS, required=True) or "",
        position=reader.choice(data.get("position"), "subject.position", POSITIONS),
        functional_grade=reader.choice(data.get("functional_grade"), "subject.functional_grade", GRADES),
        echelon=reader.text(data.get("echelon"), "subject.echelon"),
        equivalent_level=reader.choice(data.get("equivalent_level"), "subject.equivalent_level", POSITIONS),
        **flags,
    )


def _violations(reader: _Reader, value: Any, catalogue: Catalogue) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or len(value) > MOST_VIOLATIONS:
        reader.wrong("violations", f"Sebut 1 sampai {MOST_VIOLATIONS} pelanggaran.")
        return ()
    seen: list[str] = []
    for index, one in enumerate(value):
        if not isinstance(one, str) or not catalogue.has_violation(one):
            reader.wrong(f"violations.{index}", "Pelanggaran ini tidak ada dalam katalog.")
            continue
        same = catalogue.twins.get(one, one)
        if same in seen:
            reader.wrong(f"violations.{index}", "Pelanggaran ini sudah disebut.")
        seen.append(same)
    return tuple(seen)


def _priors(reader: _Reader, value: Any, sanctions: Sequence[str]) -> tuple[Prior, ...]:
    rows = []
    for index, one in enumerate(reader.items(value, "prior_sanctions")):
        path = f"prior_sanctions.{index}"
        data = reader.mapping(one, path)
        if data is None:
            reader.wrong(path, "Isi dengan objek JSON.")
            continue
        reader.unknown(data, ("code", "same_nature", "same_breach", "state"), f"{path}.")
        rows.append(
            Prior(
                code=reader.choice(data.get("code"), f"{path}.code", sanctions, required=True) or "",
                same_nature=reader.flag(data.get("same_nature"), f"{path}.same_nature"),
                same_breach=reader.flag(data.get("same_breach"), f"{path}.same_breach"),
                state=reader.choice(data.get("state"), f"{path}.state", STATES),
            )
        )
    return tuple(rows)


def _summons(reader: _Reader, value: Any) -> tuple[SummonsFact, ...] | None:
    if value is None:
        return None
    rows = []
    for index, one in enumerate(reader.items(value, "summons", MOST_SUMMONS)):
        path = f"summons.{index}"
        data = reader.mapping(one, path)
        if data is None:
            reader.wrong(path, "Isi dengan objek JSON.")
            continue
        reader.unknown(data, ("letter", "examination", "attended", "served"), f"{path}.")
        rows.append(
            SummonsFact(
                letter=reader.day(data.get("letter"), f"{path}.letter"),
                examination=reader.day(data.get("examination"), f"{path}.examination"),
                attended=reader.flag(data.get("attended"), f"{path}.attended"),
                served=reader.flag(data.get("served"), f"{path}.served"),
            )
        )
    return tuple(rows)


def _examination(reader: _Reader, value: Any) -> dict[str, bool | None] | None:
    data = reader.mapping(value, "examination")
    if data is None:
        return None
    names = ("team", "minutes", "report")
    reader.unknown(data, names, "examination.")
    return {name: reader.flag(data.get(name), f"examination.{name}") for name in names}


def _proposed(reader: _Reader, value: Any, sanctions: Sequence[str]) -> dict[str, str | None] | None:
    data = reader.mapping(value, "proposed")
    if data is None:
        return None
    reader.unknown(data, ("sanction", "authority", "acting"), "proposed.")
    return {
        "sanction": reader.choice(data.get("sanction"), "proposed.sanction", sanctions),
        "authority": reader.choice(data.get("authority"), "proposed.authority", AUTHORITIES),
        "acting": reader.choice(data.get("acting"), "proposed.acting", ACTING),
    }


def _positions(reader: _Reader, value: Any, catalogue: Catalogue) -> dict[str, str]:
    data = reader.mapping(value, "legal_positions") or {}
    found = {}
    for question, option in data.items():
        row = catalogue.questions.get(question)
        if row is None:
            reader.wrong(f"legal_positions.{question}", "Pertanyaan ini tidak ada dalam katalog.")
            continue
        chosen = reader.choice(option, f"legal_positions.{question}", [one["id"] for one in row.options])
        if chosen:
            found[question] = chosen
    return found


def known_positions(positions: Mapping[str, str], catalogue: Catalogue) -> dict[str, str]:
    """Recorded answers that this version of the catalogue still asks for; the others rest."""
    return {
        question: option
        for question, option in positions.items()
        if question in catalogue.questions and option in [one["id"] for one in catalogue.questions[question].options]
    }
