"""Which letters a kiosk gives, who may have them, and whether the head of the RT is asked first: the usual rules.

A village changes them per kind (`KindAtKiosk`). Without a word from the village these are in force.
"""

from collections.abc import Collection
from dataclasses import dataclass

from balai.access.enums import Way
from balai.kiosk.enums import IntroductionRule

STRONG = frozenset({Way.CARD_PIN, Way.TAG_PIN, Way.NIK_PIN, Way.OFFICER})
"""Ways that suffice for any kind: something secret, or an officer who has seen face and KTP."""

ORDER = (Way.CARD_PIN, Way.TAG_PIN, Way.NIK_PIN, Way.INTRODUCTION, Way.BIRTH_MOTHER, Way.OFFICER)

# Nothing can be done with these without showing a KTP somewhere else.
HARMLESS = frozenset({"skck", "izin-keramaian", "pengantar"})

# Civil documents: Perpres 96/2018 pasal 79 no longer lets an introduction be asked for.
CIVIL_CATEGORIES = frozenset({"Formulir Dukcapil", "Kelahiran dan kematian"})
CIVIL_KINDS = frozenset({"permohonan-kk", "perubahan-kk", "biodata", "pindah", "ktp-dalam-proses"})

# What most people come for and can answer alone. Letters with free statements need an officer's eye.
USUAL = (
    "domisili", "usaha", "sktm", "skck", "pengantar", "belum-menikah", "penghasilan", "kehilangan", "bepergian",
    "penduduk", "domisili-usaha", "janda-duda", "jaminan-kesehatan", "izin-keramaian", "biodata", "permohonan-kk",
    "pergi-kawin", "f-1-01", "f-1-02",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one kind at the kiosks of a village."""

    is_offered: bool
    ways: frozenset[Way]
    introduction: IntroductionRule

    def admits(self, way: str) -> bool:
        """Whether somebody recognised in this way may have such a letter."""
        return way in self.ways

    @property
    def ladder(self) -> tuple[Way, ...]:
        """The ways in the order in which they are offered, the quickest first."""
        return tuple(way for way in ORDER if way in self.ways)


def usual_policy(slug: str, category: str) -> Policy:
    """What holds for a kind as long as the village says nothing else."""
    introduction = _usual_introduction(slug, category)
    ways = set(STRONG)
    if slug in HARMLESS:
        ways |= {Way.BIRTH_MOTHER, Way.INTRODUCTION}
    return Policy(slug in USUAL, frozenset(ways), introduction)


def _usual_introduction(slug: str, category: str) -> IntroductionRule:
    if category in CIVIL_CATEGORIES or slug in CIVIL_KINDS:
        return IntroductionRule.FORBIDDEN
    return IntroductionRule.OPTIONAL


def allowed_ways(ways: Collection[str], introduction: IntroductionRule) -> frozenset[Way]:
    """The ways a village chose, with what always helps; an introduction that may not be asked for identifies nobody."""
    chosen = {Way(way) for way in ways} | {Way.OFFICER}
    if introduction is IntroductionRule.FORBIDDEN:
        chosen.discard(Way.INTRODUCTION)
    return frozenset(chosen)
