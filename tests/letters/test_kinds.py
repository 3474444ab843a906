"""Kinds of a village: brought, published, versioned; letters keep theirs."""

import pytest

from balai.letters.enums import Origin
from balai.letters.kind_reading import DefinitionProblem, shipped_kinds
from balai.letters.models import Kind, KindVersion
from balai.letters.operations import (
    install_kinds,
    prepare_village,
    publish_kind,
)
from balai.services.models import Service
from balai.tenancy.models import Village
from tests.letters.factories import (
    BY,
    NOW,
    issue,
    make_wish,
    version_of,
)

pytestmark = pytest.mark.django_db


def test_preparing_a_village_twice_changes_nothing(ready: Village) -> None:
    before = KindVersion.objects.count()

    prepare_village(by=BY, at=NOW)

    assert (KindVersion.objects.count(), Kind.objects.count()) == (before, len(shipped_kinds()))


def test_a_villages_own_version_survives_our_update(ready: Village) -> None:
    content = {**version_of("domisili").content, "title": "Surat Keterangan Tempat Tinggal"}
    own = publish_kind(content=content, by=BY)

    install_kinds(by=BY)

    assert version_of("domisili").pk == own.pk
    assert (own.number, own.origin) == (2, Origin.VILLAGE)
    assert issue(make_wish("domisili")).title == "Surat Keterangan Tempat Tinggal"


def test_a_letter_keeps_the_version_it_was_made_from(ready: Village) -> None:
    letter = issue(make_wish("domisili"))

    publish_kind(content={**version_of("domisili").content, "title": "Lain"}, by=BY)

    letter.refresh_from_db()
    assert (letter.version.number, letter.title) == (1, "Surat Keterangan Domisili")


def test_a_kind_that_cannot_be_printed_is_not_published(ready: Village) -> None:
    content = {**version_of("domisili").content, "body": []}

    with pytest.raises(DefinitionProblem):
        publish_kind(content=content, by=BY)
    assert version_of("domisili").number == 1


def test_a_kind_names_the_service_it_fulfils_with_its_requirements(ready: Village) -> None:
    service = Service.objects.get(slug="surat-keterangan-domisili")

    assert Kind.objects.get(slug="domisili").service == service
    assert [each.name for each in service.versions.get().standard.requirements] == [
        "KTP atau KK",
        "Bukti tinggal di sini",
    ]
