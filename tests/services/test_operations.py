"""Services and their requirements: versions are added, never edited."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from balai.accounts.actors import Actor
from balai.services.models import Requirement, Service, ServiceVersion
from balai.services.operations import publish_version
from balai.services.rules import DraftProblem, RequirementDraft, is_in_force, read_requirements
from balai.tenancy.models import Village

BY = Actor.system("uji")
KTP = RequirementDraft("KTP", "UU 24/2013", ("KTP-el asli",))
OLD = RequirementDraft("Materai", "UU 13/1985", ("Meterai 6.000",), valid_until=date(2020, 12, 31))
NEW = RequirementDraft("Meterai", "UU 10/2020", ("Meterai 10.000",), valid_from=date(2021, 1, 1))


def publish(*requirements: RequirementDraft, name: str = "Domisili") -> ServiceVersion:
    return publish_version(slug="domisili", name=name, summary="Surat.", requirements=requirements, by=BY)


@pytest.mark.django_db
def test_a_new_service_has_version_one_with_its_requirements(in_village: Village) -> None:
    version = publish(KTP)

    requirement = Requirement.objects.get()
    assert (version.number, version.service.slug) == (1, "domisili")
    assert (requirement.name, requirement.law, requirement.proofs) == ("KTP", "UU 24/2013", ["KTP-el asli"])


@pytest.mark.django_db
def test_publishing_the_same_again_changes_nothing(in_village: Village) -> None:
    first, second = publish(KTP), publish(KTP)

    assert first.pk == second.pk
    assert ServiceVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_change_is_a_new_version_and_the_old_one_stays(in_village: Village) -> None:
    publish(KTP)

    publish(KTP, NEW, name="Surat domisili")

    assert [version.number for version in ServiceVersion.objects.order_by("number")] == [1, 2]
    assert ServiceVersion.objects.current().get().requirements.count() == 2
    assert Service.objects.get().name == "Surat domisili"


@pytest.mark.django_db
def test_what_is_required_depends_on_the_day(in_village: Village) -> None:
    version = publish(KTP, OLD, NEW)

    def names(on: date) -> list[str]:
        return [each.name for each in version.requirements.in_force(on)]

    assert names(date(2020, 12, 31)) == ["KTP", "Materai"]
    assert names(date(2021, 1, 1)) == ["KTP", "Meterai"]


@pytest.mark.django_db
def test_a_published_requirement_cannot_be_edited(in_village: Village) -> None:
    publish(KTP)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Requirement.objects.update(name="Lain")


def test_both_ends_of_a_requirement_count() -> None:
    days = [date(2020, 12, 31), date(2021, 1, 1)]

    assert [[is_in_force(draft, day) for day in days] for draft in (KTP, OLD, NEW)] == [
        [True, True],
        [True, False],
        [False, True],
    ]


@pytest.mark.parametrize(
    "entry", [{}, {"name": "KTP"}, {"name": "KTP", "law": "UU", "proofs": ["a"], "x": 1}]
)
def test_a_requirement_without_law_or_proof_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(DraftProblem):
        read_requirements([entry])
