"""Who stands there: the ladder of ways that the village allows for the chosen kind."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.access.claims import Claim
from balai.access.enums import Way
from balai.access.operations import NotRecognised
from balai.accounts.attempts import TooManyAttempts
from balai.core import files
from balai.introductions.operations import current_rules, is_introduction, photograph_paper, read_introduction
from balai.introductions.refusals import ForAnotherService, IntroductionRefused
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.forms.visit import BirthForm, IntroductionForm, PaperPhotoForm, SecretForm
from balai.kiosk.http import KioskRequest, let_camera
from balai.kiosk.ladder import STRONG
from balai.kiosk.matter import Matter, Screen, matter_of
from balai.kiosk.operations.errands import attach_introduction
from balai.kiosk.operations.visits import enter_training, recognise_visitor, welcome
from balai.kiosk.visiting import VisitRequest, onward, page_at, recognised, visit_page

SECRET = "rahasia"  # noqa: S105  # the name of a page
FORMS: dict[str, tuple[type[SecretForm] | type[BirthForm], frozenset[Way]]] = {
    SECRET: (SecretForm, frozenset({Way.CARD_PIN, Way.TAG_PIN, Way.NIK_PIN})),
    "ibu": (BirthForm, frozenset({Way.BIRTH_MOTHER})),
}
"""By what is asked: the form, and the ways that it can lead to."""


@require_http_methods(["GET", "HEAD", "POST"])
@visit_page
def identify(request: VisitRequest) -> HttpResponse:
    """NIK or card with a PIN first; other ways are one touch away. Wrong data is told in one sentence, whatever it was."""
    matter = _open_matter(request)
    if matter and matter.screen is not Screen.IDENTIFY:
        return redirect("kiosk:onward")
    asked = request.GET.get("cara", SECRET)
    form_class, _ = FORMS.get(asked, FORMS[SECRET])
    if request.method != "POST":
        return _asked(request, matter, asked)
    if request.visit.is_training:
        enter_training(visit=request.visit)
        return redirect("kiosk:onward") if matter else recognised(request.visit)
    return _answered(request, matter, form_class(request.POST), asked)


@page_at(Screen.IDENTIFY)
def _asked(request: KioskRequest, matter: Matter | None, asked: str = SECRET) -> HttpResponse:
    form_class, leads_to = FORMS.get(asked, FORMS[SECRET])
    return _shown(request, matter, form_class() if leads_to & _allowed(matter) else None, asked)


def _answered(
    request: VisitRequest, matter: Matter | None, form: SecretForm | BirthForm, asked: str
) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, matter, form, asked, status=422)
    if isinstance(form, SecretForm) and form.has_only_scanned:
        shown = IntroductionForm({"code": form.cleaned_data["scanned"]})
        if (
            matter
            and shown.is_valid()
            and is_introduction(shown.cleaned_data["code"], village=request.village)
        ):
            return _took_introduction(request, matter, shown)
        return _shown(request, matter, form, asked)
    return _claimed(request, matter, form, form.claim, asked)


def _claimed(
    request: VisitRequest, matter: Matter | None, form: forms.Form, claim: Claim, asked: str
) -> HttpResponse:
    if claim.way not in _allowed(matter):
        form.add_error(None, str(NotRecognised()))
        return _shown(request, matter, form, asked, status=422)
    try:
        visit = recognise_visitor(visit=request.visit, claim=claim, by=request.actor)
    except NotRecognised as wrong:
        form.add_error(None, str(wrong))
        return _shown(request, matter, form, asked, status=422)
    except TooManyAttempts as many:
        form.add_error(None, many)
        return _shown(request, matter, form, asked, status=429)
    return onward(request, matter.met(visit)) if matter else recognised(visit)


def _open_matter(request: VisitRequest) -> Matter | None:
    """What the visitor is at; none once the paper is made, or for somebody who collects one or applies for something."""
    if request.visit.applies_for:
        return None
    matter = matter_of(request.visit, timezone.localdate())
    return None if matter is None or matter.screen is Screen.OUT else matter


@require_http_methods(["GET", "HEAD", "POST"])
@visit_page
def introduce(request: VisitRequest) -> HttpResponse:
    """The introduction of the RT: its QR code or its short code. It may say who comes, where the village lets it."""
    matter = matter_of(request.visit, timezone.localdate())
    if matter is None or matter.screen not in (Screen.IDENTIFY, Screen.INTRODUCE):
        return redirect("kiosk:onward")
    if matter.policy.introduction is IntroductionRule.FORBIDDEN:
        return redirect("kiosk:onward")
    if request.method != "POST":
        return _introduction(request, matter)
    form = IntroductionForm(request.POST)
    if not form.is_valid():
        return _introduction(request, matter, form, status=422)
    return _took_introduction(request, matter, form)


@require_POST
@visit_page
def photograph(request: VisitRequest) -> HttpResponse:
    """A photograph of the paper, where the village lets that do; only from somebody who is known already."""
    matter = matter_of(request.visit, timezone.localdate())
    if matter is None or matter.screen is not Screen.INTRODUCE or matter.errand.resident is None:
        return redirect("kiosk:onward")
    form = PaperPhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _introduction(request, matter, form, status=422)
    try:
        attach_introduction(
            errand=matter.errand,
            introduction=photograph_paper(
                resident=matter.errand.resident,
                purpose=matter.definition.title,
                service=matter.errand.kind.service,
                scan_sha256=files.store(form.cleaned_data["photo"]),
                device=request.device.label,
                request_key=matter.errand.pk,
                on=timezone.localdate(),
                by=request.actor,
            ),
        )
    except IntroductionRefused as refused:
        form.add_error("photo", str(refused))
        return _introduction(request, matter, form, status=422)
    return redirect("kiosk:onward")


def _took_introduction(request: VisitRequest, matter: Matter, form: IntroductionForm) -> HttpResponse:
    """Go on with the introduction in a valid form, or say on its own page what hinders."""
    try:
        matter = _introduced(request, matter, form.cleaned_data["code"])
    except (IntroductionRefused, NotRecognised) as wrong:
        form.add_error("code", str(wrong))
        return _introduction(request, matter, form, status=422)
    except TooManyAttempts as many:
        form.add_error("code", many)
        return _introduction(request, matter, form, status=429)
    return onward(request, matter)


def _introduced(request: VisitRequest, matter: Matter, code: str) -> Matter:
    """The errand with the introduction that it rests on now, and the visitor whom it may have named."""
    introduction = read_introduction(code, device=str(request.device.pk), by=request.actor)
    if introduction.service and introduction.service_id != matter.errand.kind.service_id:
        raise ForAnotherService(introduction.service.name)
    if not matter.is_recognised:
        if Way.INTRODUCTION not in matter.policy.ways:
            raise NotRecognised
        visit = welcome(
            visit=request.visit,
            resident=introduction.resident,
            way=Way.INTRODUCTION,
            by=request.actor,
        )
    else:
        visit = request.visit
        if matter.errand.resident_id != introduction.resident_id:
            raise NotRecognised
    attach_introduction(errand=matter.errand, introduction=introduction)
    return matter.met(visit)


def _allowed(matter: Matter | None) -> frozenset[Way]:
    """Ways that suffice here; to collect letters that are ready, the strong ones."""
    return matter.policy.ways if matter else STRONG


def _shown(
    request: KioskRequest,
    matter: Matter | None,
    form: forms.Form | None,
    asked: str,
    *,
    status: int = 200,
) -> HttpResponse:
    allowed = _allowed(matter)
    context = {
        "matter": matter,
        "form": form,
        "asked": asked,
        "allowed": allowed,
        "takes_cards": bool(allowed & {Way.CARD_PIN, Way.TAG_PIN}),
        "takes_birth": Way.BIRTH_MOTHER in allowed,
        "takes_introduction": matter is not None and Way.INTRODUCTION in allowed,
        "takes_secret": bool(allowed & FORMS[SECRET][1]),
    }
    template = "kiosk/visit/identify_birth.html" if asked == "ibu" else "kiosk/visit/identify.html"
    response = render(request, template, context, status=status)
    let_camera(response)
    return response


@page_at(Screen.INTRODUCE)
def _introduction(
    request: KioskRequest,
    matter: Matter,
    form: IntroductionForm | PaperPhotoForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    may_photograph = matter.screen is Screen.INTRODUCE and current_rules().takes_photos
    context = {
        "matter": matter,
        "form": form or IntroductionForm(),
        "types": request.GET.get("cara") == "ketik",
        "may_photograph": may_photograph,
    }
    response = render(request, "kiosk/visit/introduce.html", context, status=status)
    let_camera(response)
    return response
