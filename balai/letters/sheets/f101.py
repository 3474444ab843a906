"""F-1.01, Formulir Biodata Keluarga: the head and the area, then 41 numbered columns of members."""

from balai.letters.sheets.declaration import (
    RELIGIONS,
    SPONSORS,
    Column,
    Row,
    Section,
    SheetForm,
    Signing,
    boxes,
    line,
)
from balai.residents.enums import Occupation

KINDS = {
    "pilihan.wni": "Input Data Kepala Keluarga dan Anggota Keluarga WNI",
    "pilihan.asing": "Input Data Kepala Keluarga dan Anggota Keluarga Orang Asing",
    "pilihan.wni_luar_negeri": "Input Data Kepala Keluarga dan Anggota Keluarga WNI di luar negeri",
}

_HEAD = Section(
    "DATA KEPALA KELUARGA",
    (
        Row("1.", "Nama Kepala Keluarga / Name of Head of Family", (line("kepala.nama"),)),
        Row("2.", "Alamat / Address", (line("kepala.alamat"),)),
        Row(
            "3.",
            "Kode Pos / Post Code",
            (
                boxes("kepala.kode_pos", 5),
                boxes("kepala.rt", 3, before="4. RT"),
                boxes("kepala.rw", 3, before="5. RW"),
                boxes("kepala.jumlah_anggota", 2, before="6. Jumlah Anggota Keluarga", after="Orang"),
            ),
        ),
        Row("7.", "Telepon / Telephone Number / Handphone", (boxes("kepala.telepon", 16),)),
        Row("8.", "Email", (line("kepala.email"),)),
    ),
)
_AREA = Section(
    "DATA WILAYAH",
    (
        Row(
            "9.",
            "Kode-Nama Provinsi / Code-Province",
            (boxes("wilayah.kode_provinsi", 2), line("wilayah.provinsi")),
        ),
        Row(
            "10.",
            "Kode-Nama Kabupaten/Kota / Code-Regency/Municipality",
            (boxes("wilayah.kode_kabupaten", 2), line("wilayah.kabupaten")),
        ),
        Row(
            "11.",
            "Kode-Nama Kecamatan / Code-Sub-District",
            (boxes("wilayah.kode_kecamatan", 2), line("wilayah.kecamatan")),
        ),
        Row(
            "12.",
            "Kode-Nama Kelurahan/Desa / Code-Village",
            (boxes("wilayah.kode_desa", 4), line("wilayah.desa")),
        ),
        Row("13.", "Nama Dusun/Kampung / Sub-Village", (line("wilayah.dusun"),)),
    ),
    note="kode wilayah diisi oleh petugas Dinas Kependudukan dan Pencatatan Sipil",
)
_ABROAD = Section(
    "ALAMAT DI LUAR NEGERI",
    (
        Row("1.", "Alamat", (line("luar_negeri.alamat"),)),
        Row("2.", "Kota", (line("luar_negeri.kota"),)),
        Row("3.", "Provinsi/Negara Bagian", (line("luar_negeri.negara_bagian"),)),
        Row("4.", "Negara", (line("luar_negeri.negara"),)),
        Row(
            "5.",
            "Kode Pos",
            (
                line("luar_negeri.kode_pos"),
                boxes("luar_negeri.jumlah_anggota", 2, before="6. Jumlah Anggota Keluarga", after="Orang"),
            ),
        ),
        Row("7.", "Telepon / Handphone", (boxes("luar_negeri.telepon", 16),)),
        Row(
            "",
            "Kode - Nama Negara",
            (boxes("luar_negeri.kode_negara", 3), line("luar_negeri.nama_negara")),
            below="(diisi oleh petugas)",
        ),
        Row(
            "",
            "Kode - Nama Perwakilan RI",
            (boxes("luar_negeri.kode_perwakilan", 3), line("luar_negeri.perwakilan")),
            below="(diisi oleh petugas)",
        ),
    ),
    note="diisi oleh WNI di luar negeri",
)

