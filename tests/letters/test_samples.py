"""Samples: people who do not exist, for the preview of a kind."""

from datetime import date
from typing import Any

import pytest

from balai.letters import sheet
from balai.letters.definitions import labels
from balai.letters.kind_reading import read_definition, shipped_kinds
from balai.letters.samples import LONG_NAME, Sample, sample_composition, sample_printed, sample_values
from balai.letters.wording import value_at
from balai.tenancy.models import Village

ON = date(2026, 11, 20)
SHIPPED = {str(table["slug"]): table for table in shipped_kinds()}


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_woman_has_a_value_for_whatever_the_kind_says(slug: str) -> None:
    definition = read_definition(SHIPPED[slug])

    composition = sample_composition(definition, Sample.WOMAN, on=ON)

    assert composition.missing == []


@pytest.mark.parametrize("slug", SHIPPED)
def test_where_data_is_missing_the_blocks_say_what(slug: str) -> None:
    definition = read_definition(SHIPPED[slug])

    composition = sample_composition(definition, Sample.MISSING, on=ON)

    assert set(composition.missing) <= set(labels(definition).values())


def test_each_sample_is_somebody_else() -> None:
    definition = read_definition(SHIPPED["domisili"])

    names = [value_at(sample_values(definition, who, on=ON), "resident.full_name") for who in Sample]

    assert names == ["Siti Aminah Lestari", "Budi Santosa", LONG_NAME, "Siti Aminah Lestari"]
    assert len(LONG_NAME) == 60


@pytest.mark.django_db
@pytest.mark.parametrize("who", Sample)
def test_a_sample_is_drawn_as_the_letter_would_be(village: Village, who: Sample) -> None:
    definition = read_definition(SHIPPED["kelahiran"])

    printed = sample_printed(definition, who, on=ON, of=village, identity=None)
    drawn: dict[str, Any] = sheet.sample_sheet(printed, watermark="PRATINJAU", village=village)

    assert len(sheet.as_pictures(drawn, printed)) == 1
