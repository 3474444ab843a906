"""What the sheets of Permendagri 109/2019 ask for, as facts: each field in the words of the sheet, with the cell that
holds it on ours. Signatures of the office and fields that it fills itself are not among them.
"""

from collections.abc import Mapping

REPORTER = {
    "Data pelapor: nama": "pelapor.nama",
    "Data pelapor: NIK": "pelapor.nik",
    "Data pelapor: nomor KK": "pelapor.kk",
    "Data pelapor: kewarganegaraan": "pelapor.kewarganegaraan",
}
SUBJECT = {
    "Data subjek akta: nama": "subjek1.nama",
    "Data subjek akta: NIK": "subjek1.nik",
    "Data subjek akta: nomor KK": "subjek1.kk",
    "Data subjek akta: kewarganegaraan": "subjek1.kewarganegaraan",
}
WITNESSES = {
    f"Data saksi {roman}: {label}": f"saksi{number}.{name}"
    for number, roman in ((1, "I"), (2, "II"))
    for label, name in (
        ("nama", "nama"),
        ("NIK", "nik"),
        ("nomor KK", "kk"),
        ("kewarganegaraan", "kewarganegaraan"),
    )
}
PARENTS = {
    f"Data orang tua: {label} {parent}": f"{parent}.{name}"
    for parent in ("ayah", "ibu")
    for label, name in (
        ("nama", "nama"),
        ("NIK", "nik"),
        ("tempat lahir", "tempat_lahir"),
        ("tanggal lahir", "tanggal_lahir"),
        ("kewarganegaraan", "kewarganegaraan"),
    )
}
AREA = {
    "Pemerintah desa/kelurahan": "wilayah.desa",
    "Kecamatan": "wilayah.kecamatan",
    "Kabupaten/kota": "wilayah.kabupaten",
    "Kode wilayah": "wilayah.kode",
}
F_2_01_BIRTH: Mapping[str, str] = {
    **AREA,
    **REPORTER,
    **SUBJECT,
    **WITNESSES,
    **PARENTS,
    "Data anak: 1. nama": "anak.nama",
    "Data anak: 2. jenis kelamin": "anak.jenis_kelamin",
    "Data anak: 3. tempat dilahirkan": "anak.tempat_dilahirkan",
    "Data anak: 4. tempat kelahiran": "anak.tempat_kelahiran",
    "Data anak: 5. hari lahir": "anak.hari",
    "Data anak: 5. tanggal lahir": "anak.tanggal_lahir",
    "Data anak: 6. pukul": "anak.pukul",
    "Data anak: 7. jenis kelahiran": "anak.jenis_kelahiran",
    "Data anak: 8. kelahiran anak ke-": "anak.kelahiran_ke",
    "Data anak: 9. penolong kelahiran": "anak.penolong",
    "Data anak: 10. berat bayi": "anak.berat",
    "Data anak: 11. panjang bayi": "anak.panjang",
    "Pelapor": "ttd.pelapor",
}
TRAVELLERS = {
    "Data pelapor: nomor dokumen perjalanan": "pelapor.dokumen_perjalanan",
    "Data subjek akta: nomor dokumen perjalanan": "subjek1.dokumen_perjalanan",
}
"""Asked of foreigners only."""

CODES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("birth_place", "anak.tempat_dilahirkan"): ("RS/RB", "Puskesmas", "Polindes", "Rumah", "Lainnya"),
    ("birth_kind", "anak.jenis_kelahiran"): ("Tunggal", "Kembar 2", "Kembar 3", "Kembar 4", "Lainnya"),
    ("birth_helper", "anak.penolong"): ("Dokter", "Bidan/Perawat", "Dukun", "Lainnya"),
    ("death_cause", "kematian.sebab"): (
        "Sakit biasa/tua", "Wabah penyakit", "Kecelakaan", "Kriminalitas", "Bunuh diri", "Lainnya",
    ),
    ("death_told_by", "kematian.yang_menerangkan"): ("Dokter", "Tenaga Kesehatan", "Kepolisian", "Lainnya"),
}  # fmt: skip
"""The codes of a field on F-2.01, from 1: our list, and the cell that shows them."""

