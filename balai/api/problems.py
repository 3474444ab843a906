"""What a program is told when something does not go: always the same shape, a sentence that may be shown."""

from collections.abc import Callable
from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError

from balai.api.access import TooManyCalls
from balai.core.files import FileDamaged, FileMissing, StorageFull
from balai.core.seals import SealUnavailable
from balai.core.typesetting import TypesettingFailed
from balai.letters.drafting import (
    MissingAnswers,
    NobodyMaySign,
    NotEligible,
    PublicAddressMissing,
    WrongPaper,
)
from balai.letters.examination import Busy, TooHard
from balai.letters.operations.issuing import MustBeProposed
from balai.letters.operations.making import NumberTaken
from balai.letters.operations.numbering import NumberingMissing
from balai.letters.rules import TransitionNotAllowed

# Sentences of our own errors go out as they are, with the status that tells who can do something about it.
SENTENCES: dict[type[Exception], int] = {
    MissingAnswers: 422, NotEligible: 422, TypesettingFailed: 422, WrongPaper: 422,
    MustBeProposed: 409, NobodyMaySign: 409, NumberingMissing: 409, NumberTaken: 409,
    PublicAddressMissing: 409, TransitionNotAllowed: 409,
    Busy: 503, TooHard: 503, FileDamaged: 503, FileMissing: 503, SealUnavailable: 503, StorageFull: 503,
}  # fmt: skip


class Refused(Exception):
    """An endpoint says no: `str()` is a sentence, `fields` are problems by field."""

    def __init__(self, status: int, sentence: str, fields: dict[str, list[str]] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.fields = fields or {}


def tell_problems(api: NinjaAPI) -> None:
    """Give `api` a handler for every kind of error that an endpoint may raise."""

    def says(status: int, sentence: Callable[[Any], str]) -> Callable[[HttpRequest, Any], HttpResponse]:
        def handler(request: HttpRequest, error: Any) -> HttpResponse:
            fields = getattr(error, "fields", {})
            code = getattr(error, "status", status)
            return api.create_response(request, {"problem": sentence(error), "fields": fields}, status=code)

        return handler

    for kind, status in SENTENCES.items():
        api.add_exception_handler(kind, says(status, str))
    api.add_exception_handler(Refused, says(400, str))
    api.add_exception_handler(Http404, says(404, lambda error: "Tidak ditemukan."))
    api.add_exception_handler(
        AuthorizationError, says(403, lambda error: "Kunci ini tidak dibuat untuk itu.")
    )
    api.add_exception_handler(
        AuthenticationError, says(401, lambda error: "Kunci API tidak ada, salah, atau sudah tidak berlaku.")
    )

    @api.exception_handler(TooManyCalls)
    def come_back_later(request: HttpRequest, error: TooManyCalls) -> HttpResponse:
        response = api.create_response(request, {"problem": str(error), "fields": {}}, status=429)
        response["Retry-After"] = str(ceil(error.wait.total_seconds()))
        return response

    @api.exception_handler(ValidationError)
    def not_as_described(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields: dict[str, list[str]] = {}
        for each in error.errors:
            place = ".".join(str(part) for part in each["loc"][1:] if part != "payload") or "body"
            fields.setdefault(place, []).append(str(each["msg"]))
        problem = {"problem": "Permintaan tidak sesuai bentuknya.", "fields": fields}
        return api.create_response(request, problem, status=422)

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        problem = {"problem": "Permintaan tidak bisa dibaca.", "fields": {}}
        return api.create_response(request, problem, status=error.status_code)
