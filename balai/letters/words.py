"""The words by which a letter is found: those of the holder's name, and the parts of its number."""

import re

from balai.residents.spelling import name_words, question_words

LONGEST_WORD = 40
MOST_WORDS = 24
MOST_ASKED = 6


def words_of(name: str, number: str) -> list[str]:
    """Words without doubles; 'Siti', '400.12.2.1/0147/SKJ' gives siti, the whole number, 400.12.2.1, 0147, skj, 147."""
    parts = [part for part in re.split(r"[/\s]+", number.lower()) if part]
    bare = [part.lstrip("0") for part in parts if part.isdigit()]
    found = [*name_words(name), number.lower(), *parts, *bare]
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in found if word))[:MOST_WORDS]


def asked_words(text: str) -> list[str]:
    """What somebody typed into the search, as beginnings of words. What holds a digit is part of a number."""
    found: list[str] = []
    for part in text.split():
        found += [part.lower()] if any(letter.isdigit() for letter in part) else question_words(part)
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in found))[:MOST_ASKED]
