"""What the database refuses, whoever asks."""

from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction

from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.enums import AreaLevel, Position, SigningForm
from balai.villages.models import Area, AreaHead, Closure, Identity, OfficeHours, Official
from tests.villages.factories import make_area, make_official

pytestmark = pytest.mark.usefixtures("in_village")


def refused(constraint: str, **row: object) -> None:
    model = row.pop("model")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**row)
        connection.check_constraints()


def test_an_area_lies_in_the_area_that_its_own_texts_name():
    krajan = make_area("Krajan", "001")
    sumber = make_area("Sumber", "002")

    refused(
        "area_parent_is_one_level_up",
        model=Area,
        level=AreaLevel.RT,
        dusun="Krajan",
        rw="001",
        rt="003",
        parent=sumber,
    )
    refused(
        "area_parent_is_one_level_up",
        model=Area,
        level=AreaLevel.RT,
        dusun="Krajan",
        rw="001",
        rt="003",
        parent=krajan.parent,
    )
    refused(
        "only_the_top_of_the_tree_has_no_parent",
        model=Area,
        level=AreaLevel.RT,
        dusun="Krajan",
        rw="001",
        rt="003",
    )
    rt = Area.objects.create(level=AreaLevel.RT, dusun="Krajan", rw="001", rt="003", parent=krajan)
    assert str(rt) == "Krajan, RT 003/RW 001"


def test_an_rt_may_lie_in_a_dusun_that_has_no_rw():
    dusun = make_area("Air Jernih")

    rt = Area.objects.create(level=AreaLevel.RT, dusun="Air Jernih", rt="002", parent=dusun)

    connection.check_constraints()
    assert str(rt) == "Air Jernih, RT 002"


def test_texts_of_an_area_fit_its_level():
    refused("area_texts_fit_its_level", model=Area, level=AreaLevel.DUSUN, dusun="")
    refused("area_texts_fit_its_level", model=Area, level=AreaLevel.DUSUN, dusun="Krajan", rw="001")


def test_an_area_is_named_once():
    make_area("Krajan")

    refused("area_named_once", model=Area, level=AreaLevel.DUSUN, dusun="Krajan")


def test_an_area_has_one_head_at_a_time():
    area = make_area("Krajan", "001", "003")
    AreaHead.objects.create(area=area, name="Suradi", since=date(2022, 1, 1), until=date(2026, 12, 31))

    refused(
        "one_head_of_an_area_at_a_time", model=AreaHead, area=area, name="Sutini", since=date(2026, 12, 31)
    )
    AreaHead.objects.create(area=area, name="Sutini", since=date(2027, 1, 1))
    refused("one_head_of_an_area_at_a_time", model=AreaHead, area=area, name="Paijo", since=date(2040, 1, 1))


def test_a_village_has_one_head_at_a_time_but_a_plh_beside():
    make_official(until=date(2031, 12, 31))

    refused("one_head_of_the_village_at_a_time", model=Official, name="Sugeng", position=Position.HEAD,
            signing_form=SigningForm.PJ, since=date(2031, 12, 31))  # fmt: skip
    make_official(
        name="Endang", signing_form=SigningForm.PLH, since=date(2026, 11, 1), until=date(2026, 11, 7)
    )
    make_official(name="Sugeng", signing_form=SigningForm.PJ, since=date(2032, 1, 1))


def test_two_plh_never_sign_on_the_same_day_and_none_for_ever():
    make_official(signing_form=SigningForm.PLH, since=date(2026, 11, 1), until=date(2026, 11, 7))

    refused("one_plh_at_a_time", model=Official, name="B", position=Position.HEAD, signing_form=SigningForm.PLH,
            since=date(2026, 11, 7), until=date(2026, 11, 8))  # fmt: skip
    refused("plh_has_an_end", model=Official, name="C", position=Position.HEAD, signing_form=SigningForm.PLH,
            since=date(2027, 1, 1))  # fmt: skip


def test_a_secretary_never_signs_as_head():
    refused("signing_form_fits_the_position", model=Official, name="Endang", position=Position.SECRETARY,
            signing_form=SigningForm.HEAD, since=date(2024, 1, 1))  # fmt: skip


def test_a_term_does_not_end_before_it_begins():
    refused("term_ends_after_beginning", model=Official, name="X", position=Position.STAFF,
            since=date(2024, 1, 2), until=date(2024, 1, 1))  # fmt: skip


def test_opening_hours_neither_overlap_nor_run_backwards():
    OfficeHours.objects.create(weekday=4, opens=time(8), closes=time(11, 30))

    OfficeHours.objects.create(weekday=4, opens=time(11, 30), closes=time(15))
    refused("ordinary_hours_do_not_overlap", model=OfficeHours, weekday=4, opens=time(14), closes=time(16))
    refused("office_opens_before_it_closes", model=OfficeHours, weekday=3, opens=time(15), closes=time(8))


def test_special_hours_may_lie_over_ordinary_ones_but_not_over_each_other():
    ramadan = {"first_day": date(2026, 2, 18), "last_day": date(2026, 3, 19)}
    OfficeHours.objects.create(weekday=0, opens=time(8), closes=time(15))
    OfficeHours.objects.create(weekday=0, opens=time(9), closes=time(13), **ramadan)

    refused(
        "special_hours_do_not_overlap",
        model=OfficeHours,
        weekday=0,
        opens=time(12),
        closes=time(14),
        **ramadan,
    )
    refused("special_hours_have_both_days", model=OfficeHours, weekday=1, opens=time(12), closes=time(14),
            first_day=date(2026, 2, 18))  # fmt: skip


def test_closures_do_not_overlap():
    Closure.objects.create(first_day=date(2026, 11, 18), last_day=date(2026, 11, 19), reason="Pilkades")

    refused(
        "closures_do_not_overlap",
        model=Closure,
        first_day=date(2026, 11, 19),
        last_day=date(2026, 11, 20),
        reason="B",
    )


def test_a_village_has_one_identity():
    Identity.objects.create()

    refused("one_identity_a_village", model=Identity)


def test_a_village_sees_neither_areas_nor_officials_of_another(village: Village, other_village: Village):
    make_area("Krajan", "001", "003")
    make_official()
    with acting_for(other_village):
        make_official(name="Bahri")
        seen = ([str(area) for area in Area.objects.all()], [one.name for one in Official.objects.all()])

    assert seen == ([], ["Bahri"])


def test_an_area_of_another_village_cannot_be_the_parent(village: Village, other_village: Village):
    with acting_for(other_village):
        foreign = make_area("Krajan")

    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(level=AreaLevel.RT, dusun="Krajan", rt="001", parent=foreign)
        connection.check_constraints()


def test_areas_below_an_area_are_found_with_it():
    for rw, rt in (("001", "001"), ("001", "002"), ("002", "001")):
        make_area("Krajan", rw, rt)
    make_area("Sumber", "003", "001")
    labels = [str(area) for area in Area.objects.within(make_area("Krajan", "001")).in_order()]

    assert labels == ["Krajan, RW 001", "Krajan, RT 001/RW 001", "Krajan, RT 002/RW 001"]
