"""The civil registry's desk, at the regency's root."""

from django.urls import path

from balai.applications.views.agency import batches, detail, inbox, packages, results, steps

app_name = "applications"

_ONE = "kabupaten/permohonan/<slug:slug>/<uuid:application_id>/"
urlpatterns = [
    path("kabupaten/permohonan/", inbox.inbox, name="agency"),
    path("kabupaten/permohonan/banyak/", steps.many, name="agency_many"),
    path("kabupaten/permohonan/paket/", packages.packages, name="agency_packages"),
    path("kabupaten/permohonan/paket/impor/", packages.take_in, name="agency_take_in"),
    path("kabupaten/permohonan/paket/lupakan/", packages.forget, name="agency_forget_office"),
    path("kabupaten/permohonan/paket/<slug:slug>/", packages.of_village, name="agency_village_package"),
    path("kabupaten/permohonan/paket/<slug:slug>/<uuid:run_id>/", packages.run, name="agency_package_run"),
    path("kabupaten/permohonan/hasil/", batches.batches, name="agency_many_results"),
    path("kabupaten/permohonan/hasil/<uuid:batch_id>/", batches.batch, name="agency_batch"),
    path("kabupaten/permohonan/hasil/<uuid:batch_id>/simpan/", batches.confirm, name="agency_confirm_batch"),
    path(_ONE, detail.detail, name="agency_detail"),
    path(f"{_ONE}berkas/<uuid:document_id>/", detail.paper, name="agency_paper"),
    path(f"{_ONE}paket/", packages.of_application, name="agency_package"),
    path(f"{_ONE}formulir/<slug:name>.pdf", detail.sheet, name="agency_sheet"),
    path(f"{_ONE}hasil/", results.results, name="agency_results"),
    path(f"{_ONE}hasil/<uuid:result_id>/", results.file, name="agency_result"),
    path(f"{_ONE}terima/", steps.accept, name="agency_accept"),
    path(f"{_ONE}selesai/", steps.finish, name="agency_finish"),
    path(f"{_ONE}kembalikan/", steps.send_back, name="agency_send_back"),
    path(f"{_ONE}tolak/", steps.reject, name="agency_reject"),
]
