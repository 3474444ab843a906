from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.residents.disclosure import EVERYBODY, Division, Told, bounds, gather, may_follow, tell, told

type Counts = dict[str, list[int]]
SEX, MEN, WOMEN = "sex", "men", "women"
TREE = {MEN: f"{SEX}.0", WOMEN: f"{SEX}.1"}
TODAY = date(2026, 11, 22)


def divided(counts: Counts) -> list[Division]:
    return [Division(name, rows, of=TREE.get(name, EVERYBODY)) for name, rows in counts.items()]


@st.composite
def villages(draw: st.DrawFn) -> Counts:
    """A village divided by sex, each sex by age, and all by three other things; small counts are frequent."""
    count = st.one_of(st.integers(0, 9), st.integers(0, 9), st.integers(0, 400))
    men = draw(st.lists(count, min_size=1, max_size=5))
    women = draw(st.lists(count, min_size=len(men), max_size=len(men)))
    counts = {SEX: [sum(men), sum(women)], MEN: men, WOMEN: women}
    for name in ("religion", "education", "place"):
        left, rows = sum(men) + sum(women), []
        for wanted in draw(st.lists(count, min_size=0, max_size=6)):
            rows.append(min(wanted, left))
            left -= rows[-1]
        counts[name] = draw(st.permutations([*rows, left]))
    return counts


def other_village(counts: Counts, fixed: tuple[str, int, int]) -> Counts | None:
    """Somebody tries: is there a village with the same figures in which the cell `fixed` (division, row, count) is so?"""
    figures = {name: [bounds(told(count)) for count in rows] for name, rows in counts.items()}
    name, row, value = fixed
    figures[name][row] = (value, value)
    low = {each: sum(least for least, _ in rows) for each, rows in figures.items()}
    high = {each: sum(most for _, most in rows) for each, rows in figures.items()}

    def fits(each: str, total: int) -> bool:
        return low[each] <= total <= high[each]

    (men_least, men_most), (women_least, women_most) = figures[SEX]
    least, most = bounds(told(sum(counts[SEX])))
    for people, men in product(range(least, most + 1), range(men_least, men_most + 1)):
        women = people - men
        totals = {MEN: men, WOMEN: women}
        whole = all(fits(each, people) for each in figures if each not in {SEX, MEN, WOMEN})
        if women_least <= women <= women_most and whole and fits(MEN, men) and fits(WOMEN, women):
            filled = {each: filled_up(rows, totals.get(each, people)) for each, rows in figures.items()}
            return filled | {SEX: [men, women]}
    return None


def filled_up(rows: Sequence[tuple[int, int]], total: int) -> list[int]:
    counts = [least for least, _ in rows]
    for index, (least, most) in enumerate(rows):
        counts[index] += min(most - least, total - sum(counts))
    return counts


@settings(max_examples=150)
@given(villages())
def test_whoever_knows_all_tables_and_all_rules_learns_nothing_of_a_hidden_count(counts: Counts) -> None:
    """For every hidden count and each value below five there is another village with exactly the same page."""
    page = tell(sum(counts[SEX]), divided(counts))

    for name, figures in page.items():
        for row, figure in enumerate(figures or ()):
            for value in range(5) if figure is None else ():
                other = other_village(counts, (name, row, value))
                assert other is not None, (name, row, value)
                assert other[name][row] == value
                assert tell(sum(other[SEX]), divided(other)) == page


def test_figures_are_multiples_of_five_and_few_are_not_told() -> None:
    assert [told(count) for count in (0, 1, 4, 5, 7, 8, 12, 13, 1002)] == [
        None, None, None, 5, 5, 10, 10, 15, 1000,
    ]  # fmt: skip


@pytest.mark.parametrize("count", [*range(60), 9_999])
def test_bounds_are_the_counts_that_are_told_alike(count: int) -> None:
    alike = [other for other in range(count + 10) if told(other) == told(count)]

    assert bounds(told(count)) == (alike[0], alike[-1])


def test_a_division_whose_hidden_count_follows_from_the_total_is_withheld() -> None:
    """1003 to 1007 people less at most 1002 women are one man at least."""
    page = tell(1005, [Division(SEX, (4, 1001)), Division("religion", (900, 103, 2))])

    assert page == {SEX: None, "religion": [900, 105, None]}


def test_small_rows_are_put_together_with_one_that_is_large_enough() -> None:
    rows = [("Krajan", 410), ("Sumber", 3), ("Gondang", 85), ("Wonosari", 40)]

    assert gather(rows, most=9, rest="Dusun lain") == [("Krajan", 410), ("Gondang", 85), ("Dusun lain", 43)]
    assert gather(rows, most=2, rest="Dusun lain") == [("Krajan", 410), ("Gondang", 85), ("Dusun lain", 43)]
    assert gather(rows[:1], most=2, rest="Dusun lain") == [("Krajan", 410)]
    assert gather([("Sumber", 3)], most=2, rest="Dusun lain") == [("Dusun lain", 3)]


@pytest.mark.parametrize(
    ("last", "changed", "people", "may"),
    [
        (None, 0, 4, False),  # hardly anybody lives here yet
        (None, 0, 5, True),
        (date(2026, 10, 31), 1, 2_000, False),
        (date(2026, 10, 31), 4, 20, False),
        (date(2026, 10, 31), 5, 2_000, True),
        (date(2026, 11, 1), 5, 2_000, False),
        (date(2026, 11, 21), 200, 2_000, True),  # a register that was just loaded
        (date(2026, 10, 31), 900, 4, False),
    ],
)
def test_new_figures_follow_once_a_month_and_never_for_a_handful(
    last: date | None, changed: int, people: int, may: bool
) -> None:
    assert may_follow(last, today=TODAY, changed=changed, people=people) is may


def test_nothing_is_told_where_nobody_lives() -> None:
    nobody: Sequence[Told] | None = tell(0, [Division(SEX, (0, 0))])[SEX]

    assert nobody == [None, None]
