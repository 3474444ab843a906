"""Reading what a form does with its answers: checks, statutory sheets, documents, life events."""

import re
from collections.abc import Mapping
from typing import Any

from balai.applications.form.definition import (
    Check,
    Conditions,
    Documents,
    EventPlan,
    MoreDocument,
    Rows,
    SheetPlan,
    Source,
    Told,
)
from balai.core.questions import Condition
from balai.core.strict_tables import (
    DefinitionProblem,
    Place,
    Table,
    choice,
    entries,
    flag,
    number,
    only,
    table,
    text,
    texts,
)
from balai.letters.definitions import KindDefinition
from balai.letters.kind_reading import shipped_definition
from balai.letters.particulars import VILLAGE
from balai.letters.sheets import SHEETS
from balai.letters.sheets.declaration import SheetForm
from balai.residents.enums import EventKind

MOST_CHECKS = 60
MOST_SHEETS = 12
MOST_SOURCES = 24
_PATH = re.compile(r"[a-z][a-z0-9_]{0,59}\.[a-z][a-z0-9_]{0,59}")
_PERSON = re.compile(r"[a-z][a-z0-9_]{0,29}")


def read_conditions(entry: Table, where: Place) -> Conditions:
    """`when = { place = ["1", "2"], father__nik = [] }`: all of them; without values, any answer.

    A list of such tables holds where one of them does.
    """
    given = entry.get("when", ())
    several = [given] if isinstance(given, dict) else entries(entry, "when", where, 8)
    return tuple(_together({"when": each}, where) for each in several)


def _together(entry: Table, where: Place) -> tuple[Condition, ...]:
    given = table(entry, "when", where, 6)
    return tuple(Condition(name, texts(given, name, where, longest=60, most=100)) for name in given)


def read_checks(content: Table, where: Place) -> tuple[Check, ...]:
    """What the law fixes. Raises `DefinitionProblem`."""
    return tuple(
        _check(entry, Place(f"Pemeriksaan ke-{at}", ("checks", at - 1)))
        for at, entry in enumerate(entries(content, "checks", where, MOST_CHECKS), 1)
    )


def _check(entry: Any, where: Place) -> Check:
    only(entry, {"rule", "about", "number", "sentence", "law", "blocks", "when"}, where)
    return Check(
        rule=text(entry, "rule", where, 40),
        about=texts(entry, "about", where, longest=60, most=20),
        sentence=text(entry, "sentence", where, 300),
        law=text(entry, "law", where, 120),
        blocks=flag(entry, "blocks", where),
        number=number(entry, "number", where, usual=0, largest=100_000),
        when=read_conditions(entry, where),
    )


def read_sheets(content: Table, where: Place) -> tuple[SheetPlan, ...]:
    """The statutory sheets of a form. Raises `DefinitionProblem`."""
    found = tuple(
        _sheet(entry, Place(f"Formulir cetak ke-{at}", ("sheets", at - 1)))
        for at, entry in enumerate(entries(content, "sheets", where, MOST_SHEETS), 1)
    )
    if len({each.name for each in found}) < len(found):
        raise DefinitionProblem("nama formulir cetak harus berbeda.", where)
    return found


_SHEET_KEYS = {
    "name", "kind", "title", "each", "when", "parties", "answers", "family", "members", "picked", "whole_family", "cells", "of_village", "ticks",
    "lists",
}  # fmt: skip


def _sheet(entry: Any, where: Place) -> SheetPlan:
    only(entry, _SHEET_KEYS, where)
    slug = text(entry, "kind", where, 50)
    try:
        kind = shipped_definition(slug)
    except KeyError:
        raise DefinitionProblem(f"surat '{slug}' tidak ada.", where) from None
    drawn = _drawn_on(kind)
    plan = SheetPlan(
        name=text(entry, "name", where, 40),
        kind=slug,
        title=text(entry, "title", where, 120, needed=False) or kind.title,
        each=text(entry, "each", where, 30, needed=False),
        when=read_conditions(entry, where),
        parties=_sources(entry, "parties", where),
        answers=_sources(entry, "answers", where),
        family=_sources(entry, "family", where),
        members=text(entry, "members", where, 30, needed=False),
        picked=text(entry, "picked", where, 60, needed=False),
        whole_family=flag(entry, "whole_family", where),
        cells=_sources(entry, "cells", where),
        of_village=_sources(entry, "of_village", where),
        ticks=tuple(_tick(each, where) for each in entries(entry, "ticks", where, 80)),
        lists={name: _rows(each, where) for name, each in table(entry, "lists", where, 6).items()},
    )
    _check_sheet(plan, kind, drawn, where)
    return plan


def _drawn_on(kind: KindDefinition) -> SheetForm | None:
    return next((SHEETS[form] for block in kind.body if (form := getattr(block, "form", ""))), None)


def _tick(entry: Any, where: Place) -> tuple[str, Conditions]:
    if isinstance(entry, str):
        return entry, ()
    only(entry, {"cell", "when"}, where)
    return text(entry, "cell", where, 60), read_conditions(entry, where)


def _rows(entry: Any, where: Place) -> Rows:
    if not isinstance(entry, Mapping):
        raise DefinitionProblem("bentuknya keliru.", where)
    columns = {name: _source(each, where) for name, each in entry.items() if name not in {"of", "when"}}
    return Rows(text(entry, "of", where, 30), columns, read_conditions(entry, where))


