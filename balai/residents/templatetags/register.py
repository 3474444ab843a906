"""How the register shows people."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from balai.residents.enums import Residency, Standing
from balai.residents.models import Resident
from balai.residents.rules import nik_looks_wrong
from balai.residents.spelling import fold

register = template.Library()

STATES = {Standing.LIVING: "good", Standing.MISSING: "warn", Standing.AWAY: "info", Standing.INVALID: "bad"}


@register.filter
def marking(full_name: str, asked: Sequence[str]) -> SafeString:
    """A name with the part of each word marked that was asked for; a word that only sounds like it, whole."""
    return format_html_join(" ", "{}", ((_marked(word, asked),) for word in full_name.split()))


@register.filter
def standing_state(resident: Resident) -> str:
    """The `data-state` of somebody's standing; none for those who left or died."""
    if resident.is_living and nik_looks_wrong(resident.nik, resident.sex, resident.birth_date):
        return "warn"
    return STATES.get(Standing(resident.standing), "")


@register.filter
def standing_words(resident: Resident) -> str:
    """'Tetap', 'Tidak tetap', 'Pindah', or the doubt about a living person's NIK."""
    if not resident.is_living:
        return Standing(resident.standing).label
    if nik_looks_wrong(resident.nik, resident.sex, resident.birth_date):
        return "NIK dan lahir beda"
    return Residency(resident.residency).label


def _marked(word: str, asked: Sequence[str]) -> SafeString:
    for question in asked:
        if word.lower().startswith(question):
            return format_html("<mark>{}</mark>{}", word[: len(question)], word[len(question) :])
        if fold(word).startswith(question):
            return format_html("<mark>{}</mark>", word)
    return format_html("{}", word)
