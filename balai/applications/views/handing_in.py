"""Documents of an application: photographed, scanned or chosen, page by page, with or without a script.

The same page at home and at the counter (`hands`), where an officer may also say that the original was seen.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from balai.accounts.attempts import network_behind, spend_allowance
from balai.applications.filling import Filling
from balai.applications.form.documents import RequiredDocument
from balai.applications.hands import Hands, is_writable
from balai.applications.models import Application, Attachment, Sighting
from balai.applications.operations import attach, detach, see_original, unsee_original
from balai.applications.refusals import NotDraft, TooManyPages
from balai.applications.rules import HOUR, MOST_SENT
from balai.applications.saving import CONFLICT, read_key
from balai.applications.views.filling import page
from balai.documents.forms import PapersField
from balai.documents.models import Document, Upload
from balai.documents.operations import receive_whole
from balai.documents.refusals import FileRefused, NotExamined
from balai.documents.views import answer_piece, answer_refusal, document_response

REMOVE, SEEN, UNSEEN = "hapus", "asli", "asli-batal"
COMES_AGAIN = 300  # seconds; the page keeps the photograph and sends it by itself
TOO_MANY = "Terlalu banyak foto dari jaringan ini. Coba lagi satu jam lagi."


@dataclass(slots=True)
class Paper:
    """One requirement on the page, with the pages that are there; `sighting` where an officer saw the original."""

    required: RequiredDocument
    send: str
    sighting: Sighting | None = None
    papers: list[dict[str, object]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def hint(self) -> str:
        accepted = " atau ".join(self.required.proofs)
        return f"{accepted}. {self.required.note}".strip()


def handed_in(request: HttpRequest, application: Application, hands: Hands) -> HttpResponse:
    """What must be handed in, and what is there."""
    _must_be_writable(application)
    filling = Filling(application, today=timezone.localdate())
    refused: dict[str, str] = {}
    if request.method == "POST":
        try:
            if _pressed(request, application, filling, hands):
                return redirect(hands.pages["papers"], application.pk)
        except NotDraft as refusal:
            shown = _shown(application, filling, hands)
            told = {"filling": filling, "papers": shown, "obstacle": refusal}
            return page(request, "papers", application, hands, status=CONFLICT, **told)
        refused = _take_all(request, application, filling)
        if not refused:
            return redirect(hands.pages["review"], application.pk)
    shown = _shown(application, filling, hands)
    for each in shown:
        each.errors += [refused[each.required.name]] if each.required.name in refused else []
    status = 422 if refused else 200
    return page(request, "papers", application, hands, status=status, filling=filling, papers=shown)


def took_piece(request: HttpRequest, application: Application, requirement: str, key: UUID) -> HttpResponse:
    """A piece of a photograph on its way. Whatever is refused is told in a sentence."""
    _must_be_writable(application)
    filling = Filling(application, today=timezone.localdate())
    if requirement not in {each.name for each in filling.papers}:
        raise Http404("not required")

    def kept(document: Document) -> None:
        attach(application=application, requirement=requirement, document=document)

    if not Upload.objects.filter(key=key).exists() and _is_hasty(request):
        return HttpResponse(status=429, headers={"Retry-After": str(COMES_AGAIN)})
    try:
        return answer_piece(request, key, kept)
    except (NotDraft, TooManyPages) as refusal:
        return answer_refusal(FileRefused(str(refusal)))


def shown_paper(application: Application, document_id: UUID) -> HttpResponse:
    """A page that was handed in, again."""
    attachments = Attachment.objects.select_related("document")
    found = get_object_or_404(attachments, application=application, document=document_id)
    return document_response(found.document, "berkas")


def _must_be_writable(application: Application) -> None:
    if not is_writable(application):
        raise Http404("already sent")


def _pressed(request: HttpRequest, application: Application, filling: Filling, hands: Hands) -> bool:
    """Whether a button beside one of the documents was pressed, which is then done. Raises `NotDraft`."""
    if wanted := request.POST.get(REMOVE):
        _remove(application, wanted, hands)
        return True
    names = {each.name for each in filling.papers} if hands.sees_originals else set()
    for button, does in ((SEEN, see_original), (UNSEEN, unsee_original)):
        if (name := request.POST.get(button)) in names:
            does(application=application, requirement=name, by=hands.by)
            return True
    return False


def _shown(application: Application, filling: Filling, hands: Hands) -> list[Paper]:
    address = reverse(hands.pages["papers"], args=[application.pk])
    seen = {each.requirement: each for each in application.sightings.all()} if hands.sees_originals else {}
    here = {each.name: Paper(each, f"{address}{each.name}/", seen.get(each.name)) for each in filling.papers}
    for attachment in application.attachments.select_related("document"):
        if paper := here.get(attachment.requirement):
            address = reverse(hands.pages["paper"], args=[application.pk, attachment.document_id])
            paper.papers.append({"document": attachment.document, "address": address})
    return list(here.values())


def _take_all(request: HttpRequest, application: Application, filling: Filling) -> dict[str, str]:
    """Without a script all files come at once; those that are good stay, the others are told."""
    if request.FILES and _is_hasty(request, sum(len(request.FILES.getlist(name)) for name in request.FILES)):
        return {each.name: TOO_MANY for each in filling.papers if each.name in request.FILES}
    refused = {}
    for each in filling.papers:
        try:
            for content in PapersField(required=False).clean(request.FILES.getlist(each.name)):
                attach(
                    application=application, requirement=each.name, document=receive_whole(content=content)
                )
        except (FileRefused, NotExamined, NotDraft, TooManyPages) as refusal:
            refused[each.name] = str(refusal)
    return refused


def _is_hasty(request: HttpRequest, files: int = 1) -> bool:
    """Whether the network of the sender has sent more files within an hour than a village does."""
    who = network_behind(request)
    return bool(spend_allowance("applications.files", who=who, cost=files, most=MOST_SENT, each=HOUR))


def _remove(application: Application, wanted: str, hands: Hands) -> None:
    key = read_key(wanted)
    attachment = application.attachments.select_related("document").filter(document=key).first()
    if attachment is not None:
        detach(application=application, attachment=attachment, by=hands.by)
