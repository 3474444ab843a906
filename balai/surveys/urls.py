"""Addresses of satisfaction, from the village's root."""

from django.urls import path

from balai.surveys.views import desk, public

app_name = "surveys"

urlpatterns = [
    path("kepuasan/", public.published, name="published"),
    path("kepuasan/<slug:address>/poster/", public.published_poster, name="published_poster"),
    path("meja/kepuasan/", desk.overview, name="desk"),
    path("meja/kepuasan/unduh/", desk.workbook, name="workbook"),
    path("meja/kepuasan/poster/", desk.poster, name="poster"),
    path("meja/kepuasan/salin/", desk.copy, name="copy"),
    path("meja/kepuasan/umumkan/<slug:address>/", desk.publish, name="publish"),
]
