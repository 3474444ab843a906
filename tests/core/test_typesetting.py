import json
import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from balai.core import typesetting
from balai.core.qr import qr_svg
from balai.core.typesetting import TypesettingFailed, UnprintableText, count_pages, typeset_pdf, typeset_svg

LETTER = "core/typst/specimen.typ"
REGISTER = "core/typst/specimen-register.typ"
MORNING = datetime(2026, 11, 20, 2, 41, 58, tzinfo=UTC)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path fill="#0b5057" d="M0 0h8v8H0z"/></svg>'


def letter(**changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = {
        "head": {"lines": ["PEMERINTAH KABUPATEN NUSA RAYA", "KECAMATAN MEKARSARI", "DESA SUKAMAJU"]},
        "title": "Surat Keterangan Domisili",
        "number": "400.12.2.1/0147/SKJ/XI/2026",
        "blocks": [
            {"kind": "paragraph", "text": "Kepala Desa Sukamaju menerangkan bahwa:"},
            {"kind": "identity", "rows": [{"label": "Nama", "value": "Siti Aminah Lestari", "strong": True}]},
        ],
        "signer": {
            "place_date": "Sukamaju, 20 November 2026",
            "title": ["Kepala Desa,"],
            "name": "HARUN WIRATMAJA",
        },
    }
    return content | changes


def letter_of(name: str) -> dict[str, Any]:
    return letter(blocks=[{"kind": "identity", "rows": [{"label": "Nama", "value": name}]}])


def pdf(content: dict[str, Any], **options: Any) -> pypdf.PdfReader:
    settings: dict[str, Any] = {"title": "Surat Keterangan Domisili", "at": MORNING} | options
    return pypdf.PdfReader(BytesIO(typeset_pdf(settings.pop("template", LETTER), content, **settings)))


def words(document: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().replace("\u00a0", " ") for page in document.pages).split())


def test_a_letter_says_what_its_data_says() -> None:
    document = pdf(letter(acknowledged={"title": ["Mengetahui,", "Camat Mekarsari,"], "name": "SRI WAHYUNI"}))

    text = words(document)
    for piece in (
        "DESA SUKAMAJU",
        "SURAT KETERANGAN DOMISILI",
        "Nomor: 400.12.2.1/0147/SKJ/XI/2026",
        "Siti Aminah Lestari",
        "Sukamaju, 20 November 2026",
        "HARUN WIRATMAJA",
        "Camat Mekarsari,",
    ):
        assert piece in text


def test_a_letter_is_archival_accessible_and_indonesian() -> None:
    document = pdf(letter())

    catalogue = document.trailer["/Root"].get_object()
    metadata = catalogue["/Metadata"].get_object().get_data().decode()
    assert catalogue["/Lang"] == "id-ID"
    assert catalogue["/MarkInfo"]["/Marked"] is True or catalogue["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in catalogue
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert document.metadata is not None
    assert document.metadata.title == "Surat Keterangan Domisili"
    assert document.metadata.creation_date == MORNING


def test_every_font_is_embedded_and_ours() -> None:
    document = pdf(letter(statement="Periksa keasliannya."))

    fonts = [font.get_object() for page in document.pages for font in page["/Resources"]["/Font"].values()]
    names = {font["/BaseFont"].split("+")[-1] for font in fonts}
    assert names == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSans"}
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_pictures_carry_an_alternative_text() -> None:
    head = letter()["head"] | {"logo": "logo.svg", "logo_alt": "Lambang Desa Sukamaju"}

    document = typeset_pdf(
        LETTER,
        letter(head=head, qr=qr_svg("https://x.example/v/#a")),
        files={"logo.svg": LOGO},
        title="x",
        at=MORNING,
    )

    texts = alternative_texts(pypdf.PdfReader(BytesIO(document)))
    assert texts == {"Lambang Desa Sukamaju", "Kode QR untuk memeriksa keaslian surat"}


def alternative_texts(document: pypdf.PdfReader) -> set[str]:
    found: set[str] = set()
    waiting: list[Any] = [document.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, dict):
            if "/Alt" in element:
                found.add(str(element["/Alt"]))
            waiting.append(element.get("/K", []))
        elif isinstance(element, list):
            waiting.extend(element)
    return found


def test_the_same_letter_at_the_same_time_has_the_same_bytes() -> None:
    first = typeset_pdf(LETTER, letter(), title="Surat", at=MORNING)

    again = typeset_pdf(LETTER, letter(), title="Surat", at=MORNING)

    assert first == again


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        typeset_pdf(LETTER, letter(), title="Surat", at=MORNING.replace(tzinfo=None))


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/balai/core/typst/balai.typ")',
        '#panic("x")',
        "*tebal* _miring_ $x^2$ `kode` <label> @rujukan",
        '"; #import "/etc/passwd"',
        "= Judul",
        "\\u{41} // komentar /* komentar */ ~ -- ...",
    ],
)
def test_typst_source_typed_by_a_person_is_printed_as_it_was_typed(typed: str) -> None:
    document = pdf(letter_of(typed))

    assert "".join(typed.split()) in "".join(words(document).split())


