"""Addresses of printed matter, from the village's root."""

from django.urls import path

from balai.posters.views import ledger, making

app_name = "posters"

urlpatterns = [
    path("meja/cetakan/", making.home, name="home"),
    path("meja/cetakan/catatan/", ledger.ledger, name="ledger"),
    path("meja/cetakan/catatan/<uuid:paper_id>/", ledger.detail, name="printed"),
    path("meja/cetakan/catatan/<uuid:paper_id>/berkas/", ledger.document, name="document"),
    path("meja/cetakan/catatan/<uuid:paper_id>/lagi/", ledger.again, name="again"),
    path("meja/cetakan/catatan/<uuid:paper_id>/lepas/", ledger.down, name="down"),
    path("meja/cetakan/kantor/<slug:paper>/", making.make_for_village, name="make_for_village"),
    path("meja/cetakan/kantor/<slug:paper>/<slug:size>.svg", making.village_picture, name="village_picture"),
    path("meja/cetakan/layanan/<slug:service>/", making.service, name="service"),
    path("meja/cetakan/layanan/<slug:service>/<slug:paper>/", making.make, name="make"),
    path("meja/cetakan/layanan/<slug:service>/<slug:paper>/<slug:size>.svg", making.picture, name="picture"),
]
