"""The menu of each role, in the order of the specification; forbidden items are absent."""

from typing import Any

import pytest

from neutrality import menu
from neutrality.accounts.models import User
from tests.factories import Tree, make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture(autouse=True)
def every_path(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.ui.urls_all"


def labels(user: User, path: str = "/meja/") -> list[str]:
    return [str(item["label"]) for group in menu.menu_for(user, path) for item in group["items"]]


def test_intake_desk(tree: Tree) -> None:
    user = make_user(roles=["intake"], person=tree.person("analis"))
    assert labels(user) == [
        "Kotak masuk", "Surat masuk", "Kasus", "Meja kerja saya", "Surat saya", "Surat edaran", "Pakta integritas",
        "Pegawai dan jabatan", "Register hukuman", "Dasbor", "Jejak audit", "Dasar hukum",
    ]  # fmt: skip


def test_superior(tree: Tree) -> None:
    shown = labels(tree.user("kadis"))
    assert shown[:3] == ["Meja kerja saya", "Kasus bawahan", "Surat saya"]
    assert shown[3:] == ["Surat edaran", "Pakta integritas", "Pegawai dan jabatan", "Ringkasan unit"]


def test_leaders(tree: Tree) -> None:
    for key in ("ppk", "sekda"):
        shown = labels(tree.user(key))
        assert shown[0] == "Meja kerja saya"
        assert {"Keputusan", "Surat edaran", "Dasbor", "Dasar hukum"} <= set(shown)
        assert "Kotak masuk" not in shown
    assert "Kasus bawahan" not in labels(tree.user("ppk"))


def test_ordinary_employee(tree: Tree) -> None:
    assert labels(tree.user("guru")) == ["Meja kerja saya", "Surat saya", "Surat edaran", "Pakta integritas"]


def test_bawaslu_sees_its_own_two(tree: Tree) -> None:
    user = make_user(roles=["bawaslu"], agency=tree.agency)
    assert labels(user, "/bawaslu/") == ["Surat kami", "Ekspor"]


def test_auditor_and_admin(tree: Tree) -> None:
    assert labels(make_user(roles=["auditor"], agency=tree.agency)) == ["Kasus", "Jejak audit", "Dasbor"]
    assert labels(make_user(roles=["admin"], agency=tree.agency)) == ["Kelola"]


# Section 3 of the interface specification, by paths: whoever is listed finds these in this order.
SPECIFIED = {
    "intake": ["/kotak-masuk/", "/kasus/", "/meja/", "/edaran/", "/pakta/", "/pegawai/", "/dasbor/", "/audit/"],
    "kadis": ["/meja/", "/kasus/", "/surat/", "/edaran/", "/pakta/", "/pegawai/", "/unit/"],
    "ppk": ["/meja/", "/keputusan/", "/edaran/", "/dasbor/", "/hukum/"],
    "sekda": ["/meja/", "/keputusan/", "/edaran/", "/dasbor/", "/hukum/"],
    "legal": ["/meja/", "/hukum/posisi/", "/hukum/"],
    "auditor": ["/kasus/", "/audit/", "/dasbor/"],
    "bawaslu": ["/bawaslu/", "/bawaslu/ekspor/"],
    "operator": ["/edaran/", "/edaran/daftar/", "/apel/"],
    "admin": ["/kelola/"],
}
NOT_THEIRS = {
    "ppk": {"/kasus/", "/kotak-masuk/"}, "legal": {"/kotak-masuk/", "/audit/"}, "auditor": {"/kotak-masuk/", "/meja/"},
    "bawaslu": {"/kasus/", "/meja/"}, "operator": {"/kasus/", "/kotak-masuk/"}, "admin": {"/kasus/", "/kotak-masuk/", "/audit/"},
    "kadis": {"/kotak-masuk/", "/audit/", "/dasbor/"},
}  # fmt: skip


@pytest.mark.parametrize("who", SPECIFIED)
def test_the_menu_of_each_role_keeps_the_specified_order(tree: Tree, who: str) -> None:
    user = tree.user(who) if who in ("kadis", "ppk", "sekda") else make_user(roles=[who], agency=tree.agency)
    shown = [item["path"] for group in menu.menu_for(user, "/") for item in group["items"]]
    if who == "legal":
        shown = ["/meja/", *shown]  # an account outside the register has no desk in its menu
    assert [path for path in shown if path in SPECIFIED[who]] == SPECIFIED[who]
    assert not set(shown) & NOT_THEIRS.get(who, set())


def test_roles_merge(tree: Tree) -> None:
    user = make_user(roles=["legal"], person=tree.person("kabag_hukum"))
    shown = labels(user)
    assert {"Pertanyaan hukum", "Kasus bawahan", "Dasar hukum", "Meja kerja saya"} <= set(shown)
    assert len(shown) == len(set(shown))


def test_what_does_not_exist_is_not_shown(tree: Tree, settings: Any) -> None:
    settings.ROOT_URLCONF = "neutrality.pages"
    assert labels(tree.user("kadis")) == []


def test_the_current_item_is_the_longest_match(tree: Tree) -> None:
    user = make_user(roles=["legal"], person=tree.person("kabag_hukum"))
    current = [item["path"] for g in menu.menu_for(user, "/hukum/posisi/3/") for item in g["items"] if item["current"]]
    assert current == ["/hukum/posisi/"]


def test_counters_and_finer_rules_come_from_rooms(tree: Tree) -> None:
    before = dict(menu._counts), {key: list(rules) for key, rules in menu._allowed.items()}
    try:
        menu.count("meja", lambda user: 4, red=True)
        menu.allow("pemeriksaan", lambda user: True)
        items = {item["path"]: item for group in menu.menu_for(tree.user("guru"), "/") for item in group["items"]}
        assert (items["/meja/"]["count"], items["/meja/"]["red"]) == (4, True)
        assert "/pemeriksaan/" in items
    finally:
        menu._counts.clear()
        menu._counts.update(before[0])
        menu._allowed.clear()
        menu._allowed.update(before[1])
