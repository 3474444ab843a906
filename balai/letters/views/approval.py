"""What waits for this officer: looking at a proposed letter, approving one or many, sending it back."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import record, record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.bsre import Passphrase
from balai.core.confirming import confirm
from balai.letters.chain import Office, changed_since, step_for, waiting_for
from balai.letters.differences import differences, fingerprint, told
from balai.letters.drafting import NobodyMaySign, draft_letter
from balai.letters.enums import Action, ProposalState, Step
from balai.letters.forms import ReasonForm
from balai.letters.issue_page import preview_of
from balai.letters.models import Letter, Proposal
from balai.letters.operations import send_back, withdraw_proposal
from balai.letters.operations.approving import Approval, approve_many, seal_many
from balai.letters.operations.sealing import seal_choice
from balai.letters.operations.signing import wish_of
from balai.letters.rules import StepNotAllowed
from balai.letters.typed_people import doubted
from balai.letters.views.days import today_at
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for

ON_A_PAGE = 20
"""Drawing and sealing so many takes a few seconds; the rest follows on the next page."""


@require_safe
@requires(Permission.ISSUE_LETTERS)
def inbox(request: OfficerRequest) -> HttpResponse:
    """What this officer checks or signs today, the oldest first."""
    office = Office.of(today_at(request.village))
    waiting = waiting_for(request.user, office)
    shown = waiting[:ON_A_PAGE]
    changed, questionable = changed_since(shown), doubted(shown)
    record(Action.LISTED, by=request.actor, facts={"count": len(shown)})
    rows = [
        {
            "proposal": proposal,
            "signs": step_for(request.user, proposal, office) is Step.SIGN,
            "seen": fingerprint(proposal.facts_then),
            "changed": proposal.pk in changed,
            "doubted": proposal.pk in questionable,
        }
        for proposal in shown
    ]
    choice = seal_choice()
    context = {
        "tab": "letters",
        "rows": rows,
        "waiting": len(waiting),
        "is_official": office.has(request.user),
        "asks_passphrase": choice.is_certified and any(row["signs"] for row in rows),
        "choice": choice,
        "unsealed": Letter.objects.unsealed_by(request.user).for_list()[:ON_A_PAGE],
    }
    return render(request, "letters/inbox.html", context)


@require_safe
@requires(Permission.ISSUE_LETTERS)
def proposals(request: OfficerRequest) -> HttpResponse:
    """Where the letters are that were proposed and not signed yet; sent back ones first."""
    mine = request.GET.get("semua") != "1"
    found = Proposal.objects.unfinished().for_list()
    if mine:
        found = found.of(request.user)
    shown = sorted(found[:200], key=lambda proposal: proposal.state != ProposalState.RETURNED)
    record(Action.LISTED, by=request.actor, facts={"count": len(shown)})
    return render(request, "letters/proposals.html", {"tab": "letters", "proposals": shown, "mine": mine})


@require_safe
@requires(Permission.READ_LETTERS)
def proposal(request: OfficerRequest, proposal_id: UUID) -> HttpResponse:
    """One proposed letter: its picture, what changed in the register since, who did what, and the next step."""
    found = get_object_or_404(Proposal.objects.whole(), pk=proposal_id)
    record_access(by=request.actor, resident=found.resident, purpose=f"Memeriksa usulan: {found.kind}")
    office = Office.of(today_at(request.village))
    step = step_for(request.user, found, office)
    definition = found.version.definition
    signer = office.signer(definition, request.user) if step is Step.SIGN else None
    waiting = found.state in (ProposalState.PROPOSED, ProposalState.CHECKED, ProposalState.RETURNED)
    context = {
        "tab": "letters",
        "proposal": found,
        "steps": found.steps.select_related("official"),
        "next_step": step,
        "signer": signer,
        "preview": preview_of(wish_of(found), signer=signer) if waiting else None,
        "may_propose": Permission.ISSUE_LETTERS in request.permissions,
        "is_returned": found.state == ProposalState.RETURNED,
        "is_waiting": waiting,
        "asks_passphrase": step is Step.SIGN and seal_choice().is_certified,
    }
    try:
        now = told(draft_letter(wish_of(found), signer=signer))
        context |= {"seen": fingerprint(now), "differences": differences(definition, found.facts_then, now)}
    except NobodyMaySign:
        context |= {"seen": "", "differences": []}
    return render(request, "letters/proposal.html", context)


@require_safe
@requires(Permission.ISSUE_LETTERS)
def picture(request: OfficerRequest, proposal_id: UUID) -> HttpResponse:
    """The first page of a proposed letter as it would look now, for the list."""
    found = get_object_or_404(Proposal.objects.whole(), pk=proposal_id)
    record_access(by=request.actor, resident=found.resident, purpose=f"Melihat usulan: {found.kind}")
    drawn = preview_of(wish_of(found))
    if drawn is None or not drawn.drawn:
        return HttpResponse(status=404)
    return HttpResponse(drawn.drawn[0], content_type="image/svg+xml")


@sensitive_post_parameters("passphrase")
@require_POST
@requires(Permission.ISSUE_LETTERS)
@opens_own_scopes
def approve(request: OfficerRequest) -> HttpResponse:
    """Approve what was ticked, one after the other, and say for each what came of it."""
    chosen = list(_chosen(request))[:ON_A_PAGE]
    if not chosen:
        messages.info(request, "Centang dulu suratnya.")
        return redirect("letters:inbox")
    found = approve_many(
        village=request.village, chosen=chosen, by=request.actor, passphrase=_passphrase(request)
    )
    return _told(request, list(found))


@sensitive_post_parameters("passphrase")
@require_POST
@requires(Permission.ISSUE_LETTERS)
@opens_own_scopes
def seal(request: OfficerRequest) -> HttpResponse:
    """Try again to have BSrE sign letters that wait with their number."""
    passphrase = _passphrase(request)
    letters = [key for key, _ in _chosen(request)][:ON_A_PAGE]
    if passphrase is None or not letters:
        messages.error(request, "Centang suratnya, lalu isi passphrase TTE.")
        return redirect("letters:inbox")
    return _told(
        request,
        list(seal_many(village=request.village, letters=letters, by=request.actor, passphrase=passphrase)),
    )


def _passphrase(request: OfficerRequest) -> Passphrase | None:
    text = request.POST.get("passphrase", "")
    return Passphrase(text) if text else None


def _told(request: OfficerRequest, approvals: list[Approval]) -> HttpResponse:
    """What came of each: a page, a piece for the script, or for a single letter the letter itself."""
    if not approvals:
        raise Http404
    if len(approvals) == 1 and not request.htmx:
        return _one(request, approvals[0])
    with acting_for(request.village):
        if request.htmx:
            return render(request, "letters/approved.html#result", {"approval": approvals[0]})
        context = {"tab": "letters", "approvals": approvals, "done": sum(each.is_done for each in approvals)}
        return render(request, "letters/approved.html", context)


def _chosen(request: OfficerRequest) -> Iterator[tuple[UUID, str]]:
    """What was ticked: '<proposal>:<fingerprint of what was seen>'."""
    for text in request.POST.getlist("pilih"):
        key, _, seen = text.partition(":")
        try:
            yield UUID(key), seen
        except ValueError:
            continue


def _one(request: OfficerRequest, approval: Approval) -> HttpResponse:
    if approval.problem:
        messages.error(request, approval.problem)
    if approval.letter is not None:
        fresh = "?terbit" if approval.is_done else ""
        return redirect(reverse("letters:detail", args=[approval.letter.pk]) + fresh)
    if approval.problem and approval.proposal:
        return redirect("letters:proposal", approval.proposal.pk)
    messages.success(request, "Paraf dibubuhkan. Surat diteruskan untuk ditandatangani.")
    return redirect("letters:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def return_proposal(request: OfficerRequest, proposal_id: UUID) -> HttpResponse:
    """Send a proposed letter back, saying what must be corrected."""
    found = get_object_or_404(Proposal.objects.whole(), pk=proposal_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            send_back(proposal=found, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
            messages.success(request, "Surat dikembalikan kepada pengusul.")
        except StepNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("letters:inbox")
    return confirm(
        request,
        tab="letters",
        question=f"Kembalikan surat untuk {found.holder_name}?",
        consequence="Pengusul membaca alasan Anda, membetulkan suratnya, lalu mengusulkan lagi.",
        action="Kembalikan",
        back=reverse("letters:proposal", args=[found.pk]),
        form=form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def withdraw(request: OfficerRequest, proposal_id: UUID) -> HttpResponse:
    """Take a proposal back for good."""
    found = get_object_or_404(Proposal.objects.whole(), pk=proposal_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_proposal(proposal=found, reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, "Usulan ditarik. Tidak ada nomor yang terpakai.")
        except StepNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("letters:proposals")
    return confirm(
        request,
        tab="letters",
        question=f"Tarik usulan surat untuk {found.holder_name}?",
        consequence="Usulan ini berakhir di sini. Untuk surat yang sama, buat usulan baru.",
        action="Tarik usulan",
        danger=True,
        back=reverse("letters:proposal", args=[found.pk]),
        form=form,
    )
