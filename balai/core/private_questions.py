"""Questions that name people, kept out of addresses: names and NIKs do not belong in a browser's history.

A search is sent by POST. The address that it leads to carries the question sealed, so that pages, filters and the
back button work, and opens only within the session that asked: after signing out it is nothing but letters.
"""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

SEALED = "tanya"
"""The parameter that carries the sealed question."""
LONGEST_QUESTION = 100
NOT_IN_ADDRESSES = frozenset({"csrfmiddlewaretoken", "page", SEALED})


def take_question(request: HttpRequest, field: str) -> str:
    """Make what was sent by POST the parameters of the request's address, and return that address.

    What is empty is left out; the question in `field` is sealed.
    """
    address = QueryDict(mutable=True)
    for name, value in request.POST.items():
        if value and name != field and name not in NOT_IN_ADDRESSES:
            address[name] = str(value)
    if question := request.POST.get(field, "").strip()[:LONGEST_QUESTION]:
        address[SEALED] = _seal(request).encrypt(question.encode()).decode()
    request.GET = QueryDict(address.urlencode())
    return _address(request)


def opened_question(request: HttpRequest, field: str) -> QueryDict:
    """The parameters of the address with the question opened; one that another session sealed is left out."""
    asked = request.GET.copy()
    asked.pop(field, None)
    try:
        question = _seal(request).decrypt(request.GET.get(SEALED, "").encode()).decode()
    except InvalidToken:
        return asked
    asked[field] = question
    return asked


def shown_at[Response: HttpResponse](request: HttpRequest, response: Response) -> Response:
    """Tell htmx the address of what a search has shown."""
    if request.method == "POST":
        response["HX-Replace-Url"] = _address(request)
    return response


def _address(request: HttpRequest) -> str:
    return f"{request.path}?{request.GET.urlencode()}".removesuffix("?")


def _seal(request: HttpRequest) -> Fernet:
    """The key of this session; without one nothing opens."""
    words = f"balai.core.private_questions\0{settings.SECRET_KEY}\0{request.session.session_key}"
    return Fernet(urlsafe_b64encode(hashlib.sha256(words.encode()).digest()))
