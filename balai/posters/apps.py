"""Django's registration of the app."""

from django.apps import AppConfig


class PostersConfig(AppConfig):
    name = "balai.posters"
    verbose_name = "Cetakan"
