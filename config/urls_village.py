"""The pages of a village; its host or path prefix is already stripped."""

from importlib.util import find_spec

from django.urls import include, path

urlpatterns = [
    path("", include(module))
    for module in (
        "balai.accounts.urls",
        "balai.villages.urls",
        "balai.residents.urls",
        "balai.letters.urls",
        "balai.api.urls",
        "balai.desk.urls",
        "balai.portal.urls",
    )
    if find_spec(module)
]
