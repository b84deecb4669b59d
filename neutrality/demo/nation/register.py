"""Agencies, units, posts, people: the register of the country, made in a dozen statements.

Ids are given out in blocks, so that a person's unit and a unit's people follow by arithmetic:
unit ``u`` has the posts ``3u-2`` (its head), ``3u-1`` and ``3u``, and the people from ``first_person`` on, the head first.
"""

import io
from collections.abc import Iterator
from typing import Any

from django.db import connection

from neutrality.demo.names import _FIRST, _LAST
from neutrality.demo.nation.bulk import Say, insert, run
from neutrality.demo.nation.sizes import Size
from neutrality.organization.models import (
    Agency,
    Appointment,
    Employee,
    EmployeeStatus,
    OrgUnit,
    OrgUnitPeriod,
    Person,
    PersonKindPeriod,
    Position,
)

TABLES = (Agency, OrgUnit, OrgUnitPeriod, Position, Person, Employee, PersonKindPeriod, EmployeeStatus, Appointment)
SCRATCH = ("bench_unit", "bench_agency", "bench_name")
AGENCY_CODE = "instansi-{n}"
SINCE = "DATE '2022-01-03'"
# A perangkat daerah with four bidang and twelve seksi below it.
FIELDS, SECTIONS = 4, 12
# A number that looks random and never repeats: an odd factor turns 32 bits around.
CODE = "lpad(to_hex(({n}::bigint * 2654435761) & 4294967295), 8, '0')"
DICE = "(hashint8({n}::bigint) & 2147483647)"


def load(sizes: list[Size], say: Say) -> None:
    say("unit dan jabatan")
    _scratch(sizes)
    _agencies(sizes)
    insert(
        OrgUnit, "bench_unit u", id="u.id", agency_id="u.agency_id", code="'UN-22-' || " + CODE.format(n="u.id"), kind="u.kind",
        name="u.name", depth="u.depth", path="u.path", numchild="u.children",
    )  # fmt: skip
    insert(OrgUnitPeriod, "bench_unit u", unit_id="u.id", name="u.name", parent_id="u.parent", starts_on=SINCE)
    insert(
        Position, "bench_unit u, generate_series(0, 2) p", id="u.id * 3 - 2 + p", agency_id="u.agency_id", unit_id="u.id",
        code="'JB-22-' || " + CODE.format(n="(u.id * 3 - 2 + p)"),
        name="CASE p WHEN 0 THEN 'Kepala ' WHEN 1 THEN 'Pengelola Data ' ELSE 'Pengadministrasi ' END || u.name",
        level="CASE WHEN p > 0 THEN 'pelaksana' WHEN u.depth = 1 THEN 'politik' WHEN u.depth = 2 THEN 'jpt_pratama'"
              " WHEN u.depth = 3 THEN 'administrator' ELSE 'pengawas' END",
        seats="CASE p WHEN 0 THEN 1 ELSE 500 END", is_head="p = 0",
        office="CASE WHEN p = 0 AND u.depth = 1 THEN 'ppk' ELSE '' END",
    )  # fmt: skip
    say("orang")
    _people()
    say("pegawai, jenis, pangkat")
    _employees()
    say("pemegang jabatan")
    insert(
        Appointment, "bench_unit u, generate_series(0, u.staff - 1) s", id="u.first_person + s", agency_id="u.agency_id",
        code="'PJ-22-' || " + CODE.format(n="(u.first_person + s)"), person_id="u.first_person + s",
        position_id="u.id * 3 - 2 + CASE WHEN s = 0 THEN 0 ELSE 1 + s % 2 END",
        seat="CASE WHEN s = 0 THEN 1 ELSE (s + 1) / 2 END", starts_on=SINCE,
    )  # fmt: skip


def _agencies(sizes: list[Size]) -> None:
    """The first answers on this machine's own names, as the training city does."""
    hosts = """CASE a WHEN 1 THEN '["127.0.0.1", "localhost"]' ELSE '[]' END::jsonb"""
    insert(
        Agency, f"generate_series(1, {len(sizes)}) a", id="a", code=f"'{AGENCY_CODE.format(n='')}' || a",
        name="'Pemerintah Daerah Contoh ' || a", short_name="'Daerah Contoh ' || a", hosts=hosts,
        kind="CASE WHEN a <= 38 THEN 'provinsi' ELSE 'kabupaten' END", region="'Daerah Contoh ' || a",
    )  # fmt: skip


def _scratch(sizes: list[Size]) -> None:
    """``bench_unit``: every unit with its path, its line of head posts and its block of people."""
    run(
        "CREATE TABLE bench_unit (id bigint, agency_id bigint, kind text, name text, depth int, path text, children int,"
        " parent bigint, line bigint[], first_person bigint, staff int)"
    )
    run(
        "CREATE TABLE bench_agency (id bigint, first_unit bigint, units int, first_case bigint, cases int, reports int)"
    )
    _copy("bench_unit", _units(sizes))
    first_unit, first_case = 1, 1
    rows = []
    for number, size in enumerate(sizes, start=1):
        rows.append((number, first_unit, size.units, first_case, size.cases, size.reports))
        first_unit, first_case = first_unit + size.units, first_case + size.cases
    _copy("bench_agency", iter(rows))
    run("CREATE UNIQUE INDEX ON bench_unit (id)")
    run("ANALYZE bench_unit, bench_agency")


