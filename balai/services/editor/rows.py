"""A list of things on a page of forms: as many rows as there are things, added, moved and removed without a script."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

type Raw = dict[str, Any]
"""What stands in the controls of a form, as typed."""


class Row(forms.Form):
    """One thing of a list. A row in which nothing is typed is nothing."""

    use_required_attribute = False

    def raw(self) -> Raw:
        """What stands in the controls now."""
        if not self.is_bound:
            return dict(self.initial)
        return {
            name: field.widget.value_from_datadict(self.data, {}, self.add_prefix(name))
            for name, field in self.fields.items()
        }

    @property
    def is_empty(self) -> bool:
        return not any(self.raw().values())

    def table(self) -> Raw:
        """What the row says, once it is valid."""
        return {name: value for name, value in self.cleaned_data.items() if value}


type MakeRow = Callable[..., Row]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the rows of a list are."""

    name: str
    title: str
    noun: str
    most: int
    hint: str = ""


class Rows:
    """The rows of one list, bound to what was posted or filled with what is kept. `problem` is about the list as such."""

    def __init__(self, kind: Kind, forms: Sequence[Row]) -> None:
        self.kind, self.forms = kind, list(forms)
        self.problem = ""

    @classmethod
    def posted(cls, kind: Kind, data: QueryDict, make: MakeRow) -> "Rows":
        told = data.get(f"{kind.name}-jumlah", "0")
        count = min(int(told), kind.most) if told.isascii() and told.isdigit() else 0
        rows = (make(data, prefix=f"{kind.name}-{place}", empty_permitted=True) for place in range(count))
        return cls(kind, list(rows))

    @classmethod
    def of(cls, kind: Kind, kept: Sequence[Mapping[str, Any]], make: MakeRow) -> "Rows":
        return cls(
            kind,
            [make(prefix=f"{kind.name}-{place}", initial=dict(each)) for place, each in enumerate(kept)],
        )

    @property
    def count_name(self) -> str:
        return f"{self.kind.name}-jumlah"

    @property
    def is_full(self) -> bool:
        return len(self.forms) >= self.kind.most

    @property
    def filled(self) -> list[Row]:
        """Those in which something is typed."""
        return [form for form in self.forms if not form.is_empty]

    def is_valid(self) -> bool:
        """Reads every row, so that all problems are told at once."""
        verdicts = [form.is_valid() for form in self.filled]
        return all(verdicts)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong in the rows: the control that it is about, and a sentence with the row's number."""
        return [
            (
                bound.id_for_label or bound.auto_id,
                f"{self.kind.noun.capitalize()} {number}, {bound.label}: {error}",
            )
            for number, form in enumerate(self.forms, 1)
            if form.is_bound and form.errors
            for bound in form
            for error in bound.errors
        ]

    def tables(self) -> list[Raw]:
        return [form.table() for form in self.filled]

    def rearranged(self, action: str, place: int) -> list[Raw]:
        """What stands in the rows after `tambah`, or `hapus`, `naik`, `turun` of one of them."""
        raw = [form.raw() for form in self.forms]
        if action == "tambah" and not self.is_full:
            return [*raw, {}]
        if not 0 <= place < len(raw):
            return raw
        if action == "hapus":
            return raw[:place] + raw[place + 1 :]
        other = place + {"naik": -1, "turun": 1}.get(action, 0)
        if 0 <= other < len(raw):
            raw[place], raw[other] = raw[other], raw[place]
        return raw


def rows_of(kind: Kind, make: MakeRow, kept: Sequence[Mapping[str, Any]], data: QueryDict | None) -> Rows:
    """Bound to what was posted, else filled with what is kept."""
    return Rows.of(kind, kept, make) if data is None else Rows.posted(kind, data, make)


def arranged(rows: Rows, action: str, make: MakeRow) -> Rows:
    """The rows after an action such as `tambah:syarat` or `hapus:langkah-counter:0`; one for another list leaves them."""
    verb, name, place = read_action(action)
    return Rows.of(rows.kind, rows.rearranged(verb if name == rows.kind.name else "", place), make)


def read_action(action: str) -> tuple[str, str, int]:
    """The verb, the list and the place; -1 for none."""
    verb, _, rest = action.partition(":")
    name, _, place = rest.partition(":")
    return verb, name, int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
