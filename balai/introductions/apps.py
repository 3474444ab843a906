"""Django's registration of the app."""

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "balai.introductions"
    verbose_name = "Pengantar RT/RW"
