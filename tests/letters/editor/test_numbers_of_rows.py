"""Numbers that a page sends are read as numbers or not at all."""

from typing import Any

import pytest

from balai.letters.editor.part_editor import with_row_changed


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x", ""])
def test_a_crafted_number_of_a_row_changes_nothing(number: str) -> None:
    part: dict[str, Any] = {"block": "identity", "rows": [{"label": "Nama"}, {"label": "NIK"}]}

    assert with_row_changed(part, f"rows:hapus:{number}", None) == part