def _check_sheet(plan: SheetPlan, kind: KindDefinition, drawn: SheetForm | None, where: Place) -> None:
    """Everything that is named exists on the kind of letter and on the sheet that it draws."""
    questions = {question.name for question in kind.questions}
    wanted: list[tuple[str, set[str], set[str]]] = [
        ("pihak", set(plan.parties), {party.name for party in kind.parties}),
        ("isian", {*plan.answers, *filter(None, [plan.picked])}, questions),
        ("kotak", {*plan.cells, *plan.of_village}, set(drawn.cells) if drawn else set()),
        ("tanda", {cell for cell, _ in plan.ticks}, set(drawn.ticks) if drawn else set()),
        ("daftar", set(plan.lists), set(drawn.lists) if drawn else set()),
    ]
    for name, rows in plan.lists.items():
        wanted.append(("kolom", set(rows.columns), set(drawn.lists.get(name, ())) if drawn else set()))
    wanted += [
        ("data desa", {told.text for told in source}, set(VILLAGE)) for source in plan.of_village.values()
    ]
    for word, named, there in wanted:
        if unknown := named - there:
            raise DefinitionProblem(f"'{plan.kind}' tidak punya {word} '{min(unknown)}'.", where)


def _sources(entry: Table, key: str, where: Place) -> Mapping[str, Source]:
    return {name: _source(each, where) for name, each in table(entry, key, where, 120).items()}


def _source(entry: Any, where: Place) -> Source:
    several = entry if isinstance(entry, list | tuple) else [entry]
    if not 1 <= len(several) <= MOST_SOURCES:
        raise DefinitionProblem("asal isinya belum disebut.", where)
    return tuple(_told(each, where) for each in several)


def _told(entry: Any, where: Place) -> Told:
    if isinstance(entry, str):
        entry = {"path": entry}
    only(entry, {"path", "text", "when", "label"}, where)
    path = text(entry, "path", where, 120, needed=False)
    if path and not (_PATH.fullmatch(path) or _PERSON.fullmatch(path)):
        raise DefinitionProblem(f"asal isi '{path}' tidak dikenal.", where)
    told = text(entry, "text", where, 200, needed=False)
    if bool(path) == bool(told):
        raise DefinitionProblem("asal isi ditulis dengan 'path' atau 'text'.", where)
    label = text(entry, "label", where, 120, needed=False)
    if label and not _PATH.fullmatch(label):
        raise DefinitionProblem(f"asal isi '{label}' tidak dikenal.", where)
    return Told(path, told, label, read_conditions(entry, where))


def read_documents(content: Table, where: Place) -> Documents:
    """What is handed in, and how. Raises `DefinitionProblem`."""
    place = Place("Berkas", ("documents",))
    entry = table(content, "documents", where, 10)
    only(entry, {"made_by_agency", "optional", "each", "sheets", "more"}, place)
    return Documents(
        made_by_agency=texts(entry, "made_by_agency", place, longest=120, most=20),
        optional=texts(entry, "optional", place, longest=120, most=20),
        each={
            name: text({"of": each}, "of", place, 30)
            for name, each in table(entry, "each", place, 10).items()
        },
        sheets={
            name: text({"of": each}, "of", place, 40)
            for name, each in table(entry, "sheets", place, 10).items()
        },
        more=tuple(_more(each, place) for each in entries(entry, "more", place, 20)),
    )


def _more(entry: Any, where: Place) -> MoreDocument:
    only(entry, {"title", "law", "proofs", "note", "when"}, where)
    return MoreDocument(
        title=text(entry, "title", where, 120),
        law=text(entry, "law", where, 120),
        proofs=texts(entry, "proofs", where, longest=120, most=8),
        note=text(entry, "note", where, 300, needed=False),
        when=read_conditions(entry, where),
    )


def read_events(content: Table, where: Place) -> tuple[EventPlan, ...]:
    """The life events that follow. Raises `DefinitionProblem`."""
    return tuple(
        _event(entry, Place(f"Peristiwa ke-{at}", ("life_events", at - 1)))
        for at, entry in enumerate(entries(content, "life_events", where, 20), 1)
    )


_EVENT_KEYS = {
    "event", "when", "each", "has", "lacks", "people", "next_head", "widowed", "occurred_on", "kk", "details",
}  # fmt: skip


def _event(entry: Any, where: Place) -> EventPlan:
    only(entry, _EVENT_KEYS, where)
    return EventPlan(
        event=choice(entry, "event", where, tuple(EventKind), ""),
        when=read_conditions(entry, where),
        each=text(entry, "each", where, 30, needed=False),
        has=text(entry, "has", where, 30, needed=False),
        lacks=text(entry, "lacks", where, 30, needed=False),
        people=texts(entry, "people", where, longest=30, most=10),
        next_head=text(entry, "next_head", where, 30, needed=False),
        widowed=text(entry, "widowed", where, 30, needed=False),
        occurred_on=_source(entry["occurred_on"], where) if "occurred_on" in entry else (),
        kk=_source(entry["kk"], where) if "kk" in entry else (),
        details=_sources(entry, "details", where),
    )
