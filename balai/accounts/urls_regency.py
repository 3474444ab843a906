"""Pages of the accounts app at the regency's root."""

from django.urls import include, path

from balai.accounts.urls_shared import own_account, sign_in
from balai.accounts.views import regency

desk = [
    *own_account,
    path("kabupaten/", regency.villages, name="regency"),
    path("kabupaten/petugas/", regency.officers, name="regency_officers"),
    path("kabupaten/petugas/baru/", regency.new_officer, name="new_regency_officer"),
    path("kabupaten/petugas/<uuid:id>/", regency.officer, name="regency_officer"),
    path("kabupaten/petugas/<uuid:id>/tugas/", regency.new_role, name="new_role"),
    path("kabupaten/petugas/<uuid:id>/kata-sandi/", regency.reset_password, name="reset_anybodys_password"),
    path("kabupaten/petugas/<uuid:id>/kunci/", regency.reset_keys, name="reset_anybodys_keys"),
    path("kabupaten/petugas/<uuid:id>/tutup/", regency.close_or_open, name="close_or_open"),
    path("kabupaten/petugas/tugas/<uuid:id>/akhiri/", regency.end_role, name="end_role"),
    path("kabupaten/jejak/", regency.trail, name="regency_trail"),
]

urlpatterns = [*sign_in, path("", include((desk, "accounts")))]
