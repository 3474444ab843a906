"""What residents say in a regional language when they look for a service, and the Indonesian word that services are found by."""

from typing import Final

JAVANESE: Final[dict[str, str]] = {
    "lair": "lahir", "seda": "meninggal", "sedo": "meninggal", "tilar": "meninggal", "ninggal": "meninggal", "pejah": "meninggal",
    "rabi": "nikah", "palakrama": "nikah", "mantu": "hajatan", "pegat": "cerai", "pegatan": "cerai", "randha": "janda", "dhudha": "duda",
    "ical": "hilang", "ilang": "hilang", "kecer": "hilang", "kecalan": "kehilangan", "kelangan": "kehilangan",
    "durung": "belum", "dereng": "belum", "ora": "tidak", "boten": "tidak", "mboten": "tidak", "mlarat": "miskin", "sekeng": "miskin",
    "dodol": "dagang", "dodolan": "dagang", "sade": "dagang", "sadean": "dagang", "bakulan": "dagang", "mbukak": "buka", "bukak": "buka",
    "gawean": "kerja", "padamelan": "kerja", "adol": "jual", "ngedol": "jual", "tuku": "beli", "tumbas": "beli",
    "lemah": "tanah", "siti": "tanah", "sabin": "sawah", "omah": "rumah", "griya": "rumah", "kutha": "kota", "pindhah": "pindah",
    "manggon": "tinggal", "manggen": "tinggal", "dunung": "tinggal", "papan": "tempat", "lare": "anak", "jeneng": "nama", "asma": "nama",
    "wong": "orang", "tiyang": "orang", "tuwa": "tua", "sepuh": "tua", "anyar": "baru", "enggal": "baru", "serat": "surat",
}  # fmt: skip
JAVANESE_FILLERS: Final = frozenset({
    "gawe", "nggawe", "damel", "ndamel", "arep", "badhe", "ajeng", "kepengin", "pengin", "golek", "pados", "njaluk", "nyuwun", "kanggo",
    "kangge", "ngurus", "lan", "saha", "ing", "menyang", "dhateng", "saking", "kula", "wis", "sampun", "nembe", "lagek", "gadhah", "duwe",
    "donya", "simbah", "kene", "mriki", "liya", "sanes", "iki", "menika", "punapa", "piye", "pripun", "carane",
})  # fmt: skip
"""Words that say nothing about which service is meant."""
