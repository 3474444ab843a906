"""After the paper: two touches, and nine questions for whoever is willing. All without a name, and once a visit."""

import pytest
from django.utils import timezone

from balai.accounts.models import AuditEntry
from balai.kiosk.matter import matter_of
from balai.kiosk.models import Errand, KioskDevice
from balai.kiosk.operations.errands import make_paper
from balai.kiosk.opinion import COOKIE
from balai.printing.models import PrintJob
from balai.surveys.enums import Element
from balai.surveys.models import Rating, RatingReason, SkmResponse
from balai.surveys.questions import ELEMENT_QUESTIONS, QUESTIONS
from balai.tenancy.scope import acting_for
from tests.kiosk.visit.conftest import BY, Hall

ABOUT = ("female", "30_39", "", "lainnya")


@pytest.fixture
def printed(hall: Hall) -> Hall:
    """The visit has come as far as the paper."""
    come_to_paper(hall)
    return hall


def come_to_paper(hall: Hall) -> None:
    """Identify, check, print; the paper lies there."""
    hall.to_check()
    with acting_for(hall.village):
        matter = matter_of(hall.visit(), timezone.localdate())
        assert matter is not None
        printed = make_paper(
            errand=matter.errand,
            wish=matter.wish,
            policy=matter.policy,
            printer=hall.device.printer,
            by=BY,
        ).print_job
        assert printed is not None
        PrintJob.objects.filter(pk=printed.pk).update(state="done", ended_at=timezone.now())


def counted(hall: Hall) -> tuple[int, int, int]:
    with acting_for(hall.village):
        return Rating.objects.count(), RatingReason.objects.count(), SkmResponse.objects.count()


def answer_all(hall: Hall, *answers: str) -> None:
    for position, answer in enumerate(answers, 1):
        hall.post("survei/", position=position, answer=answer)


def test_two_touches(printed: Hall) -> None:
    assert "Bagaimana layanan kami?" in printed.get("keluar/").content.decode()

    assert printed.post("nilai/", score="4").url.endswith("/anjungan/alasan/")
    assert "Apa yang paling baik?" in printed.get("alasan/").content.decode()
    assert printed.post("alasan/", reason="quick").url.endswith("/anjungan/keluar/")

    page = printed.get("keluar/").content.decode()
    assert "Terima kasih" in page
    assert "Bagaimana layanan kami?" not in page
    with acting_for(printed.village):
        rating, told = Rating.objects.get(), RatingReason.objects.get()
        assert (rating.score, rating.channel, rating.service) == (4, "kiosk", printed.errand().kind.service)
        assert (told.score, told.reason, told.month) == (4, "quick", timezone.localdate().replace(day=1))


def test_one_touch_is_enough(printed: Hall) -> None:
    printed.post("nilai/", score="1")

    assert "Apa yang kurang?" in printed.get("alasan/").content.decode()
    printed.post("selesai/")

    assert counted(printed) == (1, 0, 0)


def test_a_visit_is_rated_once(printed: Hall) -> None:
    for _ in range(2):
        printed.post("nilai/", score="4")
        printed.post("alasan/", reason="easy")
    printed.post("nilai/", score="1")

    assert counted(printed) == (1, 1, 0)


def test_nobody_rates_before_the_paper(hall: Hall) -> None:
    hall.to_check()

    hall.post("nilai/", score="4")

    assert counted(hall) == (0, 0, 0)


def test_other_scores_count_nothing(printed: Hall) -> None:
    for score in ("0", "5", "", "baik", "4.0"):
        assert printed.post("nilai/", score=score).url.endswith("/anjungan/keluar/")

    assert counted(printed) == (0, 0, 0)
    assert printed.visit().rated_at is None


def test_a_reason_of_another_score_is_asked_again(printed: Hall) -> None:
    printed.post("nilai/", score="4")

    assert printed.post("alasan/", reason="slow").url.endswith("/anjungan/alasan/")

    assert counted(printed) == (1, 0, 0)
    assert printed.visit().reason_told_at is None


def test_there_is_no_reason_without_a_score(printed: Hall) -> None:
    assert printed.get("alasan/").url.endswith("/anjungan/keluar/")


