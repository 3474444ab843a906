from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TenancyConfig(AppConfig):
    name = "balai.tenancy"

    def ready(self) -> None:
        from balai.tenancy.privileges import grant_after_migrate

        post_migrate.connect(grant_after_migrate, dispatch_uid="balai.tenancy.privileges")
