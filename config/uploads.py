"""How much anybody may send, and where it lies meanwhile.

Django bounds fields and what it keeps in memory, but never the size of a file, and leaves a named file behind when its
process is killed.
"""

import tempfile
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

_MEGABYTE: Final = 1024 * 1024
LARGEST_OF_STRANGERS: Final = 20 * _MEGABYTE  # a letter to check is at most 5 MB, and its page says so
MOST_FILES_OF_STRANGERS: Final = 100  # an application's form without scripts has six for each requirement
LARGEST_OF_OFFICERS: Final = 512 * _MEGABYTE  # the import names what is larger than a register


class BoundedUpload(FileUploadHandler):
    """Refuses a request that is too large before a byte of it is written; all others go on to the next handler.

    Every form is read before its view is asked, so without it a stranger could fill the disk.
    """

    _files = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raises `RequestDataTooBig`."""
        if content_length > (LARGEST_OF_OFFICERS if self._is_known else LARGEST_OF_STRANGERS):
            raise RequestDataTooBig("The upload is larger than anything that is asked for.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Raises `TooManyFilesSent`."""
        super().new_file(*args, **kwargs)
        self._files += 1
        if self._files > MOST_FILES_OF_STRANGERS and not self._is_known:
            raise TooManyFilesSent("More files than a stranger is asked for.")

    @property
    def _is_known(self) -> bool:
        user = getattr(self.request, "user", None)
        return user is not None and bool(user.is_authenticated)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""


class NamelessUpload(FileUploadHandler):
    """Keeps a large upload in a file without a name: it is gone with the request, or with the process, whatever ends first.

    What is sent holds personal data: registers, sticks with applications, pictures of documents.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = UploadedFile(
            tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR),  # noqa: SIM115  # closed with the request
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """The sender went away."""
        if hasattr(self, "file"):
            self.file.close()
