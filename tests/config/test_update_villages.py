"""An upgrade reaches every village, and leaves what a village has made its own."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from balai.letters.classification import Code, shipped_codes
from balai.letters.kind_reading import shipped_kinds
from balai.letters.models import ClassificationCode, Kind, KindUpdate, KindVersion
from balai.letters.operations import install_kinds, prepare_village, publish_kind
from balai.letters.operations import kinds as kind_operations
from balai.letters.operations.codes import import_codes
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.letters.factories import BY, NOW

NEW = "pas-lintas"


@pytest.fixture
def older(
    village: Village, other_village: Village, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> tuple[Village, Village]:
    """Two villages of an earlier Balai: a kind fewer, and no code table yet."""
    settings.BALAI_DATA_DIR = tmp_path

    fewer = [each for each in shipped_kinds() if each["slug"] != NEW]
    with monkeypatch.context() as earlier:
        earlier.setattr(kind_operations, "shipped_kinds", lambda: fewer)
        for each in (village, other_village):
            with acting_for(each):
                prepare_village(by=BY, at=NOW)
                ClassificationCode.objects.all().delete()
    return village, other_village


def updated() -> str:
    told = StringIO()
    call_command("update_villages", stdout=told)
    return told.getvalue()


def test_every_village_gets_new_kinds_and_the_codes(older: tuple[Village, Village]) -> None:
    told = updated()
    again = updated()

    for village in older:
        assert f"{village}: {1 + len(shipped_codes())} new" in told
        with acting_for(village):
            assert Kind.objects.filter(slug=NEW).exists()
            assert ClassificationCode.objects.count() == len(shipped_codes())
    assert again == ""


def test_what_a_village_made_its_own_stays(older: tuple[Village, Village]) -> None:
    village, _ = older
    with acting_for(village):
        import_codes(codes=[Code("470", "Kependudukan")], by=BY)
        domicile = KindVersion.objects.current().get(kind__slug="domisili")
        publish_kind(content={**domicile.content, "title": "Surat Domisili Kami"}, by=BY)

    updated()

    with acting_for(village):
        assert list(ClassificationCode.objects.values_list("code", flat=True)) == ["470"]
        assert Kind.objects.get(slug="domisili").title == "Surat Domisili Kami"


def test_codes_of_balai_are_told_in_our_newest_words(older: tuple[Village, Village]) -> None:
    village, _ = older
    updated()
    with acting_for(village):
        code = ClassificationCode.objects.order_by("code").first()
        assert code
        ours = code.name
        ClassificationCode.objects.filter(pk=code.pk).update(name="Kata lama")

    updated()

    with acting_for(village):
        assert ClassificationCode.objects.get(pk=code.pk).name == ours


def test_a_text_whose_short_code_is_taken_waits(
    older: tuple[Village, Village], monkeypatch: pytest.MonkeyPatch
) -> None:
    village, _ = older
    with acting_for(village):
        taken = Kind.objects.exclude(slug="domisili").first()
        assert taken
        content = KindVersion.objects.current().get(kind__slug="domisili").content
        ours = {**content, "revision": 9, "short_code": taken.short_code}
        monkeypatch.setattr(kind_operations, "shipped_kinds", lambda: [ours])

        published = install_kinds(by=BY)

        assert published == []
        assert not KindUpdate.objects.exists()
