"""Questions that name people stay out of addresses."""

from urllib.parse import parse_qs, urlsplit

import pytest

from balai.accounts.models import Officer
from balai.residents.enums import Relation
from balai.residents.search import rebuild
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.residents.factories import make_family, person

pytestmark = pytest.mark.django_db

NIK = "9901014107859001"
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("path", "field"), [("/meja/warga/", "q"), ("/meja/surat/", "q"), ("/meja/surat/baru/cari/", "cari")]
)
@pytest.mark.parametrize("question", [NIK, "Siti Aminah"])
def test_a_search_leads_to_an_address_without_the_question(
    desk: HallClient, path: str, field: str, question: str
) -> None:
    answer = desk.post(path, {field: question, "jenis": "domisili"})

    parameters = parse_qs(urlsplit(answer["Location"]).query)
    assert set(parameters) == {"tanya", "jenis"}
    assert question not in answer["Location"]
    assert "Siti" not in answer["Location"]


def test_htmx_is_told_an_address_that_holds_the_filters_and_no_name(desk: HallClient) -> None:
    filtered = desk.post("/meja/warga/", {"q": "", "sex": "2", "page": "3"}, headers=HTMX)
    asked = desk.post("/meja/warga/", {"q": "siti", "sex": "2"}, headers=HTMX)

    assert filtered["HX-Replace-Url"] == "/sukamaju/meja/warga/?sex=2"
    assert "siti" not in asked["HX-Replace-Url"]


def test_the_address_opens_again_in_the_session_that_asked_and_in_no_other(
    desk: HallClient, village: Village, officer: Officer
) -> None:
    with acting_for(village):
        make_family(person("Siti Rahayu"), person("Darsono", relation=Relation.WIFE))
        rebuild()
    address = desk.post("/meja/warga/", {"q": "rahayu"})["Location"]
    elsewhere = HallClient(village)
    elsewhere.force_login(officer)

    again, stranger = desk.get(address), elsewhere.get(address)

    assert [person.full_name for person in again.context["residents"]] == ["Siti Rahayu"]
    assert stranger.context["question"] == ""


@pytest.mark.parametrize("sealed", ["x", "é", "gAAAA", "%FF%FE"])
def test_a_crafted_seal_asks_nothing(desk: HallClient, sealed: str) -> None:
    page = desk.get(f"/meja/warga/?tanya={sealed}&q=siti")

    assert page.status_code == 200
    assert page.context["question"] == ""
