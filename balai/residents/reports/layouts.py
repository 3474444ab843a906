"""The five books of population administration (*administrasi kependudukan desa*) with their statutory columns.

Source: Permendagri 47/2016, model B.1 to B.5. Widths are millimetres on folio laid across, or shares of what remains.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `groups` are the heads above it from the top. `{subarea}` stands for the village's word for *dusun*."""

    label: str
    width: float | str
    align: Literal["left", "center", "right"] = "left"
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One book. `slug` is its address, `about` one sentence for the officer."""

    slug: str
    code: str
    title: str
    about: str
    columns: Sequence[Column]
    is_personal: bool = True
    is_long: bool = False
    """Whether it has a line for every resident, and so more than one volume."""


def _number(label: str = "Nomor urut", width: float = 11) -> Column:
    return Column(label, width, "center")


def _day(label: str, *groups: str) -> Column:
    return Column(label, 17, "center", groups)


MASTER = Layout(
    "induk", "B.1", "Buku Induk Penduduk", "Semua penduduk tetap pada akhir bulan.",
    (
        _number(), Column("Nama lengkap/panggilan", "3fr"), Column("Jenis kelamin", 13, "center"),
        Column("Status perkawinan", 18), Column("Tempat lahir", "1.6fr", groups=("Tempat dan tanggal lahir",)),
        _day("Tanggal", "Tempat dan tanggal lahir"), Column("Agama", 16), Column("Pendidikan terakhir", "1.6fr"),
        Column("Pekerjaan", "1.8fr"), Column("Dapat membaca huruf", 16), Column("Kewarganegaraan", 17, "center"),
        Column("Alamat lengkap", "3fr"), Column("Kedudukan dalam keluarga", 18), Column("NIK", 27, "center"),
        Column("Nomor KK", 27, "center"), Column("Keterangan", 17),
    ),
    is_long=True,
)  # fmt: skip

CHANGES = Layout(
    "mutasi", "B.2", "Buku Mutasi Penduduk {village}", "Siapa yang lahir, datang, meninggal, dan pindah.",
    (
        _number(), Column("Nama lengkap/panggilan", "3fr"), Column("Tempat lahir", "1.5fr", groups=("Tempat dan tanggal lahir",)),
        _day("Tanggal", "Tempat dan tanggal lahir"), Column("Jenis kelamin", 15, "center"),
        Column("Kewarganegaraan", 18, "center"), Column("Datang dari", "2fr", groups=("Penambahan",)),
        _day("Tanggal", "Penambahan"), Column("Pindah ke", "2fr", groups=("Pengurangan",)), _day("Tanggal", "Pengurangan"),
        Column("Meninggal di", "1.5fr", groups=("Pengurangan",)), _day("Tanggal", "Pengurangan"),
        Column("Keterangan", "1.8fr"),
    ),
)  # fmt: skip


def _groups(width: float, *above: str) -> tuple[Column, ...]:
    return tuple(
        Column(sex, width, "right", (*above, citizenship)) for citizenship in ("WNA", "WNI") for sex in ("L", "P")
    )  # fmt: skip


def _population(title: str, people: str) -> tuple[Column, ...]:
    return (
        *_groups(9.4, title),
        *(Column(label, 11, "right", (title,)) for label in ("Jumlah KK", "Jumlah anggota keluarga", people)),
    )


RECAPITULATION = Layout(
    "rekapitulasi", "B.3", "Buku Rekapitulasi Jumlah Penduduk", "Jumlah penduduk tetap dari awal sampai akhir bulan.",
    (
        _number("Nomor urut", 9), Column("{subarea}", "1fr"),
        *_population("Jumlah penduduk awal bulan", "Jumlah jiwa (7+8)"),
        *_groups(6.4, "Tambahan bulan ini", "Lahir"), *_groups(6.4, "Tambahan bulan ini", "Datang"),
        *_groups(6.4, "Pengurangan bulan ini", "Meninggal"), *_groups(6.4, "Pengurangan bulan ini", "Pindah"),
        *_population("Jumlah penduduk akhir bulan", "Jumlah jiwa (30+31)"), Column("Keterangan", "1.1fr"),
    ),
    is_personal=False,
)  # fmt: skip

TEMPORARY = Layout(
    "sementara", "B.4", "Buku Penduduk Sementara", "Orang yang tinggal di sini untuk sementara.",
    (
        _number(), Column("Nama lengkap", "2.4fr"), Column("L", 8, "center", ("Jenis kelamin",)), Column("P", 8, "center", ("Jenis kelamin",)),
        Column("Nomor identitas/tanda pengenal", 28, "center"), Column("Tempat dan tanggal lahir/umur", "1.8fr"),
        Column("Pekerjaan", "1.4fr"), Column("Kebangsaan", 17, "center", ("Kewarganegaraan",)), Column("Keturunan", 18, groups=("Kewarganegaraan",)),
        Column("Datang dari", "1.6fr"), Column("Maksud dan tujuan kedatangan", "1.5fr"),
        Column("Nama dan alamat yang didatangi", "2fr"), _day("Datang tanggal"), _day("Pergi tanggal"), Column("Keterangan", 18),
    ),
)  # fmt: skip

CARDS = Layout(
    "ktp-kk", "B.5", "Buku Kartu Tanda Penduduk dan Buku Kartu Keluarga", "Semua penduduk tetap menurut KK.",
    (
        _number("Nomor urut", 10), Column("Nomor KK", 22.5, "center"), Column("Nama lengkap", "2.2fr"), Column("NIK", 22.5, "center"),
        Column("Jenis kelamin", 11, "center"), Column("Tempat dan tanggal lahir", "1.5fr"), Column("Golongan darah", 12, "center"),
        Column("Agama", 13), Column("Pendidikan", "1.3fr"), Column("Pekerjaan", "1.4fr"), Column("Alamat", "1.9fr"),
        Column("Status perkawinan", 14), Column("Tempat dan tanggal dikeluarkan", 17), Column("Status hubungan keluarga", 14.5),
        Column("Kewarganegaraan", 14, "center"), Column("Ayah", "1.3fr", groups=("Orang tua",)), Column("Ibu", "1.3fr", groups=("Orang tua",)),
        Column("Tanggal mulai tinggal di {village}", 15, "center"), Column("Keterangan", 11),
    ),
    is_long=True,
)  # fmt: skip

LAYOUTS: Mapping[str, Layout] = {
    layout.slug: layout for layout in (MASTER, CHANGES, RECAPITULATION, TEMPORARY, CARDS)
}
