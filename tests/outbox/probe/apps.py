from django.apps import AppConfig


class ProbeConfig(AppConfig):
    name = "tests.outbox.probe"
    label = "probe"
