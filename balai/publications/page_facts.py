"""What the standing pages say besides their text: short answers, each under its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from balai.core.languages import to_say
from balai.publications.enums import ArticleKind
from balai.tenancy.rules import RegionalWords


@dataclass(frozen=True, slots=True)
class Fact:
    """One short answer; all of them may stay empty."""

    name: str
    label: str
    hint: str = ""


PAGE_FACTS: Final[Mapping[ArticleKind, tuple[Fact, ...]]] = {
    ArticleKind.PROFILE: (
        Fact("area", to_say("Luas wilayah"), "Contoh: 412 hektare"),
        Fact("height", to_say("Ketinggian"), "Contoh: 350 meter di atas permukaan laut"),
        Fact("north", to_say("Batas utara"), "Contoh: Sungai Cikahuripan"),
        Fact("east", to_say("Batas timur")),
        Fact("south", to_say("Batas selatan")),
        Fact("west", to_say("Batas barat")),
    ),
    ArticleKind.CHARTER: (
        Fact("place", "Ditetapkan di"),
        Fact("day", "Tanggal", "Contoh: 5 Januari 2026"),
        Fact("signer_title", "Jabatan yang menyatakan"),
        Fact("signer", "Nama yang menyatakan"),
    ),
}
# The duty to publish it and its usual promise: UU 25/2009 pasal 22.
PROMISE: Final = to_say(
    (
        "Kami sanggup melayani sesuai standar pelayanan yang sudah ditetapkan.",
        "Kami melayani semua warga dengan sama: terbuka, tepat waktu, dan tanpa biaya di luar ketentuan.",
        "Kalau kami tidak menepatinya, kami siap menerima sanksi sesuai peraturan perundang-undangan.",
    )
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a standing page says before anybody has changed it."""

    title: str
    summary: str
    text: str


def beginning_of(kind: ArticleKind, words: RegionalWords) -> Beginning | None:
    """A first draft of a standing page in the words of the village; None for news, which begin empty."""
    place = words.full_name
    return {
        ArticleKind.PROFILE: Beginning(
            f"Profil {place}",
            f"Sejarah, wilayah, dan perangkat {place}.",
            "## Sejarah\n\n\n\n## Visi dan misi\n\n",
        ),
        ArticleKind.CHARTER: Beginning(
            "Maklumat pelayanan", f"Janji {place} kepada setiap warga yang dilayani.", ""
        ),
        ArticleKind.CONTACT: Beginning("Hubungi kami", f"Alamat, jam buka, dan nomor {place}.", ""),
    }.get(kind)


def told_facts(kind: ArticleKind, facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Those that were answered, with their labels, in order."""
    return [(fact.label, facts[fact.name]) for fact in PAGE_FACTS.get(kind, ()) if facts.get(fact.name)]
