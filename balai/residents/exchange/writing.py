"""Writes a plan: areas, families, residents, history and search words, in the order in which each may refer to the last.

Runs inside the caller's transaction and scope. What the database refuses takes everything back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import batched, chain
from typing import Any
from uuid import UUID

import uuid_utils
from django.db import connection
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.residents import search, spelling
from balai.residents.enums import EventKind, Relation, Standing
from balai.residents.exchange.copying import NARROW_PIECES_AT_ONCE, Encoded, copy_rows, lines_of, write_rows
from balai.residents.exchange.history import TEXT_FIELDS, History, after, tell_of_new
from balai.residents.exchange.outcomes import Changed, Plan
from balai.residents.exchange.register import OWN_FIELDS, AreaKey, Known, Register
from balai.residents.models import Change, LifeEvent, Resident
from balai.residents.search_index import SearchToken
from balai.tenancy.fields import uuid7
from balai.villages.enums import AreaLevel
from balai.villages.models import Area

RESIDENTS = Resident._meta.db_table
FAMILIES = "residents_family"
CHANGES = Change._meta.db_table
TOKENS = SearchToken._meta.db_table
COLUMNS = ("id", *OWN_FIELDS, "family_id")
AS_OF = COLUMNS.index("data_as_of")
PEOPLE_AT_ONCE = 5_000
HAPPENED_IN_FILE = "Menurut berkas; tanggal peristiwa yang sebenarnya tidak ada di berkas."

type Progress = Callable[[str, int, int], None]
"""Stage, done, of how many."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the data comes from: the file's name, the day for which it speaks, and the run it belongs to."""

    document: str
    as_of: date
    run: UUID


def write_plan(
    plan: Plan, register: Register, *, source: Source, by: Actor, progress: Progress
) -> LifeEvent | None:
    """Write everything a plan says, with history. None when there was nothing to write."""
    writer = _Writer(plan, register, source, by, progress)
    return writer.write()