@pytest.mark.parametrize("typed", ["Siti 🙂", "ꦗꦮ", "阿里", "\x07", "Siti \u202eiT", "\ud800"])
def test_a_character_without_a_shape_stops_letter_and_preview_alike(typed: str) -> None:
    content = letter_of(typed)

    with pytest.raises(UnprintableText, match="tidak bisa dicetak"):
        typeset_pdf(LETTER, content, title="Surat", at=MORNING)
    with pytest.raises(UnprintableText):
        typeset_svg(LETTER, content)


@pytest.mark.parametrize(
    ("typed", "shown"), [("Siti ✓", "“✓”"), ("\x07", "“U+0007”"), ("\u202e", "“U+202E”")]
)
def test_a_character_that_stops_a_letter_is_named(typed: str, shown: str) -> None:
    with pytest.raises(UnprintableText, match=re.escape(shown)):
        typeset_svg(LETTER, letter_of(typed))


@pytest.mark.parametrize(
    "name", ["Nur’aini", "Ñoño Đặng", "José Müller–Şahin", "I Gusti Ngurah “Rai”", "Æ ẞ Ž", "½ m² · 3° ± €"]
)
def test_names_with_foreign_letters_print(name: str) -> None:
    assert "".join(name.split()) in "".join(words(pdf(letter_of(name))).split())


def test_the_preview_has_one_drawing_for_each_page() -> None:
    short = typeset_svg(LETTER, letter(watermark="CONTOH"))
    long = typeset_svg(LETTER, letter(blocks=[{"kind": "paragraph", "text": "kata " * 2000}]))

    assert len(short) == 1
    assert short[0].startswith("<svg")
    assert len(long) > 1


def test_pages_are_counted_without_drawing_them() -> None:
    long = letter(blocks=[{"kind": "paragraph", "text": "kata " * 2000}])

    assert count_pages(LETTER, letter()) == 1
    assert count_pages(LETTER, long) == len(typeset_svg(LETTER, long)) > 1


def test_a_template_that_cannot_be_set_is_said_while_counting_too() -> None:
    with pytest.raises(TypesettingFailed, match="tidak bisa dicetak"):
        count_pages(LETTER, {})


def test_a_register_book_repeats_its_head_on_every_page() -> None:
    columns = [
        {"label": "Nomor", "width": 10, "align": "center"},
        {"label": "Nama lengkap", "width": "2fr"},
        {"label": "Tempat", "width": "1fr", "group": "Kelahiran"},
        {"label": "Tanggal", "width": 22, "group": "Kelahiran"},
    ]
    rows = [[str(number), f"Warga {number}", "Nusa Raya", "05-07-1992"] for number in range(1, 121)]

    document = pdf({"title": "Buku Induk Penduduk", "columns": columns, "rows": rows}, template=REGISTER)

    assert len(document.pages) > 1
    assert all("Nama lengkap" in page.extract_text() for page in document.pages)
    assert all("Kelahiran" in page.extract_text() for page in document.pages)
    assert "Warga 120" in words(document)
    box = document.pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (330, 215)


