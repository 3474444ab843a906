"""The endpoints of version 1. Each names the scope that its token needs."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Header, NinjaAPI, Status
from pydantic import StringConstraints

from balai.accounts.audit import record, record_access
from balai.api import schemas
from balai.api.access import CallerRequest, Opens, in_village
from balai.api.answers import answered, picks_members, schema_of
from balai.api.enums import Scope
from balai.api.problems import Refused, tell_problems
from balai.core import files
from balai.core.calendar import local
from balai.core.handing_out import pdf_response
from balai.core.questions import Question
from balai.letters import sheet, values
from balai.letters.definitions import KindDefinition, all_questions
from balai.letters.drafting import Wish, draft_letter, members_of
from balai.letters.enums import Action, KindState, ProposalState, Source
from balai.letters.examination import LARGEST_UPLOAD
from balai.letters.facts import verify_address
from balai.letters.models import KindVersion, Letter, Proposal
from balai.letters.operations import issue_letter, propose_letter, revoke_letter
from balai.letters.operations.issuing import must_be_proposed
from balai.letters.verification import Finding, check_facts, check_pdf
from balai.letters.views.days import today_at
from balai.residents.models import Resident
from balai.tenancy.models import Village

IDEMPOTENCY = r"^[A-Za-z0-9_.:-]+$"
IdempotencyKey = Annotated[str, StringConstraints(pattern=IDEMPOTENCY, min_length=8, max_length=64)]
Told = schemas.Problem

api = NinjaAPI(
    title="Balai",
    version="1",
    description=(
        "Letters of one village for its other programs. `problem` is an Indonesian sentence that may be shown. "
        "A token may call 120 times a minute; then it is told 429, and in `Retry-After` how many seconds to wait."
    ),
    urls_namespace="api:v1",
    docs_url=None,
)
tell_problems(api)


def _answers(*statuses: int, **successes: Any) -> dict[Any, Any]:
    """All responses of an endpoint; a token may always be refused, or told to wait."""
    described = {int(status.removeprefix("_")): schema for status, schema in successes.items()}
    return {**described, frozenset({401, 403, 429, *statuses}): Told}


@api.get("/kinds", auth=Opens(Scope.READ_KINDS), response=_answers(_200=list[schemas.KindOut]))
@in_village
def list_kinds(request: CallerRequest) -> Any:
    """The letter kinds on offer, by title."""
    return sorted((_kind(version) for version in _offered()), key=lambda kind: str(kind["title"]))


@api.get(
    "/kinds/{slug}", auth=Opens(Scope.READ_KINDS), response=_answers(404, 422, _200=schemas.KindDetailOut)
)
@in_village
def show_kind(request: CallerRequest, slug: schemas.Slug) -> Any:
    """One kind with the parties it has and the JSON Schema of its answers."""
    version = get_object_or_404(_offered(), kind__slug=slug)
    definition = version.definition
    return {
        **_kind(version),
        "parties": [
            {"name": party.name, "label": party.label, "source": party.source.value}
            for party in definition.parties
        ],
        "answers": schema_of(all_questions(definition)),
    }


@api.post(
    "/letters/preview",
    auth=Opens(Scope.ISSUE_LETTERS),
    response=_answers(400, 404, 409, 422, _200=schemas.PreviewOut),
)
@in_village
def preview_letter(request: CallerRequest, payload: schemas.LetterIn) -> Any:
    """What a letter would look like. Nothing is numbered or kept."""
    draft = draft_letter(_wish(request, payload, complete=False))
    printed = draft.printed(sheet.NUMBER_LATER)
    drawn = sheet.sample_sheet(printed, watermark="PRATINJAU", village=draft.village)
    return {"pages": sheet.as_pictures(drawn, printed), "missing": draft.composition.missing}


@api.post(
    "/letters",
    auth=Opens(Scope.ISSUE_LETTERS),
    response=_answers(
        400, 404, 409, 422, 503, _200=schemas.LetterOut, _201=schemas.LetterOut, _202=schemas.ProposalOut
    ),
)
@in_village
def create_letter(
    request: CallerRequest,
    payload: schemas.LetterIn,
    idempotency_key: Annotated[IdempotencyKey, Header(alias="Idempotency-Key")],
) -> Any:
    """Number, seal and keep one letter. The same key and body again give the same letter, with 200 instead of 201.

    A kind that somebody must check or sign first answers 202: the letter is proposed, and `follow` says how it stands.
    The same key and body again give the proposal, and the letter with 200 once it is signed.
    """
    key = hashlib.sha256(f"api\n{request.auth.pk}\n{idempotency_key}".encode()).hexdigest()
    if (
        letter := Letter.objects.select_related("kind", "version").filter(request_key=key).first()
    ) is not None:
        _check_the_same(letter, payload, letter.issued_on)
        return Status(200, _letter(letter, request.village))
    if (proposal := Proposal.objects.whole().filter(request_key=key).first()) is not None:
        _check_the_same(proposal, payload, local(proposal.proposed_at, request.village.time_zone).date())
        return _signed_or_proposed(request, proposal)
    wish = _wish(request, payload, complete=True)
    if must_be_proposed(wish.version):
        return _signed_or_proposed(request, propose_letter(wish=wish, request_key=key, by=request.actor))
    return Status(201, _letter(issue_letter(wish=wish, request_key=key, by=request.actor), request.village))


@api.get(
    "/proposals/{proposal_id}",
    auth=Opens(Scope.READ_LETTERS),
    response=_answers(404, 422, _200=schemas.ProposalOut),
)
@in_village
def show_proposal(request: CallerRequest, proposal_id: UUID) -> Any:
    """How a letter stands that somebody must check or sign; `letter` is there once it is signed."""
    proposal = get_object_or_404(Proposal.objects.whole(), pk=proposal_id)
    record(Action.OPENED, by=request.actor, subject=proposal)
    return _proposal(proposal)


@api.get(
    "/letters/{letter_id}",
    auth=Opens(Scope.READ_LETTERS),
    response=_answers(404, 422, _200=schemas.LetterOut),
)
@in_village
def show_letter(request: CallerRequest, letter_id: UUID) -> Any:
    """One letter and how it stands."""
    letter = get_object_or_404(Letter.objects.select_related("kind"), pk=letter_id)
    record(Action.OPENED, by=request.actor, subject=letter)
    return _letter(letter, request.village)


@api.get(
    "/letters/{letter_id}/pdf",
    auth=Opens(Scope.READ_LETTERS),
    response=_answers(404, 409, 422, 503, _200=bytes),
    openapi_extra={
        "responses": {
            200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
        }
    },
)
@in_village
def show_letter_pdf(request: CallerRequest, letter_id: UUID) -> Any:
    """The file as it was issued, byte for byte."""
    letter = get_object_or_404(Letter, pk=letter_id)
    if not letter.pdf_sha256:
        raise Refused(409, "Surat ini belum bersegel, jadi belum ada berkasnya.")
    pdf = files.read(letter.pdf_sha256)
    record(Action.OPENED, by=request.actor, subject=letter)
    return pdf_response(pdf, "surat.pdf")


@api.post(
    "/letters/{letter_id}/revoke",
    auth=Opens(Scope.REVOKE_LETTERS),
    response=_answers(400, 404, 409, 422, _200=schemas.LetterOut),
)
@in_village
def revoke(request: CallerRequest, letter_id: UUID, payload: schemas.ReasonIn) -> Any:
    """Declare an issued letter void. The verify page says so at once; there is no way back."""
    letter = get_object_or_404(Letter, pk=letter_id)
    revoke_letter(letter=letter, reason=payload.reason, by=request.actor)
    return _letter(Letter.objects.select_related("kind").get(pk=letter.pk), request.village)


@api.post("/verify", auth=Opens(Scope.VERIFY), response=_answers(400, 422, 503, _200=schemas.VerdictOut))
def verify_code(request: CallerRequest, payload: schemas.CodeIn) -> Any:
    """Is a letter genuine, by what its QR code holds?"""
    return _verdict(check_facts(payload.code, at=timezone.now()))


@api.post(
    "/verify/pdf",
    auth=Opens(Scope.VERIFY),
    response=_answers(413, 415, 503, _200=schemas.VerdictOut),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def verify_pdf(request: CallerRequest) -> Any:
    """Is a letter genuine, by its file? At most 5 MB; waits for nothing while the database is held."""
    if request.content_type != "application/pdf":
        raise Refused(415, "Kirim berkasnya langsung sebagai application/pdf.")
    if int(request.headers.get("Content-Length") or 0) > LARGEST_UPLOAD:
        raise Refused(413, "Berkas lebih dari 5 MB. Surat kami tidak sebesar itu.")
    return _verdict(check_pdf(request.body, village=request.village, at=timezone.now()))


@api.post(
    "/residents/find",
    auth=Opens(Scope.READ_RESIDENTS),
    response=_answers(400, 404, 422, _200=schemas.ResidentOut),
)
@in_village
def find_resident(request: CallerRequest, payload: schemas.ResidentIn) -> Any:
    """The resident with exactly this NIK. By POST, so that no NIK stands in an address; each look is recorded."""
    resident = _resident(payload.nik)
    record_access(by=request.actor, resident=resident, purpose="Dicari lewat API")
    known = values.person(resident, request.village.words, today_at(request.village))
    return {name: known[name] for name in schemas.ResidentOut.model_fields}


def _offered() -> Any:
    return KindVersion.objects.current().filter(kind__state=KindState.OFFERED)


def _kind(version: KindVersion) -> dict[str, Any]:
    kind = version.kind
    return {
        "slug": kind.slug, "title": kind.title, "category": kind.category, "summary": kind.summary,
        "version": version.number,
    }  # fmt: skip


def _wish(request: CallerRequest, payload: schemas.LetterIn, *, complete: bool) -> Wish:
    """What the body asks for; with `complete`, its answers must be what an officer's form would take."""
    version = get_object_or_404(_offered(), kind__slug=payload.kind)
    definition = version.definition
    parties = _parties(definition, payload.parties)
    resident = _resident(payload.nik)
    questions = _questions(definition, payload.parties)
    members = _members(resident) if picks_members(questions) else {}
    form = answered(questions, payload.answers, today=today_at(request.village), members=members)
    problems = {name: [str(each) for each in errors] for name, errors in form.errors.items()}
    if complete and problems:
        raise Refused(422, "Isian belum lengkap atau belum benar.", problems)
    return Wish(version, resident, form.answers, parties)


