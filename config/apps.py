from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root has commands of its own: they know where everything that must be kept lies."""

    name = "config"
