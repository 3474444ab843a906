"""A letter before it has a number, or a form for others to sign: all that is read and checked without holding a lock."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from balai.core.calendar import local
from balai.core.identity import mask_nik
from balai.core.questions import Answers, Value
from balai.letters import sheet, values
from balai.letters.blocks import Signature
from balai.letters.composition import Composition, Printed, compose, compose_blocks, holds, masked, one_line
from balai.letters.definitions import MAIN_PARTY, KindDefinition
from balai.letters.enums import SealUsed, SignerKind
from balai.letters.models import KindVersion
from balai.letters.particulars import MASKED
from balai.letters.rules import first_unmet, valid_until
from balai.letters.wording import Values, value_at
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import current_village_id
from balai.villages.models import Identity, Official
from balai.villages.rules import NobodyMaySign, signature_titles, signing_official

__all__ = [
    "Draft",
    "FormDraft",
    "MissingAnswers",
    "NobodyMaySign",
    "NotEligible",
    "PublicAddressMissing",
    "Wish",
    "WrongPaper",
    "draft_form",
    "draft_letter",
    "drafted",
]


class MissingAnswers(ValueError):
    """Placeholders without a value; nothing is numbered. `labels` says which, `str()` is a sentence."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(f"Surat belum bisa terbit. Lengkapi dulu: {', '.join(labels)}.")
        self.labels = tuple(labels)


class NotEligible(ValueError):
    """The register says that this letter cannot be made for this person; `str()` is a sentence."""


class WrongPaper(ValueError):
    """A form for others was to be numbered, or a letter to be printed without a number; `str()` is a sentence."""

    def __init__(self, definition: KindDefinition) -> None:
        super().__init__(
            f"{definition.title} ditandatangani di sini. Terbitkan sebagai surat."
            if definition.is_letter
            else f"{definition.title} ditandatangani orang lain, jadi tidak bernomor. Cetak sebagai formulir."
        )


