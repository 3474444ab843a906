"""The three villages of the sample regency: words, areas, size. Names of places are invented."""

from dataclasses import dataclass, field
from itertools import count

from balai.residents.enums import Religion
from balai.sample.households import Region
from balai.sample.names import BANGKA_MALAY, BIRTH_PLACES, JAVANESE, MALUKU
from balai.sample.population import AreaPlan
from balai.tenancy.enums import TimeZone

DISTRICTS = {"99.01.01": "Mekarsari", "99.01.02": "Tanjung Elok", "99.01.03": "Teluk Biru"}
REGENCY = {
    "code": "99.01",
    "name": "Nusa Raya",
    "kind": "Kabupaten",
    "province": "Nusantara",
    "seat": "Mekarsari",
}

# Dusun, how many RW it has, and how many RT each RW has.
SUKAMAJU_TREE: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("Krajan", (3, 3, 3, 3)),
    ("Sumber", (3, 3, 2, 3)),
    ("Karanganyar", (2, 3, 3)),
    ("Ngemplak", (3, 2, 3, 2)),
    ("Kedungdowo", (3, 3, 2)),
    ("Wonosari", (2, 3, 3, 3)),
    ("Gondang", (3, 3, 2)),
    ("Pucanganom", (2, 3, 2, 3)),
    ("Tegalrejo", (3, 2, 3)),
    ("Jatirejo", (2, 3, 2, 2)),
    ("Sidomulyo", (2, 3, 2, 3)),
    ("Banaran", (3, 2, 3)),
)


@dataclass(frozen=True)
class VillagePlan:
    """Everything that tells one sample village from another. `letters` is how many it issued, and about a third as many came in.

    `words` are fields of `tenancy.models.Village`.
    """

    code: str
    slug: str
    name: str
    region: Region
    areas: list[AreaPlan]
    families: int
    small_families: int
    time_zone: TimeZone
    colours: tuple[str, str]
    address: str
    postcode: str
    phone: str
    emblem: str
    letters: int = 5
    small_letters: int = 0
    words: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()

    @property
    def district(self) -> str:
        return self.code[:8]


def _numbered_tree(tree: tuple[tuple[str, tuple[int, ...]], ...]) -> list[AreaPlan]:
    """RW are numbered through the village, RT within their RW."""
    rw = count(1)
    return [
        AreaPlan(dusun, f"{number:03d}", f"{rt:03d}")
        for dusun, sizes in tree
        for number, size in [(next(rw), size) for size in sizes]
        for rt in range(1, size + 1)
    ]


def _without_rw(*dusuns: tuple[str, int]) -> list[AreaPlan]:
    """RT are numbered through the village."""
    rt = count(1)
    return [AreaPlan(dusun, "", f"{next(rt):03d}") for dusun, size in dusuns for _ in range(size)]


SUKAMAJU = VillagePlan(
    code="99.01.01.2001",
    slug="sukamaju",
    name="Sukamaju",
    region=Region(
        names=JAVANESE,
        religions=(
            (Religion.ISLAM, 92),
            (Religion.CATHOLIC, 5),
            (Religion.PROTESTANT, 2.5),
            (Religion.HINDU, 0.5),
        ),
        ethnicity="Jawa",
        birth_places=BIRTH_PLACES["JAVANESE"],
        streets=(
            "Kenanga",
            "Melati",
            "Mawar",
            "Flamboyan",
            "Cempaka",
            "Merpati",
            "Kutilang",
            "Merdeka",
            "Kartini",
        ),
        elsewhere=(
            "Desa Tirtosari, Mekarsari",
            "Desa Ngadirejo, Kabupaten Lain",
            "Kelurahan Wonokerto, Kota Lain",
        ),
    ),
    areas=_numbered_tree(SUKAMAJU_TREE),
    families=3900,
    small_families=240,
    letters=48,
    small_letters=6,
    time_zone=TimeZone.WIB,
    colours=("#0d5c63", "#e0a21b"),
    address="Jl. Balai Desa No. 1, Krajan",
    postcode="99111",
    phone="0990 555 0101",
    emblem="rice",
    words={"word_subarea": "padukuhan", "word_subarea_head": "dukuh"},
    languages=("jv",),
)

AIR_JERNIH = VillagePlan(
    code="99.01.02.2001",
    slug="air-jernih",
    name="Air Jernih",
    region=Region(
        names=BANGKA_MALAY,
        religions=((Religion.ISLAM, 94), (Religion.BUDDHIST, 4), (Religion.CONFUCIAN, 2)),
        ethnicity="Melayu Bangka",
        birth_places=BIRTH_PLACES["BANGKA_MALAY"],
        streets=("Pelabuhan", "Timah", "Lada", "Masjid", "Pasir Putih"),
        elsewhere=("Desa Batu Lumut, Tanjung Elok", "Kelurahan Pasar Lama, Kota Lain"),
        coastal=True,
    ),
    areas=_without_rw(("Air Jernih", 3), ("Bukit Lada", 2), ("Pasir Padi", 2)),
    families=150,
    small_families=30,
    time_zone=TimeZone.WIB,
    colours=("#2f6b2f", "#f2c230"),
    address="Jl. Pelabuhan No. 7, Air Jernih",
    postcode="99121",
    phone="0990 555 0202",
    emblem="wave",
    words={"word_rw": ""},
)

WAELATU = VillagePlan(
    code="99.01.03.2001",
    slug="waelatu",
    name="Waelatu",
    region=Region(
        names=MALUKU,
        religions=((Religion.PROTESTANT, 92), (Religion.CATHOLIC, 8)),
        ethnicity="Maluku",
        birth_places=BIRTH_PLACES["MALUKU"],
        streets=("Baileo", "Pantai", "Cengkih", "Pala"),
        elsewhere=("Negeri Hatuheru, Teluk Biru", "Kota Lain"),
        coastal=True,
    ),
    areas=_without_rw(("Soa Latu", 2), ("Soa Mual", 2), ("Soa Pelu", 2)),
    families=120,
    small_families=24,
    time_zone=TimeZone.WIT,
    colours=("#2b3f8c", "#e8b04a"),
    address="Jl. Baileo No. 3, Soa Latu",
    postcode="99131",
    phone="0990 555 0303",
    emblem="clove",
    words={
        "word_village": "negeri",
        "word_head": "raja",
        "word_secretary": "sekretaris negeri",
        "word_council": "saniri negeri",
        "word_subarea": "soa",
        "word_subarea_head": "kepala soa",
        "word_rw": "",
    },
)

VILLAGES = (SUKAMAJU, AIR_JERNIH, WAELATU)
