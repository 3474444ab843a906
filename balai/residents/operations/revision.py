"""One event on its way into the register: locked, changed in memory, checked, then written with its history."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.residents import rules, search, spelling
from balai.residents.enums import EventKind, Relation, Sex, Standing
from balai.residents.kinship import Member, misfit, relations_to_next
from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.residents.operations.occasions import Elements, NewFamily, Occasion, Succession
from balai.residents.operations.refusals import (
    CHANGED_MEANWHILE,
    ChangedMeanwhile,
    NextHeadMissing,
    NothingChanged,
    NotInFamily,
    RelationImpossible,
    StandingNotReachable,
    explained,
)
from balai.residents.rules import Code


class AlreadyRecorded(Exception):
    """The same form came twice; `event` is what the first one recorded."""

    def __init__(self, event: LifeEvent) -> None:
        super().__init__()
        self.event = event


def records_event[**P](operation: Callable[P, LifeEvent]) -> Callable[P, LifeEvent]:
    """All of it happens or none; a form that comes twice gives the event of the first time."""

    @transaction.atomic
    @wraps(operation)
    def once(*args: P.args, **kwargs: P.kwargs) -> LifeEvent:
        try:
            return operation(*args, **kwargs)
        except AlreadyRecorded as repetition:
            return repetition.event

    return once


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives, and what they are to the head there."""

    family: UUID | None
    relation: int | None


