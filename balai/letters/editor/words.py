"""What the parts of a kind are called where an officer changes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from balai.core.questions import QuestionType
from balai.letters.definitions import MAIN_PARTY
from balai.letters.editor.places import Part
from balai.letters.wording import Format

QUESTION_TYPES: Mapping[QuestionType, str] = {
    QuestionType.TEXT: "Teks singkat",
    QuestionType.LONG_TEXT: "Teks panjang",
    QuestionType.CHOICE: "Pilihan",
    QuestionType.YES_NO: "Ya atau tidak",
    QuestionType.DATE: "Tanggal",
    QuestionType.TIME: "Jam",
    QuestionType.NUMBER: "Angka",
    QuestionType.MONEY: "Jumlah rupiah",
    QuestionType.NIK: "NIK",
    QuestionType.KK: "Nomor KK",
    QuestionType.PHONE: "Nomor telepon",
}

FORMATS: Mapping[Format, str] = {
    Format.LONG_DATE: "tanggal panjang",
    Format.SHORT_DATE: "tanggal angka",
    Format.DATE_IN_WORDS: "tanggal terbilang",
    Format.DAY_DATE: "hari dan tanggal",
    Format.DAY: "nama hari",
    Format.MONTH: "nama bulan",
    Format.YEAR: "tahun",
    Format.TIME: "jam",
    Format.PLAIN: "angka tanpa titik",
    Format.RUPIAH: "rupiah",
    Format.WORDS: "terbilang",
    Format.ORDINAL: "urutan",
    Format.UPPER: "huruf besar",
    Format.LOWER: "huruf kecil",
    Format.TITLE: "Huruf Besar Tiap Kata",
    Format.SENTENCE: "huruf besar di awal",
    Format.INLINE: "huruf kecil di awal",
    Format.BOLD: "tebal",
}


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of block: what it is called, what it is for, its icon, and what a new one holds."""

    name: str
    label: str
    purpose: str
    icon: str
    new: Part


BLOCKS: Mapping[str, BlockKind] = {
    each.name: each
    for each in (
        BlockKind("paragraph", "Paragraf", "Kalimat biasa", "huruf", {"text": [{"text": ""}]}),
        BlockKind(
            "identity", "Tabel identitas", "Nama, NIK, alamat, dengan titik dua", "kartu",
            {"rows": [{"label": "Nama lengkap", "text": "{resident.full_name|bold}"}]},
        ),
        BlockKind("statements", "Butir bernomor", "Pernyataan 1, 2, 3", "cek", {"items": [{"text": ""}]}),
        BlockKind(
            "columns", "Dua kolom", "Dua daftar berdampingan", "buku", {"left": [{"text": ""}], "right": [{"text": ""}]}
        ),
        BlockKind(
            "members", "Tabel keluarga", "Anggota keluarga dari data warga", "keluarga",
            {
                "columns": [
                    {"label": "Nama", "text": "{member.full_name}"},
                    {"label": "Tempat, tanggal lahir", "text": "{member.birth}"},
                    {"label": "Hubungan", "text": "{member.relation}"},
                ]
            },
        ),
        BlockKind(
            "signature", "Tanda tangan", "Siapa yang menandatangani", "ubah", {"signers": [{"who": "village"}]}
        ),
        BlockKind(
            "attachment", "Lampiran", "Halaman baru di belakang surat", "surat",
            {"title": "Lampiran", "blocks": [{"block": "paragraph", "text": [{"text": ""}]}]},
        ),
        BlockKind("sheet", "Formulir baku", "Lembar resmi seperti F-1.01", "surat", {}),
    )
}  # fmt: skip
NEVER_ADDED = frozenset({"sheet"})
"""A statutory sheet has its own layout: it comes with Balai and is kept, not written here."""
NOT_IN_AN_ATTACHMENT = frozenset({"attachment", "sheet"})
NEW_PAPER: Part = {
    "title": "Formulir tambahan",
    "body": [
        {"block": "paragraph", "text": [{"text": "Yang bertanda tangan di bawah ini menyatakan bahwa"}]},
        {
            "block": "signature",
            "signers": [{"who": "party", "label": "Yang menyatakan", "party": MAIN_PARTY}],
        },
    ],
}
"""A form that the resident signs; it is printed from the answers of its letter."""
MAKES_NEW = {name: {"block": name, **each.new} for name, each in BLOCKS.items()}


def summary_of(part: Part) -> str:
    """The beginning of what a block says, with its placeholders as they are; the page writes them as labels."""
    tells = _SUMMARIES.get(str(part.get("block")))
    return tells(part) if tells else str(part.get("title") or part.get("form") or "").upper()


def _told(key: str, of: str, between: str) -> Callable[[Part], str]:
    return lambda part: between.join(str(each.get(of, "")).strip() for each in part.get(key, []))


_SUMMARIES: Mapping[str, Callable[[Part], str]] = {
    "paragraph": _told("text", "text", " "),
    "statements": _told("items", "text", "; "),
    "identity": _told("rows", "label", ", "),
    "members": _told("columns", "label", ", "),
    "columns": lambda part: " / ".join(str(each.get("text", "")) for each in _sides(part)),
    "signature": lambda part: ", ".join(_signer(each) for each in part.get("signers", [])),
    "attachment": lambda part: str(part.get("title", "")),
}


def _sides(part: Part) -> list[Any]:
    return [*part.get("left", []), *part.get("right", [])]


SIGNERS: Mapping[str, str] = {
    "village": "Pejabat di sini",
    "district": "Camat",
    "party": "Pihak dalam surat",
    "name": "Orang lain",
}


def _signer(signer: Part) -> str:
    return str(signer.get("label") or SIGNERS.get(str(signer.get("who")), ""))
