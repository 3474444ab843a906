"""What strangers send: refused in words, or kept as something else than what it was."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from balai.documents import examining, rules
from balai.documents.enums import MediaType, Treatment
from balai.documents.examining import Examined, examine, examine_untouched, joined, page_drawn, page_glimpsed
from balai.documents.refusals import REFUSALS, FileRefused, TooSlow
from balai.documents.sniffing import kind_of
from tests.core.seals import AT, VILLAGE, make_authority, plain_letter
from tests.documents import files

NO_PAPER = {
    "nothing": (lambda: b"", "empty"),
    "the test file of virus scanners": (lambda: files.EICAR, "virus"),
    "a photograph that carries it": (lambda: files.photo() + files.EICAR, "virus"),
    "a program of Windows, whatever it is called": (lambda: b"MZ\x90\0" + bytes(60), "program"),
    "a program of Linux": (lambda: b"\x7fELF\x02" + bytes(60), "program"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /", "program"),
    "an app for Android": (lambda: files.packed({"AndroidManifest.xml": b"x", "classes.dex": b"x"}), "program"),
    "a drawing that may hold scripts": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg onload="alert(1)"/>', "svg"),
    "a page of the web": (lambda: b" <!DOCTYPE html><script>alert(1)</script>", "web_page"),
    "a page of the web that is a PDF as well": (lambda: b"<html><!-- " + files.pdf() + b" -->", "web_page"),
    "something before the PDF": (lambda: b"GARBAGE\n" + files.pdf(), "damaged_pdf"),
    "a packed bomb": (lambda: files.packed({"nol": bytes(10_000_000)}), "archive"),
    "a Word document": (lambda: files.packed({"word/document.xml": b"<w/>"}), "word"),
    "an Excel table": (lambda: files.packed({"xl/workbook.xml": b"<x/>"}), "workbook"),
    "a document of old Office": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "office"),
    "a photograph as iPhones keep them": (lambda: b"\0\0\0\x18ftypheic" + bytes(60), "heic"),
    "a film": (lambda: b"\0\0\0\x18ftypmp42" + bytes(60), "recording"),
    "a GIF": (lambda: b"GIF89a" + bytes(60), "other_picture"),
    "some text": (lambda: b"Selamat pagi", "unknown"),
}  # fmt: skip

HOSTILE = {
    "a cut photograph": (lambda: files.photo()[:9000], "damaged_picture"),
    "a photograph of no more than its mark": (lambda: b"\xff\xd8\xff\xe0", "damaged_picture"),
    "a picture of 20,000 pixels": (lambda: files.one_colour(20_000), "too_wide"),
    "a stamp": (lambda: files.as_file(Image.new("RGB", (60, 40))), "too_small"),
    "a script on opening": (lambda: files.pdf(files.opens_with(files.script())), "scripted_pdf"),
    "a named script": (lambda: files.pdf(files.with_named_script), "scripted_pdf"),
    "a script in disguise": (files.in_disguise, "scripted_pdf"),
    "a script behind a lock that is open": (
        lambda: files.pdf(files.with_named_script, encryption=pikepdf.Encryption(user="", owner="rahasia")),
        "scripted_pdf",
    ),
    "a program that is started": (
        lambda: files.pdf(files.with_annotation("Link", A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))),
        "launching_pdf",
    ),
    "a form that sends": (
        lambda: files.pdf(files.opens_with(pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://jahat.test"))),
        "sending_pdf",
    ),
    "a form of another kind": (lambda: files.pdf(files.with_form), "sending_pdf"),
    "a file inside": (lambda: files.pdf(files.with_attachment), "carrying_pdf"),
    "a film inside": (lambda: files.pdf(files.with_annotation("RichMedia")), "playing_pdf"),
    "a password": (
        lambda: files.pdf(encryption=pikepdf.Encryption(user="rahasia", owner="rahasia")),
        "locked_pdf",
    ),
    "many pages": (lambda: files.pdf(pages=rules.MOST_PAGES + 1), "long_pdf"),
    "no page": (lambda: files.pdf(pages=0), "pageless_pdf"),
    "no PDF at all": (lambda: b"%PDF-1.7\n" + bytes(3000), "damaged_pdf"),
    "a bomb": (lambda: files.pdf(files.bomb()), "too_heavy"),
    "a bomb in a bomb": (lambda: files.pdf(files.bomb(2)), "too_heavy"),
    "a picture larger than any screen": (
        lambda: files.pdf(files.with_stream(b"", Subtype=pikepdf.Name.Image, Width=90_000, Height=90_000)),
        "too_heavy",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_PAPER)
def test_what_is_no_paper_is_known_by_its_first_bytes(name: str) -> None:
    make, why = NO_PAPER[name]

    assert kind_of(make()) == why


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_harm_is_refused_with_a_remedy(name: str) -> None:
    make, why = HOSTILE[name]

    with pytest.raises(FileRefused) as refusal:
        examine(make())

    assert str(refusal.value) == REFUSALS[why]


def test_what_unpacks_to_more_than_the_child_may_hold_ends_the_child_alone() -> None:
    with pytest.raises(FileRefused) as refusal:
        examine(files.one_colour(rules.WIDEST))

    assert str(refusal.value) == REFUSALS["too_heavy"]


def test_what_takes_longer_than_the_clock_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "CLOCK_SECONDS", 0.01)

    with pytest.raises(TooSlow, match="Coba lagi nanti"):
        examine(files.photo())


def test_a_file_that_is_too_large_is_never_opened() -> None:
    with pytest.raises(FileRefused) as refusal:
        examine(b"\xff\xd8\xff" + bytes(rules.LARGEST_FILE))

    assert str(refusal.value) == REFUSALS["too_large"]


def test_a_photograph_is_drawn_anew_upright_and_tells_nothing_but_its_picture() -> None:
    content = files.photo_with_secrets()

    kept = examine(content)

    with Image.open(BytesIO(kept.content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (648, 900))
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert (kept.media_type, kept.treatment, kept.width, kept.height) == (
        MediaType.JPEG,
        Treatment.DRAWN,
        648,
        900,
    )
    for secret in (b"rumah Bu Siti", b"<script>", b"jahat.js"):
        assert secret in content
        assert secret not in kept.content


def test_a_large_photograph_is_kept_small() -> None:
    kept = examine(files.as_file(files.paper(5000)))

    assert max(kept.width or 0, kept.height or 0) == rules.LONG_SIDE
    assert len(kept.content) < 700_000


def test_what_is_see_through_becomes_paper() -> None:
    drawing = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    drawing.paste((0, 0, 0, 255), (100, 100, 300, 200))

    kept = examine(files.as_file(drawing, "PNG"))

    with Image.open(BytesIO(kept.content)) as picture:
        assert min(picture.getpixel((10, 10))) > 250
        assert max(picture.getpixel((200, 150))) < 5


def test_a_pdf_is_written_anew_without_what_stood_around_its_pages() -> None:
    made = files.pdf(lambda made: made.docinfo.update({"/Author": "Bu Siti"})) + files.packed(
        {"jahat.js": b"1"}
    )

    kept = examine(made)

    assert (kept.media_type, kept.treatment, kept.pages) == (MediaType.PDF, Treatment.REWRITTEN, 1)
    assert b"jahat.js" not in kept.content
    assert PdfReader(BytesIO(kept.content)).metadata is None


def test_a_lock_that_opens_without_a_password_is_taken_off() -> None:
    kept = examine(files.pdf(encryption=pikepdf.Encryption(user="", owner="rahasia")))

    assert not PdfReader(BytesIO(kept.content)).is_encrypted


def test_a_signed_pdf_stays_byte_for_byte(sealed_letter: bytes) -> None:
    kept = examine(sealed_letter)

    assert (kept.content, kept.treatment) == (sealed_letter, Treatment.UNTOUCHED)


def test_a_signed_pdf_with_something_behind_its_end_is_refused(sealed_letter: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        examine(sealed_letter + files.packed({"jahat.js": b"1"}))

    assert str(refusal.value) == REFUSALS["damaged_pdf"]


def test_what_an_office_issues_is_kept_byte_for_byte_and_looked_into() -> None:
    made = files.pdf(lambda made: made.docinfo.update({"/Author": "Disdukcapil"}))

    kept = examine_untouched(made, MediaType.PDF)

    assert kept == Examined(made, MediaType.PDF, Treatment.UNTOUCHED, pages=1)
    with pytest.raises(FileRefused, match="berisi program"):
        examine_untouched(files.pdf(files.with_named_script), MediaType.PDF)
    with pytest.raises(FileRefused, match="bukan seperti yang disebut"):
        examine_untouched(files.photo(), MediaType.PDF)


def test_several_papers_become_one_pdf_and_each_of_its_pages_a_picture() -> None:
    whole = joined(
        [files.photo(), files.pdf(pages=2), files.as_file(files.paper(700).rotate(90, expand=True))]
    )
    page = page_drawn(whole, page=1, long_side=800)

    sizes = [
        (round(page.mediabox.width), round(page.mediabox.height)) for page in PdfReader(BytesIO(whole)).pages
    ]
    assert sizes == [(595, 842), (595, 842), (595, 842), (842, 595)]
    with Image.open(BytesIO(page)) as picture:
        assert (picture.format, max(picture.size)) == ("JPEG", 800)


@pytest.mark.parametrize("paper", [(842, 595), (243, 153)], ids=["A4", "card"])
def test_a_glimpse_of_a_paper_shows_no_digit_however_small_it_is(paper: tuple[int, int]) -> None:
    strokes = " ".join(
        f"{place} 0 2 600 re" for place in range(0, 842, 4)
    )  # as thick as those of bold digits

    def covered(made: pikepdf.Pdf) -> None:
        made.pages[0].MediaBox = [0, 0, *paper]
        made.pages[0].Contents = made.make_stream(f"{strokes} f".encode())

    def contrast(picture: bytes) -> int:
        with Image.open(BytesIO(picture)) as opened:
            assert max(opened.size) == 300
            darkest, lightest = opened.convert("L").crop((100, 50, 200, 100)).getextrema()
        return lightest - darkest

    whole = files.pdf(covered)

    assert contrast(page_drawn(whole, page=1, long_side=300)) > 100
    assert contrast(page_glimpsed(whole, long_side=300)) < 40


@pytest.fixture(scope="module")
def sealed_letter(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A letter as a village issues it."""
    from balai.core.sealing import open_seal

    authority = make_authority(tmp_path_factory.mktemp("segel"))
    authority.issue_seal_certificate(code=VILLAGE, name="Pemerintah Desa Sukamaju", at=AT)
    return open_seal(authority, VILLAGE).seal(plain_letter(), reason="Surat", location="Sukamaju", at=AT)
