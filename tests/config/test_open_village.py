"""A real village gets its hall from the command line."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from balai.letters.kind_reading import shipped_kinds
from balai.letters.models import Kind
from balai.sample.plans import VILLAGES
from balai.tenancy.models import Regency, Village
from balai.tenancy.scope import acting_for
from balai.villages.enums import AdministrativeLevel
from balai.villages.models import AdministrativeArea
from tests.factories import make_village


@pytest.fixture(autouse=True)
def national_table(db: None, tmp_path: Path, settings: Any) -> None:
    """Four rows of the national table; keys in a place of this test's own."""
    settings.BALAI_DATA_DIR = tmp_path
    parent = None
    for code, name, level in [
        ("19", "Kepulauan Bangka Belitung", AdministrativeLevel.PROVINCE),
        ("19.01", "Kabupaten Bangka", AdministrativeLevel.REGENCY),
        ("19.01.01", "Sungailiat", AdministrativeLevel.DISTRICT),
        ("19.01.01.2003", "Rebo Baru", AdministrativeLevel.VILLAGE),
    ]:
        parent = AdministrativeArea.objects.create(code=code, name=name, level=level, parent=parent)


def open_village(*arguments: str) -> str:
    told = StringIO()
    call_command("open_village", *arguments, stdout=told)
    return told.getvalue()


def test_a_village_opens_under_its_names_with_its_letters() -> None:
    told = open_village("19.01.01.2003")

    village = Village.objects.select_related("regency").get()
    with acting_for(village):
        kinds = Kind.objects.count()
    assert "/rebo-baru/" in told
    assert (village.name, village.district, str(village.regency), village.regency.province) == (
        "Rebo Baru", "Sungailiat", "Kabupaten Bangka", "Kepulauan Bangka Belitung",
    )  # fmt: skip
    assert kinds == len(shipped_kinds())


def test_a_negeri_in_the_east_has_its_own_word_and_clock() -> None:
    open_village("19.01.01.2003", "--word", "negeri", "--time-zone", "WIT")

    village = Village.objects.get()
    assert (village.words.full_name, village.time_zone) == ("Negeri Rebo Baru", "Asia/Jayapura")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["19.01.01.2999"], "no village"),
        (["19.01.01.2003", "--slug", "masuk"], "taken"),
        (["19.01.01.2003", "--slug", "Rebo Baru"], "huruf kecil"),
    ],
)
def test_a_wrong_wish_opens_nothing(arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        open_village(*arguments)

    assert not Regency.objects.exists()


def test_a_village_opens_once() -> None:
    open_village("19.01.01.2003")

    with pytest.raises(CommandError, match="already open"):
        open_village("19.01.01.2003", "--slug", "lain")


def test_no_real_village_opens_beside_the_sample_whose_password_everybody_knows() -> None:
    make_village(code=VILLAGES[0].code)

    with pytest.raises(CommandError, match="sample"):
        open_village("19.01.01.2003")

    assert not Village.objects.filter(code="19.01.01.2003").exists()
