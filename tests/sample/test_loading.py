"""The sample regency in the database: complete, consistent, and the same again for the same seed."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from balai.access.claims import NikAndPin
from balai.access.operations import recognise
from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import Assignment, AuditEntry, Officer, RegencyAssignment
from balai.letters.models import Kind
from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.residents.search import find_residents
from balai.residents.search_index import SearchToken
from balai.sample.accounts import DEMO_PASSWORD, described
from balai.sample.loading import load_sample
from balai.sample.plans import VILLAGES
from balai.sample.visitors import DEMO_PIN, visitor_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.enums import AreaLevel, SigningForm
from balai.villages.models import Area, AreaHead, Closure, Identity, OfficeHours, Official
from balai.villages.rules import signature_titles, signing_official
from tests.databases import copy_of_template

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Village]]:
    """Loaded once into a database of this module's own, which its tests only read."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), copy_of_template(), quick:
        load_sample(seed=1, small=True, today=TODAY)
        yield list(Village.objects.select_related("regency").order_by("code"))


def people_of(village: Village) -> list[tuple[str, str, str]]:
    with acting_for(village):
        rows = Resident.objects.order_by("nik", "full_name", "standing")
        return [(one.nik, one.full_name, str(one.standing)) for one in rows]


def test_three_villages_with_their_own_words_clocks_and_people(sample: list[Village]):
    sukamaju, _, waelatu = sample

    assert [village.words.full_name for village in sample] == [
        "Desa Sukamaju",
        "Desa Air Jernih",
        "Negeri Waelatu",
    ]
    assert [village.time_zone for village in sample] == ["Asia/Jakarta", "Asia/Jakarta", "Asia/Jayapura"]
    assert waelatu.words.head_title == "Raja Negeri Waelatu"
    assert sukamaju.words.subarea == "padukuhan"


def test_the_large_village_has_all_its_areas_and_each_rt_a_head(sample: list[Village]):
    with acting_for(sample[0]):
        counts = [Area.objects.of_level(level).count() for level in AreaLevel]
        headed = AreaHead.objects.filter(area__level=AreaLevel.RT).count()

    assert counts == [12, 43, 113]
    assert headed > 90


def test_every_living_family_has_one_head_and_every_number_is_reserved(sample: list[Village]):
    for village in sample:
        with acting_for(village):
            living = Resident.objects.living()
            heads = living.heads().values_list("family", flat=True)
            assert sorted(heads) == sorted(Family.objects.active().values_list("id", flat=True))
            assert all(nik[:4] == "9901" and nik[12] == "9" for nik in living.values_list("nik", flat=True))


def test_parents_named_by_nik_are_in_the_register_and_older(sample: list[Village]):
    with acting_for(sample[0]):
        people = {one.nik: one for one in Resident.objects.all()}
    linked = [(one, people[one.mother_nik]) for one in people.values() if one.mother_nik]

    assert len(linked) > 200
    assert all((one.birth_date - mother.birth_date).days > 15 * 365 for one, mother in linked)
    assert all(one.mother_name == mother.full_name for one, mother in linked)


def test_the_head_of_each_village_is_one_of_its_people_and_signs(sample: list[Village]):
    titles = []
    for village in sample:
        with acting_for(village):
            signer = signing_official(Official.objects.serving(TODAY), TODAY)
            titles.append(signature_titles(signer, village.words))
            assert signer.signing_form == SigningForm.HEAD
            assert Resident.objects.living().filter(full_name=signer.name).exists()

    assert titles == [("KEPALA DESA SUKAMAJU",), ("KEPALA DESA AIR JERNIH",), ("RAJA NEGERI WAELATU",)]


def test_offices_hours_letterhead_kinds_and_history_are_there(sample: list[Village]):
    for village in sample:
        with acting_for(village):
            identity = Identity.objects.current()
            assert (len(identity.logo), bool(identity.address)) == (64, True)
            assert OfficeHours.objects.ordinary().count() == 6
            assert Closure.objects.count() == 1
            assert Kind.objects.count() >= 10
            assert Change.objects.count() >= Resident.objects.count()
            assert SearchToken.objects.exists()
            assert {"initial", "birth", "death", "arrival", "departure"} == set(
                LifeEvent.objects.values_list("kind", flat=True)
            )


def test_demo_accounts_open_the_desk_without_changing_their_password(sample: list[Village]):
    operator = Officer.objects.get(username="operator.sukamaju")
    with acting_for(sample[0]):
        roles = set(Assignment.objects.values_list("role", flat=True))

    assert operator.check_password(DEMO_PASSWORD)
    assert operator.must_change_password is False
    assert roles == {
        Role.OPERATOR, Role.ADMINISTRATOR, Role.SERVICE_HEAD, Role.SECRETARY, Role.VILLAGE_HEAD, Role.SUBAREA_HEAD,
        Role.RW_HEAD, Role.RT_HEAD, Role.VOLUNTEER,
    }  # fmt: skip
    assert RegencyAssignment.objects.count() == 5


def test_every_printed_account_exists(sample: list[Village]):
    text = described("http://localhost:8000/")

    assert "http://localhost:8000/sukamaju/meja/" in text
    assert "operator.sukamaju" in text
    assert DEMO_PASSWORD in text
    assert DEMO_PIN in text
    for username in ("admin.sukamaju", "kepala.sukamaju", "rt.sukamaju", "disdukcapil", "camat.mekarsari"):
        assert Officer.objects.filter(username=username).exists()
        assert username.split(".")[0] in text


def test_the_printed_visitor_opens_the_kiosk(sample: list[Village]):
    nik = visitor_of(VILLAGES[0])

    with acting_for(sample[0]):
        found = recognise(NikAndPin(nik, DEMO_PIN), device="Anjungan", by=Actor.system("uji"))

    assert found.resident.nik == nik


def test_heads_of_rt_rw_and_dusun_sign_in_for_their_own_area(sample: list[Village]):
    with acting_for(sample[0]):
        held = {
            head.officer.username: head.area.level
            for head in AreaHead.objects.exclude(officer=None).select_related("officer", "area")
        }

    assert held == {
        "kadus.sukamaju": AreaLevel.DUSUN, "rw.sukamaju": AreaLevel.RW, "rt.sukamaju": AreaLevel.RT,
    }  # fmt: skip


def test_a_resident_is_found_by_name(sample: list[Village]):
    with acting_for(sample[0]):
        somebody = Resident.objects.living().filter(full_name__contains=" ").order_by("nik")[0]
        found = find_residents(somebody.full_name)

    assert somebody.pk in {one.pk for one in found}


def test_the_second_run_says_so_and_changes_nothing(sample: list[Village]):
    before = (Village.objects.count(), Officer.objects.count(), people_of(sample[0]))
    with acting_for(sample[0]):
        entries = AuditEntry.objects.count()
    output = StringIO()

    call_command("load_sample", "--small", stdout=output)

    assert output.getvalue() == "Data contoh sudah dimuat.\n"
    assert (Village.objects.count(), Officer.objects.count(), people_of(sample[0])) == before
    with acting_for(sample[0]):
        assert AuditEntry.objects.count() == entries
