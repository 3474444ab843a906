"""Whoever installs a device tries it out; nothing they type is kept."""

import pytest

from tests.factories import HallClient


@pytest.mark.parametrize(("part", "typed"), [("angka", "129456"), ("huruf", "Siti Am7"), ("kode", "0" * 700)])
def test_what_was_typed_or_scanned_is_shown(paired: HallClient, part: str, typed: str) -> None:
    answer = paired.post(f"/anjungan/uji/{part}/", {"entry": typed})

    assert answer.status_code == 200
    assert f"Terbaca {len(typed)} tanda" in answer.content.decode()


def test_only_the_page_that_reads_codes_may_use_the_camera(paired: HallClient) -> None:
    policies = {
        part: paired.get(f"/anjungan/uji/{part}/").headers["Permissions-Policy"] for part in ("angka", "kode")
    }

    assert policies["angka"].startswith("camera=()")
    assert policies["kode"].startswith("camera=(self)")


def test_nothing_typed_is_told_as_an_error(paired: HallClient) -> None:
    assert paired.post("/anjungan/uji/angka/", {"entry": ""}).status_code == 422
    assert paired.get("/anjungan/uji/mesin/").status_code == 404
