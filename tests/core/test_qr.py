from io import BytesIO

import typst
from PIL import Image

from balai.core.qr import codes_on, qr_svg

PRINTED = b"""#set page(width: 50mm, height: 50mm, margin: 8mm)
#image(bytes(sys.inputs.qr), format: "svg", width: 34mm)"""


def scanned(drawing: str) -> str:
    """What a reader sees of the code printed 34 mm wide and scanned at 200 dots per inch."""
    page = typst.compile(PRINTED, format="png", ppi=200, sys_inputs={"qr": drawing})
    (code,) = codes_on(Image.open(BytesIO(page)).convert("L"))
    return str(code.text)


def test_a_printed_code_reads_back_what_it_holds() -> None:
    address = "https://sukamaju.desa.example/v/#" + "aB3dE_x-" * 38

    assert scanned(qr_svg(address)) == address


def test_a_code_is_a_bare_scaling_drawing() -> None:
    drawing = qr_svg("A012")

    assert drawing.startswith("<svg ")
    assert "viewBox=" in drawing
    assert "width=" not in drawing.split(">")[0]
    assert "style" not in drawing
