from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from balai.core.months import Month
from balai.residents import operations
from balai.residents.enums import Citizenship, Relation, Residency, Sex
from balai.residents.models import Resident
from balai.residents.operations import NewFamily
from balai.residents.reports.balance import GROUPS, Balance, Cell, Flow, Population, remark
from balai.residents.reports.recapitulation import Recapitulation, recapitulate, row
from balai.tenancy.models import Village
from balai.villages.enums import AreaLevel
from balai.villages.models import Area
from tests.residents.factories import (
    SYSTEM,
    elements,
    make_area,
    make_couple,
    make_family,
    make_kk,
    occasion,
    person,
)
from tests.residents.reports.chance import Chance, counted_now

JANUARY, FEBRUARY = Month(2026, 1), Month(2026, 2)


def cells(line: Balance, population: Population) -> Counter[Cell]:
    return Counter({Cell(line.place, group): count for group, count in population.groups.items() if count})


def by_line(book: Recapitulation, when: str) -> dict[str, tuple[Counter[Cell], int]]:
    """Cells and heads of each line at the start or the end; empty lines left out."""
    told = {
        line.place: (cells(line, getattr(line, when)), getattr(line, when).families) for line in book.lines
    }
    return {place: (counted, heads) for place, (counted, heads) in told.items() if counted}


def figures(book: Recapitulation) -> list[list[object]]:
    return [row(line, number, "desa") for number, line in enumerate((*book.lines, book.total))]


