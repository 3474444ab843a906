"""Pages that check letters: the same at a village and at the regency."""

from django.urls import path

from balai.letters.views import public, verify_app

verify_urls = [
    path("v/", public.verify, name="verify"),
    path("v/keadaan/", public.status, name="verify_status"),
    path("v/salinan/", verify_app.keep, name="verify_copy"),
    path("v/pekerja.js", verify_app.worker, name="verify_worker"),
    path("v/periksa.webmanifest", verify_app.manifest, name="verify_manifest"),
    path("v/pernyataan", verify_app.statement, name="statement"),
    path("v/kunci", verify_app.public_keys, name="public_keys"),
    path("v/dicabut", verify_app.withdrawn, name="withdrawn"),
]
