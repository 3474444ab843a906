"""What is wrong with a draft, part by part, and what of it can be printed all the same.

`read_definition` stops at the first problem. Here the part at fault is put aside and the rest is read again, so that
every problem is told at its place and the preview keeps everything that is right.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from balai.letters.definitions import MAIN_PARTY, KindDefinition
from balai.letters.editor.places import ABOUT, LISTS, Content, Part, Place
from balai.letters.kind_reading import DefinitionProblem, read_definition

MOST_TROUBLES = 30


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to put right, and where. `of_list` is set for what is wrong with a list as a whole."""

    place: Place
    sentence: str
    of_list: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """All that is wrong, and the kind without it; None where nothing readable is left."""

    troubles: tuple[Trouble, ...]
    definition: KindDefinition | None

    @property
    def is_good(self) -> bool:
        return not self.troubles

    def at(self, place: Place) -> list[str]:
        """What is wrong exactly there."""
        return [each.sentence for each in self.troubles if each.place == place and not each.of_list]

    def of_list(self, name: str) -> list[str]:
        return [each.sentence for each in self.troubles if each.of_list == name]


def examine(content: Content) -> Examination:
    """Read a draft as far as it can be read."""
    rest = content
    troubles: list[Trouble] = []
    for _ in range(MOST_TROUBLES):
        try:
            return Examination(tuple(troubles), read_definition(rest))
        except DefinitionProblem as problem:
            trouble = _trouble(problem)
            if trouble in troubles:
                break
            troubles.append(trouble)
            rest = _put_aside(deepcopy(rest), trouble, problem)
    return Examination(tuple(troubles), None)


def _trouble(problem: DefinitionProblem) -> Trouble:
    path = problem.place.path
    steps = [(str(name), int(index)) for name, index in zip(path[::2], path[1::2], strict=False)]
    if any(name not in LISTS.values() for name, _ in steps):
        steps = []
    words = _in_words(problem)
    numbered = _NUMBERED.match(problem.place.words)
    if not steps and numbered:  # questions are read by a module that knows numbers, not keys
        name = "parties" if numbered[1].lower() == "pihak" else "fields"
        return Trouble(Place(((name, int(numbered[2]) - 1),)), words)
    if not path and not _KEY.search(
        problem.problem
    ):  # a signature is missing, or there is too much of everything
        return Trouble(ABOUT, words, of_list="body")
    if len(path) % 2 and path[-1] in LISTS.values():
        return Trouble(Place(tuple(steps)), words, of_list=str(path[-1]))
    return Trouble(Place(tuple(steps)), words)


def _in_words(problem: DefinitionProblem) -> str:
    """The sentence without the place before it, keys by the names they have on the page."""
    detail = str(problem.place).partition(", ")[2]  # "baris ke-2" of "Bagian ke-3 (identitas), baris ke-2"
    sentence = _KEY.sub(lambda key: LABELS.get(key[1], key[0]), problem.problem)
    sentence = f"{detail}: {sentence}" if detail and problem.place.path else sentence
    return sentence[:1].upper() + sentence[1:]


_NUMBERED = re.compile(r"(?:Isian, )?(Pihak|isian|Isian) ke-(\d+)")
_KEY = re.compile(r"'([a-z_]+)'(?= (?:harus|paling|hanya|berisi|belum))")
LABELS: Mapping[str, str] = {
    "title": "Judul", "short_code": "Singkatan", "category": "Kelompok", "summary": "Ringkasan",
    "search_words": "Kata pencarian", "classification": "Kode klasifikasi", "legal_basis": "Dasar hukum",
    "label": "Label", "name": "Nama", "party": "Pihak", "text": "Teks", "hint": "Petunjuk", "months": "Bulan",
    "days": "Hari", "pages": "Jumlah halaman", "form_code": "Kode formulir", "holder": "Atas nama",
    "requires": "Syarat", "sentence": "Kata Balai bila tidak cocok",
}  # fmt: skip

_SAFE: Mapping[str, Any] = {
    "title": "Judul surat", "short_code": "SK", "category": "Umum", "summary": "Surat keterangan.",
    "classification": "000", "legal_basis": [], "search_words": [], "validity": {}, "subject": "",
    "holder": f"{MAIN_PARTY}.full_name", "pages": 1, "form_code": "", "paper": "a4", "signing_forms": None,
    "district": "none",
}  # fmt: skip


def _put_aside(content: Content, trouble: Trouble, problem: DefinitionProblem) -> Content:
    """Put something harmless in place of what is at fault; indexes stay."""
    if trouble.of_list and problem.place.path:
        return _with_attachments_last(content)
    if trouble.place != ABOUT:
        (name, index), *_ = trouble.place.steps
        if name in content and index < len(content[name]):
            content[name][index] = _harmless(name, content[name][index])
        return content
    keys = [*_KEY.findall(problem.problem), *(str(step) for step in problem.place.path)]
    for key in keys:
        if key in _SAFE:
            content[key] = _SAFE[key]
            if content[key] is None:
                del content[key]
            return content
    if not any(block.get("block") == "signature" for block in content.get("body", [])):
        return _with_attachments_last({**content, "body": [*content.get("body", []), _VILLAGE_SIGNS]})
    return {**content, "district": "none"}


_VILLAGE_SIGNS: Part = {"block": "signature", "signers": [{"who": "village"}]}


def _harmless(name: str, part: Part) -> Part:
    match name:
        case "body":
            return {"block": "paragraph", "text": "[Bagian ini belum bisa dicetak]"}
        case "fields":
            return {"name": part.get("name", "isian"), "label": str(part.get("label") or "Isian")[:60]}
        case "parties" if part.get("name") == MAIN_PARTY:
            return {"name": MAIN_PARTY, "label": "Warga", "source": "register"}
        case "parties":
            return {"name": part.get("name"), "label": "Pihak", "source": "typed", "asks": ["full_name"]}
        case _:
            return {"name": str(part.get("name") or "lembar"), "title": "Formulir", "body": [
                {"block": "paragraph", "text": "[Formulir ini belum bisa dicetak]"}]}  # fmt: skip


def _with_attachments_last(content: Content) -> Content:
    body = sorted(content.get("body", []), key=lambda block: block.get("block") == "attachment")
    return {**content, "body": body or [deepcopy(_VILLAGE_SIGNS)]}