def _members(resident: Resident) -> dict[str, str]:
    """Those of the resident's family who can be named: NIK to the id that answers keep."""
    return {each.nik: str(each.pk) for each in members_of(resident) if each.nik}


def _questions(definition: KindDefinition, parties: Iterable[str]) -> list[Question]:
    """What is asked: nothing about parties that are taken from the register."""
    known = tuple(f"{name}__" for name in parties)
    return [each for each in all_questions(definition) if not each.name.startswith(known)]


def _parties(definition: KindDefinition, given: dict[str, str]) -> dict[str, Resident]:
    may_be = {party.name for party in definition.parties[1:] if party.source is not Source.TYPED}
    if unknown := sorted(set(given) - may_be):
        raise Refused(422, f"Pihak tidak dikenal: {', '.join(unknown)}.")
    return {name: _resident(nik) for name, nik in given.items()}


def _resident(nik: str) -> Resident:
    return get_object_or_404(Resident.objects.living().with_family(), nik=nik)


def _check_the_same(earlier: Letter | Proposal, payload: schemas.LetterIn, on: date) -> None:
    """Refuse unless this request asks for what an earlier one asked for: kind, person, parties and answers."""
    definition = earlier.version.definition
    asked = {"resident": payload.nik, **payload.parties}
    given = {"resident": str(earlier.resident_id), **earlier.parties}
    named = [nik for answer in payload.answers.values() if isinstance(answer, list) for nik in answer]
    known = dict(Resident.objects.filter(nik__in=[*asked.values(), *named]).values_list("nik", "pk"))
    people = {name: str(known.get(nik, "")) for name, nik in asked.items()}
    questions = _questions(definition, payload.parties)
    members = {nik: str(known[nik]) for nik in named if nik in known}
    form = answered(questions, payload.answers, today=on, members=members)
    is_same = (earlier.kind.slug, given) == (payload.kind, people)
    if not is_same or not form.is_valid() or earlier.answers != dict(form.answers):
        raise Refused(409, "Idempotency-Key ini sudah dipakai untuk surat lain.")


