"""Trying a device out: one thing a page, and nothing of it is kept."""

from django import forms

from balai.kiosk.forms.keys import digits, letters


class DigitsForm(forms.Form):
    entry = forms.CharField(label="Enam angka apa saja", max_length=6, widget=digits(6, autofocus=True))


class LettersForm(forms.Form):
    entry = forms.CharField(label="Beberapa kata", max_length=40, widget=letters(autofocus=True))


class CodeForm(forms.Form):
    entry = forms.CharField(label="Kode", max_length=5000)
