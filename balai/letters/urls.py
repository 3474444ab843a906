"""Pages of letters, from the village's root."""

from django.urls import path

from balai.letters.urls_kinds import kind_urls
from balai.letters.urls_verify import verify_urls
from balai.letters.views import (
    agenda,
    approval,
    archive,
    issuing,
    paper,
    sealing,
    settings,
    signing,
    to_district,
)

app_name = "letters"
urlpatterns = [
    path("meja/surat/", archive.letter_list, name="list"),
    path("meja/surat/baru/", issuing.issue, name="issue"),
    path("meja/surat/baru/cari/", issuing.find, name="find"),
    path("meja/surat/baru/pratinjau/", issuing.preview, name="preview"),
    path("meja/surat/baru/contoh/", issuing.sample, name="sample"),
    path("meja/surat/baru/formulir/", issuing.form, name="form"),
    path("meja/surat/tanda-tangan/", signing.chains, name="chains"),
    path("meja/surat/segel/", sealing.choose_seal, name="seal_settings"),
    path("meja/surat/penomoran/", settings.numbering, name="numbering"),
    path("meja/surat/penomoran/berikutnya/", settings.next_serial, name="next_serial"),
    path("meja/surat/menunggu/", approval.inbox, name="inbox"),
    path("meja/surat/menunggu/setuju/", approval.approve, name="approve"),
    path("meja/surat/menunggu/segel/", approval.seal, name="seal"),
    path("meja/surat/camat/", to_district.errands, name="district"),
    path("meja/surat/usulan/", approval.proposals, name="proposals"),
    path("meja/surat/usulan/<uuid:proposal_id>/", approval.proposal, name="proposal"),
    path("meja/surat/usulan/<uuid:proposal_id>/gambar.svg", approval.picture, name="proposal_picture"),
    path("meja/surat/usulan/<uuid:proposal_id>/kembali/", approval.return_proposal, name="return_proposal"),
    path("meja/surat/usulan/<uuid:proposal_id>/tarik/", approval.withdraw, name="withdraw_proposal"),
    path("meja/surat/<uuid:letter_id>/", archive.detail, name="detail"),
    path("meja/surat/<uuid:letter_id>/surat.pdf", archive.letter_pdf, name="pdf"),
    path("meja/surat/<uuid:letter_id>/formulir/<str:name>.pdf", archive.letter_form, name="letter_form"),
    path("meja/surat/<uuid:letter_id>/cara/", sealing.by_hand, name="by_hand"),
    path("meja/surat/<uuid:letter_id>/kertas.pdf", sealing.paper_to_sign, name="paper_to_sign"),
    path("meja/surat/<uuid:letter_id>/pindaian/", sealing.upload_scan, name="upload_scan"),
    path("meja/surat/<uuid:letter_id>/batal/", sealing.void, name="void"),
    path("meja/surat/<uuid:letter_id>/camat/", to_district.send, name="send_to_district"),
    path("meja/surat/<uuid:letter_id>/camat.pdf", to_district.cosigned_pdf, name="cosigned_pdf"),
    path("meja/surat/<uuid:letter_id>/cabut/", archive.revoke, name="revoke"),
    path("meja/surat/<uuid:letter_id>/cetak-ulang/", paper.reprint, name="reprint"),
    path("meja/surat/<uuid:letter_id>/kirim/", agenda.dispatch, name="dispatch"),
    path("meja/surat/unduh/", paper.export, name="export"),
    path("meja/surat/agenda/", agenda.agenda, name="agenda"),
    path("meja/surat/agenda/masuk/", agenda.incoming, name="incoming"),
    path("meja/surat/agenda/<uuid:entry_id>/betulkan/", agenda.incoming, name="correct_incoming"),
    path("meja/surat/buku/<str:month>/<slug:slug>.pdf", agenda.book_on_paper, name="book_on_paper"),
    path("meja/surat/buku/<str:month>/<slug:slug>.xlsx", agenda.book_as_workbook, name="book_as_workbook"),
    path("meja/laporan/surat/", paper.statistics, name="statistics"),
    path("meja/surat/warga/<uuid:resident_id>/", archive.of_resident, name="of_resident"),
    *kind_urls,
    *verify_urls,
]
