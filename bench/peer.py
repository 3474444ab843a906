"""The same letter as a web page for WeasyPrint: the same words, table, logo, code, fonts and paper."""

import base64
import html
from collections.abc import Callable
from typing import Any

from balai.core.typesetting import FONTS
from bench.bare import Sheet

FACES = (
    ("LiberationSerif-Regular", "normal"), ("LiberationSerif-Bold", "bold"),
)  # fmt: skip
STYLE = """
@page { size: A4; margin: 18mm 20mm; @bottom-left { content: string(foot); font: 7pt Letter } }
body { font: 12pt Letter; line-height: 1.35; text-align: justify }
.head { display: flex; border-bottom: 3px double black } .head img { height: 22mm } .head div { flex: 1; text-align: center }
h1 { font-size: 13pt; text-align: center; text-decoration: underline; margin-bottom: 0 } .number { text-align: center }
table { margin-left: 10mm } td { vertical-align: top } .sign { display: flex; justify-content: space-between }
.sign svg { width: 32mm; height: 32mm } .sign div { text-align: center } .foot { string-set: foot content() ; font-size: 7pt }
"""


def by_weasyprint(sheet: Sheet) -> Callable[[], bytes]:
    """PDF/A-2b from one page of HTML; fonts are described once, as a program that prints letters all day would."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: Letter; font-weight: {weight}; src: url({(FONTS / name).as_uri()}.ttf) }}"
        for name, weight in FACES
    )
    styles = [CSS(string=faces + STYLE, font_config=fonts)]
    page = _page(sheet)

    def print_once() -> bytes:
        written = HTML(string=page).write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/a-2b")
        return bytes(written)

    return print_once


def _page(sheet: Sheet) -> str:
    data = sheet.data
    logo = next(iter(sheet.files.values()), b"")
    picture = f'<img alt="" src="data:image/png;base64,{base64.b64encode(logo).decode()}">' if logo else ""
    head = "".join(f"<p>{_text(line)}</p>" for line in _strings(data["head"]))
    body = "".join(_block(block) for block in data["blocks"])
    signers = next(block["signers"] for block in data["blocks"] if block["kind"] == "signature")
    lines = [line for signer in signers for line in _strings(list(signer.values())) if isinstance(line, str)]
    return (
        f"<html lang=id><head><title>{html.escape(sheet.title)}</title></head><body>"
        f"<div class=head>{picture}<div>{head}</div></div><h1>{_text(data['title'])}</h1>"
        f"<p class=number>Nomor: {_text(data['number'])}</p>{body}"
        f"<div class=sign>{data['qr']}<div>{'<br>'.join(map(_text, lines))}</div></div>"
        f"<p class=foot>{_text(data['statement'])}</p></body></html>"
    )


def _block(block: dict[str, Any]) -> str:
    if block["kind"] == "identity":
        rows = "".join(
            f"<tr><td>{_text(row['label'])}</td><td>:</td><td>{_text(row['value'])}</td></tr>"
            for row in block["rows"]
        )
        return f"<table>{rows}</table>"
    return f"<p>{_text(block['text'])}</p>" if "text" in block else ""


def _strings(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [
            line
            for name, part in value.items()
            if name not in {"logo", "logo_alt"}
            for line in _strings(part)
        ]
    return [line for part in value for line in _strings(part)] if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "".join(map(_text, value))
    if isinstance(value, dict):
        return f"<b>{_text(value['text'])}</b>" if value.get("bold") else _text(value["text"])
    return html.escape(str(value))
