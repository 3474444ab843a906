"""The parts of F-2.01 that end in a court or change a certificate."""

from balai.letters.sheets.declaration import RELIGIONS, Line, Row, Section, boxes, day, numbered, tick_one
from balai.letters.sheets.f201_events import ISSUER, LONG, NAME, NUMBER, SEX, only

RELIGIONS_SAID = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Konghucu")

MARRIAGE = Section(
    "PERKAWINAN ATAU PEMBATALAN PERKAWINAN",
    numbered(
        ("NIK ayah dari suami", boxes("perkawinan.nik_ayah_suami", NUMBER)),
        ("Nama ayah dari suami", boxes("perkawinan.nama_ayah_suami", NAME)),
        ("NIK ibu dari suami", boxes("perkawinan.nik_ibu_suami", NUMBER)),
        ("Nama ibu dari suami", boxes("perkawinan.nama_ibu_suami", NAME)),
        ("NIK ayah dari istri", boxes("perkawinan.nik_ayah_istri", NUMBER)),
        ("Nama ayah dari istri", boxes("perkawinan.nama_ayah_istri", NAME)),
        ("NIK ibu dari istri", boxes("perkawinan.nik_ibu_istri", NUMBER)),
        ("Nama ibu dari istri", boxes("perkawinan.nama_ibu_istri", NAME)),
        (
            "Status perkawinan sebelum kawin",
            tick_one("perkawinan.status_sebelum", "Kawin", "Belum Kawin", "Cerai Hidup", "Cerai Mati"),
        ),
        ("Perkawinan yang ke-", boxes("perkawinan.ke", 2)),
        ("Istri yang ke-", boxes("perkawinan.istri_ke", 2), "(bagi yang poligami)"),
        ("Tanggal pemberkatan perkawinan", day("perkawinan.tanggal_pemberkatan")),
        ("Tanggal melapor", day("perkawinan.tanggal_melapor")),
        ("Jam pelaporan", boxes("perkawinan.jam_melapor", 5)),
        (
            "Agama",
            tick_one("perkawinan.agama", *RELIGIONS, said=RELIGIONS_SAID, columns=6),
        ),
        ("Kepercayaan", boxes("perkawinan.kepercayaan", LONG)),
        ("Nama organisasi kepercayaan", boxes("perkawinan.organisasi", LONG)),
        ("Nama pengadilan", boxes("perkawinan.pengadilan", LONG)),
        ("Nomor penetapan pengadilan", boxes("perkawinan.nomor_penetapan", LONG)),
        ("Tanggal penetapan pengadilan", day("perkawinan.tanggal_penetapan")),
        ("Nama pemuka agama/kepercayaan", boxes("perkawinan.pemuka", NAME)),
        ("Nomor surat izin dari perwakilan", boxes("perkawinan.surat_izin", LONG)),
        ("Nomor paspor", boxes("perkawinan.paspor", LONG)),
        ("Perjanjian perkawinan dibuat oleh notaris", boxes("perkawinan.notaris", LONG)),
        ("Nomor akta notaris", boxes("perkawinan.nomor_akta_notaris", LONG)),
        ("Tanggal akta notaris", day("perkawinan.tanggal_akta_notaris")),
        (
            "Jumlah anak",
            boxes("perkawinan.jumlah_anak", 2),
            "(bila ada, isi lembar nama anak dan akta kelahirannya)",
        ),
    ),
    events=only("perkawinan", "pembatalan_perkawinan"),
)

ANNULMENT = Section(
    "Bagi pemohon pembatalan perkawinan harap mengisi data di bawah ini:",
    numbered(
        ("Tanggal perkawinan", day("pembatalan_perkawinan.tanggal_perkawinan")),
        ("Nomor akta perkawinan", boxes("pembatalan_perkawinan.nomor_akta", LONG)),
        ("Tanggal akta perkawinan", day("pembatalan_perkawinan.tanggal_akta")),
        ("Nama pengadilan", boxes("pembatalan_perkawinan.pengadilan", LONG)),
        ("Nomor putusan pengadilan", boxes("pembatalan_perkawinan.nomor_putusan", LONG)),
        ("Tanggal putusan pengadilan", day("pembatalan_perkawinan.tanggal_putusan")),
        ("Tanggal pelaporan perkawinan di luar negeri", day("pembatalan_perkawinan.tanggal_pelaporan")),
    ),
    events=only("pembatalan_perkawinan"),
)

