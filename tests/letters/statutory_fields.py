"""What the sheets of Permendagri 109/2019 ask for: numbered fields and codes, as facts, to be held against ours.

Spelling follows the sheets (Katholik, Budha); letter case and spaces are not compared.
"""

from collections.abc import Mapping, Sequence

SEX = ("Laki-laki", "Perempuan")
RELIGIONS = ("Islam", "Kristen", "Katholik", "Hindu", "Budha", "Khonghucu")
SPONSORS = ("Organisasi Internasional", "Perorangan", "Pemerintah", "Tanpa Sponsor", "Perusahaan")
BIRTH_PLACES = ("RS/RB", "Puskesmas", "Polindes", "Rumah", "Lainnya")
BIRTHS = ("Tunggal", "Kembar 2", "Kembar 3", "Kembar 4", "Lainnya")
HELPERS = ("Dokter", "Bidan/Perawat", "Dukun", "Lainnya")

FIELDS: Mapping[str, Sequence[str]] = {
    "f-1.01": (
        "1. Nama Kepala Keluarga", "2. Alamat", "3. Kode Pos", "4. RT", "5. RW", "6. Jumlah Anggota Keluarga",
        "7. Telepon", "8. Email", "9. Kode-Nama Provinsi", "10. Kode-Nama Kabupaten/Kota", "11. Kode-Nama Kecamatan",
        "12. Kode-Nama Kelurahan/Desa", "13. Nama Dusun/Kampung", "1. Alamat", "2. Kota", "3. Provinsi/Negara Bagian",
        "4. Negara", "5. Kode Pos", "7. Telepon / Handphone", "Kode - Nama Negara", "Kode - Nama Perwakilan RI",
        "Kepala Dinas Kependudukan dan Pencatatan Sipil", "Kepala Keluarga", "Pernyataan",
    ),
    "f-1.02": (
        "1. Nama Lengkap", "2. Nomor Induk Kependudukan", "3. Nomor Kartu Keluarga", "Jenis Permohonan",
        "Persyaratan yang dilampirkan", "Petugas", "Pemohon", "Melampirkan:", "Formulir perubahan data",
        "Bukti perubahan data",
    ),
    "f-1.03": (
        "1. Nomor Kartu Keluarga", "2. Nama Lengkap Pemohon", "3. NIK", "4. Jenis Permohonan", "5. Alamat Asal",
        "a. Desa/Kelurahan", "b. Kecamatan", "c. Kab/Kota", "d. Provinsi", "Kode Pos", "RT", "RW",
        "6. Klasifikasi Kepindahan", "7. Alamat Tujuan Pindah", "8. Alasan Pindah", "9. Jenis Kepindahan",
        "10. Anggota Keluarga Yang Tidak Pindah", "11. Anggota Keluarga Yang Pindah",
        "12. Daftar Anggota Keluarga Yang Pindah", "No.", "Nama Lengkap", "SHDK", "13. Nama Sponsor",
        "14. Tipe Sponsor", "15. Alamat Sponsor", "16. Nomor dan Tanggal KITAS & KITAP", "17. Negara Tujuan",
        "Kode Negara", "18. Alamat Tujuan", "19. Penanggung Jawab", "20. Rencana Pindah Tanggal",
        "Kepala Dinas Kependudukan dan Pencatatan Sipil", "Pemohon",
    ),
    "f-1.06": (
        "Nama Lengkap", "NIK", "Nomor KK", "Alamat Rumah", "Nama", "SHDK", "Keterangan", "A. Pendidikan dan Pekerjaan",
        "Pendidikan Terakhir", "Pekerjaan", "Semula", "Menjadi", "Dasar Perubahan", "B. Agama dan Perubahan Lainnya",
        "Agama", "Lainnya, yaitu:", "Yang membuat pernyataan",
    ),
    "f-2.01": (
        "Pemerintah Desa/Kelurahan", "Kecamatan", "Kabupaten/Kota", "Kode Wilayah", "Jenis Pelaporan Pencatatan Sipil",
        "Data Pelapor", "Data Subjek Akta Kesatu", "Data Subjek Akta Kedua", "Data Saksi I", "Data Saksi II", "Nama",
        "NIK", "Nomor Dokumen Perjalanan", "Nomor Kartu Keluarga", "Kewarganegaraan", "Data Orang Tua", "Nama Ayah",
        "NIK Ayah", "Tempat Lahir Ayah", "Tanggal Lahir Ayah", "Kewarganegaraan Ayah", "Nama Ibu", "NIK Ibu",
        "Tempat Lahir Ibu", "Tanggal Lahir Ibu", "Kewarganegaraan Ibu", "Pejabat Dinas yang membidangi Pencatatan Sipil",
        "Pelapor",
        # Kelahiran
        "1. Nama", "2. Jenis kelamin", "3. Tempat dilahirkan", "4. Tempat kelahiran", "5. Hari dan tanggal lahir",
        "6. Pukul", "7. Jenis kelahiran", "8. Kelahiran anak ke-", "9. Penolong kelahiran", "10. Berat bayi", "gram",
        "11. Panjang bayi", "cm",
        # Lahir mati
        "1. Lamanya dalam kandungan", "2. Jenis kelamin", "3. Tanggal lahir mati", "4. Jenis kelahiran", "5. Anak ke-",
        "6. Tempat dilahirkan", "7. Penolong kelahiran", "8. Sebab lahir mati", "9. Yang menentukan",
        "10. Tempat kelahiran",
        # Kematian
        "1. NIK", "2. Nama lengkap", "3. Tanggal kematian", "4. Pukul", "5. Sebab kematian", "6. Tempat kematian",
        "7. Yang menerangkan",
    ),
}  # fmt: skip

