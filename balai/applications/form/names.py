"""What a name in a certificate may be: Permendagri 73/2022, pasal 4 and 5.

Pasal 7 keeps the registry from writing names that are too long, or with digits, signs or titles. That a name has at
least two words is advice, and whether a word is shortened somebody must judge.
"""

import re
from collections.abc import Iterator

LONGEST_NAME = 60
FEWEST_WORDS = 2
_LETTERS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_TITLES = frozenset({"hj", "hajah", "kh", "drs", "dra", "ir", "prof", "spd", "skom"})
_SHORTENED = frozenset({"muh", "moh", "mhd", "abd", "m"})


def name_problems(name: str) -> Iterator[tuple[str, str, bool]]:
    """What is wrong with a name: the sentence, the article, and whether the registry may not write it."""
    words = name.split()
    if not words:
        return
    if len(name) > LONGEST_NAME:
        told = f"Nama paling panjang {LONGEST_NAME} huruf termasuk spasi; ini {len(name)} huruf."
        yield told, "Permendagri 73/2022 pasal 4 ayat (2) huruf b", True
    if not _LETTERS.fullmatch(" ".join(words)):
        told = "Nama di akta hanya huruf dan spasi, tanpa angka dan tanda baca."
        yield told, "Permendagri 73/2022 pasal 5 ayat (3) huruf b", True
    plain = [word.casefold().strip(".,") for word in words]
    if shortened := sorted(set(plain) & _SHORTENED):
        told = f"Nama tidak boleh disingkat. Kalau “{shortened[0].title()}” singkatan, tulis lengkap."
        yield told, "Permendagri 73/2022 pasal 5 ayat (3) huruf a", False
    if {plain[0], plain[-1]} & _TITLES:
        told = "Gelar pendidikan atau keagamaan tidak ditulis di akta."
        yield told, "Permendagri 73/2022 pasal 5 ayat (3) huruf c", True
    if len(words) < FEWEST_WORDS:
        told = "Nama sebaiknya paling sedikit dua kata. Nama satu kata masih bisa diajukan."
        yield told, "Permendagri 73/2022 pasal 4 ayat (2) huruf c", False
