"""Fields that are typed on the kiosk's own pad or keyboard."""

from typing import Any

from django import forms


def digits(length: int, *, secret: bool = False, sends_itself: bool = False, **attrs: Any) -> forms.Widget:
    """So many digits, shown as boxes; dots if `secret`. `sends_itself` sends the form with the last digit."""
    kind: type[forms.TextInput] | type[forms.PasswordInput] = (
        forms.PasswordInput if secret else forms.TextInput
    )
    marks = {"data-keys": "digits", "data-dots": "", "maxlength": length, "inputmode": "numeric"}
    if sends_itself:
        marks["data-goes"] = "full"
    return kind({**marks, "autocomplete": "off", "autocorrect": "off", "spellcheck": "false", **attrs})


def letters(**attrs: Any) -> forms.TextInput:
    """Words; each begins with a capital unless the person wants otherwise."""
    return forms.TextInput(
        {"data-keys": "letters", "autocomplete": "off", "autocorrect": "off", "spellcheck": "false", **attrs}
    )
