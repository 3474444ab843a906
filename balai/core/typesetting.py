"""Typesetting of everything printed or drawn, by Typst.

The data is handed over as a file of JSON and stays data: what an officer or a resident typed is never Typst source.
Being a file, it also leaves Typst what it has set before: of a letter that is typed, only the changed part is set anew.
Only the fonts in `balai/core/fonts` are used, so a letter looks the same on every machine, and a letter that needs a character
they lack is refused before it is numbered instead of being printed with a hole in it.
"""

import json
import os
import re
import shutil
import tempfile
import threading
import weakref
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import typst

if TYPE_CHECKING:
    from typst import PDFStandards

PACKAGE: Final = Path(__file__).resolve().parent.parent
FONTS: Final = PACKAGE / "core" / "fonts"

# Archival PDF that is also accessible: Typst itself refuses a document without title, language or alternative texts.
PDF_STANDARDS: "Final[PDFStandards]" = ["a-2b", "ua-1"]

SHEET: Final = "sheet.json"
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.(png|jpg|svg)")
# Signs that turn the direction of reading, so that paper shows another name than the register; broken halves of signs.
_MISLEADING = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Signs piled up on one letter ("zalgo") would cover the lines above and below.
_PILED_UP = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_UNPRINTABLE = re.compile(r"the text `\"(?P<text>.*)\"` could not be displayed", re.DOTALL)


class TypesettingFailed(Exception):
    """The document could not be typeset. `str()` is a sentence for the officer; `detail` is for the log of a developer.

    `detail` may quote the document, so it must not be logged where personal data may not go.
    """

    def __init__(self, sentence: str, *, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


class UnprintableText(TypesettingFailed):
    """A character that the shipped fonts do not have, such as an emoji; `text` is the piece that holds it."""

    def __init__(self, text: str) -> None:
        shown = text if text.isprintable() else " ".join(f"U+{ord(sign):04X}" for sign in text)
        super().__init__(
            f"Huruf atau tanda “{shown}” tidak bisa dicetak. Hapus atau ganti, lalu coba lagi.",
            detail=f"no glyph for {text!r}",
        )
        self.text = text


def typeset_pdf(
    template: str,
    data: Mapping[str, object],
    *,
    files: Mapping[str, bytes] | None = None,
    title: str,
    at: datetime,
) -> bytes:
    """Typeset `template` (a path below `balai/`) as tagged PDF/A-2b and PDF/UA-1 in Indonesian.

    `files` are pictures that the template draws with `picture(name)`. The same input and the same `at` (an aware time,
    written into the PDF as its creation time) always give the same bytes. Raises `UnprintableText`,
    `TypesettingFailed`.
    """
    desk = _desk()
    with desk.holding(_sheet(data, title), files or {}):
        return desk.pdf(template, at)


def typeset_svg(
    template: str, data: Mapping[str, object], *, files: Mapping[str, bytes] | None = None
) -> list[str]:
    """Typeset `template` as SVG, one string for each page, for a preview on screen.

    A character that the PDF could not hold fails here as well, so that it is found out while somebody types.
    Raises `UnprintableText`, `TypesettingFailed`.
    """
    desk = _desk()
    sheet = _sheet(data, "Pratinjau")
    signs = set(sheet)
    with desk.holding(sheet, files or {}):
        pages = desk.svg(template)
        # SVG export draws an empty box for a missing character and says nothing; PDF/A export refuses. Whoever types
        # brings a new character seldom, so the PDF is asked for seldom.
        if not signs <= _PRINTED[template]:
            desk.pdf(template, _LONG_AGO)
            _PRINTED[template] |= signs
    return pages


def typeset_png(
    template: str,
    data: Mapping[str, object],
    *,
    files: Mapping[str, bytes] | None = None,
    pixels_per_inch: float = 144,
) -> bytes:
    """Draw the first page of `template` as a PNG, for what shows pictures only. Raises `UnprintableText`, `TypesettingFailed`."""
    desk = _desk()
    with desk.holding(_sheet(data, "Gambar"), files or {}):
        return desk.png(template, pixels_per_inch)


def count_pages(
    template: str, data: Mapping[str, object], *, files: Mapping[str, bytes] | None = None
) -> int:
    """How many pages `template`, which uses `paper`, takes. Nothing is drawn, and what is drawn next is quicker by that.

    Raises `UnprintableText`, `TypesettingFailed`.
    """
    desk = _desk()
    with desk.holding(_sheet(data, "Pratinjau"), files or {}):
        return desk.pages(template)


_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
# Characters that a PDF of each template has held: at most as many as the fonts have.
_PRINTED: defaultdict[str, set[str]] = defaultdict(set)


def _sheet(data: Mapping[str, object], title: str) -> str:
    """What is drawn, as the library `balai.typ` reads it. Raises `UnprintableText`."""
    text = json.dumps({"data": data, "title": title}, ensure_ascii=False)
    unfit = _MISLEADING.search(text) or _PILED_UP.search(text)
    if unfit:
        raise UnprintableText(unfit[0][:8])
    return text


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


class _Desk:
    """One thread's compilers, one a template, with a private root folder: the package (read only) and the files of the current job.

    A Typst compiler must not be used by two threads. The root is a temporary folder, in memory where there is such a
    place, so what is printed never touches the source tree or, there, a disk; and a template cannot read anything
    outside the package.
    """

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="balai-typst-", dir=_memory())).resolve()
        weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)
        self._files = self.root / "files"
        self._files.mkdir()
        (self.root / PACKAGE.name).symlink_to(PACKAGE, target_is_directory=True)
        self._compilers: dict[str, typst.Compiler] = {}

    def holding(self, sheet: str, files: Mapping[str, bytes]) -> "_Holding":
        return _Holding(self._files, sheet, files)

    def pdf(self, template: str, at: datetime) -> bytes:
        return self._compile(template, "pdf", at)[0]

    def svg(self, template: str) -> list[str]:
        return [page.decode() for page in self._compile(template, "svg", None)]

    def png(self, template: str, pixels_per_inch: float) -> bytes:
        return self._compile(template, "png", None, pixels_per_inch)[0]

    def pages(self, template: str) -> int:
        try:
            return int(self._compiler(template).eval("query(<end>).last().location().page()"))
        except RuntimeError as error:  # `eval` raises no TypstError
            raise _failure(str(error), "") from None

    def _compiler(self, template: str) -> typst.Compiler:
        if template not in self._compilers:
            source = PACKAGE / template
            if not source.is_file() or not source.resolve().is_relative_to(PACKAGE):
                raise TypesettingFailed("Pola cetak tidak ditemukan.", detail=f"no template {template}")
            main = self.root / f"main-{len(self._compilers)}.typ"
            main.write_bytes(source.read_bytes())  # Typst refuses a main file behind a symbolic link
            self._compilers[template] = typst.Compiler(
                input=str(main),
                root=str(self.root),
                font_paths=_fonts(),
                ignore_system_fonts=True,
                # No packages are fetched: everything a template needs is in the repository.
                package_path=str(self.root / "none"),
                package_cache_path=str(self.root / "none"),
            )
        return self._compilers[template]

    def _compile(
        self,
        template: str,
        form: Literal["pdf", "svg", "png"],
        at: datetime | None,
        pixels_per_inch: float | None = None,
    ) -> list[bytes]:
        try:
            pages, warnings = self._compiler(template).compile_with_warnings(
                format=form,
                pdf_standards=PDF_STANDARDS if form == "pdf" else [],
                timestamp=_fixed_offset(at) if at else None,
                ppi=pixels_per_inch,
            )
        except typst.TypstError as error:
            raise _failure(error.message, error.diagnostic) from None
        if warnings:
            raise _failure(warnings[0].message, warnings[0].diagnostic)
        return pages if isinstance(pages, list) else [pages or b""]