F_1_01_HEAD: Mapping[str, str] = {
    "1. Nama kepala keluarga": "kepala.nama",
    "2. Alamat": "kepala.alamat",
    "4. RT": "kepala.rt",
    "5. RW": "kepala.rw",
    "6. Jumlah anggota keluarga": "kepala.jumlah_anggota",
    "7. Telepon": "kepala.telepon",
    "8. Email": "kepala.email",
    "9. Kode provinsi": "wilayah.kode_provinsi",
    "9. Nama provinsi": "wilayah.provinsi",
    "10. Kode kabupaten/kota": "wilayah.kode_kabupaten",
    "10. Nama kabupaten/kota": "wilayah.kabupaten",
    "11. Kode kecamatan": "wilayah.kode_kecamatan",
    "11. Nama kecamatan": "wilayah.kecamatan",
    "12. Kode kelurahan/desa": "wilayah.kode_desa",
    "12. Nama kelurahan/desa": "wilayah.desa",
    "13. Nama dusun/kampung": "wilayah.dusun",
    "Kepala keluarga": "ttd.kepala_keluarga",
}
"""Without 3, the postcode, which is that of the office."""
F_1_01_ABROAD: Mapping[str, str] = {
    "1. Alamat": "luar_negeri.alamat",
    "2. Kota": "luar_negeri.kota",
    "3. Provinsi/negara bagian": "luar_negeri.negara_bagian",
    "4. Negara": "luar_negeri.negara",
    "5. Kode pos": "luar_negeri.kode_pos",
    "6. Jumlah anggota keluarga": "luar_negeri.jumlah_anggota",
    "7. Telepon/handphone": "luar_negeri.telepon",
}
F_1_01_COLUMNS: Mapping[int, str] = {
    2: "nama", 3: "gelar_depan", 4: "gelar_belakang", 5: "paspor", 6: "paspor_berakhir", 7: "sponsor",
    8: "tipe_sponsor", 9: "alamat_sponsor", 10: "jenis_kelamin", 11: "tempat_lahir", 12: "tanggal_lahir",
    13: "kewarganegaraan", 14: "sk_wni", 15: "punya_akta_lahir", 16: "akta_lahir", 17: "golongan_darah", 18: "agama",
    19: "organisasi", 20: "status_perkawinan", 21: "punya_akta_kawin", 22: "akta_kawin", 23: "tanggal_kawin",
    24: "punya_akta_cerai", 25: "akta_cerai", 26: "tanggal_cerai", 27: "shdk", 28: "kelainan", 29: "disabilitas",
    30: "pendidikan", 31: "pekerjaan", 32: "izin_tinggal", 33: "tempat_izin", 34: "izin_terbit", 35: "izin_akhir",
    36: "tempat_datang", 37: "tanggal_datang", 38: "nik_ibu", 39: "nama_ibu", 40: "nik_ayah", 41: "nama_ayah",
}  # fmt: skip
COLUMNS_OF_CITIZENS = frozenset({2, 3, 4, 5, 6, *range(10, 32), *range(38, 42)})
COLUMNS_OF_FOREIGNERS = frozenset({*range(2, 14), *range(15, 42)})
"""The note on the sheet: which columns whom concern."""

LISTS: Mapping[str, tuple[str, ...]] = {
    "sex": ("Laki-laki", "Perempuan"),
    "religion": ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Konghucu", "Kepercayaan terhadap Tuhan YME"),
    "blood_type": ("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", "Tidak tahu"),
    "marital_status": (
        "Belum kawin", "Kawin tercatat", "Kawin belum tercatat", "Cerai hidup tercatat",
        "Cerai hidup belum tercatat", "Cerai mati",
    ),
    "relation": (
        "Kepala keluarga", "Suami", "Istri", "Anak", "Menantu", "Cucu", "Orang tua", "Mertua", "Famili lain",
        "Pembantu", "Lainnya",
    ),
    "education": (
        "Tidak/belum sekolah", "Belum tamat SD/sederajat", "Tamat SD/sederajat", "SLTP/sederajat", "SLTA/sederajat",
        "Diploma I/II", "Akademi/Diploma III/Sarjana Muda", "Diploma IV/Strata I", "Strata II", "Strata III",
    ),
    "holding": ("Tidak ada", "Ada"),
    "impairment": ("Tidak ada", "Ada"),
    "sponsor": ("Organisasi internasional", "Perorangan", "Pemerintah", "Tanpa sponsor", "Perusahaan"),
    "move_reason": (
        "Pekerjaan", "Pendidikan", "Keamanan", "Kesehatan", "Perumahan", "Keluarga", "Alasan lain",
    ),
}  # fmt: skip
"""Closed lists as residents are asked, from code 1."""
LENGTHS: Mapping[str, int] = {
    "citizenship": 3, "disability": 6, "occupation": 99, "birth_place": 5, "birth_kind": 5, "birth_helper": 4,
    "death_cause": 6, "death_told_by": 4, "move_request": 5, "move_distance": 5, "move_kind": 4,
}  # fmt: skip
"""How many codes the other lists have."""

