"""The national table of area codes."""

from io import StringIO

import pytest
from django.core.management import call_command

from balai.villages.models import AdministrativeArea
from balai.villages.national_areas import load_national_areas, read_area_files

pytestmark = pytest.mark.django_db

EVERY_AREA = "Provinsi: 38\nKabupaten/kota: 514\nKecamatan: 7285\nDesa/kelurahan: 83762\n"


def test_the_command_loads_all_areas_of_the_country_and_says_how_many():
    output = StringIO()

    call_command("load_areas", stdout=output)

    assert output.getvalue() == f"{EVERY_AREA}Baris baru atau berubah: 91599\n"
    assert [area.name for area in AdministrativeArea.objects.below("19.01.01")[:2]] == [
        "Bukit Betung",
        "Jelitik",
    ]


def test_loading_again_changes_nothing_but_repairs_what_differs():
    load_national_areas()
    AdministrativeArea.objects.filter(code="81.01.01.2001").update(name="Salah ketik")

    again = load_national_areas()

    assert again.written == 1
    assert AdministrativeArea.objects.get(code="81.01.01.2001").name == "Tamilouw"


def test_each_area_lies_in_an_area_of_the_level_above():
    levels = {code: (level, parent) for code, _, level, parent in read_area_files()}

    wrong = [code for code, (level, parent) in levels.items() if parent and levels[parent][0] != level - 1]

    assert wrong == []
