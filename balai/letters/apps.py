from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "balai.letters"
    verbose_name = "Surat"
