"""Signing in, the second factor, the idle session."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as django_settings
from django.test import RequestFactory

from neutrality.accounts.sessions import fresh_second_factor
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from tests.factories import PASSWORD, make_agency, make_tree, make_user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def code_now():
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client, user, **extra):
    return client.post("/masuk/", {"login": user.username, "password": PASSWORD} | extra)


def test_the_right_password_leads_to_the_desk(client):
    user = make_user(agency=make_agency())

    response = sign_in(client, user)

    assert (response.status_code, response["Location"]) == (302, "/meja/")
    assert JournalEntry.objects.filter(subject_code=user.username, event="account.signed_in").exists()


def test_a_wrong_password_says_what_to_do_and_not_which_part_was_wrong(client):
    make_user("ada", agency=make_agency())

    wrong = client.post("/masuk/", {"login": "ada", "password": "salah-sekali"})
    unknown = client.post("/masuk/", {"login": "tidak-ada", "password": "salah-sekali"})

    for response in (wrong, unknown):
        assert response.status_code == 200
        assert "Nama pengguna atau kata sandi tidak cocok" in response.content.decode()


@pytest.mark.parametrize("path", ["/masuk/daftar/", "/signup/", "/accounts/signup/", "/password/reset/", "/email/"])
def test_nobody_signs_up_or_resets_by_mail(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/masuk/", "/masuk/lupa/", "/masuk/nonaktif/"])
def test_pages_before_signing_in_render(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/profil/", "/mfa/", "/profil/kata-sandi/"])
def test_pages_of_the_account_render_and_ask_to_sign_in(client, path):
    assert client.get(path)["Location"].startswith("/masuk/")
    client.force_login(make_user(agency=make_agency()))
    assert client.get(path, follow=True).status_code == 200


# --- Second factor ----------------------------------------------------------
def test_secrets_of_the_second_factor_are_not_readable_in_the_database():
    user = make_user(agency=make_agency())

    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)

    stored = " ".join(str(row.data) for row in Authenticator.objects.filter(user=user))
    assert SECRET not in stored and len(stored) > 100
    assert TOTP(Authenticator.objects.get(user=user, type="totp")).validate_code(code_now())


def test_a_second_factor_is_asked_when_signing_in(client):
    user = make_user(agency=make_agency())
    TOTP.activate(user, SECRET)

    first = sign_in(client, user)
    second = client.post(first["Location"], {"code": code_now()})

    assert first["Location"] == "/masuk/kode/"
    assert client.get("/masuk/kode/").status_code in (200, 302)
    assert second["Location"] == "/meja/"


@pytest.mark.parametrize(
    ("training", "roles", "goes_to"),
    [
        (False, ["intake"], "/mfa/aplikasi/"),
        (False, ["bawaslu"], "/mfa/aplikasi/"),
        (False, [], None),
        (True, ["intake"], None),
    ],
)
def test_who_must_set_up_a_second_factor(client, settings, training, roles, goes_to):
    settings.TRAINING = training
    user = make_user(agency=make_agency(), roles=roles)
    sign_in(client, user)

    response = client.get("/profil/")

    assert (response.status_code, response.get("Location")) == ((302, goes_to) if goes_to else (200, None))


def test_a_head_of_a_unit_must_set_up_a_second_factor(client):
    tree = make_tree()
    user = tree.user("kasi")
    user.set_password(PASSWORD)
    user.save()
    sign_in(client, user)

    assert client.get("/profil/")["Location"] == "/mfa/aplikasi/"


def test_setting_up_asks_the_password_again_and_gives_recovery_codes(client):
    user = make_user(agency=make_agency(), roles=["intake"])
    sign_in(client, user)

    asked = client.get("/mfa/aplikasi/")
    client.post(asked["Location"], {"password": PASSWORD, "next": "/mfa/aplikasi/"})
    page = client.get("/mfa/aplikasi/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    done = client.post("/mfa/aplikasi/", {"code": code}, follow=True)

    assert page.status_code == 200 and "data:image/svg+xml" in page.content.decode()
    assert done.redirect_chain[-1][0] == "/mfa/pemulihan/" and "<code>" in done.content.decode()
    assert client.get("/profil/").status_code == 200


def test_the_session_at_the_api_is_as_strict_as_at_the_pages(client):
    tree = make_tree()
    client.force_login(make_user(agency=tree.agency, roles=["intake"]))

    response = client.get("/api/v1/units/")

    assert (response.status_code, response.json()["code"]) == (403, "second_factor_required")


def _request(user, client):
    request = RequestFactory().get("/")
    request.session, request.user = client.session, user
    return request


def test_a_decision_asks_for_a_fresh_second_factor(client, settings):
    user = make_user(agency=make_agency())
    TOTP.activate(user, SECRET)

    with pytest.raises(Refusal) as refused:
        fresh_second_factor(_request(user, client))
    assert (refused.value.code, refused.value.status) == ("second_factor_required", 403)

    sign_in(client, user)
    client.post("/masuk/kode/", {"code": code_now()})
    fresh_second_factor(_request(user, client))

    settings.SECOND_FACTOR_FRESH_SECONDS = -1
    with pytest.raises(Refusal):
        fresh_second_factor(_request(user, client))

    settings.TRAINING = True
    fresh_second_factor(_request(user, client))


# --- Idle -------------------------------------------------------------------
def test_an_idle_session_ends_and_says_so(client):
    user = make_user(agency=make_agency())
    sign_in(client, user)
    client.get("/profil/")
    session = client.session
    session["last_seen"] = int(time.time()) - django_settings.SESSION_IDLE_SECONDS - 5
    session.save()

    response = client.get("/profil/", follow=True)

    assert response.redirect_chain[0][0] == "/masuk/?habis=1&next=%2Fprofil%2F"
    assert "Anda keluar karena 30 menit tidak ada kegiatan." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_idle_fragment_sends_the_whole_page_to_sign_in(client):
    sign_in(client, make_user(agency=make_agency()))
    session = client.session
    session["last_seen"] = 1
    session.save()

    response = client.get("/profil/", headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (204, "/masuk/?habis=1")


# --- Administration ---------------------------------------------------------
@pytest.mark.parametrize(("roles", "status"), [(["admin"], 200), (["intake"], 404), ([], 404)])
def test_only_the_technical_administrator_enters_the_administration(client, settings, roles, status):
    settings.TRAINING = True
    client.force_login(make_user(agency=make_agency(), roles=roles))

    assert client.get("/kelola/", follow=True).status_code == status


def test_the_administration_asks_to_sign_in_at_the_one_door(client):
    response = client.get("/kelola/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/masuk/")


def test_the_administration_offers_no_case_and_no_report(client, settings):
    settings.TRAINING = True
    user = make_user(agency=make_agency(), roles=["admin"])

    assert user.has_perm("accounts.change_user")
    for right in ("cases.view_case", "cases.view_report", "documents.view_officialdocument", "sanctions.view_decision"):
        assert not user.has_perm(right)
