"""A form of which the register may refuse what it says."""

from uuid import UUID

from django import forms

from balai.residents.operations import ChangeNotAllowed, RelationImpossible


class RefusableForm(forms.Form):
    """Tells a refusal where it belongs."""

    def refuse(self, refusal: ChangeNotAllowed) -> None:
        """Say why the register did not take it, beside the field it is about."""
        names = [refusal.field]
        if isinstance(refusal, RelationImpossible):
            names += [stays_name(refusal.resident.pk), relation_name(refusal.resident.pk)]
        self.add_error(next((name for name in names if name in self.fields), None), str(refusal))


def relation_name(pk: UUID) -> str:
    """The name of the field that says what somebody is in the family they come into."""
    return f"relation_{pk.hex}"


def stays_name(pk: UUID) -> str:
    """The name of the field that says what somebody is to the next head."""
    return f"stays_{pk.hex}"
