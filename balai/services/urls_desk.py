"""The officers' side of the catalogue."""

from django.urls import path

from balai.services.views import additions, desk, own

desk_urls = [
    path("meja/layanan/", desk.services, name="desk"),
    path("meja/layanan/baru/", own.new, name="desk_new"),
    path("meja/layanan/komponen/", own.common, name="desk_common"),
    path("meja/layanan/<slug:slug>/", desk.service, name="desk_service"),
    path("meja/layanan/<slug:slug>/versi/<int:number>/", desk.version, name="desk_version"),
    path("meja/layanan/<slug:slug>/perubahan/", desk.changes, name="desk_changes"),
    path("meja/layanan/<slug:slug>/standar/", own.change, name="desk_own"),
    path("meja/layanan/<slug:slug>/tambahan/", additions.change, name="desk_additions"),
    path("meja/layanan/<slug:slug>/tambahan/pratinjau/", additions.preview, name="desk_preview"),
    path("meja/layanan/<slug:slug>/tawarkan/", desk.offer, name="desk_offer"),
    path("meja/layanan/<slug:slug>/tinjau/", desk.review, name="desk_review"),
]
