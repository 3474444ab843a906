"""What views of the site's desk have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from balai.accounts.enums import Permission
from balai.accounts.http import OfficerRequest

POSTABLE = ["GET", "HEAD", "POST"]
MANAGERS = Permission.MANAGE_SITE


def show(request: OfficerRequest, template: str, form: Any = None, **context: Any) -> HttpResponse:
    """A desk page of the site; 422 with a form that was refused."""
    refused = form is not None and form.is_bound and bool(form.errors)
    return render(request, template, {"tab": "site", "form": form, **context}, status=422 if refused else 200)


def leave(request: OfficerRequest, said: str, page: str, *args: object) -> HttpResponseRedirect:
    """Say what was done, and go on."""
    messages.success(request, said)
    return redirect(page, *args)
