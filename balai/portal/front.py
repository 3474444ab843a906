"""What the front page puts first."""

from collections.abc import Sequence
from typing import Final

from balai.services.catalogue import Listed

# What residents most often come for, before a village has another order of its own (regulations of KK and akta, letters).
FIRST: Final = (
    "kartu-keluarga",
    "akta-kelahiran",
    "surat-keterangan-domisili",
    "surat-keterangan-tidak-mampu",
    "surat-keterangan-usaha",
    "pengantar-nikah",
    "pindah-datang",
    "pengantar-skck",
)


def first_services(listed: Sequence[Listed]) -> list[Listed]:
    """As many as there are places; where one of the usual is not offered, the next by name takes its place."""
    by_slug = {each.standard.slug: each for each in listed}
    usual = [by_slug[slug] for slug in FIRST if slug in by_slug]
    others = [each for each in listed if each.standard.slug not in FIRST]
    return [*usual, *others][: len(FIRST)]
