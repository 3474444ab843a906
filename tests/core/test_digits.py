"""Long numbers as people type them."""

import pytest
from django import forms

from balai.core.digits import DigitsField


class Asked(forms.Form):
    number = DigitsField(error_messages={"required": "Isi nomornya."})


class Perhaps(forms.Form):
    number = DigitsField(required=False)


@pytest.mark.parametrize("typed", ["9901-0145 0792.9001", " 9901014507929001 "])
def test_what_stands_between_the_digits_does_not_count(typed: str) -> None:
    form = Asked({"number": typed})

    assert form.is_valid()
    assert form.cleaned_data == {"number": "9901014507929001"}


@pytest.mark.parametrize("typed", ["", "-", ". - ."])
def test_dashes_alone_are_no_number(typed: str) -> None:
    assert Asked({"number": typed}).errors == {"number": ["Isi nomornya."]}
    perhaps = Perhaps({"number": typed})
    assert perhaps.is_valid()
    assert perhaps.cleaned_data == {"number": ""}
