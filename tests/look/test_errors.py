"""Error pages stand on their own feet: they may be all that still works."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from balai.tenancy.models import Regency, Village

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "422.html", "429.html", "500.html"]


@pytest.mark.parametrize("page", PAGES)
def test_an_error_page_needs_no_request_and_no_database(page: str) -> None:
    markup = render_to_string(page)

    assert '<html lang="id"' in markup
    assert '<main id="isi"' in markup
    assert markup.count("<h1>") == 1
    assert 'class="button"' in markup


@pytest.mark.parametrize("page", PAGES)
def test_an_error_page_in_a_village_leads_back_to_it(page: str, settings: Any) -> None:
    settings.ROOT_URLCONF = "config.urls_village"
    request = RequestFactory().get("/")
    regency = Regency(name="Nusa Raya", province="Nusantara")
    request.village = Village(name="Laha", word_village="negeri", district="Pulau Luar", regency=regency)  # type: ignore[attr-defined]

    markup = render_to_string(page, request=request)

    assert "Negeri Laha" in markup
    assert "desa" not in markup.lower()
