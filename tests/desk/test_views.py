"""The officer's first page."""

import re
from datetime import date, time
from typing import Any

from balai.accounts.enums import Role
from balai.accounts.models import Officer
from balai.accounts.rules import permissions_of
from balai.desk.tabs import TABS
from balai.residents.exchange.enums import RunState
from balai.residents.exchange.models import ImportRun
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Identity, OfficeHours, Official
from tests.factories import HallClient, make_officer, make_village


def work_on(page: str) -> list[str]:
    """The titles of the work list, in order."""
    lists = "".join(re.findall(r'<ul class="work">(.*?)</ul>', page, re.DOTALL))
    return re.findall(r"<li><(?:a [^>]*|b)>([^<]+)<", lists)


def furnish(village: Village) -> None:
    """Everything a village says about itself once."""
    with acting_for(village):
        Official.objects.create(
            name="Wayan Suardana",
            position=Position.HEAD,
            signing_form=SigningForm.HEAD,
            since=date(2024, 1, 1),
        )
        Identity.objects.create(address="Jalan Balai 1")
        OfficeHours.objects.create(weekday=0, opens=time(8), closes=time(15))


def signed_in(village: Village, *roles: Role) -> HallClient:
    client = HallClient(village)
    client.force_login(make_officer(village, *roles))
    return client


def test_a_new_village_is_told_what_is_missing_most_urgent_first(desk: HallClient) -> None:
    page = desk.get("/meja/")

    assert page.status_code == 200
    assert work_on(page.text) == [
        "Muat data warga dari berkas",
        "Isi pejabat yang menandatangani surat",
        "Isi alamat kantor",
        "Isi jam buka kantor",
    ]
    assert "Dua hal menunggu hari ini." in page.text


def test_work_is_shown_to_those_who_can_do_it(village: Village) -> None:
    furnish(village)

    operator = signed_in(village, Role.OPERATOR).get("/meja/").text
    volunteer = signed_in(village, Role.VOLUNTEER).get("/meja/").text

    assert work_on(operator) == ["Muat data warga dari berkas"]
    assert work_on(volunteer) == []
    assert "Semua sudah beres" in volunteer


def test_the_desk_is_closed_to_strangers(visitor: HallClient) -> None:
    answer = visitor.get("/meja/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sukamaju/masuk/")


def test_an_officer_of_another_village_stays_outside(village: Village, other_village: Village) -> None:
    client = HallClient(village)
    client.force_login(make_officer(other_village, Role.ADMINISTRATOR))

    answer = client.get("/meja/")

    assert answer.status_code == 403
    assert "bukan untuk tugas Anda" in answer.text


def test_tabs_are_those_an_officer_may_open() -> None:
    def labels(role: Role) -> list[str]:
        return [tab.label for tab in TABS if tab.is_for(permissions_of([role]))]

    assert labels(Role.ADMINISTRATOR)[-1] == "{village}"
    assert labels(Role.VILLAGE_HEAD) == ["Hari ini", "Warga", "Permohonan", "Surat", "Laporan"]
    assert labels(Role.VOLUNTEER) == ["Hari ini"]


def test_the_desk_speaks_the_villages_words(db: None) -> None:
    negeri = make_village(slug="laha", name="Laha", word_village="negeri")

    page = signed_in(negeri, Role.ADMINISTRATOR).get("/meja/").text

    assert "Meja layanan Negeri Laha" in page
    assert "desa" not in re.sub(r"<[^>]+>", " ", page).lower()


def test_the_first_page_asks_the_database_no_more_when_there_is_more_to_show(
    village: Village, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(village, Role.ADMINISTRATOR, Role.OPERATOR)

    with django_assert_max_num_queries(41):
        client.get("/meja/")


def test_the_tabs_of_the_desk_leave_a_page_its_own(village: Village) -> None:
    operator = signed_in(village, Role.OPERATOR)
    with acting_for(village):
        run = ImportRun.objects.create(
            officer=Officer.objects.get(), file_name="warga.xlsx", file_size=1, state=RunState.CHECKED,
            as_of=date(2026, 11, 1), counts={"errors": 2, "bad_rows": 2},
        )  # fmt: skip

    page = operator.get(f"/meja/warga/impor/{run.pk}/")

    assert page.status_code == 200
    assert "Bermasalah <span" in page.text
