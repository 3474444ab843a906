"""The editor of kinds: the page, saving while typing, the test print, publishing and throwing away."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.calendar import long_date
from balai.core.confirming import confirm
from balai.core.handing_out import pdf_response
from balai.core.typesetting import TypesettingFailed
from balai.letters.definitions import KindDefinition
from balai.letters.editor.changing import acted, with_typed
from balai.letters.editor.checking import examine
from balai.letters.editor.differences import differences
from balai.letters.editor.drawing import Drawing, draw, office_now, sample_print
from balai.letters.editor.page import addable, offered_in, register_rows, structure_of, told_of
from balai.letters.editor.palette import palette
from balai.letters.editor.part_editor import PartEditor
from balai.letters.editor.places import Content, NoSuchPlace, Place, part_at, read_place
from balai.letters.editor.samples import SAMPLES, USUAL, Sample
from balai.letters.forms import PublishForm
from balai.letters.kind_reading import DefinitionProblem
from balai.letters.models import ClassificationCode, Kind, KindDraft
from balai.letters.operations.drafts import (
    DraftChanged,
    DraftTooLarge,
    KindMovedOn,
    ShortCodeTaken,
    discard_draft,
    newest_of,
    publish_draft,
    save_draft,
)
from balai.services.operations import EffectiveInThePast

AT_ONCE = 2
"""Pictures that one officer may have drawn at the same time in a process: a Typst compile cannot be cancelled."""
OPEN, SAMPLE, REVISION, ACTION, FROM_REGISTER = "buka", "contoh", "revisi", "aksi", "baris-dari"


class TooManyAtOnce(Exception):
    """The officer's earlier pictures are still being drawn."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def edit(request: OfficerRequest, draft_id: UUID) -> HttpResponse:
    """The page. Each button sends the open part along, saves it, does what it says and shows the page anew."""
    draft = _draft(draft_id)
    if request.method != "POST":
        return _page(request, draft, _opened(draft, request.GET), _sample(request.GET))
    opened = _opened(draft, request.POST)
    editor = _editor(draft, opened, request.POST)
    if editor and not editor.is_valid():
        return _page(request, draft, opened, _sample(request.POST), editor=editor, status=422)
    try:
        opened = _act(request, draft, opened, editor)
    except (DraftChanged, DraftTooLarge) as refusal:
        messages.error(request, str(refusal))
        status = 409 if isinstance(refusal, DraftChanged) else 422
        return _page(request, draft, opened, _sample(request.POST), editor=editor, status=status)
    if request.POST.get(ACTION) == "terbitkan":
        return redirect("letters:draft_publish", draft.pk)
    query = QueryDict(mutable=True)
    query.update({OPEN: str(opened) if opened else "", SAMPLE: _sample(request.POST).name})
    anchor = f"#{opened}" if opened else "#susunan"
    return redirect(f"{reverse('letters:draft', args=[draft.pk])}?{query.urlencode()}{anchor}")


def _act(
    request: OfficerRequest, draft: KindDraft, opened: Place | None, editor: PartEditor | None
) -> Place | None:
    """Save what was typed together with what the button did; return what is open then."""
    content = _with_typed(draft, opened, editor)
    rows = {path: row for path, _, row in register_rows(content)}
    row = rows.get(request.POST.get(FROM_REGISTER, ""))
    changed = acted(content, opened, request.POST.get(ACTION, ""), row)
    _save(request, draft, changed.content)
    return changed.opened


def _with_typed(draft: KindDraft, opened: Place | None, editor: PartEditor | None) -> Content:
    content: Content = draft.content
    if editor is None or opened is None:
        return content
    published = _published_names(draft) if opened.list_name in {"fields", "parties"} else ()
    return with_typed(content, opened, editor.part, published)


def _save(request: OfficerRequest, draft: KindDraft, content: Content) -> None:
    """Raises `DraftChanged`, `DraftTooLarge`."""
    if content != draft.content:
        save_draft(draft=draft, revision=_revision(request.POST), content=content, by=request.actor)


