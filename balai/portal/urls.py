"""Public pages of a village."""

from django.urls import path, re_path

from balai.portal.views import cards, emblem, finding, mark, offline, own, theme, village

app_name = "portal"

urlpatterns = [
    path("", village.home, name="home"),
    path("favicon.ico", mark.favicon, name="favicon"),
    path("tema.css", theme.theme, name="theme"),
    re_path(r"^lambang-kecil/(?P<version>[0-9a-f]{16})\.png$", emblem.emblem, name="emblem"),
    path("gambar.png", cards.card, name="card"),
    path("layanan/<slug:slug>/gambar.png", cards.of_service, name="service_card"),
    path("kabar/umpan.xml", finding.feed, name="feed"),
    path("peta-situs.xml", finding.sitemap, name="sitemap"),
    path("robots.txt", finding.robots, name="robots"),
    path("saya/", own.own, name="own"),
    path("saya/masuk/", own.sign_in, name="sign_in"),
    path("saya/keluar/", own.leave, name="leave_own"),
    path("saya/unduh/", own.download, name="own_data"),
    path("saya/unduh/anak/<uuid:child_id>/", own.download_child, name="child_data"),
    path("saya/permohonan/<uuid:application_id>/", own.open_application, name="own_application"),
    path("saya/surat/<uuid:letter_id>/", own.letter, name="own_letter"),
    path("luring/", offline.without_line, name="without_line"),
    path("pekerja.js", offline.worker, name="worker"),
    path("situs.webmanifest", offline.manifest, name="manifest"),
]
