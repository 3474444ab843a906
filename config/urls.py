"""The regency's root: pages that belong to no village."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from config.health import healthy

urlpatterns: list[URLPattern | URLResolver] = [
    path("sehat", healthy, name="healthy"),
    *(
        path("", include(module))
        for module in (
            "balai.accounts.urls_regency",
            "balai.letters.urls_regency",
            "balai.villages.urls_regency",
            "balai.services.urls_regency",
            "balai.applications.urls_regency",
            "balai.portal.urls_regency",
        )
        if find_spec(module)
    ),
]

handler500 = "config.faults.broken"
