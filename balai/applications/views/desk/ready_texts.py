"""The village's ready texts: which there are, and writing one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications.enums import TextUse
from balai.applications.operations import put_away_ready_text, restore_ready_text, write_ready_text
from balai.applications.ready.forms import ReadyTextForm
from balai.applications.ready.placeholders import ALLOWED, examples
from balai.applications.ready.texts import ReadyText, all_ready_texts

POSTABLE = ["GET", "HEAD", "POST"]
HERE = (TextUse.ANSWER, TextUse.DOCUMENT, TextUse.MESSAGE, TextUse.REJECTION)
"""What a village writes; the civil registry's own texts come with Balai."""


@require_safe
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_SERVICES)
def texts(request: OfficerRequest) -> HttpResponse:
    """Every text as applicants would read it, and those that were put away."""
    facts = examples()
    groups = [
        (use, [(each, each.filled_in(facts)) for each in found])
        for use, found in all_ready_texts(HERE).items()
    ]
    return render(request, "applications/desk/ready_texts.html", {"tab": "applications", "groups": groups})


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_SERVICES)
def new(request: OfficerRequest, use: str) -> HttpResponse:
    """A text of the village's own."""
    return _written(request, _use(use), None)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_SERVICES)
def change(request: OfficerRequest, use: str, name: str) -> HttpResponse:
    """A text in other words."""
    chosen = _use(use)
    return _written(request, chosen, _text_or_404(chosen, name))


@require_POST
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_SERVICES)
def put_away(request: OfficerRequest, use: str, name: str) -> HttpResponse:
    """Offer it no longer."""
    text = _text_or_404(_use(use), name)
    put_away_ready_text(use=text.use, name=text.name, by=request.actor)
    messages.success(request, "Kalimatnya tidak ditawarkan lagi.")
    return redirect("applications:desk_texts")


@require_POST
@requires(Permission.MANAGE_VILLAGE, Permission.MANAGE_SERVICES)
def restore(request: OfficerRequest, use: str, name: str) -> HttpResponse:
    """As it comes with Balai."""
    text = _text_or_404(_use(use), name)
    restore_ready_text(use=text.use, name=text.name, by=request.actor)
    messages.success(request, "Kalimat bawaan Balai dipakai lagi.")
    return redirect("applications:desk_texts")


def _written(request: OfficerRequest, use: TextUse, text: ReadyText | None) -> HttpResponse:
    """The form with its preview; `lihat` only looks, without writing."""
    form = ReadyTextForm(request.POST if request.method == "POST" else None, use=use, shown=text)
    only_looks = "lihat" in request.POST
    if request.method == "POST" and form.is_valid() and not only_looks:
        name = text.name if text else ""
        write_ready_text(use=use, name=name, **form.cleaned_data, by=request.actor)
        messages.success(request, "Kalimatnya disimpan.")
        return redirect("applications:desk_texts")
    context = {
        "tab": "applications",
        "use": use,
        "text": text,
        "form": form,
        "placeholders": ALLOWED[use],
        "preview": form.shown().filled_in(examples()),
    }
    status = 422 if form.errors else 200
    return render(request, "applications/desk/ready_text.html", context, status=status)


def _use(value: str) -> TextUse:
    try:
        use = TextUse(value)
    except ValueError:
        raise Http404 from None
    if use not in HERE:
        raise Http404
    return use


def _text_or_404(use: TextUse, name: str) -> ReadyText:
    found = next((each for each in all_ready_texts([use])[use] if each.name == name), None)
    if found is None:
        raise Http404
    return found
