"""One-time codes by e-mail: asked for, sent, typed.

A code is made where it is sent, so it stands in no job and no log; kept is a keyed hash.
"""

import secrets
from hmac import compare_digest
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts, key_of, spend_allowance
from balai.accounts.audit import record
from balai.applications.enums import Action
from balai.applications.models import Application, ApplicationRules, EmailProof
from balai.applications.operations.writing import WRITABLE
from balai.applications.refusals import NotDraft
from balai.applications.rules import CODE_DIGITS, CODES_AN_HOUR, HOUR, MOST_CODES, must_prove_email
from balai.tenancy.scope import current_village_id


def must_prove(application: Application) -> bool:
    """Whether its applicant proves their address before sending, and has not yet. Two queries at most."""
    if not must_prove_email(application.channel, application.proof):
        return False
    if not ApplicationRules.objects.filter(asks_code=True).exists():
        return False
    proved = EmailProof.objects.filter(application=application, email=application.email)
    return not application.email or not proved.exclude(proved_at=None).exists()


@transaction.atomic
def ask_for_code(*, application: Application, network: str, by: Actor) -> EmailProof:
    """Have a code sent to the address of the application; the one before no longer counts.

    Raises `TooManyAttempts`, `NotDraft`.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in WRITABLE or not application.email:
        raise NotDraft
    for who, most in ((str(application.pk), MOST_CODES), (network, CODES_AN_HOUR)):
        if wait := spend_allowance("applications.codes", who=who, cost=1, most=most, each=HOUR):
            raise TooManyAttempts(wait)
    proof, _ = EmailProof.objects.update_or_create(
        application=application,
        defaults={
            "email": application.email,
            "code_hash": "",
            "tries": 0,
            "asked_at": timezone.now(),
            "sent_at": None,
            "proved_at": None,
        },
    )
    record(Action.CODE_ASKED, by=by, subject=application)
    # By name, because tasks import operations.
    job = app.configure_task("applications.send_email_code")
    job.defer(village_id=current_village_id(), proof_id=str(proof.pk))
    return proof


@transaction.atomic
def make_code(*, proof_id: UUID) -> tuple[EmailProof, str] | None:
    """A new code for a proof that waits for one; None where nobody waits any more."""
    proof = EmailProof.objects.select_for_update().filter(pk=proof_id, proved_at=None).first()
    if proof is None:
        return None
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    proof.code_hash, proof.sent_at, proof.tries = _hash(proof, code), timezone.now(), 0
    proof.save(update_fields=["code_hash", "sent_at", "tries"])
    return proof, code


@transaction.atomic
def try_code(*, application: Application, code: str, by: Actor) -> bool:
    """Whether this is the code that was sent. A try is counted whatever comes of it."""
    proofs = EmailProof.objects.select_for_update().filter(application=application, email=application.email)
    proof, now = proofs.first(), timezone.now()
    if proof is None or not proof.is_open(now):
        return False
    proof.tries += 1
    is_right = compare_digest(proof.code_hash, _hash(proof, code))
    if is_right:
        proof.code_hash, proof.proved_at = "", now
        record(Action.EMAIL_PROVED, by=by, subject=application)
    proof.save(update_fields=["tries", "code_hash", "proved_at"])
    return is_right


def _hash(proof: EmailProof, code: str) -> str:
    return key_of("applications.email_code", str(proof.pk), code)
