from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "balai.services"
    verbose_name = "Layanan"
