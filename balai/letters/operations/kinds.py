"""Kinds: those that come with Balai, and new versions."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record, record_each
from balai.letters.definitions import KindDefinition
from balai.letters.drafting import this_village
from balai.letters.enums import Action, Chain, Origin
from balai.letters.keys import prepare_district_seal, prepare_seal
from balai.letters.kind_reading import read_definition, shipped_definition, shipped_kinds
from balai.letters.models import Kind, KindUpdate, KindVersion, Numbering
from balai.letters.operations.codes import install_codes
from balai.services.models import Service
from balai.services.operations import ServiceDraft, publish_services
from balai.services.rules import read_requirements

_SHORT_WORDS = {
    "desa": "Ds",
    "kelurahan": "Kel",
    "kalurahan": "Kal",
    "negeri": "Ng",
    "nagari": "Nag",
    "gampong": "Gp",
}


def prepare_village(*, by: Actor, at: datetime | None = None) -> None:
    """All that the village of the scope needs to issue letters: seal, kinds, codes, a rule for numbers. Idempotent.

    Raises `KeyMissing` when the keys were lost.
    """
    village = this_village()
    prepare_seal(village, at=at or timezone.now())
    prepare_district_seal(village, at=at or timezone.now())
    install_kinds(by=by)
    install_codes()
    Numbering.objects.get_or_create(
        defaults={"village_code": abbreviation(village.words.village, village.name)}
    )


def abbreviation(word: str, name: str) -> str:
    """A first suggestion for the village in numbers: 'Ds.Sukamaju', 'Ng.Laha'."""
    return f"{_SHORT_WORDS.get(word, word[:1].upper())}.{name.replace(' ', '')}"[:20]


@transaction.atomic
def install_kinds(*, by: Actor) -> list[KindVersion]:
    """Give the village the kinds that come with Balai; return the versions that are new.

    Where the village has published a version of its own, that one stays the current one, and ours is offered beside it.
    A kind whose short code the village uses for another waits until that code is free.
    """
    current = {version.kind.slug: version for version in KindVersion.objects.current()}
    codes = {version.kind.short_code for version in current.values()}
    shipped = shipped_kinds()
    new = [each for each in shipped if each["slug"] not in current and each["short_code"] not in codes]
    published = _publish_first(new, by)
    for content in shipped:
        version = current.get(str(content["slug"]))
        if version and _is_update(content, version):
            published.append(publish_version(content, Origin.BALAI, _revision(content), by))
        elif version and version.origin == Origin.VILLAGE:
            _offer_update(version.kind, content)
    return published


def _publish_first(contents: Sequence[Mapping[str, Any]], by: Actor) -> list[KindVersion]:
    """What `publish_version` does for a new kind, for many, in a number of queries that does not grow."""
    definitions = [shipped_definition(str(content["slug"])) for content in contents]
    services = publish_services(
        drafts=[_service_draft(each.service) for each in definitions if each.service], by=by
    )
    kinds = Kind.objects.bulk_create(
        Kind(
            slug=each.slug,
            **_described(each),
            chain=each.chain,
            service=services[each.service["slug"]] if each.service else None,
        )
        for each in definitions
    )
    versions = KindVersion.objects.bulk_create(
        KindVersion(
            kind=kind,
            number=1,
            content=content,
            content_hash=content_hash(content),
            origin=Origin.BALAI,
            revision=_revision(content),
            published_by=by.officer,
            published_label=by.label,
        )
        for kind, content in zip(kinds, contents, strict=True)
    )
    told = ((each, {"kind": each.kind.slug, "version": each.number}) for each in versions)
    record_each(Action.KIND_PUBLISHED, told, by=by)
    return versions


def _is_update(content: Mapping[str, Any], current: KindVersion) -> bool:
    return current.origin == Origin.BALAI and current.content_hash != content_hash(content)


def _revision(content: Mapping[str, Any]) -> int:
    return int(content.get("revision", 1))


def _offer_update(kind: Kind, content: Mapping[str, Any]) -> None:
    """Offer a revision that the village has neither had nor answered; an older one that still waits gives way."""
    content_is = content_hash(content)
    if KindVersion.objects.filter(kind=kind, content_hash=content_is).exists():
        return
    _, is_new = KindUpdate.objects.get_or_create(
        kind=kind, content_hash=content_is, defaults={"content": content, "revision": _revision(content)}
    )
    if is_new:
        KindUpdate.objects.waiting().filter(kind=kind).exclude(content_hash=content_is).delete()


@transaction.atomic
def publish_kind(*, content: Mapping[str, Any], by: Actor) -> KindVersion:
    """Publish a version written by the village. Letters issued before keep theirs. Raises `DefinitionProblem`."""
    return publish_version(content, Origin.VILLAGE, 0, by)


@transaction.atomic
def set_chain(*, kind: Kind, chain: Chain, by: Actor) -> None:
    """Say whose hands letters of this kind go through. What is proposed already goes on as it began."""
    kind.chain = chain
    kind.save(update_fields=["chain"])
    record(Action.CHAIN_CHANGED, by=by, subject=kind, facts={"chain": chain.value})


def publish_version(content: Mapping[str, Any], origin: Origin, revision: int, by: Actor) -> KindVersion:
    """Publish a content, whoever wrote it, as the next version of its kind. Raises `DefinitionProblem`."""
    definition = read_definition(content)
    described = {**_described(definition), "service": _service(definition, by)}
    new = {**described, "chain": definition.chain}
    kind, _ = Kind.objects.update_or_create(slug=definition.slug, defaults=described, create_defaults=new)
    last = KindVersion.objects.filter(kind=kind).order_by("-number").values_list("number", flat=True).first()
    version = KindVersion.objects.create(
        kind=kind,
        number=(last or 0) + 1,
        content=content,
        content_hash=content_hash(content),
        origin=origin,
        revision=revision,
        published_by=by.officer,
        published_label=by.label,
    )
    record(
        Action.KIND_PUBLISHED, by=by, subject=version, facts={"kind": kind.slug, "version": version.number}
    )
    return version


def _described(definition: KindDefinition) -> dict[str, str]:
    """What a list of kinds shows."""
    return {
        "title": definition.title,
        "short_code": definition.short_code,
        "category": definition.category,
        "summary": definition.summary,
        "search_words": " ".join(definition.search_words)[:300],
    }


def _service(definition: KindDefinition, by: Actor) -> Service | None:
    """The service that the kind fulfils, with its requirements published."""
    if definition.service is None:
        return None
    draft = _service_draft(definition.service)
    return publish_services(drafts=[draft], by=by)[draft.slug]


def _service_draft(table: Mapping[str, Any]) -> ServiceDraft:
    return ServiceDraft(
        slug=str(table["slug"]),
        name=str(table["name"]),
        summary=str(table["summary"]),
        requirements=read_requirements(table.get("requirements", ())),
    )


def content_hash(content: Mapping[str, Any]) -> str:
    """What tells whether two contents are the same."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
