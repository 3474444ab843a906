"""The slip (*bukti permohonan*) that leads back to an application: on paper, with its tracking code."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from balai.applications.models import Application
from balai.core.calendar import local, long_date
from balai.core.qr import qr_svg
from balai.core.typesetting import typeset_pdf
from balai.tenancy.addresses import address_for_others
from balai.tenancy.models import Village

TEMPLATE = "applications/typst/slip.typ"
HOW = "Pindai kode ini, lalu isi tanggal lahir pemohon. Di sana tertulis sampai di mana,"


def tracking_address(request: HttpRequest, application: Application, village: Village) -> str:
    """The page that asks for the birth date; the code stands there already."""
    path = f"{reverse('applications:track')}?kode={application.spelled_code}"
    return address_for_others(request, village, path)


def slip_pdf(application: Application, *, address: str, village: Village, at: datetime) -> bytes:
    """The slip on A6, of what was sent. Neither NIK nor birth date: paper gets lost, and the code alone opens nothing.

    Raises `TypesettingFailed`.
    """
    sent = application.submitted_at
    rows = [
        {"label": "Layanan", "value": application.service.name, "strong": True},
        {"label": "Pemohon", "value": application.applicant_name},
    ]
    if sent is not None:
        rows.append({"label": "Diterima", "value": long_date(local(sent, village.time_zone).date())})
    if application.due_on is not None:
        rows.append({"label": "Selesai", "value": f"paling lambat {long_date(application.due_on)}"})
    data = {
        "village": village.words.full_name,
        "title": "Bukti permohonan",
        "rows": rows,
        "code": application.spelled_code,
        "qr": qr_svg(address),
        "address": address.split("?", maxsplit=1)[0].split("://", 1)[-1],
        "how": f"{HOW} {_how_it_is_given(application)}",
        "accent": village.colour_main,
    }
    return typeset_pdf(TEMPLATE, data, title=f"Bukti {application.spelled_code}", at=at)


def _how_it_is_given(application: Application) -> str:
    """A download asks for the applicant's NIK: without one, the document is handed over."""
    return (
        "dan kapan dokumennya bisa diambil di kantor."
        if application.lacks_nik
        else "dan dokumen jadinya bisa diunduh."
    )
