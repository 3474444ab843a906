"""The app's name and label."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Officers, sign-in and the audit trail."""

    name = "balai.accounts"
    label = "accounts"
    verbose_name = "Petugas"