DIVORCE = Section(
    "PERCERAIAN ATAU PEMBATALAN PERCERAIAN",
    (
        Row("", "Yang mengajukan perceraian/ pembatalan perceraian***", (boxes("perceraian.pemohon", NAME),)),
        *numbered(
            ("Nomor akta perkawinan", boxes("perceraian.nomor_akta_perkawinan", LONG)),
            ("Tanggal akta perkawinan", day("perceraian.tanggal_akta_perkawinan")),
            ("Tanggal perkawinan", day("perceraian.tanggal_perkawinan")),
            ("Nama pengadilan", boxes("perceraian.pengadilan", LONG)),
            ("Tanggal putusan pengadilan", day("perceraian.tanggal_putusan")),
            ("Nomor putusan pengadilan", boxes("perceraian.nomor_putusan", LONG)),
            ("Nomor surat keterangan panitera pengadilan", boxes("perceraian.nomor_panitera", LONG)),
            ("Tanggal surat keterangan panitera pengadilan", day("perceraian.tanggal_panitera")),
            ("Tanggal melapor", day("perceraian.tanggal_melapor")),
        ),
    ),
    events=only("perceraian", "pembatalan_perceraian"),
)

DIVORCE_ANNULMENT = Section(
    "Bagi pemohon pembatalan perceraian harap mengisi data di bawah ini:",
    numbered(
        ("Nomor akta perceraian", boxes("pembatalan_perceraian.nomor_akta", LONG)),
        ("Tanggal akta perceraian", day("pembatalan_perceraian.tanggal_akta")),
        ("Tanggal pelaporan perceraian dari luar negeri", day("pembatalan_perceraian.tanggal_pelaporan")),
    ),
    events=only("pembatalan_perceraian"),
)

ADOPTION = Section(
    "PENGANGKATAN ANAK",
    numbered(
        ("Nama anak angkat", boxes("pengangkatan.nama_anak", NAME)),
        ("Nomor akta kelahiran", boxes("pengangkatan.nomor_akta", LONG)),
        ("Tanggal/bulan/tahun penerbitan akta kelahiran", day("pengangkatan.tanggal_akta")),
        (ISSUER, boxes("pengangkatan.penerbit_akta", LONG)),
        ("Nama ibu kandung", boxes("pengangkatan.nama_ibu_kandung", NAME)),
        ("NIK ibu kandung", boxes("pengangkatan.nik_ibu_kandung", NUMBER)),
        ("Kewarganegaraan", boxes("pengangkatan.kewarganegaraan_ibu", NAME)),
        ("Nama ayah kandung", boxes("pengangkatan.nama_ayah_kandung", NAME)),
        ("NIK ayah kandung", boxes("pengangkatan.nik_ayah_kandung", NUMBER)),
        ("Kewarganegaraan", boxes("pengangkatan.kewarganegaraan_ayah", NAME)),
        ("Nama ibu angkat", boxes("pengangkatan.nama_ibu_angkat", NAME)),
        ("NIK ibu angkat", boxes("pengangkatan.nik_ibu_angkat", NUMBER)),
        ("Nomor paspor", boxes("pengangkatan.paspor_ibu_angkat", LONG)),
        ("Nama ayah angkat", boxes("pengangkatan.nama_ayah_angkat", NAME)),
        ("NIK ayah angkat", boxes("pengangkatan.nik_ayah_angkat", NUMBER)),
        ("Nomor paspor", boxes("pengangkatan.paspor_ayah_angkat", LONG)),
        ("Nama pengadilan", boxes("pengangkatan.pengadilan", LONG)),
        ("Tanggal penetapan pengadilan", day("pengangkatan.tanggal_penetapan")),
        ("Nomor penetapan pengadilan", boxes("pengangkatan.nomor_penetapan", LONG)),
        ("Nama lembaga penetapan pengadilan", boxes("pengangkatan.lembaga", LONG)),
        ("Tempat lembaga penetapan pengadilan", boxes("pengangkatan.tempat_lembaga", LONG)),
    ),
    events=only("pengangkatan_anak"),
)


