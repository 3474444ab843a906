"""Words that differ from region to region, and which village a request is for."""

from dataclasses import dataclass

RESERVED_SLUGS = frozenset({
    "kabupaten", "masuk", "keluar", "akun", "api", "static", "berkas", "v", "meja", "anjungan", "layar", "saya",
    "layanan", "ajukan", "lacak", "antrean", "pengaduan", "kegiatan", "tautan", "tema.css", "sehat",
})  # fmt: skip


@dataclass(frozen=True)
class RegencyWords:
    kind: str
    name: str
    province: str

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True)
class RegionalWords:
    """What the offices and levels of one village are called (UU 6/2014 pasal 1 and 8). Empty: no such level."""

    name: str
    village: str
    head: str
    secretary: str
    council: str
    subarea: str
    subarea_head: str
    rw: str
    rt: str
    district: str
    district_head: str
    district_name: str
    regency: str
    regency_name: str
    province: str

    @property
    def full_name(self) -> str:
        """'Desa Sukamaju', 'Negeri Laha'."""
        return f"{title(self.village)} {self.name}"

    @property
    def full_district(self) -> str:
        return f"{title(self.district)} {self.district_name}"

    @property
    def full_regency(self) -> str:
        return f"{title(self.regency)} {self.regency_name}"

    @property
    def head_title(self) -> str:
        """'Kepala Desa Sukamaju', 'Raja Negeri Laha', 'Lurah Triharjo': the title under which letters are signed."""
        head, village = self.head.lower(), self.village.lower()
        names_the_village = village in head or head in village  # 'lurah' of a 'kalurahan'
        return f"{title(self.head)} {self.name if names_the_village else self.full_name}"


def title(words: str) -> str:
    """Capital first letters, leaving abbreviations such as RT as they are."""
    return " ".join(word if word.isupper() else word[:1].upper() + word[1:] for word in words.split(" "))
