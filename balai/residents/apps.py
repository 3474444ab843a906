from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    """The register of residents."""

    name = "balai.residents"
    label = "residents"
    verbose_name = "Kependudukan"
    default_auto_field = "django.db.models.BigAutoField"
