"""What a finished application would change in the register, beside what stands there now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid5

from django.db.models import Q

from balai.applications.filling import Filling
from balai.applications.form.events import ProposedEvent, ProposedPerson, life_events
from balai.applications.models import Application
from balai.core.calendar import long_date
from balai.core.questions import Value
from balai.residents.enums import CODED, EventKind, MaritalStatus, Relation, Sex, Standing
from balai.residents.kinship import Member, relations_to_next
from balai.residents.models import LifeEvent, Resident
from balai.residents.operations import NOBODY, Relations, Succession, last_changes
from balai.residents.wording import SECRET_FIELDS

CHANGES_DATA = frozenset({EventKind.BIRTH, EventKind.ARRIVAL, EventKind.CORRECTION})
"""Other events leave what the register says of people as it is."""
CHANGES_PLACE = frozenset(
    {EventKind.BIRTH, EventKind.ARRIVAL, EventKind.SPLIT, EventKind.JOIN, EventKind.HEAD}
)
"""Events that say anew what somebody is in the family."""
LEAVES_FAMILY = frozenset({EventKind.DEATH, EventKind.DEPARTURE, EventKind.SPLIT, EventKind.JOIN})
"""Events after which a family may be without a head."""
BRINGS_PEOPLE = frozenset({EventKind.BIRTH, EventKind.ARRIVAL})
LEAVES_AS: Mapping[EventKind, Standing] = {
    EventKind.DEATH: Standing.DEAD,
    EventKind.DEPARTURE: Standing.MOVED,
}


type FamilyMembers = dict[UUID | None, list[Resident]]
"""The living by the id of their family."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One element of somebody: what the register says ("" where it says nothing), and what it will say."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody whom the event concerns; `resident` is whom the register knows."""

    person: ProposedPerson
    resident: Resident | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that follows from an application; `recorded` once an officer has confirmed it.

    `heirs` stay behind in a family that loses its head: one of them has to be the next one. `unnamed` are members of a
    family that gets another head, of whom the application says nothing. `last_change` is the newest one
    of whom a correction concerns, as it is now: what the form remembers, so that nobody overwrites a colleague unawares.
    """

    number: int
    key: UUID
    event: ProposedEvent
    people: tuple[Concerned, ...]
    widowed: Concerned | None
    heirs: tuple[Resident, ...]
    unnamed: tuple[Resident, ...]
    recorded: LifeEvent | None
    last_change: UUID | None = None

    @property
    def kind(self) -> EventKind:
        return self.event.kind

    @property
    def title(self) -> str:
        return str(self.kind.label)

    @property
    def everybody(self) -> tuple[Concerned, ...]:
        """Those it happens to, and whom it widows."""
        return (*self.people, self.widowed) if self.widowed else self.people

    @property
    def residents(self) -> tuple[Resident, ...]:
        """Those it happens to, as far as the register knows them."""
        return tuple(each.resident for each in self.people if each.resident)

    @property
    def is_possible(self) -> bool:
        """Whether the application says what changes; a correction in free words is written by hand."""
        return self.kind is not EventKind.CORRECTION or any(each.person.elements for each in self.people)

    @property
    def nameless(self) -> tuple[ProposedPerson, ...]:
        """Newcomers whose NIK only the issued document tells."""
        is_new = self.kind in BRINGS_PEOPLE
        return tuple(each.person for each in self.people if is_new and not each.person.nik)

    @property
    def unplaced(self) -> tuple[ProposedPerson, ...]:
        """Those of whom the application does not say what they will be in the family; all, if it says what makes none.

        A new family, or one that gets another head, has one head among them; one that they come into has its own.
        """
        if self.kind not in CHANGES_PLACE:
            return ()
        said = [each.person.relation for each in self.people]
        brings_head = self.needs_kk or self.kind is EventKind.HEAD
        is_family = said.count(Relation.HEAD) == (1 if brings_head else 0)
        return tuple(each.person for each in self.people if not (is_family and each.person.relation))

    @property
    def unnamed_become(self) -> Mapping[UUID, Relation | None]:
        """What the old relations tell that the unnamed are to the next head; a guardian is another relative of them all."""
        heads = [
            each.resident for each in self.people if each.resident and each.person.relation == Relation.HEAD
        ]
        if not heads or not self.unnamed:
            return {}
        is_member = heads[0].family_id == self.unnamed[0].family_id
        head = heads[0].as_member if is_member else Member(Relation.OTHER_RELATIVE, Sex(heads[0].sex))
        named = [each.as_member for each in self.residents if each.family_id == self.unnamed[0].family_id]
        return relations_to_next(head, {each.pk: each.as_member for each in self.unnamed}, leaving=named)

    @property
    def shown(self) -> tuple[Resident, ...]:
        """Everybody of whom the page tells something that the register knows."""
        told = tuple(each.resident for each in self.everybody if each.resident)
        return told if self.recorded else (*told, *self.heirs, *self.unnamed)

    @property
    def needs_kk(self) -> bool:
        """Whether it makes a family of its own, with a number that only the issued document tells."""
        return self.kind is EventKind.SPLIT or (self.kind is EventKind.ARRIVAL and not self.event.kk)

    @property
    def may_change_kk(self) -> bool:
        """Whether a family gets another head, and with that another number (UU 23/2006 pasal 61 (3))."""
        is_left = self.kind in LEAVES_AS and bool(self.heirs)
        return is_left or self.kind is EventKind.HEAD

    @property
    def stated(self) -> Succession | None:
        """Whom the application names as the next head of those who stay, and what it says that the others are then."""
        told = self.event.next_head
        head = next((each for each in self.heirs if told and each.nik == told.nik), None)
        if head is None:
            return None
        said = {each.nik: Relation(each.relation) for each in self.event.staying if each.relation}
        others = (each for each in self.heirs if each != head and each.nik in said)
        return Succession(head, {each.pk: said[each.nik] for each in others})