class Revision:
    """The people and families one event touches: as they were when they were locked, and as they will be.

    `lock` first, always families before people and both in the order of their ids, so that two desks never wait for
    each other. Operations then change what they got; `write` finds out what is different, and writes that.
    """

    def __init__(self, kind: EventKind, occasion: Occasion, *, by: Actor) -> None:
        self.kind = kind
        self.occasion = occasion
        self.by = by
        self.families: dict[UUID, Family] = {}
        self.people: dict[UUID, Resident] = {}
        self._before: dict[UUID, dict[str, Code]] = {}
        self._places: dict[UUID, Place] = {}
        self._appointed: set[UUID] = set()
        self._tokens: dict[UUID, frozenset[str]] = {}
        self._kept_families: dict[UUID, dict[str, object]] = {}

    def lock(self, people: Iterable[Resident] = (), families: Iterable[Family] = ()) -> None:
        """Take the newest state of these people, of these families, of the people's families and of all who live there.

        Raises `AlreadyRecorded`, `ChangedMeanwhile`.
        """
        wanted = [person.pk for person in people]
        homes = {family.pk for family in families}
        homes |= set(
            Resident.objects.filter(pk__in=wanted, family__isnull=False).values_list("family", flat=True)
        )
        for family in (
            Family.objects.with_area()
            .filter(pk__in=homes)
            .select_for_update(of=("self",), no_key=True)
            .order_by("pk")
        ):
            self.families[family.pk] = family
            self._kept_families[family.pk] = _family_columns(family)
        self._refuse_repetition()
        living = Resident.objects.living().filter(family__in=homes).values("pk")
        locked = Resident.objects.filter(pk__in=[*wanted, *living.values_list("pk", flat=True)])
        for person in locked.select_for_update(no_key=True).order_by("pk"):
            if person.family_id not in self.families and person.family_id is not None:
                raise ChangedMeanwhile(CHANGED_MEANWHILE)
            self._keep(person)
        if not set(wanted) <= set(self.people):
            raise ChangedMeanwhile(CHANGED_MEANWHILE)

    def person(self, person: Resident) -> Resident:
        """The locked row of somebody."""
        return self.people[person.pk]

    def family_of(self, person: Resident) -> Family | None:
        """The locked family of a locked person."""
        return self.families[person.family_id] if person.family_id else None

    def members(self, family: Family) -> list[Resident]:
        """Who lives in a family as things stand now in this revision, in the order of a KK."""
        living = (
            person for person in self.people.values() if person.family_id == family.pk and person.is_living
        )
        return sorted(
            living, key=lambda person: (person.relation or Relation.OTHER, person.birth_date, person.pk)
        )

    def open_family(self, new: NewFamily) -> Family:
        """Add a KK; it needs a head before `write`."""
        family = Family(kk=new.kk, address=new.address, area=new.area, registered_on=new.registered_on)
        self.families[family.pk] = family
        return family

    def add(self, elements: Elements, family: Family | None, relation: Relation | None) -> Resident:
        """Add somebody the register does not know."""
        person = Resident(data_as_of=self.occasion.reported_on)
        self.people[person.pk] = person
        self.set(person, elements)
        person.family = family
        person.relation = relation
        return person

    def set(self, person: Resident, elements: Elements) -> None:
        """Change statutory elements; keys outside `rules.CORRECTABLE_FIELDS` are a programming error."""
        for field, value in elements.items():
            if field not in rules.CORRECTABLE_FIELDS:
                raise KeyError(field)
            setattr(person, field, value)

    def stand(self, person: Resident, standing: Standing) -> None:
        """Let somebody die, leave or come back, as far as `rules.NEXT_STANDINGS` allows."""
        if not rules.may_follow(person.standing, standing):
            raise StandingNotReachable(
                f"{person.full_name} berstatus {Standing(person.standing).label.lower()},"
                f" jadi tidak dapat dicatat {standing.label.lower()}."
            )
        person.standing = standing

    def place(self, person: Resident, family: Family, relation: Relation) -> None:
        """Put somebody into a family."""
        person.family = family
        person.relation = relation

    def appoint(self, family: Family, succession: Succession | None) -> None:
        """Make a living member head where the family has none. Raises `NextHeadMissing`, and what `lead` raises."""
        members = self.members(family)
        if not members or any(person.is_head for person in members):
            return
        if succession is None:
            raise NextHeadMissing(f"Pilih kepala keluarga baru untuk KK {family.kk}.")
        self.lead(family, succession)

    def lead(self, family: Family, succession: Succession) -> None:
        """Make a living member head. The others become what was said; else what their old relations tell.

        Raises `NotInFamily`.
        """
        members = {person.pk: person for person in self.members(family)}
        if succession.head.pk not in members:
            raise NotInFamily(f"{succession.head.full_name} bukan anggota KK {family.kk}.")
        leaving = [
            Member.of(place.relation, self.people[pk].sex)
            for pk, place in self._places.items()
            if place.family == family.pk and pk not in members
        ]
        new = members.pop(succession.head.pk)
        told = relations_to_next(
            new.as_member, {pk: each.as_member for pk, each in members.items()}, leaving=leaving
        )
        for pk, person in members.items():
            # The widest relation where nothing tells: to be corrected, never a second head.
            person.relation = succession.relations.get(pk) or told[pk] or Relation.OTHER_RELATIVE
        new.relation = Relation.HEAD
        self._appointed.add(new.pk)

    def write(self, details: Mapping[str, object] | None = None) -> LifeEvent:
        """Write what is different, the event, one change per person, the search words and the audit line.

        Raises `NothingChanged`, `NextHeadMissing`, `RelationImpossible`, `RuleBroken`.
        """
        self._end_or_revive_families()
        self._refuse_misfits()
        changes = self._changes()
        if not changes:
            raise NothingChanged("Tidak ada yang berubah. Ubah isian lebih dulu.")
        try:
            with transaction.atomic():
                self._write_families()
                self._write_people(changes)
                event = self._write_event(changes, details or {})
                connection.check_constraints()
        except IntegrityError as error:
            raise explained(error) from error
        self._write_tokens(changes)
        fields = sorted({field for changed in changes.values() for field in changed})
        facts = {"people": len(changes), "fields": fields}
        audit.record(
            f"residents.{self.kind}", by=self.by, subject=event, reason=self.occasion.document, facts=facts
        )
        return event

    def _keep(self, person: Resident) -> None:
        family = self.family_of(person)
        person.family = family
        self.people[person.pk] = person
        self._before[person.pk] = snapshot(person, family)
        if person.is_living:
            self._places[person.pk] = Place(person.family_id, person.relation)
        self._tokens[person.pk] = tokens_of(person, family)

    def _refuse_repetition(self) -> None:
        key = self.occasion.request_key
        if key and (event := LifeEvent.objects.filter(request_key=key).first()):
            raise AlreadyRecorded(event)

    def _end_or_revive_families(self) -> None:
        for family in self.families.values():
            members = self.members(family)
            if members and not any(person.is_head for person in members):
                raise NextHeadMissing(f"Pilih kepala keluarga untuk KK {family.kk}.")
            if not members and family.ended_at is None:
                family.ended_at = timezone.now()
            elif members:
                family.ended_at = None

    def _refuse_misfits(self) -> None:
        """Nobody becomes what cannot be to the head; what the register said before is left as it is."""
        for members in map(self.members, self.families.values()):
            heads = sorted((each for each in members if each.is_head), key=self._is_doubtful_head)
            for person in members:
                if person not in heads[:1]:
                    self._refuse_misfit(person, heads[0])

    def _refuse_misfit(self, person: Resident, head: Resident) -> None:
        if person.relation is None or not (self._is_placed(head) or self._is_placed(person)):
            return
        if wrong := misfit(Relation(person.relation), head=Sex(head.sex), member=Sex(person.sex)):
            raise RelationImpossible(person, wrong)

    def _is_placed(self, person: Resident) -> bool:
        """Whether this revision says anew where somebody lives or what they are there."""
        return self._places.get(person.pk) != Place(person.family_id, person.relation)

    def _is_doubtful_head(self, person: Resident) -> tuple[bool, bool]:
        """Of two heads the one who was appointed is the head, else the one who was head before."""
        return person.pk not in self._appointed, self._is_placed(person)

    def _changes(self) -> dict[UUID, rules.Changes]:
        compared = (
            (pk, rules.differences(self._known(person), snapshot(person, self.family_of(person))))
            for pk, person in self.people.items()
        )
        return {pk: changes for pk, changes in compared if changes}

    def _known(self, person: Resident) -> Mapping[str, Code]:
        """What the history last said of somebody. Who comes back is told with their home, wherever it moved meanwhile."""
        before = self._before.get(person.pk, {})
        if before and before["standing"] != Standing.LIVING and person.is_living:
            return {**before, "kk": "", "address": "", "area": None}
        return before

    def _write_families(self) -> None:
        """Those that end first: they free their KK number."""
        for family in sorted(self.families.values(), key=lambda family: family.ended_at is None):
            kept = self._kept_families.get(family.pk)
            if kept is None:
                family.save(force_insert=True)
                continue
            columns = _family_columns(family)
            if changed := [name for name, value in columns.items() if value != kept[name]]:
                family.save(update_fields=changed)

    def _write_people(self, changes: Mapping[UUID, rules.Changes]) -> None:
        """Whoever becomes head comes last: at no time two heads."""
        for person in sorted(self.people.values(), key=lambda person: person.is_head and person.is_living):
            if person.pk not in changes:
                continue
            if person.pk not in self._before:
                person.save(force_insert=True)
                continue
            person.data_as_of = max(person.data_as_of, self.occasion.reported_on)
            own = [field for field in changes[person.pk] if field in rules.RESIDENT_FIELDS]
            person.save(update_fields=[*own, "family", "data_as_of"])

    def _write_event(self, changes: Mapping[UUID, rules.Changes], details: Mapping[str, object]) -> LifeEvent:
        event = LifeEvent.objects.create(
            kind=self.kind,
            occurred_on=self.occasion.occurred_on,
            reported_on=self.occasion.reported_on,
            document=self.occasion.document,
            note=self.occasion.note,
            details=dict(details),
            request_key=self.occasion.request_key,
            recorded_by=self.by.officer,
        )
        Change.objects.bulk_create(
            Change(event=event, resident_id=pk, changes=changed) for pk, changed in changes.items()
        )
        return event

    def _write_tokens(self, changes: Mapping[UUID, rules.Changes]) -> None:
        gone, come = [], []
        for pk in changes:
            old = self._tokens.get(pk, frozenset())
            new = tokens_of(self.people[pk], self.family_of(self.people[pk]))
            gone += [(token, pk) for token in old - new]
            come += [(token, pk) for token in new - old]
        if gone:
            search.remove_tokens(gone)
        if come:
            search.add_tokens(come)


def snapshot(person: Resident, family: Family | None) -> dict[str, Code]:
    """Everything the history follows, as JSON: codes, texts, ISO dates; `area` is its id."""
    values = {field: _code(getattr(person, field)) for field in rules.RESIDENT_FIELDS}
    values["kk"] = family.kk if family else ""
    values["address"] = family.address if family else ""
    values["area"] = str(family.area_id) if family and family.area_id else None
    return values


def tokens_of(person: Resident, family: Family | None) -> frozenset[str]:
    """The words by which somebody is found now."""
    area = family.area if family else None
    address = family.address if family else ""
    if area is None:
        return spelling.tokens(person.full_name, address)
    return spelling.tokens(person.full_name, address, area.dusun, area.rw, area.rt)


def _code(value: object) -> Code:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return value  # type: ignore[return-value]  # the fields of Resident hold nothing else


def _family_columns(family: Family) -> dict[str, object]:
    names = ("kk", "address", "area_id", "registered_on", "ended_at")
    return {name: getattr(family, name) for name in names}
