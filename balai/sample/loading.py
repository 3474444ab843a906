"""Writes the sample regency: one transaction, all of it or nothing, and nothing the second time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import Officer
from balai.letters.operations import prepare_village
from balai.residents.operations import InitialFamily, NewPerson, load_initial, publish_figures
from balai.sample.accounts import VILLAGE_ACCOUNTS, assign_in_village, make_officers, make_regency_accounts
from balai.sample.agencies import tell_of_agencies
from balai.sample.chronicle import relate_recent_events
from balai.sample.correspondence import keep_the_books, seal_since
from balai.sample.emblems import draw_emblem
from balai.sample.introductions import hand_out_introductions
from balai.sample.numbers import NumberIssuer
from balai.sample.offices import WEEK, Offices, fill_offices
from balai.sample.persons import Person, elements_of
from balai.sample.plans import DISTRICTS, REGENCY, VILLAGES, VillagePlan
from balai.sample.population import Population, make_population
from balai.sample.satisfaction import ask_the_residents
from balai.sample.site import publish_the_site
from balai.sample.visitors import give_pins
from balai.tenancy.models import Regency, Village
from balai.tenancy.scope import acting_for
from balai.villages import operations as villages
from balai.villages.enums import AreaLevel
from balai.villages.models import Area
from balai.villages.operations.areas import Place, level_of

# The register as the civil registry handed it over; what happened since then comes as single events.
REGISTER_AS_OF = date(2026, 9, 30)
COUNTED_AT = time(3, 50)
DOCUMENT = "Data konsolidasi bersih (contoh)"


@dataclass(frozen=True)
class LoadedVillage:
    """What one village got, as counts."""

    name: str
    areas: int
    families: int
    residents: int
    events: int
    letters: int


class RealDataHere(Exception):
    """The sample is never mixed with the data of real villages."""

    def __init__(self) -> None:
        super().__init__(
            "Di sini sudah ada desa sungguhan. Data contoh tidak dicampur dengan data sungguhan."
        )


def is_loaded() -> bool:
    return Village.objects.filter(code__in=[plan.code for plan in VILLAGES]).exists()


@transaction.atomic
def load_sample(*, seed: int, small: bool, today: date) -> list[LoadedVillage]:
    """Make regency, villages, people, offices and demo accounts. The same seed gives the same people on any day.

    `small` keeps all areas and takes few families. The register is as of 30 September 2026, or of `today` before
    that. Raises `RealDataHere`.
    """
    if Village.objects.exists():
        raise RealDataHere
    by = Actor.system("data contoh")
    regency, _ = Regency.objects.get_or_create(
        code=REGENCY["code"], defaults={name: value for name, value in REGENCY.items() if name != "code"}
    )
    make_regency_accounts()
    tell_of_agencies(regency, by=by)
    issuer = NumberIssuer()
    return [
        _load_village(plan, regency, seed=seed, small=small, today=today, issuer=issuer, by=by)
        for plan in VILLAGES
    ]


def _load_village(
    plan: VillagePlan,
    regency: Regency,
    *,
    seed: int,
    small: bool,
    today: date,
    issuer: NumberIssuer,
    by: Actor,
) -> LoadedVillage:
    as_of = min(REGISTER_AS_OF, today)
    population = make_population(
        region=plan.region,
        areas=plan.areas,
        districts=[plan.district, *DISTRICTS],
        families=plan.small_families if small else plan.families,
        today=as_of,
        seed=f"{seed}:{plan.code}",
        issuer=issuer,
    )
    offices = fill_offices(population, as_of)
    village = _village(plan, regency)
    with acting_for(village):
        areas = villages.add_areas(places=[(area.dusun, area.rw, area.rt) for area in plan.areas], by=by)
        _furnish(plan, by)
        load = load_initial(families=_families(population, areas), as_of=as_of, by=by, document=DOCUMENT)
        officers = _appoint(plan, offices, areas, by)
        desk = Actor.of(officers[Role.OPERATOR])
        prepare_village(by=by, at=seal_since(today))
        events = relate_recent_events(plan, issuer=issuer, seed=seed, since=as_of, today=today, by=by)
        if rt_head := officers.get(Role.RT_HEAD):
            hand_out_introductions(
                rt_head=rt_head, rw_head=officers.get(Role.RW_HEAD), seed=seed, today=today, by=by
            )
        letters = keep_the_books(
            village, outgoing=plan.small_letters if small else plan.letters, seed=seed, today=today, by=desk
        )
        give_pins(by=desk)
        publish_the_site(village, today=today, by=desk)
        ask_the_residents(seed=f"{seed}:{plan.code}", today=today, by=desk)
        counted_at = timezone.make_aware(datetime.combine(today, COUNTED_AT))
        publish_figures(village=village, now=counted_at, by=by)
    return LoadedVillage(village.words.full_name, len(areas), load.families, load.residents, events, letters)


def _village(plan: VillagePlan, regency: Regency) -> Village:
    main, accent = plan.colours
    return Village.objects.create(
        regency=regency,
        code=plan.code,
        slug=plan.slug,
        name=plan.name,
        district=DISTRICTS[plan.district],
        time_zone=plan.time_zone,
        languages=list(plan.languages),
        colour_main=main,
        colour_accent=accent,
        **plan.words,
    )


def _furnish(plan: VillagePlan, by: Actor) -> None:
    villages.change_contact(
        address=plan.address,
        postcode=plan.postcode,
        phone=plan.phone,
        whatsapp="",
        email=f"kantor@{plan.slug}.example",
        website=f"https://{plan.slug}.example/",
        by=by,
    )
    villages.replace_logo(picture=draw_emblem(plan.emblem, *plan.colours), by=by)
    villages.set_week(openings=WEEK, by=by)
    villages.add_closure(
        first_day=date(2026, 12, 28), last_day=date(2026, 12, 29), reason="Pelatihan perangkat", by=by
    )


def _families(population: Population, areas: dict[Place, Area]) -> Iterator[InitialFamily]:
    for placed in population.households:
        area = placed.area
        yield InitialFamily(
            kk=placed.kk,
            address=placed.household.address,
            area=areas[area.dusun, area.rw, area.rt],
            members=[NewPerson(elements_of(one), one.relation) for one in placed.household.members],
            registered_on=placed.household.registered_on,
        )


def _appoint(plan: VillagePlan, offices: Offices, areas: dict[Place, Area], by: Actor) -> dict[Role, Officer]:
    """Returns who has an account, by the role in the village."""
    holders = _account_holders(offices)
    names = {f"{VILLAGE_ACCOUNTS[role]}.{plan.slug}": person.full_name for role, person in holders.items()}
    accounts = make_officers(names)
    of_role = {role: accounts[f"{VILLAGE_ACCOUNTS[role]}.{plan.slug}"] for role in holders}
    assign_in_village(of_role, by=by)
    officer_of: dict[int, Officer] = {id(person): of_role[role] for role, person in holders.items()}
    for office in offices.officials:
        villages.appoint_official(
            name=office.person.full_name,
            nip="",
            position=office.position,
            post=office.post,
            signing_form=office.signing_form,
            decree="",
            since=office.since,
            until=office.until,
            officer=officer_of.get(id(office.person)),
            by=by,
        )
    villages.appoint_area_heads(
        heads=[
            villages.NewAreaHead(areas[place], person.full_name, officer_of.get(id(person)))
            for place, person in offices.area_heads.items()
        ],
        since=offices.area_heads_since,
        by=by,
    )
    return of_role


def _account_holders(offices: Offices) -> dict[Role, Person]:
    """Who has a demo account. A village without RW has none for them."""
    holders = {
        Role.OPERATOR: offices.operator,
        Role.ADMINISTRATOR: offices.administrator,
        Role.SERVICE_HEAD: offices.holder_of("Kasi Pelayanan"),
        Role.SECRETARY: offices.secretary,
        Role.VILLAGE_HEAD: offices.head,
        Role.VOLUNTEER: offices.volunteer,
    }
    levels = {Role.SUBAREA_HEAD: AreaLevel.DUSUN, Role.RW_HEAD: AreaLevel.RW, Role.RT_HEAD: AreaLevel.RT}
    for role, level in levels.items():
        heads = [person for place, person in offices.area_heads.items() if level_of(place) == level]
        if heads:
            holders[role] = heads[0]
    return holders