@pytest.mark.parametrize("lags", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_months_of_chance_add_up_and_follow_each_other(seed: int, lags: bool, in_village: Village) -> None:
    village_life = Chance(seed, lags=lags)

    village_life.happen(60)

    months = JANUARY.until(Month.of(village_life.on))
    books = [recapitulate(month, in_village.words) for month in months]
    assert len(books) > 3
    assert all(line.is_even() for book in books for line in (*book.lines, book.total))
    for earlier, later in pairwise(books):
        assert by_line(earlier, "end") == by_line(later, "start")
    now = sum((cells(line, line.end) for line in books[-1].lines), Counter())
    assert now == counted_now()


@pytest.mark.parametrize("seed", [2, 7, 30])
def test_a_month_that_has_passed_stays_as_it_was_signed(seed: int, in_village: Village) -> None:
    village_life = Chance(seed)
    village_life.happen(25)
    passed = JANUARY.until(Month.of(village_life.on))[:-1]
    signed = [figures(recapitulate(month, in_village.words)) for month in passed]

    village_life.happen(40)

    assert [figures(recapitulate(month, in_village.words)) for month in passed] == signed


def test_the_form_has_33_columns_that_say_what_happened(in_village: Village) -> None:
    krajan = make_area("Krajan")
    family, head, wife, _ = make_couple(area=krajan, as_of=date(2026, 1, 2))
    made = {"by": SYSTEM, "occasion": occasion(occurred_on=date(2026, 2, 9), reported_on=date(2026, 2, 10))}
    operations.record_birth(family=family, child=elements("Bayi", birth_date=date(2026, 2, 9)), **made)
    made["occasion"] = occasion(occurred_on=date(2026, 2, 11), reported_on=date(2026, 2, 11))
    operations.record_arrival(
        people=[person("John Smith", citizenship=Citizenship.FOREIGN)],
        family=NewFamily(make_kk(), "Jalan Baru 1", krajan), **made,
    )  # fmt: skip
    made["occasion"] = occasion(occurred_on=date(2026, 2, 12), reported_on=date(2026, 2, 12))
    operations.record_death(resident=head, succession=operations.Succession(wife), **made)

    book = recapitulate(FEBRUARY, in_village.words)

    assert [row(line, 1, "desa") for line in book.lines] == [
        [1, "Krajan", 0, 0, 1, 2, 1, 2, 3,
         0, 0, 1, 0, 1, 0, 0, 0,
         0, 0, 1, 0, 0, 0, 0, 0,
         1, 0, 1, 2, 2, 2, 4, ""],
    ]  # fmt: skip
    assert row(book.total, None, "desa")[2:] == row(book.lines[0], 1, "desa")[2:]


def test_the_first_month_starts_with_the_people_of_the_first_load(in_village: Village) -> None:
    make_couple(as_of=date(2026, 1, 20))

    total = recapitulate(JANUARY, in_village.words).total

    assert (total.start.people, total.end.people, [total.total(flow) for flow in Flow]) == (
        3,
        3,
        [0, 0, 0, 0],
    )


def test_a_later_load_is_an_arrival_that_says_so(in_village: Village) -> None:
    make_couple(as_of=date(2026, 1, 20))
    make_family(person("Slamet"), as_of=date(2026, 2, 3))

    book = recapitulate(FEBRUARY, in_village.words)

    assert [book.total.total(flow) for flow in Flow] == [0, 1, 0, 0]
    assert remark(book.total, "desa") == "Datang termasuk 1 pemutakhiran data."


def test_a_corrected_sex_leaves_one_cell_and_arrives_in_the_other(in_village: Village) -> None:
    _, _, _, child = make_couple(as_of=date(2026, 1, 2))

    operations.correct_data(
        resident=child, elements={"sex": Sex.MALE}, seen=operations.last_change(child), by=SYSTEM,
        occasion=occasion(occurred_on=date(2026, 2, 3), reported_on=date(2026, 2, 3)),
    )  # fmt: skip

    before, after = (recapitulate(month, in_village.words) for month in (JANUARY, FEBRUARY))
    assert [before.total.end.groups[group] for group in GROUPS] == [0, 0, 1, 2]
    assert [after.total.end.groups[group] for group in GROUPS] == [0, 0, 2, 1]
    assert remark(after.total, "desa") == (
        "Datang termasuk 1 pembetulan data. Pindah termasuk 1 pembetulan data."
    )


def test_a_house_in_another_dusun_moves_the_family_between_lines(in_village: Village) -> None:
    krajan, sumber = make_area("Krajan"), make_area("Sumber")
    family, *_ = make_couple(area=krajan, as_of=date(2026, 1, 2))

    operations.move_within(
        family=family, address="Jalan Baru", area=sumber, by=SYSTEM,
        occasion=occasion(occurred_on=date(2026, 2, 3), reported_on=date(2026, 2, 3)),
    )  # fmt: skip

    lines = {line.place: line for line in recapitulate(FEBRUARY, in_village.words).lines}
    assert (lines["Krajan"].start.families, lines["Krajan"].end.families) == (1, 0)
    assert (lines["Sumber"].total(Flow.ARRIVED), lines["Sumber"].end.people) == (3, 3)
    assert remark(lines["Krajan"], "negeri") == "Pindah termasuk 3 pindah di dalam negeri."


def test_who_died_is_counted_where_they_lived_though_the_family_moves_on(in_village: Village) -> None:
    krajan, sumber = make_area("Krajan"), make_area("Sumber")
    family, head, wife, _ = make_couple(area=krajan, as_of=date(2026, 1, 2))
    operations.record_death(
        resident=head, succession=operations.Succession(wife), by=SYSTEM, occasion=occasion(occurred_on=date(2026, 2, 3), reported_on=date(2026, 2, 3))
    )  # fmt: skip

    operations.move_within(
        family=family, address="Jalan Baru", area=sumber, by=SYSTEM,
        occasion=occasion(occurred_on=date(2026, 3, 3), reported_on=date(2026, 3, 3)),
    )  # fmt: skip

    lines = {line.place: line for line in recapitulate(FEBRUARY, in_village.words).lines}
    assert (lines["Krajan"].start.people, lines["Krajan"].total(Flow.DIED)) == (3, 1)
    assert lines["Sumber"].total(Flow.DIED) == 0


def test_who_comes_home_is_counted_where_the_family_lives_by_then(in_village: Village) -> None:
    krajan, sumber = make_area("Krajan"), make_area("Sumber")
    family, _, wife, _ = make_couple(area=krajan, as_of=date(2026, 1, 2))

    def on(month: int) -> operations.Occasion:
        return occasion(occurred_on=date(2026, month, 3), reported_on=date(2026, month, 3))

    operations.record_away(resident=wife, occasion=on(2), by=SYSTEM)
    operations.move_within(family=family, address="Jalan Baru", area=sumber, occasion=on(3), by=SYSTEM)
    operations.record_return(resident=wife, family=family, relation=Relation.WIFE, occasion=on(4), by=SYSTEM)
    operations.record_away(resident=wife, occasion=on(5), by=SYSTEM)

    books = [recapitulate(Month(2026, month), in_village.words) for month in (1, 2, 3, 4, 5)]
    lines = [{line.place: line.end.people for line in book.lines} for book in books]
    assert lines == [
        {"Krajan": 3, "Sumber": 0},
        {"Krajan": 2, "Sumber": 0},
        {"Krajan": 0, "Sumber": 2},
        {"Krajan": 0, "Sumber": 3},
        {"Krajan": 0, "Sumber": 2},
    ]


def test_a_death_reported_late_counts_in_the_month_of_the_report(in_village: Village) -> None:
    _, head, wife, _ = make_couple(as_of=date(2026, 1, 2))

    operations.record_death(
        resident=head, succession=operations.Succession(wife), by=SYSTEM, occasion=occasion(occurred_on=date(2026, 1, 30), reported_on=date(2026, 2, 2))
    )  # fmt: skip

    assert recapitulate(JANUARY, in_village.words).total.total(Flow.DIED) == 0
    assert recapitulate(FEBRUARY, in_village.words).total.total(Flow.DIED) == 1


def test_people_who_stay_for_a_time_are_not_in_the_balance(in_village: Village) -> None:
    make_family(
        person("Darsono"),
        person("Siti", Relation.OTHER, sex=Sex.FEMALE, residency=Residency.TEMPORARY),
        as_of=date(2026, 1, 2),
    )

    book = recapitulate(JANUARY, in_village.words)

    assert (book.total.end.people, book.temporary) == (1, 1)


def test_a_village_without_dusun_has_a_line_for_each_rw(in_village: Village) -> None:
    in_village.word_subarea = ""
    area = Area.objects.create(level=AreaLevel.RT, rt="002")
    make_couple(area=area, as_of=date(2026, 1, 2))

    book = recapitulate(JANUARY, in_village.words)

    assert [line.place for line in book.lines] == ["RT 002"]


def test_counting_asks_the_same_number_of_questions_for_more_people(
    in_village: Village, django_assert_num_queries: object
) -> None:
    make_couple(as_of=date(2026, 1, 2))
    with django_assert_num_queries(5):  # type: ignore[operator]  # pytest-django's fixture
        recapitulate(JANUARY, in_village.words)
    for _ in range(3):
        make_couple(as_of=date(2026, 2, 2))

    with django_assert_num_queries(5):  # type: ignore[operator]  # as above
        recapitulate(FEBRUARY, in_village.words)

    assert Resident.objects.count() == 12
