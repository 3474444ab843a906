"""Pages of printers and of the print ledger, from the village's root."""

from django.urls import path

from balai.printing.views import ledger, printers

app_name = "printing"

urlpatterns = [
    path("meja/pencetak/", printers.printer_list, name="printers"),
    path("meja/pencetak/tambah/", printers.add, name="add"),
    path("meja/pencetak/catatan/", ledger.ledger, name="ledger"),
    path("meja/pencetak/catatan/<uuid:job_id>/", ledger.job_detail, name="job"),
    path("meja/pencetak/catatan/<uuid:job_id>/berkas/", ledger.document, name="document"),
    path("meja/pencetak/catatan/<uuid:job_id>/ambil/", ledger.take, name="take"),
    path("meja/pencetak/catatan/<uuid:job_id>/lagi/", ledger.again, name="again"),
    path("meja/pencetak/catatan/<uuid:job_id>/batal/", ledger.cancel, name="cancel"),
    path("meja/pencetak/catatan/<uuid:job_id>/rusak/", ledger.spoil, name="spoil"),
    path("meja/pencetak/catatan/<uuid:job_id>/pastikan/", ledger.settle_job, name="settle"),
    path("meja/pencetak/<uuid:printer_id>/", printers.printer_detail, name="printer"),
    path("meja/pencetak/<uuid:printer_id>/ubah/", printers.change, name="change"),
    path("meja/pencetak/<uuid:printer_id>/periksa/", printers.check, name="check"),
    path("meja/pencetak/<uuid:printer_id>/uji/", printers.test_page, name="test_page"),
    path("meja/pencetak/<uuid:printer_id>/berhenti/", printers.retire, name="retire"),
    path("meja/pencetak/<uuid:printer_id>/pakai/", printers.restore, name="restore"),
]
