from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "neutrality.organization"
    label = "organization"
