"""The agencies of the sample regency. Names, numbers and addresses are invented."""

from balai.accounts.actors import Actor
from balai.tenancy.models import Regency
from balai.villages.enums import AgencyKind
from balai.villages.operations import AgencyFacts, add_agency

AGENCIES = (
    AgencyFacts(
        kind=AgencyKind.CIVIL_REGISTRY, name="Dinas Kependudukan dan Pencatatan Sipil", head_name="Ratri Wulansari",
        head_position="Kepala Dinas", address="Jalan Merdeka 12, Mekarsari", phone="0990 555 0110",
        email="dukcapil@nusaraya.example", website="https://dukcapil.nusaraya.example/",
        opening_note="Senin–Kamis 08.00–15.00, Jumat 08.00–11.30",
    ),
    AgencyFacts(
        kind=AgencyKind.DISTRICT, name="Kecamatan Mekarsari", head_name="Widyawati Rahayu", head_position="Camat",
        address="Jalan Pasar Lama 3, Mekarsari", phone="0990 555 0120", opening_note="Senin–Jumat 08.00–15.00",
    ),
    AgencyFacts(
        kind=AgencyKind.DISTRICT, name="Kecamatan Tanjung Elok", head_name="Zulkarnain Effendi", head_position="Camat",
        address="Jalan Pelabuhan 8, Tanjung Elok", phone="0990 555 0121", opening_note="Senin–Jumat 08.00–15.00",
    ),
    AgencyFacts(
        kind=AgencyKind.DISTRICT, name="Kecamatan Teluk Biru", head_name="Yohanis Pattiwael", head_position="Camat",
        address="Jalan Negeri 1, Teluk Biru", phone="0990 555 0122", opening_note="Senin–Jumat 08.00–15.00 WIT",
    ),
    AgencyFacts(
        kind=AgencyKind.VILLAGE_EMPOWERMENT, name="Dinas Pemberdayaan Masyarakat dan Desa", head_name="Bagus Wicaksana",
        head_position="Kepala Dinas", address="Jalan Merdeka 20, Mekarsari", phone="0990 555 0130",
        email="dpmd@nusaraya.example", opening_note="Senin–Jumat 08.00–15.00",
    ),
    AgencyFacts(
        kind=AgencyKind.COMMUNICATION, name="Dinas Komunikasi dan Informatika", head_name="Laras Anggraini",
        head_position="Kepala Dinas", address="Jalan Merdeka 22, Mekarsari", phone="0990 555 0140",
        email="kominfo@nusaraya.example", opening_note="Senin–Jumat 08.00–15.00",
    ),
    AgencyFacts(
        kind=AgencyKind.OTHER, name="Dinas Sosial", duties="Bantuan sosial, data kesejahteraan, penyandang disabilitas.",
        head_name="Teguh Prakoso", head_position="Kepala Dinas", address="Jalan Melati 4, Mekarsari",
        phone="0990 555 0150", opening_note="Senin–Jumat 08.00–15.00",
    ),
)  # fmt: skip


def tell_of_agencies(regency: Regency, *, by: Actor) -> None:
    """Put them on the regency's front page."""
    for facts in AGENCIES:
        add_agency(regency=regency, facts=facts, by=by)
