"""Drafts: one a kind, saved at every change, never overwritten unseen, published as a new version."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.letters.editor.places import Content
from balai.letters.enums import Action, KindState, Origin, UpdateAnswer
from balai.letters.kind_reading import DefinitionProblem
from balai.letters.models import Kind, KindDraft, KindUpdate, KindVersion
from balai.letters.operations import install_kinds, publish_kind
from balai.letters.operations import kinds as kind_operations
from balai.letters.operations.drafts import (
    LARGEST,
    DraftChanged,
    DraftTooLarge,
    KindMovedOn,
    ShortCodeTaken,
    begin_draft,
    begin_new_kind,
    current_of,
    discard_draft,
    hide_kind,
    offer_kind,
    publish_draft,
    save_draft,
)
from balai.letters.operations.kinds import content_hash
from balai.letters.operations.updates import (
    TextChanged,
    UpdateAnswered,
    decline_update,
    draft_update,
    own_text,
    take_update,
)
from balai.tenancy.models import Village
from tests.letters.factories import BY, issue, make_wish

pytestmark = pytest.mark.django_db
OTHER = Actor.system("Ratna")


def domicile() -> Kind:
    return Kind.objects.get(slug="domisili")


def seen_of(kind: Kind) -> str:
    return content_hash(own_text(kind))


def retitled(draft: KindDraft, title: str) -> Content:
    return {**deepcopy(draft.content), "title": title}


def publish(draft: KindDraft) -> KindVersion:
    seen = str(current_of(draft.kind).pk) if draft.kind else ""
    return publish_draft(draft=draft, revision=draft.revision, seen=seen, by=BY)


def test_a_kind_has_one_draft_whoever_begins_it(ready: Village) -> None:
    first = begin_draft(kind=domicile(), by=BY)
    second = begin_draft(kind=domicile(), by=OTHER)

    assert first == second
    assert KindDraft.objects.count() == 1


def test_who_saves_an_older_draft_is_told_who_changed_it(ready: Village) -> None:
    draft = begin_draft(kind=domicile(), by=BY)
    stale = KindDraft.objects.get()
    save_draft(draft=draft, revision=0, content=retitled(draft, "Punya Ratna"), by=OTHER)

    with pytest.raises(DraftChanged, match="Ratna") as conflict:
        save_draft(draft=stale, revision=0, content=retitled(stale, "Punya saya"), by=BY)

    assert conflict.value.draft.title == "Punya Ratna"
    assert KindDraft.objects.get().title == "Punya Ratna"


def test_a_draft_may_be_wrong_but_not_without_end(ready: Village) -> None:
    draft = begin_draft(kind=domicile(), by=BY)

    save_draft(draft=draft, revision=0, content=retitled(draft, ""), by=BY)
    with pytest.raises(DraftTooLarge):
        save_draft(draft=draft, revision=1, content=retitled(draft, "x" * LARGEST), by=BY)

    assert KindDraft.objects.get().content["title"] == ""


def test_publishing_makes_a_version_and_letters_keep_theirs(ready: Village) -> None:
    letter = issue(make_wish("domisili"))
    draft = begin_draft(kind=domicile(), by=BY)
    save_draft(draft=draft, revision=0, content=retitled(draft, "Surat Domisili Warga"), by=BY)

    version = publish(draft)

    assert (version.number, version.origin) == (2, Origin.VILLAGE)
    assert domicile().title == "Surat Domisili Warga"
    letter.refresh_from_db()
    assert (letter.version.number, letter.title) == (1, "Surat Keterangan Domisili")
    assert not KindDraft.objects.exists()


def test_a_wrong_draft_is_not_published(ready: Village) -> None:
    draft = begin_draft(kind=domicile(), by=BY)
    content = deepcopy(draft.content)
    content["body"][0]["text"][0]["text"] = "{resident.shoe_size}"
    save_draft(draft=draft, revision=0, content=content, by=BY)

    with pytest.raises(DefinitionProblem, match="shoe_size"):
        publish(draft)

    assert current_of(domicile()).number == 1


def test_a_draft_is_not_published_over_a_version_that_nobody_has_compared(ready: Village) -> None:
    draft = begin_draft(kind=domicile(), by=BY)
    before = str(current_of(domicile()).pk)
    publish_kind(content={**current_of(domicile()).content, "title": "Surat Lain"}, by=BY)

    with pytest.raises(KindMovedOn):
        publish_draft(draft=draft, revision=0, seen=before, by=BY)

    assert domicile().title == "Surat Lain"


def test_a_new_kind_needs_an_abbreviation_of_its_own(ready: Village) -> None:
    source = current_of(domicile())
    draft = begin_new_kind(copied_from=source, by=BY)
    content = {**draft.content, "short_code": source.definition.short_code}
    save_draft(draft=draft, revision=0, content=content, by=BY)

    with pytest.raises(ShortCodeTaken, match="Surat Keterangan Domisili"):
        publish(draft)


def test_a_copy_is_a_kind_of_its_own(ready: Village) -> None:
    draft = begin_new_kind(copied_from=current_of(domicile()), by=BY)

    version = publish(draft)

    assert version.kind.slug == "salinan-surat-keterangan-domisili"
    assert version.kind.service is None
    assert version.definition.body == current_of(domicile()).definition.body


def test_what_is_done_to_kinds_is_in_the_trail(ready: Village) -> None:
    kind = domicile()
    discard_draft(draft=begin_draft(kind=kind, by=BY), by=BY)
    hide_kind(kind=kind, by=BY)
    offer_kind(kind=kind, by=BY)

    done = list(
        AuditEntry.objects.filter(action__startswith="letters.kind_").values_list("action", flat=True)
    )
    assert set(done) >= {
        Action.KIND_DRAFTED,
        Action.KIND_DRAFT_DISCARDED,
        Action.KIND_HIDDEN,
        Action.KIND_OFFERED,
    }
    assert domicile().state == KindState.OFFERED


@pytest.fixture
def changed_by_balai(ready: Village, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The village has a domicile letter of its own, and Balai comes with a new text for it."""
    content = current_of(domicile()).content
    publish_kind(content={**content, "title": "Surat Domisili Kami"}, by=BY)
    ours = {**content, "revision": 7, "summary": "Ringkasan yang baru dari Balai."}
    others = [each for each in kind_operations.shipped_kinds() if each["slug"] != "domisili"]
    monkeypatch.setattr(kind_operations, "shipped_kinds", lambda: [*others, ours])
    return ours


