"""Every kind of event that a finished application ends in: an officer confirms it on the page, and the register has it."""

import re
from datetime import date

import pytest

from balai.accounts.actors import Actor
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form, shipped_slugs
from balai.applications.register.recording import RECORDERS
from balai.residents.enums import EventKind, MoveReason, Relation
from balai.residents.models import LifeEvent, Resident
from balai.residents.operations import Occasion, correct_data
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.desk.conftest import (
    BAGAS,
    BUDI,
    CARD,
    HOST_KK,
    NEW_KK,
    OLD_KK,
    SITI,
    confirmed,
    finished,
    kinds,
    page_of,
    who,
)
from tests.applications.form.answers import HEAD, SON, TODAY, WIFE, numbered
from tests.applications.form.test_family_card import CHANGED, change
from tests.applications.form.test_moves import ARRIVAL, WITHIN
from tests.factories import HallClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_every_event_of_every_form_can_be_recorded() -> None:
    plans = {
        plan.event
        for slug in shipped_slugs()
        if (content := shipped_form(slug))
        for plan in read_form(content).life_events
    }

    assert plans == set(RECORDERS)


def test_newcomers_come_into_a_family_of_their_own_or_into_another(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    family = numbered(
        "member",
        {"full_name": "Agus Salim", "nik": "9902010403859001", "relation": "1"},
        {"full_name": "Rini Astuti", "nik": "9902014507879002", "relation": "3"},
    )
    alone = finished("pindah-datang", {**ARRIVAL, **family}, register, actor)
    guest = numbered("member", {"full_name": "Yusuf", "nik": "9902010403959003", "relation": "9"})
    into = {**ARRIVAL, **guest, "rumah": "ikut-kk", "host_kk": HOST_KK, "host_name": "Kartini Wulandari"}
    joining = finished("pindah-datang", into, register, actor)

    assert confirmed(desk, alone).status_code == 422
    assert confirmed(desk, alone, kk=NEW_KK).status_code == 302
    assert confirmed(desk, joining).status_code == 302

    with acting_for(register):
        came = Resident.objects.filter(family__kk=NEW_KK).order_by("relation").with_family()
        assert [(each.nik, each.relation, each.sex, each.birth_date) for each in came] == [
            ("9902010403859001", Relation.HEAD, 1, date(1985, 3, 4)),
            ("9902014507879002", Relation.WIFE, 2, date(1987, 7, 5)),
        ]
        assert {(each.family.address, each.family.area.rt) for each in came} == {("Jalan Melati 7", "003")}
        event = LifeEvent.objects.filter(kind=EventKind.ARRIVAL).earliest("recorded_at")
        assert event.details == {"origin": "Kabupaten Nusa Jaya", "reason": MoveReason.WORK}
        newcomer = who("9902010403959003")
        assert (newcomer.family and newcomer.family.kk, newcomer.relation) == (
            HOST_KK,
            Relation.OTHER_RELATIVE,
        )


def test_a_family_moves_within_the_village_whole_or_not_at_all(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    near = {**WITHIN, "siapa": "semua", "distance": "1", "kk_moving": "3", "to_rt": "003", "to_rw": "001"}
    parting = finished("pindah-dalam-kabupaten", {**near, **numbered("mover", HEAD, WIFE)}, register, actor)
    whole = finished(
        "pindah-dalam-kabupaten", {**near, **numbered("mover", HEAD, WIFE, SON)}, register, actor
    )

    refused = confirmed(desk, parting)
    assert (refused.status_code, "Bagas Pratama tidak ikut pindah" in html(refused)) == (422, True)
    assert confirmed(desk, whole).status_code == 302

    with acting_for(register):
        moved = who(BUDI).family
        assert moved
        assert (moved.kk, moved.address, moved.area and moved.area.rt) == (
            OLD_KK,
            "Jalan Kenanga 3",
            "003",
        )
        assert kinds() == ["address"]


def test_somebody_joins_the_family_of_another(desk: HallClient, register: Village, actor: Actor) -> None:
    wanted = {
        **CARD, "keadaan": "ubah", "ubah": "menumpang", "host_kk": HOST_KK, "host_name": "Kartini Wulandari",
        **numbered("joiner", {**HEAD, "relation": "9"}),
    }  # fmt: skip
    application = finished("kartu-keluarga", wanted, register, actor)
    with acting_for(register):
        heir, son = str(who(SITI).pk), f"stays_{who(BAGAS).pk.hex}"

    assert confirmed(desk, application, 0, next_head=heir, **{son: "4"}).status_code == 302

    with acting_for(register):
        guest, left = who(BUDI), who(SITI)
        assert (guest.family and guest.family.kk, guest.relation) == (HOST_KK, Relation.OTHER_RELATIVE)
        assert (left.family and left.family.kk, left.relation) == (OLD_KK, Relation.HEAD)
        assert kinds() == ["join"]


def test_what_the_application_leaves_open_is_asked_instead_of_guessed(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    wanted = {
        **CARD, "keadaan": "ubah", "ubah": "menumpang", "host_kk": HOST_KK, "host_name": "Kartini Wulandari",
        **numbered("joiner", {**SON, "relation": "9"}),
    }  # fmt: skip
    application = finished("kartu-keluarga", wanted, register, actor)
    with acting_for(register):
        del application.answers["joiner1__relation"]
        application.save(update_fields=["answers"])

    asked = confirmed(desk, application)
    told = confirmed(desk, application, **{"place-joiner1": str(Relation.GRANDCHILD.value)})

    assert list(asked.context["rows"][0][1].errors) == ["place-joiner1"]
    assert told.status_code == 302
    with acting_for(register):
        assert who(BAGAS).relation == Relation.GRANDCHILD


@pytest.mark.parametrize(
    ("moving", "mover", "becomes"),
    [
        ({"kk_moving": "2"}, WIFE, Relation.HEAD),
        ({"kk_moving": "1", "host_kk": HOST_KK}, {**WIFE, "relation": "1"}, Relation.OTHER_RELATIVE),
    ],
)
def test_who_moves_is_asked_for_a_place_when_what_was_said_makes_no_family(
    desk: HallClient,
    register: Village,
    actor: Actor,
    moving: dict[str, str],
    mover: dict[str, str],
    becomes: Relation,
) -> None:
    """A new KK without a head, or a second head: people tell of the KK that they leave."""
    near = {**WITHIN, "siapa": "sebagian", "distance": "1", "move_kind": "4", "kk_staying": "4", **moving}
    people = {**numbered("mover", mover), **numbered("stayer", HEAD, SON)}
    application = finished("pindah-dalam-kabupaten", {**near, **people}, register, actor)
    kk = {"kk": NEW_KK} if becomes is Relation.HEAD else {}

    shown = desk.get(page_of(application)).context["rows"][0][1]
    told = confirmed(desk, application, **kk, **{"place-mover1": str(becomes.value)})

    assert shown["place-mover1"].value() == int(mover["relation"])
    assert told.status_code == 302
    with acting_for(register):
        moved = who(SITI)
        assert (moved.family and moved.family.kk, moved.relation) == (kk.get("kk", HOST_KK), becomes)


def test_a_correction_does_not_overwrite_a_colleague_unawares(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    application = finished("kartu-keluarga", CHANGED, register, actor)
    nik = CHANGED["change1__nik"]

    def seen() -> str:
        return "".join(
            re.findall(r'name="peristiwa-0-seen"(?: value="([^"]*)")?', html(desk.get(page_of(application))))
        )

    before = seen()
    with acting_for(register):
        occasion = Occasion(occurred_on=TODAY, reported_on=TODAY, document="99-2")
        correct_data(resident=who(nik), elements={"education": 4}, seen=None, occasion=occasion, by=actor)

    late = confirmed(desk, application, seen=before)

    assert late.status_code == 422
    assert "baru saja diubah petugas lain" in html(late)
    with acting_for(register):
        assert who(nik).education == 4
    assert confirmed(desk, application, seen=seen()).status_code == 302
    with acting_for(register):
        assert who(nik).education == 8


def test_each_correction_is_confirmed_by_itself(desk: HallClient, register: Village, actor: Actor) -> None:
    in_words = change(3, "Alamat", after="Jalan Kenanga 3")
    told = {name: value for name, value in CHANGED.items() if not name.startswith("change3")}
    application = finished("kartu-keluarga", {**told, **in_words}, register, actor)
    nik = told["change1__nik"]

    shown = html(desk.get(page_of(application)))
    assert shown.count("Catat di data warga") == 2
    assert "Peristiwa ini dicatat di halaman warganya." in shown
    assert confirmed(desk, application, 0).status_code == 302
    assert confirmed(desk, application, 2).status_code == 422

    with acting_for(register):
        person = who(nik)
        assert (person.education, person.religion) == (8, 1)
        assert kinds() == ["correction"]
