"""The administration: its pages open, its changes go through actions."""

import pytest
from django.contrib import admin
from django.urls import reverse

from neutrality.accounts import actions
from neutrality.accounts.models import RoleGrant, User
from neutrality.audit.models import JournalEntry
from neutrality.notifications.models import Notice
from neutrality.organization.models import OrgUnit, Position
from tests.factories import PASSWORD, make_agency, make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def chief(tree, client, settings):
    settings.TRAINING = True
    user = make_user("kepala-teknis", roles=["admin"], agency=tree.agency)
    client.force_login(user)
    return user


def test_every_page_opens(client, chief):
    request = type("Request", (), {"user": chief})()
    for model, page in admin.site._registry.items():
        if not page.has_module_permission(request) or not page.has_view_or_change_permission(request):
            continue
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{base}_changelist") + "?q=a").status_code == 200, base
        if page.has_add_permission(request):
            assert client.get(reverse(f"{base}_add")).status_code == 200, base


def test_no_report_case_or_letter_is_offered(chief):
    request = type("Request", (), {"user": chief})()
    offered = {
        model._meta.app_label for model, page in admin.site._registry.items() if page.has_module_permission(request)
    }
    assert not offered & {"cases", "sanctions", "documents", "audit", "auth", "account", "mfa", "counsel"}


def test_making_an_account_and_giving_a_role(client, chief, tree):
    client.post("/kelola/accounts/user/add/", {
        "username": "baru", "agency": tree.agency.pk, "person": tree.person("analis").pk, "password": PASSWORD,
    })  # fmt: skip
    user = User.objects.get(username="baru")
    client.post("/kelola/accounts/rolegrant/add/", {
        "user": user.pk, "role": "intake", "starts_on": "2024-01-01", "reason": "SP 1/2024",
    })  # fmt: skip

    assert user.check_password(PASSWORD) and user.has_role("intake")
    assert set(JournalEntry.objects.filter(subject_code="baru").values_list("event", flat=True)) == {
        "account.created", "role.granted",
    }  # fmt: skip


def test_a_refusal_is_a_message_not_an_error(client, chief):
    response = client.post("/kelola/accounts/rolegrant/add/", {
        "user": chief.pk, "role": "intake", "starts_on": "2024-01-01", "reason": "SP 1/2024",
    }, follow=True)  # fmt: skip

    assert "diubah oleh administrator lain" in response.content.decode()
    assert not RoleGrant.objects.filter(user=chief, role="intake").exists()


def test_closing_an_account_and_changing_a_password(client, chief, tree):
    user = make_user("lama", agency=tree.agency)
    client.post(
        f"/kelola/accounts/user/{user.pk}/change/", {"display_name": "Lama", "new_password": "kata-sandi-baru-sekali"}
    )
    user.refresh_from_db()
    assert user.check_password("kata-sandi-baru-sekali") and user.display_name == "Lama"

    client.post("/kelola/accounts/user/", {"action": "close", "_selected_action": [user.pk]})
    user.refresh_from_db()
    assert not user.is_active


def test_accounts_of_other_agencies_are_not_there(client, chief):
    stranger = make_user("orang-luar", agency=make_agency())

    assert "orang-luar" not in client.get("/kelola/accounts/user/").content.decode()
    assert client.get(f"/kelola/accounts/user/{stranger.pk}/change/").status_code == 302


def test_the_tree_changes_by_dated_actions(client, chief, tree):
    unit = tree.unit("seksi")
    client.post(f"/kelola/organization/orgunit/{unit.pk}/change/", {
        "name": "Seksi Kurikulum", "kind": "seksi", "parent": tree.unit("dinas_lain").pk, "letter_code": "KUR",
    })  # fmt: skip

    unit = OrgUnit.objects.get(pk=unit.pk)
    assert (unit.name, unit.letter_code) == ("Seksi Kurikulum", "KUR")
    assert unit.path.startswith(tree.unit("dinas_lain").path)
    events = set(JournalEntry.objects.filter(subject_code=unit.code).values_list("event", flat=True))
    assert events == {"unit.renamed", "unit.moved", "register.edited"}

    client.post(
        "/kelola/organization/orgunit/add/", {"name": "UPT Baru", "kind": "upt", "parent": tree.unit("dinas").pk}
    )
    made = OrgUnit.objects.get(name="UPT Baru")
    client.post("/kelola/organization/position/add/", {
        "unit": made.pk, "name": "Kepala UPT", "level": "pengawas", "seats": 1, "is_head": "on",
    })  # fmt: skip
    assert Position.objects.get(unit=made).is_head


def test_auditors_and_the_owner_hear_what_the_administrator_opens(client, chief, tree):
    """Whoever runs the system could let himself in through an account that he makes, or whose key he takes."""
    auditor = make_user("auditor-uji", agency=tree.agency, roles=["auditor"])
    make_user("auditor-lain", agency=make_agency(), roles=["auditor"])
    analyst = make_user("analis-uji", agency=tree.agency)

    def heard(user):
        return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True))

    actions.create_account(actor=chief, username="umpan", agency=tree.agency, password=PASSWORD)
    assert heard(auditor) == [], "an account without any right opens nothing"
    bait = User.objects.get(username="umpan")
    actions.grant_role(actor=chief, user=bait, role="intake", reason="SP 1/2024")
    assert (heard(auditor), heard(bait)) == (["rights"], ["own_rights"])

    actions.change_account(actor=chief, user=analyst, new_password=PASSWORD)
    actions.reset_second_factor(actor=chief, user=analyst, reason="ponsel hilang")
    assert (len(heard(auditor)), heard(analyst)) == (3, ["own_rights"] * 2)
    actions.create_account(actor=chief, username="kepala", agency=tree.agency, person=tree.person("kadis"))
    assert len(heard(auditor)) == 4
    assert not Notice.objects.filter(recipient__username="auditor-lain").exists()
    assert heard(chief) == []

    text = Notice.objects.filter(recipient=auditor)[0].sentence
    assert "umpan" not in text and "intake" not in text and "jejak audit" in text
