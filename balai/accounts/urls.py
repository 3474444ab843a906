"""Pages of the accounts app in a village. Of allauth only the views we need exist; their names are allauth's."""

from django.urls import include, path

from balai.accounts.urls_shared import own_account, sign_in
from balai.accounts.views import audit, officers

desk = [
    *own_account,
    path("meja/petugas/", officers.officer_list, name="officers"),
    path("meja/petugas/baru/", officers.new_officer, name="new_officer"),
    path("meja/petugas/tambah/", officers.join_officer, name="join_officer"),
    path("meja/petugas/<uuid:id>/", officers.officer_detail, name="officer"),
    path("meja/petugas/<uuid:id>/kata-sandi/", officers.reset_password, name="reset_password"),
    path("meja/petugas/<uuid:id>/kunci/", officers.reset_keys, name="reset_keys"),
    path("meja/petugas/tugas/<uuid:id>/", officers.change_assignment, name="assignment"),
    path("meja/petugas/tugas/<uuid:id>/akhiri/", officers.end_assignment, name="end_assignment"),
    path("meja/jejak/", audit.trail, name="trail"),
]

urlpatterns = [*sign_in, path("", include((desk, "accounts")))]
