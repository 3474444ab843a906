"""Asking officers."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is made of: the answers, or nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None
