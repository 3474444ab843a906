"""The engines alone: the very document that `issue_letter` made, by bare Typst and bare pyHanko."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from balai.core import typesetting
from balai.core.sealing import VillageSeal
from balai.letters import sheet as drawing


@dataclass(frozen=True)
class Sheet:
    """What was handed to the typesetting."""

    template: str
    data: dict[str, Any]
    files: dict[str, bytes]
    title: str
    at: datetime


@contextmanager
def recorded() -> Iterator[list[Sheet]]:
    """Remember what `issue_letter` typesets inside the block."""
    sheets: list[Sheet] = []
    original = drawing.typeset_pdf

    def remember(template: str, data: Any, **options: Any) -> bytes:
        sheets.append(Sheet(template, data, options["files"], options["title"], options["at"]))
        return original(template, data, **options)

    drawing.typeset_pdf = remember
    try:
        yield sheets
    finally:
        drawing.typeset_pdf = original


@contextmanager
def recorded_pictures() -> Iterator[list[Sheet]]:
    """Remember what a preview typesets inside the block."""
    sheets: list[Sheet] = []
    original = drawing.typeset_svg

    def remember(template: str, data: Any, **options: Any) -> list[str]:
        sheets.append(Sheet(template, data, options["files"], "Pratinjau", typesetting._LONG_AGO))
        return original(template, data, **options)

    drawing.typeset_svg = remember
    try:
        yield sheets
    finally:
        drawing.typeset_svg = original


def bare_typst(sheet: Sheet) -> Callable[[], bytes]:
    """Compiling the same source with the same data to PDF/A, and nothing else."""
    timestamp = typesetting._fixed_offset(sheet.at)
    compile_once = _bare(sheet, format="pdf", pdf_standards=typesetting.PDF_STANDARDS, timestamp=timestamp)
    return lambda: bytes(compile_once())


def bare_svg(sheet: Sheet) -> Callable[[], object]:
    """Compiling the same source with the same data to SVG, and nothing else."""
    return _bare(sheet, format="svg")


def _bare(sheet: Sheet, **options: Any) -> Callable[[], Any]:
    root = Path(tempfile.mkdtemp(prefix="balai-bench-typst-")).resolve()
    (root / "balai").symlink_to(typesetting.PACKAGE, target_is_directory=True)
    (root / "files").mkdir()
    for name, content in sheet.files.items():
        (root / "files" / name).write_bytes(content)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[typesetting.FONTS]
    )
    compiler = typst.Compiler(root=str(root), font_paths=fonts, ignore_system_fonts=True)
    source = (typesetting.PACKAGE / sheet.template).read_bytes()
    turn = iter(range(1_000_000))

    def compile_once() -> Any:
        # A value that changes, as a number does, and an input that does: Typst remembers what it has just set.
        number = next(turn)
        changing = {**sheet.data, "number": f"{sheet.data['number']}-{number}"}
        told = json.dumps({"data": changing, "title": sheet.title}, ensure_ascii=False)
        (root / "files" / typesetting.SHEET).write_text(told)
        return compiler.compile(input=source, sys_inputs={"turn": str(number)}, **options)

    return compile_once


def bare_pyhanko(pdf: bytes, seal: VillageSeal) -> Callable[[], bytes]:
    """One PAdES B-B signature with pyHanko's own signer, its key read once."""
    folder = Path(tempfile.mkdtemp(prefix="balai-bench-key-"))
    key_file, certificate_file = folder / "key.pem", folder / "certificate.pem"
    key_file.write_bytes(seal.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    certificate_file.write_bytes(seal.certificate.public_bytes(serialization.Encoding.PEM))
    signer = signers.SimpleSigner.load(str(key_file), str(certificate_file))
    metadata = signers.PdfSignatureMetadata(
        field_name="Segel1", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )

    def sign_once() -> bytes:
        written = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=signer)
        return bytes(written.getvalue())

    return sign_once
