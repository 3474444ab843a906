"""What the front page offers."""

from datetime import date
from typing import Any

from balai.letters.enums import KindState
from balai.letters.models import Kind
from balai.portal.catalogue import current_offers, find_offers
from balai.tenancy.models import Village
from tests.factories import HallClient

TODAY = date(2026, 11, 20)


def test_every_service_comes_with_what_to_bring(ready: Village) -> None:
    offers = current_offers(TODAY)

    assert len(offers) == Kind.objects.exclude(service=None).count()
    assert all(offer.requirements for offer in offers if offer.slug == "surat-keterangan-tidak-mampu")
    assert [offer.name for offer in offers] == sorted(offer.name for offer in offers)


def test_a_hidden_kind_is_no_longer_offered(ready: Village) -> None:
    Kind.objects.filter(slug="sktm").update(state=KindState.HIDDEN)

    assert "surat-keterangan-tidak-mampu" not in {offer.slug for offer in current_offers(TODAY)}


def test_everyday_words_lead_to_the_service(ready: Village) -> None:
    offers = current_offers(TODAY)

    found = {
        asked: [offer.slug for offer in find_offers(offers, asked)][:1]
        for asked in ("warung", "miskin", "bayi lahir")
    }

    assert found == {
        "warung": ["surat-keterangan-usaha"],
        "miskin": ["surat-keterangan-tidak-mampu"],
        "bayi lahir": ["surat-keterangan-kelahiran"],
    }


def test_the_front_page_opens_the_best_answer(ready: Village) -> None:
    page = HallClient(ready).get("/", {"q": "warung"}).text

    assert '<details id="surat-keterangan-usaha" open>' in page
    assert "Bawa ini" in page


def test_more_services_need_no_more_queries(ready: Village, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        current_offers(TODAY)
