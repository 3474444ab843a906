"""Finding what people mean by everyday words, with typing mistakes and the spellings of chats.

Rare words count more than common ones (inverse document frequency; Spärck Jones 1972), names more than what is told about them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from rapidfuzz import fuzz, process

from balai.core.regional_words import JAVANESE, JAVANESE_FILLERS

# Words that say nothing about which service is meant.
FILLERS = frozenset({
    "mau", "urus", "mengurus", "buat", "membuat", "bikin", "surat", "keterangan", "pengantar", "untuk", "minta", "cari", "yang", "di",
    "dan", "saya", "ingin", "perlu", "butuh", "bukti", "ke", "dari", "dalam", "pada", "atau", "dengan", "sama", "lapor", "buatin", "dong",
    "biar", "jadi", "lagi", "aku", "kami", "kita", "itu", "ini", "gimana", "bagaimana", "cara", "syarat", "apa",
}) | JAVANESE_FILLERS  # fmt: skip
# Of those, the words for a kind of paper.
PAPERS = frozenset({"surat", "keterangan", "pengantar"})
# What is said in many ways, under one of them.
SAME = {
    "akte": "akta", "gak": "tidak", "ga": "tidak", "nggak": "tidak", "ngga": "tidak", "tdk": "tidak", "tak": "tidak", "enggak": "tidak",
    "kawin": "nikah", "menikah": "nikah", "pernikahan": "nikah", "perkawinan": "nikah", "nikahan": "nikah",
    "wafat": "meninggal", "mati": "meninggal", "kematian": "meninggal", "tewas": "meninggal",
    "bapak": "ayah", "papa": "ayah", "bapa": "ayah", "mama": "ibu", "emak": "ibu", "mak": "ibu", "bini": "istri",
    "bujang": "lajang", "sertipikat": "sertifikat", "ngontrak": "kontrak", "kontrakan": "kontrak", "kost": "kos",
    "wakilkan": "wakil", "diwakilkan": "wakil", "mewakili": "wakil", "mengasuh": "asuh",
    "gaji": "penghasilan", "pendapatan": "penghasilan", "ktpel": "ktp", "kartukeluarga": "kk",
    "dagangan": "dagang",
} | JAVANESE  # fmt: skip
BEGUN = 0.97
"""How sure a word is that was only begun: somebody is typing."""
ALIKE_AT_MOST = 3
ALIKE = 78  # of 100; lets 'kelahirn' and 'domisli' through, not 'nikah' for 'ayah'
RESEMBLES = 55
"""Of 100, at least, for what is offered where nothing was found."""
NAME, ALSO, ABOUT = 1.0, 0.95, 0.4
"""What a word found there counts."""
WHOLE = 0.5
"""Added, of its weight, for each name of which every word was said."""
SAID_ALL = 0.2
"""Added, of a common word's weight, for how much of the name was said: the plain letter before its special cases."""
PAPER_SAID, PAPER_UNSAID = 0.3, -0.05
"""Added for each word of paper in the name that was said too, or was not: 'pengantar kk' is the letter, 'kk' the card."""


@dataclass(frozen=True)
class Described:
    """Something to be found: its name, what else people call it, and a sentence about it."""

    name: str
    also: Sequence[str] = ()
    about: str = ""

    @cached_property
    def names(self) -> list[frozenset[str]]:
        """The words of each of its names, its own first; what stands in brackets is another one."""
        own, _, bracketed = self.name.partition("(")
        others = (bracketed, *self.also) if bracketed else self.also
        return [frozenset(meaning_words(each)) for each in (own, *others)]

    @cached_property
    def papers(self) -> frozenset[str]:
        """What kind of paper it is, by its name."""
        return PAPERS.intersection(_plain_words(self.name))

    @cached_property
    def words(self) -> dict[str, float]:
        """What each of its words counts."""
        told = dict.fromkeys(meaning_words(self.about), ABOUT)
        called = dict.fromkeys((word for name in self.names[1:] for word in name), ALSO)
        return told | called | dict.fromkeys(self.names[0], NAME)


def meaning_words(text: str) -> list[str]:
    """The words of a text that tell things apart; all of them when nothing else is left."""
    words = _plain_words(text)
    return [word for word in words if word not in FILLERS] or words


def _plain_words(text: str) -> list[str]:
    plain = "".join(sign if sign.isalnum() else " " for sign in text.lower()).split()
    return [SAME.get(word, word) for word in plain if len(word) > 1]


def closest(asked: str, offered: Sequence[Described]) -> list[int]:
    """The places in `offered` of what answers a question, the best first; what doesn't is left out."""
    spread = Counter(word for each in offered for word in each.words)
    weights = {word: log(1 + len(offered) / count) for word, count in spread.items()}
    said: dict[str, float] = {}
    for word in meaning_words(asked):
        for other, alike in _likely(word, weights).items():
            said[other] = max(said.get(other, 0), alike)
    papers = PAPERS.intersection(_plain_words(asked))
    scores = [(_score(said, papers, each, weights), place) for place, each in enumerate(offered)]
    return [place for score, place in sorted(scores, key=lambda pair: (-pair[0], pair[1])) if score > 0]


def nearest(asked: str, offered: Sequence[Described], most: int = 3) -> list[int]:
    """The places of what is only written like it, for a question that nothing answers; the most alike first."""
    names = {place: f"{each.name} {' '.join(each.also)}".lower() for place, each in enumerate(offered)}
    alike = process.extract(
        asked.lower(), names, scorer=fuzz.partial_ratio, score_cutoff=RESEMBLES, limit=most
    )
    return [place for _, _, place in alike]


def _likely(word: str, known: Collection[str]) -> dict[str, float]:
    """Which known words may be meant, and how surely, from 0 to 1; only where it is none itself, those written alike."""
    if word in known:
        return {word: 1.0}
    if begun := {other: BEGUN for other in known if len(word) > 2 and other.startswith(word)}:
        return begun
    alike = process.extract(word, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=ALIKE_AT_MOST)
    slips = process.extract(word, list(SAME), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=ALIKE_AT_MOST)
    written = [*alike, *((SAME[other], score, 0) for other, score, _ in slips if SAME[other] in known)]
    best = max((score for _, score, _ in written), default=0)
    return {other: score / 100 for other, score, _ in written if score == best}


def _score(
    said: Mapping[str, float], papers: frozenset[str], offer: Described, weights: Mapping[str, float]
) -> float:
    found = sum(
        offer.words[word] * weights[word] * sure for word, sure in said.items() if word in offer.words
    )
    if not found:
        return 0
    whole = (sum(weights[word] for word in name) for name in offer.names if name and name <= said.keys())
    own = offer.names[0]
    paper = PAPER_SAID * len(offer.papers & papers) + PAPER_UNSAID * len(offer.papers - papers)
    return (
        found + WHOLE * max(whole, default=0) + SAID_ALL * len(own & said.keys()) / max(1, len(own)) + paper
    )
