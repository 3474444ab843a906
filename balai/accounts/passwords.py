"""Passwords: first ones that are handed out, and the advice given when a chosen one is easily guessed."""

import re

from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string

from balai.accounts.models import Officer

# Without letters and digits that are mixed up when read aloud or from paper.
CLEAR_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
SHORTEST = 10
READ_BY_ZXCVBN = 72  # signs; longer ones are never weak for their first part alone
LOCAL_WORDS = [
    "balai",
    "desa",
    "kelurahan",
    "negeri",
    "kantor",
    "petugas",
    "admin",
    "administrator",
    "operator",
    "rahasia",
    "sandi",
    "katasandi",
    "masuk",
    "indonesia",
    "merdeka",
    "nusantara",
    "bismillah",
    "alhamdulillah",
    "assalamualaikum",
    "sayang",
    "cinta",
    "ganteng",
    "cantik",
    "bahagia",
    "keluarga",
    "semangat",
    "sukses",
    "jaya",
    "garuda",
    "pancasila",
    "persib",
    "persija",
    "jakarta",
    "bandung",
    "surabaya",
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "sabtu",
    "minggu",
    "januari",
    "februari",
    "maret",
    "april",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
]

ADVICE = {
    "dictionary": "Kata ini sering dipakai orang.",
    "spatial": "Deretan tombol papan ketik mudah ditebak.",
    "repeat": "Huruf atau kata yang diulang mudah ditebak.",
    "sequence": "Urutan seperti abc atau 6543 mudah ditebak.",
    "regex": "Angka tahun mudah ditebak.",
    "date": "Tanggal mudah ditebak.",
}
REMEDY = "Pakai tiga atau empat kata yang tidak berhubungan."


def make_first_password() -> str:
    """A password to read out or write down, about 59 bits: 'k7mq-w3zn-9hfp'."""
    return "-".join(get_random_string(4, CLEAR_SIGNS) for _ in range(3))


class UnguessablePassword:
    """A validator for Django's AUTH_PASSWORD_VALIDATORS; it says in Indonesian why a password is weak."""

    def validate(self, password: str, user: Officer | None = None) -> None:
        """Raise `ValidationError` for a password that is too short or easily guessed."""
        if len(password) < SHORTEST:
            raise ValidationError(
                f"Kata sandi ini terlalu pendek. Pakai paling sedikit {SHORTEST} huruf.", code="short"
            )
        if reason := weakness(password, _words_about(user)):
            raise ValidationError(f"Kata sandi ini mudah ditebak. {reason} {REMEDY}", code="weak")

    def get_help_text(self) -> str:
        """The hint under the field."""
        return f"Paling sedikit {SHORTEST} huruf. {REMEDY}"


def weakness(password: str, known_words: list[str]) -> str | None:
    """Why a password is weak, in Indonesian, or None for a good one. `known_words` are about the officer."""
    from zxcvbn import zxcvbn  # its word lists take a moment to load, and few requests need them

    if is_mostly(password, known_words):
        return "Kata sandi ini memuat nama Anda."
    result = zxcvbn(  # type: ignore[no-untyped-call]  # has no types
        password[:READ_BY_ZXCVBN], user_inputs=[*known_words, *LOCAL_WORDS]
    )
    if result["score"] >= 3:
        return None
    longest = max(result["sequence"], key=lambda match: len(match["token"]))
    return ADVICE.get(longest["pattern"], "Kata sandi ini terlalu sederhana.")


def is_mostly(password: str, known_words: list[str]) -> bool:
    """Whether little is left of a password without the words that everybody knows about its owner.

    zxcvbn thinks of strangers; a neighbour tries the name and the year of birth first.
    """
    left = password.lower()
    for word in sorted(filter(lambda word: len(word) >= 4, known_words), key=len, reverse=True):
        left = left.replace(word.lower(), "")
    return left != password.lower() and len(left) < SHORTEST - 2


def _words_about(user: Officer | None) -> list[str]:
    if user is None:
        return []
    return [
        user.username,
        *re.split(r"[ .'-]+", user.full_name),
        *re.split(r"[._-]+", user.username),
        user.phone,
    ]
