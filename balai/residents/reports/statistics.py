"""Counting the register of today by every coded field, in one look at the table."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from balai.accounts.enums import Permission
from balai.core.charts import Bar, bar_chart, percentage, pyramid
from balai.core.languages import to_say
from balai.residents.enums import Relation, Sex, Standing
from balai.residents.models import Family, Resident
from balai.residents.reports.places import Places, heading
from balai.residents.reports.topics import AGES, MOST_BARS, PLACES, SECTIONS, UNKNOWN, Topic, every_topic
from balai.tenancy.rules import RegionalWords

SEXES = to_say(("Laki-laki", "Perempuan"))

# {names}: one column a topic, of which each grouping set keeps one; the bit mask says which.
COUNT = f"""
WITH counted AS (
    SELECT r.sex AS sex, {{columns}}
    FROM {Resident._meta.db_table} r
    LEFT JOIN {Family._meta.db_table} f ON f.village_id = r.village_id AND f.id = r.family_id
    WHERE r.standing = {Standing.LIVING.value} AND ({{where}})
)
SELECT grouping({{names}}), sex, count(*), {{names}} FROM counted GROUP BY GROUPING SETS ({{sets}})
"""  # noqa: S608  # our own tables and columns; what is asked for comes as parameters


@dataclass(frozen=True, slots=True)
class Count:
    """How many, by sex."""

    label: str
    male: int
    female: int

    @property
    def total(self) -> int:
        return self.male + self.female


@dataclass(frozen=True, slots=True)
class Table:
    """One topic counted. `rows` hold everything above nothing; of a scale also what lies between."""

    topic: Topic
    title: str
    rows: Sequence[Count]

    @property
    def sum(self) -> Count:
        return Count("Jumlah", sum(row.male for row in self.rows), sum(row.female for row in self.rows))

    @property
    def shares(self) -> list[tuple[Count, str]]:
        """Each row with its share of all: '12,5 %'."""
        whole = self.sum.total
        return [(row, percentage(row.total, whole)) for row in self.rows]

    @property
    def chart(self) -> str:
        """The topic as SVG; of a long list the largest, the rest together."""
        label = f"Warga menurut {self.title.lower()}"
        if self.topic is AGES:
            return pyramid(_bars(self.rows), label=label, series=SEXES)
        rows = self.rows
        if self.topic.by_size and len(rows) > MOST_BARS:
            rest = rows[MOST_BARS - 1 :]
            together = Count(
                f"{len(rest)} lainnya", sum(row.male for row in rest), sum(row.female for row in rest)
            )
            rows = [*rows[: MOST_BARS - 1], together]
        return bar_chart(_bars(rows), label=label, series=SEXES)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything counted, ready to be shown."""

    tables: Mapping[str, Table]

    @property
    def ages(self) -> Table:
        return self.tables[AGES.slug]

    @property
    def people(self) -> Count:
        return self.ages.sum

    @property
    def families(self) -> int:
        """Heads of a KK."""
        heads = Relation.HEAD.label
        return sum(row.total for row in self.tables["hubungan"].rows if row.label == heads)

    @property
    def sections(self) -> list[tuple[str, str, list[Table]]]:
        """Address, heading and tables of each section; sections and topics nobody may see are left out."""
        shown = [
            (section.slug, section.title,
             [self.tables[topic.slug] for topic in section.topics if topic.slug in self.tables])
            for section in SECTIONS
        ]  # fmt: skip
        return [section for section in shown if section[2]]


def count_register(
    *, today: date, words: RegionalWords, places: Places, place: str, permissions: Collection[Permission]
) -> Statistics:
    """Count everybody who lives in the village, or in one `place` of it ("" for all). One query."""
    topics = [
        topic
        for topic in every_topic()
        if (topic.permission is None or topic.permission in permissions)
        and not (topic is PLACES and (place or not places.names))
    ]
    found = _count(topics, today, places, place)
    return Statistics({
        topic.slug: Table(topic, topic.title.format(subarea=heading(words)), _rows(topic, found[topic.slug], places))
        for topic in topics
    })  # fmt: skip


def _count(
    topics: Sequence[Topic], today: date, places: Places, place: str
) -> dict[str, Counter[tuple[object, int]]]:
    names = [f"c{index}" for index in range(len(topics))]
    sql = COUNT.format(
        columns=", ".join(f"{topic.code} AS {name}" for topic, name in zip(topics, names, strict=True)),
        where="f.area_id = ANY(%(areas)s)" if place else "true",
        names=", ".join(names),
        sets=", ".join(f"({name}, sex)" for name in names),
    )
    areas = [UUID(area) for area, line in places.line_of.items() if line == place]
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today, "areas": areas})
        rows = cursor.fetchall()
    found: dict[str, Counter[tuple[object, int]]] = {topic.slug: Counter() for topic in topics}
    everything = (1 << len(topics)) - 1
    kept = {everything ^ (1 << (len(topics) - 1 - index)): index for index in range(len(topics))}
    for mask, sex, count, *codes in rows:
        index = kept[mask]
        found[topics[index].slug][codes[index], sex] += count
    return found


def _rows(topic: Topic, found: Counter[tuple[object, int]], places: Places) -> list[Count]:
    if topic is PLACES:
        by_place: Counter[tuple[object, int]] = Counter()
        for (area, sex), count in found.items():
            by_place[places.name(area), sex] += count
        return [row for name in places.all if (row := _row(name, name, by_place)).total]
    if topic.labels is None:
        names = {str(code) for code, _ in found if code}
        return _sorted([_row(name, name, found) for name in names], _row(UNKNOWN, "", found))
    known = [_row(words, code, found) for code, words in topic.labels.items()]
    unknown = _row(UNKNOWN, 0, found)
    if topic is AGES:
        return known
    if topic.by_size:
        return _sorted(known, unknown)
    return [row for row in (*known, unknown) if row.total]


def _row(label: str, code: object, found: Counter[tuple[object, int]]) -> Count:
    return Count(label, found[code, Sex.MALE], found[code, Sex.FEMALE])


def _sorted(rows: list[Count], unknown: Count) -> list[Count]:
    """The most frequent first, what is not known last."""
    rows.sort(key=lambda row: (-row.total, row.label))
    return [row for row in (*rows, unknown) if row.total]


def _bars(rows: Sequence[Count]) -> list[Bar]:
    return [Bar(row.label, (row.male, row.female)) for row in rows]
