"""Files as they leave the hall."""

from io import BytesIO

import pytest
from django.http.response import HttpResponseBase

from balai.core.handing_out import (
    PDF,
    XLSX,
    ZIP,
    json_response,
    pdf_response,
    streamed_response,
    workbook_response,
)


@pytest.mark.parametrize(
    ("response", "kind", "shown"),
    [
        (pdf_response(b"%PDF-", "surat.pdf"), PDF, 'inline; filename="surat.pdf"'),
        (pdf_response(b"%PDF-", "surat.pdf", download=True), PDF, 'attachment; filename="surat.pdf"'),
        (workbook_response(b"PK", "warga.xlsx"), XLSX, 'attachment; filename="warga.xlsx"'),
        (json_response({}, "data.json"), "application/json", 'attachment; filename="data.json"'),
        (streamed_response(BytesIO(b"PK"), "warga.xlsx", XLSX), XLSX, 'attachment; filename="warga.xlsx"'),
        (streamed_response(iter([b"PK"]), "buku.zip", ZIP), ZIP, 'attachment; filename="buku.zip"'),
    ],
)
def test_what_is_handed_out_is_kept_by_nobody(response: HttpResponseBase, kind: str, shown: str) -> None:
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == shown
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_name_that_somebody_chose_breaks_no_header() -> None:
    response = workbook_response(b"PK", 'Wargá "baru"\r\nX-Evil: 1.xlsx')

    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Warg%C3%A1%20%22baru%22")


def test_a_stream_is_handed_out_whole() -> None:
    response = streamed_response(iter([b"satu ", b"dua"]), "buku.zip", ZIP)

    assert b"".join(response) == b"satu dua"
