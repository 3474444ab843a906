"""F-1.06, Surat Pernyataan Perubahan Elemen Data Kependudukan."""

from balai.letters.sheets.declaration import Cell, CellKind, Column, SheetForm, Signing

MEMBERS = (
    Column("nama", "Nama", 7),
    Column("nik", "NIK", 5),
    Column("shdk", "SHDK", 4),
    Column("keterangan", "Keterangan", 6),
)


def _changes(first: str, first_label: str, second: str, second_label: str) -> tuple[Column, ...]:
    return (
        Column(f"{first}_semula", "Semula", 3, first_label),
        Column(f"{first}_menjadi", "Menjadi", 3, first_label),
        Column(f"{first}_dasar", "Dasar Perubahan", 4, first_label),
        Column(f"{second}_semula", "Semula", 3, second_label),
        Column(f"{second}_menjadi", "Menjadi", 3, second_label),
        Column(f"{second}_dasar", "Dasar Perubahan", 4, second_label),
        Column("keterangan", "Keterangan", 3),
    )


F_1_06 = SheetForm(
    "F-1.06",
    "SURAT PERNYATAAN PERUBAHAN ELEMEN DATA KEPENDUDUKAN",
    (),
    signing=(Signing(("Yang membuat pernyataan,",), "ttd.pemohon"),),
    lists={
        "anggota": {column.name: column for column in MEMBERS},
        "pendidikan_pekerjaan": {
            column.name: column
            for column in _changes("pendidikan", "Pendidikan Terakhir", "pekerjaan", "Pekerjaan")
        },
        "agama_lainnya": {
            column.name: column for column in _changes("agama", "Agama", "lainnya", "Lainnya, yaitu:")
        },
    },
    written=tuple(
        Cell(name, CellKind.LINE)
        for name in ("pemohon.nama", "pemohon.nik", "pemohon.kk", "pemohon.alamat", "lainnya.elemen")
    ),
    landscape=True,
    rows_a_sheet=5,
    grows=True,
)
