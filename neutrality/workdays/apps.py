from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "neutrality.workdays"
    label = "workdays"
