"""What goes over the line. Field names and descriptions are for programmers and English; sentences are Indonesian."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

# What PostgreSQL can keep: any character but NUL.
NO_NUL = r"^[^\x00]*$"
Line = Annotated[str, StringConstraints(pattern=NO_NUL, max_length=2000)]
Nik = Annotated[str, StringConstraints(pattern=r"^[0-9]{16}$")]
Niks = Annotated[list[Nik], Field(max_length=60)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,99}$")]
NO_OTHERS: dict[str, Any] = {"additionalProperties": False}  # a pattern of keys says nothing of other keys


class Given(Schema):
    """A body: what is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """What went wrong, in a sentence that may be shown, and field by field where it is about fields."""

    problem: str
    fields: dict[str, list[str]] = {}


class PartyOut(Schema):
    """Somebody else in the letter. From the register by NIK, or answered by fields `<name>__…`, or either."""

    name: str
    label: str
    source: Literal["register", "typed", "either"]


class KindOut(Schema):
    """A letter kind on offer."""

    slug: str
    title: str
    category: str
    summary: str
    version: int


class KindDetailOut(KindOut):
    """A kind with all that is needed to fill it in; `answers` is a JSON Schema (2020-12) of the answers."""

    parties: list[PartyOut]
    answers: dict[str, Any]


class LetterIn(Given):
    """A letter to preview or to issue."""

    kind: Slug
    nik: Nik = Field(description="The resident whom the letter is about")
    parties: dict[Name, Nik] = Field(
        default={},
        max_length=12,
        json_schema_extra=NO_OTHERS,
        description="NIK of other parties who are in the register, by party name",
    )
    answers: dict[Name, bool | int | Line | Niks] = Field(
        default={},
        max_length=100,
        json_schema_extra=NO_OTHERS,
        description="As the kind's own JSON Schema says; members of the resident's family as a list of their NIK",
    )


class PreviewOut(Schema):
    """Pages as SVG, and the labels of what is still missing."""

    pages: list[str]
    missing: list[str]


class LetterOut(Schema):
    """A letter in the agenda."""

    id: UUID
    kind: str
    title: str
    number: str
    state: Literal["numbered", "issued", "revoked", "superseded", "void"]
    issued_on: date
    valid_until: date | None
    holder_name: str
    signer_name: str
    numbered_at: datetime
    verify: str = Field(
        description="What the QR code holds: the address of the verify page with the signed facts"
    )


class ProposalOut(Schema):
    """A letter that somebody must check or sign first. It has no number yet."""

    id: UUID
    kind: str
    title: str
    state: Literal["proposed", "checked", "signed", "returned", "withdrawn"]
    holder_name: str
    proposed_at: datetime
    reason: str = Field(description="Why it was returned or withdrawn; empty otherwise")
    letter: UUID | None = Field(description="The letter that it became, once it is signed")
    follow: str = Field(description="Where to ask how it stands: a path on this server")


class ReasonIn(Given):
    reason: Annotated[
        str, StringConstraints(pattern=r"^[^\x00]*[^\x00\s][^\x00]*$", min_length=1, max_length=300)
    ]


class CodeIn(Given):
    code: Annotated[str, StringConstraints(pattern=NO_NUL, min_length=1, max_length=4096)] = Field(
        description="What a scanner read: the whole address, or what follows its '#'"
    )


class FactsOut(Schema):
    """What may be told of a letter to whoever holds it."""

    title: str
    number: str
    issued_on: date
    valid_until: date | None
    name: str
    signer: str


class VerdictOut(Schema):
    verdict: Literal["asli", "kedaluwarsa", "diganti", "dicabut", "berubah", "tidak dikenal"]
    sentence: str
    facts: FactsOut | None


class ResidentIn(Given):
    nik: Nik


class ResidentOut(Schema):
    """What a letter needs of a resident, no more."""

    full_name: str
    sex: str
    birth_place: str
    birth_date: date | None
    address: str
    marital_status: str
    occupation: str
    data_as_of: date
