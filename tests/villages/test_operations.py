"""What officers do to the village's own data: checked, written and told in the audit trail, or not at all."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.core import files
from balai.tenancy.models import Village
from balai.villages import operations
from balai.villages.enums import AreaLevel, Position, SigningForm
from balai.villages.logo import UnusablePicture
from balai.villages.models import Area, AreaHead, Closure, Identity, OfficeHours, Official
from balai.villages.opening import working_calendar
from balai.villages.operations.areas import AreaInUse, ParentMissing
from balai.villages.rules import Opening
from tests.villages.factories import make_area, make_official, make_picture

pytestmark = pytest.mark.usefixtures("in_village")


def told() -> list[str]:
    return list(
        AuditEntry.objects.filter(action__startswith="villages.")
        .order_by("at")
        .values_list("action", flat=True)
    )


def test_contact_is_written_once_and_changed_later(actor: Actor):
    for phone in ("0990 111", "0990 222"):
        operations.change_contact(
            address="Jl. Balai Desa No. 1",
            postcode="99111",
            phone=phone,
            whatsapp="",
            email="",
            website="",
            by=actor,
        )

    assert [(row.address, row.phone) for row in Identity.objects.all()] == [
        ("Jl. Balai Desa No. 1", "0990 222")
    ]
    assert told() == ["villages.contact_changed", "villages.contact_changed"]


def test_a_logo_is_kept_as_a_bare_png(actor: Actor):
    identity = operations.replace_logo(
        picture=make_picture((2000, 1000), "JPEG", comment=b"di rumah"), by=actor
    )

    stored = files.read(identity.logo)
    assert stored.startswith(b"\x89PNG")
    assert b"di rumah" not in stored


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG tidak bisa dipakai"),
        (b"\xef\xbb\xbf  <SVG onload='x'/>", "SVG tidak bisa dipakai"),
        (b"bukan gambar", "tidak terbaca"),
        (make_picture()[:80], "tidak terbaca"),
        (b"\x89PNG" + b"0" * (5 * 1024 * 1024), "di bawah 5 MB"),
        (make_picture((8001, 1)), "terlalu lebar"),
        (make_picture(kind="GIF"), "tidak terbaca"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_remedy(picture: bytes, sentence: str, actor: Actor):
    with pytest.raises(UnusablePicture, match=sentence):
        operations.replace_logo(picture=picture, by=actor)

    assert Identity.objects.current().logo == ""


def test_words_change_only_where_they_differ(village: Village, actor: Actor):
    operations.change_words(village=village, words={"word_village": "negeri", "word_rt": "RT"}, by=actor)

    village.refresh_from_db()
    entry = AuditEntry.objects.get(action="villages.words_changed")
    assert (village.words.full_name, entry.facts) == ("Negeri Sukamaju", {"fields": ["word_village"]})


def test_only_words_can_be_changed_as_words(village: Village, actor: Actor):
    with pytest.raises(KeyError):
        operations.change_words(village=village, words={"code": "99.01.01.2009"}, by=actor)


def test_colours_change(village: Village, actor: Actor):
    operations.change_colours(village=village, main="#2b3f8c", accent="#e8b04a", by=actor)

    village.refresh_from_db()
    assert (village.colour_main, village.colour_accent) == ("#2b3f8c", "#e8b04a")


def test_areas_are_added_from_the_top_down(actor: Actor):
    with pytest.raises(ParentMissing):
        operations.add_area(level=AreaLevel.RT, dusun="Krajan", rw="001", rt="003", by=actor)

    operations.add_area(level=AreaLevel.DUSUN, dusun="Krajan", rw="", rt="", by=actor)
    operations.add_area(level=AreaLevel.RW, dusun="Krajan", rw="001", rt="", by=actor)
    area = operations.add_area(level=AreaLevel.RT, dusun="Krajan", rw="001", rt="003", by=actor)

    assert area.parent is not None
    assert str(area.parent) == "Krajan, RW 001"


def test_many_areas_are_added_with_all_above_them_and_known_ones_stay(actor: Actor):
    krajan = make_area("Krajan")

    areas = operations.add_areas(places=[("Krajan", "001", "003"), ("Sumber", "", "001")], by=actor)

    assert areas["Krajan", "", ""] == krajan
    assert [str(area) for area in Area.objects.in_order()] == [
        "Krajan",
        "Krajan, RW 001",
        "Krajan, RT 003/RW 001",
        "Sumber",
        "Sumber, RT 001",
    ]


def test_an_area_that_exists_is_refused_with_the_sentence_of_the_constraint(actor: Actor):
    make_area("Krajan")

    with pytest.raises(ValidationError, match="Wilayah ini sudah ada"):
        operations.add_area(level=AreaLevel.DUSUN, dusun="Krajan", rw="", rt="", by=actor)


def test_a_dusun_is_renamed_with_everything_in_it(actor: Actor):
    make_area("Krajan", "001", "003")
    make_area("Krajan Lor", "002")

    operations.rename_subarea(area=make_area("Krajan"), name="Krajan Kidul", by=actor)

    assert [str(area) for area in Area.objects.in_order()] == [
        "Krajan Kidul", "Krajan Kidul, RW 001", "Krajan Kidul, RT 003/RW 001", "Krajan Lor", "Krajan Lor, RW 002",
    ]  # fmt: skip


def test_a_dusun_does_not_take_the_name_of_another(actor: Actor):
    make_area("Sumber")

    with pytest.raises(ValidationError, match="sudah dipakai"):
        operations.rename_subarea(area=make_area("Krajan"), name="Sumber", by=actor)


def test_an_area_in_use_stays(actor: Actor):
    rt = make_area("Krajan", "001", "003")

    with pytest.raises(AreaInUse):
        operations.remove_area(area=make_area("Krajan", "001"), by=actor)
    operations.remove_area(area=rt, by=actor)

    assert [str(area) for area in Area.objects.in_order()] == ["Krajan", "Krajan, RW 001"]


def test_a_second_head_of_an_area_waits_until_the_first_has_ended(actor: Actor):
    area = make_area("Krajan", "001", "003")
    term = {"area": area, "phone": "", "until": None, "officer": None, "by": actor}
    first = operations.appoint_area_head(name="Suradi", since=date(2022, 1, 1), **term)

    with pytest.raises(ValidationError, match="Akhiri dulu"):
        operations.appoint_area_head(name="Sutini", since=date(2026, 1, 1), **term)
    operations.end_headship(head=first, until=date(2025, 12, 31), by=actor)
    operations.appoint_area_head(name="Sutini", since=date(2026, 1, 1), **term)

    assert [head.name for head in AreaHead.objects.serving(date(2026, 5, 1))] == ["Sutini"]


def test_a_term_of_office_ends_and_the_next_begins(actor: Actor):
    term = {"nip": "", "post": "", "decree": "141/12/2031", "until": None, "by": actor}
    head = make_official(until=date(2031, 12, 31))
    acting = {"position": Position.HEAD, "signing_form": SigningForm.PJ, "name": "Sugeng Raharjo"}

    with pytest.raises(ValidationError, match="sudah ada kepala"):
        operations.appoint_official(since=date(2030, 6, 1), **acting, **term)
    operations.end_term(official=head, until=date(2030, 5, 31), by=actor)
    operations.appoint_official(since=date(2030, 6, 1), **acting, **term)

    assert [one.name for one in Official.objects.serving(date(2030, 5, 31))] == ["Suparno Hadi"]
    assert [one.name for one in Official.objects.serving(date(2030, 6, 1))] == ["Sugeng Raharjo"]


def test_the_week_is_replaced_as_a_whole_or_not_at_all(actor: Actor):
    operations.set_week(openings=[Opening(0, time(8), time(15))], by=actor)

    with pytest.raises(ValidationError, match=r"Selasa 08.00–12.00: Jam buka ini bertumpuk"):
        operations.set_week(openings=[Opening(1, time(8), time(14)), Opening(1, time(8), time(12))], by=actor)

    assert [str(row) for row in OfficeHours.objects.ordinary()] == ["Senin 08.00–15.00"]


def test_special_hours_hold_beside_the_ordinary_week(actor: Actor):
    ramadan = {"first_day": date(2026, 2, 18), "last_day": date(2026, 3, 19)}
    operations.set_week(openings=[Opening(0, time(8), time(15))], by=actor)

    operations.add_special_hours(weekdays=[0, 1], opens=time(9), closes=time(13), **ramadan, by=actor)

    assert OfficeHours.objects.special().count() == 2
    operations.remove_special_hours(**ramadan, by=actor)
    assert [str(row) for row in OfficeHours.objects.all()] == ["Senin 08.00–15.00"]


def test_closures_and_the_choice_about_collective_leave_shape_the_calendar(actor: Actor):
    operations.set_week(openings=[Opening(day, time(8), time(15)) for day in range(6)], by=actor)
    operations.add_closure(
        first_day=date(2026, 11, 18), last_day=date(2026, 11, 18), reason="Pilkades", by=actor
    )
    operations.set_collective_leave(closed=False, by=actor)

    calendar = working_calendar(date(2026, 11, 1))

    assert calendar.why_closed(date(2026, 11, 18)) == "Pilkades"
    assert calendar.is_working_day(date(2026, 3, 20)) is True
    assert calendar.is_working_day(date(2026, 11, 21)) is True


def test_a_closure_is_taken_back(actor: Actor):
    closure = operations.add_closure(
        first_day=date(2026, 11, 18), last_day=date(2026, 11, 18), reason="Pilkades", by=actor
    )

    operations.remove_closure(closure=closure, by=actor)

    assert Closure.objects.count() == 0
    assert told() == ["villages.closure_added", "villages.closure_removed"]
