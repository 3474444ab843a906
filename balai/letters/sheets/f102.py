"""F-1.02, Formulir Pendaftaran Peristiwa Kependudukan."""

from collections.abc import Mapping

from balai.letters.sheets.declaration import Row, Section, SheetForm, Signing, boxes, line

# What is asked for: the four columns of the sheet, each entry under its letter or number; ticked under its name.
CARD = {
    "kk.baru.1": "Membentuk Keluarga Baru",
    "kk.baru.2": "Penggantian Kepala Keluarga",
    "kk.baru.3": "Pisah KK",
    "kk.baru.4": "Pindah Datang",
    "kk.baru.5": "WNI dari LN karena Pindah",
    "kk.baru.6": "Rentan Adminduk",
    "kk.perubahan.1": "Menumpang dalam KK",
    "kk.perubahan.2": "Peristiwa Penting",
    "kk.perubahan.3": "Perubahan elemen data yang tercantum dalam KK",
    "kk.hilang": "Hilang",
    "kk.rusak": "Rusak",
}
IDENTITY = {
    "ktp.baru": "BARU",
    "ktp.pindah_datang": "PINDAH DATANG",
    "ktp.hilang": "Hilang",
    "ktp.rusak": "Rusak",
    "ktp.perpanjang_itap": "PERPANJANG ITAP",
    "ktp.perubahan_kewarganegaraan": "PERUBAHAN STATUS KEWARGANEGARAAN",
    "ktp.luar_domisili": "LUAR DOMISILI",
    "ktp.transmigrasi": "TRANSMIGRASI",
}
CHILD_CARD = {
    "kia.baru": "BARU",
    "kia.hilang": "Hilang",
    "kia.rusak": "Rusak",
    "kia.perpanjang_itap": "PERPANJANG ITAP",
    "kia.lainnya": "LAINNYA",
}
CHANGE = {"perubahan.kk": "KK", "perubahan.ktp": "KTP-el", "perubahan.kia": "KIA"}

ATTACHED = {
    "lampiran.kk_lama": "KK Lama / KK Rusak",
    "lampiran.bukti_peristiwa": "Surat keterangan/bukti perubahan Peristiwa Kependudukan dan Peristiwa Penting",
    "lampiran.buku_nikah": "Buku nikah / kutipan akta perkawinan",
    "lampiran.sptjm": "SPTJM perkawinan / perceraian belum tercatat",
    "lampiran.akta_perceraian": "Kutipan akta perceraian",
    "lampiran.akta_kematian": "Akta Kematian",
    "lampiran.surat_pindah": "Surat Keterangan Pindah",
    "lampiran.pernyataan_hilang": "Surat pernyataan penyebab terjadinya hilang atau rusak",
    "lampiran.pindah_luar_negeri": "Surat Keterangan Pindah Luar Negeri",
    "lampiran.pindah_perwakilan": "Surat Keterangan Pindah dari Perwakilan RI",
    "lampiran.dokumen_perjalanan": "Dokumen Perjalanan",
    "lampiran.kuasa_asuh": "Surat kuasa pengasuhan anak dari orang tua / wali",
    "lampiran.hilang_polisi": "Surat keterangan hilang dari kepolisian",
    "lampiran.izin_tinggal_tetap": "Kartu izin tinggal tetap",
}

TICKS: Mapping[str, str] = {**CARD, **IDENTITY, **CHILD_CARD, **CHANGE, **ATTACHED}

F_1_02 = SheetForm(
    "F-1.02",
    "FORMULIR PENDAFTARAN PERISTIWA KEPENDUDUKAN",
    (
        Section(
            "I.  DATA PEMOHON",
            (
                Row("1.", "Nama Lengkap", (line("pemohon.nama"),)),
                Row("2.", "Nomor Induk Kependudukan", (boxes("pemohon.nik", 16),)),
                Row("3.", "Nomor Kartu Keluarga", (boxes("pemohon.kk", 16),)),
            ),
        ),
    ),
    signing=(Signing(("Petugas,",)), Signing(("Pemohon,",), "ttd.pemohon")),
    ticks=TICKS,
)
