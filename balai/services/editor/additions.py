"""What a village or the regency adds to a standard that it inherits, on one page of forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify

from balai.core.lines import LinesField
from balai.core.strict_tables import Table
from balai.services.editor.parts import (
    COMPONENT,
    REQUIREMENTS,
    WAYS,
    StandardPart,
    fee_of,
    raw_of,
    time_of,
    told_only,
)
from balai.services.editor.row_forms import RequirementRow, StepRow
from balai.services.editor.rows import Raw, Row, Rows, arranged, read_action, rows_of
from balai.services.reading import read_layers
from balai.services.standard import Component, Standard, Step, Way
from balai.services.telling import Names
from balai.services.troubles import Trouble, troubles

PROOFS = "bukti-"
FIELDS = {"fee": "fee_amount", "time": "time_amount"}
"""The field at which a refused part is told, where it is not called as the part is."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is added to: the layers below as tables, what they make together, and the words around it."""

    tables: tuple[Table, ...]
    standard: Standard
    common: Mapping[Component, str]
    posts: Names

    @classmethod
    def of(cls, tables: Sequence[Table], common: Mapping[Component, str], posts: Names) -> "Ground":
        return cls(tuple(tables), read_layers(*tables), common, posts)

    @property
    def components(self) -> Mapping[Component, str]:
        return {**self.common, **self.standard.components}


class AdditionsForm(StandardPart):
    """Everything that is no list. The fee can only be typed where no law makes the service free."""

    def __init__(self, data: QueryDict | None, *, ground: Ground, initial: Raw) -> None:
        standard = ground.standard
        super().__init__(data, initial=initial, posts=ground.posts, usual_post=standard.responsible)
        if standard.fee.free:
            for name in ("fee_amount", "fee_law", "fee_note"):
                del self.fields[name]
        self.fields["time_amount"].help_text = f"Kosong: tetap {standard.time}."
        self.fields["note"].help_text = (
            f"Menggantikan: “{standard.note}”" if standard.note else self.fields["note"].help_text
        )
        self.proofs = {_field_of(each.name): each.name for each in standard.requirements}
        for field, name in self.proofs.items():
            self.fields[field] = LinesField(label=name, longest=300, most=12, rows=2, required=False)
        self.add_components(ground.components, required=False)

    @property
    def proof_fields(self) -> list[Any]:
        return [self[field] for field in self.proofs]


def _field_of(requirement: str) -> str:
    return f"{PROOFS}{slugify(requirement)[:80]}"


class AdditionsEditor:
    """The page: one form, the requirements, the steps of each way. Bound when `data` is given, else as `layer` says."""

    def __init__(
        self, ground: Ground, layer: Table, effective_from: date | None, data: QueryDict | None = None
    ) -> None:
        self.ground = ground
        self.form = AdditionsForm(
            data, ground=ground, initial={"effective_from": effective_from, **_initial(ground, layer)}
        )
        self.requirements = rows_of(REQUIREMENTS, self._requirement_row, _kept_requirements(layer), data)
        self.steps = {
            way: rows_of(kind, StepRow, layer.get("steps", {}).get(way, ()), data)
            for way, kind in WAYS.items()
        }

    def _requirement_row(self, *args: Any, **kwargs: Any) -> Row:
        return RequirementRow(*args, questions=self.ground.standard.questions, **kwargs)

    @property
    def lists(self) -> list[Rows]:
        return [self.requirements, *self.steps.values()]

    @property
    def ways(self) -> list[tuple[Rows, tuple[Step, ...]]]:
        """The rows of each way beside the steps that are inherited."""
        return [(rows, self.ground.standard.steps.get(way, ())) for way, rows in self.steps.items()]

    def rearrange(self, action: str) -> None:
        """Add, remove or move a row, or fill a way with the inherited steps; nothing typed is checked or lost.

        `action` is `tambah:syarat`, `hapus:langkah-counter:0`, `salin:langkah-online`.
        """
        verb, name, _ = read_action(action)
        self.form = AdditionsForm(None, ground=self.ground, initial=raw_of(self.form))
        self.requirements = arranged(self.requirements, action, self._requirement_row)
        for way, rows in self.steps.items():
            copied = verb == "salin" and rows.kind.name == name
            inherited = _as_tables(self.ground.standard.steps.get(way, ()))
            self.steps[way] = (
                Rows.of(rows.kind, inherited, StepRow) if copied else arranged(rows, action, StepRow)
            )

    def is_valid(self) -> bool:
        """Whether everything can be read and nothing takes away what the law gives; what is wrong stands at its place."""
        if not all([self.form.is_valid(), *(rows.is_valid() for rows in self.lists)]):
            return False
        found = troubles(self.ground.tables, self.table())
        for trouble in found:
            self._place(trouble)
        return not found

    def _place(self, trouble: Trouble) -> None:
        match trouble.part:
            case "requirements":
                self.requirements.filled[int(trouble.place)].add_error("name", trouble.sentence)
            case "proofs":
                self.form.add_error(_field_of(str(trouble.place)), trouble.sentence)
            case "steps":
                self.steps[Way(str(trouble.place))].problem = trouble.sentence
            case "components":
                self.form.add_error(f"{COMPONENT}{trouble.place}", trouble.sentence)
            case part:
                field = FIELDS.get(part, part)
                self.form.add_error(field if field in self.form.fields else None, trouble.sentence)

    @property
    def effective_from(self) -> date:
        day: date = self.form.cleaned_data["effective_from"]
        return day

    def table(self) -> Raw:
        """The additions as a table, once everything is read."""
        form, told, below = self.form, self.form.cleaned_data, self.ground.standard
        time, fee = form.time(), form.fee()
        channels = told["channels"]
        return told_only(
            {
                "requirements": self.requirements.tables(),
                "proofs": told_only({name: told[field] for field, name in form.proofs.items()}),
                "legal_basis": told["legal_basis"],
                "search_words": told["search_words"],
                "channels": channels if set(channels) != set(below.channels) else [],
                "fee": fee
                if "fee_amount" in form.fields and fee.get("amount", 0) != below.fee.amount
                else {},
                "time": time,
                "note": told["note"],
                "responsible": told["responsible"],
                "steps": told_only({way.value: rows.tables() for way, rows in self.steps.items()}),
                "components": form.components(self.ground.components),
            }
        )

    @property
    def standard(self) -> Standard:
        """The standard with these additions. Call when `is_valid`."""
        return read_layers(*self.ground.tables, self.table())


def _initial(ground: Ground, layer: Table) -> Raw:
    """What fills the form for these additions."""
    kept = {
        name: layer[name] for name in ("legal_basis", "search_words", "note", "responsible") if name in layer
    }
    proofs = {_field_of(name): list(each) for name, each in layer.get("proofs", {}).items()}
    worded = {COMPONENT + name: words for name, words in layer.get("components", {}).items()}
    channels = layer.get("channels") or [each.value for each in ground.standard.channels]
    return {**kept, **proofs, **worded, **time_of(layer), **fee_of(layer), "channels": channels}


def _kept_requirements(layer: Table) -> list[Raw]:
    return [RequirementRow.kept(each) for each in layer.get("requirements", ())]


def _as_tables(steps: Sequence[Step]) -> list[Raw]:
    return [told_only({"title": each.title, "note": each.note}) for each in steps]