@dataclass(frozen=True, slots=True)
class Told:
    """What only the issued document tells, and the officer: NIK by the name of the person, and who follows the head.

    `places` says what those are in the family of whom the application did not, by the name of the person; `unnamed` what
    the members are whom it does not name. `seen` is the last change of the person that the officer saw beside a correction.
    """

    document: str
    occurred_on: date
    niks: Mapping[str, str] = field(default_factory=dict)
    kk: str = ""
    places: Mapping[str, Relation] = field(default_factory=dict)
    unnamed: Relations = NOBODY
    succession: Succession | None = None
    seen: UUID | None = None


def proposed(application: Application, *, today: date, with_specific: bool) -> list[Proposal]:
    """The events of a finished application. A constant number of queries, however many there are.

    `with_specific`: whether specific personal data stands among the differences; it is recorded in any case.
    """
    filling = Filling(application, today=today)
    hidden = frozenset[str]() if with_specific else SECRET_FIELDS
    events = life_events(filling.form, filling.counting(), today=today)
    keys = [uuid5(application.key, f"register-{number}") for number in range(len(events))]
    recorded = {each.request_key: each for each in LifeEvent.objects.filter(request_key__in=keys)}
    niks = {person.nik for event in events for person in _named(event) if person.nik}
    known = {each.nik: each for each in Resident.objects.living().filter(nik__in=niks).with_family()}
    families = _families(known.values(), events)
    proposals = [
        _proposal(number, event, known, families, key=key, recorded=recorded.get(key), hidden=hidden)
        for number, (key, event) in enumerate(zip(keys, events, strict=True))
    ]
    return _with_last_changes(proposals)


def _with_last_changes(proposals: list[Proposal]) -> list[Proposal]:
    """With what each correction would write over. One query."""
    corrected = {
        each.number: each.people[0].resident
        for each in proposals
        if each.kind is EventKind.CORRECTION and each.people and each.people[0].resident
    }
    changes = last_changes(corrected.values())
    return [
        replace(each, last_change=changes.get(corrected[each.number].pk))
        if each.number in corrected
        else each
        for each in proposals
    ]