def test_a_second_volume_of_a_book_counts_on() -> None:
    content = {
        "title": "Buku Induk Penduduk",
        "columns": [{"label": "Nama"}],
        "rows": [["Siti"]],
        "first_page": 41,
    }

    assert "41 / 41" in words(pdf(content, template=REGISTER))


def test_threads_never_mix_their_letters_or_pictures() -> None:
    start = threading.Barrier(4)

    def issue(worker: int, number: int) -> bytes:
        colour = f"#{worker}{number}{worker}{number}{worker}{number}".encode()
        content = letter_of(f"Warga {worker} {number}") | {"head": letter()["head"] | {"logo": "logo.svg"}}
        return typeset_pdf(
            LETTER, content, files={"logo.svg": LOGO.replace(b"#0b5057", colour)}, title="x", at=MORNING
        )

    def issue_many(worker: int) -> list[bytes]:
        start.wait()
        return [issue(worker, number) for number in range(6)]

    with ThreadPoolExecutor(4) as workers:
        together = list(workers.map(issue_many, range(4)))

    assert together == [[issue(worker, number) for number in range(6)] for worker in range(4)]


def test_pictures_leave_no_trace_after_the_job() -> None:
    head = letter()["head"] | {"logo": "logo.svg"}

    typeset_pdf(LETTER, letter(head=head), files={"logo.svg": LOGO}, title="x", at=MORNING)

    with pytest.raises(TypesettingFailed):
        typeset_pdf(LETTER, letter(head=head), title="x", at=MORNING)


@pytest.mark.parametrize("name", ["../x.svg", "/etc/x.svg", "x.exe", "a/b.png", ""])
def test_a_picture_cannot_be_put_anywhere_else(name: str) -> None:
    with pytest.raises(ValueError, match="file name"):
        typeset_pdf(LETTER, letter(), files={name: LOGO}, title="x", at=MORNING)


@pytest.mark.parametrize("template", ["core/typst/tidak-ada.typ", "../pyproject.toml", "/etc/passwd"])
def test_a_template_outside_the_package_is_refused(template: str) -> None:
    with pytest.raises(TypesettingFailed, match="Pola cetak"):
        typeset_pdf(template, {}, title="x", at=MORNING)


def test_a_broken_picture_is_said_in_indonesian() -> None:
    head = letter()["head"] | {"logo": "logo.png"}

    with pytest.raises(TypesettingFailed, match="tidak bisa dicetak") as refusal:
        typeset_pdf(LETTER, letter(head=head), files={"logo.png": b"bukan gambar"}, title="x", at=MORNING)

    assert "logo.png" not in str(refusal.value)


def test_a_missing_font_fails_instead_of_being_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asing.typ").write_text('#set document(title: "x")\n#set text(font: "Comic Sans MS")\nHalo')
    monkeypatch.setattr(typesetting, "PACKAGE", tmp_path)
    monkeypatch.setattr(typesetting, "_thread", threading.local())

    with pytest.raises(TypesettingFailed) as refusal:
        typeset_pdf("asing.typ", {}, title="x", at=MORNING)

    assert "comic sans" in refusal.value.detail.lower()


def test_a_swept_temporary_folder_is_made_again() -> None:
    typeset_pdf(LETTER, letter(), title="x", at=MORNING)
    shutil.rmtree(typesetting._desk().root)

    document = typeset_pdf(LETTER, letter(), title="x", at=MORNING)

    assert document.startswith(b"%PDF")


def test_data_is_one_json_text() -> None:
    with pytest.raises(TypeError):
        typeset_pdf(LETTER, letter(number=object()), title="x", at=MORNING)
    assert json.loads(typesetting._sheet({"a": "é"}, "x")) == {"data": {"a": "é"}, "title": "x"}
