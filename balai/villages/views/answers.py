"""What a settings page answers to its form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from balai.accounts.http import OfficerRequest

FORM = "villages/form.html"
POSTABLE = ["GET", "HEAD", "POST"]


def done(request: OfficerRequest, form: BaseForm, operation: Callable[[dict[str, Any]], object]) -> bool:
    """Whether a posted form was valid and the operation went through; what it refuses is told by the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        operation(form.cleaned_data)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return False
    return True


def leave(request: OfficerRequest, told: str, to: str, *args: Any) -> HttpResponse:
    """Back to the page where the change is seen."""
    messages.success(request, told)
    return redirect(to, *args)


def show(
    request: OfficerRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of the tab *Desa*: 422 when its form was refused."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"tab": "village", "form": form, **context}, status=status)
