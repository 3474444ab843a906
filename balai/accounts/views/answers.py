"""What a form that can't be accepted answers, and what the passkey pages hand to the browser."""

import json
import math
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from balai.accounts.attempts import TooManyAttempts


def refusal_status(form: BaseForm) -> tuple[int, dict[str, str]]:
    """Status and headers for an invalid form: 422, or 429 with the seconds to wait."""
    problems = [problem for field in form.errors.as_data().values() for problem in field]
    waits = [problem.wait for problem in problems if isinstance(problem, TooManyAttempts)]
    if not waits:
        return 422, {}
    return 429, {"Retry-After": str(math.ceil(max(waits).total_seconds()))}


def render_form(request: HttpRequest, template: str, form: BaseForm, **context: Any) -> HttpResponse:
    """The page with its form: 200 when it is new, 422 or 429 when it was refused."""
    status, headers = refusal_status(form) if form.is_bound and form.errors else (200, {})
    response = render(request, template, {**context, "form": form}, status=status)
    return _with_headers(response, headers)


def _with_headers(response: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    for name, value in headers.items():
        response.headers[name] = value
    return response


class RefusesProperly:
    """For allauth's form views: an invalid form answers 422 or 429 instead of 200."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # of the view that comes next
        response.status_code, headers = refusal_status(form)
        return _with_headers(response, headers)


def passkey_options(options: Any) -> str:
    """What the browser needs to make or use a passkey, for a `data-` attribute."""
    return json.dumps(options, default=dict, indent=0)
