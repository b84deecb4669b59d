"""The tables of permissions as one page of Markdown, for people who do not read code."""

from collections.abc import Iterable, Iterator

from cases import transitions
from cases.desk.views.report import STEPS
from tests.scenarios.audiences import DOORS
from tests.scenarios.permissions.moves import rights_of
from tests.scenarios.permissions.people import ADMIN_MODELS, GROUPS, PEOPLE, who

_LABELS = dict(transitions.TRACK_LABELS)


def page() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Hak akses"
    yield ""
    yield "Dibuat dari tabel yang diuji: `python -m tests.scenarios.permissions > docs/HAK-AKSES.md`."
    yield "Siapa yang tidak disebut, bagi dia pintu itu tidak ada (404), ditolak (403), atau meminta masuk."
    yield "Di bawah setiap baris, aturan baris data tetap berlaku: orang hanya melihat yang menjadi haknya."
    yield from _section("Orang", ("Sebutan", "Siapa"), ([f"`{key}`", text] for key, text in PEOPLE.items()))
    groups = ((f"`{name}`", _names(people)) for name, people in GROUPS.items() if name != "-")
    yield from _section("Kelompok", ("Sebutan", "Anggota"), groups)
    doors = ((f"`/{route}`", opens, writes) for route, (opens, writes) in sorted(DOORS.items()))
    yield from _section("Pintu", ("Alamat", "Membuka", "Mengubah"), doors)
    yield from _section(
        "Langkah perkara", ("Jalur", "Langkah", "Dari", "Di layar", "Dari kertas, dengan pindaian"), _moves()
    )
    steps = ((f"`{slug}`", "desk") for slug in STEPS)
    yield from _section("Langkah meja penerima atas satu laporan", ("Langkah", "Siapa"), steps)
    yield from _section(
        "Administrasi", ("Yang dikelola administrator teknis",), ((f"`{name}`",) for name in sorted(ADMIN_MODELS))
    )


def _section(title: str, heads: tuple[str, ...], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}")
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _moves() -> Iterator[tuple[str, ...]]:
    for track, rows in transitions.TRACKS.items():
        for move in rows:
            right = rights_of(track)[move.who]
            sources = ", ".join(move.sources)
            yield str(_LABELS[track]), f"`{move.code}` {move.label}", sources, right.screen, right.paper


def _names(people: frozenset[str]) -> str:
    if people == who("everybody"):
        return "siapa pun"
    return (
        "siapa pun yang masuk"
        if people == who("signed_in")
        else ", ".join(key for key in PEOPLE if key in people) or "tidak ada"
    )
