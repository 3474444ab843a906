"""How much anybody may send: Django bounds fields and what it keeps in memory, but never the size of a file."""

from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

_MEGABYTE: Final = 1024 * 1024
LARGEST_OF_STRANGERS: Final = 20 * _MEGABYTE  # a letter to check is at most 5 MB, and its page says so
LARGEST_OF_OFFICERS: Final = 512 * _MEGABYTE  # the import names what is larger than a register


class BoundedUpload(FileUploadHandler):
    """Refuses a request that is too large before a byte of it is written; all others go on to the next handler.

    Every form is read before its view is asked, so without it a stranger could fill the disk.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raises `RequestDataTooBig`."""
        user = getattr(self.request, "user", None)
        known = user is not None and user.is_authenticated
        if content_length > (LARGEST_OF_OFFICERS if known else LARGEST_OF_STRANGERS):
            raise RequestDataTooBig("The upload is larger than anything that is asked for.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
