"""Public pages of a village."""

from django.urls import path

from balai.portal.views import theme, village

app_name = "portal"

urlpatterns = [
    path("", village.home, name="home"),
    path("tema.css", theme.theme, name="theme"),
]