def test_nine_questions_and_a_little_about_oneself(printed: Hall) -> None:
    printed.post("nilai/", score="4")
    for position, question in enumerate(ELEMENT_QUESTIONS, 1):
        page = printed.get("survei/").content.decode()
        assert question.text in page
        assert f"Pertanyaan {position} dari 9" in page
        printed.post("survei/", position=position, answer="3")
    for position, answer in enumerate(ABOUT, 10):
        assert "Boleh dilewati" in printed.get("survei/").content.decode()
        printed.post("survei/", position=position, answer=answer)

    with acting_for(printed.village):
        response = SkmResponse.objects.get()
    assert {getattr(response, element.value) for element in Element} == {3}
    assert (response.sex, response.age_group, response.education, response.occupation) == ABOUT
    assert response.channel == "kiosk"
    assert printed.get("survei/").url.endswith("/anjungan/keluar/")
    answer_all(printed, *"333333333", *ABOUT)
    assert counted(printed) == (1, 0, 1)


def test_nothing_is_counted_before_the_ninth_answer(printed: Hall) -> None:
    printed.post("nilai/", score="4")

    answer_all(printed, *"33333333")
    printed.post("survei/", position=9, enough="1")
    printed.post("selesai/")

    assert counted(printed) == (1, 0, 0)


def test_nine_answers_count_though_somebody_walks_away(printed: Hall) -> None:
    printed.post("nilai/", score="4")

    answer_all(printed, *"234343434")
    printed.post("selesai/", diam="1")

    with acting_for(printed.village):
        response = SkmResponse.objects.get()
    assert (response.requirements, response.facilities, response.sex) == (2, 4, "")


def test_one_may_end_after_nine_answers(printed: Hall) -> None:
    printed.post("nilai/", score="4")
    answer_all(printed, *"333333333")

    assert printed.post("survei/", position=10, enough="1").url.endswith("/anjungan/keluar/")

    assert counted(printed) == (1, 0, 1)


def test_one_may_go_back_and_answer_differently(printed: Hall) -> None:
    printed.post("nilai/", score="4")
    answer_all(printed, "1")

    printed.post("survei/", position=2, back="1")

    assert ELEMENT_QUESTIONS[0].text in printed.get("survei/").content.decode()
    answer_all(printed, *"433333333", *ABOUT)
    with acting_for(printed.village):
        assert SkmResponse.objects.get().requirements == 4


def test_an_answer_that_is_sent_twice_counts_once(printed: Hall) -> None:
    printed.post("nilai/", score="4")

    for _ in range(2):
        printed.post("survei/", position=1, answer="2")

    assert ELEMENT_QUESTIONS[1].text in printed.get("survei/").content.decode()


def test_other_answers_do_not_lead_on(printed: Hall) -> None:
    printed.post("nilai/", score="4")

    for answer in ("5", "0", "", "x"):
        printed.post("survei/", position=1, answer=answer)

    assert ELEMENT_QUESTIONS[0].text in printed.get("survei/").content.decode()


def test_the_next_visitor_does_not_go_on_with_the_answers_of_the_last(printed: Hall) -> None:
    printed.post("nilai/", score="4")
    answer_all(printed, *"111")
    left = printed.kiosk.cookies[COOKIE].value
    printed.post("selesai/")
    assert not printed.kiosk.cookies[COOKIE].value

    come_to_paper(printed)
    printed.post("nilai/", score="3")
    printed.kiosk.cookies[COOKIE] = left

    assert ELEMENT_QUESTIONS[0].text in printed.get("survei/").content.decode()


def test_the_visit_and_the_trail_do_not_say_how_it_was_rated(printed: Hall) -> None:
    with acting_for(printed.village):
        before = AuditEntry.objects.count()
    printed.post("nilai/", score="1")
    printed.post("alasan/", reason="slow")
    answer_all(printed, *"111111111", *ABOUT)

    visit = printed.visit()
    assert None not in (visit.rated_at, visit.reason_told_at, visit.surveyed_at)
    with acting_for(printed.village):
        assert AuditEntry.objects.count() == before


def test_training_is_counted_nowhere(hall: Hall) -> None:
    with acting_for(hall.village):
        KioskDevice.objects.update(is_training=True)
    hall.to_check()
    with acting_for(hall.village):
        Errand.objects.update(made_at=timezone.now())

    hall.post("nilai/", score="1")
    hall.post("alasan/", reason="slow")
    answer_all(hall, *"111111111", *ABOUT)

    assert hall.visit().surveyed_at is not None
    assert counted(hall) == (0, 0, 0)


def test_every_question_can_be_heard(printed: Hall) -> None:
    printed.post("nilai/", score="2")
    pages = [printed.get("alasan/").content.decode()]
    for position, question in enumerate(QUESTIONS, 1):
        pages.append(printed.get("survei/").content.decode())
        printed.post("survei/", position=position, answer=question.choices[0][0])

    assert all('<audio id="suara"' in page for page in pages)
