"""Applications, their papers and their history."""

from balai.applications.models.applications import AWAITS_SIGNATURE, Application
from balai.applications.models.children import ParentalConsent
from balai.applications.models.deciding import ApplicationRules
from balai.applications.models.history import Event, Finding, Note
from balai.applications.models.issued_batches import IssuedBatch
from balai.applications.models.package_runs import PackageRun
from balai.applications.models.papers import Attachment, Result, Sighting
from balai.applications.models.proofs import EmailProof
from balai.applications.models.queries import URGENT_ON, ApplicationQuerySet
from balai.applications.models.ready_texts import ReadyTextChange
from balai.applications.models.words import ApplicationWord
from balai.applications.models.work import LongWork

__all__ = [
    "AWAITS_SIGNATURE",
    "URGENT_ON",
    "Application",
    "ApplicationQuerySet",
    "ApplicationRules",
    "ApplicationWord",
    "Attachment",
    "EmailProof",
    "Event",
    "Finding",
    "IssuedBatch",
    "LongWork",
    "Note",
    "PackageRun",
    "ParentalConsent",
    "ReadyTextChange",
    "Result",
    "Sighting",
]
