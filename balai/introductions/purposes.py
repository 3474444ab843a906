"""What people most often need an introduction for, as large buttons: nobody has to type on a phone."""

from django.db.models import Count
from django.utils import timezone

from balai.introductions.models import Introduction
from balai.services.catalogue import offered_on
from balai.services.models import Service
from balai.services.rules import asks_introduction

OFFERED = 7
# Before the village has habits of its own. Not for civil documents: Perpres 96/2018 dropped introductions for them.
USUAL = (
    "surat-keterangan-tidak-mampu",
    "surat-keterangan-usaha",
    "surat-keterangan-domisili",
    "pengantar-skck",
    "pengantar-nikah",
    "surat-keterangan-belum-menikah",
    "pengantar-izin-keramaian",
)


def suggested_services() -> list[Service]:
    """What introductions were given for most here, then the usual, then what else asks for one. Two queries."""
    today = timezone.localdate()
    given = dict(
        Introduction.objects.exclude(service=None)
        .order_by()
        .values_list("service")
        .annotate(number=Count("pk"))
    )
    wanted = [
        each
        for each in offered_on(today)
        if each.service.pk in given or each.service.slug in USUAL or asks_introduction(each.standard, today)
    ]
    ranked = sorted(
        wanted, key=lambda each: (-given.get(each.service.pk, 0), _usual(each.service), each.service.name)
    )
    return [each.service for each in ranked[:OFFERED]]


def _usual(service: Service) -> int:
    return USUAL.index(service.slug) if service.slug in USUAL else len(USUAL)
