from balai.introductions.purposes import OFFERED, suggested_services
from balai.tenancy.models import Village
from tests.introductions.factories import Neighbourhood, give
from tests.services.tables import bring


def suggested() -> list[str]:
    return [service.slug for service in suggested_services()]


def test_the_usual_comes_first_then_what_asks_for_an_introduction(in_village: Village) -> None:
    bring("jual-beli", "Jual beli", "KTP penjual")
    bring("bepergian", "Bepergian", "Pengantar RT atau RW")
    bring("pengantar-skck", "SKCK", "KTP")
    bring("surat-keterangan-usaha", "Usaha", "KTP")

    assert suggested() == ["surat-keterangan-usaha", "pengantar-skck", "bepergian"]


def test_what_the_village_gives_most_comes_before_all(in_village: Village, people: Neighbourhood) -> None:
    sale = bring("jual-beli", "Jual beli", "KTP penjual")
    bring("surat-keterangan-usaha", "Usaha", "KTP")
    give(people, service=sale)

    assert suggested() == ["jual-beli", "surat-keterangan-usaha"]


def test_a_requirement_that_was_dropped_counts_no_more(in_village: Village) -> None:
    bring("bepergian", "Bepergian", "Pengantar RT atau RW")
    bring("bepergian", "Bepergian", "KTP")

    assert suggested() == []


def test_no_more_buttons_than_a_phone_shows(in_village: Village, django_assert_num_queries: object) -> None:
    for number in range(OFFERED + 3):
        bring(f"layanan-{number}", f"Layanan {number}", "Pengantar RT")

    suggested()
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(suggested()) == OFFERED
