"""At the regency's root: checking letters of all villages, and the desk of the head of a district."""

from django.urls import path

from balai.letters.urls_verify import verify_urls
from balai.letters.views import district

app_name = "letters"
urlpatterns = [
    *verify_urls,
    path("kabupaten/surat/", district.reviews, name="reviews"),
    path("kabupaten/surat/<slug:slug>/<uuid:review_id>/", district.review, name="review"),
    path("kabupaten/surat/<slug:slug>/<uuid:review_id>/surat.pdf", district.review_pdf, name="review_pdf"),
    path("kabupaten/surat/<slug:slug>/<uuid:review_id>/tanda-tangan/", district.cosign, name="cosign"),
    path("kabupaten/surat/<slug:slug>/<uuid:review_id>/kembali/", district.give_back, name="give_back"),
    path("kabupaten/surat/<slug:slug>/<uuid:review_id>/tolak/", district.refuse, name="refuse"),
]