def test_a_new_revision_is_offered_beside_the_villages_own(changed_by_balai: Any) -> None:
    install_kinds(by=BY)
    install_kinds(by=BY)

    update = KindUpdate.objects.get()
    assert (update.revision, update.answer) == (7, UpdateAnswer.WAITING)
    assert domicile().title == "Surat Domisili Kami"


def test_a_declined_revision_is_not_offered_again(changed_by_balai: Any) -> None:
    install_kinds(by=BY)
    decline_update(update=KindUpdate.objects.get(), by=OTHER)
    install_kinds(by=BY)

    update = KindUpdate.objects.get()
    assert (update.answer, update.answered_label) == (UpdateAnswer.DECLINED, OTHER.label)
    with pytest.raises(UpdateAnswered):
        take_update(update=update, by=BY)


def test_a_revision_that_is_taken_becomes_the_current_version(changed_by_balai: Any) -> None:
    install_kinds(by=BY)

    version = take_update(update=KindUpdate.objects.get(), by=BY)

    assert (version.number, version.origin, version.revision) == (3, Origin.BALAI, 7)
    assert domicile().summary == "Ringkasan yang baru dari Balai."


def test_a_revision_is_merged_by_hand_in_a_draft(changed_by_balai: Any) -> None:
    install_kinds(by=BY)
    begin_draft(kind=domicile(), by=BY)

    update = KindUpdate.objects.get()
    draft = draft_update(update=update, seen=seen_of(domicile()), taken=range(100), by=BY)

    assert draft.content["summary"] == "Ringkasan yang baru dari Balai."
    assert KindDraft.objects.get().revision == 1
    assert domicile().title == "Surat Domisili Kami"


def change_the_draft() -> None:
    draft = KindDraft.objects.get()
    save_draft(draft=draft, revision=draft.revision, content={**draft.content, "title": "Lain"}, by=OTHER)


def publish_another() -> None:
    publish_kind(
        content={**KindVersion.objects.current().get(kind=domicile()).content, "title": "Lain"}, by=OTHER
    )


@pytest.mark.parametrize(("is_drafted", "happens"), [(True, change_the_draft), (False, publish_another)])
def test_nothing_is_merged_with_a_text_that_changed_after_it_was_compared(
    changed_by_balai: Any, is_drafted: bool, happens: Callable[[], object]
) -> None:
    install_kinds(by=BY)
    if is_drafted:
        begin_draft(kind=domicile(), by=BY)
    seen = seen_of(domicile())
    happens()
    before = [(draft.content, draft.revision) for draft in KindDraft.objects.all()]

    with pytest.raises(TextChanged):
        draft_update(update=KindUpdate.objects.get(), seen=seen, taken=range(100), by=BY)

    assert [(draft.content, draft.revision) for draft in KindDraft.objects.all()] == before
    assert KindUpdate.objects.get().answer == UpdateAnswer.WAITING


def test_a_newer_revision_takes_the_place_of_one_that_waits(
    changed_by_balai: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_kinds(by=BY)
    newer = {**changed_by_balai, "revision": 8, "summary": "Lebih baru lagi."}
    monkeypatch.setattr(kind_operations, "shipped_kinds", lambda: [newer])
    install_kinds(by=BY)

    assert [update.revision for update in KindUpdate.objects.all()] == [8]
