"""F-1.03, Formulir Pendaftaran Perpindahan Penduduk."""

from balai.letters.sheets.declaration import (
    SPONSORS,
    Column,
    Row,
    Section,
    SheetForm,
    Signing,
    boxes,
    code,
    day,
    line,
)


def _address(number: str, label: str, name: str) -> tuple[Row, ...]:
    """Street with RT and RW, then the places and the postcode."""
    return (
        Row(
            number,
            label,
            (line(f"{name}.jalan"), boxes(f"{name}.rt", 3, before="RT"), boxes(f"{name}.rw", 3, before="RW")),
        ),
        Row("", "a. Desa/Kelurahan", (line(f"{name}.desa"), line(f"{name}.kabupaten", before="c. Kab/Kota"))),
        Row("", "b. Kecamatan", (line(f"{name}.kecamatan"), line(f"{name}.provinsi", before="d. Provinsi"))),
        Row("", "", (boxes(f"{name}.kode_pos", 5, before="Kode Pos"),)),
    )


REQUESTS = (
    "Surat Keterangan Kependudukan",
    "Surat Keterangan Pindah",
    "Surat Keterangan Pindah Luar Negeri (SKPLN)",
    "Surat Keterangan Tempat Tinggal (SKTT)",
    "Bagi Orang Asing Tinggal Terbatas",
)
DISTANCES = (
    "Dalam satu Desa/Kelurahan",
    "Antar Desa/Kelurahan",
    "Antar Kecamatan",
    "Antar Kab/Kota",
    "Antar Provinsi",
)
REASONS = ("Pekerjaan", "Pendidikan", "Keamanan", "Kesehatan", "Perumahan", "Keluarga", "Lainnya (sebutkan)")
MOVES = (
    "Kep. Keluarga",
    "Kep. Keluarga dan Seluruh Angg. Keluarga",
    "Kep. Keluarga dan Sbg. Angg. Keluarga",
    "Angg. Keluarga",
)
LEFT_BEHIND = ("Numpang KK", "Membuat KK Baru", "Tidak Ada Angg. Keluarga Yang Ditinggal", "Nomor KK Tetap")
MOVING = ("Numpang KK", "Membuat KK Baru", "Nomor KK Tetap")
# The same in the words of the village's own letter on a move.
REQUESTS_SAID = (
    "Surat keterangan kependudukan",
    "Surat keterangan pindah",
    "Surat keterangan pindah ke luar negeri",
    "Surat keterangan tempat tinggal",
    "Orang asing tinggal terbatas",
)
DISTANCES_SAID = (
    "Dalam satu desa atau kelurahan",
    "Antardesa atau antarkelurahan",
    "Antarkecamatan",
    "Antarkabupaten atau antarkota",
    "Antarprovinsi",
)
MOVES_SAID = (
    "Kepala keluarga",
    "Kepala keluarga dan seluruh anggota",
    "Kepala keluarga dan sebagian anggota",
    "Anggota keluarga",
)
LEFT_BEHIND_SAID = ("Menumpang KK", "Membuat KK baru", "Tidak ada yang ditinggal", "Nomor KK tetap")
MOVING_SAID = ("Menumpang KK", "Membuat KK baru", "Nomor KK tetap")

_MOVE = Section(
    "",
    (
        Row("1.", "Nomor Kartu Keluarga", (boxes("pemohon.kk", 16),)),
        Row("2.", "Nama Lengkap Pemohon", (line("pemohon.nama"),)),
        Row("3.", "NIK", (boxes("pemohon.nik", 16),)),
        Row("4.", "Jenis Permohonan", (code("jenis_permohonan", *REQUESTS, said=REQUESTS_SAID, columns=2),)),
        *_address("5.", "Alamat Asal", "asal"),
        Row("6.", "Klasifikasi Kepindahan", (code("klasifikasi", *DISTANCES, said=DISTANCES_SAID),)),
        *_address("7.", "Alamat Tujuan Pindah", "tujuan"),
        Row("8.", "Alasan Pindah", (code("alasan", *REASONS, columns=4),)),
        Row("", "", (line("alasan_lain", before="Alasan lainnya"),)),
        Row("9.", "Jenis Kepindahan", (code("jenis_kepindahan", *MOVES, said=MOVES_SAID, columns=2),)),
        Row(
            "10.",
            "Anggota Keluarga Yang Tidak Pindah",
            (code("yang_tidak_pindah", *LEFT_BEHIND, said=LEFT_BEHIND_SAID, columns=2),),
        ),
        Row(
            "11.",
            "Anggota Keluarga Yang Pindah",
            (code("yang_pindah", *MOVING, said=MOVING_SAID, columns=2),),
        ),
    ),
)
_FOREIGNERS = Section(
    "Diisi oleh Penduduk (Orang Asing) Pemegang ITAS yang mengajukan SKTT dan OA Pemegang ITAP yang mengajukan Surat "
    "Keterangan Kependudukan Lainnya",
    (
        Row("13.", "Nama Sponsor", (line("sponsor.nama"),)),
        Row("14.", "Tipe Sponsor", (code("sponsor.tipe", *SPONSORS),)),
        Row("15.", "Alamat Sponsor", (line("sponsor.alamat"),)),
        Row(
            "16.",
            "Nomor dan Tanggal KITAS & KITAP",
            (boxes("izin_tinggal.nomor", 12, before="Nomor"), day("izin_tinggal.berlaku_sampai")),
            below="(nomor dan tanggal masa berlaku)",
        ),
    ),
)
_ABROAD = Section(
    "Diisi oleh Penduduk yang mengajukan Surat Keterangan Pindah Luar Negeri",
    (
        Row(
            "17.",
            "Negara Tujuan",
            (line("luar_negeri.negara"), boxes("luar_negeri.kode", 3, before="Kode Negara")),
        ),
        Row("18.", "Alamat Tujuan", (line("luar_negeri.alamat"),)),
        Row("19.", "Penanggung Jawab", (line("luar_negeri.penanggung_jawab"),)),
        Row("20.", "Rencana Pindah Tanggal", (day("luar_negeri.tanggal"),)),
    ),
)

MEMBERS: tuple[Column, ...] = (
    Column("nik", "NIK", 16),
    Column("nama", "NAMA LENGKAP", 18),
    Column("shdk", "SHDK", 2),
)

F_1_03 = SheetForm(
    "F-1.03",
    "FORMULIR PENDAFTARAN PERPINDAHAN PENDUDUK",
    (_MOVE, _FOREIGNERS, _ABROAD),
    signing=(
        Signing(("Kepala Dinas Kependudukan", "dan Pencatatan Sipil,"), nip=True),
        Signing(("Pemohon,",), "ttd.pemohon"),
    ),
    lists={"pindah": {column.name: column for column in MEMBERS}},
)