CHANGEABLE = (
    "Nama", "Jenis kelamin", "Tempat lahir", "Tanggal lahir", "Agama", "Pendidikan", "Pekerjaan",
    "Status perkawinan", "Hubungan dalam keluarga", "Kewarganegaraan", "Dokumen imigrasi", "Nama orang tua",
    "Tanda tangan", "Alamat",
)  # fmt: skip
"""What may change in a KK: Permendagri 108/2019 pasal 15 ayat (1), and the address of ayat (2)."""

F_1_02_OF_A_CARD: Mapping[str, tuple[dict[str, str], frozenset[str]]] = {
    "Membentuk keluarga baru, buku nikah": (
        {"keadaan": "baru", "bukti": "nikah"},
        frozenset({"kk.baru.1", "lampiran.buku_nikah"}),
    ),
    "Membentuk keluarga baru, akta perceraian": (
        {"keadaan": "baru", "bukti": "cerai"},
        frozenset({"kk.baru.1", "lampiran.akta_perceraian"}),
    ),
    "Membentuk keluarga baru, SPTJM": (
        {"keadaan": "baru", "bukti": "belum"},
        frozenset({"kk.baru.1", "lampiran.sptjm"}),
    ),
    "Penggantian kepala keluarga": (
        {"keadaan": "kepala-meninggal", "dewasa": "ada"},
        frozenset({"kk.baru.2", "lampiran.kk_lama", "lampiran.akta_kematian"}),
    ),
    "Pisah KK karena menikah": (
        {"keadaan": "pisah", "sebab": "nikah"},
        frozenset({"kk.baru.3", "lampiran.kk_lama", "lampiran.buku_nikah"}),
    ),
    "Pisah KK karena bercerai": (
        {"keadaan": "pisah", "sebab": "cerai"},
        frozenset({"kk.baru.3", "lampiran.kk_lama", "lampiran.akta_perceraian"}),
    ),
    "Pisah KK": (
        {"keadaan": "pisah", "sebab": "lain"},
        frozenset({"kk.baru.3", "lampiran.kk_lama"}),
    ),
    "Pindah datang": (
        {"keadaan": "datang", "asal": "dalam-negeri"},
        frozenset({"kk.baru.4", "lampiran.surat_pindah"}),
    ),
    "WNI dari LN, surat dari Disdukcapil": (
        {"keadaan": "datang", "asal": "luar-negeri", "abroad_letter": "disdukcapil"},
        frozenset({"kk.baru.5", "lampiran.pindah_luar_negeri"}),
    ),
    "WNI dari LN, surat dari Perwakilan RI": (
        {"keadaan": "datang", "asal": "luar-negeri", "abroad_letter": "perwakilan"},
        frozenset({"kk.baru.5", "lampiran.pindah_perwakilan"}),
    ),
    "Rentan adminduk": ({"keadaan": "datang", "asal": "rentan"}, frozenset({"kk.baru.6"})),
    "Menumpang dalam KK": (
        {"keadaan": "ubah", "ubah": "menumpang"},
        frozenset({"kk.perubahan.1", "lampiran.kk_lama"}),
    ),
    "Anak menumpang dalam KK": (
        {"keadaan": "ubah", "ubah": "anak-menumpang"},
        frozenset({"kk.perubahan.1", "lampiran.kk_lama", "lampiran.kuasa_asuh"}),
    ),
    "Peristiwa penting": (
        {"keadaan": "ubah", "ubah": "peristiwa"},
        frozenset({"kk.perubahan.2", "lampiran.kk_lama", "lampiran.bukti_peristiwa"}),
    ),
    "Perubahan elemen data": (
        {"keadaan": "ubah", "ubah": "data"},
        frozenset({"kk.perubahan.3", "perubahan.kk", "lampiran.kk_lama", "lampiran.bukti_peristiwa"}),
    ),
    "Hilang": ({"keadaan": "hilang"}, frozenset({"kk.hilang", "lampiran.hilang_polisi"})),
    "Rusak": ({"keadaan": "rusak"}, frozenset({"kk.rusak", "lampiran.kk_lama"})),
    "Orang asing, baru": (
        {"keadaan": "asing", "untuk": "baru"},
        frozenset({"kk.baru.1", "lampiran.dokumen_perjalanan", "lampiran.izin_tinggal_tetap"}),
    ),
    "Orang asing, perubahan data": (
        {"keadaan": "asing", "untuk": "ubah"},
        frozenset(
            {
                "kk.perubahan.3",
                "perubahan.kk",
                "lampiran.kk_lama",
                "lampiran.bukti_peristiwa",
                "lampiran.dokumen_perjalanan",
                "lampiran.izin_tinggal_tetap",
            }
        ),
    ),
    "Orang asing, hilang": (
        {"keadaan": "asing", "untuk": "hilang"},
        frozenset(
            {
                "kk.hilang",
                "lampiran.hilang_polisi",
                "lampiran.dokumen_perjalanan",
                "lampiran.izin_tinggal_tetap",
            }
        ),
    ),
}
"""Section II and III of F-1.02: what is asked for, and what is attached, in each case of regulations on the KK."""

