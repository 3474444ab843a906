"""An Indonesian voice from the server: browsers on Debian have none, and an office may be without internet.

Sentences become a WAV file by espeak-ng, whose library and data come in a wheel. Seven seconds of speech take it
less than ten milliseconds, so nothing is kept.
"""

import ctypes
import io
import re
import threading
import wave
from functools import cache
from typing import Any, ClassVar, Final

import espeakng_loader

LONGEST: Final = 1200  # characters; a page of the kiosk has a tenth of it
_loader: Any = espeakng_loader  # it has no types
_SYNCHRONOUS: Final = 2  # AUDIO_OUTPUT_SYNCHRONOUS: the samples come through the callback
_DONT_EXIT: Final = 0x8000  # espeakINITIALIZE_DONT_EXIT: without its data the library would end our process
_UTF8: Final = 1
_PHONEMES: Final = 0x100  # what stands in [[ ]] is said as written there
_RATE, _WORDS_A_MINUTE = 1, 140

_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)

# espeak-ng reads every e of a two-syllable word as in "meja"; these have the other e (KBBI: /ə/).
SCHWA: Final = {
    "cetak": "tS@t'ak", "dicetak": "ditS@t'ak", "mencetak": "m@ntS@t'ak", "pencetak": "p@ntS@t'ak",
    "dekat": "d@k'at", "dekatkan": "d@k'atkan", "kertas": "k@rt'as", "ketik": "k@t'ik", "diketik": "dik@t'ik",
    "mengetik": "m@N@t'ik", "sentuh": "s@nt'uh", "perlu": "p@rl'u", "keperluan": "k@p@rl'uan", "kepada": "k@p'ada",
    "cepat": "tS@p'at", "tepat": "t@p'at", "lebih": "l@b'ih", "lewat": "l'Ewat", "beri": "b@r'i", "berikan": "b@r'ikan",
    "telah": "t@l'ah", "sedang": "s@d'aN", "segera": "s@g'era", "sebentar": "s@b@nt'ar", "belum": "b@l'um",
    "benar": "b@n'ar", "betul": "b@t'ul", "kena": "k@n'a", "jelas": "dZ@l'as", "letak": "l@t'ak", "letakkan": "l@t'akkan",
    "terbit": "t@rb'it", "enam": "@n'am", "empat": "@mp'at", "berhak": "b@rh'ak", "besar": "b@s'ar",
}  # fmt: skip


class VoiceUnavailable(Exception):
    """The speech library can't be used on this machine; pages work without it."""


class EspeakVoice:
    """espeak-ng in this process. The library has one state, hence one clip at a time, of whichever voice."""

    _one_clip: ClassVar = threading.Lock()

    def __init__(self) -> None:
        self._heard = bytearray()
        self._keep = _CALLBACK(self._hear)  # the library calls it, so it must live as long

    def clip(self, text: str) -> bytes:
        """`text` as a WAV file. Raises `VoiceUnavailable`."""
        words = respelled(spoken(text[:LONGEST])).encode()
        with self._one_clip:
            library, rate = _opened()
            library.espeak_SetSynthCallback(self._keep)
            self._heard.clear()
            library.espeak_Synth(words, len(words) + 1, 0, 1, 0, _UTF8 | _PHONEMES, None, None)
            return _wav(bytes(self._heard), rate)

    def _hear(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count:
            self._heard += ctypes.string_at(samples, 2 * count)
        return 0


@cache
def _opened() -> tuple[Any, int]:
    """The library, speaking Indonesian, and its samples a second. Raises `VoiceUnavailable`."""
    try:
        library = ctypes.CDLL(_loader.get_library_path())
        data = _loader.get_data_path().encode()
    except (OSError, RuntimeError) as missing:
        raise VoiceUnavailable from missing
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT)
    if rate <= 0 or library.espeak_SetVoiceByName(b"id"):
        raise VoiceUnavailable
    library.espeak_SetParameter(_RATE, _WORDS_A_MINUTE, 0)
    return library, rate


@cache
def voice() -> EspeakVoice:
    """The voice of this process."""
    return EspeakVoice()


def spoken(text: str) -> str:
    """`text` as it is read out: long numbers digit by digit, 'RT 003/RW 001' as 'RT 3, RW 1', '1–3' as '1 sampai 3'."""
    text = re.sub(r"\[\[|\]\]", " ", text)
    text = re.sub(r"[•●]+", " ", text)
    text = re.sub(r"(?<=\d)\s*–\s*(?=\d)", " sampai ", text)
    text = re.sub(r"\b(RT|RW) 0*(\d+)", r"\1 \2", text)
    text = re.sub(r"\bRp ?(\d[\d.]*)", r"\1 rupiah", text)
    text = re.sub(r"\b([01]?\d|2[0-3])\.([0-5]\d)\b(?!\.)", lambda found: _clock(*found.groups()), text)
    text = re.sub(r"(?<![\d.,])\d{5,}(?![\d.,]?\d)", lambda found: _by_digits(found[0]), text)
    text = re.sub(r"\s*/\s*", ", ", text)
    return " ".join(text.split())


def respelled(text: str) -> str:
    """The words whose e the library gets wrong, as phonemes."""
    return re.sub(r"\w+", lambda found: _phonemes(found[0]), text)


def _phonemes(word: str) -> str:
    written = SCHWA.get(word.lower())
    return f"[[{written}]]" if written else word


def _clock(hours: str, minutes: str) -> str:
    return f"{int(hours)} lewat {int(minutes)}" if int(minutes) else f"{int(hours)}"


def _by_digits(number: str) -> str:
    """'9 9 0 1, 0 1 4 5, …': four digits a breath, as people dictate them."""
    groups = (number[start : start + 4] for start in range(0, len(number), 4))
    return ", ".join(" ".join(group) for group in groups)


def _wav(samples: bytes, rate: int) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples)
    return target.getvalue()