def _signed_or_proposed(request: CallerRequest, proposal: Proposal) -> Any:
    if proposal.letter is not None:
        return Status(200, _letter(proposal.letter, request.village))
    return Status(202, _proposal(proposal))


def _proposal(proposal: Proposal) -> dict[str, Any]:
    ended = (ProposalState.RETURNED, ProposalState.WITHDRAWN)
    last = proposal.steps.last() if proposal.state in ended else None
    return {
        "id": proposal.pk,
        "kind": proposal.kind.slug,
        "title": proposal.version.definition.title,
        "state": proposal.state,
        "holder_name": proposal.holder_name,
        "proposed_at": proposal.proposed_at,
        "reason": last.reason if last else "",
        "letter": proposal.letter_id,
        "follow": reverse("api:v1:show_proposal", args=[proposal.pk]),
    }


def _letter(letter: Letter, village: Village) -> dict[str, Any]:
    fields = schemas.LetterOut.model_fields.keys() - {"kind", "verify"}
    address = verify_address(village, settings.BALAI_PUBLIC_URL)
    return {
        **{name: getattr(letter, name) for name in fields},
        "kind": letter.kind.slug,
        "verify": f"{address}#{letter.facts}",
    }


def _verdict(finding: Finding) -> dict[str, Any]:
    facts = finding.facts
    told = facts and {name: getattr(facts, name) for name in schemas.FactsOut.model_fields}
    return {"verdict": finding.verdict.value, "sentence": finding.sentence, "facts": told}
