"""What printers call the papers of an Indonesian office."""

import pytest

from balai.core.media import A4, F4, Sheet, name_among, size_of


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("iso_a4_210x297mm", (210, 297)),
        ("na_foolscap_8.5x13in", (215.9, 330.2)),
        ("custom_f4_215x330mm", (215, 330)),
        ("Letter", None),
    ],
)
def test_standard_names_say_their_size(name: str, size: tuple[float, float] | None) -> None:
    found = size_of(name)

    assert found == (pytest.approx(size) if size else None)


@pytest.mark.parametrize(
    ("sheet", "names", "chosen"),
    [
        (A4, ["na_letter_8.5x11in", "iso_a4_210x297mm"], "iso_a4_210x297mm"),
        (F4, ["om_folio_210x330mm", "na_foolscap_8.5x13in", "iso_a4_210x297mm"], "na_foolscap_8.5x13in"),
        (F4, ["om_folio_210x330mm", "iso_a4_210x297mm"], "om_folio_210x330mm"),
        (F4, ["custom_min_76x127mm", "custom_max_216x356mm"], "custom_f4_215x330mm"),
        (F4, ["na_legal_8.5x14in", "na_letter_8.5x11in"], None),
        (A4, ["na_letter_8.5x11in", "custom_min_3x5in"], None),
    ],
)
def test_the_closest_paper_is_chosen_and_never_another(
    sheet: Sheet, names: list[str], chosen: str | None
) -> None:
    assert name_among(sheet, names) == chosen
