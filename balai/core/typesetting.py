"""Typesetting of everything printed or drawn, by Typst.

The data is handed over as JSON and stays data: what an officer or a resident typed is never Typst source. Only the
fonts in `balai/core/fonts` are used, so a letter looks the same on every machine, and a letter that needs a character
they lack is refused before it is numbered instead of being printed with a hole in it.
"""

import json
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
    with desk.holding(files or {}):
        return desk.pdf(template, _inputs(data, title), at)


def typeset_svg(
    template: str, data: Mapping[str, object], *, files: Mapping[str, bytes] | None = None
) -> list[str]:
    """Typeset `template` as SVG, one string for each page, for a preview on screen.

    A character that the PDF could not hold fails here as well, so that it is found out while somebody types.
    Raises `UnprintableText`, `TypesettingFailed`.
    """
    desk = _desk()
    inputs = _inputs(data, "Pratinjau")
    signs = set(inputs["data"])
    with desk.holding(files or {}):
        pages = desk.svg(template, inputs)
        # SVG export draws an empty box for a missing character and says nothing; PDF/A export refuses. Whoever types
        # brings a new character seldom, so the PDF is asked for seldom.
        if not signs <= _PRINTED[template]:
            desk.pdf(template, inputs, _LONG_AGO)
            _PRINTED[template] |= signs
    return pages


_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
# Characters that a PDF of each template has held: at most as many as the fonts have.
_PRINTED: defaultdict[str, set[str]] = defaultdict(set)


def _inputs(data: Mapping[str, object], title: str) -> dict[str, str]:
    text = json.dumps(data, ensure_ascii=False)
    unfit = _MISLEADING.search(text + title) or _PILED_UP.search(text + title)
    if unfit:
        raise UnprintableText(unfit[0][:8])
    return {"data": text, "title": title}


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


class _Desk:
    """One thread's compiler with a private root folder: the package (read only) and the files of the current job.

    A Typst compiler must not be used by two threads. The root is a temporary folder, so pictures never touch the
    source tree and a template cannot read anything outside the package.
    """

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="balai-typst-")).resolve()
        weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)
        self._files = self.root / "files"
        self._files.mkdir()
        (self.root / PACKAGE.name).symlink_to(PACKAGE, target_is_directory=True)
        self._compiler = typst.Compiler(
            root=str(self.root),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            # No packages are fetched: everything a template needs is in the repository.
            package_path=str(self.root / "none"),
            package_cache_path=str(self.root / "none"),
        )

    def holding(self, files: Mapping[str, bytes]) -> "_Holding":
        return _Holding(self._files, files)

    def pdf(self, template: str, inputs: dict[str, str], at: datetime) -> bytes:
        return self._compile(template, inputs, "pdf", at)[0]

    def svg(self, template: str, inputs: dict[str, str]) -> list[str]:
        return [page.decode() for page in self._compile(template, inputs, "svg", None)]

    def _compile(
        self, template: str, inputs: dict[str, str], form: Literal["pdf", "svg"], at: datetime | None
    ) -> list[bytes]:
        source = PACKAGE / template
        if not source.is_file() or not source.resolve().is_relative_to(PACKAGE):
            raise TypesettingFailed("Pola cetak tidak ditemukan.", detail=f"no template {template}")
        try:
            pages, warnings = self._compiler.compile_with_warnings(
                input=source.read_bytes(),  # Typst refuses a main file behind a symbolic link
                format=form,
                sys_inputs=inputs,
                pdf_standards=PDF_STANDARDS if form == "pdf" else [],
                timestamp=_fixed_offset(at) if at else None,
            )
        except typst.TypstError as error:
            raise _failure(error.message, error.diagnostic) from None
        if warnings:
            raise _failure(warnings[0].message, warnings[0].diagnostic)
        return pages if isinstance(pages, list) else [pages or b""]


class _Holding:
    """Puts the pictures of one job into the desk's folder and takes them away again."""

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self._paths: dict[Path, bytes] = {}
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
