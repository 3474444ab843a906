"""Pages about the agencies, at the regency's root."""

from django.urls import path

from balai.villages.views import agencies

app_name = "villages"

urlpatterns = [
    path("kabupaten/instansi/", agencies.agency_list, name="agencies"),
    path("kabupaten/instansi/tambah/", agencies.add_agency, name="add_agency"),
    path("kabupaten/instansi/<uuid:id>/", agencies.change_agency, name="change_agency"),
    path("kabupaten/instansi/<uuid:id>/hapus/", agencies.retire_agency, name="retire_agency"),
]
