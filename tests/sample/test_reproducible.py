"""Loading depends on the seed, and on the day only where the day is too early."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from balai.residents.models import LifeEvent, Resident
from balai.sample.loading import load_sample
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.databases import copy_of_template


def register() -> list[tuple[object, ...]]:
    load_sample(seed=5, small=True, today=date(2026, 11, 22))
    rows: list[tuple[object, ...]] = []
    for village in Village.objects.order_by("code"):
        with acting_for(village):
            rows += Resident.objects.order_by("nik").values_list(
                "nik", "full_name", "birth_date", "relation", "standing", "family__kk", "family__area__path"
            )
            rows += LifeEvent.objects.order_by("kind", "occurred_on", "reported_on").values_list(
                "kind", "occurred_on"
            )
    return rows


def test_two_loads_from_one_seed_are_equal(committed: str):
    first = register()
    with copy_of_template():
        second = register()

    assert first == second


@pytest.mark.django_db
def test_before_the_hand_over_nobody_is_born_in_the_future():
    early = date(2025, 3, 1)

    loaded = load_sample(seed=1, small=True, today=early)

    assert [village.events for village in loaded] == [0, 0, 0]
    with acting_for(Village.objects.get(slug="sukamaju")):
        assert not Resident.objects.filter(birth_date__gt=early).exists()


def test_the_sample_is_never_mixed_with_real_villages(other_village: Village):
    Village.objects.filter(pk=other_village.pk).update(code="19.01.01.2001")

    with pytest.raises(CommandError, match="tidak dicampur"):
        call_command("load_sample", "--small")

    assert Village.objects.count() == 1
