"""Django's registration of the app."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "balai.applications"
    verbose_name = "Permohonan"
