"""The page of figures for everybody."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from balai.accounts.models import AuditEntry
from balai.residents.enums import Disability, Relation, Religion, Sex
from balai.residents.operations import publish_figures
from balai.residents.reports.models import PublicCount
from balai.residents.tasks import publish_village_figures
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.residents.factories import SYSTEM, make_area, make_family, person

NOVEMBER = datetime(2026, 11, 20, 2, 41, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 20, 2, 41, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_november() -> Iterator[Any]:
    with time_machine.travel(NOVEMBER, tick=False) as traveller:
        yield traveller


def settle(dusun: str, men: int, women: int, **others: Any) -> None:
    """One large family."""
    sexes = [Sex.MALE] * men + [Sex.FEMALE] * women
    make_family(
        *(
            person(f"Warga {index}", Relation.CHILD if index else Relation.HEAD, sex=sex, **others)
            for index, sex in enumerate(sexes)
        ),
        area=make_area(dusun),
        as_of=date(2026, 1, 2),
    )


def publish(village: Village, now: datetime = NOVEMBER) -> PublicCount | None:
    with acting_for(village):
        return publish_figures(village=village, now=now, by=SYSTEM)


@pytest.fixture
def counted(village: Village) -> Village:
    with acting_for(village):
        settle("Krajan", 31, 18)
        settle("Sumber", 9, 14, disability=Disability.VISUAL)
        settle("Gondang", 1, 1, religion=Religion.HINDU)
    publish(village)
    return village


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_everybody_reads_how_many_live_here_and_when_it_was_counted(
    visitor: HallClient, counted: Village
) -> None:
    page = visitor.get("/statistik/")

    assert page.status_code == 200
    assert "<h1>Sekitar 75 warga</h1>" in text(page)
    assert "40 laki-laki, 35 perempuan, kurang dari 5 keluarga di Desa Sukamaju." in text(page)
    assert "Dihitung 20 November 2026" in text(page)
    assert 'aria-label="Warga menurut dusun: Krajan 50; Dusun lain 25."' in text(page)
    assert 'aria-label="Warga menurut agama dan kepercayaan: Islam 70; Kristen kurang dari 5;' in text(page)
    assert '<th scope="row">Hindu</th><td class="number">kurang dari 5</td>' in text(page)
    assert "netra" not in text(page)


def test_small_rows_are_put_together_where_one_of_them_would_follow_from_the_sum(
    visitor: HallClient, village: Village
) -> None:
    """At least 58 and 13 are 71, and all are 72 at most: of each other religion there could be one person only."""
    with acting_for(village):
        settle("Krajan", 29, 30)
        settle("Krajan", 6, 7, religion=Religion.HINDU)
    publish(village)

    page = text(visitor.get("/statistik/"))

    assert 'aria-label="Warga menurut agama dan kepercayaan: Islam 60; Yang lain 15."' in page


def test_an_empty_village_has_no_figures_yet(visitor: HallClient, village: Village) -> None:
    assert publish(village) is None

    page = visitor.get("/statistik/")

    assert page.status_code == 200
    assert "muncul di sini setelah kantor memuat datanya." in text(page)


def test_the_page_leads_here_from_every_foot(visitor: HallClient, village: Village) -> None:
    assert 'href="/sukamaju/statistik/"' in text(visitor.get("/"))


def test_one_more_person_changes_nothing_not_even_next_month(
    visitor: HallClient, counted: Village, in_november: Any
) -> None:
    before = visitor.get("/statistik/").content
    in_november.move_to(DECEMBER)

    with acting_for(counted):
        settle("Krajan", 1, 0)

    assert publish(counted, DECEMBER) is None
    assert visitor.get("/statistik/").content == before


def test_after_five_people_the_next_month_has_new_figures(
    visitor: HallClient, counted: Village, in_november: Any
) -> None:
    in_november.move_to(datetime(2026, 11, 25, tzinfo=UTC))
    with acting_for(counted):
        settle("Krajan", 3, 2)

    assert publish(counted, datetime(2026, 11, 26, tzinfo=UTC)) is None
    in_november.move_to(DECEMBER)
    publish_village_figures(timestamp=0)

    assert "<h1>Sekitar 80 warga</h1>" in text(visitor.get("/statistik/"))


def test_what_is_kept_is_not_finer_than_what_is_shown(counted: Village) -> None:
    with acting_for(counted):
        kept = PublicCount.objects.get().figures
        entry = AuditEntry.objects.get(action="residents.figures_published")

    assert (kept["people"], kept["families"], kept["sexes"]) == (75, None, [40, 35])
    assert entry.facts == {}
    places = next(table for table in kept["tables"] if table["slug"] == "wilayah")
    assert places["rows"] == [["Krajan", 50], ["Dusun lain", 25]]


def test_figures_are_of_one_village(visitor: HallClient, counted: Village, other_village: Village) -> None:
    with acting_for(other_village):
        assert PublicCount.objects.newest() is None


def test_nothing_in_the_page_is_for_one_visitor(visitor: HallClient, counted: Village) -> None:
    page = visitor.get("/statistik/")

    assert not page.cookies
    assert "csrf" not in text(page)
    assert page["Cache-Control"] == "public, no-cache"


def test_counting_asks_the_same_number_of_questions_for_more_people(
    counted: Village, in_november: Any, django_assert_max_num_queries: Any
) -> None:
    in_november.move_to(datetime(2026, 11, 25, tzinfo=UTC))
    with django_assert_max_num_queries(100) as few:
        publish(counted)
    with acting_for(counted):
        for dusun in ("Wonosari", "Ngemplak"):
            settle(dusun, 4, 3)

    with django_assert_max_num_queries(len(few) + 3):  # this time it is kept, and told to the trail
        assert publish(counted, DECEMBER) is not None
