"""Pages about the services of all villages, at the regency's root."""

from django.urls import path

from balai.services.views import regency, regency_own

app_name = "services"

urlpatterns = [
    path("kabupaten/layanan/", regency.services, name="regency"),
    path("kabupaten/layanan/desa/", regency.villages, name="regency_villages"),
    path("kabupaten/layanan/baru/", regency_own.new, name="regency_new"),
    path("kabupaten/layanan/standar/<slug:slug>/standar/", regency_own.change, name="regency_own"),
    path("kabupaten/layanan/standar/<slug:slug>/", regency.service, name="regency_service"),
    path("kabupaten/layanan/standar/<slug:slug>/tambahan/", regency.change, name="regency_additions"),
]
