"""Django's admin with our site. Stands alone: app configs load before models may."""

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    default_site = "neutrality.accounts.site.HouseAdmin"
