"""Every kind of event that a finished application ends in: an officer confirms it on the page, and the register has it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.applications import operations
from balai.applications.enums import Action, Side
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form, shipped_slugs
from balai.applications.models import Application
from balai.applications.register.recording import RECORDERS
from balai.residents.enums import EventKind, MaritalStatus, MoveReason, Relation, Standing
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations import Occasion, correct_data
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import applicant, begin
from tests.applications.form.answers import APPLICANT, DEATH, HEAD, MOVE, SON, TODAY, WIFE, numbered
from tests.applications.form.test_family_card import CHANGED, change
from tests.applications.form.test_moves import ARRIVAL, WITHIN
from tests.factories import HallClient
from tests.letters.factories import make_family, make_resident

pytestmark = pytest.mark.django_db
OLD_KK, NEW_KK, HOST_KK = "9901011203159001", "9901012011269005", "9901011203159002"
BUDI, SITI, BAGAS = HEAD["nik"], WIFE["nik"], SON["nik"]
AUNT = {"full_name": "Kartini Wulandari", "nik": "9901014202689002"}
CARD = {**APPLICANT, "event_on": "2026-11-12"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


@pytest.fixture
def register(village: Village) -> Village:
    """Budi, his wife and their son on one KK; an aunt and her daughter on another."""
    with acting_for(village):
        family = settle(OLD_KK)
        make_resident(family=family, nik=BUDI, full_name="Budi Santosa", sex=1, birth_date=date(1988, 3, 4))
        make_resident(family=family, nik=SITI, relation=Relation.WIFE)
        make_resident(
            family=family, nik=BAGAS, full_name="Bagas Pratama", sex=1, relation=Relation.CHILD,
            birth_date=date(2014, 1, 12),
        )  # fmt: skip
        host = settle(HOST_KK)
        make_resident(family=host, birth_date=date(1968, 2, 2), **AUNT)
        make_resident(family=host, full_name="Dewi Wulandari", relation=Relation.CHILD)
    return village


def settle(kk: str) -> Family:
    family = make_family()
    Family.objects.filter(pk=family.pk).update(kk=kk)
    return Family.objects.get(pk=family.pk)


def finished(slug: str, answers: dict[str, Any], village: Village, actor: Actor) -> Application:
    """Somebody's application, all the way through both offices."""
    form = shipped_form(slug)
    assert form is not None
    with acting_for(village):
        case = {name: answers[name] for name in form["case"] if name in answers}
        draft = begin(form=form, case_answers=case)
        who = applicant(nik=answers["applicant__nik"], kk=answers["applicant__kk"])
        draft = operations.name_applicant(application=draft, revision=0, applicant=who, helper=None, by=actor)
        draft.answers = {
            name: value
            for name, value in answers.items()
            if name not in case and not name.startswith("applicant__")
        }
        draft.save()
        sent = operations.submit_application(application=draft, revision=draft.revision, by=actor)
        for step in ("approve", "forward", "accept"):
            sent = getattr(operations, f"{step}_application")(
                application=sent, revision=sent.revision, by=actor
            )
        return operations.finish_application(
            application=sent, revision=sent.revision, side=Side.AGENCY, by=actor
        )


def confirmed(desk: HallClient, application: Application, number: int = 0, **told: Any) -> Any:
    """What the page answers to an officer who confirms one event."""
    typed = {"document": "99-1", "occurred_on": "2026-11-20", **told}
    fields = {f"peristiwa-{number}-{name.replace('__', '-')}": value for name, value in typed.items()}
    return desk.post(page_of(application), {"peristiwa": str(number), **fields})


def page_of(application: Application) -> str:
    return f"/meja/permohonan/{application.pk}/data-warga/"


def who(nik: str) -> Resident:
    return Resident.objects.with_family().get(nik=nik)


def kinds() -> list[str]:
    return list(LifeEvent.objects.order_by("recorded_at").values_list("kind", flat=True))


def test_every_event_of_every_form_can_be_recorded() -> None:
    plans = {
        plan.event
        for slug in shipped_slugs()
        if (content := shipped_form(slug))
        for plan in read_form(content).life_events
    }

    assert plans == set(RECORDERS)


