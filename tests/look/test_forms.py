"""One way to draw every form."""

import re

from django import forms

from balai.core.dates import LongDateField
from balai.core.rendering import BalaiRenderer
from balai.core.templatetags import look


class ArrivalForm(forms.Form):
    default_renderer = BalaiRenderer
    nik = forms.CharField(
        label="NIK", help_text="16 angka", widget=forms.TextInput(attrs={"class": "input-nik"})
    )
    arrived_on = LongDateField(label="Tanggal datang", required=False)
    by = forms.ChoiceField(
        label="Siapa", choices=[("self", "Sendiri"), ("kin", "Keluarga")], widget=forms.RadioSelect
    )
    true = forms.BooleanField(label="Data ini benar")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_hint_and_error_are_tied_to_their_control() -> None:
    markup = ArrivalForm({"nik": ""})["nik"].as_field_group()

    assert 'aria-describedby="id_nik_helptext id_nik_error"' in markup
    assert 'aria-invalid="true"' in markup
    assert 'id="id_nik_helptext"' in markup
    assert 'id="id_nik_error"' in markup
    assert '<label for="id_nik">NIK</label>' in markup


def test_classes_given_by_a_form_are_kept() -> None:
    assert 'class="input input-nik"' in ArrivalForm()["nik"].as_field_group()


def test_what_may_stay_empty_says_so() -> None:
    markup = ArrivalForm()["arrived_on"].as_field_group()

    assert "(boleh kosong)" in markup
    assert "(boleh kosong)" not in ArrivalForm()["nik"].as_field_group()


def test_a_choice_is_a_group_with_a_legend() -> None:
    markup = ArrivalForm({"by": ""})["by"].as_field_group()

    assert "<legend" in markup
    assert markup.count('class="choice"') == 2
    assert 'aria-describedby="id_by_error"' in markup
    assert "aria-invalid" not in markup


def test_a_whole_form_lists_its_problems_above() -> None:
    markup = str(
        ArrivalForm({"arrived_on": "5 Jol 1992", "nik": "9901010507920003", "by": "self", "true": "on"})
    )

    problems = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', markup)
    assert problems == [
        ("id_arrived_on", "Tanggal datang: Tanggal ini belum terbaca. Tulis seperti 5 Juli 1992.")
    ]


def test_ids_in_a_form_are_used_once() -> None:
    ids = re.findall(r'\bid="([^"]+)"', str(ArrivalForm({})))

    assert sorted(ids) == sorted(set(ids))


def test_a_problem_names_its_field_once() -> None:
    field = ArrivalForm()["nik"]

    assert look.complaint(field, "NIK harus 16 angka.") == "NIK harus 16 angka."
    assert look.complaint(field, "Tulis 16 angka.") == "NIK: Tulis 16 angka."
