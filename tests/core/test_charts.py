import re
from decimal import Decimal
from xml.etree import ElementTree

from balai.core.charts import Bar, bar_chart, figure, for_print, percentage, pyramid, scale_chart

SEXES = ("Laki-laki", "Perempuan")


def drawing(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  # drawn by us


def widths(svg: str, kind: str) -> list[float]:
    return [float(rect.attrib["width"]) for rect in drawing(svg).iter("rect") if rect.attrib["class"] == kind]


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in drawing(svg).iter("text")]


def test_a_chart_tells_all_its_values_to_those_who_cannot_see_it() -> None:
    svg = bar_chart(
        [Bar("Islam", (5500, 5600)), Bar("Kristen", (200, 210))], label="Warga menurut agama", series=SEXES
    )

    root = drawing(svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == (
        "Warga menurut agama: Islam 11.100 (laki-laki 5.500, perempuan 5.600); "
        "Kristen 410 (laki-laki 200, perempuan 210)."
    )


def test_bars_are_as_long_as_their_values() -> None:
    svg = bar_chart([Bar("Islam", (60, 40)), Bar("Hindu", (25, 0))], label="Agama")

    assert widths(svg, "bar") == [264.0, 110.0]
    assert widths(svg, "bar-2") == [176.0]
    assert "100 · 80 %" in texts(svg)


def test_the_smallest_value_can_still_be_seen() -> None:
    svg = bar_chart([Bar("Islam", (10_000,)), Bar("Hindu", (1,)), Bar("Konghucu", (0,))], label="Agama")

    assert widths(svg, "bar") == [440.0, 1.5]


def test_a_long_label_is_written_in_two_lines() -> None:
    svg = bar_chart([Bar("Tidak dapat membaca dan menulis huruf Latin/Arab", (3,))], label="Pendidikan")

    assert texts(svg)[:2] == ["Tidak dapat membaca dan", "menulis huruf Latin/Arab"]


def test_a_pyramid_has_the_oldest_at_the_top_and_both_sides_on_one_scale() -> None:
    svg = pyramid([Bar("0–4", (200, 100)), Bar("5–9", (50, 50))], label="Umur", series=SEXES)

    assert texts(svg)[:5] == ["Laki-laki", "Perempuan", "5–9", "50", "50"]
    assert widths(svg, "bar")[1] == 2 * widths(svg, "bar-2")[1] == 4 * widths(svg, "bar")[0]


def test_a_chart_of_nobody_is_still_a_chart() -> None:
    assert drawing(bar_chart([], label="Agama")).attrib["aria-label"] == "Agama: tidak ada."
    assert widths(pyramid([Bar("0–4", (0, 0))], label="Umur", series=SEXES), "bar") == []


def test_what_people_typed_stays_text() -> None:
    svg = bar_chart([Bar('Batak & "Toba" <b>', (1,))], label="Suku <script>")

    assert "<b>" not in svg
    assert "<script>" not in svg
    assert texts(svg)[0] == 'Batak & "Toba" <b>'


def test_pages_get_no_style_and_paper_gets_its_own() -> None:
    svg = bar_chart([Bar("Islam", (1,))], label="Agama")

    assert not re.search(r"style|fill=|stroke=", svg)
    assert "<style>" in for_print(svg)
    assert for_print(svg).startswith('<svg viewBox="0 0 440')


def test_numbers_are_written_as_in_indonesia() -> None:
    assert [figure(11_964), figure(3.6)] == ["11.964", "3,6"]
    assert [percentage(1, 8), percentage(2, 4), percentage(1, 9000), percentage(0, 0)] == [
        "12,5 %",
        "50 %",
        "< 0,1 %",
        "0 %",
    ]


def test_averages_stand_on_a_scale_without_sum_or_share() -> None:
    svg = scale_chart(
        [("Biaya/tarif", Decimal("4.000")), ("Sarana", Decimal("2.500")), ("Waktu", Decimal(1))],
        label="Nilai", lowest=1, highest=4,
    )  # fmt: skip

    assert widths(svg, "bar") == [440.0, 220.0, 1.5]
    assert texts(svg) == ["Biaya/tarif", "4,000", "Sarana", "2,500", "Waktu", "1"]
    assert drawing(svg).attrib["aria-label"] == "Nilai: Biaya/tarif 4,000; Sarana 2,500; Waktu 1."
