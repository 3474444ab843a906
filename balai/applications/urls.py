"""Applications: asking for something, following it, and the desks."""

from django.urls import path

from balai.applications.urls_desk import desk_urls
from balai.applications.views import apply, opinions, papers, proving, receiving, tracking

app_name = "applications"

urlpatterns = [
    path("ajukan/<slug:slug>/", apply.start, name="start"),
    path("permohonan/<uuid:application_id>/pemohon/", apply.applicant, name="applicant"),
    path("permohonan/<uuid:application_id>/periksa/", apply.review, name="review"),
    path("permohonan/<uuid:application_id>/surel/", proving.email_code, name="email_code"),
    path("permohonan/<uuid:application_id>/isi/<slug:name>/", apply.step, name="step"),
    path("permohonan/<uuid:application_id>/berkas/", papers.papers, name="papers"),
    path("permohonan/<uuid:application_id>/berkas/<uuid:document_id>/", papers.show, name="paper"),
    path(
        "permohonan/<uuid:application_id>/berkas/<slug:requirement>/<uuid:key>/", papers.piece, name="piece"
    ),
    path("permohonan/<uuid:application_id>/hasil/<uuid:result_id>/", receiving.result, name="result"),
    path("permohonan/<uuid:application_id>/", tracking.mine, name="mine"),
    path("permohonan/<uuid:application_id>/batal/", tracking.withdraw, name="withdraw"),
    path("permohonan/<uuid:application_id>/nilai/", opinions.rate, name="rate"),
    path("permohonan/<uuid:application_id>/nilai/alasan/", opinions.reason, name="reason"),
    path("permohonan/<uuid:application_id>/nilai/survei/", opinions.survey, name="survey"),
    path("lacak/", tracking.track, name="track"),
    path("lacak/keluar/", tracking.leave, name="leave"),
    *desk_urls,
]
