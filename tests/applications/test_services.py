"""What a page offers to apply for can be applied for."""

import pytest

from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form, shipped_slugs
from balai.services.reading import read_standard, shipped_standards

AT_THE_OFFICE = {"nik-pertama"}
"""Whoever has no number yet is taken in at the counter: nothing that is typed from afar says who they are."""
APPLIED_FOR = {str(each["slug"]) for each in shipped_standards() if read_standard(each).is_applied_for}


def test_every_form_has_a_service_that_leads_to_it() -> None:
    assert set(shipped_slugs()) == APPLIED_FOR | AT_THE_OFFICE


@pytest.mark.parametrize("slug", sorted(APPLIED_FOR))
def test_a_form_of_a_civil_document_goes_to_the_civil_registry_and_names_its_law(slug: str) -> None:
    content = shipped_form(slug)

    assert content
    assert read_form(content).law
