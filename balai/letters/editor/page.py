"""The editor's page: the structure of the draft with its troubles, what can be chosen, what is open."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balai.letters.definitions import KindDefinition, labels
from balai.letters.editor.checking import Examination, Trouble
from balai.letters.editor.part_forms import Choices, Offered
from balai.letters.editor.places import ABOUT, Content, Part, Place
from balai.letters.editor.words import (
    BLOCKS,
    FORMATS,
    NEVER_ADDED,
    NOT_IN_AN_ATTACHMENT,
    QUESTION_TYPES,
    BlockKind,
    summary_of,
)
from balai.letters.enums import SignedBy, Source
from balai.letters.kind_reading import MOST_FORMS
from balai.letters.particulars import LETTER, PERSON

SOURCES = {"register": "dari data warga", "either": "dari data warga atau diketik", "typed": "diketik"}
_TOKEN = re.compile(r"\{([a-z0-9_]+\.[a-z0-9_]+)([^{}]*)\}")


@dataclass(slots=True)
class Line:
    """One part as it stands in the structure while it is closed."""

    place: Place
    icon: str
    label: str
    summary: str = ""
    note: str = ""
    troubles: list[str] = field(default_factory=list)
    may_go_up: bool = False
    may_go_down: bool = False
    may_be_removed: bool = True
    children: "list[Line]" = field(default_factory=list)
    child_end: Place | None = None
    """Where a block is added inside this one."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something to put right, with the name of the part on the page."""

    place: Place
    label: str
    sentence: str
    anchor: str = ""
    """Where it stands on the page, for what is wrong with a list and not with one of its parts."""


@dataclass(slots=True)
class Structure:
    """The whole draft in lines."""

    about: Line
    parties: list[Line]
    fields: list[Line]
    body: list[Line]
    papers: list[Line]
    list_troubles: dict[str, list[str]]
    troubles: list[Told]
    new_party: Place
    new_field: Place
    new_block: Place
    new_paper: Place | None
    """Where a further form is added; None where a letter has as many as it may, or is a form itself."""


def structure_of(content: Content, examination: Examination) -> Structure:
    """The lines of a draft. A new block comes before the signature that ends the letter."""
    names = names_of(content, examination.definition)
    parties = [_party(content, index, each) for index, each in enumerate(content.get("parties", []))]
    fields = [_field(index, each) for index, each in enumerate(content.get("fields", []))]
    body = _blocks(content.get("body", []), Place(), "body", names)
    papers = [
        Line(
            Place((("forms", index),)), "surat", "Formulir tambahan", str(form.get("title", "")), may_be_removed=True,
            children=_blocks(form.get("body", []), Place((("forms", index),)), "body", names),
            child_end=Place((("forms", index), ("body", len(form.get("body", []))))),
        )
        for index, form in enumerate(content.get("forms", []))
    ]  # fmt: skip
    for line in _all([*parties, *fields, *body, *papers]):
        line.troubles = examination.at(line.place)
    for movable in (parties[1:], fields, body, papers):
        _order(movable)
    about = Line(
        ABOUT, "info", "Tentang surat", str(content.get("title", "")), troubles=examination.at(ABOUT)
    )
    lines = {line.place: line for line in _all([about, *parties, *fields, *body, *papers])}
    return Structure(
        about, parties, fields, body, papers,
        {name: examination.of_list(name) for name in ("parties", "fields", "body", "forms")},
        [Told(each.place, _name_of(each, lines), each.sentence, _ANCHORS.get(each.of_list, "")) for each in examination.troubles],
        Place((("parties", len(parties)),)), Place((("fields", len(fields)),)), Place((("body", _before_end(content)),)), _new_paper(content),
    )  # fmt: skip


def told_of(content: Content, examination: Examination) -> list[Told]:
    """What is wrong, with the names of the parts; a draft that is right need not be gone through."""
    return [] if examination.is_good else structure_of(content, examination).troubles


def _new_paper(content: Content) -> Place | None:
    papers = len(content.get("forms", []))
    is_letter = content.get("signed_by", SignedBy.VILLAGE) == SignedBy.VILLAGE
    return Place((("forms", papers),)) if is_letter and papers < MOST_FORMS else None


_ANCHORS = {
    "parties": "bagian-pihak", "fields": "bagian-isian", "body": "bagian-isi", "forms": "bagian-lembar",
}  # fmt: skip
_LISTS = {
    "parties": "Orang dalam surat", "fields": "Isian", "body": "Isi surat", "forms": "Formulir tambahan",
}  # fmt: skip


def _name_of(trouble: Trouble, lines: Mapping[Place, Line]) -> str:
    """'Paragraf (bagian 3)' for a block, else what the part is called."""
    if trouble.of_list:
        return _LISTS.get(trouble.of_list, "Isi surat")
    line = lines.get(trouble.place, lines[ABOUT])
    is_block = line.place.list_name in {"body", "blocks"}
    return f"{line.label} (bagian {line.place.index + 1})" if is_block else line.label


def _before_end(content: Content) -> int:
    body = content.get("body", [])
    for index, block in enumerate(body):
        if block.get("block") == "attachment":
            return _before_signature(body[:index])
    return _before_signature(body)


def _before_signature(body: Sequence[Part]) -> int:
    return len(body) - 1 if body and body[-1].get("block") == "signature" else len(body)


