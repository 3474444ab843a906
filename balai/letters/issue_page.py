"""The page on which a letter is made: what has been chosen, what is still asked, and what it would look like.

Everything chosen travels in the address or in hidden fields, so the page works without a script and survives reload.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from balai.core.question_forms import QuestionForm, question_form
from balai.core.questions import Condition, Question
from balai.core.typesetting import TypesettingFailed
from balai.letters import sheet
from balai.letters.asking import as_filled_in, known_answers, questions_for
from balai.letters.definitions import KindDefinition, Party
from balai.letters.drafting import (
    Draft,
    NobodyMaySign,
    Wish,
    drafted,
    members_of,
)
from balai.letters.enums import KindState, LetterState, NumberingScope, ProposalState, Source
from balai.letters.models import Counter, KindVersion, Letter, Proposal
from balai.letters.numbering import Numbered, counter_key, write_number
from balai.letters.operations.issuing import must_be_proposed
from balai.letters.operations.numbering import NumberingMissing, current_numbering
from balai.letters.rules import first_unmet
from balai.letters.typed_people import doubts_of
from balai.letters.values import required
from balai.residents.models import Resident
from balai.residents.search import find_residents
from balai.villages.models import Official

KIND, PERSON, PARTY, REPLACES, CORRECTS, REQUEST, SEARCH, CHOOSE = (
    "jenis", "warga", "pihak_", "mengganti", "usulan", "permintaan", "cari", "pilih",
)  # fmt: skip
FOUND = 8


@dataclass(frozen=True, slots=True)
class Field:
    """A question on the page, and under which condition it is asked."""

    bound: BoundField
    condition: Condition | None

    @property
    def when(self) -> str:
        return self.condition.question if self.condition else ""

    @property
    def any_of(self) -> str:
        return self.condition.lines if self.condition else ""


@dataclass(slots=True)
class Section:
    """The questions about one party, or the kind's own. For somebody who may be in the register, whom to pick."""

    title: str
    fields: list[Field] = field(default_factory=list)
    party: Party | None = None
    chosen: Resident | None = None
    candidates: list[Resident] = field(default_factory=list)
    text: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody is named already, so that the section is shown unfolded."""
        named = any(row.bound.value() or row.bound.errors for row in self.fields)
        return self.chosen is not None or bool(self.text) or named

    @property
    def may_be_picked(self) -> bool:
        return self.party is not None and self.party.source is Source.EITHER


@dataclass(slots=True)
class IssuePage:
    """One state of the page."""

    today: date
    request_key: str
    version: KindVersion | None = None
    resident: Resident | None = None
    parties: dict[str, Resident] = field(default_factory=dict)
    replaces: Letter | None = None
    corrects: Proposal | None = None
    form: QuestionForm | None = None
    searches: dict[str, str] = field(default_factory=dict)

    @property
    def definition(self) -> KindDefinition | None:
        return self.version.definition if self.version else None

    @property
    def earlier(self) -> Letter | Proposal | None:
        """What was answered before: a proposal that was sent back, or the letter to be replaced."""
        return self.corrects or self.replaces

    @property
    def asks_reason(self) -> bool:
        """Whether it must be said why another letter is replaced; a correction has said it before."""
        return self.replaces is not None and self.corrects is None

    @property
    def is_proposed(self) -> bool:
        """Whether somebody else signs this letter, so that it is proposed instead of issued."""
        return self.version is not None and must_be_proposed(self.version)

    @property
    def wish(self) -> Wish | None:
        """What would be issued with the answers as they are."""
        if self.version is None or self.resident is None or self.form is None:
            return None
        return Wish(self.version, self.resident, self.form.answers, self.parties)

    @property
    def obstacle(self) -> str | None:
        """Why this kind is not for this person, according to the register."""
        if self.definition is None or self.resident is None:
            return None
        main = self.definition.parties[0]
        return first_unmet(main, required(main, self.resident, self.today))

    def sections(self) -> list[Section]:
        """Who is asked about, in the order of the kind; its own questions last."""
        if self.definition is None or self.form is None:
            return []
        rows = {bound.name: Field(bound, condition) for bound, condition in self.form.rows()}
        found = []
        for party in self.definition.parties:
            if party.source is Source.REGISTER:
                continue
            section = Section(party.label, party=party, chosen=self.parties.get(party.name))
            section.text = self.searches.get(party.name, "")
            section.fields = [rows.pop(name) for name in list(rows) if name.startswith(f"{party.name}__")]
            if section.may_be_picked and section.chosen is None:
                section.candidates = self._candidates(section.text)
            found.append(section)
        return [*found, Section("Yang belum ada di data warga", list(rows.values()))]

    def _candidates(self, text: str) -> list[Resident]:
        """Whom to offer for another party: those who match what was typed, else the family."""
        if text:
            return find_residents(text, limit=FOUND)
        family = members_of(self.resident) if self.resident else []
        return [member for member in family if member != self.resident][:FOUND]


def read_page(chosen: QueryDict, *, today: date, data: QueryDict | None = None) -> IssuePage:
    """The page for what was chosen in an address or a form; `data` are the answers, None before they are sent."""
    page = IssuePage(today=today, request_key=_request_key(chosen.get(REQUEST, "")))
    page.corrects = _returned(chosen.get(CORRECTS, ""))
    page.replaces = page.corrects.replaces if page.corrects else _letter(chosen.get(REPLACES, ""))
    slug = chosen.get(KIND, "") or (page.earlier.kind.slug if page.earlier else "")
    page.version = _version(slug, may_be_hidden=page.replaces is not None)
    page.resident = _resident(chosen.get(PERSON, ""))
    if page.resident is None and page.earlier:
        page.resident = _resident(str(page.earlier.resident_id))
    if page.definition is None or page.resident is None:
        return page
    _choose_parties(page, page.definition, chosen)
    questions = questions_for(page.definition, page.resident, known=page.parties)
    page.form = question_form(questions, today=today)(data, initial=_initial(page, questions))
    return page


def _version(slug: str, *, may_be_hidden: bool) -> KindVersion | None:
    """The current version of a kind that is offered; what replaces a letter may be of a kind that no longer is."""
    versions = KindVersion.objects.current().filter(kind__slug=slug)
    return (versions if may_be_hidden else versions.filter(kind__state=KindState.OFFERED)).first()


def _choose_parties(page: IssuePage, definition: KindDefinition, chosen: QueryDict) -> None:
    """`pihak_<name>` holds who was picked; a button `pilih=<name>:<id>` picks or, with no id, takes back."""
    name, _, picked = chosen.get(CHOOSE, "").partition(":")
    for party in definition.parties:
        if party.source is not Source.EITHER:
            continue
        page.searches[party.name] = chosen.get(f"{SEARCH}_{party.name}", "").strip()
        before = (
            str(page.earlier.parties.get(party.name, "")) if page.earlier and not chosen.get(REQUEST) else ""
        )
        identity = picked if party.name == name else chosen.get(f"{PARTY}{party.name}", before)
        if identity != "cari" and (resident := _resident(identity)):
            page.parties[party.name] = resident


def _initial(page: IssuePage, questions: Sequence[Question]) -> dict[str, Any]:
    """What is filled in before anyone types: what was answered before, or what the register knows."""
    if page.earlier:
        return as_filled_in(questions, page.earlier.answers)
    if page.version is None or page.resident is None:
        return {}
    return known_answers(questions, Wish(page.version, page.resident, {}))


def _resident(identity: str) -> Resident | None:
    key = _uuid(identity)
    return Resident.objects.with_family().filter(pk=key).first() if key else None


def _letter(identity: str) -> Letter | None:
    key = _uuid(identity)
    letters = Letter.objects.select_related("kind").filter(state=LetterState.ISSUED)
    return letters.filter(pk=key).first() if key else None


def _returned(identity: str) -> Proposal | None:
    """A proposal that was sent back and may be corrected."""
    key = _uuid(identity)
    returned = Proposal.objects.whole().select_related("replaces").filter(state=ProposalState.RETURNED)
    return returned.filter(pk=key).first() if key else None


def _request_key(text: str) -> str:
    """The key that our own page sent, or a new one: whatever else was sent can't be kept as a key."""
    return (_uuid(text) or uuid.uuid4()).hex


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the letter would look like: its pages as SVG, what is missing, or a problem."""

    drawn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str = ""
    signer: str = ""
    doubts: tuple[str, ...] = ()
    """What the register says differently about people who were typed by hand."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages as addresses that hold the picture."""
        return tuple(map(sheet.address_of, self.drawn))


