"""Finding residents while an officer types: any word order, beginnings of words, typos forgiven; NIK, KK, address.

Row security lets only leakproof comparisons use an index, so nothing here matches by LIKE or by trigrams: folded words
(`SearchToken`) give at most `CANDIDATES` people, who are then ranked in memory. Words with a typo are first looked
up among the words of the village (`SearchWord`). The number of queries doesn't depend on what is found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from balai.residents import spelling
from balai.residents.enums import Standing
from balai.residents.models import Family, Resident
from balai.residents.search_index import SearchToken

CANDIDATES = 200
WORDS_FOR_A_TYPO = 40
LIKE_A_NAME = 50
"""Of 100; what is less alike was found by its address."""


AFTER_PREFIX = "~"
"""Sorts after every character of a folded word, a NIK or a KK."""

NEARBY_WORDS = """
SELECT DISTINCT question.place, found.word
FROM unnest(%s::int[], %s::text[], %s::text[]) AS question(place, low, high)
CROSS JOIN LATERAL (
    SELECT word FROM residents_searchword WHERE variant >= question.low AND variant < question.high LIMIT 400
) AS found
"""
ADD_TOKENS = """
INSERT INTO residents_searchtoken (token, resident_id) SELECT * FROM unnest(%s::text[], %s::uuid[])
ON CONFLICT DO NOTHING
"""
ADD_WORDS = """
INSERT INTO residents_searchword (variant, word) SELECT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING
"""
REMOVE_TOKENS = """
DELETE FROM residents_searchtoken USING unnest(%s::text[], %s::uuid[]) AS gone(token, resident_id)
WHERE residents_searchtoken.token = gone.token AND residents_searchtoken.resident_id = gone.resident_id
"""
ROWS_AT_ONCE = 50_000
BEARERS = "SELECT resident_id FROM residents_searchtoken WHERE"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a token must be: one comparison, or two."""

    comparisons: tuple[str, ...]
    values: tuple[object, ...]

    @property
    def where(self) -> str:
        return " AND ".join(f"token {comparison}" for comparison in self.comparisons)


type Row = tuple[UUID, str, int]
"""Id, full name and standing of a candidate."""


@dataclass(frozen=True, slots=True)
class Found:
    """People in the order in which they are probably meant."""

    residents: list[Resident]
    total: int
    """How many candidates there were; `residents` may be fewer."""
    is_complete: bool
    """False when there may be more than were looked at: another word helps."""
    has_similar: bool
    """Nobody has these words; these people's are spelled nearly so."""


def find_residents(text: str, *, limit: int = 20) -> list[Resident]:
    """The residents who are probably meant by `text`, the likeliest first, with family and area."""
    return search(text, limit=limit).residents


def search(text: str, *, limit: int = 20, words: Sequence[str] = (), only: Q | None = None) -> Found:
    """As `find_residents`; `words` are further exact tokens (an area), `only` any further condition."""
    number = text.translate(str.maketrans("", "", " .-"))
    if number.isdigit() and number.isascii() and len(number) >= 3:
        rows = _named(_with_number(number), only)
        return _found(
            sorted(rows, key=lambda row: (row[2] != Standing.LIVING, row[1])), limit, has_similar=False
        )
    typed = spelling.typed_words(text)
    asked = list(typed)
    if not asked:
        return Found([], 0, is_complete=True, has_similar=False)
    rows = _named(_with_beginnings(asked, words), only)
    if rows or not (similar := _similar_words(typed)):
        return _found(_ranked(text, asked, rows), limit, has_similar=False)
    rows = _named(_with_similar(similar, words), only)
    return _found(_ranked(text, asked, rows), limit, has_similar=bool(rows))


def add_tokens(pairs: Iterable[tuple[str, UUID]]) -> None:
    """Make residents findable by tokens (`spelling.tokens`); pairs that exist are left alone."""
    rows = list(pairs)
    found = sorted(
        {variant_and_word for word in {token for token, _ in rows} for variant_and_word in _spellings(word)}
    )
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            cursor.execute(ADD_TOKENS, _columns(rows[start : start + ROWS_AT_ONCE]))
        for start in range(0, len(found), ROWS_AT_ONCE):
            cursor.execute(ADD_WORDS, _columns(found[start : start + ROWS_AT_ONCE]))


def remove_tokens(pairs: Iterable[tuple[str, UUID]]) -> None:
    """The opposite. Words of the village stay: they find nobody any more."""
    with connection.cursor() as cursor:
        cursor.execute(REMOVE_TOKENS, _columns(list(pairs)))


def rebuild() -> int:
    """Make the index of the current village anew from its register, e.g. after areas were renamed. Returns the rows."""
    SearchToken.objects.all().delete()
    people = Resident.objects.values_list(
        "id", "full_name", "family__address", "family__area__dusun", "family__area__rw", "family__area__rt"
    )
    pairs = [
        (token, person)
        for person, name, *place in people.iterator(chunk_size=5_000)
        for token in spelling.tokens(name, *(part or "" for part in place))
    ]
    add_tokens(pairs)
    return len(pairs)


def _with_number(number: str) -> QuerySet[Resident]:
    """People whose NIK or KK begins so."""
    limits = {"gte": number, "lt": number + AFTER_PREFIX}
    families = Family.objects.filter(**{f"kk__{how}": limit for how, limit in limits.items()})
    by_nik = Resident.objects.filter(**{f"nik__{how}": limit for how, limit in limits.items()})
    by_kk = Resident.objects.filter(family__in=families.values("id"))
    ids = by_nik.order_by().values("id")[:CANDIDATES].union(by_kk.order_by().values("id")[:CANDIDATES])
    return Resident.objects.filter(id__in=[row["id"] for row in ids[:CANDIDATES]])


