"""``demo --scale nasional`` in small: the load is the register and the cases as the product's own questions see them."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Case
from neutrality.accounts.models import User
from neutrality.demo.nation import loading
from neutrality.organization import queries
from neutrality.organization.models import Agency, Employee, Person
from neutrality.workdays import today

LOGINS = {f"{agency}.{who}" for agency in ("besar", "kecil") for who in ("meja", "ppk", "dinas", "seksi")}


@pytest.fixture
def nation(db: None, settings: Any, capsys: Any) -> str:
    settings.TRAINING, settings.TODAY, settings.DEMO_PASSWORD = True, "2024-10-16", "latihan-negeri"
    call_command("demo", scale="nasional", factor=0.001)
    return str(capsys.readouterr().out)


def test_the_country_is_loaded_by_one_command(nation: str) -> None:
    assert loading.is_loaded()
    assert (Agency.objects.count(), Employee.objects.count()) == (5, 4_699)
    assert {user.username for user in User.objects.all()} == LOGINS
    assert all(name in nation for name in LOGINS)
    head, desk = (User.objects.get(username=f"besar.{name}") for name in ("seksi", "meja"))
    assert head.person is not None
    line = queries.line_of_superiors(head.person, today())
    assert [link.relation for link in line] == ["atasan langsung", "atasan berikutnya", "PPK"]
    own = Case.objects.filter(agency=desk.agency)
    running = own.filter(desk="main").exclude(status="discontinued")
    assert set(Case.objects.visible_to(desk)) == set(running) != set()
    someone = Person.objects.filter(agency=desk.agency, employee__isnull=False).latest("pk")
    assert someone in Person.objects.visible_to(desk).search(someone.name)
    client = Client()
    assert client.login(username="besar.meja", password="latihan-negeri")
    for path in ("/kotak-masuk/", "/kasus/", "/dasbor/"):
        assert client.get(path).status_code == 200
    with pytest.raises(CommandError, match="sudah berisi instansi"):
        call_command("demo", scale="nasional", factor=0.001)