def test_who_moves_away_leaves_a_family_with_a_head_and_a_number(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    application = finished("surat-pindah", MOVE, register, actor)
    shown = html(desk.get(page_of(application)))
    assert "Kepala keluarga bagi yang tinggal" in shown
    assert "Pindah" in shown
    assert confirmed(desk, application).status_code == 422  # nobody was chosen, nothing has happened

    with acting_for(register):
        heir = str(who(SITI).pk)
    answers = [confirmed(desk, application, next_head=heir, kk=NEW_KK).status_code for _ in range(2)]

    assert answers == [302, 302]
    with acting_for(register):
        assert [who(nik).standing for nik in (BUDI, BAGAS, SITI)] == [
            Standing.MOVED,
            Standing.MOVED,
            Standing.LIVING,
        ]
        stays = who(SITI)
        assert (stays.relation, stays.family and stays.family.kk) == (Relation.HEAD, NEW_KK)
        event = LifeEvent.objects.get(kind=EventKind.DEPARTURE)
        assert (event.details["destination"], event.details["move_class"], event.document) == (
            "Nusa Jaya",
            5,
            "99-1",
        )
        assert kinds() == ["departure", "reissue"]
        trail = AuditEntry.objects.filter(action=Action.REGISTER_CHANGED)
        assert [entry.facts for entry in trail] == [{"kind": "departure"}]
    assert "Sudah dicatat" in html(desk.get(page_of(application)))


def test_what_the_application_says_of_those_who_stay_is_proposed_to_the_officer(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    """Their old relations would make the son the widow's child; of another head the application says nothing."""
    said = {"move_kind": "1", **numbered("mover", HEAD)}
    staying = numbered("stayer", {**WIFE, "relation": "1"}, {**SON, "relation": "9"})
    application = finished("surat-pindah", {**MOVE, **said, **staying}, register, actor)
    with acting_for(register):
        wife, son = who(SITI).pk, who(BAGAS).pk

    shown = desk.get(page_of(application)).context["rows"][0][1]
    other = confirmed(desk, application, next_head=str(son)).context["rows"][0][1]

    assert (shown["next_head"].value(), shown[f"stays_{son.hex}"].value()) == (wife, Relation.OTHER_RELATIVE)
    assert other[f"stays_{wife.hex}"].value() == str(Relation.PARENT)


def test_a_death_widows_and_names_the_next_head(desk: HallClient, register: Village, actor: Actor) -> None:
    with acting_for(register):
        Resident.objects.filter(nik=BUDI).update(nik=DEATH["deceased__nik"])
    left = {"had_spouse": "ya", "widowed__full_name": WIFE["full_name"], "widowed__nik": SITI}
    application = finished("akta-kematian", {**DEATH, **left}, register, actor)
    shown = html(desk.get(page_of(application)))
    assert "Cerai mati" in shown
    with acting_for(register):
        heir = str(who(SITI).pk)
    assert f'value="{heir}" selected' in shown
    assert f"Bagas Pratama: hubungan dengan {WIFE['full_name']}" in shown

    with acting_for(register):
        son = f"stays_{who(BAGAS).pk.hex}"
    asked = confirmed(desk, application, next_head=heir, occurred_on="2026-11-15")
    assert (asked.status_code, "Periksa hubungan tiap orang" in html(asked)) == (422, True)
    answer = confirmed(desk, application, 0, next_head=heir, occurred_on="2026-11-15", **{son: "9"})

    assert answer.status_code == 302, html(answer)
    with acting_for(register):
        assert who(DEATH["deceased__nik"]).standing == Standing.DEAD
        widow = who(SITI)
        assert (widow.relation, widow.marital_status, widow.family and widow.family.kk) == (
            Relation.HEAD,
            MaritalStatus.WIDOWED,
            OLD_KK,
        )
        assert who(BAGAS).relation == Relation.OTHER_RELATIVE  # as the officer said, not as a table would
        event = LifeEvent.objects.get(kind=EventKind.DEATH)
        assert event.details == {"place": "Rumah, Dusun Krajan", "reporter": "Sari Dewi"}


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


def test_a_family_gets_another_head_and_another_number(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    members = numbered("member", {**WIFE, "relation": "1"}, {**HEAD, "relation": "2"}, SON)
    wanted = {**CARD, "keadaan": "kepala-meninggal", "dewasa": "ada", **members}
    application = finished("kartu-keluarga", wanted, register, actor)

    assert confirmed(desk, application, kk=NEW_KK).status_code == 302

    with acting_for(register):
        family = Resident.objects.filter(family__kk=NEW_KK).order_by("relation")
        assert [(each.nik, each.relation) for each in family] == [
            (SITI, Relation.HEAD),
            (BUDI, Relation.HUSBAND),
            (BAGAS, Relation.CHILD),
        ]
        assert kinds() == ["head"]


def test_a_member_whom_the_application_forgets_is_shown_and_asked_for_when_the_head_changes(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    members = numbered("member", {**WIFE, "relation": "1"}, {**HEAD, "relation": "2"})
    wanted = {**CARD, "keadaan": "kepala-meninggal", "dewasa": "ada", **members}
    application = finished("kartu-keluarga", wanted, register, actor)
    with acting_for(register):
        son = f"stays_{who(BAGAS).pk.hex}"

    shown = desk.get(page_of(application))
    unasked = confirmed(desk, application, kk=NEW_KK)
    impossible = confirmed(desk, application, kk=NEW_KK, **{son: str(Relation.WIFE.value)})
    told = confirmed(desk, application, kk=NEW_KK, **{son: str(Relation.OTHER_RELATIVE.value)})

    assert "Hubungan Bagas Pratama dengan kepala keluarga" in html(shown)
    assert shown.context["rows"][0][1][son].value() == Relation.CHILD
    assert (unasked.status_code, impossible.status_code, told.status_code) == (422, 422, 302)
    assert "Pilih hubungannya." in html(unasked)
    assert list(impossible.context["rows"][0][1].errors) == [son]
    with acting_for(register):
        assert who(BAGAS).relation == Relation.OTHER_RELATIVE
        seen = AuditEntry.objects.filter(action="residents.read", subject_id=str(who(BAGAS).pk))
        assert seen.exists()


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


def test_a_forgotten_member_of_whom_the_register_knows_no_relation_is_asked_for_without_a_proposal(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    members = numbered("member", {**WIFE, "relation": "1"}, {**HEAD, "relation": "2"})
    wanted = {**CARD, "keadaan": "kepala-meninggal", "dewasa": "ada", **members}
    application = finished("kartu-keluarga", wanted, register, actor)
    with acting_for(register):
        Resident.objects.filter(nik=BAGAS).update(relation=None)
        son = f"stays_{who(BAGAS).pk.hex}"

    shown = desk.get(page_of(application)).context["rows"][0][1]

    assert shown[son].value() is None
    assert shown[son].help_text.strip() == "Tidak disebut di permohonan."


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


def test_a_guardian_comes_out_of_another_family_to_be_head(
    desk: HallClient, register: Village, actor: Actor
) -> None:
    with acting_for(register):
        daughter = str(Resident.objects.get(full_name="Dewi Wulandari").pk)
    members = numbered(
        "member", {**AUNT, "relation": "1"}, {**HEAD, "relation": "9"}, {**WIFE, "relation": "9"},
        {**SON, "relation": "9"},
    )  # fmt: skip
    wanted = {**CARD, "keadaan": "kepala-meninggal", "dewasa": "tidak", "guardian_way": "masuk", **members}
    application = finished("kartu-keluarga", wanted, register, actor)

    assert confirmed(desk, application, next_head=daughter, kk=NEW_KK).status_code == 302

    with acting_for(register):
        guardian = who(AUNT["nik"])
        assert (guardian.family and guardian.family.kk, guardian.relation) == (NEW_KK, Relation.HEAD)
        assert Resident.objects.get(pk=daughter).relation == Relation.HEAD
        assert kinds() == ["join", "head"]


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
