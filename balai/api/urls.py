"""Addresses of the API and of the page where its tokens are made, from the village's root.

Each endpoint carries its guard as every view does: the scope that opens it.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, include, path

from balai.accounts.guards import Guard
from balai.api import views
from balai.api.access import Opens
from balai.api.endpoints import api
from balai.tenancy.middleware import opens_own_scopes


def _guarded(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """The patterns of ninja, each view with its mark."""
    scopes = {
        operation.view_func.__name__: tuple(
            each.scope.value for each in operation.auth_callbacks if isinstance(each, Opens)
        )
        for _, router in api._routers  # ninja tells it nowhere else
        for view in router.path_operations.values()
        for operation in view.operations
    }
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            opening = scopes.get(str(pattern.name))
            pattern.callback.balai_guard = Guard("token", opening) if opening else Guard("public")  # type: ignore[attr-defined]  # read by guard_of
            pattern.callback.login_required = False  # type: ignore[attr-defined]  # a token stands for the sign-in
            opens_own_scopes(pattern.callback)
            yield pattern


app_name = "api"
urlpatterns = [
    path("meja/desa/api/", views.tokens, name="tokens"),
    path("meja/desa/api/<uuid:token_id>/cabut/", views.revoke, name="revoke"),
    path("api/v1/", include((list(_guarded(api.urls[0])), "v1"))),
]
