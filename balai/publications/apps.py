"""Django's registration of the app."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "balai.publications"
    verbose_name = "Situs"