def _own_child(name: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What acknowledging and legitimating a child have in common: before and after the marriage certificate."""
    before: tuple[Line, ...] = (
        ("Nomor akta kelahiran", boxes(f"{name}.nomor_akta", LONG)),
        ("Tanggal/bulan/tahun penerbitan akta kelahiran", day(f"{name}.tanggal_akta")),
        (ISSUER, boxes(f"{name}.penerbit_akta", LONG)),
        ("Tanggal/bulan/tahun kelahiran anak", day(f"{name}.tanggal_lahir")),
        ("Tanggal/bulan/tahun perkawinan agama", day(f"{name}.tanggal_perkawinan_agama")),
    )
    after: tuple[Line, ...] = (
        ("Nama ibu kandung", boxes(f"{name}.nama_ibu", NAME)),
        ("NIK ibu kandung", boxes(f"{name}.nik_ibu", NUMBER)),
        ("Kewarganegaraan ibu kandung", boxes(f"{name}.kewarganegaraan_ibu", NAME)),
        ("Nama ayah kandung", boxes(f"{name}.nama_ayah", NAME)),
        ("NIK ayah kandung", boxes(f"{name}.nik_ayah", NUMBER)),
        ("Kewarganegaraan ayah kandung", boxes(f"{name}.kewarganegaraan_ayah", NAME)),
        ("Tanggal penetapan pengadilan", day(f"{name}.tanggal_penetapan")),
        ("Nomor penetapan pengadilan", boxes(f"{name}.nomor_penetapan", LONG)),
        ("Nama lembaga pengadilan", boxes(f"{name}.lembaga", LONG)),
    )
    return before, after


_ACKNOWLEDGED = _own_child("pengakuan")
_LEGITIMATED = _own_child("pengesahan")
_CERTIFICATE = (boxes("pengesahan.nomor_akta_perkawinan", LONG), day("pengesahan.tanggal_akta_perkawinan"))

ACKNOWLEDGEMENT = Section(
    "PENGAKUAN ANAK",
    numbered(*_ACKNOWLEDGED[0], *_ACKNOWLEDGED[1]),
    events=only("pengakuan_anak"),
)
LEGITIMATION = Section(
    "PENGESAHAN ANAK",
    numbered(
        *_LEGITIMATED[0],
        ("Nomor dan tanggal/bulan/tahun akta perkawinan/buku nikah", _CERTIFICATE),
        *_LEGITIMATED[1],
    ),
    events=only("pengesahan_anak"),
)

NAME_CHANGE = Section(
    "PERUBAHAN NAMA",
    numbered(
        ("Nama baru", boxes("nama.baru", NAME)),
        ("Nama lama", boxes("nama.lama", NAME)),
        ("Nomor akta kelahiran", boxes("nama.nomor_akta", LONG)),
        ("Nama ayah/ibu/wali", boxes("nama.nama_wali", NAME), "(bagi yang di bawah umur)"),
        ("NIK ayah/ibu/wali", boxes("nama.nik_wali", NUMBER)),
        ("Kewarganegaraan", boxes("nama.kewarganegaraan", NAME)),
        ("Nomor penetapan pengadilan", boxes("nama.nomor_penetapan", LONG)),
        ("Tanggal penetapan pengadilan", day("nama.tanggal_penetapan")),
        ("Nama lembaga pengadilan", boxes("nama.lembaga", LONG)),
    ),
    events=only("perubahan_nama"),
)

CITIZENSHIP = Section(
    "PERUBAHAN STATUS KEWARGANEGARAAN",
    numbered(
        ("Kewarganegaraan baru", boxes("kewarganegaraan.baru", NAME)),
        ("Nomor akta kelahiran", boxes("kewarganegaraan.nomor_akta_kelahiran", LONG)),
        ("Nomor akta perkawinan", boxes("kewarganegaraan.nomor_akta_perkawinan", LONG)),
        ("Nama suami atau istri", boxes("kewarganegaraan.nama_pasangan", NAME)),
        ("NIK suami atau istri", boxes("kewarganegaraan.nik_pasangan", NUMBER)),
        ("Nomor paspor", boxes("kewarganegaraan.paspor", LONG)),
        ("Nomor affidavit", boxes("kewarganegaraan.affidavit", LONG)),
        ("Nomor keputusan presiden", boxes("kewarganegaraan.nomor_keppres", LONG)),
        ("Tanggal/bulan/tahun", day("kewarganegaraan.tanggal_keppres")),
        ("Nomor berita acara sumpah/janji setia", boxes("kewarganegaraan.nomor_sumpah", LONG)),
        ("Nama jabatan yang menerbitkan BAS/janji setia", boxes("kewarganegaraan.jabatan_sumpah", LONG)),
        ("Tanggal/bulan/tahun", day("kewarganegaraan.tanggal_sumpah")),
        (
            "Nomor keputusan menteri",
            boxes("kewarganegaraan.nomor_kepmen", LONG),
            "(bidang kewarganegaraan)",
        ),
        ("Tanggal/bulan/tahun", day("kewarganegaraan.tanggal_kepmen")),
    ),
    events=only("perubahan_kewarganegaraan"),
)

OTHER_EVENT = Section(
    "PERISTIWA PENTING LAINNYA",
    numbered(
        ("Nomor akta kelahiran", boxes("lain.nomor_akta", LONG)),
        ("Jenis kelamin lama", tick_one("lain.jenis_kelamin_lama", *SEX)),
        ("Jenis kelamin baru", tick_one("lain.jenis_kelamin_baru", *SEX)),
        ("Nomor penetapan pengadilan", boxes("lain.nomor_penetapan", LONG)),
        ("Tanggal penetapan pengadilan", day("lain.tanggal_penetapan")),
        ("Nama lembaga pengadilan", boxes("lain.lembaga", LONG)),
    ),
    events=only("peristiwa_lain"),
)

CORRECTION = Section(
    "PEMBETULAN AKTA",
    numbered(
        ("Nomor akta yang akan dibetulkan/ditarik", boxes("pembetulan.nomor_akta", LONG)),
        ("Nama ayah/ibu/wali", boxes("pembetulan.nama_wali", NAME), "(bagi yang di bawah umur)"),
        ("NIK ayah/ibu/wali", boxes("pembetulan.nik_wali", NUMBER)),
    ),
    events=only("pembetulan_akta"),
)

CANCELLATION = Section(
    "PEMBATALAN AKTA",
    numbered(
        ("Akta yang dibatalkan", boxes("pembatalan.akta", LONG)),
        ("Nomor akta yang dibatalkan", boxes("pembatalan.nomor_akta", LONG)),
        ("Nomor putusan pengadilan", boxes("pembatalan.nomor_putusan", LONG)),
        ("Tanggal putusan pengadilan", day("pembatalan.tanggal_putusan")),
        ("Nama lembaga pengadilan", boxes("pembatalan.lembaga", LONG)),
    ),
    events=only("pembatalan_akta"),
)

ABROAD = Section(
    "PELAPORAN PENCATATAN SIPIL DARI LUAR WILAYAH NKRI",
    numbered(
        (
            "Jenis peristiwa penting",
            tick_one(
                "luar_negeri.peristiwa",
                "Kelahiran",
                "Perkawinan",
                "Perceraian",
                "Kematian",
                "Pengangkatan Anak",
                "Pelepasan Kewarganegaraan RI",
                columns=3,
            ),
        ),
        (
            "Nomor surat keterangan pelaporan pencatatan sipil dari Perwakilan RI",
            boxes("luar_negeri.nomor_surat", LONG),
        ),
        (
            "Tanggal surat keterangan pelaporan pencatatan sipil dari Perwakilan RI",
            day("luar_negeri.tanggal_surat"),
        ),
        ("Kantor perwakilan yang melakukan pencatatan sipil", boxes("luar_negeri.kantor", LONG)),
    ),
    events=only("dari_luar_negeri"),
)
