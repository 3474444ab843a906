"""What an office says once for all its services, typed on one page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from balai.services.editor.parts import long_text
from balai.services.editor.rows import Raw
from balai.services.rules import component_titles
from balai.services.standard import Component


class CommonForm(forms.Form):
    """The eight components that are the same for most services; each must say something."""

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, initial: Mapping[Component, str]) -> None:
        super().__init__(data, initial={component.value: words for component, words in initial.items()})
        for component, title in component_titles().items():
            self.fields[component.value] = long_text(title, 1200, required=True)

    def table(self) -> Raw:
        """What was typed, once it is valid."""
        told: dict[str, Any] = self.cleaned_data
        return dict(told)