COLUMNS: Mapping[int, str] = {
    2: "Nama Lengkap", 3: "Depan", 4: "Belakang", 5: "Nomor Paspor", 6: "Tanggal Berakhir Paspor", 7: "Nama Sponsor",
    8: "Tipe Sponsor", 9: "Alamat Sponsor", 10: "Jenis Kelamin", 11: "Tempat Lahir", 12: "Tanggal, Bulan, Tahun Lahir",
    13: "Kewarganegaraan", 14: "No. SK Penetapan WNI", 15: "Akta Lahir", 16: "Nomor Akta Kelahiran", 17: "Gol. Darah",
    18: "Agama", 19: "Nama Organisasi Kepercayaan", 20: "Status Perkawinan", 21: "Akta Perkawinan",
    22: "Nomor Akta Perkawinan", 23: "Tanggal Perkawinan", 24: "Akta Cerai", 25: "Nomor Akta Perceraian",
    26: "Tanggal Perceraian", 27: "Status Hubungan Dalam Keluarga", 28: "Kelainan Fisik & Mental",
    29: "Penyandang Cacat", 30: "Pendidikan Terakhir", 31: "Jenis Pekerjaan", 32: "Nomor ITAS/ITAP",
    33: "Tempat Terbit ITAS/ITAP", 34: "Tanggal Terbit ITAS/ITAP", 35: "Tanggal Akhir ITAS/ITAP",
    36: "Tempat Datang Pertama", 37: "Tanggal Kedatangan Pertama", 38: "NIK Ibu", 39: "Nama Ibu", 40: "NIK Ayah",
    41: "Nama Ayah",
}  # fmt: skip
"""The columns of members on F-1.01; the first is the number of the row."""

CODES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "f-1.01": {
        "8. Tipe sponsor": SPONSORS,
        "10. Jenis kelamin": SEX,
        "13. Kewarganegaraan": ("WNI", "WNA", "Dua kewarganegaraan"),
        "15, 21, 24. Akta": ("Tidak ada", "Ada"),
        "17. Golongan darah": ("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", "Tidak tahu"),
        "18. Agama": (*RELIGIONS, "Kepercayaan terhadap Tuhan YME / lainnya"),
        "20. Status perkawinan": (
            "Belum kawin", "Kawin tercatat", "Kawin belum tercatat", "Cerai hidup tercatat",
            "Cerai hidup belum tercatat", "Cerai mati",
        ),
        "27. Hubungan dalam keluarga": (
            "Kepala keluarga", "Suami", "Istri", "Anak", "Menantu", "Cucu", "Orang tua", "Mertua", "Famili lain",
            "Pembantu", "Lainnya",
        ),
        "28. Kelainan fisik & mental": ("Tidak ada", "Ada"),
        "29. Penyandang cacat": (
            "Cacat fisik", "Cacat netra/buta", "Cacat rungu/wicara", "Cacat mental/jiwa", "Cacat fisik dan mental",
            "Cacat lainnya",
        ),
        "30. Pendidikan terakhir": (
            "Tidak/belum sekolah", "Belum tamat SD/sederajat", "Tamat SD/sederajat", "SLTP/sederajat",
            "SLTA/sederajat", "Diploma I/II", "Akademi/Diploma III/Sarjana muda", "Diploma IV/Strata I", "Strata II",
            "Strata III",
        ),
    },
    "f-1.03": {
        "4. Jenis Permohonan": (
            "Surat Keterangan Kependudukan", "Surat Keterangan Pindah", "Surat Keterangan Pindah Luar Negeri (SKPLN)",
            "Surat Keterangan Tempat Tinggal (SKTT)", "Bagi Orang Asing Tinggal Terbatas",
        ),
        "6. Klasifikasi Kepindahan": (
            "Dalam satu Desa/Kelurahan", "Antar Desa/Kelurahan", "Antar Kecamatan", "Antar Kab/Kota", "Antar Provinsi",
        ),
        "8. Alasan Pindah": (
            "Pekerjaan", "Pendidikan", "Keamanan", "Kesehatan", "Perumahan", "Keluarga", "Lainnya (sebutkan)",
        ),
        "9. Jenis Kepindahan": (
            "Kep. Keluarga", "Kep. Keluarga dan Seluruh Angg. Keluarga", "Kep. Keluarga dan Sbg. Angg. Keluarga",
            "Angg. Keluarga",
        ),
        "10. Anggota Keluarga Yang Tidak Pindah": ("Numpang KK", "Membuat KK Baru"),
        "11. Anggota Keluarga Yang Pindah": ("Numpang KK", "Membuat KK Baru"),
        "14. Tipe Sponsor": SPONSORS,
    },
    "f-2.01": {
        "Anak, 2. Jenis kelamin": SEX,
        "Anak, 3. Tempat dilahirkan": BIRTH_PLACES,
        "Anak, 7. Jenis kelahiran": BIRTHS,
        "Anak, 9. Penolong kelahiran": HELPERS,
        "Kematian, 5. Sebab kematian": (
            "Sakit biasa/tua", "Wabah penyakit", "Kecelakaan", "Kriminalitas", "Bunuh diri", "Lainnya",
        ),
        "Kematian, 7. Yang menerangkan": ("Dokter", "Tenaga Kesehatan", "Kepolisian", "Lainnya"),
        "Perkawinan, 15. Agama": RELIGIONS,
    },
}  # fmt: skip
"""Fields with a code; the codes count from 1."""

