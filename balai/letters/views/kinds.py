"""The kinds of a village: the list, one kind with its history, its versions, and what Balai offers anew."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.letters.editor.differences import differences
from balai.letters.editor.drawing import draw, office_now
from balai.letters.editor.longhand import written_out
from balai.letters.editor.merging import choices
from balai.letters.editor.places import Content
from balai.letters.editor.samples import SAMPLES, USUAL
from balai.letters.enums import Origin, UpdateAnswer
from balai.letters.models import ClassificationCode, Kind, KindDraft, KindUpdate, KindVersion
from balai.letters.operations.drafts import (
    DraftTooLarge,
    TooManyDrafts,
    begin_draft,
    begin_new_kind,
    current_of,
    hide_kind,
    newest_of,
    offer_kind,
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

_DIFFERENCE = re.compile(r"beda-[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind in the list, with what waits about it."""

    version: KindVersion
    draft: KindDraft | None
    update: KindUpdate | None
    code_name: str


@require_safe
@requires(Permission.MANAGE_LETTER_KINDS)
def kinds(request: OfficerRequest) -> HttpResponse:
    """The kinds of this village with their current versions, drafts and updates."""
    versions = sorted(
        KindVersion.objects.current(), key=lambda version: (version.kind.category, version.kind.title)
    )
    drafts = {draft.kind_id: draft for draft in KindDraft.objects.exclude(kind=None)}
    updates = {update.kind_id: update for update in KindUpdate.objects.waiting()}
    names = ClassificationCode.objects.names_of(version.definition.classification for version in versions)
    rows = [
        KindRow(
            version,
            drafts.get(version.kind_id),
            updates.get(version.kind_id),
            names.get(version.definition.classification, ""),
        )
        for version in versions
    ]
    context = {
        "tab": "letters",
        "rows": rows,
        "new_drafts": KindDraft.objects.filter(kind=None).order_by("-changed_at"),
        "updates": list(updates.values()),
    }
    return render(request, "letters/kinds.html", context)


@require_safe
@requires(Permission.MANAGE_LETTER_KINDS)
def kind(request: OfficerRequest, slug: str) -> HttpResponse:
    """One kind: what it is, its draft, its history."""
    chosen = get_object_or_404(Kind, slug=slug)
    versions = list(KindVersion.objects.filter(kind=chosen).defer("content").order_by("-number"))
    current = current_of(chosen)
    context = {
        "tab": "letters",
        "kind": chosen,
        "definition": current.definition,
        "current": current,
        "versions": versions,
        "scheduled": KindVersion.objects.filter(kind=chosen).scheduled(timezone.localdate()),
        "draft": KindDraft.objects.filter(kind=chosen).first(),
        "update": KindUpdate.objects.waiting().filter(kind=chosen).first(),
        "answered": KindUpdate.objects.filter(kind=chosen)
        .exclude(answer=UpdateAnswer.WAITING)
        .order_by("-answered_at"),
        "code": ClassificationCode.objects.filter(code=current.definition.classification).first(),
        "letters": chosen.letters.count(),
    }
    return render(request, "letters/kind.html", context)


