"""Filling an application in, page by page: who it is for, the answers, everything once more, sending.

The same pages at home and at the counter (`hands`). Every page saves what it was given, so that a lost line or an empty
battery costs one page at most.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from balai.applications.enums import Proof
from balai.applications.filling import Filling
from balai.applications.hands import Hands, handed_in_names, is_writable
from balai.applications.models import Application
from balai.applications.operations import must_prove, name_applicant, save_answers, submit_application
from balai.applications.refusals import ChangedMeanwhile, NotDraft
from balai.applications.rules import StepNotAllowed
from balai.applications.saving import CONFLICT, read_revision
from balai.applications.typed import ApplicantForm, ConsentForm


def named(
    request: HttpRequest, application: Application, hands: Hands, form: ApplicantForm, proof: Proof
) -> HttpResponse:
    """Whose application it is. The page answers the same, whoever the register knows. `form` is filled in where sent."""
    if not form.is_bound or not form.is_valid():
        return page(request, "applicant", application, hands, status=422 if form.errors else 200, form=form)
    try:
        application = name_applicant(
            application=application,
            revision=read_revision(request.POST),
            applicant=form.applicant(proof),
            helper=form.helper(),
            by=hands.by,
        )
    except (ChangedMeanwhile, NotDraft) as refusal:
        return page(request, "applicant", application, hands, status=CONFLICT, form=form, obstacle=refusal)
    return _on_from(application, hands, None)


def answered(request: HttpRequest, application: Application, hands: Hands, name: str) -> HttpResponse:
    """One step of the form. What is answered is kept even where the law says that it cannot stay so."""
    filling = Filling(application, today=timezone.localdate())
    asked = filling.step(name)
    if asked is None:
        return redirect(hands.pages["review"], application.pk)
    form = filling.asked(asked, request.POST if request.method == "POST" else None)
    place = [each.name for each in filling.steps].index(name) + 1
    told: dict[str, Any] = {"filling": filling, "step": asked, "form": form, "place": place}
    if request.method != "POST" or not form.is_valid():
        return page(request, "step", application, hands, status=422 if form.errors else 200, **told)
    answers = {question.name: form.answers.get(question.name) for question in asked.questions}
    try:
        application = save_answers(
            application=application, revision=read_revision(request.POST), answers=answers, by=hands.by
        )
    except (ChangedMeanwhile, NotDraft) as refusal:
        return page(request, "step", application, hands, status=CONFLICT, obstacle=refusal, **told)
    filling = Filling(application, today=timezone.localdate())
    here = {question.name for question in asked.questions}
    against = [each for each in filling.problems() if each.question in here and each.blocks]
    if against:
        told |= {"filling": filling}
        return page(request, "step", application, hands, status=422, against=against, **told)
    return _on_from(application, hands, name)


def reviewed(request: HttpRequest, application: Application, hands: Hands, form: ConsentForm) -> HttpResponse:
    """Everything once more; consent and truth; send. It is sent once, however often the button is pressed."""
    if not is_writable(application):
        return redirect(hands.pages["sent"], application.pk)
    may_name = hands.may_name(application)
    if not application.is_named or (hands.keeps_on_device and may_name and not application.phone):
        return redirect(hands.pages["applicant"], application.pk)
    filling = Filling(application, today=timezone.localdate())
    children = form.ask_a_parent(filling)
    problems = filling.problems()
    attached = handed_in_names(application)
    missing = filling.missing(attached)
    must_prove_email = must_prove(application)
    blocked = any(each.blocks for each in problems) or filling.unanswered() is not None or bool(missing)
    blocked = blocked or must_prove_email
    told: dict[str, Any] = {
        "may_name": may_name,
        "filling": filling,
        "form": form,
        "children": children,
        "problems": problems,
        "is_blocked": blocked,
        "attached": attached,
        "missing": missing,
        "must_prove_email": must_prove_email,
    }
    if form.is_bound and form.is_valid() and not blocked:
        try:
            submit_application(
                application=application,
                revision=read_revision(request.POST),
                parent=form.parent,
                by=hands.by,
            )
        except (ChangedMeanwhile, StepNotAllowed) as refusal:
            return page(request, "review", application, hands, status=CONFLICT, obstacle=refusal, **told)
        return redirect(hands.pages["sent"], application.pk)
    return page(request, "review", application, hands, status=422 if form.is_bound else 200, **told)


def page(
    request: HttpRequest, name: str, application: Application, hands: Hands, *, status: int, **context: Any
) -> HttpResponse:
    """A page on the way to sending."""
    context |= {
        "tab": hands.tab,
        "hands": hands,
        "application": application,
        "findings": application.findings.open(),
    }
    return render(request, f"applications/apply/{name}.html", context, status=status)


def said(application: Application) -> dict[str, Any]:
    """What was typed of the applicant before."""
    return {
        "name": application.applicant_name,
        "nik": application.applicant_nik,
        "kk": application.applicant_kk,
        "born": application.applicant_born,
        "phone": application.phone,
        "email": application.email,
        "helps": "bantu" if application.helper_name else "sendiri",
        "helper_name": application.helper_name,
        "helper_phone": application.helper_phone,
        "authority": application.authority,
    }


def _on_from(application: Application, hands: Hands, name: str | None) -> HttpResponseRedirect:
    """To the step after this one, of those that are asked now."""
    filling = Filling(application, today=timezone.localdate())
    here = filling.step(name) if name else None
    following = filling.after(here) if here else next(iter(filling.steps), None)
    if following is None:
        return redirect(hands.pages["papers" if filling.papers else "review"], application.pk)
    return redirect(hands.pages["step"], application.pk, following.name)
