"""Kinds: those that come with Balai, and new versions."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record, record_each
from balai.letters.definitions import KindDefinition
from balai.letters.drafting import this_village
from balai.letters.enums import Action, Chain, Origin
from balai.letters.kind_reading import read_definition, shipped_definition, shipped_kinds
from balai.letters.models import Kind, KindUpdate, KindVersion, Numbering
from balai.letters.operations.codes import install_codes
from balai.letters.standards import standard_table
from balai.services.enums import Origin as ServiceOrigin
from balai.services.models import Service
from balai.services.operations import (
    EffectiveInThePast,
    bring_standards,
    install_standards,
    supersede_standard,
)
from balai.villages.keys import prepare_district_seal, prepare_seal

_DESCRIPTION = ("title", "short_code", "category", "summary", "search_words")
_SHORT_WORDS = {
    "desa": "Ds",
    "kelurahan": "Kel",
    "kalurahan": "Kal",
    "negeri": "Ng",
    "nagari": "Nag",
    "gampong": "Gp",
}


def prepare_village(*, by: Actor, at: datetime | None = None) -> None:
    """All that the village of the scope needs to serve: standards, seal, kinds, codes, a rule for numbers. Idempotent.

    Raises `KeyMissing` when the keys were lost.
    """
    village = this_village()
    prepare_seal(village, at=at or timezone.now())
    prepare_district_seal(village, at=at or timezone.now())
    install_standards(by=by)
    bring_letters(by=by)
    Numbering.objects.get_or_create(
        defaults={"village_code": abbreviation(village.words.village, village.name)}
    )


@transaction.atomic
def bring_letters(*, by: Actor) -> int:
    """What an update of Balai brings to the village of the scope: kinds and codes; return how many are new.

    What the village has made its own stays. Idempotent.
    """
    kinds = len(install_kinds(by=by))
    codes = install_codes()
    return kinds + codes


def abbreviation(word: str, name: str) -> str:
    """A first suggestion for the village in numbers: 'Ds.Sukamaju', 'Ng.Laha'."""
    return f"{_SHORT_WORDS.get(word, word[:1].upper())}.{name.replace(' ', '')}"[:20]


@transaction.atomic
def install_kinds(*, by: Actor) -> list[KindVersion]:
    """Give the village the kinds that come with Balai; return the versions that are new.

    Where the village has published a version of its own, that one stays, and ours is offered beside it.
    A kind or a text whose short code the village uses for another kind waits until that code is free.
    """
    current = {version.kind.slug: version for version in KindVersion.objects.newest()}
    codes = _codes(current.values())
    shipped = shipped_kinds()
    new = [each for each in shipped if each["slug"] not in current and each["short_code"] not in codes]
    published = _publish_first(new, by)
    for content in shipped:
        version = current.get(str(content["slug"]))
        if version and _is_update(content, version) and _code_is_free(content, current.values()):
            published.append(publish_version(content, Origin.BALAI, _revision(content), by))
        elif version and version.origin == Origin.VILLAGE:
            _offer_update(version.kind, content)
    return published


def _publish_first(contents: Sequence[Mapping[str, Any]], by: Actor) -> list[KindVersion]:
    """What `publish_version` does for a new kind, for many, in a number of queries that does not grow."""
    definitions = [shipped_definition(str(content["slug"])) for content in contents]
    tables = [standard_table(each, each.chain) for each in definitions if each.service]
    services = bring_standards(tables=tables, origin=ServiceOrigin.BALAI, by=by)
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


def _codes(versions: Iterable[KindVersion]) -> set[str]:
    """The short codes that are in use, or will be."""
    return {code for each in versions for code in (each.kind.short_code, str(each.content["short_code"]))}


def _code_is_free(content: Mapping[str, Any], current: Iterable[KindVersion]) -> bool:
    return content["short_code"] not in _codes(each for each in current if each.kind.slug != content["slug"])


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
def publish_kind(*, content: Mapping[str, Any], by: Actor, effective_from: date | None = None) -> KindVersion:
    """Publish a version written by the village, which counts from that day (today, unless one is named).

    Letters issued before keep theirs. A new kind counts at once. Raises `DefinitionProblem`, `EffectiveInThePast`.
    """
    return publish_version(content, Origin.VILLAGE, 0, by, effective_from)


@transaction.atomic
def set_chain(*, kind: Kind, chain: Chain, by: Actor) -> None:
    """Say whose hands letters of this kind go through; its standard then names another time.

    What is proposed already goes on as it began.
    """
    kind.chain = chain
    kind.save(update_fields=["chain"])
    today, versions = timezone.localdate(), KindVersion.objects.filter(kind=kind)
    for version in (*versions.in_force(today), *versions.scheduled(today)):
        day = max(today, version.effective_from)
        _service(version.definition, chain, Origin.VILLAGE, by, day)  # the village itself changed it
    record(Action.CHAIN_CHANGED, by=by, subject=kind, facts={"chain": chain.value})


def publish_version(
    content: Mapping[str, Any], origin: Origin, revision: int, by: Actor, effective_from: date | None = None
) -> KindVersion:
    """Publish a content, whoever wrote it, as the next version of its kind.

    Raises `DefinitionProblem`, `EffectiveInThePast`.
    """
    definition, today = read_definition(content), timezone.localdate()
    kind = Kind.objects.filter(slug=definition.slug).first()
    day = effective_from if kind and effective_from else today
    if day < today:
        raise EffectiveInThePast
    service = _service(definition, Chain(kind.chain if kind else definition.chain), origin, by, day)
    if kind is None:
        kind = Kind(slug=definition.slug, chain=definition.chain)
    kind.service = service or kind.service
    if day == today:
        _describe(kind, definition)
    kind.save()
    last = KindVersion.objects.filter(kind=kind).order_by("-number").values_list("number", flat=True).first()
    version = KindVersion.objects.create(
        kind=kind,
        number=(last or 0) + 1,
        effective_from=day,
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


@transaction.atomic
def describe_kinds(*, today: date) -> int:
    """Let lists tell of each kind what the version says that counts since today; return how many have changed."""
    changed = [
        version.kind
        for version in KindVersion.objects.in_force(today)
        if _describe(version.kind, version.definition)
    ]
    for kind in changed:
        kind.save(update_fields=_DESCRIPTION)
    return len(changed)


def _describe(kind: Kind, definition: KindDefinition) -> bool:
    """Whether that changed anything."""
    told = _described(definition)
    is_new = any(getattr(kind, name) != value for name, value in told.items())
    for name, value in told.items():
        setattr(kind, name, value)
    return is_new


def _described(definition: KindDefinition) -> dict[str, str]:
    """What a list of kinds shows."""
    return {
        "title": definition.title,
        "short_code": definition.short_code,
        "category": definition.category,
        "summary": definition.summary,
        "search_words": ", ".join(definition.search_words)[:300],
    }


def _service(
    definition: KindDefinition, chain: Chain, origin: Origin, by: Actor, day: date
) -> Service | None:
    """The service that the kind fulfils, with its standard published from that day on."""
    if definition.service is None:
        return None
    table = standard_table(definition, chain)
    whose = ServiceOrigin.BALAI if origin is Origin.BALAI else ServiceOrigin.VILLAGE
    return supersede_standard(table=table, origin=whose, effective_from=day, by=by)


def content_hash(content: Mapping[str, Any]) -> str:
    """What tells whether two contents are the same."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
