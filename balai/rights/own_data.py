"""Everything that the village keeps about one resident, for that resident (UU 27/2022 pasal 13: in a form that machines read)."""

from typing import Any

from django.utils import timezone

from balai.access.models import KtpTag, Pin, ServiceCard
from balai.applications.filling import Filling
from balai.applications.models import Application
from balai.introductions.models import Introduction
from balai.letters.models import Letter
from balai.residents.models import Change, Resident
from balai.residents.rules import RESIDENT_FIELDS
from balai.rights.looked import who_looked
from balai.rights.models import DataRequest

MOST_LOOKS = 5000
NOT_MATCHED = (
    "Menyebut NIK dan tanggal lahir Anda, tetapi tidak cocok dengan data warga. Isinya tidak ditampilkan."
)


def own_data(resident: Resident) -> dict[str, Any]:
    """One's own row of the register, applications, letters, and who looked; of others only what one said oneself."""
    family = resident.family
    return {
        "warga": {name: getattr(resident, name) for name in RESIDENT_FIELDS},
        "keluarga": {"kk": family.kk, "alamat": family.address} if family else None,
        "permohonan": [
            _application(each)
            for each in Application.objects.about(resident)
            .select_related("service")
            .prefetch_related("parental_consents", "events")
            .order_by("begun_at")
        ],
        "surat": [
            {"judul": each.title, "nomor": each.number, "terbit": each.numbered_at, "keadaan": each.state}
            for each in Letter.objects.of_resident(resident)
        ],
        "pengantar": list(
            Introduction.objects.filter(resident=resident)
            .order_by("given_at")
            .values("purpose", "given_label", "given_at", "valid_until", "used_at")
        ),
        "akses": {
            "pin": list(Pin.objects.filter(resident=resident).values("kind", "given_at", "blocked_at")),
            "kartu": list(
                ServiceCard.objects.filter(resident=resident).values("serial", "given_at", "ended_at")
            ),
            "ktp_el": list(KtpTag.objects.filter(resident=resident).values("registered_at")),
        },
        "perubahan": [
            {"peristiwa": each.event.kind, "tanggal": each.event.occurred_on, "data": each.changes}
            for each in Change.objects.filter(resident=resident).select_related("event").order_by("id")
        ],
        "permintaan": [
            {
                "jenis": each.kind,
                "diterima": each.received_at,
                "data": each.element,
                "seharusnya": each.wanted,
                "penjelasan": each.words,
                "keadaan": each.state,
                "jawaban": each.answer,
            }
            for each in DataRequest.objects.filter(resident=resident).order_by("received_at")
        ],
        "dilihat": [
            {"kapan": look.at, "siapa": look.who, "apa": look.what, "untuk": look.purpose}
            for look in who_looked(resident, limit=MOST_LOOKS)
        ],
    }


def _application(told: Application) -> dict[str, Any]:
    """One of them; where only NIK and birth date were named, whoever wrote may be another, and nothing of what they wrote."""
    outside = {
        "layanan": told.service.name,
        "keadaan": told.state,
        "dimulai": told.begun_at,
        "dikirim": told.submitted_at,
    }
    if not told.is_matched:
        return {**outside, "catatan": NOT_MATCHED}
    return {
        **outside,
        "hp": told.phone,
        "surel": told.email,
        "kasus": told.case_answers,
        "jawaban": told.answers,
        "isian": [
            {"nama": each.question, "tanya": each.label, "jawab": each.words}
            for step in Filling(told, today=timezone.localdate()).told()
            for each in step.answers
        ],
        "persetujuan_orang_tua": [
            {"name": each.name, "kinship": each.kinship, "given_at": each.given_at}
            for each in told.parental_consents.all()
        ],
        "langkah": [
            {"step": each.step, "target": each.target, "at": each.at, "reason": each.reason}
            for each in told.events.all()
        ],
    }
