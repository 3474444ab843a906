"""What the kiosk's voice says, and that it says anything."""

import gc
import io
import threading
import wave

import pytest

from balai.core.voice import EspeakVoice, respelled, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("NIK 9901014507929777", "NIK 9 9 0 1, 0 1 4 5, 0 7 9 2, 9 7 7 7"),
        ("Krajan, RT 003/RW 001", "Krajan, RT 3, RW 1"),
        ("Buka pukul 09.00 sampai 15.30", "Buka pukul 9 sampai 15 lewat 30"),
        ("Sisa 24 detik", "Sisa 24 detik"),
        ("Penghasilan Rp1.500.000 sebulan", "Penghasilan 1.500.000 rupiah sebulan"),
        ("9901••••••••0003", "9901 0003"),
        ("Sampai  tahun\n2026", "Sampai tahun 2026"),
        ("1–3 hari kerja", "1 sampai 3 hari kerja"),
        ("[[salah]]", "salah"),
    ],
)
def test_numbers_are_read_as_people_say_them(written: str, said: str) -> None:
    assert spoken(written) == said


def test_words_with_the_other_e_are_respelled() -> None:
    assert respelled("Kertas habis, cetak lagi") == "[[k@rt'as]] habis, [[tS@t'ak]] lagi"


def test_a_sentence_becomes_sound() -> None:
    with wave.open(io.BytesIO(EspeakVoice().clip("Ketik PIN Anda. Enam angka."))) as clip:
        seconds = clip.getnframes() / clip.getframerate()
        loudest = max(abs(sample) for sample in memoryview(clip.readframes(clip.getnframes())).cast("h"))

    assert 1 < seconds < 6
    assert loudest > 5_000


def test_longer_text_takes_longer() -> None:
    speaker = EspeakVoice()

    assert len(speaker.clip("Satu.")) < len(speaker.clip("Satu, dua, tiga, empat, lima."))


def test_two_people_may_be_spoken_to_at_once() -> None:
    speaker = EspeakVoice()
    alone = speaker.clip("Silakan sentuh keperluan Anda.")
    together: list[bytes] = []

    threads = [
        threading.Thread(target=lambda: together.append(speaker.clip("Silakan sentuh keperluan Anda.")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(abs(len(clip) - len(alone)) < 2_000 for clip in together)
    assert len(together) == 4


def test_a_voice_speaks_on_after_another_has_gone() -> None:
    speaker = EspeakVoice()
    alone = speaker.clip("Silakan sentuh keperluan Anda.")

    EspeakVoice().clip("Enam angka.")
    gc.collect()

    assert len(speaker.clip("Silakan sentuh keperluan Anda.")) == pytest.approx(len(alone), rel=0.1)
