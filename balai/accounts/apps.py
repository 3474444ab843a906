"""The app's name and label."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Officers, sign-in and the audit trail."""

    name = "balai.accounts"
    label = "accounts"
    verbose_name = "Petugas"

    def ready(self) -> None:
        """Each app may say in its `trail_names.py` what its actions are called; nothing here knows the apps above."""
        autodiscover_modules("trail_names")