def _proposal(
    number: int,
    event: ProposedEvent,
    known: Mapping[str, Resident],
    families: FamilyMembers,
    *,
    key: UUID,
    recorded: LifeEvent | None,
    hidden: frozenset[str],
) -> Proposal:
    people = tuple(_concerned(event, person, known.get(person.nik), hidden) for person in event.people)
    residents = [each.resident for each in people if each.resident is not None]
    widowed = _widowed(event.widowed, known, residents)
    heirs, unnamed = _heirs(event, residents, families), _unnamed(event, residents, families)
    return Proposal(number, key, event, people, widowed, heirs, unnamed, recorded)


def _named(event: ProposedEvent) -> Iterable[ProposedPerson]:
    return (each for each in (*event.people, event.widowed, event.next_head) if each)


def _families(people: Iterable[Resident], events: Iterable[ProposedEvent]) -> FamilyMembers:
    """The living of each family whose head is among these people, or that gets another head. One query."""
    homes = [each.family_id for each in people if each.is_head]
    led = [event.kk for event in events if event.kind is EventKind.HEAD and event.kk]
    wanted = Q(family__in=homes) | Q(family__kk__in=led, family__ended_at=None)
    found: FamilyMembers = {}
    for each in Resident.objects.living().filter(wanted).with_family().in_kk_order():
        found.setdefault(each.family_id, []).append(each)
    return found


def _heirs(event: ProposedEvent, people: Iterable[Resident], families: FamilyMembers) -> tuple[Resident, ...]:
    """Who stays in the family whose head goes."""
    going = [each for each in people if _goes(event, each)]
    gone = {each.pk for each in going}
    homes = [each.family_id for each in going if each.is_head]
    return tuple(each for home in homes for each in families.get(home, ()) if each.pk not in gone)


def _unnamed(
    event: ProposedEvent, people: Iterable[Resident], families: FamilyMembers
) -> tuple[Resident, ...]:
    """Whom the application forgets in a family that gets another head: what they are changes too."""
    if event.kind is not EventKind.HEAD:
        return ()
    named = {each.pk for each in people}
    everybody = (each for members in families.values() for each in members)
    return tuple(
        each for each in everybody if each.family and each.family.kk == event.kk and each.pk not in named
    )


def _goes(event: ProposedEvent, resident: Resident) -> bool:
    """Whether this event takes somebody out of the family; a guardian comes out of another to be head of this one."""
    from_elsewhere = resident.family is not None and resident.family.kk != event.kk
    return event.kind in LEAVES_FAMILY or (event.kind is EventKind.HEAD and from_elsewhere)


def _concerned(
    event: ProposedEvent, person: ProposedPerson, resident: Resident | None, hidden: frozenset[str]
) -> Concerned:
    rows = [
        Difference(
            _label(name),
            _words(name, getattr(resident, name, None)),
            _words(name, value),
        )
        for name, value in (person.elements.items() if event.kind in CHANGES_DATA else ())
        if name not in hidden
    ]
    if person.relation and event.kind in CHANGES_PLACE:
        before = _words("relation", resident.relation) if resident else ""
        rows.append(Difference("Hubungan", before, _words("relation", person.relation)))
    if event.kind in LEAVES_AS and resident:
        before = str(Standing(resident.standing).label)
        rows.append(Difference("Status", before, str(LEAVES_AS[event.kind].label)))
    if event.kind is EventKind.ADDRESS and resident and resident.family:
        rows.append(Difference("Alamat", resident.family.address, str(event.details.get("street") or "")))
    return Concerned(person, resident, tuple(each for each in rows if each.before != each.after))


def _widowed(
    person: ProposedPerson | None, known: Mapping[str, Resident], dead: Iterable[Resident]
) -> Concerned | None:
    """Whoever was left, where the register has the two in one family; else only the page of the resident tells it."""
    resident = known.get(person.nik) if person else None
    if person is None or resident is None or resident.family_id not in {each.family_id for each in dead}:
        return None
    before = _words("marital_status", resident.marital_status)
    after = str(MaritalStatus.WIDOWED.label)
    return Concerned(person, resident, (Difference(_label("marital_status"), before, after),))


def _label(name: str) -> str:
    label = str(getattr(Resident._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]


def _words(name: str, value: Value | Relation | None) -> str:
    if value is None or value == "":
        return ""
    if name in CODED and isinstance(value, int):
        return str(CODED[name](value).label)
    return long_date(value) if isinstance(value, date) else str(value)
