"""Drafts of kinds: begun, saved at every change, published or thrown away."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.letters.editor.longhand import written_out
from balai.letters.editor.starting import copy_of, empty_kind
from balai.letters.enums import Action, KindState
from balai.letters.models import Kind, KindDraft, KindVersion
from balai.letters.operations.kinds import publish_kind

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
    """The draft of a kind: the one that is there, or a new one from its current version (or from `content`)."""
    Kind.objects.select_for_update().get(pk=kind.pk)
    draft = KindDraft.objects.filter(kind=kind).first()
    if draft and content is None:
        return draft
    current = KindVersion.objects.filter(kind=kind).order_by("-number").first()
    if current is None:
        raise KindVersion.DoesNotExist(kind.slug)
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
def publish_draft(*, draft: KindDraft, revision: int, seen: str, by: Actor) -> KindVersion:
    """Publish what the draft says as the next version of its kind, and end the draft.

    `seen` is the identity of the version that the officer compared it with, empty for a new kind. Raises
    `DraftChanged`, `KindMovedOn`, `ShortCodeTaken`, `DefinitionProblem`.
    """
    draft = KindDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.revision != revision:
        raise DraftChanged(draft)
    kind = draft.kind
    if kind:
        Kind.objects.select_for_update().get(pk=kind.pk)
        if str(current_of(kind).pk) != seen:
            raise KindMovedOn
    content = {**draft.content, "slug": kind.slug if kind else _free_slug(draft.title)}
    content.pop("revision", None)
    other = Kind.objects.filter(short_code=content.get("short_code")).exclude(slug=content["slug"]).first()
    if other:
        raise ShortCodeTaken(other)
    version = publish_kind(content=content, by=by)
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
    """Let officers pick the kind."""
    Kind.objects.filter(pk=kind.pk).update(state=KindState.OFFERED)
    record(Action.KIND_OFFERED, by=by, subject=kind, facts={"kind": kind.slug})


@transaction.atomic
def hide_kind(*, kind: Kind, by: Actor) -> None:
    """Take the kind out of what officers pick. Its letters stay as they are."""
    Kind.objects.filter(pk=kind.pk).update(state=KindState.HIDDEN)
    record(Action.KIND_HIDDEN, by=by, subject=kind, facts={"kind": kind.slug})


def current_of(kind: Kind) -> KindVersion:
    """The version of the kind that letters are made from now."""
    return KindVersion.objects.filter(kind=kind).order_by("-number")[0]


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:40].strip("-") or "surat"
    slug, number = wanted, 2
    while Kind.objects.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return slug
