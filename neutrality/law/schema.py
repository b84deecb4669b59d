"""The shape of the catalogue's files, checked when a version is loaded."""

from typing import Any

from jsonschema import Draft202012Validator

DATE = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXT = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "minLength": 1}}}
WORD = {"type": "string", "minLength": 1}
MAYBE = {"type": ["string", "null"]}
IDS = {"type": "array", "items": WORD}
_LEVELS = ["ringan", "sedang", "berat", "moral", "pemberhentian_non_disiplin", "lokal_pppk", "berat_pppk"]
LEVELS = {"type": "array", "items": {"enum": _LEVELS}}
BASIS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["statute", "article", "from", "to"],
        "additionalProperties": False,
        "properties": {"statute": WORD, "article": MAYBE, "from": DATE, "to": DATE},
    },
}


def _row(required: str, **columns: Any) -> dict[str, Any]:
    """A row: what every row has, and the columns of its table."""
    common = {"id": WORD, "valid_from": DATE, "valid_to": DATE, "source": IDS, "verified": {"type": "boolean"}}
    return {"type": "object", "required": [*common, *required.split()], "properties": common | columns}


_SOURCE = {
    "type": "object",
    "required": ["id", "title", "where", "kind", "weight"],
    "properties": {"id": WORD, "title": WORD, "where": MAYBE},
}
ROWS: dict[str, dict[str, Any]] = {
    "sources": _SOURCE,
    "statutes": _row(
        "citation title status precision", citation=WORD, title=WORD,
        precision={"enum": ["day", "year", "unknown"]}, date_verified={"type": "boolean"},
    ),
    "institutions": _row("name role", name=WORD, role=WORD),
    "violations": _row(
        "category form period level level_status legal_basis sanction_type pair_row possible_crime statute",
        category={"enum": ["ethics", "discipline", "criminal", "village"]},
        period={"enum": ["bakal_calon", "calon", "kampanye", "any"]},
        level={"enum": ["sedang", "berat", None]},
        level_status={"enum": ["settled", "ask"]},
        form=TEXT, legal_basis=BASIS, pair_row={"type": "boolean"}, possible_crime=IDS,
    ),
    "prohibitions": _row("kind citation form levels applies_to statute", form=TEXT, levels=LEVELS, citation=WORD),
    "sanctions": _row(
        "track level order title legal_basis use document authority remedy moves_official",
        track={"enum": ["discipline", "ethics", "pppk", "party_membership"]},
        remedy={"enum": ["keberatan", "banding", "none"]},
        order={"type": "integer"}, title=TEXT, legal_basis=BASIS, authority=IDS, document=WORD,
        use={"type": "array", "minItems": 1, "items": {
            "required": ["from", "to", "state"],
            "properties": {"from": DATE, "to": DATE, "state": {"enum": ["in_use", "suspended", "transition"]}},
        }},
    ),
    "authorities": _row(
        "authority over agency_kinds levels types requires citation",
        agency_kinds={"type": "array", "items": {"enum": ["kota", "kabupaten", "provinsi"]}}, levels=LEVELS, types=IDS,
    ),
    "deadlines": _row(
        "side start target n day_type kind article",
        n={"type": ["integer", "null"], "minimum": 0}, target=TEXT,
        day_type={"enum": ["hari_kerja", "hari_kalender", "bulan", "jam", "tanggal", None]},
    ),
    "documents": _row("code title fields classification", fields=IDS, classification={"enum": ["RAHASIA", "BIASA"]}),
    "questions": _row(
        "text texts options recommended until_answered affects", text=TEXT, texts=IDS, affects=IDS,
        options={"type": "array", "minItems": 1, "items": {"required": ["id", "effect"], "properties": {"effect": TEXT}}},
    ),
    "contests": _row(
        "name type ballots fixing stages", name=TEXT,
        stages={"type": "array", "items": {
            "required": ["stage", "start", "end", "precision", "verified"],
            "properties": {"precision": {"enum": ["day", "month", "year"]}, "verified": {"type": "boolean"}},
        }},
    ),
    "forwarding": _row("when to document", when=TEXT, to=IDS, document=WORD),
    "channels": _row("name", name=WORD),
    "intake": _row("part text", text=TEXT),
    "letters": _row("use parts", parts=IDS),
    "data_protection": _row("text citation", text=TEXT),
    "statistics": _row("period figures", figures={"type": "object"}),
    "working_days": _row("week excludes rule test_vectors", week=IDS),
    "states": _row("kind basis", kind={"enum": ["transition", "side_exit"]}),
}  # fmt: skip
RULES: dict[str, dict[str, Any]] = {
    "sanction_rules": _row("text citation", text=TEXT, citation=WORD),
    "authority_notes": _row("text", text=TEXT),
    "remedies": _row("type against filed_to then_court", type={"enum": ["keberatan", "banding", "none"]}),
    "ethics_board": _row("composition decides"),
    "conduct_rules": _row("text citation", text=TEXT),
}


def _table(row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": row}


SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": [*ROWS, "rules", "meta"],
    "properties": {
        **{name: _table(row) for name, row in ROWS.items()},
        "rules": {
            "type": "object",
            "required": list(RULES),
            "properties": {name: _table(row) for name, row in RULES.items()},
        },
        "meta": {"type": "object", "required": ["version", "compiled_on"], "properties": {"compiled_on": DATE}},
    },
}


def problems_of(raw: dict[str, Any]) -> list[str]:
    """What does not fit the schema: ``sanctions/3/use: … is not valid``; ids said twice."""
    found = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in Draft202012Validator(SCHEMA).iter_errors(raw)
    ]
    if found:
        return found
    for name, rows in [*((name, raw[name]) for name in ROWS), *raw["rules"].items()]:
        ids = [row["id"] for row in rows]
        found += [f"{name}/{one}: said twice" for one in sorted({one for one in ids if ids.count(one) > 1})]
    return found