class PublicAddressMissing(Exception):
    """Printed links need an address; until it is set only samples are printed."""

    def __init__(self) -> None:
        super().__init__(
            "Alamat situs belum diatur, jadi surat hanya bisa dicetak sebagai contoh. "
            "Minta pengelola Balai mengisi BALAI_PUBLIC_URL."
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What an officer asks for: a kind, for whom, with which answers. `parties` are others from the register."""

    version: KindVersion
    resident: Resident
    answers: Answers
    parties: Mapping[str, Resident] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A wish with all that the register, the village and the calendar add to it."""

    wish: Wish
    definition: KindDefinition
    village: Village
    identity: Identity | None
    official: Official
    on: date
    until: date | None
    values: Values
    composition: Composition
    holder_name: str
    subject: str
    forms: tuple[Printed, ...] = ()

    def check(self) -> None:
        """Raise `NotEligible` or `MissingAnswers` unless the letter can be numbered."""
        _check_eligible(self.wish, self.on)
        missing = list(self.composition.missing)
        if not self.holder_name:
            missing.append("Nama pemegang surat")
        if missing:
            raise MissingAnswers(missing)

    def printed(self, number: str, seal: SealUsed = SealUsed.VILLAGE) -> Printed:
        """All that the letter says, as plain JSON: what is stored, hashed and drawn."""
        words = self.village.words
        return {
            **_printed(self.wish, self.village, self.on),
            "head": sheet.head(words, self.identity),
            "number": number,
            "valid_until": self.until.isoformat() if self.until else None,
            "blocks": self.composition.blocks,
            "forms": list(self.forms),
            "signer": {
                "titles": list(signature_titles(self.official, words)),
                "name": self.official.name,
                "nip": self.official.nip,
            },
            "district": sheet.district_signer(words) if self._goes_to_district() else None,
            "seal": seal.value,
        }

    def _goes_to_district(self) -> bool:
        return any(
            signer.kind is SignerKind.DISTRICT
            for block in self.definition.body
            if isinstance(block, Signature)
            for signer in block.signers
        )


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form that others sign: no number, no seal, and dots where something is missing."""

    wish: Wish
    definition: KindDefinition
    village: Village
    on: date
    values: Values
    composition: Composition

    def check(self) -> None:
        """Raise `NotEligible` unless the register allows this form for this person."""
        _check_eligible(self.wish, self.on)

    def printed(self) -> Printed:
        """All that the form says, as plain JSON."""
        return {
            **_printed(self.wish, self.village, self.on),
            "blocks": self.composition.blocks,
            "district": sheet.district_signer(self.village.words),
        }


def _printed(wish: Wish, village: Village, on: date) -> Printed:
    """What every paper of a kind says about itself."""
    definition = wish.version.definition
    return {
        "form": sheet.PRINTED_FORM,
        "kind": definition.slug,
        "kind_version": wish.version.number,
        "village": village.code,
        "paper": definition.paper,
        "pages": definition.pages,
        "form_code": definition.form_code,
        "title": definition.title,
        "issued_on": on.isoformat(),
        "place_date": sheet.place_and_date(village.words, on),
    }


def _check_eligible(wish: Wish, on: date) -> None:
    for party in wish.version.definition.parties:
        chosen = wish.resident if party.name == MAIN_PARTY else wish.parties.get(party.name)
        if chosen and (sentence := first_unmet(party, values.required(party, chosen, on))):
            raise NotEligible(sentence)


def draft_letter(
    wish: Wish, *, at: datetime | None = None, on_screen: bool = False, signer: Official | None = None
) -> Draft:
    """Read and compose everything but the number. Raises `NobodyMaySign`, `LetterTooLong`, `WrongPaper`.

    `signer` is the official who signs; without one, whoever comes first among those who are there that day.
    `on_screen` shows numbers of people only in part.
    """
    definition = wish.version.definition
    if not definition.is_letter:
        raise WrongPaper(definition)
    here = _surroundings(wish, at or timezone.now())
    official = signer or _official(definition, here.on)
    found, members = _values(wish, here, official, on_screen=on_screen)
    return Draft(
        wish=wish,
        definition=definition,
        village=here.village,
        identity=here.identity,
        official=official,
        on=here.on,
        until=here.until,
        values=found,
        composition=compose(definition, found, members),
        holder_name=str(value_at(found, definition.holder) or ""),
        subject=(one_line(definition.subject, found) or definition.title)[:300],
        forms=tuple(
            {
                "name": form.name,
                "title": form.title,
                "paper": form.paper,
                "form_code": form.form_code,
                "blocks": compose_blocks(form.body, definition, found, members, by_pen=True).blocks,
            }
            for form in definition.forms
            if holds(form.when, found)
        ),
    )


def draft_form(wish: Wish, *, at: datetime | None = None, on_screen: bool = False) -> FormDraft:
    """Read and compose a form that others sign. Raises `LetterTooLong`, `WrongPaper`."""
    definition = wish.version.definition
    if definition.is_letter:
        raise WrongPaper(definition)
    here = _surroundings(wish, at or timezone.now())
    try:
        official = _official(definition, here.on)
    except NobodyMaySign:  # the form may name him, but others sign
        official = None
    found, members = _values(wish, here, official, on_screen=on_screen)
    return FormDraft(wish, definition, here.village, here.on, found, compose(definition, found, members))


def drafted(
    wish: Wish, *, at: datetime | None = None, on_screen: bool = False, signer: Official | None = None
) -> tuple[Draft | FormDraft, Mapping[str, Any]]:
    """A draft of either sort, letter or form, with all that it says; a letter's number comes later."""
    if wish.version.definition.is_letter:
        letter = draft_letter(wish, at=at, on_screen=on_screen, signer=signer)
        return letter, letter.printed(sheet.NUMBER_LATER)
    form = draft_form(wish, at=at, on_screen=on_screen)
    return form, form.printed()


def _official(definition: KindDefinition, on: date) -> Official:
    return signing_official(Official.objects.available(on), on, allowed=definition.signing_forms)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What is read beside the wish: the office on that day, and the family."""

    village: Village
    identity: Identity | None
    on: date
    until: date | None
    members: Sequence[Resident]


def _surroundings(wish: Wish, at: datetime) -> _Surroundings:
    identity = Identity.objects.select_related("village__regency").first()
    village = identity.village if identity else this_village()
    on = local(at, village.time_zone).date()
    definition = wish.version.definition
    return _Surroundings(
        village=village,
        identity=identity,
        on=on,
        until=valid_until(on, definition.validity),
        members=members_of(wish.resident) if definition.tells_of_family else (),
    )


def this_village() -> Village:
    """The village of the current scope, with its words."""
    village_id = current_village_id()
    if village_id is None:
        raise Village.DoesNotExist("no village is in scope")
    return Village.objects.select_related("regency").get(pk=village_id)


def members_of(resident: Resident) -> list[Resident]:
    """The living members of somebody's family in the order of its KK; who has no family stands alone."""
    family = resident.family
    if family is None:
        return [resident]
    members = list(family.members.living().in_kk_order())
    for member in members:
        member.family = family
    return members


type _Found = dict[str, dict[str, Value | None]]


def _values(
    wish: Wish, here: _Surroundings, official: Official | None, *, on_screen: bool
) -> tuple[_Found, list[values.Group]]:
    """The values behind all placeholders, and those of each member of the family."""
    words, on = here.village.words, here.on
    definition = wish.version.definition
    family = values.family(wish.resident.family, words, here.members)
    chosen = {name: values.person(resident, words, on) for name, resident in wish.parties.items()}
    chosen[MAIN_PARTY] = values.person(wish.resident, words, on, head_name=str(family["head_name"]))
    answers = values.answered(definition, wish.answers)
    found: _Found = {
        **values.parties(definition, chosen, answers, on),
        "answers": dict(answers),
        "family": family,
        "village": values.village(here.village, here.identity),
        "signer": values.signer(official, words) if official else {},
        "letter": {"title": definition.title, "issued_on": on, "valid_until": here.until},
    }
    members = [{**values.person(member, words, on), "id": str(member.pk)} for member in here.members]
    if not on_screen:
        return found, members
    return masked(found, _masks(found)), [
        masked({"member": m}, _masks({"member": m}))["member"] for m in members
    ]


def _masks(found: Values) -> dict[str, str]:
    return {
        f"{name}.{key}": mask_nik(str(group[key]))
        for name, group in found.items()
        for key in MASKED
        if group.get(key)
    }


def request_key_of(*parts: Any) -> str:
    """A key for what may be sent twice, made of whatever identifies the request."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
