"""The standard of the service that a kind of letter fulfils: what its table leaves out follows from the kind itself."""

from collections.abc import Mapping
from typing import Any

from balai.core.questions import QuestionType
from balai.letters.definitions import MAIN_PARTY, KindDefinition, all_questions
from balai.letters.enums import Chain, DistrictRole, SignerKind
from balai.letters.finding import icon_of
from balai.services.standard import Channel, Nature, Unit

type Steps = Mapping[str, list[dict[str, str]]]

AT_ONCE = {"amount": 5, "longest": 10, "unit": Unit.MINUTES, "from": "syarat lengkap"}
SIGNED = {"amount": 1, "unit": Unit.WORKING_DAYS, "from": "syarat lengkap"}
AT_THE_DISTRICT = {"amount": 1, "longest": 3, "unit": Unit.WORKING_DAYS, "from": "syarat lengkap"}

_ASK = {"title": "Siapkan syaratnya", "note": "Lihat daftar syaratnya."}
_WRITE = {
    "title": "Kirim permintaan ke kantor",
    "note": "Lewat WhatsApp atau telepon. Sebutkan nama surat dan keperluannya, bukan NIK.",
}
_FROM_HOME = [
    {"title": "Siapkan syaratnya", "note": "Foto yang asli dengan ponsel."},
    {"title": "Isi permohonan dari ponsel", "note": "Tersimpan tiap halaman. Di akhir Anda mendapat kode lacak."},
    {"title": "Petugas memeriksa", "note": "Kalau ada yang kurang, Anda membacanya di halaman lacak."},
    {"title": "Unduh suratnya", "note": "Sudah bersegel dan berkode QR. Boleh juga diambil di kantor."},
]  # fmt: skip
_RATE = {"title": "Nilai pelayanannya", "note": "Dua sentuhan di anjungan."}


def standard_table(definition: KindDefinition, chain: Chain) -> dict[str, Any]:
    """The whole table of the standard, for a kind that goes through `chain` in this village.

    Raises `KeyError` for a kind without a service.
    """
    service = dict(definition.service or {})
    from_home = bool(service.get("is_applied_for", is_made_from_afar(definition)))
    usual = {
        "category": definition.category,
        "search_words": list(definition.search_words),
        "icon": icon_of(f"{service['slug']} {definition.slug}"),
        "nature": Nature.LETTER,
        "legal_basis": list(definition.legal_basis),
        "output": [_output(definition)],
        "channels": [Channel.COUNTER, Channel.KIOSK, *([Channel.ONLINE] if from_home else [])],
        "is_applied_for": from_home,
        "fee": {"amount": 0},
        "time": _time(definition, chain),
        "steps": _steps(definition, chain, from_home=from_home),
    }
    return usual | service | {"slug": service["slug"]}


def is_made_from_afar(definition: KindDefinition) -> bool:
    """Whether its holder can ask for it from home and has the whole letter in the end.

    The village makes it alone: no *camat* signs, nobody but the holder puts a pen to it, no further form goes with it, and
    nothing is picked from the register, which nobody reads from afar.
    """
    signers = [signer for signature in definition.signatures for signer in signature.signers]
    others_sign = any(
        each.kind is SignerKind.NAME or (each.kind is SignerKind.PARTY and each.party != MAIN_PARTY)
        for each in signers
    )
    picks = any(question.type is QuestionType.MEMBERS for question in all_questions(definition))
    alone = definition.is_letter and definition.district is DistrictRole.NONE
    return alone and not (others_sign or picks or definition.forms)


def _output(definition: KindDefinition) -> str:
    if definition.is_letter:
        return f"{definition.title} bernomor, dengan segel dan kode QR"
    return f"{definition.title}, siap Anda tanda tangani"


def _time(definition: KindDefinition, chain: Chain) -> dict[str, Any]:
    if definition.district is not DistrictRole.NONE:
        return AT_THE_DISTRICT
    return AT_ONCE if chain is Chain.DIRECT else SIGNED


def _steps(definition: KindDefinition, chain: Chain, *, from_home: bool) -> Steps:
    at_once = chain is Chain.DIRECT and definition.district is DistrictRole.NONE
    return {
        "counter": [
            _ASK,
            {"title": "Datang ke kantor", "note": "Sentuh anjungan, atau temui petugas di loket."},
            {"title": "Tunjukkan siapa Anda", "note": "Kartu layanan, NIK dan PIN, atau KTP di depan petugas."},
            {"title": "Periksa isi suratnya", "note": "Betulkan kalau ada yang keliru."},
            _taken(definition, at_once),
            _RATE,
        ],
        "online": _FROM_HOME if from_home else [
            _ASK,
            _WRITE,
            {"title": "Petugas menyiapkan suratnya", "note": "Kalau ada yang kurang, Anda dikabari."},
            {"title": "Ambil surat di kantor", "note": "Bawa syarat yang asli. Keluarga serumah boleh mengambilkan."},
        ],
    }  # fmt: skip


def _taken(definition: KindDefinition, at_once: bool) -> dict[str, str]:
    if not definition.is_letter:
        return {"title": "Terima lembar yang dicetak", "note": "Tanda tangani bersama saksinya, bila ada."}
    if at_once:
        return {"title": "Terima surat yang dicetak", "note": "Nomor dan segelnya sudah ada."}
    return {
        "title": "Terima kode pengambilan",
        "note": "Suratnya ditandatangani dulu. Anda diberi tahu hari jadinya.",
    }
