"""The pages of a village; its host or path prefix is already stripped."""

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    path("", include(module))
    for module in (
        "balai.accounts.urls",
        "balai.villages.urls",
        "balai.printing.urls",
        "balai.residents.urls",
        "balai.access.urls",
        "balai.services.urls",
        "balai.introductions.urls",
        "balai.publications.urls",
        "balai.letters.urls",
        "balai.surveys.urls",
        "balai.posters.urls",
        "balai.applications.urls",
        "balai.rights.urls",
        "balai.api.urls",
        "balai.kiosk.urls",
        "balai.desk.urls",
        "balai.portal.urls",
    )
    if find_spec(module)
]

handler500 = "config.faults.broken"
