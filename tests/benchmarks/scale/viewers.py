"""Through whose eyes it is measured, and what each of them opens: the product's own functions and querysets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from cases import queries as case_queries
from cases.desk import queries as desk_queries
from cases.models import Case, Report
from cases.pages import listing
from neutrality.accounts.models import User
from neutrality.organization.models import Person
from neutrality.overview import desk as my_desk

PAGE = 20


@dataclass(frozen=True)
class Question:
    """One thing asked of the product. ``ask`` runs it to the last row."""

    what: str
    who: str
    ask: Callable[[], Any]


def user(name: str) -> User | None:
    """Fresh each time: what an account knows about itself is asked again, as each request does."""
    return User.objects.filter(username=name).first()


def questions() -> Iterator[Question]:
    """Small, large and top viewers; "small" and "large" are the smallest and the largest agency."""
    for agency in ("kecil", "besar"):
        for role in ("seksi", "dinas", "ppk", "meja"):
            name = f"{agency}.{role}"
            who = user(name)
            if who is None:
                continue
            yield Question("daftar perkara, halaman pertama", name, partial(cases_page, who))
            yield Question("angka di kepala daftar", name, partial(case_queries.counts, who))
            yield Question("meja kerja: tugas", name, partial(my_desk.items_for, who))
            yield from _one_case(name, who)
            yield from _people(name, who)
        desk = user(f"{agency}.meja")
        if desk is not None:
            yield Question(
                "kotak masuk, halaman pertama", f"{agency}.meja", partial(desk_queries.inbox, desk, tab="putus")
            )
            yield Question(
                "kotak masuk, sudah ditutup", f"{agency}.meja", partial(desk_queries.inbox, desk, tab="tutup")
            )
            yield Question("kotak masuk, angka tiap tab", f"{agency}.meja", partial(desk_queries.tab_counts, desk))
            one = Report.objects.visible_to(desk).order_by("pk").last()
            if one is not None:
                yield Question("boleh melihat laporan ini", f"{agency}.meja",
                               partial(sees_report, desk, one))  # fmt: skip


def cases_page(who: User) -> Any:
    rows, _next = listing._page(case_queries.with_people(case_queries.filtered(who, {})), "")
    return rows


def sees_case(who: User, case: Case) -> Case | None:
    return Case.objects.visible_to(who).filter(code=case.code).first()


def sees_report(who: User, report: Report) -> Report | None:
    return Report.objects.visible_to(who).filter(code=report.code).first()


def _one_case(name: str, who: User) -> Iterator[Question]:
    own = Case.objects.visible_to(who).order_by("pk").last()
    other = Case.objects.exclude(agency=who.agency).order_by("pk").last()
    for what, case in (("boleh melihat perkara ini: ya", own), ("boleh melihat perkara ini: tidak", other)):
        if case is not None:
            yield Question(what, name, partial(sees_case, who, case))


def _people(name: str, who: User) -> Iterator[Question]:
    someone = Person.objects.filter(agency=who.agency_id, employee__isnull=False).select_related("employee")
    person = Person.objects.visible_to(who).filter(employee__isnull=False).select_related("employee").last()
    person = person or someone.last()
    if person is None:
        return
    nip, words = person.employee.nip, person.name.split()
    for what, text in (
        ("cari NIP lengkap", nip),
        ("cari awal NIP (8 angka)", nip[:8]),
        ("cari nama lengkap", person.name),
        ("cari nama, satu kata salah ketik", f"{words[0][:-1]}h {words[-1]}"),
        ("cari nama, setiap kata salah ketik", f"{words[0][:-1]}h {words[-1][:-1]}h"),
        ("cari nama depan yang lazim", "Muhammad"),
    ):
        yield Question(what, name, partial(search, who, text))


def search(who: User, text: str) -> list[Person]:
    """As ``/pegawai/`` and ``/cari/`` ask it."""
    return list(
        Person.objects.visible_to(who).filter(employee__isnull=False).select_related("employee").search(text)[:PAGE]
    )
