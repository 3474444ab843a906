"""Applications for tests: of an invented applicant, along a small form."""

import secrets
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from balai.accounts.actors import Actor
from balai.applications.enums import Channel, Proof
from balai.applications.filling import Filling
from balai.applications.form.shipped import shipped_form
from balai.applications.models import Application
from balai.applications.operations import (
    Applicant,
    attach,
    begin_application,
    name_applicant,
    save_answers,
    submit_application,
)
from balai.documents.enums import MediaType, Treatment
from balai.documents.models import Document
from balai.services.models import Service, ServiceVersion
from tests.applications.form.answers import BIRTH as BIRTH_ANSWERS
from tests.services.tables import BIRTH, bring_table

RESIDENT = Actor(officer=None, label="pemohon")
FORM = {
    "service": "akta-kelahiran",
    "revision": 1,
    "purpose": "Data ini dipakai untuk mencatat kelahiran.",
    "law": ["UU 23/2006 jo. UU 24/2013"],
    "agency": "civil_registry",
    "case": {"tempat": ["faskes", "rumah"]},
    "steps": [
        {"name": "bayi", "title": "Bayi", "questions": [{"name": "baby_name", "label": "Nama bayi"}]},
    ],
}
BORN = date(1995, 7, 5)


def birth_service() -> Service:
    """The civil document that tests ask for."""
    return Service.objects.filter(slug="akta-kelahiran").first() or bring_table(BIRTH)


def letter_service() -> Service:
    """A service that the village itself fulfils."""
    wanted = {**BIRTH, "slug": "surat-uji", "name": "Surat uji", "nature": "letter", "issuer": ""}
    return Service.objects.filter(slug="surat-uji").first() or bring_table(wanted)


def applicant(nik: str = "9901054507950001", **others: Any) -> Applicant:
    return Applicant(
        **{
            "name": "Sari Dewi",
            "nik": nik,
            "kk": "9901050203120001",
            "born": BORN,
            "proof": Proof.STATED,
            **others,
        }
    )


def begin(service: Service | None = None, **others: Any) -> Application:
    service = service or birth_service()
    version = ServiceVersion.objects.filter(service=service).order_by("-number")[0]
    wanted = {
        "form": FORM,
        "channel": Channel.WEB,
        "key": uuid.uuid4(),
        "case_answers": {"tempat": "rumah"},
        "by": RESIDENT,
        **others,
    }
    return begin_application(service=service, version=version, **wanted)


def filled(service: Service | None = None, **others: Any) -> Application:
    """A draft that can be sent."""
    draft = begin(service, **others)
    named = name_applicant(
        application=draft, revision=draft.revision, applicant=applicant(), helper=None, by=RESIDENT
    )
    return save_answers(
        application=named, revision=named.revision, answers={"baby_name": "Bunga"}, by=RESIDENT
    )


def submitted(service: Service | None = None, **others: Any) -> Application:
    draft = filled(service, **others)
    return submit_application(application=draft, revision=draft.revision, by=RESIDENT)


def birth(*, answers: Mapping[str, Any] | None = None, **others: Any) -> Application:
    """A birth as a father asks for its certificate, along the form that comes with Balai; `others` are his own."""
    father = {
        "name": BIRTH_ANSWERS["applicant__full_name"],
        "nik": BIRTH_ANSWERS["applicant__nik"],
        "kk": BIRTH_ANSWERS["applicant__kk"],
        "born": date.fromisoformat(BIRTH_ANSWERS["applicant__birth_date"]),
    }
    case = {name: BIRTH_ANSWERS[name] for name in ("tempat", "nikah", "umur")}
    draft = begin(form=shipped_form("akta-kelahiran"), case_answers=case)
    draft = name_applicant(
        application=draft,
        revision=draft.revision,
        applicant=applicant(**{**father, **others}),
        helper=None,
        by=RESIDENT,
    )
    told = {
        name: value
        for name, value in {**BIRTH_ANSWERS, **(answers or {})}.items()
        if name not in case and not name.startswith("applicant__")
    }
    draft = save_answers(application=draft, revision=draft.revision, answers=told, by=RESIDENT)
    return submit_application(application=draft, revision=draft.revision, by=RESIDENT)


def bare_document() -> Document:
    """A row as of a photograph; nothing lies in the store."""
    return Document.objects.create(
        file=secrets.token_hex(32), sha256=secrets.token_hex(32), media_type=MediaType.JPEG,
        treatment=Treatment.DRAWN, size=1000, pages=1, width=1200, height=1600, sharpness=80, brightness=200,
        received_at=timezone.now(),
    )  # fmt: skip


def hand_in(application: Application) -> None:
    """A page of everything that is required."""
    for each in Filling(application, today=timezone.localdate()).missing(set()):
        attach(application=application, requirement=each.name, document=bare_document())