class _Writer:
    def __init__(self, plan: Plan, register: Register, source: Source, by: Actor, progress: Progress) -> None:
        self._plan = plan
        self._register = register
        self._source = source
        self._by = by
        self._progress = progress
        self._areas: dict[AreaKey, tuple[UUID, str, str, str]] = dict(register.areas)
        self._families: dict[str, UUID] = {kk: family.id for kk, family in register.families.items()}
        self._ids = [str(uuid_utils.uuid7()) for _ in plan.added]

    def write(self) -> LifeEvent | None:
        self._confirm_unchanged()
        if self._plan.writes_nothing:
            return None
        event = self._event(EventKind.IMPORT, self._source.document)
        self._write_areas()
        self._write_families()
        with ThreadPoolExecutor(1) as beside:
            words = beside.submit(self._words_of_new)  # while the database writes the people
            self._progress("Menulis data warga", 0, 4)
            self._write_people(event)
            self._end_empty_families()
            self._progress("Menulis riwayat", 1, 4)
            self._write_history(event)
            self._progress("Menyusun pencarian", 2, 4)
            self._write_search_words(words.result())
        self._progress("Memeriksa keutuhan", 3, 4)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        self._progress("Selesai", 4, 4)
        facts = {
            "added": len(self._plan.added), "changed": len(self._plan.changed),
            "events": len(self._plan.happenings), "run": str(self._source.run),
        }  # fmt: skip
        audit.record("residents.import", by=self._by, subject=event, facts=facts)
        return event

    def _confirm_unchanged(self) -> None:
        """Who is in the file as the register has them is confirmed for its day; no field of theirs changes."""
        ids = [person.id for person in self._plan.unchanged]
        for some in batched(ids, PEOPLE_AT_ONCE, strict=False):
            Resident.objects.filter(pk__in=some, data_as_of__lt=self._source.as_of).update(
                data_as_of=self._source.as_of
            )

    def _event(self, kind: EventKind, document: str, *, note: str = "", is_main: bool = True) -> LifeEvent:
        today = max(timezone.localdate(), self._source.as_of)
        return LifeEvent.objects.create(
            kind=kind,
            occurred_on=self._source.as_of,
            reported_on=today,
            document=document[:200],
            note=note,
            details={"run": str(self._source.run)},
            request_key=self._source.run if is_main else None,
            recorded_by=self._by.officer,
        )

    def _write_areas(self) -> None:
        for key, (dusun, rw, rt) in self._plan.new_areas.items():
            if key not in self._areas:
                self._write_area(dusun, rw, rt)

    def _write_area(self, dusun: str, rw: str, rt: str) -> UUID:
        """An area with those above it."""
        from balai.residents.exchange.register import area_key

        key = area_key(dusun, rw, rt)
        if known := self._areas.get(key):
            return known[0]
        parent: UUID | None = None
        if rt and (dusun or rw):
            parent = self._write_area(dusun, rw, "")
        elif rw and dusun:
            parent = self._write_area(dusun, "", "")
        if parent is not None:
            # The texts of the levels above are spelled as they are there.
            _, dusun, above_rw, _ = next(area for area in self._areas.values() if area[0] == parent)
            rw = above_rw if rt else rw
        level = AreaLevel.RT if rt else AreaLevel.RW if rw else AreaLevel.DUSUN
        area = Area.objects.create(level=level, dusun=dusun, rw=rw, rt=rt, parent_id=parent)
        self._areas[key] = (area.pk, dusun, rw, rt)
        return area.pk

    def _area_id(self, key: AreaKey | None) -> UUID | None:
        return self._areas[key][0] if key else None

    def _write_families(self) -> None:
        """New ones, moved ones, and those that somebody comes back to."""
        inhabited = self._inhabited()
        now = timezone.now().isoformat()
        new: list[tuple[Any, ...]] = []
        with connection.cursor() as cursor:
            for kk, home in self._plan.homes.items():
                family = self._register.families.get(kk)
                if family is None:
                    self._families[kk] = uuid7()
                    ended = None if kk in inhabited else now
                    new.append(
                        (
                            self._families[kk],
                            kk,
                            home.address or "",
                            self._area_id(home.area),
                            home.registered_on,
                            ended,
                        )
                    )
                    continue
                cursor.execute(
                    "UPDATE residents_family SET address = %s, area_id = %s, registered_on = COALESCE(registered_on, %s) "
                    "WHERE id = %s",
                    [home.address or family.address or "", self._area_id(home.area or family.area), home.registered_on, family.id],
                )  # fmt: skip
            revived = [self._families[kk] for kk in inhabited if self._has_ended(kk)]
            if revived:
                cursor.execute("UPDATE residents_family SET ended_at = NULL WHERE id = ANY(%s)", [revived])
        if new:
            columns = ("id", "kk", "address", "area_id", "registered_on", "ended_at")
            encoders = [Encoded() for _ in columns]
            write_rows(FAMILIES, columns, lines_of(list(zip(*new, strict=True)), encoders))

    def _has_ended(self, kk: str) -> bool:
        family = self._register.families.get(kk)
        return family is not None and family.has_ended

    def _inhabited(self) -> set[str]:
        """KKs into which somebody living is written."""
        kks = {added.kk for added in self._plan.added if added.kk and added["standing"] == Standing.LIVING}
        for changed in self._plan.changed:
            kk, standing = after(changed, "kk"), after(changed, "standing")
            if kk and standing == Standing.LIVING:
                kks.add(kk)
        return kks

    def _write_people(self, event: LifeEvent) -> None:
        """Those who stop being head first, those who become it last: at no time a family has two."""
        becoming = [changed for changed in self._plan.changed if _becomes_head(changed)]
        staying = [changed for changed in self._plan.changed if not _becomes_head(changed)]
        self._update(staying)
        self._insert(event)
        self._update(becoming)

    def _insert(self, event: LifeEvent) -> None:
        if self._plan.added:
            write_rows(RESIDENTS, COLUMNS, self._new_lines(), then=partial(tell_of_new, event))

    def _new_lines(self) -> Iterator[str]:
        encoders = _encoders()
        for start in range(0, len(self._plan.added), PEOPLE_AT_ONCE):
            some = self._plan.added[start : start + PEOPLE_AT_ONCE]
            columns: list[Sequence[Any]] = [self._ids[start : start + PEOPLE_AT_ONCE]]
            columns += zip(*(added.values for added in some), strict=True)
            columns[AS_OF] = [day or self._source.as_of for day in columns[AS_OF]]
            columns.append([self._families[added.kk] if added.kk else None for added in some])
            yield from lines_of(columns, encoders)

    def _update(self, changed: Sequence[Changed]) -> None:
        if not changed:
            return
        rows = [self._row_after(one) for one in changed]
        copied = copy_rows(RESIDENTS, COLUMNS, lines_of(list(zip(*rows, strict=True)), _encoders()))
        settings = ", ".join(f"{name} = new.{name}" for name in COLUMNS if name != "id")
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE residents_resident old SET {settings} FROM {copied} new WHERE old.id = new.id"  # noqa: S608
            )

    def _row_after(self, changed: Changed) -> tuple[Any, ...]:
        values = [after(changed, name) for name in OWN_FIELDS]
        as_of = OWN_FIELDS.index("data_as_of")
        if changed.row is not None:
            values[as_of] = max(values[as_of], self._source.as_of)
        kk = after(changed, "kk")
        return (changed.person.id, *values, self._families[kk] if kk else None)

    def _end_empty_families(self) -> None:
        """Families whose last living member has died or left."""
        touched = [
            self._families[kk]
            for changed in self._plan.changed
            if changed.happenings and (kk := changed.person["kk"])
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                """
                UPDATE residents_family f SET ended_at = now() WHERE f.id = ANY(%s) AND f.ended_at IS NULL AND NOT EXISTS (
                    SELECT FROM residents_resident r WHERE r.family_id = f.id AND r.standing = 1)
                """,
                [touched],
            )

    def _write_history(self, event: LifeEvent) -> None:
        history = History(self._plan, self._areas)
        # Before the COPY begins: while it runs, its connection does nothing else.
        happened = list(history.of_happenings(self._happening_event))
        columns = ("id", "event_id", "resident_id", "changes")
        write_rows(CHANGES, columns, chain(happened, history.of_import(event)))

    def _happening_event(self, kind: EventKind) -> LifeEvent:
        return self._event(kind, self._source.document, note=HAPPENED_IN_FILE, is_main=False)

    def _write_search_words(self, of_new: Mapping[str, list[str]]) -> None:
        """Of new people by COPY: a million rows for a city. Its different words are few; `search` adds their spellings."""
        if of_new:
            lines = _token_lines(of_new)
            write_rows(TOKENS, ("token", "resident_id"), lines, pieces_at_once=NARROW_PIECES_AT_ONCE)
            search.add_tokens((word, UUID(bearers[0])) for word, bearers in of_new.items())
        self._exchange_words([changed for changed in self._plan.changed if _is_found_otherwise(changed)])

    def _words_of_new(self) -> dict[str, list[str]]:
        """Who bears each word. Both in the order of the index, which then grows at one end."""
        bearers: dict[str, list[str]] = {}
        for pk, added in zip(self._ids, self._plan.added, strict=True):
            for word in spelling.tokens(added["full_name"], *self._home_words(added.kk, None)):
                bearers.setdefault(word, []).append(pk)
        return dict(sorted(bearers.items()))

    def _exchange_words(self, changed: Sequence[Changed]) -> None:
        gone: list[tuple[str, UUID]] = []
        come: list[tuple[str, UUID]] = []
        for one in changed:
            person = one.person
            old = spelling.tokens(
                person["full_name"], *(person[name] or "" for name in ("address", "dusun", "rw", "rt"))
            )
            new = spelling.tokens(after(one, "full_name"), *self._home_words(after(one, "kk"), person))
            gone += [(token, person.id) for token in old - new]
            come += [(token, person.id) for token in new - old]
        if gone:
            search.remove_tokens(gone)
        if come:
            search.add_tokens(come)

    def _home_words(self, kk: str | None, person: Known | None) -> tuple[str, str, str, str]:
        """Address and area of a family as they are now."""
        if kk is None:
            return "", "", "", ""
        home, family = self._plan.homes.get(kk), self._register.families.get(kk)
        address = (home and home.address) or (family and family.address) or ""
        area = (home and home.area) or (family and family.area)
        _, dusun, rw, rt = self._areas[area] if area else (None, "", "", "")
        return address, dusun, rw, rt


def _token_lines(words: Mapping[str, list[str]]) -> Iterator[str]:
    for word, bearers in words.items():
        for bearer in bearers:
            yield f"{word}\t{bearer}"


def _encoders() -> list[Encoded]:
    return [Encoded(null="" if name in TEXT_FIELDS else "\\N") for name in COLUMNS]


def _becomes_head(changed: Changed) -> bool:
    is_head = after(changed, "relation") == Relation.HEAD and after(changed, "standing") == Standing.LIVING
    return is_head and not (changed.person.is_head and "kk" not in changed.changes)


def _is_found_otherwise(changed: Changed) -> bool:
    return bool(changed.changes.keys() & {"full_name", "kk", "address", "area"})
