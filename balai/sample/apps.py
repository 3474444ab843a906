from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "balai.sample"
    verbose_name = "Contoh"
