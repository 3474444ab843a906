"""What officers and residents see of satisfaction."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.surveys.enums import Action, Channel, Education, Element
from balai.surveys.forms import MOST_SERVED
from balai.surveys.models import Publication, SkmResponse
from balai.surveys.operations import Respondent, publish_index, tell_reason
from balai.surveys.questions import ELEMENT_QUESTIONS
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.surveys.factories import QUARTER, TODAY, make_ratings, make_responses, make_service

PAPER = {"month": "2026-10-01", **{element.value: "3" for element in Element}}


@pytest.fixture(autouse=True)
def december() -> Iterator[None]:
    """Answers of November are counted now."""
    with time_machine.travel(datetime(2026, 12, 3, 2, 41, tzinfo=UTC), tick=False):
        yield


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def answered(village: Village) -> Village:
    """Six answers of this quarter and seven ratings."""
    with acting_for(village):
        make_responses(4, 4, respondent=Respondent(sex="female"))
        make_responses(2, 3, cost=1)
        make_ratings(4, 4, 4, 3, 3, service=make_service())
        make_ratings(1, 2)
        tell_reason(score=1, reason="slow", service=None, channel=Channel.KIOSK, on=TODAY)
    return village


def test_the_page_of_an_empty_village_says_what_is_missing(desk: HallClient) -> None:
    page = text(desk.get("/meja/kepuasan/"))

    assert "0 orang sudah menjawab. Kurang 5 lagi." in page
    assert "Belum cukup penilaian" in page
    assert "Lihat poster" not in page


def test_the_page_shows_index_elements_and_ratings(desk: HallClient, answered: Village) -> None:
    page = text(desk.get("/meja/kepuasan/"))

    # Eight elements: 22 of 24 points; cost: 18 of 24: 194 / 6 / 9 × 25.
    assert "89,81" in page
    assert "Mutu A, <b>sangat baik</b>" in page
    assert "Biaya/tarif 3,000" in page
    assert "<b>5</b> dari 7 penilaian baik" in page
    assert "Alasan yang disebut: Lama 1." in page


def test_how_many_answers_are_asked_for_depends_on_who_was_served(
    desk: HallClient, answered: Village
) -> None:
    assert "Sampel yang diminta: 92" in text(desk.get("/meja/kepuasan/?dilayani=120"))
    assert "Sampel belum cukup" in text(desk.get("/meja/kepuasan/?dilayani=120"))
    assert "Sampel cukup" in text(desk.get("/meja/kepuasan/?dilayani=6"))
    assert desk.get("/meja/kepuasan/?dilayani=banyak").status_code == 422


def test_another_period_is_counted_apart(desk: HallClient, answered: Village) -> None:
    assert "Kurang 5 lagi" in text(desk.get("/meja/kepuasan/?masa=2026-triwulan-3"))
    assert "89,81" in text(desk.get("/meja/kepuasan/?masa=2026-tahun-1"))
    assert "Triwulan IV 2019" in text(desk.get("/meja/kepuasan/?masa=2019-triwulan-4"))
    assert "Triwulan IV 2026" in text(desk.get("/meja/kepuasan/?masa=kapan-kapan"))


def test_the_page_asks_as_often_for_few_as_for_many(
    desk: HallClient, answered: Village, django_assert_num_queries: Callable[..., Any]
) -> None:
    desk.get("/meja/kepuasan/")  # fills what is kept for all pages
    with django_assert_num_queries(100, exact=False) as few:
        desk.get("/meja/kepuasan/")
    with acting_for(answered):
        make_responses(20)
        for number in range(10):
            make_ratings(4, 4, 4, 4, 4, service=make_service(f"layanan-{number}", f"Layanan {number}"))
    with django_assert_num_queries(100, exact=False) as many:
        desk.get("/meja/kepuasan/")

    assert len(many.captured_queries) == len(few.captured_queries)


def test_the_workbook_holds_the_table_of_answers_without_anything_about_people(
    desk: HallClient, answered: Village
) -> None:
    answer = desk.get("/meja/kepuasan/unduh/?masa=2026-triwulan-4")

    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert list(sheets) == ["IKM", "Responden", "Jawaban", "Penilaian", "Alasan"]
    assert sheets["IKM"][3][:7] == ["Persyaratan", 0, 0, 2, 4, 3.667, 0.407]
    assert ["Indeks Kepuasan Masyarakat (IKM)", 89.81, "A", "Sangat baik"] in [
        row[:4] for row in sheets["IKM"]
    ]
    heads, *rows = sheets["Jawaban"][2:]
    assert heads == ["No.", *Element.labels]
    assert sorted(row[1:] for row in rows) == [[3, 3, 3, 1, 3, 3, 3, 3, 3]] * 2 + [[4] * 9] * 4
    assert sheets["Alasan"][3:] == [["Lama", 1]]


def test_a_workbook_of_few_answers_holds_none_of_them(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        make_responses(4, 1)
        make_ratings(1, 1, 1, 1)

    book = CalamineWorkbook.from_filelike(BytesIO(desk.get("/meja/kepuasan/unduh/").content))

    assert book.get_sheet_by_name("IKM").to_python()[3][0] == "Baru 4 jawaban: belum dihitung."
    for name in ("Responden", "Jawaban", "Penilaian", "Alasan"):
        assert len(book.get_sheet_by_name(name).to_python()) == 3


def test_the_poster_is_one_sheet(desk: HallClient, answered: Village) -> None:
    answer = desk.get("/meja/kepuasan/poster/")

    pages = PdfReader(BytesIO(answer.content)).pages
    words = pages[0].extract_text()
    assert answer["Content-Type"] == "application/pdf"
    assert len(pages) == 1
    for piece in ("89,81", "Sangat baik", "Triwulan IV 2026", "6 responden", "RANCANGAN", "Biaya/tarif"):
        assert piece in words


def test_the_fullest_poster_is_one_sheet_too(desk: HallClient, village: Village, actor: Actor) -> None:
    with acting_for(village):
        for education in ("", *Education.values):
            make_responses(1, 3, respondent=Respondent(sex="male", education=education))
        publish_index(period=QUARTER, served=MOST_SERVED, plan="Kursi tunggu. " * 35, by=actor)

    answer = desk.get("/kepuasan/2026-triwulan-4/poster/")

    assert len(PdfReader(BytesIO(answer.content)).pages) == 1


def test_of_too_few_answers_there_is_no_poster(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        make_responses(4)

    assert desk.get("/meja/kepuasan/poster/")["Location"].endswith("/meja/kepuasan/?masa=2026-triwulan-4")
    assert desk.get("/meja/kepuasan/umumkan/2026-triwulan-4/").status_code == 302
    assert "Baru 4 jawaban" in text(desk.get("/meja/kepuasan/"))


def test_what_is_published_stands_on_the_public_page(
    desk: HallClient, visitor: HallClient, answered: Village
) -> None:
    answer = desk.post(
        "/meja/kepuasan/umumkan/2026-triwulan-4/", {"served": "120", "plan": "Papan biaya di ruang tunggu."}
    )

    assert answer.status_code == 302
    page = text(visitor.get("/kepuasan/"))
    for piece in (
        "Sangat baik: 89,81 dari 100",
        "6 orang menjawab dari 120 orang yang dilayani. Sampel yang diminta: 92.",
        "Papan biaya di ruang tunggu.",
        "Permen PANRB 14/2017",
    ):
        assert piece in page
    poster = visitor.get("/kepuasan/2026-triwulan-4/poster/")
    words = PdfReader(BytesIO(poster.content)).pages[0].extract_text()
    assert "Papan biaya di ruang tunggu." in words
    assert "RANCANGAN" not in words
    assert "/kepuasan/" in text(visitor.get("/"))


@pytest.mark.parametrize(
    ("filled", "complaint"),
    [
        ({"served": "", "plan": "Ya."}, "Isi berapa orang dilayani."),
        ({"served": "5", "plan": "Ya."}, "Sudah 6 orang menjawab."),
        ({"served": "120", "plan": ""}, "Tulis apa yang akan diperbaiki."),
    ],
)
def test_a_publication_says_how_many_were_served_and_what_gets_better(
    desk: HallClient, answered: Village, filled: dict[str, str], complaint: str
) -> None:
    answer = desk.post("/meja/kepuasan/umumkan/2026-triwulan-4/", filled)

    assert answer.status_code == 422
    assert complaint in text(answer)
    with acting_for(answered):
        assert not Publication.objects.exists()


def test_an_operator_reads_but_does_not_publish(village: Village, answered: Village) -> None:
    operator = HallClient(village)
    operator.force_login(make_officer(village, Role.OPERATOR))

    page = text(operator.get("/meja/kepuasan/"))

    assert "89,81" in page
    assert "/meja/kepuasan/umumkan/" not in page
    assert operator.get("/meja/kepuasan/umumkan/2026-triwulan-4/").status_code == 403


def test_a_village_that_published_nothing_says_so(visitor: HallClient) -> None:
    assert "Belum diumumkan" in text(visitor.get("/kepuasan/"))
    assert visitor.get("/kepuasan/2026-triwulan-4/poster/").status_code == 404
    assert visitor.get("/kepuasan/kapan-kapan/poster/").status_code == 404


def test_a_handful_of_answers_more_is_not_published(desk: HallClient, answered: Village) -> None:
    address = "/meja/kepuasan/umumkan/2026-triwulan-4/"
    filled = {"served": "120", "plan": "Kursi."}
    desk.post(address, filled)
    with acting_for(answered):
        make_responses(1, 1)

    answer = desk.post(address, filled)

    assert answer.status_code == 422
    assert "jadi orangnya bisa dikenali" in text(answer)
    with acting_for(answered):
        assert Publication.objects.count() == 1


def test_the_pages_say_which_months_were_counted(
    desk: HallClient, visitor: HallClient, answered: Village
) -> None:
    desk.post("/meja/kepuasan/umumkan/2026-triwulan-4/", {"served": "120", "plan": "Kursi."})

    page = text(desk.get("/meja/kepuasan/"))
    assert "Dihitung: Oktober–November 2026. Bulan yang belum selesai belum dihitung." in page
    assert "Triwulan IV 2026 (Oktober–November 2026)" in text(visitor.get("/kepuasan/"))


def test_words_and_bounds_on_the_pages_are_those_that_are_reckoned_with(
    desk: HallClient, visitor: HallClient, answered: Village
) -> None:
    desk.post("/meja/kepuasan/umumkan/2026-triwulan-4/", {"served": "120", "plan": "Kursi."})

    page = text(visitor.get("/kepuasan/"))
    assert "Mutu A mulai 88,31, B mulai 76,61, C mulai 65,00." in page
    assert "Nilai rata-rata dari 1 (tidak baik) sampai 4 (sangat baik)." in page
    assert "Angkanya muncul mulai 5 penilaian." in text(desk.get("/meja/kepuasan/?masa=2026-triwulan-2"))


def test_visitors_see_only_what_was_published(visitor: HallClient, answered: Village) -> None:
    assert "89,81" not in text(visitor.get("/kepuasan/"))


def test_earlier_periods_stay_to_be_seen(visitor: HallClient, village: Village, actor: Actor) -> None:
    with acting_for(village):
        make_responses(5, 3, on=QUARTER.before.first.first)
        publish_index(period=QUARTER.before, served=9, plan="Kursi.", by=actor)
        make_responses(5, 4)
        publish_index(period=QUARTER, served=9, plan="Kipas.", by=actor)

    assert "100,00" in text(visitor.get("/kepuasan/"))
    earlier = text(visitor.get("/kepuasan/?masa=2026-triwulan-3"))
    assert "Kurang baik" not in earlier.split("<h1>")[0]
    assert "75,00 dari 100" in earlier
    assert "Kursi." in earlier


def test_an_officer_copies_a_questionnaire_from_paper(desk: HallClient, village: Village) -> None:
    answer = desk.post("/meja/kepuasan/salin/", {**PAPER, "cost": "4", "sex": "female"})

    assert answer.status_code == 302
    with acting_for(village):
        kept = SkmResponse.objects.get()
        line = AuditEntry.objects.filter(action=Action.PAPER_ENTERED).get()
    assert (kept.channel, str(kept.month), kept.cost, kept.time, kept.sex, kept.education) == (
        "counter", "2026-10-01", 4, 3, "female", "",
    )  # fmt: skip
    assert (line.subject_id, line.facts) == ("", {})


@pytest.mark.parametrize(
    "wrong", [{"cost": ""}, {"cost": "5"}, {"month": "2027-01-01"}, {"month": "2026-11-20"}, {"sex": "x"}]
)
def test_a_questionnaire_with_a_gap_is_not_kept(
    desk: HallClient, village: Village, wrong: dict[str, str]
) -> None:
    answer = desk.post("/meja/kepuasan/salin/", {**PAPER, **wrong})

    assert answer.status_code == 422
    with acting_for(village):
        assert not SkmResponse.objects.exists()


def test_the_paper_form_asks_what_the_kiosk_asks(desk: HallClient) -> None:
    page = text(desk.get("/meja/kepuasan/salin/"))

    assert all(question.text in page for question in ELEMENT_QUESTIONS)
