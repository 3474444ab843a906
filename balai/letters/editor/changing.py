"""What the buttons of the editor do to a draft. Pure: a draft goes in, a draft comes out."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count
from typing import Any

from balai.letters.definitions import MAIN_PARTY
from balai.letters.editor.field_forms import asked_as_usual
from balai.letters.editor.naming import name_of, short_code_of, with_field_renamed, with_party_renamed
from balai.letters.editor.part_editor import with_row_changed
from balai.letters.editor.places import (
    ABOUT,
    Content,
    NoSuchPlace,
    Part,
    Place,
    added,
    list_of,
    moved,
    part_at,
    read_place,
    removed,
    replaced,
)
from balai.letters.editor.words import MAKES_NEW, NEW_PAPER
from balai.letters.particulars import FIXED, PERSON

_OPEN = "_open"
_TAKEN_BY_THE_SYSTEM = {*FIXED, "answers", "member"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A draft after a button, and which of its parts is open then."""

    content: Content
    opened: Place | None


def with_typed(content: Content, place: Place, part: Part, published: Collection[str]) -> Content:
    """The draft with what was typed about one part. Names that no version has published follow their labels."""
    if place == ABOUT:
        typed = dict(part)
        typed["short_code"] = typed.get("short_code") or short_code_of(str(typed.get("title", "")))
        return {**content, **typed}
    if place.list_name == "parties":
        return _party_typed(content, place, part, published)
    changed = replaced(content, place, part)
    if place.list_name == "fields" and part.get("name") not in published:
        others = {each.get("name") for each in list_of(changed, place) if each is not part_at(changed, place)}
        name = name_of(str(part.get("label", "")), {str(each) for each in others}, "isian")
        changed = with_field_renamed(changed, str(part.get("name")), name)
        part_at(changed, place)["name"] = name
    return changed


def _party_typed(content: Content, place: Place, part: Part, published: Collection[str]) -> Content:
    asks: list[Part] = []
    for ask in part.get("asks", []):
        taken = {str(each["name"]) for each in asks}
        own = ask.get("name") or name_of(str(ask.get("label", "")), taken | set(PERSON), "isian")
        if own not in taken:
            asks.append({**ask, "name": own, "label": ask.get("label") or "Isian"})
    part = {**part, "asks": asks} if asks else part
    changed = replaced(content, place, part)
    name = str(part.get("name", ""))
    if name == MAIN_PARTY or name in published:
        return changed
    others = {str(each.get("name")) for each in list_of(content, place)} - {name}
    wanted = name_of(str(part.get("label", "")), others | _TAKEN_BY_THE_SYSTEM, "pihak")[:30]
    changed = with_party_renamed(changed, name, wanted)
    part_at(changed, place)["name"] = wanted
    return changed


def acted(content: Content, opened: Place | None, action: str, register_row: Part | None = None) -> Changed:
    """The draft after a button. What the draft does not have (any more) changes nothing."""
    verb, _, target = action.partition(":")
    try:
        if verb == "baris" and opened is not None:
            part = with_row_changed(part_at(content, opened), target, register_row)
            return Changed(replaced(content, opened, part), opened)
        if verb == "tambah":
            place, _, kind = target.partition(":")
            return _added(content, read_place(place), kind)
        if verb == "buka":
            place_opened = read_place(target)
            part_at(content, place_opened)
            return Changed(content, place_opened)
        if verb == "tutup":
            return Changed(content, None)
        if verb in _MOVES:
            return _moved(content, opened, read_place(target), verb)
    except NoSuchPlace:
        pass
    return Changed(content, opened)


_MOVES = frozenset({"naik", "turun", "salin", "hapus"})


def _added(content: Content, place: Place, kind: str) -> Changed:
    part_at(content, place.parent)
    match place.list_name:
        case "parties":
            taken = {str(each.get("name")) for each in content.get("parties", [])}
            label = f"Pihak {place.index + 1}"
            asks = [{"name": name, **asked_as_usual(name)} for name in ("full_name", "nik", "address")]
            name = name_of(label, taken | _TAKEN_BY_THE_SYSTEM, "pihak")
            part: Part = {"name": name, "label": label, "source": "either", "asks": asks}
        case "fields":
            taken = {str(each.get("name")) for each in content.get("fields", [])}
            part = {"name": name_of("", taken, "isian"), "label": "", "type": "text"}
        case "forms" if place.parent == ABOUT:
            part = {"name": _paper_name(content), **NEW_PAPER}
        case _ if kind in MAKES_NEW:
            part = MAKES_NEW[kind]
        case _:
            raise NoSuchPlace(kind)
    return Changed(added(content, place, part), place)


def _moved(content: Content, opened: Place | None, place: Place, verb: str) -> Changed:
    """Move, copy or remove a part; the one that is open stays open wherever it is then."""
    if place == ABOUT or (
        place.list_name == "parties" and (place.index == 0 or (place.index == 1 and verb == "naik"))
    ):
        return Changed(content, opened)  # the resident the letter is for stays the first party
    part = part_at(content, place)
    if opened is not None and opened != ABOUT:
        content = replaced(content, opened, {**part_at(content, opened), _OPEN: True})
    match verb:
        case "naik" | "turun":
            content, _ = moved(content, place, -1 if verb == "naik" else 1)
        case "hapus":
            content = removed(content, place)
        case _:
            content = added(content, place.next, _copy(content, place, part))
    return Changed(content, ABOUT if opened == ABOUT else _found_open(content))


def _paper_name(content: Content) -> str:
    """The name of a further form, which nobody sees: letters keep their forms under it."""
    taken = {each.get("name") for each in content.get("forms", [])}
    return next(name for number in count(1) if (name := f"formulir-{number}") not in taken)


def _copy(content: Content, place: Place, part: Part) -> Part:
    if place.list_name == "forms":
        return {**part, "name": _paper_name(content), "title": f"{part.get('title', '')} 2"[:120]}
    if place.list_name in {"fields", "parties"}:
        taken = {str(each.get("name")) for each in list_of(content, place)} | _TAKEN_BY_THE_SYSTEM
        label = f"{part.get('label', '')} 2"
        return {**part, "label": label, "name": name_of(label, taken, "isian")}
    return {key: value for key, value in part.items() if key != _OPEN}


def _found_open(value: Any, steps: tuple[tuple[str, int], ...] = ()) -> Place | None:
    """Where the part is that was marked as open; the mark is taken away."""
    if isinstance(value, dict):
        if value.pop(_OPEN, False):
            return Place(steps)
        for name, entries in value.items():
            for index, entry in enumerate(entries if isinstance(entries, list) else []):
                found = _found_open(entry, (*steps, (name, index)))
                if found:
                    return found
    return None
