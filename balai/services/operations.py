"""Publishing services."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
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
    Requirement.objects.bulk_create(
        Requirement(version=version, position=position, **{**asdict(draft), "proofs": list(draft.proofs)})
        for position, draft in enumerate(requirements, 1)
    )
    record(PUBLISHED, by=by, subject=version, facts={"service": slug, "version": version.number})
    return version


def _hash(name: str, summary: str, requirements: Sequence[RequirementDraft]) -> str:
    content = [name, summary, [asdict(draft) for draft in requirements]]
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()
