"""How the parts of a kind are told in words, so that two contents can be compared line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balai.letters.editor.page import SOURCES, readable_in_full
from balai.letters.editor.places import Content, Part
from balai.letters.editor.require_forms import AGE, REQUIRED
from balai.letters.editor.words import BLOCKS, QUESTION_TYPES, SIGNERS
from balai.residents.enums import CODED

SETTINGS = "settings"
LISTS = ("parties", "fields", "body", "forms")


@dataclass(frozen=True, slots=True)
class Told:
    """A part in words: its name, what tells it apart from others, and its lines. `part` is the part itself."""

    title: str
    key: str
    lines: tuple[str, ...]
    part: Any = field(compare=False, default=None)


def tell(content: Content, names: Mapping[str, str]) -> dict[str, list[Told]]:
    """Everything that a kind in longhand says: its settings, and each part of each list."""
    settings = [Told(label, key, _about(content.get(key)), content.get(key)) for key, label in ABOUT.items()]
    settings.append(
        Told("Layanan", "service", tuple(_service(content.get("service") or {})), content.get("service"))
    )
    return {
        SETTINGS: settings,
        "parties": [_party(each) for each in content.get("parties", [])],
        "fields": [_field(each, names) for each in content.get("fields", [])],
        "body": [_block(each, names) for each in content.get("body", [])],
        "forms": [_paper(each, names) for each in content.get("forms", [])],
    }


ABOUT = {
    "title": "Judul surat", "short_code": "Singkatan", "category": "Kelompok", "summary": "Ringkasan",
    "search_words": "Kata pencarian", "classification": "Kode klasifikasi", "legal_basis": "Dasar hukum",
    "validity": "Masa berlaku", "paper": "Kertas", "pages": "Jumlah halaman", "subject": "Isi singkat",
    "signed_by": "Penanda tangan", "signing_forms": "Pejabat yang boleh menandatangani", "chain": "Jalan persetujuan",
    "district": "Camat", "holder": "Atas nama", "form_code": "Kode formulir",
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


def _service(service: Part) -> Iterator[str]:
    yield from (str(service[key]) for key in ("name", "summary") if service.get(key))
    for each in service.get("requirements", []):
        yield f"Syarat: {', '.join(map(str, each.values())) if isinstance(each, dict) else each}"


def party_names(content: Content) -> dict[str, str]:
    """The labels of what is asked about parties, by placeholder."""
    return {
        f"{party.get('name')}.{ask.get('name')}": f"{ask.get('label')} {party.get('label')}".lower()
        for party in content.get("parties", [])
        for ask in party.get("asks", [])
    }


def _party(party: Part) -> Told:
    lines = [f"Sebutan: {party.get('label')}", SOURCES.get(str(party.get("source", "typed")), "")]
    lines += ["Boleh tidak ada"] * bool(party.get("optional"))
    for ask in party.get("asks", []):
        lines += [str(ask.get("label", "")) + ("" if ask.get("required", True) else " (boleh kosong)")]
        lines += [f"Saran {ask.get('label')}: {', '.join(ask.get('suggestions', []))}"] * bool(
            ask.get("suggestions")
        )
    lines += [_required(each) for each in party.get("requires", [])]
    return Told(f"Pihak: {party.get('label')}", f"party {party.get('name')}", tuple(lines), party)


def _required(requires: Part) -> str:
    """'Syarat: Jenis kelamin Perempuan. Ibu bayi harus perempuan.'"""
    particular = str(requires.get("particular"))
    if particular == AGE:
        told = f"{_bounds(requires)} tahun"
    else:
        labels = dict(CODED[particular].choices) if particular in CODED else {}
        told = " atau ".join(str(labels.get(code, code)) for code in requires.get("codes", []))
    return f"Syarat: {REQUIRED.get(particular, particular)} {told}. {requires.get('sentence', '')}"


def _bounds(bounded: Part) -> str:
    """'sedikitnya 17 dan di bawah 21'."""
    bounds = [f"sedikitnya {bounded.get('at_least')}"] * ("at_least" in bounded)
    return " dan ".join([*bounds, *[f"di bawah {bounded.get('below')}"] * ("below" in bounded)])


def _field(field: Part, names: Mapping[str, str]) -> Told:
    kinds = {kind.value: label for kind, label in QUESTION_TYPES.items()}
    lines = [
        f"Pertanyaan: {field.get('label')}",
        f"Jenis jawaban: {kinds.get(str(field.get('type', 'text')), '')}",
    ]
    lines.append("Wajib diisi" if field.get("required", True) else "Boleh kosong")
    lines += [f"Petunjuk: {field.get('hint')}"] * bool(field.get("hint"))
    lines += [f"Pilihan: {_option(option)}" for option in field.get("options", [])]
    lines += ["Boleh menulis jawaban lain"] * bool(field.get("other"))
    lines += [f"Saran: {each}" for each in field.get("suggestions", [])]
    lines += ["Tanggalnya harus sudah lewat"] * bool(field.get("past"))
    lines += [f"Paling kecil: {field.get('smallest')}"] * ("smallest" in field)
    lines += [f"Paling besar: {field.get('largest')}"] * ("largest" in field)
    lines += [f"Paling panjang: {field.get('longest')} huruf"] * ("longest" in field)
    lines += [f"Diisi lebih dulu dari: {field.get('default')}"] * bool(field.get("default"))
    if when := field.get("when"):
        lines.append(
            _when({"path": f"answers.{when.get('question')}", "any_of": when.get("any_of", [])}, names)
        )
    return Told(f"Isian: {field.get('label')}", f"field {field.get('name')}", tuple(lines), field)


def _option(option: Any) -> str:
    return str(option["label"] if isinstance(option, dict) else option)


def _paper(paper: Part, names: Mapping[str, str]) -> Told:
    """A further form, with all that stands on it."""
    lines = [str(paper.get("title", ""))]
    lines += [f"Kode: {paper.get('form_code')}"] * bool(paper.get("form_code"))
    lines += [f"Kertas: {_VALUES.get(str(paper.get('paper')), '')}"] * ("paper" in paper)
    lines += [_when(paper["when"], names)] if "when" in paper else []
    lines += _inner(paper.get("body", []), names)
    return Told(f"Formulir: {paper.get('title')}", f"form {paper.get('name')}", tuple(lines), paper)


def _block(block: Part, names: Mapping[str, str]) -> Told:
    """A block; an attachment with all that stands on it."""
    kind = str(block.get("block"))
    lines = [_when(block["when"], names)] if "when" in block else []
    lines += [*_block_lines(block, names), *_inner(block.get("blocks", []), names)]
    return Told(BLOCKS[kind].label if kind in BLOCKS else kind, f"block {kind}", tuple(lines), block)


def _inner(blocks: Sequence[Part], names: Mapping[str, str]) -> list[str]:
    """The lines of blocks inside another part, each with the name of its block."""
    told = (_block(each, names) for each in blocks)
    return [f"{each.title}: {line}" for each in told for line in each.lines]


def _block_lines(block: Part, names: Mapping[str, str]) -> Iterator[str]:
    for key in ("text", "items", "left", "right"):
        yield from (_piece(piece, names) for piece in block.get(key, []))
    for row in [*block.get("rows", []), *block.get("columns", [])]:
        optional = " (hilang bila kosong)" if row.get("optional") else ""
        yield f"{row.get('label')}: {readable_in_full(str(row.get('text', '')), names)}{optional}"
    for signer in block.get("signers", []):
        told = [SIGNERS.get(str(signer.get("who")), ""), signer.get("label", ""), signer.get("name", "")]
        yield ", ".join(readable_in_full(str(each), names) for each in told if each)
    if block.get("block") == "attachment":
        yield str(block.get("title", ""))
    for cell, pieces in _cells(block):
        yield from (f"{cell}: {_piece(piece, names)}" for piece in pieces)
    for tick in block.get("ticks", []):
        condition = _when(tick["when"], names) if "when" in tick else "selalu"
        yield f"Centang {tick.get('cell')}: {condition}"


def _piece(piece: Part, names: Mapping[str, str]) -> str:
    condition = f" ({_when(piece['when'], names)})" if "when" in piece else ""
    return readable_in_full(str(piece.get("text", "")), names).strip() + condition


def _cells(block: Part) -> Iterator[tuple[str, Any]]:
    """What is written on a statutory sheet, that of its tables included."""
    yield from block.get("cells", {}).items()
    for name, listings in block.get("lists", {}).items():
        for listing in listings:
            yield from ((f"{name}, {cell}", told) for cell, told in listing.items() if cell != "of")


def _when(when: Any, names: Mapping[str, str]) -> str:
    path = str(when.get("path", ""))
    any_of = [str(each) for each in when.get("any_of", [])]
    label = names.get(path, path)
    if any_of == [""]:
        return f"hanya bila {label} kosong"
    if bounds := _bounds(when):
        return f"hanya bila {label} {bounds}"
    return f"hanya bila {label}: {' atau '.join(any_of)}" if any_of else f"hanya bila {label} terisi"
