"""What is different between two contents of a kind, in words: setting by setting, block by block, sentence by sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from balai.letters.editor.longhand import written_out
from balai.letters.editor.page import SOURCES, names_of, readable_in_full
from balai.letters.editor.places import Content, Part
from balai.letters.editor.words import BLOCKS, QUESTION_TYPES, SIGNERS

MUCH_THE_SAME = 0.4
_PIECES = re.compile(r"\s+|‹[^›]*›|[^\s‹]+")


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    mark: Mark = Mark.SAME


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that changed. `mark` is for the line as a whole: same when only words in it changed."""

    mark: Mark
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the kind in which something changed. `mark` tells whether the part itself is new or gone."""

    title: str
    mark: Mark
    lines: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A part in words: its name, what tells it apart from others, and its lines."""

    title: str
    key: str
    lines: tuple[str, ...]


def differences(before: Content, after: Content) -> tuple[Section, ...]:
    """What changed from one content to another; empty when they say the same."""
    old, new = written_out(before), written_out(after)
    names = {**names_of(old, None), **names_of(new, None), **_party_names(old), **_party_names(new)}
    return tuple(_sections(_tell(old, names), _tell(new, names)))


def _sections(old: Sequence[_Told], new: Sequence[_Told]) -> Iterator[Section]:
    for verb, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb != "equal":
            yield from _paired(list(old[first:last]), new[begin:end])


def _paired(gone: list[_Told], come: Sequence[_Told]) -> Iterator[Section]:
    """What was changed is told as a change of what it was; the rest is gone or new."""
    for told in come:
        likest = next((index for index, each in enumerate(gone) if _is_same(each, told)), None)
        if likest is None:
            yield _whole(told, Mark.ADDED)
            continue
        yield from (_whole(each, Mark.REMOVED) for each in gone[:likest])
        if section := _changed(gone[likest], told):
            yield section
        gone = gone[likest + 1 :]
    yield from (_whole(each, Mark.REMOVED) for each in gone)


def _is_same(old: _Told, new: _Told) -> bool:
    """Whether one became the other: settings, parties and fields by their name, blocks when they say much the same."""
    if old.key != new.key or not old.key.startswith("block "):
        return old.key == new.key
    return SequenceMatcher(None, "\n".join(old.lines), "\n".join(new.lines)).ratio() >= MUCH_THE_SAME


def _changed(old: _Told, new: _Told) -> Section | None:
    lines = tuple(_lines(old.lines, new.lines))
    return Section(new.title, Mark.SAME, lines) if lines else None


def _whole(told: _Told, mark: Mark) -> Section:
    return Section(told.title, mark, tuple(Difference(mark, (Stretch(line, mark),)) for line in told.lines))


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    for verb, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            continue
        gone, come = old[first:last], new[begin:end]
        both = min(len(gone), len(come))
        yield from (_words(*pair) for pair in zip(gone, come, strict=False))
        yield from (Difference(Mark.REMOVED, (Stretch(line, Mark.REMOVED),)) for line in gone[both:])
        yield from (Difference(Mark.ADDED, (Stretch(line, Mark.ADDED),)) for line in come[both:])


