"""Requests about one's own data: the resident's own page, and the officers' desk."""

from django.urls import path

from balai.rights.views import answering, desk, own

app_name = "rights"

_ONE = "meja/hak-data/<uuid:request_id>/"
urlpatterns = [
    path("saya/hak-data/", own.requests, name="own"),
    path("saya/hak-data/salinan/", own.ask_access, name="ask_access"),
    path("saya/hak-data/hapus/", own.ask_erasure, name="ask_erasure"),
    path("saya/hak-data/betulkan/<uuid:resident_id>/", own.elements, name="elements"),
    path("saya/hak-data/betulkan/<uuid:resident_id>/lain/", own.ask_anything, name="ask_anything"),
    path(
        "saya/hak-data/betulkan/<uuid:resident_id>/<slug:element>/", own.ask_correction, name="ask_correction"
    ),
    path("saya/hak-data/<uuid:request_id>/tarik/", own.withdraw, name="withdraw"),
    path("meja/hak-data/", desk.requests, name="desk"),
    path("meja/hak-data/catat/<uuid:resident_id>/", desk.write_down, name="write_down"),
    path(_ONE, desk.detail, name="detail"),
    path(f"{_ONE}salinan/", desk.copy, name="copy"),
    path(f"{_ONE}jawab/", answering.carry_out, name="carry_out"),
    path(f"{_ONE}betulkan/", answering.correct, name="correct"),
    path(f"{_ONE}hapus/", answering.erase, name="erase"),
    path(f"{_ONE}tolak/", answering.refuse, name="refuse"),
]
