"""Bearer tokens, their scopes, and who may give roles."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIRequestFactory

from neutrality.accounts import actions
from neutrality.accounts.authentication import TokenAuthentication
from neutrality.accounts.models import Token
from neutrality.accounts.permissions import HasScope, SignedIn
from neutrality.audit.actions import SYSTEM
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from tests.factories import make_agency, make_tree, make_user

pytestmark = pytest.mark.django_db


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


def test_the_command_prints_a_token_that_opens_the_api(client):
    user = make_user(agency=make_agency(), roles=["intake"])
    out = StringIO()

    call_command("token", user.username, stdout=out)

    secret = out.getvalue().strip()
    assert client.get("/api/v1/units/", headers=bearer(secret)).status_code == 200
    assert not Token.objects.filter(digest=secret).exists()
    assert JournalEntry.objects.filter(event="token.issued", subject_code=user.username).exists()


def test_the_command_refuses_what_it_does_not_know():
    user = make_user(agency=make_agency())
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("token", "siapa")
    with pytest.raises(CommandError, match="cases:everything"):
        call_command("token", user.username, "--scope", "cases:everything")


@pytest.mark.parametrize("value", ["", "salah", "nas_" + "x" * 43, "\xff"])
def test_an_unknown_token_is_refused_with_the_way_in(client, value):
    response = client.get("/api/v1/units/", headers={"Authorization": f"Bearer {value}"})

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["code"] == "not_signed_in"


def test_no_credentials_are_401(client):
    response = client.get("/api/v1/units/")

    assert (response.status_code, response["WWW-Authenticate"].partition(" ")[0]) == (401, "Bearer")


def test_expired_revoked_and_closed_accounts_tokens_do_not_open(client):
    user = make_user(agency=make_agency())
    admin = make_user(agency=user.agency, roles=["admin"])
    _row, expired = actions.issue_token(actor=SYSTEM, user=user, expires_at=timezone.now() - timedelta(minutes=1))
    row, revoked = actions.issue_token(actor=SYSTEM, user=user)
    actions.revoke_token(actor=user, token=row)
    _row, closed = actions.issue_token(actor=SYSTEM, user=user)
    actions.set_active(actor=admin, user=user, active=False, reason="pindah")

    for secret in (expired, revoked, closed):
        assert client.get("/api/v1/units/", headers=bearer(secret)).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "door", "method", "allowed"),
    [
        ([], "cases", "get", True),
        ([], "", "get", True),
        (["cases:read"], "cases", "get", True),
        (["cases:read"], "cases", "post", False),
        (["cases:write"], "cases", "post", True),
        (["reports:read"], "cases", "get", False),
        (["cases:read"], "", "get", False),
    ],
)
def test_a_narrowed_token_opens_only_doors_of_its_scopes(scopes, door, method, allowed):
    user = make_user(agency=make_agency())
    token, _secret = actions.issue_token(actor=SYSTEM, user=user, scopes=scopes)
    request = getattr(APIRequestFactory(), method)("/")
    request.user, request.auth = user, token

    class View:
        scope = door

    assert SignedIn().has_permission(request, View()) is allowed
    if door:
        assert HasScope(door)().has_permission(request, object()) is allowed


def test_other_schemes_are_left_to_others():
    request = APIRequestFactory().get("/", HTTP_AUTHORIZATION="Basic abc")
    assert TokenAuthentication().authenticate(request) is None


# --- Roles ------------------------------------------------------------------
def test_a_role_is_given_on_a_basis_and_journalled():
    agency = make_agency()
    admin, user = make_user(agency=agency, roles=["admin"]), make_user(agency=agency)

    actions.grant_role(actor=admin, user=user, role="intake", reason="SP 800/1/2024")

    assert user.has_role("intake")
    entry = JournalEntry.objects.get(event="role.granted")
    assert (entry.actor, entry.changes["role"]) == (admin, [None, "intake"])


def test_a_role_ends_at_once():
    agency = make_agency()
    admin, user = make_user(agency=agency, roles=["admin"]), make_user(agency=agency, roles=["intake"])

    actions.end_role(actor=admin, grant=user.grants.get(), reason="mutasi")

    assert not user.has_role("intake")


@pytest.mark.parametrize(
    ("actor", "target", "code"),
    [("admin", "admin", "own_account"), ("desk", "user", "not_allowed"), ("admin", "stranger", "other_agency")],
)
def test_who_may_not_give_roles(actor, target, code):
    agency = make_agency()
    people = {
        "admin": make_user(agency=agency, roles=["admin"]),
        "desk": make_user(agency=agency, roles=["intake"]),
        "user": make_user(agency=agency),
        "stranger": make_user(agency=make_agency()),
    }

    with pytest.raises(Refusal) as refused:
        actions.grant_role(actor=people[actor], user=people[target], role="auditor", reason="SP 1")

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"role": "raja", "reason": "x"}, "unknown_role"),
        ({"role": "intake", "reason": " "}, "reason_missing"),
        ({"role": "operator", "reason": "x"}, "unit_missing"),
    ],
)
def test_a_role_needs_what_it_needs(fields, code):
    tree = make_tree()
    admin = make_user(agency=tree.agency, roles=["admin"])

    with pytest.raises(Refusal) as refused:
        actions.grant_role(actor=admin, user=make_user(agency=tree.agency), **fields)

    assert refused.value.code == code


def test_an_account_needs_a_strong_password():
    admin = make_user(agency=make_agency(), roles=["admin"])

    with pytest.raises(Refusal) as refused:
        actions.create_account(actor=admin, username="baru", agency=admin.agency, password="pendek")

    assert refused.value.code == "weak_password"