def _words(old: str, new: str) -> Difference:
    """A line in which words changed."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    stretches: list[Stretch] = []
    for verb, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            stretches.append(Stretch("".join(after[begin:end])))
            continue
        if first < last:
            stretches.append(Stretch("".join(before[first:last]), Mark.REMOVED))
        if begin < end:
            stretches.append(Stretch("".join(after[begin:end]), Mark.ADDED))
    return Difference(Mark.SAME, tuple(stretches))


def _tell(content: Content, names: Mapping[str, str]) -> list[_Told]:
    told = [_Told(label, key, _about(content.get(key))) for key, label in ABOUT.items()]
    told = [each for each in told if each.lines]
    told += [_party(each) for each in content.get("parties", [])]
    told += [_field(each, names) for each in content.get("fields", [])]
    told += list(_blocks(content.get("body", []), "", names))
    for form in content.get("forms", []):
        told += list(_blocks(form.get("body", []), f"{form.get('title', 'Formulir')}, ", names))
    return told


ABOUT = {
    "title": "Judul surat", "short_code": "Singkatan", "category": "Kelompok", "summary": "Ringkasan",
    "search_words": "Kata pencarian", "classification": "Kode klasifikasi", "legal_basis": "Dasar hukum",
    "validity": "Masa berlaku", "paper": "Kertas", "pages": "Jumlah halaman", "subject": "Isi singkat",
    "signed_by": "Penanda tangan", "signing_forms": "Pejabat yang boleh menandatangani", "chain": "Jalan persetujuan",
    "district": "Camat",
}  # fmt: skip
_VALUES: Mapping[str, str] = {
    "a4": "A4", "f4": "F4", "village": "pejabat di sini", "others": "orang lain", "direct": "langsung terbit",
    "secretary_head": "diperiksa sekretaris, lalu disetujui kepala", "none": "tidak ikut", "cosign": "ikut menandatangani",
}  # fmt: skip


def _about(value: Any) -> tuple[str, ...]:
    match value:
        case None | "" | [] | {}:
            return ()
        case dict():
            months, days = value.get("months", 0), value.get("days", 0)
            parts = [f"{months} bulan"] * bool(months) + [f"{days} hari"] * bool(days)
            return (" ".join(parts) or "tanpa batas",)
        case list():
            return tuple(map(str, value))
        case _:
            return (_VALUES.get(str(value), str(value)),)


def _party_names(content: Content) -> dict[str, str]:
    return {
        f"{party.get('name')}.{ask.get('name')}": f"{ask.get('label')} {party.get('label')}".lower()
        for party in content.get("parties", [])
        for ask in party.get("asks", [])
    }


def _party(party: Part) -> _Told:
    asks = [str(ask.get("label", "")) for ask in party.get("asks", [])]
    lines = (f"Sebutan: {party.get('label')}", SOURCES.get(str(party.get("source", "typed")), ""))
    return _Told(f"Pihak: {party.get('label')}", f"party {party.get('name')}", (*lines, *asks))


def _field(field: Part, names: Mapping[str, str]) -> _Told:
    kinds = {kind.value: label for kind, label in QUESTION_TYPES.items()}
    lines = [
        f"Pertanyaan: {field.get('label')}",
        f"Jenis jawaban: {kinds.get(str(field.get('type', 'text')), '')}",
    ]
    lines.append("Wajib diisi" if field.get("required", True) else "Boleh kosong")
    lines += [f"Petunjuk: {field.get('hint')}"] * bool(field.get("hint"))
    lines += [f"Pilihan: {_option(option)}" for option in field.get("options", [])]
    lines += ["Boleh menulis jawaban lain"] * bool(field.get("other"))
    lines += [f"Diisi lebih dulu dari: {field.get('default')}"] * bool(field.get("default"))
    if when := field.get("when"):
        lines.append(
            _when({"path": f"answers.{when.get('question')}", "any_of": when.get("any_of", [])}, names)
        )
    return _Told(f"Isian: {field.get('label')}", f"field {field.get('name')}", tuple(lines))


def _option(option: Any) -> str:
    return str(option["label"] if isinstance(option, dict) else option)


def _blocks(blocks: Sequence[Part], before: str, names: Mapping[str, str]) -> Iterator[_Told]:
    for block in blocks:
        kind = str(block.get("block"))
        label = BLOCKS[kind].label if kind in BLOCKS else kind
        lines = [*([_when(block["when"], names)] if "when" in block else []), *_block_lines(block, names)]
        yield _Told(f"{before}{label}", f"block {before}{kind}", tuple(lines))
        yield from _blocks(block.get("blocks", []), f"{block.get('title', 'Lampiran')}, ", names)


def _block_lines(block: Part, names: Mapping[str, str]) -> Iterator[str]:
    for key in ("text", "items", "left", "right"):
        for piece in block.get(key, []):
            condition = f" ({_when(piece['when'], names)})" if "when" in piece else ""
            yield readable_in_full(str(piece.get("text", "")), names).strip() + condition
    for row in [*block.get("rows", []), *block.get("columns", [])]:
        optional = " (hilang bila kosong)" if row.get("optional") else ""
        yield f"{row.get('label')}: {readable_in_full(str(row.get('text', '')), names)}{optional}"
    for signer in block.get("signers", []):
        told = [SIGNERS.get(str(signer.get("who")), ""), signer.get("label", ""), signer.get("name", "")]
        yield ", ".join(readable_in_full(str(each), names) for each in told if each)
    if block.get("block") == "attachment":
        yield str(block.get("title", ""))
    for cell, text in {**block.get("cells", {})}.items():
        yield f"{cell}: {readable_in_full(str(text), names)}"


def _when(when: Any, names: Mapping[str, str]) -> str:
    path = str(when.get("path", ""))
    any_of = [str(each) for each in when.get("any_of", [])]
    label = names.get(path, path)
    if any_of == [""]:
        return f"hanya bila {label} kosong"
    return f"hanya bila {label}: {' atau '.join(any_of)}" if any_of else f"hanya bila {label} terisi"
