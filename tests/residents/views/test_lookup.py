"""What an officer sees of the register, and that looking is recorded."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.residents.enums import Relation, Sex
from balai.residents.models import Resident
from balai.residents.operations import Succession, move_within, record_death
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.models import AreaHead
from tests.factories import HallClient, make_officer
from tests.residents.factories import SYSTEM, make_area, make_couple, make_family, occasion, person


def client_of(village: Village, *roles: Role) -> HallClient:
    client = HallClient(village)
    client.force_login(make_officer(village, *roles))
    return client


def questions_asked(client: HallClient, path: str) -> int:
    """How many queries a page takes, once what is asked only the first time has been asked."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.fixture
def couple(village: Village) -> tuple[Resident, Resident, Resident]:
    with acting_for(village):
        _, head, wife, child = make_couple(area=make_area())
    return head, wife, child


@pytest.fixture
def other_household(village: Village) -> Resident:
    with acting_for(village):
        return make_family(person("Darsono")).members.get()


def test_the_list_shows_the_living_by_name_with_masked_numbers(
    desk: HallClient, couple: tuple[Resident, Resident, Resident]
) -> None:
    head, *_ = couple

    page = desk.get("/meja/warga/").content.decode()

    assert page.index("Dewi Lestari") < page.index("Siti Aminah Lestari") < page.index("Sutrisno")
    assert "3 warga" in page
    assert head.nik not in page
    assert f"{head.nik[:4]}<s>••••••••</s>{head.nik[-4:]}" in page
    assert "Krajan, RT 003/RW 001" in page


def test_the_list_answers_a_question(desk: HallClient, couple: tuple[Resident, Resident, Resident]) -> None:
    page = desk.post("/meja/warga/", {"q": "siti amina"}, follow=True).content.decode()

    assert "<b>1 orang</b> cocok" in page
    assert "<mark>Siti</mark> <mark>Amina</mark>h Lestari" in page
    assert "Sutrisno" not in page


def test_htmx_gets_only_the_rows(desk: HallClient, couple: tuple[Resident, Resident, Resident]) -> None:
    page = desk.post("/meja/warga/", {"q": "sutrsino"}, headers={"HX-Request": "true"}).content.decode()

    assert page.strip().startswith('<div id="hasil"')
    assert "Ejaannya mirip, tidak sama." in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sex=2", {"Siti Aminah Lestari", "Dewi Lestari"}),
        ("age_from=17", {"Siti Aminah Lestari", "Sutrisno"}),
        ("age_to=16", {"Dewi Lestari"}),
        ("standing=2", set()),
        ("occupation=9&sex=1", {"Sutrisno"}),
        ("age_from=banyak", {"Siti Aminah Lestari", "Dewi Lestari", "Sutrisno"}),
        ("page=99", {"Siti Aminah Lestari", "Dewi Lestari", "Sutrisno"}),
    ],
)
def test_the_list_is_narrowed(
    desk: HallClient, couple: tuple[Resident, Resident, Resident], query: str, expected: set[str]
) -> None:
    response = desk.get(f"/meja/warga/?{query}")

    assert {resident.full_name for resident in response.context["residents"]} == expected


def test_a_question_is_narrowed_too(desk: HallClient, couple: tuple[Resident, Resident, Resident]) -> None:
    response = desk.post("/meja/warga/", {"q": "lestari", "age_from": "20"}, follow=True)

    assert [resident.full_name for resident in response.context["residents"]] == ["Siti Aminah Lestari"]


