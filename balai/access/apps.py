from django.apps import AppConfig


class AccessConfig(AppConfig):
    """How residents prove at a kiosk who they are."""

    name = "balai.access"
    label = "access"
    verbose_name = "Akses anjungan"
