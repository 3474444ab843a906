"""Django's registration of the app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "balai.surveys"
    verbose_name = "Kepuasan warga"
