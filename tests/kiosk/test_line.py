"""What a kiosk shows while the office's database is away or a page is broken. tests/chaos takes the database away for real."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.faults import broken


def failed(path: str, **headers: str) -> HttpResponse:
    """The answer to a request of which not even the village is known."""
    return broken(RequestFactory().post(path, headers=headers))


@pytest.mark.parametrize("root", ["/sukamaju", ""])
def test_a_page_of_the_kiosk_leads_on_by_itself(root: str) -> None:
    page = failed(f"{root}/anjungan/cetak/")

    shown = page.content.decode()
    assert page.status_code == 500
    assert "Ada gangguan di kantor" in shown
    assert f'data-onward="{root}/anjungan/lanjut/"' in shown
    assert f'content="10;url={root}/anjungan/lanjut/"' in shown
    assert page.headers["Cache-Control"] == "no-store"


def test_a_part_of_a_page_moves_the_whole_page_instead_of_standing_in_it() -> None:
    part = failed("/sukamaju/anjungan/keluar/", **{"HX-Request": "true"})

    assert (part.content, part.headers["HX-Redirect"]) == (b"", "/sukamaju/anjungan/lanjut/")


@pytest.mark.parametrize("path", ["/meja/anjungan/", "/sukamaju/meja/anjungan/", "/sukamaju/", "/sehat"])
def test_elsewhere_somebody_reads_what_to_do(path: str) -> None:
    page = failed(path)

    assert "Ada yang rusak di pihak kami" in page.content.decode()
    assert b"http-equiv" not in page.content