F_1_03: Mapping[str, str] = {
    "1. Nomor kartu keluarga": "pemohon.kk",
    "2. Nama lengkap pemohon": "pemohon.nama",
    "3. NIK": "pemohon.nik",
    "4. Jenis permohonan": "jenis_permohonan",
    **{f"5. Alamat asal: {label}": f"asal.{name}" for label, name in (
        ("jalan", "jalan"), ("RT", "rt"), ("RW", "rw"), ("desa/kelurahan", "desa"), ("kecamatan", "kecamatan"),
        ("kab/kota", "kabupaten"), ("provinsi", "provinsi"),
    )},
    "6. Klasifikasi kepindahan": "klasifikasi",
    **{f"7. Alamat tujuan: {label}": f"tujuan.{name}" for label, name in (
        ("jalan", "jalan"), ("RT", "rt"), ("RW", "rw"), ("desa/kelurahan", "desa"), ("kecamatan", "kecamatan"),
        ("kab/kota", "kabupaten"), ("provinsi", "provinsi"), ("kode pos", "kode_pos"),
    )},
    "8. Alasan pindah": "alasan",
    "8. Alasan lainnya (sebutkan)": "alasan_lain",
    "9. Jenis kepindahan": "jenis_kepindahan",
    "10. Anggota keluarga yang tidak pindah": "yang_tidak_pindah",
    "11. Anggota keluarga yang pindah": "yang_pindah",
    "Pemohon": "ttd.pemohon",
}  # fmt: skip
"""Without the postcode of the old address, which is that of the office, and 12, the list of those who move."""
F_1_03_FOREIGNERS: Mapping[str, str] = {
    "13. Nama sponsor": "sponsor.nama",
    "14. Tipe sponsor": "sponsor.tipe",
    "15. Alamat sponsor": "sponsor.alamat",
    "16. Nomor KITAS & KITAP": "izin_tinggal.nomor",
    "16. Tanggal KITAS & KITAP": "izin_tinggal.berlaku_sampai",
}
F_1_03_ABROAD: Mapping[str, str] = {
    "17. Negara tujuan": "luar_negeri.negara",
    "17. Kode negara": "luar_negeri.kode",
    "18. Alamat tujuan": "luar_negeri.alamat",
    "19. Penanggung jawab": "luar_negeri.penanggung_jawab",
    "20. Rencana pindah tanggal": "luar_negeri.tanggal",
}

F_2_01_DEATH: Mapping[str, str] = {
    **AREA,
    **REPORTER,
    **SUBJECT,
    **WITNESSES,
    **PARENTS,
    **TRAVELLERS,
    "Kematian: 1. NIK": "kematian.nik",
    "Kematian: 2. nama lengkap": "kematian.nama",
    "Kematian: 3. tanggal kematian": "kematian.tanggal",
    "Kematian: 4. pukul": "kematian.pukul",
    "Kematian: 5. sebab kematian": "kematian.sebab",
    "Kematian: 6. tempat kematian": "kematian.tempat",
    "Kematian: 7. yang menerangkan": "kematian.yang_menerangkan",
    "Pelapor": "ttd.pelapor",
}

