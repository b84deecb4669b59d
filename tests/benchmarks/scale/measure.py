"""Asking each question, then asking PostgreSQL how it found the answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tests.benchmarks.scale.viewers import Question, questions, user

ROUNDS = 7  # the fastest counts: whatever else the machine does only adds to it


@dataclass
class Answer:
    """``milliseconds`` at the database: planning and execution of every statement, the fastest of seven rounds."""

    what: str
    who: str
    statements: int
    milliseconds: float
    slowest: float
    plan: list[str] = field(default_factory=list)
    sql: str = ""


def everything() -> Iterator[Answer]:
    yield from map(measured, questions())
    yield from pages()


def measured(question: Question) -> Answer:
    with _listening() as asked:
        question.ask()
    return _explained(question.what, question.who, asked)


@contextmanager
def _listening() -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT that is sent inside the block, with its values."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("( ").upper().startswith("SELECT"):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield asked


def _explained(what: str, who: str, asked: list[tuple[str, Any]]) -> Answer:
    whole, slowest, plan, text = 0.0, -1.0, [], ""
    for sql, params in asked:
        runs = [_explain(sql, params) for _round in range(ROUNDS)]
        taken = min(run[0] for run in runs)
        whole += taken
        if taken > slowest:
            slowest, plan, text = taken, _lines(runs[-1][1]), sql
    return Answer(what, who, len(asked), whole, max(slowest, 0.0), plan, text)


def _explain(sql: str, params: Any) -> tuple[float, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
        (found,) = cursor.fetchone()
    top = (json.loads(found) if isinstance(found, str) else found)[0]
    return top["Planning Time"] + top["Execution Time"], top["Plan"]


def _lines(node: dict[str, Any], depth: int = 0) -> list[str]:
    """A plan in short: what is read, by which index, how many rows came and how many blocks it took."""
    name = node["Node Type"]
    for key in ("Index Name", "Relation Name"):
        if key in node:
            name += f" {node[key]}"
            break
    blocks = node.get("Shared Hit Blocks", 0) + node.get("Shared Read Blocks", 0)
    rows = node.get("Actual Rows", 0) * node.get("Actual Loops", 1)
    lines = [f"{'  ' * depth}{name}: {rows:.0f} baris, {blocks} blok"]
    for below in node.get("Plans", []):
        lines += _lines(below, depth + 1)
    return lines


def pages() -> Iterator[Answer]:
    """Whole pages through the middleware, with session, menu and journal: their statements and time at the database."""
    from django.test import Client

    for agency in ("kecil", "besar"):
        for role, paths in (("meja", ("/kotak-masuk/", "/kasus/", "/meja/", "/dasbor/", "/pegawai/?q=Wira")),
                            ("ppk", ("/kasus/", "/meja/", "/dasbor/")), ("seksi", ("/kasus/", "/meja/"))):  # fmt: skip
            who = user(f"{agency}.{role}")
            if who is None:
                continue
            client = Client()
            client.force_login(who)
            for path in paths:
                client.get(path)  # warm: templates, calendar
                with _listening() as asked:
                    status = client.get(path).status_code
                answer = _explained(f"halaman {path}", f"{agency}.{role}", asked)
                answer.what += "" if status == 200 else f" ({status})"
                yield answer
