"""A kind with every shorthand written out, as the editor changes it. `read_definition` reads both the same."""

from copy import deepcopy
from typing import Any

from balai.core.questions import QuestionType
from balai.letters.definitions import MAIN_PARTY
from balai.letters.editor.places import Content, Part
from balai.letters.enums import DistrictRole, SignedBy
from balai.letters.particulars import ASKED_OF_A_PERSON, PERSON


def written_out(source: Content) -> Content:
    """The same kind in longhand."""
    content = {**deepcopy(_USUAL), **deepcopy(source)}
    content["validity"] = {"months": 0, "days": 0, **content["validity"]}
    content["parties"] = [_party(party) for party in content.get("parties") or [_MAIN]]
    content["fields"] = [_question(question) for question in content.get("fields", [])]
    content["body"] = [_block(block) for block in content.get("body", [])]
    for form in content.get("forms", []):
        form["body"] = [_block(block) for block in form.get("body", [])]
    return content


_USUAL: Content = {
    "subject": "", "search_words": [], "legal_basis": [], "validity": {}, "holder": f"{MAIN_PARTY}.full_name",
    "paper": "a4", "pages": 1, "signed_by": SignedBy.VILLAGE.value, "district": DistrictRole.NONE.value,
    "classification": "",
}  # fmt: skip
_MAIN: Part = {"name": MAIN_PARTY, "label": "Warga", "source": "register"}


def _party(party: Part) -> Part:
    asks = [_asked(question) for question in party.get("asks", [])]
    return {**party, "asks": asks} if asks else party


def _asked(entry: Any) -> Part:
    given: Part = {"name": entry} if isinstance(entry, str) else entry
    usual = ASKED_OF_A_PERSON.get(given.get("name", ""))
    if usual is None:
        return _question(given)
    table: Part = {
        "label": usual.label, "type": usual.type.value, "required": usual.required, "hint": usual.hint,
        "past": usual.past, "longest": usual.longest,
    }  # fmt: skip
    if usual.options:
        table["options"] = [option.value for option in usual.options]
    return _question({**table, **given})


def _question(question: Part) -> Part:
    told = {key: value for key, value in question.items() if value not in ("", [])}
    return {"type": QuestionType.TEXT.value, "required": True, **told}


def _block(block: Part) -> Part:
    block = _with_condition(block)
    match block.get("block"):
        case "paragraph":
            block["text"] = _pieces(block.get("text", []))
        case "statements":
            block["items"] = _pieces(block.get("items", []))
        case "identity":
            party = block.pop("party", "")
            block["rows"] = [_row(row, party) for row in block.get("rows", [])]
        case "attachment":
            block["blocks"] = [_block(inner) for inner in block.get("blocks", [])]
        case "sheet":
            block |= _sheet(block)
    return block


def _sheet(block: Part) -> Part:
    lists = {
        name: [
            {key: each if key == "of" else _pieces(each) for key, each in listing.items()}
            for listing in ([given] if isinstance(given, dict) else given)
        ]
        for name, given in block.get("lists", {}).items()
    }
    return {
        "cells": {name: _pieces(given) for name, given in block.get("cells", {}).items()},
        "ticks": [_with_condition(tick) for tick in block.get("ticks", [])],
        "lists": lists,
    }


def _pieces(source: Any) -> list[Part]:
    entries = [source] if isinstance(source, str | dict) else source
    return [{"text": each} if isinstance(each, str) else _with_condition(each) for each in entries]


def _row(row: Any, party: str) -> Part:
    if not isinstance(row, str):
        return dict(row)
    name = row.removesuffix("?")
    bold = "|bold" if name == "full_name" else ""
    written: Part = {"label": PERSON[name].label, "text": f"{{{party}.{name}{bold}}}"}
    return {**written, "optional": True} if row.endswith("?") else written


def _with_condition(part: Part) -> Part:
    when = part.get("when")
    return {**part, "when": {"path": when}} if isinstance(when, str) else dict(part)
