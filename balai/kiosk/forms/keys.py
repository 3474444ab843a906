"""Fields that are typed on the kiosk's own pad or keyboard."""

from typing import Any, Final

from django import forms

NUMBER: Final = (4, 4, 4, 4)
"""A NIK or the number of a KK."""
DATE: Final = (2, 2, 4)
"""Day, month and year."""
TIME: Final = (2, 2)
"""Hours and minutes."""


def digits(*groups: int, secret: bool = False, sends_itself: bool = False, **attrs: Any) -> forms.Widget:
    """So many digits in each group, shown as boxes; dots if `secret`. `sends_itself` sends the form with the last digit."""
    kind: type[forms.TextInput] | type[forms.PasswordInput] = (
        forms.PasswordInput if secret else forms.TextInput
    )
    marks = {
        "data-keys": "digits",
        "data-dots": " ".join(map(str, groups)),
        "maxlength": sum(groups),
        "inputmode": "numeric",
    }
    if sends_itself:
        marks["data-goes"] = "full"
    return kind({**marks, "autocomplete": "off", "autocorrect": "off", "spellcheck": "false", **attrs})


def letters(**attrs: Any) -> forms.TextInput:
    """Words; each begins with a capital unless the person wants otherwise."""
    return forms.TextInput(
        {"data-keys": "letters", "autocomplete": "off", "autocorrect": "off", "spellcheck": "false", **attrs}
    )
