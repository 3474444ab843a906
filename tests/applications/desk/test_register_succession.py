"""A finished application after which a family has another head: who follows, and what everybody is then."""

import pytest

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.applications.enums import Action
from balai.residents.enums import EventKind, MaritalStatus, Relation, Standing
from balai.residents.models import LifeEvent, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.desk.conftest import (
    AUNT,
    BAGAS,
    BUDI,
    CARD,
    NEW_KK,
    OLD_KK,
    SITI,
    confirmed,
    finished,
    kinds,
    page_of,
    who,
)
from tests.applications.form.answers import DEATH, HEAD, MOVE, SON, WIFE, numbered
from tests.factories import HallClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


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
