"""A code by e-mail before sending, where the village asks for it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from balai.applications import operations, tasks
from balai.applications.enums import Channel, Proof, State
from balai.applications.models import Application, EmailProof
from balai.applications.refusals import Incomplete
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import RESIDENT, applicant, filled, hand_in
from tests.factories import HallClient

pytestmark = pytest.mark.django_db
LOCAL = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


@pytest.fixture(autouse=True)
def _mail_server(settings: Any) -> Iterator[None]:
    settings.MAILERS = LOCAL
    settings.DEFAULT_FROM_EMAIL = "balai@sukamaju.example"
    mail.outbox = []
    with time_machine.travel(datetime(2026, 11, 23, 3, tzinfo=UTC), tick=False):
        yield


def draft(village: Village, *, asks: bool = True, **others: Any) -> Application:
    """Complete but for the proof; the village asks for codes."""
    with acting_for(village):
        operations.set_application_rules(second_pair=False, asks_code=asks, by=RESIDENT)
        begun = filled(channel=others.pop("channel", Channel.WEB))
        hand_in(begun)
        told = {"email": "sari@contoh.example", "phone": "081234567890", **others}
        return operations.name_applicant(
            application=begun, revision=begun.revision, applicant=applicant(**told), helper=None, by=RESIDENT
        )


def holds(village: Village, visitor: HallClient, application: Application) -> str:
    """The address of the application, in a browser that holds it."""
    answer = visitor.post("/lacak/", {"code": application.code, "born": "5 Juli 1995"})
    assert answer.status_code == 302, html(answer)
    return f"/permohonan/{application.pk}/"


def code_sent(village: Village) -> str:
    """What the worker sends; the message holds nothing but the code and what to do with it."""
    with acting_for(village):
        proof = EmailProof.objects.get()
    tasks.send_email_code(village_id=village.pk, proof_id=str(proof.pk))
    found = re.search(r"Kode Anda: (\d{6})\n", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_an_application_is_sent_once_its_address_is_proved(village: Village, visitor: HallClient) -> None:
    application = draft(village)
    address = holds(village, visitor, application)
    review = html(visitor.get(f"{address}periksa/"))
    assert "Buktikan dulu surel Anda" in review
    said = {"revisi": application.revision, "truth": "on", "consent": "on"}
    assert visitor.post(f"{address}periksa/", said).status_code == 422

    asked = visitor.post(f"{address}surel/", {"langkah": "kirim"})
    code = code_sent(village)
    proved = visitor.post(f"{address}surel/", {"code": f"{code[:3]} {code[3:]}"})
    done = visitor.post(f"{address}periksa/", said)

    assert (asked.status_code, proved.status_code, done.status_code) == (302, 302, 302)
    assert mail.outbox[0].to == ["sari@contoh.example"]
    assert application.applicant_name not in str(mail.outbox[0].body)
    with acting_for(village):
        assert Application.objects.get().state == State.SUBMITTED
        proof = EmailProof.objects.get()
        assert (proof.code_hash, proof.proved_at is not None) == ("", True)
    assert all(code not in str(job) for job in ProcrastinateJob.objects.values_list("args", flat=True))


def test_a_code_serves_ten_minutes_and_five_tries_that_wait_longer_and_longer(
    village: Village, visitor: HallClient
) -> None:
    application = draft(village)
    address = f"{holds(village, visitor, application)}surel/"
    visitor.post(address, {"langkah": "kirim"})
    right = code_sent(village)
    wrong = f"{(int(right) + 1) % 10**6:06}"

    with time_machine.travel(datetime(2026, 11, 23, 3, 0, 1, tzinfo=UTC), tick=False) as clock:
        first = [visitor.post(address, {"code": wrong}).status_code for _ in range(4)]
        clock.shift(300)
        waited = [visitor.post(address, {"code": wrong}).status_code for _ in range(2)]
        with acting_for(village):
            assert EmailProof.objects.get().tries == 3
            EmailProof.objects.update(tries=5)
        clock.shift(200)
        worn_out = visitor.post(address, {"code": right})
        clock.shift(3600)
        visitor.post(address, {"langkah": "kirim"})
        right = code_sent(village)
        clock.shift(601)
        late = visitor.post(address, {"code": right})

    assert first == [422, 422, 429, 429]
    assert waited == [422, 429]
    assert (worn_out.status_code, late.status_code) == (422, 422)
    assert "sudah lewat 10 menit" in html(late)
    with acting_for(village):
        assert EmailProof.objects.get().proved_at is None


def test_codes_are_not_sent_without_end_nor_for_another_address(
    village: Village, visitor: HallClient
) -> None:
    application = draft(village)
    address = holds(village, visitor, application)

    asked = [visitor.post(f"{address}surel/", {"langkah": "kirim"}).status_code for _ in range(6)]
    code = code_sent(village)
    with acting_for(village):
        Application.objects.update(email="lain@contoh.example")
        changed = operations.try_code(application=Application.objects.get(), code=code, by=RESIDENT)

    assert asked == [302, 302, 302, 302, 302, 429]
    assert not changed


@pytest.mark.parametrize(
    ("others", "asks"),
    [
        ({}, False),
        ({"proof": Proof.PIN}, True),
        ({"channel": Channel.DESK}, True),
        ({"channel": Channel.KIOSK, "proof": Proof.PIN}, True),
    ],
)
def test_nobody_is_asked_who_is_known_otherwise_nor_where_the_village_does_not_want_it(
    village: Village, others: dict[str, Any], asks: bool
) -> None:
    application = draft(village, asks=asks, **others)

    with acting_for(village):
        sent = operations.submit_application(
            application=application, revision=application.revision, by=RESIDENT
        )
    assert sent.state == State.SUBMITTED


def test_without_an_address_nothing_is_sent_from_home(village: Village) -> None:
    application = draft(village, email="")

    with acting_for(village), pytest.raises(Incomplete):
        operations.submit_application(application=application, revision=application.revision, by=RESIDENT)


def test_a_hall_that_cannot_mail_asks_for_no_codes(village: Village, desk: HallClient, settings: Any) -> None:
    settings.MAILERS = {}

    answer = desk.post("/meja/permohonan/aturan/", {"asks_code": "on"})

    assert answer.status_code == 422
    assert "BALAI_MAIL" in html(answer)
