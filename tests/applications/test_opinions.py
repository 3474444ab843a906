"""Whoever holds a finished application says what the service was like: once, and nobody finds out whose word it was."""

import pytest
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.applications import operations
from balai.applications.enums import Heard, Side
from balai.applications.models import Application
from balai.core.months import Month
from balai.surveys.enums import Channel, Element, Score
from balai.surveys.models import Rating, RatingReason, SkmResponse
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import letter_service, submitted
from tests.factories import HallClient

pytestmark = pytest.mark.django_db
BORN = "5 Juli 1995"


def finished(actor: Actor) -> Application:
    sent = submitted(letter_service())
    sent = operations.approve_application(application=sent, revision=sent.revision, by=actor)
    return operations.finish_application(
        application=sent, revision=sent.revision, side=Side.VILLAGE, by=actor
    )


def held(visitor: HallClient, application: Application) -> str:
    """The page of an application that this browser opened with its code."""
    answer = visitor.post("/lacak/", {"code": application.code, "born": BORN})
    assert answer.status_code == 302, html(answer)
    return f"/permohonan/{application.pk}/"


def test_two_touches_and_nine_answers_count_once_and_name_nobody(
    visitor: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        application = finished(actor)
        trail = AuditEntry.objects.count()
    page = held(visitor, application)
    assert "Bagaimana layanan kami?" in html(visitor.get(page))

    touched = visitor.post(f"{page}nilai/", {"score": "4"})
    assert touched["Location"].endswith("/nilai/alasan/")
    assert "Petugas membantu" in html(visitor.get(touched["Location"]))
    for _ in range(2):
        assert visitor.post(f"{page}nilai/", {"score": "1"}).status_code == 302
        assert visitor.post(f"{page}nilai/alasan/", {"reason": "quick"}).status_code == 302
    assert visitor.post(f"{page}nilai/survei/", {"time": "4"}).status_code == 422
    answers = {element.value: "3" for element in Element} | {"sex": "female"}
    assert [visitor.post(f"{page}nilai/survei/", answers).status_code for _ in range(2)] == [302, 302]
    assert "Nama Anda tidak dicatat" in html(visitor.get(page))

    with acting_for(village):
        month = Month.of(timezone.localdate()).first
        said = (month, Channel.WEB, application.service_id)
        assert list(Rating.objects.values_list("month", "channel", "service", "score")) == [
            (*said, Score.VERY_GOOD)
        ]
        assert list(RatingReason.objects.values_list("month", "channel", "service", "reason")) == [
            (*said, "quick")
        ]
        assert list(SkmResponse.objects.values_list("month", "channel", "time", "sex")) == [
            (month, Channel.WEB, 3, "female")
        ]
        assert Application.objects.get().heard == Heard.SURVEY
        assert AuditEntry.objects.count() == trail


def test_only_what_is_there_is_rated_and_only_by_who_holds_it(
    visitor: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        waiting = submitted()
    page = held(visitor, waiting)

    assert "Bagaimana layanan kami?" not in html(visitor.get(page))
    assert visitor.post(f"{page}nilai/", {"score": "4"})["Location"].endswith(page)
    assert visitor.get(f"{page}nilai/survei/").status_code == 302
    assert visitor.get(f"{page}nilai/alasan/").status_code == 302
    assert HallClient(village).post(f"{page}nilai/", {"score": "4"}).status_code == 404
    with acting_for(village):
        assert not Rating.objects.exists()
