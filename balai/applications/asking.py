"""Which form a service is applied for with, on this day, in this village."""

from dataclasses import dataclass
from typing import Any

from balai.applications.form.letter_forms import letter_form
from balai.applications.form.shipped import shipped_form
from balai.letters.enums import KindState
from balai.letters.models import KindVersion
from balai.services.catalogue import Listed
from balai.services.standard import Nature


@dataclass(frozen=True, slots=True)
class AskedWith:
    """The form of a service; for a letter also the version of its kind, in whose words it will be written."""

    form: dict[str, Any]
    kind_version: KindVersion | None = None


def is_taken_in(listed: Listed) -> bool:
    """Whether officers take it in at the counter. No queries."""
    return listed.standard.is_applied_for or _form_without_nik(listed) is not None


def form_at_counter(listed: Listed) -> AskedWith | None:
    """The form as an officer fills it in: also for somebody without a NIK, of whom nothing says from afar who they are."""
    asked = form_for(listed)
    form = None if asked else _form_without_nik(listed)
    return AskedWith(form) if form else asked


def form_for(listed: Listed) -> AskedWith | None:
    """The form as it is today; None for what is not applied for from afar."""
    if not listed.standard.is_applied_for:
        return None
    if listed.standard.nature is not Nature.LETTER:
        form = shipped_form(listed.service.slug)
        return AskedWith(form) if form else None
    kinds = KindVersion.objects.current().filter(kind__service=listed.service)
    version = kinds.filter(kind__state=KindState.OFFERED).first()
    return AskedWith(letter_form(version.definition), version) if version else None


def _form_without_nik(listed: Listed) -> dict[str, Any] | None:
    """The form of what somebody without a NIK asks for; None where one is needed."""
    form = None if listed.standard.nature is Nature.LETTER else shipped_form(listed.service.slug)
    return form if form and form.get("nik_optional") else None
