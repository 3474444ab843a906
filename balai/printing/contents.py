"""What is printed: a file of the store, or an encrypted document that only lies open in memory."""

from balai.core import files
from balai.documents.operations import UNOPENED, open_document
from balai.printing.models import PrintJob


class Erased(Exception):
    """Its document was deleted after it was asked for; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Dokumennya sudah dihapus, jadi tidak bisa dicetak lagi.")


GONE = (*UNOPENED, Erased)
"""Why the content of a print can't be had; `str()` of each is a sentence."""


def content_of(job: PrintJob) -> bytes:
    """The PDF, byte for byte. Raises what is in `GONE`."""
    if job.document is not None:
        return open_document(job.document)
    if not job.pdf_sha256:
        raise Erased
    return files.read(job.pdf_sha256)


def is_there(job: PrintJob) -> bool:
    """Whether it can still be printed once more."""
    name = job.document.file if job.document is not None else job.pdf_sha256
    return bool(name) and files.path_of(name).is_file()
