"""What no browser sends by itself."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.datastructures import MultiValueDict
from django.views.defaults import bad_request

NUL = "\0"


class RefuseNul:
    """Answers 400 to a NUL character in path, parameters, cookies, fields or names of files.

    PostgreSQL keeps no such text and psycopg raises, so that every look-up of what was sent would be a way to an
    error page and a line in the log. Must be first: the village and the session are looked up as well.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = (request.path_info, *_texts(request.GET), *request.COOKIES.values())
        if any(NUL in text for text in sent):
            return _refused(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method != "POST":
            return None
        try:
            sent = (*_texts(request.POST), *_names(request.FILES))
        except UnreadablePostError:  # the sender hung up; Django's own check of the form says so
            return None
        return _refused(request) if any(NUL in text for text in sent) else None


def _texts(parameters: Any) -> Iterator[str]:
    for name, values in parameters.lists():
        yield name
        yield from values


def _names(files: MultiValueDict[str, UploadedFile[Any]]) -> Iterator[str]:
    return (str(file.name) for _, sent in files.lists() for file in sent)


def _refused(request: HttpRequest) -> HttpResponse:
    return bad_request(request, ValueError("NUL"))