class _Holding:
    """Puts what is drawn and its pictures into the desk's folder and takes them away again."""

    def __init__(self, folder: Path, sheet: str, files: Mapping[str, bytes]) -> None:
        self._paths = {folder / SHEET: sheet.encode()}
        for name, content in files.items():
            if not _FILE_NAME.fullmatch(name):
                raise ValueError(f"not a file name for a template: {name!r}")
            self._paths[folder / name] = content

    def __enter__(self) -> None:
        for path, content in self._paths.items():
            path.write_bytes(content)

    def __exit__(self, *_: object) -> None:
        for path in self._paths:
            path.unlink(missing_ok=True)


def _memory() -> str | None:
    """Where files are kept in memory, if this machine has such a place."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # a folder of our own is made there


_thread = threading.local()


def _desk() -> _Desk:
    desk: _Desk | None = getattr(_thread, "desk", None)
    if desk is None or not desk.root.is_dir():  # a cleaner of /tmp may have been here
        desk = _thread.desk = _Desk()
    return desk


def _fixed_offset(at: datetime) -> datetime:
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("the time of a document needs a time zone")
    return at.replace(microsecond=0).astimezone(timezone(offset))


def _failure(message: str, diagnostic: str) -> TypesettingFailed:
    unprintable = _UNPRINTABLE.search(message)
    if unprintable:
        return UnprintableText(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), unprintable["text"]))
    return TypesettingFailed(
        "Dokumen tidak bisa dicetak. Beri tahu pengelola Balai.", detail=diagnostic or message
    )
