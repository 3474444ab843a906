"""The app's name and label."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "balai.printing"
    verbose_name = "Pencetakan"
