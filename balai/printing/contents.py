"""What is printed: a file of the store, or an encrypted document that only lies open in memory."""

from balai.core import files
from balai.core.keystore import KeyMissing
from balai.documents.operations import UNOPENED, open_document
from balai.printing.models import PrintJob

GONE = (*UNOPENED, KeyMissing)
"""Why the content of a print can't be had; `str()` of each is a sentence."""


def content_of(job: PrintJob) -> bytes:
    """The PDF, byte for byte. Raises what is in `GONE`."""
    if job.document is not None:
        return open_document(job.document)
    if not job.pdf_sha256:  # its document was deleted meanwhile
        raise files.FileMissing("")
    return files.read(job.pdf_sha256)


def is_there(job: PrintJob) -> bool:
    """Whether it can still be printed once more."""
    name = job.document.file if job.document is not None else job.pdf_sha256
    return bool(name) and files.path_of(name).is_file()