def test_an_area_narrows_the_list_and_the_search(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        area = make_area("Krajan", "001", "003")
        make_family(person("Siti Rahayu", sex=Sex.FEMALE), area=area)
        make_family(person("Siti Munawaroh", sex=Sex.FEMALE), area=make_area("Wetan", "002", "004"))

    listed = desk.get(f"/meja/warga/?area={area.pk}")
    found = desk.post("/meja/warga/", {"area": str(area.parent_id), "q": "siti"}, follow=True)

    for response in (listed, found):
        assert [resident.full_name for resident in response.context["residents"]] == ["Siti Rahayu"]


@pytest.mark.parametrize("question", ["", "darsono"])
def test_the_list_asks_as_many_questions_for_one_as_for_three(
    desk: HallClient, village: Village, question: str
) -> None:
    with acting_for(village):
        make_family(person("Darsono"), area=make_area())
    path = desk.post("/meja/warga/", {"q": question})["Location"]
    for_one = questions_asked(desk, path)

    with acting_for(village):
        make_family(person("Darsono"), area=make_area())
        make_family(person("Darsono"), area=make_area("Wetan", "002", "004"))

    assert questions_asked(desk, path) == for_one


def test_a_person_page_shows_the_whole_nik_and_is_recorded(
    desk: HallClient, village: Village, couple: tuple[Resident, Resident, Resident]
) -> None:
    head, *_ = couple

    page = desk.get(f"/meja/warga/{head.pk}/").content.decode()

    assert head.nik in page
    assert "Petani/pekebun" in page
    assert "pelayanan di meja" in page
    with acting_for(village):
        entry = AuditEntry.objects.get(action="residents.read")
        assert (entry.subject_id, entry.reason) == (str(head.pk), "Pelayanan di meja")


def test_a_person_page_tells_the_history(
    desk: HallClient, village: Village, couple: tuple[Resident, Resident, Resident]
) -> None:
    head, wife, _ = couple
    with acting_for(village):
        record_death(resident=head, occasion=occasion(), succession=Succession(wife), widowed=wife, by=SYSTEM)

    page = desk.get(f"/meja/warga/{wife.pk}/").content.decode()

    assert "Kematian, 2 November 2026" in page
    assert '<del><span class="unseen">Dulu: </span>Istri</del>' in page
    assert '<ins><span class="unseen">Sekarang: </span>Kepala keluarga</ins>' in page


def test_a_nik_that_contradicts_the_birth_date_is_a_warning(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        resident = make_family(
            person("Darsono", nik="9901010101019501", birth_date=date(1980, 3, 17))
        ).members.get()

    assert "NIK dan lahir beda" in desk.get("/meja/warga/").content.decode()
    assert "NIK berbeda dengan tanggal lahir" in desk.get(f"/meja/warga/{resident.pk}/").content.decode()


def test_a_family_page_looks_like_the_kk(
    desk: HallClient, village: Village, couple: tuple[Resident, Resident, Resident]
) -> None:
    head, wife, _ = couple
    with acting_for(village):
        record_death(resident=head, occasion=occasion(), succession=Succession(wife), by=SYSTEM)

    page = desk.get(f"/meja/warga/keluarga/{head.family_id}/").content.decode()

    assert "Keluarga Siti Aminah Lestari" in page
    assert page.index("Pernah di KK ini") < page.index("Sutrisno")
    assert wife.nik not in page


def test_pages_of_people_ask_as_many_questions_for_one_as_for_three(
    desk: HallClient, village: Village
) -> None:
    with acting_for(village):
        children = [person(f"Anak {day}", Relation.CHILD, birth_date=date(2012, 1, day)) for day in (1, 2, 3)]
        families = [
            make_family(person("Darsono"), *some, area=make_area()) for some in (children[:1], children[1:])
        ]
        heads = [family.members.get(relation=Relation.HEAD) for family in families]

    of_people = {questions_asked(desk, f"/meja/warga/{head.pk}/") for head in heads}
    of_families = {questions_asked(desk, f"/meja/warga/keluarga/{family.pk}/") for family in families}

    assert (len(of_people), len(of_families)) == (1, 1)


def test_another_villages_people_can_not_be_opened(desk: HallClient, other_village: Village) -> None:
    with acting_for(other_village):
        family = make_family(person("Rahasia Wulandari"))
        stranger = family.members.get()

    assert desk.get(f"/meja/warga/{stranger.pk}/").status_code == 404
    assert desk.get(f"/meja/warga/keluarga/{family.pk}/").status_code == 404
    assert b"Rahasia" not in desk.post("/meja/warga/", {"q": "rahasia wulandari"}, follow=True).content
    assert b"Rahasia" not in desk.get("/meja/warga/").content


def test_strangers_are_sent_to_sign_in(visitor: HallClient) -> None:
    assert visitor.get("/meja/warga/").status_code == 302


def test_looking_needs_the_permission(village: Village) -> None:
    assert client_of(village, Role.VOLUNTEER).get("/meja/warga/").status_code == 403


def test_the_age_of_the_data_is_told_and_the_update_asked_for(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        make_family(as_of=date(2026, 1, 2))

    page = desk.get("/meja/warga/").content.decode()

    assert "data per 2 Januari 2026" in page
    assert ("Saatnya memperbarui data" in page) is ((date.today() - date(2026, 1, 2)).days >= 90)


def test_addresses_lead_where_other_apps_expect_them(couple: tuple[Resident, Resident, Resident]) -> None:
    head, *_ = couple

    assert (
        reverse("residents:detail", args=[head.pk], urlconf="config.urls_village")
        == f"/meja/warga/{head.pk}/"
    )


def test_the_trail_tells_who_opened_somebodys_data(
    desk: HallClient, couple: tuple[Resident, Resident, Resident], other_household: Resident
) -> None:
    head, *_ = couple
    desk.get(f"/meja/warga/{head.pk}/")
    desk.get(f"/meja/warga/{other_household.pk}/")
    desk.get(f"/meja/warga/keluarga/{head.family_id}/")

    link = f"/meja/jejak/?warga={head.pk}&keluarga={head.family_id}"
    page = desk.get(link).content.decode()

    assert link.replace("&", "&amp;") in desk.get(f"/meja/warga/{head.pk}/").content.decode()
    assert "Siapa membuka data ini" in page
    assert page.count("Melihat data warga") - page.count(">Melihat data warga</option>") == 2
    assert f"/meja/warga/{head.pk}/" in page
    assert str(other_household.pk) not in page
    assert "Siapa membuka data ini" not in desk.get("/meja/jejak/?warga=bukan-nomor").content.decode()


def test_the_trail_of_a_person_asks_as_often_for_one_line_as_for_three(
    desk: HallClient, couple: tuple[Resident, Resident, Resident]
) -> None:
    head, *_ = couple
    link = f"/meja/jejak/?warga={head.pk}"
    desk.get(f"/meja/warga/{head.pk}/")
    one = questions_asked(desk, link)

    desk.get(f"/meja/warga/{head.pk}/"), desk.get(f"/meja/warga/{head.pk}/")

    assert questions_asked(desk, link) == one


def test_only_who_reads_the_trail_is_led_to_it(
    village: Village, couple: tuple[Resident, Resident, Resident]
) -> None:
    operator = client_of(village, Role.OPERATOR)

    page = operator.get(f"/meja/warga/{couple[0].pk}/").content.decode()

    assert "Siapa membuka data ini" not in page
    assert operator.get(f"/meja/jejak/?warga={couple[0].pk}").status_code == 403


def test_areas_are_called_by_the_words_of_the_village_everywhere(
    desk: HallClient, village: Village, couple: tuple[Resident, Resident, Resident]
) -> None:
    head, *_ = couple
    village.word_rw, village.word_rt = "RK", "Blok"
    village.save(update_fields=["word_rw", "word_rt"])
    with acting_for(village):
        move_within(
            family=head.family,
            address="",
            area=make_area("Wetan", "002", "005"),
            occasion=occasion(),
            by=SYSTEM,
        )

    pages = [
        desk.get(path).content.decode()
        for path in ("/meja/warga/", f"/meja/warga/{head.pk}/", f"/meja/warga/keluarga/{head.family_id}/")
    ]

    for page in pages:
        assert "Wetan, Blok 005/RK 002" in page
        assert "RT 005" not in page
        assert "RW 002" not in page
    assert "Krajan, Blok 003/RK 001" in pages[1]


@pytest.mark.parametrize("role", [Role.SUBAREA_HEAD, Role.RW_HEAD, Role.RT_HEAD, Role.VOLUNTEER])
def test_heads_of_areas_open_nobodys_page_not_even_in_their_own_area(
    village: Village, couple: tuple[Resident, Resident, Resident], role: Role
) -> None:
    head, *_ = couple
    officer = make_officer(village, role)
    with acting_for(village):
        assert head.family is not None
        assert head.family.area is not None
        AreaHead.objects.create(
            area=head.family.area, officer=officer, name="Sarjono", since=date(2024, 1, 1)
        )
        [event] = head.changes.values_list("event_id", flat=True)
    browser = HallClient(village)
    browser.force_login(officer)
    pages = (
        "/meja/warga/",
        f"/meja/warga/{head.pk}/",
        f"/meja/warga/keluarga/{head.family_id}/",
        "/meja/warga/peristiwa/",
        f"/meja/warga/peristiwa/{event}/",
    )

    assert [browser.get(page).status_code for page in pages] == [403] * len(pages)
    assert browser.post("/meja/warga/", {"q": "siti"}).status_code == 403