# Column 1 is the number of the row; 2 to 41 as on the sheet.
COLUMNS = (
    Column("nama", "Nama Lengkap\nFull Name", 5),
    Column("gelar_depan", "Depan", 1.6, "Gelar"),
    Column("gelar_belakang", "Belakang", 1.6, "Gelar"),
    Column("paspor", "Nomor Paspor\nPassport Number", 2.4),
    Column("paspor_berakhir", "Tanggal Berakhir Paspor\nDate of Expiry", 2.2),
    Column("sponsor", "Nama Sponsor\nSponsor Name", 4),
    Column("tipe_sponsor", "Tipe Sponsor\nType of Sponsor", 1.6),
    Column("alamat_sponsor", "Alamat Sponsor\nSponsor Address", 4),
    Column("jenis_kelamin", "Jenis Kelamin\nSex", 1.4),
    Column("tempat_lahir", "Tempat Lahir\nPlace of Birth", 3.4),
    Column("tanggal_lahir", "Tanggal, Bulan, Tahun Lahir\nDate of Birth", 2.2),
    Column("kewarganegaraan", "Kewarga\u00adnegaraan\nNationality", 1.8),
    Column("sk_wni", "No. SK Penetapan WNI", 2.4),
    Column("punya_akta_lahir", "Akta Lahir", 1.2),
    Column("akta_lahir", "Nomor Akta Kelahiran", 4),
    Column("golongan_darah", "Gol. Darah\nType of Blood", 1.4),
    Column("agama", "Agama\nReligion", 1.4),
    Column("organisasi", "Nama Organisasi Kepercayaan terhadap Tuhan YME", 4),
    Column("status_perkawinan", "Status Perkawinan\nMarital Status", 1.6),
    Column("punya_akta_kawin", "Akta Per\u00adkawinan", 1.4),
    Column("akta_kawin", "Nomor Akta Perkawinan", 4),
    Column("tanggal_kawin", "Tanggal Perkawinan", 2.2),
    Column("punya_akta_cerai", "Akta Cerai", 1.2),
    Column("akta_cerai", "Nomor Akta Perceraian", 3.2),
    Column("tanggal_cerai", "Tanggal Perceraian", 2.2),
    Column("shdk", "Status Hubungan Dalam Keluarga", 1.8),
    Column("kelainan", "Kelainan Fisik & Mental", 1.5),
    Column("disabilitas", "Penyandang Cacat", 1.7),
    Column("pendidikan", "Pendidikan Terakhir", 1.8),
    Column("pekerjaan", "Jenis Pekerjaan", 1.7),
    Column("izin_tinggal", "Nomor ITAS/ITAP", 3),
    Column("tempat_izin", "Tempat Terbit ITAS/ITAP", 3),
    Column("izin_terbit", "Tanggal Terbit ITAS/ITAP", 2.2),
    Column("izin_akhir", "Tanggal Akhir ITAS/ITAP", 2.2),
    Column("tempat_datang", "Tempat Datang Pertama", 3),
    Column("tanggal_datang", "Tanggal Kedatangan Pertama", 2.2),
    Column("nik_ibu", "NIK Ibu", 3),
    Column("nama_ibu", "Nama Ibu", 4),
    Column("nik_ayah", "NIK Ayah", 3),
    Column("nama_ayah", "Nama Ayah", 4),
)

# What the numbers in the columns mean, in the spelling of SIAK.
CODES = {
    "8. Tipe sponsor": SPONSORS,
    "10. Jenis kelamin": ("Laki-laki", "Perempuan"),
    "13. Kewarganegaraan": ("WNI", "WNA", "Dua kewarganegaraan"),
    "15, 21, 24. Akta": ("Tidak ada", "Ada"),
    "17. Golongan darah": (
        "A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", "Tidak tahu",
    ),
    "18. Agama": (*RELIGIONS, "Kepercayaan terhadap Tuhan YME / lainnya"),
    "20. Status perkawinan": (
        "Belum kawin", "Kawin tercatat", "Kawin belum tercatat", "Cerai hidup tercatat",
        "Cerai hidup belum tercatat", "Cerai mati",
    ),
    "27. Status hubungan dalam keluarga": (
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
    "31. Jenis pekerjaan": tuple(occupation.label for occupation in Occupation),
}  # fmt: skip

F_1_01 = SheetForm(
    "F-1.01",
    "FORMULIR BIODATA KELUARGA",
    (_HEAD, _AREA, _ABROAD),
    signing=(
        Signing(("Mengetahui,", "Kepala Dinas Kependudukan dan Pencatatan Sipil,"), nip=True),
        Signing(("Kepala Keluarga / Head of Family,",), "ttd.kepala_keluarga"),
    ),
    ticks=KINDS,
    lists={"anggota": {column.name: column for column in COLUMNS}},
    codes=CODES,
    landscape=True,
)
