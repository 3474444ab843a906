"""Who follows a head of family, and what everybody who stays is to the next one.

Asked in two steps, which need no script: first who it is; then, with what somebody stated or else their old relations tell
filled in, what the others become. Whoever picks another head is asked anew.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from balai.residents.enums import Relation
from balai.residents.forms.codes import CodeField
from balai.residents.forms.refusable import RefusableForm, stays_name
from balai.residents.kinship import relations_to_next
from balai.residents.models import Resident
from balai.residents.operations import Succession

ASKED_FOR = "stays_with"


class SuccessionForm(RefusableForm):
    """A form with a field that names a head, beside one for each of the others."""

    next_head_field = "next_head"
    staying: Sequence[Resident] = ()
    heir: Resident | None = None
    is_asked_now = False

    def ask_relations(
        self,
        members: Sequence[Resident],
        *,
        leaving: Iterable[Resident] = (),
        stated: Succession | None = None,
    ) -> None:
        """Ask what the others are to whom the field names among `members`, those who stay; of nobody, ask nothing.

        `leaving` are in the family until then. `stated` is what somebody said before; it holds for the head of whom it
        was said.
        """
        named = self[self.next_head_field].value()
        self.heir = next((each for each in members if str(each.pk) == str(named or "")), None)
        if self.heir is None:
            return
        home = self.heir.family_id
        self.staying = [each for each in members if each.family_id == home and each != self.heir]
        self.fields[ASKED_FOR] = forms.UUIDField(widget=forms.HiddenInput, required=False)
        for person in self.staying:
            self.fields[stays_name(person.pk)] = self._field(person, self.heir)
        told = self._proposals(self.heir, [each for each in leaving if each.family_id == home])
        if stated and stated.head == self.heir:
            told |= {
                stays_name(each.pk): stated.relations[each.pk].value
                for each in self.staying
                if each.pk in stated.relations
            }
        if not self.is_bound:
            self.initial = {**self.initial, **told, ASKED_FOR: self.heir.pk}
        else:
            self._ask_anew(told, self.heir)

    def _ask_anew(self, told: dict[str, Any], heir: Resident) -> None:
        """Fill in what was not asked before, or for another head."""
        asked_for = self.data.get(self.add_prefix(ASKED_FOR)) or str(heir.pk)
        is_another = asked_for != str(heir.pk)
        new = {
            name: each for name, each in told.items() if is_another or self.add_prefix(name) not in self.data
        }
        filled = QueryDict(mutable=True)
        filled.update(self.data)
        for name, value in (*new.items(), (ASKED_FOR, heir.pk)):
            filled[self.add_prefix(name)] = str(value)
        self.data = filled
        self.is_asked_now = bool(new)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.heir and self.is_asked_now:
            name = self.heir.full_name
            self.add_error(None, f"Periksa hubungan tiap orang dengan {name}, lalu tekan tombolnya lagi.")
        return cleaned

    def succession(self) -> Succession | None:
        """Who follows, and what was said of those who stay; None where nobody has to."""
        if self.heir is None:
            return None
        said = {person.pk: self.cleaned_data[stays_name(person.pk)] for person in self.staying}
        return Succession(self.heir, said)

    @property
    def stays_names(self) -> list[str]:
        return [stays_name(person.pk) for person in self.staying]

    @staticmethod
    def _field(person: Resident, heir: Resident) -> CodeField:
        return CodeField(
            Relation,
            leave_out=[Relation.HEAD],
            label=f"{person.full_name}: hubungan dengan {heir.full_name}",
            help_text=formerly(person),
            error_messages={"required": "Pilih hubungannya."},
        )

    def _proposals(self, heir: Resident, leaving: Iterable[Resident]) -> dict[str, Any]:
        """What the old relations tell, by the name of the field; "" where they don't."""
        told = relations_to_next(
            heir.as_member,
            {person.pk: person.as_member for person in self.staying},
            leaving=[person.as_member for person in leaving],
        )
        return {stays_name(pk): relation.value if relation else "" for pk, relation in told.items()}


def formerly(person: Resident) -> str:
    """What somebody was in the family, as a sentence; "" where the register doesn't know it."""
    was = person.get_relation_display()
    return f"Sebelumnya {was.lower()}." if was else ""
