"""A finished birth changes the register: shown first, confirmed by an officer, once."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

from balai.accounts.actors import Actor
from balai.applications import operations
from balai.applications.enums import Side
from balai.applications.form.shipped import shipped_form
from balai.applications.models import Application
from balai.residents.enums import Relation, Sex
from balai.residents.models import Family, LifeEvent, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import applicant, begin, birth
from tests.applications.form.answers import BIRTH, FAMILY, TODAY
from tests.factories import HallClient
from tests.letters.factories import make_family, make_resident

pytestmark = pytest.mark.django_db
ASKED = {"peristiwa": "0", "peristiwa-0-document": "99-LU-1", "peristiwa-0-occurred_on": "2026-11-12"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


@pytest.fixture
def in_process(village: Village, actor: Actor) -> Application:
    with acting_for(village):
        family = make_family()
        Family.objects.filter(pk=family.pk).update(kk=BIRTH["child_kk"])
        make_resident(family=family, relation=Relation.HEAD)
        sent = birth()
        for step in ("approve", "forward", "accept"):
            sent = getattr(operations, f"{step}_application")(
                application=sent, revision=sent.revision, by=actor
            )
        return sent


@pytest.mark.parametrize("relation", [Relation.CHILD, Relation.GRANDCHILD])
def test_a_finished_birth_is_confirmed_into_the_register_once(
    desk: HallClient, village: Village, in_process: Application, actor: Actor, relation: Relation
) -> None:
    page = f"/meja/permohonan/{in_process.pk}/data-warga/"
    assert desk.get(page).status_code == 404
    with acting_for(village):
        operations.finish_application(
            application=in_process, revision=in_process.revision, side=Side.AGENCY, by=actor
        )

    shown = html(desk.get(page))
    assert "belum ada di data warga" in shown
    assert "Laki-laki" in shown
    assert "Pilih cucu bila ibunya anak atau menantu kepala keluarga." in shown
    asked = {**ASKED, "peristiwa-0-nik-baby1": "9901011211269001", "peristiwa-0-place-baby1": relation}
    for wrong in ({"peristiwa-0-nik-baby1": "1234"}, {"peristiwa-0-place-baby1": Relation.HEAD}):
        assert desk.post(page, {**asked, **wrong}).status_code == 422

    assert [desk.post(page, asked).status_code for _ in range(2)] == [302, 302]

    with acting_for(village):
        child = Resident.objects.get(full_name="Bima Arya Nugraha")
        assert (child.nik, child.family.kk, child.relation) == (
            "9901011211269001",
            BIRTH["child_kk"],
            relation,
        )
        event = LifeEvent.objects.get(kind="birth")
        assert (event.document, in_process.spelled_code in event.note) == ("99-LU-1", True)
    assert "Sudah dicatat" in html(desk.get(page))
    assert f"/meja/permohonan/{in_process.pk}/data-warga/" in html(
        desk.get(f"/meja/permohonan/{in_process.pk}/")
    )


def test_what_the_register_does_not_take_is_told(
    desk: HallClient, village: Village, in_process: Application, actor: Actor
) -> None:
    with acting_for(village):
        operations.finish_application(
            application=in_process, revision=in_process.revision, side=Side.AGENCY, by=actor
        )
        taken = Resident.objects.exclude(nik="").first()
        assert taken is not None
    refused = desk.post(
        f"/meja/permohonan/{in_process.pk}/data-warga/",
        {**ASKED, "peristiwa-0-nik-baby1": taken.nik, "peristiwa-0-place-baby1": Relation.CHILD},
    )

    assert refused.status_code == 422
    with acting_for(village):
        assert not LifeEvent.objects.filter(kind="birth").exists()


def test_a_couple_gets_a_kk_of_its_own(desk: HallClient, village: Village, actor: Actor) -> None:
    """Two families become three; nothing else that was typed changes the register."""
    with acting_for(village):
        for nik, sex in ((FAMILY["applicant__nik"], Sex.MALE), (FAMILY["member2__nik"], Sex.FEMALE)):
            family = make_family()
            make_resident(family=family, relation=Relation.HEAD)
            make_resident(family=family, relation=Relation.CHILD, nik=nik, sex=sex, birth_place="Kota Lama")
        case = {name: FAMILY[name] for name in ("keadaan", "bukti")}
        draft = begin(form=shipped_form("kartu-keluarga"), case_answers=case)
        draft = operations.name_applicant(
            application=draft,
            revision=0,
            applicant=applicant(nik=FAMILY["applicant__nik"]),
            helper=None,
            by=actor,
        )
        draft.answers = {name: value for name, value in FAMILY.items() if name not in case}
        draft.save()
        sent = operations.submit_application(application=draft, revision=draft.revision, by=actor)
        for step in ("approve", "forward", "accept"):
            sent = getattr(operations, f"{step}_application")(
                application=sent, revision=sent.revision, by=actor
            )
        operations.finish_application(application=sent, revision=sent.revision, side=Side.AGENCY, by=actor)
    page = f"/meja/permohonan/{sent.pk}/data-warga/"

    shown = html(desk.get(page))
    assert "Pisah KK" in shown
    assert "Kepala keluarga" in shown
    assert "Tempat lahir" not in shown
    asked = {**ASKED, "peristiwa-0-occurred_on": "2026-11-14"}
    assert desk.post(page, asked).status_code == 422
    answer = desk.post(page, {**asked, "peristiwa-0-kk": "9901011411269009"})
    assert answer.status_code == 302, html(answer)

    with acting_for(village):
        couple = Resident.objects.filter(family__kk="9901011411269009").order_by("relation").with_family()
        assert [(each.nik, each.relation, each.birth_place) for each in couple] == [
            (FAMILY["applicant__nik"], Relation.HEAD, "Kota Lama"),
            (FAMILY["member2__nik"], Relation.WIFE, "Kota Lama"),
        ]
        assert next((each.family.address, each.family.area.rt) for each in couple) == (
            "Jalan Melati 7",
            "003",
        )