def preview_of(wish: Wish | None, *, signer: Official | None = None) -> Preview | None:
    """Draw a wish for the screen: no number, no seal, numbers of people masked. None before there is a wish."""
    if wish is None:
        return None
    try:
        draft, printed = drafted(wish, on_screen=True, signer=signer)
        drawn = sheet.sample_sheet(printed, watermark="PRATINJAU", village=draft.village)
        pages = sheet.as_pictures(drawn, printed)
    except (NobodyMaySign, TypesettingFailed) as problem:
        return Preview(problem=str(problem))
    name = draft.official.name if isinstance(draft, Draft) else ""
    return Preview(tuple(pages), tuple(draft.composition.missing), signer=name, doubts=doubts_of(wish))


def sample_pdf(wish: Wish, *, at: datetime) -> bytes:
    """A test print marked CONTOH: no number, no seal, no code. Raises `NobodyMaySign`, `TypesettingFailed`."""
    draft, printed = drafted(wish, at=at)
    drawn = sheet.sample_sheet(printed, watermark="CONTOH", village=draft.village)
    title = f"Contoh {draft.definition.title}"
    return sheet.as_pdf(drawn, printed, title=title, at=at)


def next_number(definition: KindDefinition, today: date) -> str:
    """The number that the next letter of this kind would get if nobody else issues one before; "" without a rule."""
    try:
        numbering = current_numbering()
    except NumberingMissing:
        return ""
    key = counter_key(
        NumberingScope(numbering.scope), kind=definition.slug, classification=definition.classification
    )
    numbered = Numbered(
        serial=Counter.objects.next_serial(key, today.year),
        on=today,
        classification=definition.classification,
        kind=definition.short_code,
        village=numbering.village_code,
    )
    return write_number(numbering.read, numbered)