@require_POST
@requires(Permission.MANAGE_LETTER_KINDS)
def typed(request: OfficerRequest, draft_id: UUID) -> HttpResponse:
    """What was typed a moment ago: saved, and its picture. A piece of the page."""
    draft = get_object_or_404(KindDraft, pk=draft_id)
    opened = _opened(draft, request.POST)
    editor = _editor(draft, opened, request.POST)
    refusal: DraftChanged | DraftTooLarge | None = None
    refused = editor is not None and not editor.is_valid()
    if not refused:
        try:
            _save(request, draft, _with_typed(draft, opened, editor))
        except (DraftChanged, DraftTooLarge) as raised:
            refusal = raised
    context = _looked_at(request, draft, opened, _sample(request.POST))
    context |= {"obstacle": str(refusal or ""), "refused": refused}
    status = 409 if isinstance(refusal, DraftChanged) else 422 if refusal or refused else 200
    return render(
        request, "letters/editor/draft.html#fresh", context, status=429 if context["is_busy"] else status
    )


@require_POST
@requires(Permission.MANAGE_LETTER_KINDS)
def sample(request: OfficerRequest, draft_id: UUID) -> HttpResponse:
    """A test print marked CONTOH, with what is typed now and the sample that is looked at. Nothing is saved."""
    draft = _draft(draft_id)
    opened = _opened(draft, request.POST)
    editor = _editor(draft, opened, request.POST)
    readable = editor if editor and editor.is_valid() else None
    definition = examine(_with_typed(draft, opened, readable)).definition
    try:
        if definition is not None:
            pdf = sample_print(definition, _sample(request.POST), office_now(request.village))
            return pdf_response(pdf, "contoh-surat.pdf")
        messages.error(request, "Belum ada yang bisa dicetak. Perbaiki dulu bagian yang ditandai.")
    except TypesettingFailed as failure:
        messages.error(request, str(failure))
    return redirect("letters:draft", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def publish(request: OfficerRequest, draft_id: UUID) -> HttpResponse:
    """What changes, once more before it counts."""
    draft = _draft(draft_id)
    newest = newest_of(draft.kind) if draft.kind else None
    today, obstacle = timezone.localdate(), ""
    data = request.POST if request.method == "POST" else None
    form = PublishForm(data, initial={"effective_from": today}) if newest else None
    if data is not None and (form is None or form.is_valid()):
        try:
            version = publish_draft(
                draft=draft,
                revision=_revision(request.POST),
                seen=request.POST.get("dibandingkan", ""),
                by=request.actor,
                effective_from=form.cleaned_data["effective_from"] if form else None,
            )
        except (DefinitionProblem, DraftChanged, EffectiveInThePast, KindMovedOn, ShortCodeTaken) as refusal:
            obstacle = str(refusal)
        else:
            since = f" mulai {long_date(version.effective_from)}" if version.effective_from > today else ""
            sentence = f"{version.kind.title} versi {version.number} berlaku{since}. Surat yang sudah terbit tidak berubah."
            messages.success(request, sentence)
            return redirect("letters:kind", version.kind.slug)
    context = {
        "tab": "letters",
        "draft": draft,
        "form": form,
        "newest": newest,
        "is_scheduled": newest is not None and newest.effective_from > today,
        "troubles": examine(draft.content).troubles,
        "differences": differences(newest.content, draft.content) if newest else (),
        "obstacle": obstacle,
    }
    refused = obstacle or (form and form.errors)
    return render(request, "letters/editor/publish.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def discard(request: OfficerRequest, draft_id: UUID) -> HttpResponse:
    """Asks before it throws the draft away."""
    draft = _draft(draft_id)
    if request.method == "POST":
        discard_draft(draft=draft, by=request.actor)
        messages.success(request, f"Konsep {draft.title} dibuang.")
        return redirect("letters:kind", draft.kind.slug) if draft.kind else redirect("letters:kinds")
    return confirm(
        request,
        tab="letters",
        question=f"Buang konsep {draft.title}?",
        consequence="Semua ubahan di konsep ini hilang. Versi yang berlaku dan surat yang sudah terbit tetap."
        if draft.kind
        else "Jenis surat ini belum pernah diterbitkan, jadi seluruhnya hilang.",
        action="Buang konsep",
        danger=True,
        back=reverse("letters:draft", args=[draft.pk]),
    )


def _page(
    request: OfficerRequest,
    draft: KindDraft,
    opened: Place | None,
    sample: Sample,
    *,
    editor: PartEditor | None = None,
    status: int = 200,
) -> HttpResponse:
    if editor is None:
        editor = _editor(draft, opened)
    context = _looked_at(request, draft, opened, sample)
    context |= {
        "tab": "letters",
        "editor": editor,
        "structure": structure_of(draft.content, context["drawing"].examination),
        "palette": _palette(context["definition"], editor),
        "blocks": addable(),
        "inner_blocks": addable(Place((("body", 0), ("blocks", 0)))),
        "register_rows": register_rows(draft.content) if _is_identity(editor) else (),
        **_lists(editor),
    }
    return render(request, "letters/editor/draft.html", context, status=status)


def _editor(draft: KindDraft, opened: Place | None, typed: QueryDict | None = None) -> PartEditor | None:
    """The open part, as kept or as typed; None while none is open."""
    if opened is None:
        return None
    return PartEditor(draft.content, opened, offered_in(draft.content, opened), typed)


def _looked_at(
    request: OfficerRequest, draft: KindDraft, opened: Place | None, sample: Sample
) -> dict[str, Any]:
    """The picture of a draft and what is wrong with it."""
    try:
        drawing, is_busy = _drawing(request, draft, sample), False
    except TooManyAtOnce:
        drawing, is_busy = Drawing(examine(draft.content)), True
    return {
        "draft": draft,
        "opened": opened,
        "sample": sample,
        "samples": SAMPLES,
        "drawing": drawing,
        "definition": drawing.examination.definition,
        "is_busy": is_busy,
        "is_f4": draft.content.get("paper") == "f4",
        "troubles": told_of(draft.content, drawing.examination),
        "open_troubles": drawing.examination.at(opened) if opened is not None else [],
        "obstacle": "",
        "refused": False,
    }


def _palette(definition: KindDefinition | None, editor: PartEditor | None) -> object:
    if definition is None or editor is None or not editor.has_wordings:
        return ()
    return palette(definition, of_members=editor.tells_of_members)


def _lists(editor: PartEditor | None) -> dict[str, object]:
    """What can be looked up about the kind as a whole: codes and categories."""
    if editor is None or editor.place.steps:
        return {"codes": (), "categories": ()}
    categories = Kind.objects.order_by("category").values_list("category", flat=True).distinct()
    return {"codes": ClassificationCode.objects.order_by("code")[:3000], "categories": categories}


def _is_identity(editor: PartEditor | None) -> bool:
    return editor is not None and editor.before.get("block") == "identity"


def _drawing(request: OfficerRequest, draft: KindDraft, sample: Sample) -> Drawing:
    """Raises `TooManyAtOnce`."""
    with _one_of_few(request.user.pk):
        return draw(draft.content, sample, office_now(request.village))


@contextmanager
def _one_of_few(officer: UUID) -> Iterator[None]:
    """Raises `TooManyAtOnce`."""
    with _counting:
        if _being_drawn[officer] >= AT_ONCE:
            raise TooManyAtOnce
        _being_drawn[officer] += 1
    try:
        yield
    finally:
        with _counting:
            _being_drawn[officer] -= 1


_being_drawn: Counter[UUID] = Counter()
_counting = Lock()


def _draft(draft_id: UUID) -> KindDraft:
    return get_object_or_404(KindDraft.objects.select_related("kind", "based_on"), pk=draft_id)


def _opened(draft: KindDraft, chosen: QueryDict) -> Place | None:
    """The part that is open, if the draft (still) has it."""
    try:
        place = read_place(chosen.get(OPEN, ""))
        part_at(draft.content, place)
    except NoSuchPlace:
        return None
    return place


def _sample(chosen: QueryDict) -> Sample:
    return SAMPLES.get(chosen.get(SAMPLE, ""), SAMPLES[USUAL])


def _revision(chosen: QueryDict) -> int:
    revision = chosen.get(REVISION, "")
    if not revision.isdecimal() or len(revision) > 9:
        raise BadRequest("revision")
    return int(revision)


def _published_names(draft: KindDraft) -> set[str]:
    """Names of fields and parties that letters have been made with."""
    published = draft.based_on.content if draft.based_on else {}
    return {str(each.get("name")) for key in ("fields", "parties") for each in published.get(key, [])}
