"""Children: a parent agrees by name, desks see that, lists show no more of a child than they need."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from balai.access.operations import give_pin
from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.applications import operations
from balai.applications.children import children_in
from balai.applications.enums import Kinship
from balai.applications.filling import Filling
from balai.applications.models import Application, ParentalConsent
from balai.applications.operations import Parent
from balai.applications.typed import ConsentForm
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import applicant, begin, birth, filled
from tests.applications.form.answers import TODAY
from tests.factories import HallClient
from tests.residents.factories import make_couple

pytestmark = pytest.mark.django_db
AGREED = {"truth": "on", "consent": "on", "parent_name": "Budi Santosa", "kinship": "father"}
SEVENTEEN = date(2008, 11, 23)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=True):
        yield


def asked(application: Application, data: dict[str, str] | None = None) -> tuple[ConsentForm, list[str]]:
    form = ConsentForm(data)
    return form, form.ask_a_parent(Filling(application, today=timezone.localdate()))


def of_a_girl() -> Application:
    draft = begin()
    girl = applicant("9901016311089001", born=SEVENTEEN)
    return operations.name_applicant(
        application=draft, revision=draft.revision, applicant=girl, helper=None, by=Actor.stranger()
    )


def test_a_child_is_known_by_its_birth_date_or_its_nik(in_village: None) -> None:
    adult, girl, baby = filled(), of_a_girl(), birth()

    told = [children_in(Filling(each, today=TODAY)) for each in (adult, girl, baby)]

    assert told == [[], ["Sari Dewi"], ["Bima Arya Nugraha"]]
    assert children_in(Filling(girl, today=TODAY + timedelta(days=1))) == []


def test_a_parent_agrees_by_name_and_nobody_is_the_own_parent(in_village: None) -> None:
    _, children = asked(filled())
    father, _ = asked(birth(), AGREED)
    silent, _ = asked(birth(), {"truth": "on", "consent": "on"})
    herself, _ = asked(of_a_girl(), {**AGREED, "parent_name": "sari  dewi"})

    assert children == []
    assert father.is_valid()
    assert father.parent == Parent("Budi Santosa", Kinship.FATHER)
    assert set(silent.errors) == {"parent_name", "kinship"}
    assert herself.errors["parent_name"] == ["Pemohon belum 18 tahun. Isi nama ayah, ibu, atau walinya."]


def test_the_desk_sees_who_agreed_and_lists_show_a_childs_initials(
    village: Village, desk: HallClient
) -> None:
    with acting_for(village):
        draft = of_a_girl()
        application = operations.submit_application(
            application=draft,
            revision=draft.revision,
            parent=Parent("Kartini Wulandari", Kinship.MOTHER),
            by=Actor.stranger(),
        )
    listed = html(desk.get("/meja/permohonan/"))
    page = html(desk.get(f"/meja/permohonan/{application.pk}/"))

    assert "Data anak" in listed
    assert "S. D." in listed
    assert "Sari Dewi" not in listed
    assert "Sari Dewi" in page
    assert "Kartini Wulandari" in page


def test_a_consent_goes_with_the_child(village: Village, in_village: None, actor: Actor) -> None:
    """Mended so that it tells of no child any more, or anonymised: nobody's parent stays."""
    first, second = of_a_girl(), of_a_girl()
    for draft in (first, second):
        operations.submit_application(
            application=draft,
            revision=draft.revision,
            parent=Parent("Kartini", Kinship.MOTHER),
            by=Actor.stranger(),
        )
    first.refresh_from_db()
    back = operations.return_application(
        application=first, revision=first.revision, findings={}, reason="Tanggal lahir", by=actor
    )
    operations.submit_application(application=back, revision=back.revision, by=Actor.stranger())
    assert [each.application_id for each in ParentalConsent.objects.all()] == [second.pk]

    operations.withdraw_application(application=second, by=Actor.stranger())
    operations.anonymise_what_is_old(now=timezone.now() + timedelta(days=100), by=actor)
    assert not ParentalConsent.objects.exists()


def test_a_parent_takes_a_childs_data_along_and_nobody_elses(
    village: Village, visitor: HallClient, actor: Actor
) -> None:
    with acting_for(village):
        _, _, mother, daughter = make_couple()
        _, _, _, other = make_couple()
        pin = give_pin(resident=mother, by=actor)
    refused = visitor.post(f"/saya/unduh/anak/{daughter.pk}/")
    visitor.post("/saya/masuk/", {"nik": mother.nik, "pin": pin})

    told = visitor.post(f"/saya/unduh/anak/{daughter.pk}/").json()

    assert refused["Location"].endswith("/saya/masuk/")
    assert told["warga"]["nik"] == daughter.nik
    assert f"Unduh data {daughter.full_name}" in html(visitor.get("/saya/"))
    assert visitor.post(f"/saya/unduh/anak/{other.pk}/").status_code == 404
    assert visitor.post(f"/saya/unduh/anak/{mother.pk}/").status_code == 404
    with acting_for(village):
        assert AuditEntry.objects.filter(action="rights.child_copied", subject_id=str(daughter.pk)).exists()
        Resident.objects.filter(pk=daughter.pk).update(birth_date=date(2008, 11, 22))
    assert visitor.post(f"/saya/unduh/anak/{daughter.pk}/").status_code == 404
