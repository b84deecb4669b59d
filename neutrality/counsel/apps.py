from django.apps import AppConfig


class CounselConfig(AppConfig):
    name = "neutrality.counsel"
    label = "counsel"