def _with_beginnings(asked: Sequence[str], exact: Sequence[str]) -> QuerySet[Resident]:
    """People for whom every asked word is the beginning of one of theirs, and who have all `exact` words."""
    return _with_words([_beginning(word) for word in asked], exact)


def _with_similar(similar: Sequence[Sequence[str]], exact: Sequence[str]) -> QuerySet[Resident]:
    """People who have one word of each list, and all `exact` words."""
    return _with_words([Condition(("= ANY(%s)",), (list(words),)) for words in similar], exact)


def _with_words(conditions: Sequence[Condition], exact: Sequence[str]) -> QuerySet[Resident]:
    """People who have a word for every condition.

    Ranges of the index are intersected, never joined: the planner's idea of how common a name is can be a thousand
    times off, and a join then looks every bearer of one name up for every bearer of the other.
    """
    every = [*conditions, *(Condition(("= %s",), (word,)) for word in exact)]
    # Only comparisons written in this module are put in; what somebody typed is bound.
    ranges = " INTERSECT ".join(f"({BEARERS} {condition.where})" for condition in every)
    values = [value for condition in every for value in condition.values]
    people = RawSQL(f"SELECT resident_id FROM ({ranges}) AS bearers LIMIT {CANDIDATES}", values)  # noqa: S608, S611
    return Resident.objects.filter(id__in=people)


def _beginning(word: str) -> Condition:
    if spelling.is_place_number(word):
        return Condition(("= %s",), (word,))
    return Condition((">= %s", "< %s"), (word, word + AFTER_PREFIX))


def _named(people: QuerySet[Resident], only: Q | None) -> list[Row]:
    if only is not None:
        people = people.filter(only)
    return list(people.order_by().values_list("id", "full_name", "standing"))


def _similar_words(typed: Mapping[str, str]) -> list[list[str]]:
    """For each asked word the words of the village that are spelled nearly so; nothing when one of them has none.

    `typed` are the asked words, each as it was typed.
    """
    asked = [(word, _exchanged(word, as_typed)) for word, as_typed in typed.items()]
    probes = sorted(
        {(place, probe) for place, (word, swaps) in enumerate(asked) for probe in _probes(word) | swaps}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            NEARBY_WORDS,
            [
                [place for place, _ in probes],
                [low for _, low in probes],
                [low + AFTER_PREFIX for _, low in probes],
            ],
        )
        nearby: list[list[str]] = [[] for _ in asked]
        for place, word in cursor.fetchall():
            nearby[place].append(word)
    similar = [_nearest(word, swaps, found) for (word, swaps), found in zip(asked, nearby, strict=True)]
    return similar if all(similar) else []


def _probes(word: str) -> frozenset[str]:
    return frozenset([word]) if spelling.is_place_number(word) else spelling.variants(word)


def _exchanged(word: str, typed: str) -> frozenset[str]:
    """What was meant if two letters changed places and the sound with them; what is one slip away is found anyway."""
    if spelling.is_place_number(word):
        return frozenset()
    return frozenset(swap for swap in spelling.swapped(typed) if swap and OSA.distance(word, swap) > 1)


def _nearest(word: str, swaps: frozenset[str], nearby: Sequence[str]) -> list[str]:
    """The words that are at most two slips (short words: one) from `word`, or begin so; the nearest first.

    One of `swaps` counts as one slip.
    """
    if spelling.is_place_number(word):
        return [found for found in nearby if found == word]
    allowed = 1 if len(word) < 6 else 2
    slips = {
        found: 1 if found in swaps else min(OSA.distance(word, found), OSA.distance(word, found[: len(word)]))
        for found in nearby
    }
    near = [found for found, count in slips.items() if count <= allowed]
    return sorted(near, key=lambda found: (slips[found], abs(len(found) - len(word)), found))[
        :WORDS_FOR_A_TYPO
    ]


def _ranked(text: str, asked: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """The living first; then who has just these words as they sound, then as they are spelled; then by the alphabet."""
    sounds = _likeness(
        " ".join(asked), [" ".join(spelling.name_words(row[1])) for row in rows], fuzz.token_set_ratio
    )
    names = [row[1].lower() for row in rows]
    spelled = _likeness(" ".join(spelling.words(text)), names, fuzz.token_sort_ratio)
    order = sorted(
        range(len(rows)),
        key=lambda place: (rows[place][2] != Standing.LIVING, -sounds[place], -spelled[place], names[place]),
    )
    return [rows[place] for place in order]


def _likeness(typed: str, names: Sequence[str], scorer: Callable[..., float]) -> dict[int, float]:
    """From 0 to 100, by place in `names`."""
    alike = process.extract(typed, names, scorer=scorer, limit=None, score_cutoff=LIKE_A_NAME)
    return dict.fromkeys(range(len(names)), 0.0) | {place: score for _, score, place in alike}


def _found(rows: Sequence[Row], limit: int, *, has_similar: bool) -> Found:
    ids = [row[0] for row in rows[:limit]]
    people = Resident.objects.with_family().for_lists().in_bulk(ids)
    residents = [people[identity] for identity in ids]
    return Found(residents, len(rows), is_complete=len(rows) < CANDIDATES, has_similar=has_similar)


def _spellings(word: str) -> set[tuple[str, str]]:
    return {(variant, word) for variant in spelling.variants(word)}


def _columns(rows: Sequence[tuple[object, object]]) -> list[list[object]]:
    return [[row[0] for row in rows], [row[1] for row in rows]]
