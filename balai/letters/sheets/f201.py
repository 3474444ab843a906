"""F-2.01, Formulir Pelaporan Pencatatan Sipil di dalam Wilayah NKRI: one sheet for sixteen events."""

from balai.letters.sheets import f201_papers as papers
from balai.letters.sheets.declaration import Cell, CellKind, Row, Section, SheetForm, Signing, boxes, day
from balai.letters.sheets.f201_events import CHILD, DEATH, EVENTS, NAME, NUMBER, STILLBIRTH, only


def _person(title: str, name: str, *, travels: bool = True) -> Section:
    """Nama, NIK, nomor dokumen perjalanan, nomor KK, kewarganegaraan."""
    travel = (Row("", "Nomor Dokumen Perjalanan*", (boxes(f"{name}.dokumen_perjalanan", NAME),)),)
    return Section(
        title,
        (
            Row("", "Nama", (boxes(f"{name}.nama", NAME),)),
            Row("", "NIK", (boxes(f"{name}.nik", NUMBER),)),
            *(travel if travels else ()),
            Row("", "Nomor Kartu Keluarga", (boxes(f"{name}.kk", NUMBER),)),
            Row("", "Kewarganegaraan", (boxes(f"{name}.kewarganegaraan", NAME),)),
        ),
    )


def _parent(name: str, word: str) -> tuple[Row, ...]:
    return (
        Row("", f"Nama {word}", (boxes(f"{name}.nama", NAME),)),
        Row("", f"NIK {word}", (boxes(f"{name}.nik", NUMBER),)),
        Row("", f"Tempat Lahir {word}", (boxes(f"{name}.tempat_lahir", NAME),)),
        Row("", f"Tanggal Lahir {word}", (day(f"{name}.tanggal_lahir"),)),
        Row("", f"Kewarganegaraan {word}", (boxes(f"{name}.kewarganegaraan", NAME),)),
    )


PARENTS = Section(
    "DATA ORANG TUA**",
    (*_parent("ayah", "Ayah"), *_parent("ibu", "Ibu")),
    note="hanya diisi untuk keperluan pencatatan kelahiran, lahir mati, dan kematian",
    events=only("kelahiran", "lahir_mati", "kematian"),
)

F_2_01 = SheetForm(
    "F-2.01",
    "FORMULIR PELAPORAN PENCATATAN SIPIL DI DALAM WILAYAH NKRI",
    (
        _person("DATA PELAPOR", "pelapor"),
        _person("DATA SUBJEK AKTA KESATU", "subjek1"),
        _person("DATA SUBJEK AKTA KEDUA (JIKA ADA)", "subjek2"),
        _person("DATA SAKSI I", "saksi1", travels=False),
        _person("DATA SAKSI II", "saksi2", travels=False),
        PARENTS,
        CHILD,
        STILLBIRTH,
        papers.MARRIAGE,
        papers.ANNULMENT,
        papers.DIVORCE,
        papers.DIVORCE_ANNULMENT,
        DEATH,
        papers.ADOPTION,
        papers.ACKNOWLEDGEMENT,
        papers.LEGITIMATION,
        papers.NAME_CHANGE,
        papers.CITIZENSHIP,
        papers.OTHER_EVENT,
        papers.CORRECTION,
        papers.CANCELLATION,
        papers.ABROAD,
    ),
    signing=(
        Signing(("Mengetahui,", "Pejabat Dinas yang membidangi", "Pencatatan Sipil,"), nip=True),
        Signing(("Pelapor,",), "ttd.pelapor"),
    ),
    ticks={f"peristiwa.{name}": label for name, label in EVENTS.items()},
    written=(
        Cell("wilayah.desa", CellKind.LINE),
        Cell("wilayah.kecamatan", CellKind.LINE),
        Cell("wilayah.kabupaten", CellKind.LINE),
        boxes("wilayah.kode", 10),
    ),
    notes=(
        "*) Diisi oleh orang asing, dan oleh WNI yang mempunyai dokumen perjalanan.",
        "**) Bila asal-usul orang tua tidak diketahui, data orang tua dikosongkan.",
        "***) Coret yang tidak perlu.",
    ),
)
