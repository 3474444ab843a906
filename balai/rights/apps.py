"""Django's registration of the app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "balai.rights"
    verbose_name = "Hak data pribadi"
