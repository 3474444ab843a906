"""Public pages of a village."""

from django.urls import path, re_path

from balai.portal.views import emblem, mark, theme, village

app_name = "portal"

urlpatterns = [
    path("", village.home, name="home"),
    path("favicon.ico", mark.favicon, name="favicon"),
    path("tema.css", theme.theme, name="theme"),
    re_path(r"^lambang-kecil/(?P<version>[0-9a-f]{16})\.png$", emblem.emblem, name="emblem"),
]
