"""Drafts of kinds: begun, saved at every change, published or thrown away."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core.slugs import free_slug, slug_of
from balai.letters.editor.longhand import written_out
from balai.letters.editor.starting import copy_of, empty_kind
from balai.letters.enums import Action, KindState
from balai.letters.models import Kind, KindDraft, KindVersion
from balai.letters.models.kinds import KindQuerySet
from balai.letters.operations.kinds import publish_kind
from balai.services.operations import set_offered

LARGEST = 200_000
MOST_NEW_DRAFTS = 30
"""Letters of the whole content as JSON; the largest kind that comes with Balai has a tenth of that."""


class DraftChanged(Exception):
    """Somebody else changed the draft meanwhile; nothing was saved. `str()` is a sentence."""

    def __init__(self, draft: KindDraft) -> None:
        super().__init__(
            f"{draft.changed_label} mengubah konsep ini sesudah Anda membukanya. "
            "Muat ulang halaman untuk melihat perubahannya, lalu ulangi ubahan Anda."
        )
        self.draft = draft


class DraftTooLarge(ValueError):
    """More than a kind may hold; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Isi jenis surat ini terlalu banyak. Hapus bagian yang tidak perlu.")


class TooManyDrafts(ValueError):
    """`str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__(f"Sudah ada {MOST_NEW_DRAFTS} konsep baru. Terbitkan atau buang dulu yang lama.")


class KindMovedOn(Exception):
    """A newer version was published after the draft was begun; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Ada versi yang lebih baru sejak konsep ini dibuat. Lihat dulu bedanya di bawah, lalu terbitkan lagi."
        )


class ShortCodeTaken(ValueError):
    """Another kind has this abbreviation; `str()` is a sentence."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"Singkatan ini sudah dipakai {kind.title}. Pilih singkatan lain di Tentang surat.")


@transaction.atomic
def begin_draft(*, kind: Kind, by: Actor, content: Mapping[str, Any] | None = None) -> KindDraft:
    """The draft of a kind: the one that is there, or a new one from its newest version (or from `content`)."""
    Kind.objects.select_for_update().get(pk=kind.pk)
    draft = KindDraft.objects.filter(kind=kind).first()
    if draft and content is None:
        return draft
    current = newest_of(kind)
    if draft:
        return save_draft(
            draft=draft, revision=draft.revision, content=written_out(dict(content or {})), by=by
        )
    return _begin(written_out(dict(content or current.content)), by, kind=kind, based_on=current)


@transaction.atomic
def begin_new_kind(*, copied_from: KindVersion | None, by: Actor) -> KindDraft:
    """A draft of a kind that does not exist yet: empty, or with everything that another kind says."""
    if KindDraft.objects.filter(kind=None).count() >= MOST_NEW_DRAFTS:
        raise TooManyDrafts
    content = copy_of(written_out(copied_from.content)) if copied_from else written_out(empty_kind())
    return _begin(content, by, kind=None, based_on=None)


def _begin(content: Any, by: Actor, *, kind: Kind | None, based_on: KindVersion | None) -> KindDraft:
    draft = KindDraft.objects.create(
        kind=kind,
        based_on=based_on,
        content=content,
        changed_at=timezone.now(),
        changed_by=by.officer,
        changed_label=by.label,
    )
    record(Action.KIND_DRAFTED, by=by, subject=draft, facts={"kind": kind.slug if kind else ""})
    return draft


def save_draft(*, draft: KindDraft, revision: int, content: Mapping[str, Any], by: Actor) -> KindDraft:
    """Save a change of the draft as it was at `revision`. The trail tells of its beginning and end, not of each key.

    Raises `DraftChanged`, `DraftTooLarge`; nothing is saved then.
    """
    if len(json.dumps(content)) > LARGEST:
        raise DraftTooLarge
    now = timezone.now()
    saved = KindDraft.objects.filter(pk=draft.pk, revision=revision).update(
        content=content,
        revision=revision + 1,
        changed_at=now,
        changed_by=by.officer,
        changed_label=by.label,
    )
    if not saved:
        raise DraftChanged(KindDraft.objects.get(pk=draft.pk))
    draft.content, draft.revision, draft.changed_at = dict(content), revision + 1, now
    draft.changed_by, draft.changed_label = by.officer, by.label
    return draft


@transaction.atomic
def publish_draft(
    *, draft: KindDraft, revision: int, seen: str, by: Actor, effective_from: date | None = None
) -> KindVersion:
    """Publish what the draft says as the next version of its kind, from that day on, and end the draft.

    `seen` is the identity of the version that the officer compared it with, empty for a new kind. Raises
    `DraftChanged`, `KindMovedOn`, `ShortCodeTaken`, `DefinitionProblem`, `EffectiveInThePast`.
    """
    kind = draft.kind
    if kind:  # the kind first, as whoever begins a draft does
        Kind.objects.select_for_update().get(pk=kind.pk)
    draft = KindDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.revision != revision:
        raise DraftChanged(draft)
    if kind and str(newest_of(kind).pk) != seen:
        raise KindMovedOn
    content = {**draft.content, "slug": kind.slug if kind else _free_slug(draft.title)}
    content.pop("revision", None)
    other = _with_short_code(str(content.get("short_code", ""))).exclude(slug=content["slug"]).first()
    if other:
        raise ShortCodeTaken(other)
    version = publish_kind(content=content, by=by, effective_from=effective_from)
    draft.delete()
    return version


@transaction.atomic
def discard_draft(*, draft: KindDraft, by: Actor) -> None:
    """Throw a draft away. What has been published stays."""
    record(
        Action.KIND_DRAFT_DISCARDED,
        by=by,
        subject=draft,
        facts={"kind": draft.kind.slug if draft.kind else "", "revision": draft.revision},
    )
    draft.delete()


@transaction.atomic
def offer_kind(*, kind: Kind, by: Actor) -> None:
    """Let officers pick the kind, and residents find its service."""
    Kind.objects.filter(pk=kind.pk).update(state=KindState.OFFERED)
    if kind.service:
        set_offered(service=kind.service, offered=True, by=by)
    record(Action.KIND_OFFERED, by=by, subject=kind, facts={"kind": kind.slug})


@transaction.atomic
def hide_kind(*, kind: Kind, by: Actor) -> None:
    """Take the kind out of what officers pick, its service out of what residents find. Its letters stay as they are."""
    Kind.objects.filter(pk=kind.pk).update(state=KindState.HIDDEN)
    if kind.service:
        set_offered(service=kind.service, offered=False, by=by)
    record(Action.KIND_HIDDEN, by=by, subject=kind, facts={"kind": kind.slug})


def current_of(kind: Kind) -> KindVersion:
    """The version of the kind that letters are made from now."""
    return KindVersion.objects.filter(kind=kind).current()[0]


def newest_of(kind: Kind) -> KindVersion:
    """The version of the kind that was published last, even if it does not count yet."""
    return KindVersion.objects.filter(kind=kind).newest()[0]


def _with_short_code(code: str) -> KindQuerySet:
    """Kinds that have this abbreviation, or are to have it."""
    newest = KindVersion.objects.filter(content__short_code=code, kind=OuterRef("pk"))
    return Kind.objects.filter(
        Q(short_code=code) | Exists(newest.filter(effective_from__gt=timezone.localdate()))
    )


def _free_slug(title: str) -> str:
    wanted = slug_of(title, longest=40, otherwise="surat")
    return free_slug(wanted, Kind.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
