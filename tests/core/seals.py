"""Authorities, sealed letters and attacks on them, for the tests of sealing and of verifying."""

from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields

from balai.core.authority import CertificateAuthority
from balai.core.keystore import KeyStore
from balai.core.typesetting import typeset_pdf

VILLAGE = "99.01.01.2001"
AT = datetime(2026, 11, 20, 9, 41, 58, tzinfo=timezone(timedelta(hours=7)))


def make_authority(
    folder: Path, *, regency: str = "Kabupaten Nusa Raya", at: datetime = AT
) -> CertificateAuthority:
    store = KeyStore(folder / "keys", folder / "apart" / "master.key")
    return CertificateAuthority.open_or_create(store, regency=regency, at=at)


@cache
def plain_letter() -> bytes:
    """A letter as typeset, not sealed."""
    return typeset_pdf(
        "core/typst/specimen.typ",
        {
            "head": {"lines": ["PEMERINTAH KABUPATEN NUSA RAYA", "DESA SUKAMAJU"]},
            "title": "Surat Keterangan Usaha",
            "number": "500/0001/SKJ/XI/2026",
            "blocks": [{"kind": "paragraph", "text": "Siti Aminah Lestari benar membuka warung sejak 2015."}],
            "signer": {"title": ["Kepala Desa,"], "name": "HARUN WIRATMAJA"},
        },
        title="Surat Keterangan Usaha",
        at=AT,
    )


def with_other_page(pdf: bytes) -> bytes:
    """The attack that leaves every sealed byte in place: a new revision that shows another page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.pdf_name("/Contents")] = writer.add_object(
        generic.StreamObject(stream_data=b"BT /f0 24 Tf 100 700 Td (Utang lunas) Tj ET")
    )
    writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0))
    return _written(writer)


def with_note_on_top(pdf: bytes) -> bytes:
    """A free text drawn over the page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, [100, 400, 300, 450])),
            generic.pdf_name("/Contents"): generic.pdf_string("Rp 900.000.000"),
            generic.pdf_name("/DA"): generic.pdf_string("/Helv 12 Tf 0 g"),
        }
    )
    writer.register_annotation(writer.root["/Pages"]["/Kids"].raw_get(0), writer.add_object(note))
    return _written(writer)


def with_empty_field_on_top(pdf: bytes) -> bytes:
    """An empty signature field: drawn over the text, and not a change in the eyes of the format."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec("Tipuan", box=(100, 400, 300, 450)))
    return _written(writer)


def with_bit_flipped(pdf: bytes, place: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
