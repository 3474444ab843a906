from hypothesis import given
from hypothesis import strategies as st

from balai.residents.reports.volumes import LARGEST, Volume, volumes


def test_a_small_book_is_one_volume() -> None:
    assert volumes([("Krajan", 600), ("Sumber", 400)]) == [Volume(1, 1, "", 0, 1000)]


def test_a_large_book_has_a_volume_for_each_place_and_its_numbers_go_on() -> None:
    bound = volumes([("Krajan", 1500), ("Sumber", 0), ("Gondang", 10)])

    assert bound == [
        Volume(1, 3, "Krajan", 0, 750),
        Volume(2, 3, "Krajan", 750, 750),
        Volume(3, 3, "Gondang", 1500, 10),
    ]


def test_an_empty_book_is_still_a_book() -> None:
    assert volumes([]) == [Volume(1, 1, "", 0, 0)]


@given(st.lists(st.tuples(st.text(), st.integers(0, 5000)), max_size=8))
def test_every_line_is_in_exactly_one_volume(sizes: list[tuple[str, int]]) -> None:
    bound = volumes(sizes)

    assert [volume.first for volume in bound[1:]] == [volume.last for volume in bound[:-1]]
    assert bound[0].first == 0
    assert bound[-1].last == sum(size for _, size in sizes)
    assert all(volume.size <= LARGEST for volume in bound)
