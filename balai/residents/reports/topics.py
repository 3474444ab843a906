"""What the statistics count: one topic for each coded field, its words, its order, and for whom it makes sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from balai.accounts.enums import Permission
from balai.residents import enums

UNKNOWN: Final = "Belum diisi"
OLDEST_BAND: Final = 15
MOST_BARS: Final = 12

AGE: Final = "date_part('year', age(%(today)s::date, r.birth_date))::int"
MARRIED: Final = "(2, 3, 4, 5, 6)"
DIVORCED: Final = "(4, 5)"


@dataclass(frozen=True, slots=True)
class Topic:
    """One table and its chart.

    `code` is SQL over a resident `r`: a code of `labels`, 0 while unknown, null for those to whom the topic doesn't
    apply. Without `labels` it is text, "" while unknown. `by_size` puts the most frequent first; otherwise
    the order of the list says something.
    """

    slug: str
    title: str
    code: str
    labels: Mapping[int, str] | None = None
    about: str = ""
    by_size: bool = False
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Topics under one heading."""

    slug: str
    title: str
    topics: tuple[Topic, ...]


def _field(slug: str, title: str, field: str, *, only: str = "", about: str = "", by_size: bool = False,
           permission: Permission | None = None) -> Topic:  # fmt: skip
    known = f"coalesce(r.{field}, 0)"
    labels = {int(code): str(words) for code, words in enums.CODED[field].choices}
    return Topic(
        slug,
        title,
        f"CASE WHEN {only} THEN {known} END" if only else known,
        labels,
        about,
        by_size,
        permission,
    )


def age_bands() -> dict[int, str]:
    """Five years each, from '0–4' to '75+'."""
    bands = {band: f"{band * 5}–{band * 5 + 4}" for band in range(OLDEST_BAND)}
    return bands | {OLDEST_BAND: f"{OLDEST_BAND * 5}+"}


AGES = Topic(
    "umur", "Umur dan jenis kelamin", f"least({AGE} / 5, {OLDEST_BAND})", age_bands(), "Semua warga, tahun."
)
PLACES = Topic("wilayah", "{subarea}", "f.area_id", about="Semua warga.")

SECTIONS: tuple[Section, ...] = (
    Section("keluarga", "Keluarga", (
        _field("perkawinan", "Status perkawinan", "marital_status"),
        _field("hubungan", "Hubungan dalam keluarga", "relation"),
    )),
    Section("pendidikan", "Pendidikan dan pekerjaan", (
        _field("pendidikan-terakhir", "Pendidikan terakhir", "education"),
        _field("pendidikan-ditempuh", "Pendidikan yang ditempuh", "schooling"),
        _field("pekerjaan", "Pekerjaan", "occupation", by_size=True),
        _field("huruf", "Dapat membaca huruf", "literacy", only=f"{AGE} >= 7", about="Warga umur 7 tahun ke atas."),
    )),
    Section("agama-suku", "Agama, suku, dan kewarganegaraan", (
        _field("agama", "Agama dan kepercayaan", "religion", by_size=True),
        Topic("suku", "Suku", "initcap(lower(btrim(r.ethnicity)))", by_size=True),
        _field("kewarganegaraan", "Kewarganegaraan", "citizenship"),
        _field("tinggal", "Status tinggal", "residency"),
    )),
    Section("dokumen", "Kartu dan akta", (
        _field("ktp", "Perekaman KTP-el", "ktp_state", only=f"{AGE} >= 17 OR r.marital_status IN {MARRIED}",
               about="Warga wajib KTP: umur 17 tahun ke atas atau sudah kawin."),
        _field("kartu", "Kartu identitas", "ktp_kind"),
        _field("akta-kelahiran", "Akta kelahiran", "has_birth_certificate"),
        _field("akta-anak", "Akta kelahiran anak", "has_birth_certificate", only=f"{AGE} < 18", about="Warga di bawah 18 tahun."),
        _field("akta-perkawinan", "Akta perkawinan", "has_marriage_certificate", only=f"r.marital_status IN {MARRIED}",
               about="Warga yang kawin atau pernah kawin."),
        _field("akta-perceraian", "Akta perceraian", "has_divorce_certificate", only=f"r.marital_status IN {DIVORCED}",
               about="Warga yang cerai hidup."),
    )),
    Section("kesehatan", "Jaminan dan golongan darah", (
        _field("asuransi", "Asuransi kesehatan", "insurance_kind"),
        _field("darah", "Golongan darah", "blood_type"),
    )),
    Section("penyandang-disabilitas", "Penyandang disabilitas", (
        _field("disabilitas", "Ragam disabilitas", "disability", only="r.disability BETWEEN 1 AND 6",
               about="Penyandang disabilitas saja.", permission=Permission.READ_DISABILITY),
    )),
)  # fmt: skip


def every_topic() -> tuple[Topic, ...]:
    """All topics, in the order of the page."""
    return (AGES, PLACES, *(topic for section in SECTIONS for topic in section.topics))
