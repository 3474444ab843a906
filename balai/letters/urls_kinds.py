"""Pages on which kinds of letters are made and changed."""

from django.urls import path

from balai.letters.views import codes, editor, kinds

kind_urls = [
    path("meja/surat/jenis/", kinds.kinds, name="kinds"),
    path("meja/surat/jenis/baru/", kinds.new, name="new_kind"),
    path("meja/surat/jenis/pembaruan/<uuid:update_id>/", kinds.update, name="kind_update"),
    path("meja/surat/jenis/konsep/<uuid:draft_id>/", editor.edit, name="draft"),
    path("meja/surat/jenis/konsep/<uuid:draft_id>/ketik/", editor.typed, name="draft_typed"),
    path("meja/surat/jenis/konsep/<uuid:draft_id>/contoh/", editor.sample, name="draft_sample"),
    path("meja/surat/jenis/konsep/<uuid:draft_id>/terbitkan/", editor.publish, name="draft_publish"),
    path("meja/surat/jenis/konsep/<uuid:draft_id>/buang/", editor.discard, name="draft_discard"),
    path("meja/surat/jenis/<slug:slug>/", kinds.kind, name="kind"),
    path("meja/surat/jenis/<slug:slug>/ubah/", kinds.change, name="change_kind"),
    path("meja/surat/jenis/<slug:slug>/keadaan/", kinds.set_state, name="kind_state"),
    path("meja/surat/jenis/<slug:slug>/versi/<int:number>/", kinds.version, name="kind_version"),
    path("meja/surat/klasifikasi/", codes.codes, name="codes"),
]
