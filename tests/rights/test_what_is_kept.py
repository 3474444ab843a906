"""What a resident is told, given and rid of, also where the register didn't match what was typed, and of whom a page speaks."""

from datetime import UTC, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from balai.access.operations import give_pin
from balai.accounts import rules
from balai.accounts.actors import Actor
from balai.accounts.enums import Permission
from balai.applications.enums import Handing, Side
from balai.applications.models import Application, Attachment
from balai.applications.operations import (
    approve_application,
    finish_application,
    forget_at_once,
    hand_over,
    name_applicant,
    submit_application,
    withdraw_application,
)
from balai.residents.enums import Disability
from balai.residents.models import Resident
from balai.rights.consequences import consequences
from balai.rights.enums import Channel, Kind
from balai.rights.looked import who_looked
from balai.rights.operations import Asking, Wish, ask
from balai.rights.own_data import own_data
from balai.rights.printed import BY_THEMSELVES, TITLES
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import RESIDENT, applicant, filled, hand_in, letter_service, submitted
from tests.factories import HallClient
from tests.residents.factories import make_couple

pytestmark = pytest.mark.django_db
OLD_KK = "9901050101010001"


@pytest.fixture
def sari(in_village: None) -> Resident:
    return make_couple()[2]


def named(resident: Resident, *, kk: str = OLD_KK) -> Application:
    """A draft with photographs that names somebody; with the old number of a KK the register knows nobody like that."""
    draft = filled()
    who = applicant(
        resident.nik,
        name="Siti",
        kk=kk,
        born=resident.birth_date,
        phone="081200001111",
        email="siti@contoh.id",
    )
    draft = name_applicant(
        application=draft, revision=draft.revision, applicant=who, helper=None, by=RESIDENT
    )
    hand_in(draft)
    draft.refresh_from_db()
    return draft


def ended(resident: Resident, by: Actor) -> Application:
    draft = named(resident)
    submit_application(application=draft, revision=draft.revision, by=by)
    withdraw_application(application=draft, by=by)
    draft.refresh_from_db()
    return draft


def test_erasure_reaches_what_was_typed_with_an_old_kk_number_and_drafts(
    sari: Resident, actor: Actor
) -> None:
    over, draft = ended(sari, actor), named(sari)
    assert over.resident is None
    foreseen = consequences(sari, with_access=False).gone

    forget_at_once(resident=sari, by=actor)

    over.refresh_from_db()
    assert (over.phone, over.email) == ("", "")
    assert not Attachment.objects.exists()
    assert not Application.objects.filter(pk=draft.pk).exists()
    assert foreseen[1:] == (
        "Nomor HP dan surel pada 1 permohonan yang sudah selesai",
        "1 permohonan yang belum dikirim, dengan berkasnya",
    )
    assert consequences(sari, with_access=False).gone == ()


def test_of_what_only_names_her_she_is_told_that_it_is_there_and_nothing_that_was_written(
    sari: Resident, actor: Actor
) -> None:
    forged, own = ended(sari, actor), named(sari, kk=sari.family.kk if sari.family else "")

    told = own_data(sari)["permohonan"]

    assert own.resident == sari
    assert [each.get("hp") for each in told] == [None, "081200001111"]
    assert "Bunga" not in str(told[0])
    assert told[0]["layanan"] == forged.service.name
    assert {each.who for each in who_looked(sari, limit=20)} == {actor.label}


