"""What is done to accounts, roles and tokens. Every action journals on the account's chain."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from neutrality.accounts.authentication import new_secret
from neutrality.accounts.models import Role, RoleGrant, Token, User
from neutrality.accounts.scopes import SCOPES
from neutrality.accounts.signals import rights_changed
from neutrality.audit.actions import SYSTEM, record
from neutrality.errors import Refusal
from neutrality.organization.models import Agency, OrgUnit, Person
from neutrality.workdays import today


def _check_right(actor: Any, agency: Agency | None, *, about: User | None = None) -> None:
    """The technical administrator of the agency, never about the own account; the system itself may."""
    if actor is SYSTEM:
        return
    if not actor.has_role(Role.ADMIN):
        raise Refusal("not_allowed", _("Hanya administrator teknis yang mengelola akun."), status=403)
    if actor.agency_id is not None and agency is not None and actor.agency_id != agency.pk:
        raise Refusal("other_agency", _("Akun itu milik instansi lain."), status=404)
    if about is not None and about.pk == actor.pk:
        # Whoever runs the system must not be able to let himself into the cases.
        raise Refusal("own_account", _("Akun Anda sendiri diubah oleh administrator lain."))


def _tell(actor: Any, user: User, entry: Any) -> None:
    """Whoever runs the system could let himself in through another account: its owner and the auditors hear of it."""
    if actor is not SYSTEM:
        rights_changed.send(User, user=user, actor=actor, entry=entry)


@transaction.atomic
def create_account(
    *,
    actor: Any,
    username: str,
    agency: Agency | None,
    password: str | None = None,
    person: Person | None = None,
    display_name: str = "",
    institution: str = "",
    email: str = "",
) -> User:
    """An account that can log in at once, or (without a password) once one was set."""
    _check_right(actor, agency)
    user = User(
        username=username.strip(),
        agency=agency,
        person=person,
        display_name=display_name,
        institution=institution,
        email=email,
    )
    if password:
        _set_password(user, password)
    else:
        user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as wrong:
        raise Refusal("invalid", " ".join(wrong.messages), fields=wrong.message_dict, status=400) from wrong
    user.save()
    told = {"person": [None, person.code if person else None]}
    entry = record("account.created", actor=actor, subject=user, changes=told)
    if user.needs_second_factor:  # the account of somebody who leads opens what the post opens
        _tell(actor, user, entry)
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        fields = {"password": weak.messages}
        raise Refusal("weak_password", " ".join(weak.messages), fields=fields, status=400) from weak
    user.set_password(password)


@transaction.atomic
def change_account(
    *,
    actor: Any,
    user: User,
    person: Person | None = None,
    display_name: str = "",
    institution: str = "",
    email: str = "",
    new_password: str = "",
) -> User:
    """What the administrator corrects; a new password is for one who forgot the old."""
    _check_right(actor, user.agency, about=user)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    told = {"person": person, "display_name": display_name, "institution": institution, "email": email}
    changes: dict[str, Any] = {
        name: [str(getattr(user, name) or ""), str(value or "")]
        for name, value in told.items()
        if getattr(user, name) != value
    }
    for name, value in told.items():
        setattr(user, name, value)
    if new_password:
        _set_password(user, new_password)
        changes["password"] = True
    user.save()
    if changes:
        entry = record("account.changed", actor=actor, subject=user, changes=changes)
        if {"password", "person"} & set(changes):
            _tell(actor, user, entry)
    return user


@transaction.atomic
def set_active(*, actor: Any, user: User, active: bool, reason: str) -> User:
    """Close an account or open it again; its tokens end with it."""
    _check_right(actor, user.agency, about=user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active == active:
        return user
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        user.tokens.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    event = "account.opened_again" if active else "account.closed"
    entry = record(event, actor=actor, subject=user, changes={"active": [not active, active], "reason": reason})
    if active:
        _tell(actor, user, entry)
    return user


# --- Roles --------------------------------------------------------------------
@transaction.atomic
def grant_role(
    *,
    actor: Any,
    user: User,
    role: str,
    reason: str,
    unit: OrgUnit | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleGrant:
    """Give a role for a time, on a written basis (``reason``: the order that says so)."""
    _check_right(actor, user.agency, about=user)
    if role not in Role.values:
        raise Refusal("unknown_role", _("Peran itu tidak dikenal."), fields={"role": [role]}, status=400)
    if not reason.strip():
        raise Refusal(
            "reason_missing",
            _("Tulis dasar pemberian peran, misalnya nomor surat perintah."),
            fields={"reason": [_("Dasar wajib diisi.")]},
            status=400,
        )
    if role == Role.OPERATOR and unit is None:
        raise Refusal(
            "unit_missing",
            _("Operator bekerja untuk satu perangkat daerah. Pilih unitnya."),
            fields={"unit": [_("Unit wajib dipilih.")]},
            status=400,
        )
    starts_on = starts_on or today(user.agency)
    User.objects.select_for_update().get(pk=user.pk)
    if user.grants.on(starts_on).filter(role=role, unit=unit).exists():
        raise Refusal("role_held", _("Akun itu sudah memegang peran tersebut pada tanggal itu."))
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("wrong_dates", _("Tanggal akhir mendahului tanggal mulai."), status=400)
    grant = RoleGrant.objects.create(
        user=user, role=role, unit=unit, starts_on=starts_on, ends_on=ends_on, reason=reason.strip()
    )
    user.__dict__.pop("roles", None)
    _tell(actor, user, record("role.granted", actor=actor, subject=user, changes=_about(grant)))
    return grant


@transaction.atomic
def end_role(*, actor: Any, grant: RoleGrant, reason: str, ends_on: date | None = None) -> RoleGrant:
    """The role ends after ``ends_on`` (default: yesterday, so at once)."""
    user = grant.user
    _check_right(actor, user.agency, about=user)
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    last = ends_on or today(user.agency) - timedelta(days=1)
    before = grant.ends_on
    grant.ends_on = last
    if grant.ends_on < grant.starts_on:  # taken back before it began
        grant.starts_on = grant.ends_on
    grant.save(update_fields=["starts_on", "ends_on"])
    user.__dict__.pop("roles", None)
    record(
        "role.ended", actor=actor, subject=user,
        changes={"role": grant.role, "ends_on": [before, grant.ends_on], "reason": reason},
    )  # fmt: skip
    return grant


revoke_role = end_role


def _about(grant: RoleGrant) -> dict[str, Any]:
    return {
        "role": [None, grant.role],
        "unit": grant.unit.code if grant.unit else None,
        "starts_on": grant.starts_on,
        "ends_on": grant.ends_on,
        "reason": grant.reason,
    }


# --- Tokens -------------------------------------------------------------------
@transaction.atomic
def issue_token(
    *, actor: Any, user: User, scopes: Iterable[str] = (), label: str = "", expires_at: datetime | None = None
) -> tuple[Token, str]:
    """A new bearer token and its secret, which is told once and kept nowhere."""
    if actor is not SYSTEM and actor.pk != user.pk:
        _check_right(actor, user.agency)
    chosen = sorted(set(scopes))
    unknown = [scope for scope in chosen if scope not in SCOPES]
    if unknown:
        raise Refusal(
            "unknown_scope",
            _("Cakupan tidak dikenal: %(scopes)s. Yang ada: %(known)s.")
            % {"scopes": ", ".join(unknown), "known": ", ".join(SCOPES)},
            status=400,
        )
    secret, digest = new_secret()
    token = Token.objects.create(user=user, digest=digest, scopes=chosen, label=label, expires_at=expires_at)
    record(
        "token.issued", actor=actor, subject=user, changes={"label": label, "scopes": chosen, "expires_at": expires_at}
    )
    return token, secret


@transaction.atomic
def revoke_token(*, actor: Any, token: Token) -> None:
    """Safe to repeat."""
    if actor is not SYSTEM and actor.pk != token.user_id:
        _check_right(actor, token.user.agency)
    token = Token.objects.select_for_update().select_related("user").get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record("token.revoked", actor=actor, subject=token.user, changes={"label": token.label})


# --- Second factor -------------------------------------------------------------
@transaction.atomic
def reset_second_factor(*, actor: Any, user: User, reason: str) -> None:
    """For one who lost the device: the next sign-in asks to set up a new one."""
    from allauth.mfa.models import Authenticator

    _check_right(actor, user.agency, about=user)
    Authenticator.objects.filter(user=user).delete()
    _tell(actor, user, record("account.second_factor_removed", actor=actor, subject=user, changes={"reason": reason}))
