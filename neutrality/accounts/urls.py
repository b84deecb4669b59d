"""Signing in and the own account. allauth's views under our paths; the rest of allauth has no door."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

from neutrality.accounts import views

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/ulang/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("masuk/lupa/", views.forgotten, name="account_reset_password"),
    path("keluar/", account.logout, name="account_logout"),
    path("mfa/", mfa.index, name="mfa_index"),
    path("mfa/aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("mfa/aplikasi/cabut/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("mfa/pemulihan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("mfa/pemulihan/baru/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("mfa/pemulihan/unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("profil/", views.profile, name="profile"),
    path("profil/kata-sandi/", account.password_change, name="account_change_password"),
]
