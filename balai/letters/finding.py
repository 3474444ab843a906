"""How a kind is drawn and found."""

from balai.core.closeness import Described
from balai.letters.models import Kind

# Which drawing stands for a service: the first word found in its address.
ICONS = {
    "domisili": "domisili",
    "sktm": "bantuan",
    "tidak-mampu": "bantuan",
    "usaha": "usaha",
    "skck": "perisai",
    "menikah": "nikah",
    "nikah": "nikah",
    "kawin": "nikah",
    "pindah": "pindah",
    "kk": "keluarga",
    "biodata": "orang",
    "penduduk": "orang",
    "jaminan": "bantuan",
    "penghasilan": "uang",
    "kehilangan": "hilang",
    "kelahiran": "bayi",
    "kematian": "duka",
}


def icon_of(slug: str) -> str:
    """The drawing for a service or a kind of letter, by its address."""
    return next((icon for word, icon in ICONS.items() if word in slug), "surat")


def described(kind: Kind) -> Described:
    """A kind as it is found by everyday words."""
    return Described(kind.title, kind.search_words.split(", "), kind.summary)
