"""Pages of the catalogue."""

from django.urls import path

from balai.services.urls_desk import desk_urls
from balai.services.views import public

app_name = "services"

urlpatterns = [
    path("layanan/", public.catalogue, name="catalogue"),
    path("layanan/<slug:slug>/", public.service, name="service"),
    path("layanan/<slug:slug>/cetak/", public.paper, name="paper"),
    path("layanan/<slug:slug>/suara/<int:version>-<str:mark>.mp3", public.recording, name="recording"),
    *desk_urls,
]