@require_safe
@requires(Permission.MANAGE_LETTER_KINDS)
def version(request: OfficerRequest, slug: str, number: int) -> HttpResponse:
    """A version as it looks with a sample resident, and what it changed."""
    versions = KindVersion.objects.select_related("kind")
    chosen = get_object_or_404(versions, kind__slug=slug, number=number)
    before = versions.filter(kind=chosen.kind, number__lt=number).order_by("-number").first()
    sample = SAMPLES.get(request.GET.get("contoh", ""), SAMPLES[USUAL])
    context = {
        "tab": "letters",
        "version": chosen,
        "before": before,
        "differences": differences(before.content, chosen.content) if before else (),
        "sample": sample,
        "samples": SAMPLES,
        "drawing": draw(written_out(chosen.content), sample, office_now(request.village)),
        "is_current": current_of(chosen.kind).pk == chosen.pk,
    }
    return render(request, "letters/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def new(request: OfficerRequest) -> HttpResponse:
    """Begin a kind that is not there yet: empty, or a copy of another."""
    versions = KindVersion.objects.current()
    if request.method == "POST":
        slug = request.POST.get("salinan", "")
        source = get_object_or_404(versions, kind__slug=slug) if slug else None
        try:
            draft = begin_new_kind(copied_from=source, by=request.actor)
        except TooManyDrafts as refusal:
            messages.error(request, str(refusal))
            return redirect("letters:kinds")
        return redirect(f"{reverse('letters:draft', args=[draft.pk])}?buka=tentang#tentang")
    context = {
        "tab": "letters",
        "versions": sorted(versions, key=lambda version: version.kind.title),
        "copied": request.GET.get("salinan", ""),
    }
    return render(request, "letters/new_kind.html", context)


@require_POST
@requires(Permission.MANAGE_LETTER_KINDS)
def change(request: OfficerRequest, slug: str) -> HttpResponse:
    """Open the draft of a kind, begun now or before."""
    draft = begin_draft(kind=get_object_or_404(Kind, slug=slug), by=request.actor)
    return redirect("letters:draft", draft.pk)


@require_POST
@requires(Permission.MANAGE_LETTER_KINDS)
def set_state(request: OfficerRequest, slug: str) -> HttpResponse:
    """Let officers pick the kind, or take it out of what they pick."""
    chosen = get_object_or_404(Kind, slug=slug)
    if request.POST.get("keadaan") == "sembunyi":
        hide_kind(kind=chosen, by=request.actor)
        messages.success(
            request, f"{chosen.title} disembunyikan dari daftar. Surat yang sudah terbit tetap berlaku."
        )
    else:
        offer_kind(kind=chosen, by=request.actor)
        messages.success(request, f"{chosen.title} bisa dipilih lagi.")
    return redirect("letters:kind", chosen.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def update(request: OfficerRequest, update_id: UUID) -> HttpResponse:
    """Balai's new revision beside the village's own, and what to do about it."""
    offered = get_object_or_404(KindUpdate.objects.select_related("kind"), pk=update_id)
    current = newest_of(offered.kind)
    stale: TextChanged | None = None
    if request.method == "POST":
        try:
            return _answered(request, offered)
        except TextChanged as changed:
            stale = changed
        except (DraftTooLarge, UpdateAnswered) as refusal:
            messages.error(request, str(refusal))
            return redirect("letters:kind", offered.kind.slug)
    own = own_text(offered.kind)
    context = {
        "tab": "letters",
        "update": offered,
        "current": current,
        "has_draft": KindDraft.objects.filter(kind=offered.kind).exists(),
        "base": content_hash(own),
        "choices": choices(own, offered.content, _origin(offered.kind)),
        "is_waiting": offered.answer == UpdateAnswer.WAITING,
        "stale": stale,
    }
    return render(request, "letters/update.html", context, status=409 if stale else 200)


def _origin(kind: Kind) -> Content | None:
    """Balai's last text that the village had: what it has changed since is its own."""
    versions = KindVersion.objects.filter(kind=kind, origin=Origin.BALAI).order_by("-number")
    return versions.values_list("content", flat=True).first()


def _answered(request: OfficerRequest, offered: KindUpdate) -> HttpResponse:
    match request.POST.get("jawaban", ""):
        case UpdateAnswer.TAKEN:
            taken = take_update(update=offered, by=request.actor)
            messages.success(
                request, f"{offered.kind.title} versi {taken.number} berlaku, sama dengan bawaan Balai."
            )
        case UpdateAnswer.DECLINED:
            decline_update(update=offered, by=request.actor)
            messages.success(request, "Surat Anda tetap seperti sekarang. Revisi ini tidak ditawarkan lagi.")
        case UpdateAnswer.DRAFTED:
            taken_new = {
                int(name.removeprefix("beda-"))
                for name, side in request.POST.items()
                if _DIFFERENCE.fullmatch(name) and side == "baru"
            }
            seen = request.POST.get("dasar", "")
            draft = draft_update(update=offered, seen=seen, taken=taken_new, by=request.actor)
            messages.success(request, "Konsep berisi gabungan pilihan Anda. Periksa, lalu terbitkan.")
            return redirect("letters:draft", draft.pk)
        case _:
            raise Http404
    return redirect("letters:kind", offered.kind.slug)
