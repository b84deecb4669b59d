"""Accounts, roles and tokens. Every change goes through actions, so every change is journalled."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from neutrality.accounts import actions
from neutrality.accounts.models import RoleGrant, Token, User
from neutrality.errors import Refusal
from neutrality.organization.administration import HouseModelAdmin


class NewUserForm(forms.ModelForm):
    password = forms.CharField(
        label=_("Kata sandi awal"), widget=forms.PasswordInput, help_text=_("Sedikitnya 10 huruf atau angka.")
    )

    class Meta:
        model = User
        fields = ["username", "agency", "person", "display_name", "institution", "email", "password"]


class UserForm(forms.ModelForm):
    new_password = forms.CharField(
        label=_("Kata sandi baru"), widget=forms.PasswordInput, required=False,
        help_text=_("Kosongkan bila tidak diganti."),
    )  # fmt: skip

    class Meta:
        model = User
        fields = ["person", "display_name", "institution", "email", "new_password"]


@admin.register(User)
class UserAdmin(HouseModelAdmin):
    list_display = ["username", "shown_name", "agency", "is_active", "last_login"]
    list_filter = ["is_active"]
    search_fields = ["username", "display_name", "person__search_name"]
    autocomplete_fields = ["person"]
    list_select_related = ["person", "agency"]
    ordering = ["username"]
    actions = ["close", "open_again", "reset_second_factor"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, form=UserForm if obj else NewUserForm, fields=None)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (UserForm if obj else NewUserForm).Meta.fields

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        data = dict(form.cleaned_data)
        if change:
            actions.change_account(actor=request.user, user=User.objects.get(pk=obj.pk), **data)
            return
        made = actions.create_account(actor=request.user, **data)
        obj.pk = made.pk

    def _each(self, request: HttpRequest, rows: QuerySet[User], act: Any, done: str) -> None:
        for user in rows:
            try:
                act(user)
            except Refusal as refusal:
                self.message_user(request, f"{user.username}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{user.username}: {done}")

    @admin.action(description=_("Tutup akun"))
    def close(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        why = gettext("ditutup di halaman kelola")
        self._each(
            request, rows, lambda user: actions.set_active(actor=request.user, user=user, active=False, reason=why),
            gettext("ditutup"),
        )  # fmt: skip

    @admin.action(description=_("Buka kembali akun"))
    def open_again(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        why = gettext("dibuka di halaman kelola")
        self._each(
            request, rows, lambda user: actions.set_active(actor=request.user, user=user, active=True, reason=why),
            gettext("dibuka kembali"),
        )  # fmt: skip

    @admin.action(description=_("Hapus faktor kedua (ponsel hilang)"))
    def reset_second_factor(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        why = gettext("ponsel hilang")
        self._each(
            request, rows, lambda user: actions.reset_second_factor(actor=request.user, user=user, reason=why),
            gettext("faktor kedua dihapus"),
        )  # fmt: skip


@admin.register(RoleGrant)
class RoleGrantAdmin(HouseModelAdmin):
    agency_path = "user__agency"
    list_display = ["user", "role", "unit", "starts_on", "ends_on", "reason"]
    list_filter = ["role"]
    search_fields = ["user__username", "user__person__search_name"]
    autocomplete_fields = ["user", "unit"]
    list_select_related = ["user__person", "unit"]
    fields = ["user", "role", "unit", "starts_on", "ends_on", "reason"]
    ordering = ["-starts_on", "-pk"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["user", "role", "unit", "starts_on", "reason"] if obj else []

    def save_model(self, request: HttpRequest, obj: RoleGrant, form: Any, change: bool) -> None:
        if not change:
            made = actions.grant_role(actor=request.user, **form.cleaned_data)
            obj.pk = made.pk
        elif "ends_on" in form.changed_data:
            grant = RoleGrant.objects.select_related("user").get(pk=obj.pk)
            actions.end_role(
                actor=request.user,
                grant=grant,
                ends_on=form.cleaned_data["ends_on"],
                reason=gettext("diubah di halaman kelola"),
            )


@admin.register(Token)
class TokenAdmin(HouseModelAdmin):
    """Tokens are made by ``manage.py token``; here they are seen and revoked."""

    agency_path = "user__agency"
    list_display = ["user", "label", "scopes", "created_at", "expires_at", "revoked_at"]
    search_fields = ["user__username", "label"]
    list_select_related = ["user__person"]
    actions = ["revoke"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["digest"]

    @admin.action(description=_("Cabut token"), permissions=["view"])
    def revoke(self, request: HttpRequest, rows: QuerySet[Token]) -> None:
        for token in rows:
            actions.revoke_token(actor=request.user, token=token)
        self.message_user(request, gettext("Token dicabut."))
