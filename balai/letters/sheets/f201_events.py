"""The parts of F-2.01 for single events. Which part is printed follows from the event that is ticked."""

from balai.letters.sheets.declaration import Section, boxes, day, numbered, tick_one

EVENTS = {
    "kelahiran": "Kelahiran",
    "lahir_mati": "Lahir Mati",
    "perkawinan": "Perkawinan",
    "pembatalan_perkawinan": "Pembatalan Perkawinan",
    "perceraian": "Perceraian",
    "pembatalan_perceraian": "Pembatalan Perceraian",
    "kematian": "Kematian",
    "pengangkatan_anak": "Pengangkatan Anak",
    "pengakuan_anak": "Pengakuan Anak",
    "pengesahan_anak": "Pengesahan Anak",
    "perubahan_nama": "Perubahan Nama",
    "perubahan_kewarganegaraan": "Perubahan Status Kewarganegaraan",
    "peristiwa_lain": "Pencatatan Peristiwa Penting Lainnya",
    "pembetulan_akta": "Pembetulan Akta",
    "pembatalan_akta": "Pembatalan Akta",
    "dari_luar_negeri": "Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI",
}

NAME, NUMBER, LONG = 34, 16, 34
SEX = ("Laki-laki", "Perempuan")
BIRTH_PLACES = ("RS/RB", "Puskesmas", "Polindes", "Rumah", "Lainnya")
BIRTHS = ("Tunggal", "Kembar 2", "Kembar 3", "Kembar 4", "Lainnya")
HELPERS = ("Dokter", "Bidan/Perawat", "Dukun", "Lainnya")
PLACES_SAID = ("Rumah sakit", "Puskesmas", "Polindes", "Rumah", "Lainnya")
HELPERS_SAID = ("Dokter", "Bidan atau perawat", "Dukun", "Lainnya")
ISSUER = "Dinas Kabupaten/Kota yang menerbitkan akta kelahiran"


def only(*names: str) -> frozenset[str]:
    return frozenset(f"peristiwa.{name}" for name in names)


CHILD = Section(
    "DATA ANAK",
    numbered(
        ("Nama", boxes("anak.nama", NAME)),
        ("Jenis kelamin", tick_one("anak.jenis_kelamin", *SEX)),
        ("Tempat dilahirkan", tick_one("anak.tempat_dilahirkan", *BIRTH_PLACES)),
        ("Tempat kelahiran", boxes("anak.tempat_kelahiran", NAME), "(kabupaten/kota)"),
        ("Hari dan tanggal lahir", (boxes("anak.hari", 6, before="Hari"), day("anak.tanggal_lahir"))),
        ("Pukul", boxes("anak.pukul", 5)),
        ("Jenis kelahiran", tick_one("anak.jenis_kelahiran", *BIRTHS)),
        ("Kelahiran anak ke-", boxes("anak.kelahiran_ke", 2)),
        ("Penolong kelahiran", tick_one("anak.penolong", *HELPERS)),
        ("Berat bayi", boxes("anak.berat", 5, after="gram")),
        ("Panjang bayi", boxes("anak.panjang", 3, after="cm")),
    ),
    events=only("kelahiran"),
)

STILLBIRTH = Section(
    "YANG LAHIR MATI",
    numbered(
        ("Lamanya dalam kandungan", boxes("lahir_mati.lama_kandungan", 3, after="bulan")),
        ("Jenis kelamin", tick_one("lahir_mati.jenis_kelamin", *SEX)),
        ("Tanggal lahir mati", day("lahir_mati.tanggal")),
        ("Jenis kelahiran", tick_one("lahir_mati.jenis_kelahiran", *BIRTHS)),
        ("Anak ke-", boxes("lahir_mati.anak_ke", 2)),
        ("Tempat dilahirkan", tick_one("lahir_mati.tempat_dilahirkan", *BIRTH_PLACES, said=PLACES_SAID)),
        ("Penolong kelahiran", tick_one("lahir_mati.penolong", *HELPERS, said=HELPERS_SAID)),
        ("Sebab lahir mati", boxes("lahir_mati.sebab", LONG)),
        (
            "Yang menentukan",
            tick_one(
                "lahir_mati.yang_menentukan",
                "Dokter",
                "Bidan/Perawat",
                "Tenaga Kesehatan",
                "Kepolisian",
                "Lainnya",
            ),
        ),
        ("Tempat kelahiran", boxes("lahir_mati.tempat_kelahiran", NAME)),
    ),
    events=only("lahir_mati"),
)

DEATH = Section(
    "KEMATIAN",
    numbered(
        ("NIK", boxes("kematian.nik", NUMBER)),
        ("Nama lengkap", boxes("kematian.nama", NAME)),
        ("Tanggal kematian", day("kematian.tanggal")),
        ("Pukul", boxes("kematian.pukul", 5)),
        (
            "Sebab kematian",
            tick_one(
                "kematian.sebab",
                "Sakit biasa/tua",
                "Wabah penyakit",
                "Kecelakaan",
                "Kriminalitas",
                "Bunuh diri",
                "Lainnya",
                columns=3,
            ),
        ),
        ("Tempat kematian", boxes("kematian.tempat", LONG)),
        (
            "Yang menerangkan",
            tick_one(
                "kematian.yang_menerangkan", "Dokter", "Tenaga Kesehatan", "Kepolisian", "Lainnya", columns=4
            ),
        ),
    ),
    events=only("kematian"),
)
