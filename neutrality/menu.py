"""The menu of each role, as data, and the registry with which rooms feed it.

The table below is the whole menu in the order of the interface specification.
An item shows only when its path exists and its owner may use it; rooms add
counters (and finer rules) from ``AppConfig.ready()``::

    from neutrality import menu
    menu.count("kotak-masuk", lambda user: Report.objects.visible_to(user).open().count(), red=True)
    menu.allow("pemeriksaan", lambda user: Team.objects.of(user).exists())
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

Rule = Callable[[Any], bool]

# --- Who is who (accounts.User is only duck-typed: this module imports no room) ---


def intake(user: Any) -> bool:
    return bool(user.has_role("intake", "alternate_intake", "registrar"))


def superior(user: Any) -> bool:
    """Heads of units. The PPK heads everything and has a menu of his own: a case comes to his desk."""
    return bool(user.headed_units) and not user.holds_office("ppk")


def leader(user: Any) -> bool:
    return bool(user.holds_office("ppk", "sekda"))


def auditor(user: Any) -> bool:
    return bool(user.has_role("auditor"))


def legal(user: Any) -> bool:
    return bool(user.has_role("legal")) or user.holds_office("kabag_hukum")


def bawaslu(user: Any) -> bool:
    return bool(user.has_role("bawaslu"))


def operator(user: Any) -> bool:
    return bool(user.has_role("operator"))


def admin(user: Any) -> bool:
    return bool(user.is_active and (user.is_staff or user.has_role("admin")))


def asn(user: Any) -> bool:
    """Anyone in the register, or holding an office (a mayor is no ASN but has a desk)."""
    return user.person_id is not None


def any_of(*rules: Rule) -> Rule:
    return lambda user: any(rule(user) for rule in rules)


def nobody(user: Any) -> bool:
    """Closed until the room that owns the page opens it with ``allow``."""
    return False


@dataclass(frozen=True)
class Item:
    """``path`` is the address of the specification; ``label`` may be a function of the user."""

    key: str
    path: str
    icon: str
    label: Any
    group: str
    rule: Rule


def _case_label(user: Any) -> Any:
    return _("Kasus") if intake(user) or auditor(user) or not superior(user) else _("Kasus bawahan")


MENU = [
    Item("kotak-masuk", "/kotak-masuk/", "kotak", _("Kotak masuk"), "utama", any_of(intake)),
    Item("surat-masuk", "/surat-masuk/", "pesan", _("Surat masuk"), "utama", any_of(intake)),
    Item("kasus", "/kasus/", "berkas", _case_label, "utama", any_of(intake, superior, auditor)),
    Item("meja", "/meja/", "meja", _("Meja kerja saya"), "utama", any_of(intake, asn)),
    Item("keputusan", "/keputusan/", "palu", _("Keputusan"), "utama", leader),
    Item("pemeriksaan", "/pemeriksaan/", "orang2", _("Pemeriksaan"), "utama", nobody),
    Item("surat", "/surat/", "dokumen", _("Surat saya"), "utama", asn),
    Item("bawaslu", "/bawaslu/", "gedung", _("Surat kami"), "utama", bawaslu),
    Item("ekspor", "/bawaslu/ekspor/", "unduh", _("Ekspor"), "utama", bawaslu),
    Item("posisi", "/hukum/posisi/", "timbangan", _("Pertanyaan hukum"), "utama", legal),
    Item("edaran", "/edaran/", "pengeras", _("Surat edaran"), "pembinaan", any_of(intake, asn, operator)),
    Item("pakta", "/pakta/", "tanda", _("Pakta integritas"), "pembinaan", any_of(intake, asn)),
    Item("daftar-baca", "/edaran/daftar/", "cek", _("Daftar baca"), "pembinaan", operator),
    Item("apel", "/apel/", "orang2", _("Apel"), "pembinaan", operator),
    Item("pegawai", "/pegawai/", "orang2", _("Pegawai dan jabatan"), "data", any_of(intake, superior)),
    Item("unit", "/unit/", "grafik", _("Ringkasan unit"), "data", superior),
    Item("register", "/register/", "buku", _("Register hukuman"), "data", intake),
    Item("dasbor", "/dasbor/", "grafik", _("Dasbor"), "data", any_of(intake, leader, auditor)),
    Item("audit", "/audit/", "perisai", _("Jejak audit"), "data", any_of(intake, auditor)),
    Item("hukum", "/hukum/", "buku", _("Dasar hukum"), "rujukan", any_of(intake, leader, legal)),
    Item("kelola", "/kelola/", "setelan", _("Kelola"), "utama", admin),
]


def _group_label(group: str, user: Any) -> Any:
    if group == "pembinaan":
        return _("Pembinaan") if intake(user) or leader(user) or operator(user) else _("Kewajiban saya")
    if group == "data":
        return _("Data") if intake(user) or auditor(user) or leader(user) else _("Unit saya")
    return _("Rujukan") if group == "rujukan" else ""


# --- What rooms register ----------------------------------------------------
_counts: dict[str, tuple[Callable[[Any], int | None], bool]] = {}
_allowed: dict[str, list[Rule]] = {}
_added: list[Item] = []


def count(key: str, counter: Callable[[Any], int | None], *, red: bool = False) -> None:
    """Counter of an item. Red: waiting for this user; grey: information."""
    _counts[key] = (counter, red)


def allow(key: str, rule: Rule) -> None:
    """One more reason for which the item shows."""
    _allowed.setdefault(key, []).append(rule)


def add(item: Item) -> None:
    """A further item, behind those of its group."""
    _added.append(item)


def exists(path: str) -> bool:
    """Whether this installation has a page at ``path``."""
    return _resolves(path, settings.ROOT_URLCONF)


@cache
def _resolves(path: str, urlconf: str) -> bool:
    try:
        resolve(path, urlconf)
    except Resolver404:
        return False
    return True


def _count_of(item: Item, user: Any) -> dict[str, Any]:
    counter, red = _counts.get(item.key, (None, False))
    return {"count": counter(user) if counter else None, "red": red}


def _current(path: str, items: list[Item]) -> str:
    """Path of the item that holds ``path``: the longest match."""
    return max((item.path for item in items if path.startswith(item.path)), key=len, default="")


def menu_for(user: Any, path: str) -> list[dict[str, Any]]:
    """``[{"label", "items": [{"path", "icon", "label", "current", "count", "red"}]}]``."""
    shown = [
        item
        for item in [*MENU, *_added]
        if exists(item.path) and (item.rule(user) or any(rule(user) for rule in _allowed.get(item.key, ())))
    ]
    if not (intake(user) or auditor(user)):  # everyone else starts at the desk
        shown.sort(key=lambda item: item.key != "meja")
    if auditor(user) and not intake(user):  # the trail is an auditor's first errand, figures come after
        shown.sort(key=lambda item: item.key == "dasbor")
    current = _current(path, shown)
    groups: list[dict[str, Any]] = []
    for group in ("utama", "pembinaan", "data", "rujukan"):
        items = [
            {
                "path": item.path,
                "icon": item.icon,
                "label": item.label(user) if callable(item.label) else item.label,
                "current": item.path == current,
            }
            | _count_of(item, user)
            for item in shown
            if item.group == group
        ]
        if items:
            groups.append({"label": _group_label(group, user), "items": items})
    return groups