TICKED: Mapping[str, Sequence[str]] = {
    "f-1.01": ("WNI", "Orang Asing", "WNI di luar negeri"),
    "f-1.02": (
        "I Kartu Keluarga", "A Baru", "1 Membentuk Keluarga Baru", "2 Penggantian Kepala Keluarga", "3 Pisah KK",
        "4 Pindah Datang", "5 WNI dari LN karena Pindah", "6 Rentan Adminduk", "B Perubahan Data",
        "1 Menumpang dalam KK", "2 Peristiwa Penting", "3 Perubahan elemen data yang tercantum dalam KK",
        "C Hilang / Rusak", "1 Hilang", "2 Rusak", "II KTP-el", "B Pindah Datang", "D Perpanjang ITAP",
        "E Perubahan Status Kewarganegaraan", "F Luar Domisili", "G Transmigrasi", "III Kartu Identitas Anak",
        "B Hilang / Rusak", "C Perpanjang ITAP", "D Lainnya", "IV Perubahan Data", "A KK", "B KTP-el", "C KIA",
        "KK Lama / KK Rusak", "Surat keterangan/bukti perubahan Peristiwa Kependudukan dan Peristiwa Penting",
        "Buku nikah / kutipan akta perkawinan", "SPTJM perkawinan / perceraian belum tercatat",
        "Kutipan akta perceraian", "Akta Kematian", "Surat Keterangan Pindah",
        "Surat pernyataan penyebab terjadinya hilang atau rusak", "Surat Keterangan Pindah Luar Negeri",
        "Surat Keterangan Pindah dari Perwakilan RI", "Dokumen Perjalanan",
        "Surat kuasa pengasuhan anak dari orang tua / wali", "Surat keterangan hilang dari kepolisian",
        "Kartu izin tinggal tetap",
    ),
    "f-2.01": (
        "Kelahiran", "Lahir Mati", "Perkawinan", "Pembatalan Perkawinan", "Perceraian", "Pembatalan Perceraian",
        "Kematian", "Pengangkatan Anak", "Pengakuan Anak", "Pengesahan Anak", "Perubahan Nama",
        "Perubahan Status Kewarganegaraan", "Pencatatan Peristiwa Penting Lainnya", "Pembetulan Akta",
        "Pembatalan Akta", "Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI",
    ),
}  # fmt: skip
"""What is asked for or attached, and which event is reported."""

FIELDS_OF_EVENTS: Mapping[str, int] = {
    "kelahiran": 11,
    "lahir_mati": 10,
    "perkawinan": 27,
    "perceraian": 9,
    "kematian": 7,
    "pengangkatan_anak": 21,
    "pengakuan_anak": 14,
    "pengesahan_anak": 15,
    "perubahan_nama": 9,
    "perubahan_kewarganegaraan": 14,
    "pembetulan_akta": 3,
    "pembatalan_akta": 5,
}
"""How many numbered fields the part of an event has on F-2.01."""
