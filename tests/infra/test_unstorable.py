"""A NUL sign in an address or a search meets a sentence at every page and every API door of the project."""

import json

import pytest
from django.test import Client

from neutrality.accounts.models import Role
from tests.factories import make_tree, make_user
from tests.scenarios.routes import filled, routes

SESSION = ("keluar/", "masuk/", "mfa/", "bahasa/", "profil/kata-sandi/")  # they end or change the session itself


@pytest.mark.django_db
def test_no_door_breaks_over_a_sign_that_no_database_holds() -> None:
    tree = make_tree()
    user = make_user(
        person=tree.person("analis"), roles=[Role.INTAKE, Role.REGISTRAR, Role.AUDITOR, Role.LEGAL], agency=tree.agency
    )
    client = Client(raise_request_exception=False)
    client.force_login(user)
    broken = []
    for route in sorted(routes()):
        if route.startswith(SESSION):
            continue
        for query in ("", "?q=%00&cari=%00&tab=%00&sejak=%00&status=%00&unit=%00&kode=%00"):
            answer = client.get(filled(route, {}, "%00") + query)
            if answer.status_code >= 500:
                broken.append(f"{route}{query}")
            elif route.startswith("api/v1/") and answer.status_code >= 400:
                assert set(json.loads(answer.content)) >= {"code", "detail"}, route
    assert not broken, broken
