"""Asking before something that cannot be undone."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def confirm(
    request: HttpRequest,
    *,
    tab: str,
    question: str,
    consequence: str,
    action: str,
    back: str,
    form: BaseForm | None = None,
    danger: bool = False,
) -> HttpResponse:
    """The page that asks `question` and does `action` when it is posted; 422 with a form that was refused.

    `consequence` is a sentence, `back` an address, `danger` a red button, `tab` the part of the desk that it belongs to.
    """
    context = {
        "tab": tab,
        "question": question,
        "consequence": consequence,
        "action": action,
        "back": back,
        "form": form,
        "danger": danger,
    }
    return render(request, "confirm.html", context, status=422 if form is not None and form.errors else 200)
