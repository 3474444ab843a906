"""Publishing services."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record, record_each
from balai.services.models import Requirement, Service, ServiceVersion
from balai.services.rules import RequirementDraft

PUBLISHED = "services.published"


@transaction.atomic
def publish_version(
    *, slug: str, name: str, summary: str, requirements: Sequence[RequirementDraft], by: Actor
) -> ServiceVersion:
    """Make a new version of the service, and the service itself if it is new.

    Publishing what is already current changes nothing and returns the current version.
    """
    service, _ = Service.objects.get_or_create(slug=slug, defaults={"name": name, "summary": summary})
    service = Service.objects.select_for_update().get(pk=service.pk)
    current = service.versions.order_by("-number").first()
    content_hash = _hash(name, summary, requirements)
    if current and current.content_hash == content_hash:
        return current
    service.name, service.summary = name, summary
    service.save(update_fields=["name", "summary"])
    version = ServiceVersion.objects.create(
        service=service,
        number=current.number + 1 if current else 1,
        published_by=by.officer,
        published_label=by.label,
        content_hash=content_hash,
    )
    Requirement.objects.bulk_create(_requirements(version, requirements))
    record(PUBLISHED, by=by, subject=version, facts={"service": slug, "version": version.number})
    return version


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service before it is published."""

    slug: str
    name: str
    summary: str
    requirements: tuple[RequirementDraft, ...]


@transaction.atomic
def publish_services(*, drafts: Sequence[ServiceDraft], by: Actor) -> dict[str, Service]:
    """What `publish_version` does, for many; the services by slug. For new ones the number of queries does not grow."""
    there = set(
        Service.objects.filter(slug__in=[draft.slug for draft in drafts]).values_list("slug", flat=True)
    )
    found = _publish_first([draft for draft in drafts if draft.slug not in there], by)
    for draft in drafts:
        if draft.slug in there:
            version = publish_version(
                slug=draft.slug,
                name=draft.name,
                summary=draft.summary,
                requirements=draft.requirements,
                by=by,
            )
            found[draft.slug] = version.service
    return found


def _publish_first(drafts: Sequence[ServiceDraft], by: Actor) -> dict[str, Service]:
    services = Service.objects.bulk_create(
        Service(slug=draft.slug, name=draft.name, summary=draft.summary) for draft in drafts
    )
    versions = ServiceVersion.objects.bulk_create(
        ServiceVersion(
            service=service,
            number=1,
            published_by=by.officer,
            published_label=by.label,
            content_hash=_hash(draft.name, draft.summary, draft.requirements),
        )
        for service, draft in zip(services, drafts, strict=True)
    )
    Requirement.objects.bulk_create(
        requirement
        for version, draft in zip(versions, drafts, strict=True)
        for requirement in _requirements(version, draft.requirements)
    )
    record_each(
        PUBLISHED,
        ((each, {"service": each.service.slug, "version": each.number}) for each in versions),
        by=by,
    )
    return {service.slug: service for service in services}


def _requirements(version: ServiceVersion, drafts: Sequence[RequirementDraft]) -> Iterator[Requirement]:
    for position, draft in enumerate(drafts, 1):
        yield Requirement(
            version=version, position=position, **{**asdict(draft), "proofs": list(draft.proofs)}
        )


def _hash(name: str, summary: str, requirements: Sequence[RequirementDraft]) -> str:
    content = [name, summary, [asdict(draft) for draft in requirements]]
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()
