"""Standards in layers: versions are added, never edited, and count from their day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.core.strict_tables import DefinitionProblem
from balai.services.catalogue import find, offered_on
from balai.services.enums import Origin
from balai.services.models import CommonStandard, Service, ServiceVersion
from balai.services.operations import (
    add_locally,
    bring_standards,
    follow_regency,
    install_standards,
    mark_reviewed,
    mark_seen,
    publish_common,
    publish_own,
    publish_regency_standard,
    set_offered,
    set_review_interval,
)
from balai.services.operations.layers import EffectiveInThePast, NotOwn
from balai.services.rules import Weakening
from balai.services.standard import Component
from balai.tenancy.models import Village
from tests.services.tables import BIRTH

pytestmark = pytest.mark.django_db

BY = Actor.system("uji")
STAMP = {"name": "Meterai", "law": "UU 10/2020", "proofs": ["Meterai 10.000"]}
PHOTO = {"name": "Foto", "law": "Perbup 1/2026", "proofs": ["Foto anak"]}


def bring(**change: Any) -> Service:
    return bring_standards(tables=[{**BIRTH, **change}], origin=Origin.BALAI, by=BY)["akta-kelahiran"]


def today() -> date:
    return timezone.localdate()


def later(days: int = 30) -> date:
    return today() + timedelta(days=days)


def required(on: date) -> list[str]:
    version = ServiceVersion.objects.in_force(on).get()
    return [each.name for each in version.standard.requirements]


def lay_down(village: Village, effective_from: date, *requirements: dict[str, Any], **more: Any) -> None:
    publish_regency_standard(
        regency=village.regency,
        slug="akta-kelahiran",
        base={},
        additions={"requirements": list(requirements), **more},
        effective_from=effective_from,
        by=BY,
    )
    follow_regency(slug="akta-kelahiran", by=BY)


def test_a_standard_that_is_brought_counts_from_today(in_village: Village) -> None:
    service = bring()

    version = service.versions.get()
    assert (version.number, version.origin, version.effective_from) == (1, Origin.BALAI, today())
    assert version.standard.name == service.name == "Akta kelahiran"


def test_bringing_the_same_again_changes_nothing(in_village: Village) -> None:
    bring()
    bring()

    assert ServiceVersion.objects.count() == 1


def test_a_change_is_a_new_version_and_the_old_one_stays(in_village: Village) -> None:
    bring()
    bring(name="Akta lahir")

    assert [each.standard.name for each in ServiceVersion.objects.order_by("number")] == [
        "Akta kelahiran",
        "Akta lahir",
    ]
    assert Service.objects.get().name == "Akta lahir"


def test_what_was_published_cannot_be_edited(in_village: Village) -> None:
    bring()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ServiceVersion.objects.update(number=7)


def test_a_change_counts_on_its_day(in_village: Village) -> None:
    service = bring()

    add_locally(service=service, additions={"requirements": [STAMP]}, effective_from=later(), by=BY)

    assert required(later(29)) == ["KK", "Surat lahir", "SPTJM kelahiran"]
    assert required(later(30)) == ["KK", "Surat lahir", "SPTJM kelahiran", "Meterai"]


def test_a_new_law_also_changes_what_is_scheduled(in_village: Village) -> None:
    service = bring()
    add_locally(service=service, additions={"requirements": [STAMP]}, effective_from=later(), by=BY)

    bring(
        requirements=[BIRTH["requirements"][0], *BIRTH["requirements"][1:2]],
        questions=BIRTH["questions"][:1],
        cases=[],
    )

    assert required(today()) == ["KK", "Surat lahir"]
    assert required(later()) == ["KK", "Surat lahir", "Meterai"]


def test_an_addition_that_the_new_law_forbids_falls_away(in_village: Village) -> None:
    service = bring(drops_introduction="")
    letter = {"name": "Pengantar RT", "law": "Perdes 1/2026", "proofs": ["Asli"]}
    add_locally(service=service, additions={"requirements": [letter, STAMP]}, effective_from=today(), by=BY)

    bring()

    assert required(today()) == ["KK", "Surat lahir", "SPTJM kelahiran", "Meterai"]


def test_nothing_counts_from_a_day_that_is_over(in_village: Village) -> None:
    with pytest.raises(EffectiveInThePast):
        add_locally(service=bring(), additions={}, effective_from=later(-1), by=BY)


def test_an_addition_that_weakens_the_law_leaves_nothing(in_village: Village) -> None:
    fee = {"fee": {"amount": 5000, "law": "Perdes 1/2026"}}

    with pytest.raises(Weakening):
        add_locally(service=bring(), additions=fee, effective_from=today(), by=BY)
    assert ServiceVersion.objects.count() == 1


def test_what_the_regency_lays_down_is_inherited_beside_the_villages_own(in_village: Village) -> None:
    service = bring()
    add_locally(service=service, additions={"requirements": [STAMP]}, effective_from=today(), by=BY)

    lay_down(in_village, today(), PHOTO)
    follow_regency(slug="akta-kelahiran", by=BY)

    assert required(today()) == ["KK", "Surat lahir", "SPTJM kelahiran", "Foto", "Meterai"]
    assert [each.origin for each in ServiceVersion.objects.order_by("number")] == [
        "balai",
        "village",
        "regency",
    ]


def test_what_the_regency_schedules_comes_on_its_day_and_only_once(in_village: Village) -> None:
    bring()
    lay_down(in_village, today(), PHOTO)

    lay_down(in_village, later(), PHOTO, STAMP)
    follow_regency(slug="akta-kelahiran", by=BY)

    assert (required(today())[-1], required(later())[-2:]) == ("Foto", ["Foto", "Meterai"])
    assert ServiceVersion.objects.count() == 3


def test_the_regency_cannot_weaken_the_law_either(in_village: Village) -> None:
    introduction = {**STAMP, "name": "Pengantar RT"}

    with pytest.raises(Weakening):
        publish_regency_standard(
            regency=in_village.regency, slug="akta-kelahiran", base=BIRTH,
            additions={"requirements": [introduction]}, effective_from=today(), by=BY,
        )  # fmt: skip


def test_a_service_of_the_regencys_own_comes_to_its_villages(in_village: Village) -> None:
    own = {**BIRTH, "slug": "kartu-tani", "name": "Kartu tani"}
    publish_regency_standard(
        regency=in_village.regency, slug="kartu-tani", base=own, additions={}, effective_from=today(), by=BY
    )

    follow_regency(slug="kartu-tani", by=BY)

    assert Service.objects.get(slug="kartu-tani").origin == Origin.REGENCY


def test_a_new_village_inherits_national_standards_and_the_regencys(in_village: Village) -> None:
    publish_regency_standard(
        regency=in_village.regency, slug="kartu-tani", base={**BIRTH, "slug": "kartu-tani"}, additions={},
        effective_from=today(), by=BY,
    )  # fmt: skip

    first, second = install_standards(by=BY), install_standards(by=BY)

    assert (first, second) == (Service.objects.count(), 0)
    assert Service.objects.filter(slug="kartu-tani").exists()


def test_a_village_may_have_services_of_its_own(in_village: Village) -> None:
    own = {**BIRTH, "slug": "pinjam-tenda", "name": "Pinjam tenda"}

    publish_own(table=own, effective_from=today(), by=BY)
    publish_own(table={**own, "name": "Pinjam tenda desa"}, effective_from=today(), by=BY)

    assert [each.number for each in Service.objects.get().versions.order_by("number")] == [1, 2]
    bring()
    with pytest.raises(NotOwn):
        publish_own(table=BIRTH, effective_from=today(), by=BY)


def test_residents_find_what_is_offered_by_their_own_words(in_village: Village) -> None:
    service = bring(search_words=["bikin akta", "bayi lahir"])
    publish_own(
        table={**BIRTH, "slug": "pinjam-tenda", "name": "Pinjam tenda"}, effective_from=today(), by=BY
    )

    assert [each.service for each in find(offered_on(today()), "bayi baru lahir")][:1] == [service]
    set_offered(service=service, offered=False, by=BY)
    assert [each.standard.slug for each in offered_on(today())] == ["pinjam-tenda"]


def test_the_list_of_services_takes_one_query_once_it_was_read(
    in_village: Village, django_assert_num_queries: Any
) -> None:
    for number in range(4):
        publish_own(table={**BIRTH, "slug": f"layanan-{number}"}, effective_from=today(), by=BY)

    with django_assert_num_queries(2):
        offered_on(today())
    with django_assert_num_queries(1):
        assert len(offered_on(today())) == 4


def test_a_change_from_above_waits_to_be_read(in_village: Village) -> None:
    service = bring()
    lay_down(in_village, today(), PHOTO)

    assert list(Service.objects.with_unread_changes()) == [service]
    mark_seen(service=service, number=2, by=BY)
    mark_seen(service=service, number=1, by=BY)
    assert list(Service.objects.with_unread_changes()) == []


def test_a_standard_is_reviewed_in_time(in_village: Village) -> None:
    service = bring()
    Service.objects.update(reviewed_on=date(2026, 1, 31))
    service.refresh_from_db()

    set_review_interval(service=service, months=6, by=BY)
    assert service.review_due == date(2026, 7, 31)
    assert list(Service.objects.to_review(date(2026, 7, 30))) == []
    assert list(Service.objects.to_review(date(2026, 7, 31))) == [service]
    mark_reviewed(service=service, on=date(2026, 8, 1), by=BY)
    assert list(Service.objects.to_review(date(2026, 7, 31))) == []
    with pytest.raises(ValidationError):
        set_review_interval(service=service, months=24, by=BY)


def test_the_office_words_what_its_services_have_in_common_once(in_village: Village) -> None:
    before = CommonStandard.objects.current()

    publish_common(content={"staff": "Tiga petugas."}, by=BY)

    assert CommonStandard.objects.current() == {**before, Component.STAFF: "Tiga petugas."}
    with pytest.raises(DefinitionProblem):
        publish_common(content={"gaji": "Rahasia"}, by=BY)
