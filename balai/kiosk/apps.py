from django.apps import AppConfig


class KioskConfig(AppConfig):
    name = "balai.kiosk"
    verbose_name = "Anjungan mandiri"
