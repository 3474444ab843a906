"""A few introductions of the head of one RT: waiting for the RW, ready, withdrawn. Given by the operations heads use."""

from datetime import date
from random import Random
from uuid import UUID

from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.introductions.operations import (
    change_rules,
    endorse_introduction,
    give_introduction,
    withdraw_introduction,
)
from balai.introductions.purposes import suggested_services
from balai.introductions.rules import DAYS_VALID
from balai.residents.models import Resident
from balai.residents.reach import reach_of
from balai.sample.persons import ADULT_AGE, age_on

GIVEN = 6
WAITING, WITHDRAWN = {0, 1}, {5}


def hand_out_introductions(
    *, rt_head: Officer, rw_head: Officer | None, seed: int, today: date, by: Actor
) -> int:
    """In a village with RW its head endorses. Returns how many were given."""
    change_rules(days_valid=DAYS_VALID, rw_endorses=rw_head is not None, by=by)
    random, services = Random(f"{seed}:pengantar"), suggested_services()
    people = _grown(rt_head, today)
    chosen = random.sample(people, min(GIVEN, len(people)))
    for place, resident in enumerate(chosen):
        service = services[place % len(services)]
        given = give_introduction(
            resident=resident,
            purpose=service.name,
            service=service,
            request_key=UUID(int=random.getrandbits(128), version=4),
            on=today,
            by=Actor.of(rt_head),
        )
        if rw_head and place not in WAITING:
            endorse_introduction(introduction=given, on=today, by=Actor.of(rw_head))
        if place in WITHDRAWN:
            withdraw_introduction(introduction=given, reason="Keperluan salah", by=Actor.of(rt_head))
    return len(chosen)


def _grown(head: Officer, today: date) -> list[Resident]:
    """The adults of the area, without the head himself."""
    people = reach_of(head, on=today).residents().exclude(full_name=head.full_name).order_by("nik", "id")
    return [one for one in people if age_on(one.birth_date, today) >= ADULT_AGE]