def _order(lines: list[Line]) -> None:
    for index, line in enumerate(lines):
        line.may_go_up, line.may_go_down = index > 0, index < len(lines) - 1
        _order(line.children)


def _all(lines: Iterable[Line]) -> Iterable[Line]:
    for line in lines:
        yield line
        yield from _all(line.children)


def _party(content: Content, index: int, party: Part) -> Line:
    note = SOURCES.get(str(party.get("source", Source.TYPED)), "")
    place = Place((("parties", index),))
    return Line(
        place, "orang", str(party.get("label") or "Tanpa sebutan"), note=note, may_be_removed=index > 0
    )


def _field(index: int, question: Part) -> Line:
    kind = {kind.value: label for kind, label in QUESTION_TYPES.items()}.get(
        str(question.get("type", "text")), ""
    )
    needed = "wajib" if question.get("required", True) else "boleh kosong"
    note = f"{kind}, {needed}" + (", bersyarat" if "when" in question else "")
    label = str(question.get("label") or "Isian baru")
    return Line(Place((("fields", index),)), "pesan", label, note=note)


def _blocks(blocks: Sequence[Part], parent: Place, list_name: str, names: dict[str, str]) -> list[Line]:
    lines = []
    for index, block in enumerate(blocks):
        kind = BLOCKS.get(str(block.get("block")))
        place = parent.inside(list_name, index)
        lines.append(
            Line(
                place,
                kind.icon if kind else "peringatan",
                kind.label if kind else "Bagian",
                readable(summary_of(block), names),
                "bersyarat" if "when" in block else "",
                children=_blocks(block.get("blocks", []), place, "blocks", names),
                child_end=place.inside("blocks", len(block["blocks"])) if "blocks" in block else None,
            )
        )
    return lines


def readable(text: str, names: Mapping[str, str]) -> str:
    """A text with its placeholders as ‹labels›."""
    return _TOKEN.sub(lambda token: f"‹{names.get(token[1], token[1])}›", text)


def readable_in_full(text: str, names: Mapping[str, str]) -> str:
    """A text with its placeholders as ‹labels, and how each is written›."""
    return _TOKEN.sub(lambda token: f"‹{', '.join([names.get(token[1], token[1]), *_ways(token[2])])}›", text)


def _ways(formats: str) -> list[str]:
    known = {name.value: label for name, label in FORMATS.items()}
    return [known.get(each, each.partition(":")[2] or each) for each in formats.split("|") if each]


def names_of(content: Content, definition: KindDefinition | None) -> dict[str, str]:
    """The label of every placeholder that the draft may use."""
    of_members = {f"member.{name}": each.label for name, each in PERSON.items()}
    told = {f"answers.{each.get('name')}": str(each.get("label", "")) for each in content.get("fields", [])}
    return {**(labels(definition) if definition else {}), **told, **of_members}


def offered_in(content: Content, opened: Place | None) -> Offered:
    """What the forms of the open part can choose from."""
    fields: Choices = [
        (str(each.get("name")), str(each.get("label", ""))) for each in content.get("fields", [])
    ]
    at = opened.index if opened and opened.list_name == "fields" else len(fields)
    parties = [
        (str(each.get("name")), str(each.get("label", "")), each) for each in content.get("parties", [])
    ]
    people = [
        (f"{name}.{key}", f"{label}: {words}")
        for name, label, party in parties
        for key, words in _particulars(party)
    ]
    answers = [(f"answers.{name}", f"Jawaban: {label}") for name, label in fields]
    letters = [("letter.valid_until", f"Surat: {LETTER['valid_until'].label}")]
    return Offered(
        conditions=[(path, f"bila {label}") for path, label in [*answers, *people, *letters]],
        earlier_fields=[(name, f"bila {label}") for name, label in fields[:at]],
        from_register=[(f"resident.{each.name}", each.label) for each in PERSON.values()],
        parties=[(name, label) for name, label, _ in parties],
        holders=[(f"{name}.full_name", label) for name, label, _ in parties],
    )


def _particulars(party: Part) -> list[tuple[str, str]]:
    """What can be told of a party: all that the register knows, or what is asked about it."""
    asked = [(str(each.get("name")), str(each.get("label", ""))) for each in party.get("asks", [])]
    if party.get("source", Source.TYPED) == Source.TYPED:
        return asked
    return [
        *((each.name, each.label) for each in PERSON.values()),
        *(each for each in asked if each[0] not in PERSON),
    ]


def register_rows(content: Content) -> list[tuple[str, str, Part]]:
    """Lines that an identity table can take as they are: 'resident.nik', 'Warga: NIK', the row."""
    found = []
    for party in content.get("parties", []):
        for name, label in _particulars(party):
            path = f"{party.get('name')}.{name}"
            text = f"{{{path}|bold}}" if name == "full_name" else f"{{{path}}}"
            found.append((path, f"{party.get('label')}: {label}", {"label": label, "text": text}))
    return found


def addable(place: Place | None = None) -> list[BlockKind]:
    """Blocks that can be added there."""
    inside = place is not None and place.list_name == "blocks"
    refused: Any = NEVER_ADDED | (NOT_IN_AN_ATTACHMENT if inside else frozenset())
    return [kind for kind in BLOCKS.values() if kind.name not in refused]
