"""A changed kind counts from its day: letters, lists, the page of its service and the kiosk change together."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from balai.letters.enums import Chain
from balai.letters.models import Kind, KindVersion
from balai.letters.operations import describe_kinds, install_kinds, publish_kind, set_chain
from balai.letters.operations.drafts import ShortCodeTaken, begin_new_kind, publish_draft, save_draft
from balai.letters.tasks import describe_kinds_everywhere
from balai.services.models import Service, ServiceVersion
from balai.services.operations import EffectiveInThePast, describe_services
from balai.services.standard import Standard
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.letters.factories import BY, issue, make_wish, version_of

pytestmark = pytest.mark.django_db

NOON = "2026-11-23T12:00:00+07:00"
LATER = date(2026, 12, 1)
ON_THE_DAY = "2026-12-01T00:30:00+07:00"


def change(title: str, effective_from: date | None = None, **told: Any) -> KindVersion:
    content = {**version_of("domisili").content, "title": title, **told}
    content["service"] = {**content["service"], "name": title}
    return publish_kind(content=content, effective_from=effective_from, by=BY)


def domicile() -> Kind:
    return Kind.objects.get(slug="domisili")


def standard_on(day: date) -> Standard:
    return ServiceVersion.objects.in_force(day).get(service__slug="surat-keterangan-domisili").standard


@time_machine.travel(NOON, tick=False)
def test_nothing_changes_before_the_day_and_everything_on_it(ready: Village) -> None:
    change("Surat Tempat Tinggal", LATER)

    assert issue(make_wish("domisili"), at=timezone.now()).title == "Surat Keterangan Domisili"
    assert domicile().title == "Surat Keterangan Domisili"
    assert standard_on(LATER - timedelta(days=1)).name == "Surat keterangan domisili"
    assert standard_on(LATER).name == "Surat Tempat Tinggal"

    with time_machine.travel(ON_THE_DAY, tick=False):
        assert issue(make_wish("domisili"), at=timezone.now()).title == "Surat Tempat Tinggal"
        assert (describe_kinds(today=LATER), describe_services(today=LATER)) == (1, 1)
        assert domicile().title == "Surat Tempat Tinggal"
        assert Service.objects.get(slug="surat-keterangan-domisili").name == "Surat Tempat Tinggal"
        assert (describe_kinds(today=LATER), describe_services(today=LATER)) == (0, 0)


@time_machine.travel("2026-11-30T22:30:00+00:00", tick=False)
def test_the_day_begins_when_it_does_in_the_village(ready: Village) -> None:
    ready.time_zone = "Asia/Jayapura"
    ready.save()
    with acting_for(ready), time_machine.travel(NOON, tick=False):
        change("Surat Tempat Tinggal", LATER)

    describe_kinds_everywhere(timestamp=0)

    with acting_for(ready):
        assert domicile().title == "Surat Tempat Tinggal"


@time_machine.travel(NOON, tick=False)
def test_what_is_published_later_takes_the_place_of_what_was_scheduled(ready: Village) -> None:
    change("Terjadwal", LATER)
    change("Sekarang")

    assert version_of("domisili").definition.title == "Sekarang"
    assert not KindVersion.objects.scheduled(timezone.localdate()).exists()
    assert KindVersion.objects.in_force(LATER).get(kind=domicile()).definition.title == "Sekarang"
    assert standard_on(LATER).name == "Sekarang"


@time_machine.travel(NOON, tick=False)
def test_another_chain_names_its_time_for_now_and_for_later(ready: Village) -> None:
    change("Terjadwal", LATER)

    set_chain(kind=domicile(), chain=Chain.SECRETARY_HEAD, by=BY)

    assert standard_on(timezone.localdate()).name == "Surat keterangan domisili"
    assert standard_on(LATER).name == "Terjadwal"
    assert standard_on(timezone.localdate()).time == standard_on(LATER).time
    assert standard_on(LATER).time.amount == 1


@time_machine.travel(NOON, tick=False)
def test_a_change_that_waits_survives_our_update(ready: Village) -> None:
    waiting = change("Terjadwal", LATER)

    install_kinds(by=BY)

    assert KindVersion.objects.scheduled(timezone.localdate()).get() == waiting


@time_machine.travel(NOON, tick=False)
def test_a_day_that_is_over_is_refused(ready: Village) -> None:
    with pytest.raises(EffectiveInThePast):
        change("Kemarin", date(2026, 11, 22))


@time_machine.travel(NOON, tick=False)
def test_a_short_code_that_another_kind_is_to_have_is_taken(ready: Village) -> None:
    change("Terjadwal", LATER, short_code="XYZ")
    draft = begin_new_kind(copied_from=version_of("sktm"), by=BY)
    save_draft(
        draft=draft, revision=0, content={**draft.content, "title": "Lain", "short_code": "XYZ"}, by=BY
    )

    with pytest.raises(ShortCodeTaken):
        publish_draft(draft=draft, revision=1, seen="", by=BY)
