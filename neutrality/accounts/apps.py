from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "neutrality.accounts"
    label = "accounts"