F_1_02_OF_A_KTP: Mapping[str, tuple[dict[str, str], frozenset[str]]] = {
    "A Baru": ({"sebab": "pertama", "umur": "sudah"}, frozenset({"ktp.baru"})),
    "A Baru, sudah menikah": (
        {"sebab": "pertama", "umur": "menikah"},
        frozenset({"ktp.baru", "lampiran.buku_nikah"}),
    ),
    "A Baru, orang asing": (
        {"sebab": "pertama", "umur": "sudah", "warga": "asing"},
        frozenset({"ktp.baru", "lampiran.dokumen_perjalanan", "lampiran.izin_tinggal_tetap"}),
    ),
    "B Pindah datang": (
        {"sebab": "ubah", "change_reason": "pindah"},
        frozenset({"ktp.pindah_datang", "lampiran.bukti_peristiwa"}),
    ),
    "C Hilang": (
        {"sebab": "hilang"},
        frozenset({"ktp.hilang", "lampiran.hilang_polisi", "lampiran.pernyataan_hilang"}),
    ),
    "C Rusak": ({"sebab": "rusak"}, frozenset({"ktp.rusak", "lampiran.pernyataan_hilang"})),
    "D Perpanjang ITAP": (
        {"sebab": "ubah", "change_reason": "itap"},
        frozenset({"ktp.perpanjang_itap", "lampiran.bukti_peristiwa"}),
    ),
    "E Perubahan status kewarganegaraan": (
        {"sebab": "ubah", "change_reason": "kewarganegaraan"},
        frozenset({"ktp.perubahan_kewarganegaraan", "lampiran.bukti_peristiwa"}),
    ),
    "F Luar domisili": (
        {"sebab": "rusak", "at_home": "tidak"},
        frozenset({"ktp.rusak", "ktp.luar_domisili", "lampiran.pernyataan_hilang"}),
    ),
    "G Transmigrasi": (
        {"sebab": "ubah", "change_reason": "transmigrasi"},
        frozenset({"ktp.transmigrasi", "lampiran.bukti_peristiwa"}),
    ),
    "IV B Perubahan data KTP-el": (
        {"sebab": "ubah", "change_reason": "data"},
        frozenset({"perubahan.ktp", "lampiran.bukti_peristiwa"}),
    ),
}
F_1_02_OF_A_KIA: Mapping[str, tuple[dict[str, str], frozenset[str]]] = {
    "A Baru": ({"sebab": "baru", "special": "tidak"}, frozenset({"kia.baru"})),
    "B Hilang": ({"sebab": "hilang"}, frozenset({"kia.hilang", "lampiran.hilang_polisi"})),
    "B Rusak": ({"sebab": "rusak"}, frozenset({"kia.rusak"})),
    "C Perpanjang ITAP": (
        {"sebab": "baru", "special": "itap"},
        frozenset({"kia.perpanjang_itap", "lampiran.izin_tinggal_tetap"}),
    ),
    "D Lainnya": ({"sebab": "baru", "special": "lain"}, frozenset({"kia.lainnya"})),
    "IV C Perubahan data KIA": (
        {"sebab": "baru", "special": "data"},
        frozenset({"perubahan.kia", "lampiran.bukti_peristiwa"}),
    ),
}
F_1_02_OF_AN_ARRIVAL: Mapping[str, tuple[dict[str, str], frozenset[str]]] = {
    "Pindah datang": (
        {"asal": "daerah-lain", "rumah": "sendiri", "kartu": "ada"},
        frozenset({"kk.baru.4", "ktp.pindah_datang", "lampiran.surat_pindah"}),
    ),
    "Pindah datang, kartu hilang": (
        {"asal": "daerah-lain", "rumah": "sewa", "kartu": "hilang"},
        frozenset({"kk.baru.4", "ktp.pindah_datang", "lampiran.surat_pindah", "lampiran.hilang_polisi"}),
    ),
    "Menumpang dalam KK": (
        {"asal": "daerah-lain", "rumah": "ikut-kk", "kartu": "ada"},
        frozenset({"kk.perubahan.1", "ktp.pindah_datang", "lampiran.surat_pindah"}),
    ),
    "WNI dari LN": (
        {"asal": "luar-negeri", "rumah": "sendiri", "kartu": "ada", "abroad_letter": "perwakilan"},
        frozenset(
            {"kk.baru.5", "ktp.pindah_datang", "lampiran.pindah_perwakilan", "lampiran.dokumen_perjalanan"}
        ),
    ),
}
