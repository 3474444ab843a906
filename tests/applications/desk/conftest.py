"""A finished application beside the register that it changes, and the officer who confirms that."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from balai.accounts.actors import Actor
from balai.applications import operations
from balai.applications.enums import Side
from balai.applications.form.shipped import shipped_form
from balai.applications.models import Application
from balai.residents.enums import Relation
from balai.residents.models import Family, LifeEvent, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import applicant, begin
from tests.applications.form.answers import APPLICANT, HEAD, SON, TODAY, WIFE
from tests.factories import HallClient
from tests.letters.factories import make_family, make_resident

OLD_KK, NEW_KK, HOST_KK = "9901011203159001", "9901012011269005", "9901011203159002"
BUDI, SITI, BAGAS = HEAD["nik"], WIFE["nik"], SON["nik"]
AUNT = {"full_name": "Kartini Wulandari", "nik": "9901014202689002"}
CARD = {**APPLICANT, "event_on": "2026-11-12"}


@pytest.fixture
def today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


@pytest.fixture
def register(village: Village) -> Village:
    """Budi, his wife and their son on one KK; an aunt and her daughter on another."""
    with acting_for(village):
        family = settle(OLD_KK)
        make_resident(family=family, nik=BUDI, full_name="Budi Santosa", sex=1, birth_date=date(1988, 3, 4))
        make_resident(family=family, nik=SITI, relation=Relation.WIFE)
        make_resident(
            family=family, nik=BAGAS, full_name="Bagas Pratama", sex=1, relation=Relation.CHILD,
            birth_date=date(2014, 1, 12),
        )  # fmt: skip
        host = settle(HOST_KK)
        make_resident(family=host, birth_date=date(1968, 2, 2), **AUNT)
        make_resident(family=host, full_name="Dewi Wulandari", relation=Relation.CHILD)
    return village


def settle(kk: str) -> Family:
    family = make_family()
    Family.objects.filter(pk=family.pk).update(kk=kk)
    return Family.objects.get(pk=family.pk)


def finished(slug: str, answers: dict[str, Any], village: Village, actor: Actor) -> Application:
    """Somebody's application, all the way through both offices."""
    form = shipped_form(slug)
    assert form is not None
    with acting_for(village):
        case = {name: answers[name] for name in form["case"] if name in answers}
        draft = begin(form=form, case_answers=case)
        who = applicant(nik=answers["applicant__nik"], kk=answers["applicant__kk"])
        draft = operations.name_applicant(application=draft, revision=0, applicant=who, helper=None, by=actor)
        draft.answers = {
            name: value
            for name, value in answers.items()
            if name not in case and not name.startswith("applicant__")
        }
        draft.save()
        sent = operations.submit_application(application=draft, revision=draft.revision, by=actor)
        for step in ("approve", "forward", "accept"):
            sent = getattr(operations, f"{step}_application")(
                application=sent, revision=sent.revision, by=actor
            )
        return operations.finish_application(
            application=sent, revision=sent.revision, side=Side.AGENCY, by=actor
        )


def confirmed(desk: HallClient, application: Application, number: int = 0, **told: Any) -> Any:
    """What the page answers to an officer who confirms one event."""
    typed = {"document": "99-1", "occurred_on": "2026-11-20", **told}
    fields = {f"peristiwa-{number}-{name.replace('__', '-')}": value for name, value in typed.items()}
    return desk.post(page_of(application), {"peristiwa": str(number), **fields})


def page_of(application: Application) -> str:
    return f"/meja/permohonan/{application.pk}/data-warga/"


def who(nik: str) -> Resident:
    return Resident.objects.with_family().get(nik=nik)


def kinds() -> list[str]:
    return list(LifeEvent.objects.order_by("recorded_at").values_list("kind", flat=True))
