from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "neutrality.overview"
    label = "overview"
