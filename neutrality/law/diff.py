"""What differs between two versions of the catalogue, and between two answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neutrality.law.catalogue import Catalogue


@dataclass(frozen=True)
class RowChange:
    """``kind``: added, removed, changed; ``columns`` names what changed."""

    table: str
    id: str
    kind: str
    columns: tuple[str, ...] = ()


def changed_rows(old: Catalogue, new: Catalogue) -> list[RowChange]:
    """Rows that were added, removed or changed, table by table."""
    found = []
    for table, rows in new.tables.items():
        before = old.tables[table]
        found += [RowChange(table, row, "removed") for row in before if row not in rows]
        for row_id, row in rows.items():
            if row_id not in before:
                found.append(RowChange(table, row_id, "added"))
                continue
            was = dict.__getitem__(before, row_id)
            columns = tuple(sorted(name for name in {*row.data, *was.data} if row.data.get(name) != was.data.get(name)))
            if columns:
                found.append(RowChange(table, row_id, "changed", columns))
    return found


# Parts of an answer that decide something; texts may be reworded without changing the law.
_DECIDING = ("stage", "track", "level", "team")


def answer_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """How two answers to the same facts differ, in short lines: ``level: sedang → berat``."""
    lines = [f"{name}: {old[name]} → {new[name]}" for name in _DECIDING if old[name] != new[name]]
    was, now = _rule(old), _rule(new)
    if was != now:
        lines.append(f"level_rule: {was} → {now}")
    lines += _sets("permitted", _permitted(old), _permitted(new))
    lines += _sets("findings", _findings(old), _findings(new))
    lines += _sets("forward", {row["rule"] for row in old["forward"]}, {row["rule"] for row in new["forward"]})
    lines += _sets("statutes", _cited(old), _cited(new))
    return lines


def _rule(answer: Mapping[str, Any]) -> str:
    rule = answer["level_rule"]
    return f"{rule['id']} ({rule['citation']})" if rule else "–"


def _permitted(answer: Mapping[str, Any]) -> set[str]:
    return {
        f"{row['sanction']} by {', '.join(one['authority'] for one in row['authorities']) or '–'}"
        for row in answer["permitted"]
    }


def _findings(answer: Mapping[str, Any]) -> set[str]:
    return {f"{row['severity']} {row['code']} {row['path']}" for row in answer["findings"]}


def _cited(answer: Mapping[str, Any]) -> set[str]:
    return {str(row["citation"]) for row in answer["statutes"]}


def _sets(name: str, old: set[str], new: set[str]) -> list[str]:
    gone, come = sorted(old - new), sorted(new - old)
    return [f"{name}: − {one}" for one in gone] + [f"{name}: + {one}" for one in come]
