"""The village's desk for applications, from the village's root."""

from django.urls import path

from balai.applications.views.desk import (
    counter,
    detail,
    inbox,
    letter,
    many,
    packages,
    ready_texts,
    register,
    steps,
)

_ONE = "meja/permohonan/<uuid:application_id>/"
_TEXT = "meja/permohonan/kalimat/<slug:use>/"
desk_urls = [
    path("meja/permohonan/", inbox.inbox, name="desk"),
    path("meja/permohonan/banyak/", many.take_step, name="desk_many"),
    path("meja/permohonan/aturan/", inbox.rules, name="desk_rules"),
    path("meja/permohonan/kalimat/", ready_texts.texts, name="desk_texts"),
    path(f"{_TEXT}baru/", ready_texts.new, name="desk_text_new"),
    path(f"{_TEXT}<slug:name>/", ready_texts.change, name="desk_text"),
    path(f"{_TEXT}<slug:name>/singkirkan/", ready_texts.put_away, name="desk_text_put_away"),
    path(f"{_TEXT}<slug:name>/bawaan/", ready_texts.restore, name="desk_text_restore"),
    path("meja/permohonan/paket/", packages.packages, name="desk_packages"),
    path("meja/permohonan/paket/simpan/", packages.export, name="desk_export"),
    path("meja/permohonan/paket/impor/", packages.take_in, name="desk_take_in"),
    path("meja/permohonan/paket/<uuid:run_id>/", packages.run, name="desk_package_run"),
    path("meja/permohonan/paket/lupakan/", packages.forget, name="desk_forget_office"),
    path("meja/permohonan/loket/", counter.choose, name="counter"),
    path("meja/permohonan/loket/<slug:slug>/", counter.start, name="counter_start"),
    path(f"{_ONE}loket/pemohon/", counter.applicant, name="counter_applicant"),
    path(f"{_ONE}loket/isi/<slug:name>/", counter.step, name="counter_step"),
    path(f"{_ONE}loket/berkas/", counter.papers, name="counter_papers"),
    path(f"{_ONE}loket/berkas/<uuid:document_id>/", counter.paper, name="counter_paper"),
    path(f"{_ONE}loket/berkas/<slug:requirement>/<uuid:key>/", counter.piece, name="counter_piece"),
    path(f"{_ONE}loket/periksa/", counter.review, name="counter_review"),
    path(f"{_ONE}loket/diterima/", counter.sent, name="counter_sent"),
    path(f"{_ONE}bukti.pdf", counter.slip, name="desk_slip"),
    path(_ONE, detail.detail, name="desk_detail"),
    path(f"{_ONE}berkas/<uuid:document_id>/", detail.paper, name="desk_paper"),
    path(f"{_ONE}formulir/<slug:name>.pdf", detail.sheet, name="desk_sheet"),
    path(f"{_ONE}hasil/<uuid:result_id>/", detail.result, name="desk_result"),
    path(f"{_ONE}data-warga/", register.register, name="desk_register"),
    path(f"{_ONE}ambil/", detail.take, name="desk_take"),
    path(f"{_ONE}catatan/", detail.note, name="desk_note"),
    path(f"{_ONE}setujui/", steps.approve, name="desk_approve"),
    path(f"{_ONE}kirim/", steps.forward, name="desk_forward"),
    path(f"{_ONE}surat/", letter.letter, name="desk_letter"),
    path(f"{_ONE}kembalikan/", steps.give_back, name="desk_return"),
    path(f"{_ONE}tolak/", steps.reject, name="desk_reject"),
    path(f"{_ONE}serahkan/", steps.hand_over, name="desk_hand_over"),
]
