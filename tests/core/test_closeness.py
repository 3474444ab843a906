"""Everyday words find what is meant."""

import pytest

from balai.core.closeness import Described, closest

BUSINESS = Described(
    "Surat Keterangan Usaha",
    ["sku", "dagang", "buka warung", "kur", "pinjaman"],
    "Surat bahwa Anda menjalankan usaha.",
)
ADDRESS = Described("Surat Keterangan Domisili Usaha", ["alamat usaha"], "Alamat tempat usaha.")
DEATH = Described("Surat Keterangan Kematian", ["meninggal"], "Surat bahwa seseorang sudah meninggal.")
ALL = [DEATH, ADDRESS, BUSINESS]


@pytest.mark.parametrize(
    "asked", ["warung", "WARUNG", "buka warung", "bikin surat usaha", "usha", "pinjaman KUR", "dagng"]
)
def test_everyday_words_find_a_service(asked: str) -> None:
    assert closest(asked, ALL)[0] == ALL.index(BUSINESS)


@pytest.mark.parametrize("asked", ["orang wafat", "bapak tewas", "kematin", "surat mati"])
def test_what_is_said_in_many_ways_is_one_thing(asked: str) -> None:
    assert closest(asked, ALL) == [ALL.index(DEATH)]


def test_the_plain_letter_comes_before_its_special_cases() -> None:
    assert closest("surat usaha", ALL) == [ALL.index(BUSINESS), ALL.index(ADDRESS)]


def test_a_word_that_is_only_begun_counts() -> None:
    assert closest("domi", ALL) == [ALL.index(ADDRESS)]


@pytest.mark.parametrize("asked", ["xyzzy", "", "!?"])
def test_what_fits_nothing_finds_nothing(asked: str) -> None:
    assert closest(asked, ALL) == []


def test_words_that_every_letter_has_do_not_count() -> None:
    assert closest("surat domisili", [BUSINESS, DEATH]) == []


def test_nothing_offered_is_nothing_found() -> None:
    assert closest("usaha", []) == []