def test_the_printed_copy_says_everything_that_the_office_keeps(
    village: Village, desk: HallClient, sari: Resident, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_for(village):
        own = named(sari, kk=sari.family.kk if sari.family else "")
        submit_application(application=own, revision=own.revision, by=actor)
        give_pin(resident=sari, by=actor)
        wish = Wish(Kind.CORRECTION, "kakinya", "disability", str(Disability.PHYSICAL.value))
        ask(resident=sari, wish=wish, asking=Asking(Channel.OWN_PAGE), by=actor)
        access = ask(resident=sari, wish=Wish(Kind.ACCESS), asking=Asking(Channel.OWN_PAGE), by=actor)
    address = f"/meja/hak-data/{access.pk}/salinan/"
    page = desk.get(address).content.decode()
    without = {role: held - {Permission.READ_DISABILITY} for role, held in rules.ROLE_PERMISSIONS.items()}
    monkeypatch.setattr(rules, "ROLE_PERMISSIONS", without)
    hidden = desk.get(address).content.decode()

    for said in (own.service.name, "081200001111", "siti@contoh.id", "Nama bayi: Bunga", "Langkah: Kirim", "PIN tetap",
                 Disability.PHYSICAL.label, "kakinya", "Salinan data"):  # fmt: skip
        assert said in page
    assert set(own_data_keys(sari, village)) == {*TITLES, *BY_THEMSELVES}
    assert "Bunga" in hidden
    assert "Tanpa data disabilitas" in hidden
    assert "kakinya" not in hidden
    assert Disability.PHYSICAL.label not in hidden


def own_data_keys(resident: Resident, village: Village) -> list[str]:
    with acting_for(village):
        return list(own_data(resident))


def test_a_neighbour_with_another_birth_date_is_not_her(sari: Resident, actor: Actor) -> None:
    neighbour = named(sari)
    Application.objects.filter(pk=neighbour.pk).update(applicant_born="1971-01-01")

    assert not Application.objects.about(sari).exists()


def test_the_copy_costs_the_same_for_three_applications_as_for_one(
    sari: Resident, actor: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    named(sari, kk=sari.family.kk if sari.family else "")
    with django_assert_num_queries(13):
        own_data(sari)
    named(sari, kk=sari.family.kk if sari.family else "")
    with django_assert_num_queries(13):
        own_data(sari)


def test_what_was_received_is_foreseen_until_it_was_closed_and_two_years_more(
    sari: Resident, actor: Actor
) -> None:
    with time_machine.travel(datetime(2026, 1, 10, 3, 0, tzinfo=UTC), tick=False):
        asked = submitted(letter_service())
        asked = approve_application(application=asked, revision=asked.revision, by=actor)
        asked = finish_application(application=asked, revision=asked.revision, side=Side.VILLAGE, by=actor)
        asked = hand_over(application=asked, side=Side.VILLAGE, how=Handing.COLLECTED, by=actor)
    Application.objects.filter(pk=asked.pk).update(resident=sari)

    assert "paling lama 9 Februari 2028" in [
        each.until for each in consequences(sari, with_access=False).kept
    ]


def test_what_is_done_but_not_fetched_is_not_said_to_be_under_way(sari: Resident, actor: Actor) -> None:
    asked = submitted(letter_service())
    Application.objects.filter(pk=asked.pk).update(resident=sari)
    under_way = [str(each) for each in consequences(sari, with_access=False).kept]
    asked = approve_application(application=asked, revision=asked.revision, by=actor)
    finish_application(application=asked, revision=asked.revision, side=Side.VILLAGE, by=actor)

    done = [str(each) for each in consequences(sari, with_access=False).kept]

    assert [each for each in under_way if "1 permohonan yang masih berjalan" in each]
    assert not [each for each in done if "masih berjalan" in each]
    assert [each for each in done if "1 permohonan yang dokumennya sudah jadi, tetapi belum diambil" in each]


def test_a_parent_reads_what_would_happen_for_each_and_the_answer_keeps_what_stays(
    village: Village, visitor: HallClient, desk: HallClient, sari: Resident, actor: Actor
) -> None:
    with acting_for(village):
        pin = give_pin(resident=sari, by=actor)
        daughter = Resident.objects.get(full_name="Dewi Lestari")
        named(daughter)
        wish = Wish(Kind.ERASURE, with_access=True)
        request = ask(resident=sari, wish=wish, asking=Asking(Channel.OWN_PAGE), by=actor)
    visitor.post("/saya/masuk/", {"nik": sari.nik, "pin": pin})

    page = visitor.get("/saya/hak-data/hapus/").content.decode()
    ready = desk.get(f"/meja/hak-data/{request.pk}/").context["answer_form"].initial["answer"]
    done = desk.post(f"/meja/hak-data/{request.pk}/hapus/", {"answer": ready}, follow=True)

    hers, childs = page.split(f"Dihapus begitu disetujui: {daughter.full_name}")
    assert "belum dikirim" not in hers
    assert "1 permohonan yang belum dikirim" in childs
    assert "- Data di buku induk penduduk: selama masih warga di sini" in ready
    assert "Sampaikan langsung kepada peminta" in done.content.decode()