def _units(sizes: list[Size]) -> Iterator[tuple[Any, ...]]:
    unit, person = 1, 1
    for agency, size in enumerate(sizes, start=1):
        shape = list(_shape(agency, size.units))
        many, over = divmod(size.employees, size.units)
        children = [0] * size.units
        for _kind, _name, _depth, _path, above in shape:
            if above is not None:
                children[above] += 1
        for number, (kind, name, depth, path, above) in enumerate(shape):
            line, at = [], number
            while at is not None:
                line.append((unit + at) * 3 - 2)
                at = shape[at][4]  # type: ignore[assignment]
            staff = many + (number < over)
            parent = "" if above is None else unit + above
            posts = "{" + ",".join(map(str, line)) + "}"
            yield (unit + number, agency, kind, name, depth, path, children[number], parent, posts, person, staff)
            person += staff
        unit += size.units


def _shape(agency: int, units: int) -> Iterator[tuple[str, str, int, str, int | None]]:
    """``(kind, name, depth, path, index of the unit above)``, the root first."""
    root = OrgUnit._get_path("", 1, agency)
    yield "root", f"Pemerintah Daerah Contoh {agency}", 1, root, None
    block = 1 + FIELDS + SECTIONS
    for number in range(units - 1):
        office, place = divmod(number, block)
        opd = 1 + office * block
        above = OrgUnit._get_path(root, 2, office + 1)
        if place == 0:
            yield "opd", f"Dinas Contoh {office + 1}", 2, above, 0
        elif place <= FIELDS:
            yield "bidang", f"Bidang Contoh {office + 1}.{place}", 3, OrgUnit._get_path(above, 3, place), opd
        else:
            field, section = divmod(place - FIELDS - 1, SECTIONS // FIELDS)
            path = OrgUnit._get_path(OrgUnit._get_path(above, 3, field + 1), 4, section + 1)
            yield "seksi", f"Seksi Contoh {office + 1}.{place}", 4, path, opd + 1 + field


def _copy(table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    text = io.StringIO()
    for row in rows:
        text.write("\t".join("\\N" if cell == "" else str(cell) for cell in row) + "\n")
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        copy.write(text.getvalue())


def _people() -> None:
    """Two or three words each; one in twelve is a Muhammad, one in eighteen a Siti, as registers have it."""
    first, last = ("ARRAY[" + ", ".join(f"'{word}'" for word in words.split()) + "]" for words in (_FIRST, _LAST))
    run("CREATE TABLE bench_name AS SELECT " + first + " AS first, " + last + " AS last")
    source = (
        "(SELECT u.agency_id, u.first_person + s AS n, " + DICE.format(n="(u.first_person + s)") + " AS d"
        " FROM bench_unit u, generate_series(0, u.staff - 1) s) p, bench_name w,"
        " LATERAL (SELECT CASE WHEN d % 12 = 0 THEN 'Muhammad ' WHEN d % 18 = 1 THEN 'Siti ' ELSE '' END"
        " || w.first[1 + d / 24 % array_length(w.first, 1)] || ' '"
        " || CASE WHEN d % 3 = 0 THEN w.first[1 + d / 7 % array_length(w.first, 1)] || ' ' ELSE '' END"
        " || w.last[1 + d / 5003 % array_length(w.last, 1)] AS name) x"
    )
    insert(
        Person, source, id="p.n", agency_id="p.agency_id", code="'PG-22-' || " + CODE.format(n="p.n"), name="x.name",
        search_name="upper(x.name)",
    )  # fmt: skip


def _employees() -> None:
    """NIP with an impossible birth date; year, month, sex and number make them differ."""
    nip = (
        "(1966 + p.id % 39)::text || '02' || (30 + p.id / 39 % 2)::text || (1990 + p.id / 78 % 34)::text"
        " || lpad((1 + p.id / 2652 % 12)::text, 2, '0') || (1 + p.id / 31824 % 2)::text"
        " || lpad((1 + p.id / 63648)::text, 3, '0')"
    )
    insert(Employee, "organization_person p", person_id="p.id", agency_id="p.agency_id", nip=nip)
    insert(
        PersonKindPeriod, "organization_person p", person_id="p.id", starts_on=SINCE,
        kind="CASE p.id % 10 WHEN 0 THEN 'PPPK' WHEN 1 THEN 'CPNS' ELSE 'PNS' END",
    )  # fmt: skip
    insert(
        EmployeeStatus, "organization_person p", employee_id="p.id", golongan="'III/c'", rank_name="'Penata'",
        starts_on=SINCE,
    )  # fmt: skip
