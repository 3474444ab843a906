"""Finds everything that is said in regional languages, writes it into their catalogues, and compiles these.

    python -m scripts.languages

A new text comes with an empty translation, one that nobody says any more goes. CONTRIBUTING.md says how to add a language.
"""

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polib

from config.env import ROOT

SOURCE = ROOT / "balai"
CATALOGUES = SOURCE / "core" / "locale"
QUOTED = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")


def catalogue_of(code: str) -> Path:
    """Where the words of pages stand in a language."""
    return CATALOGUES / code / "LC_MESSAGES" / "django.po"


def all_catalogues() -> list[Path]:
    return sorted(SOURCE.glob("*/locale/*/LC_MESSAGES/*.po"))


def messages() -> dict[str, list[str]]:
    """What is said, in the order of the files that say it, each with those files."""
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        read = {".py": of_python, ".html": of_template}.get(path.suffix)
        for text in read(path.read_text(encoding="utf-8")) if read else ():
            place = str(path.relative_to(ROOT))
            places = found.setdefault(text, [])
            if place not in places:
                places.append(place)
    return found


def of_python(source: str) -> Iterator[str]:
    """What `say` and `to_say` are given as they stand in the source."""
    if "say(" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id == "say":
                yield from _texts(node.args[0]) if isinstance(node.args[0], ast.Constant) else ()
            elif node.func.id == "to_say":
                yield from _texts(node.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Dict(values=values):
            for each in values:
                yield from _texts(each)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for each in elements:
                yield from _texts(each)


def of_template(source: str) -> Iterator[str]:
    """What `{% translate %}`, `{% blocktranslate %}` and `_("…")` are given."""
    from django.template import engines
    from django.template.base import Template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    if "i18n" not in source:
        return
    engine = engines["django"].engine  # type: ignore[attr-defined]  # Django's own backend
    for node in _nodes(Template(source, engine=engine).nodelist):
        if isinstance(node, BlockTranslateNode):
            yield node.render_token_list(node.singular)[0]
        elif isinstance(node, TranslateNode) and isinstance(
            literal := node.filter_expression.var.literal, str
        ):
            yield literal
    for match in QUOTED.finditer(source):
        yield match[1] or match[2]


def _nodes(nodes: Iterable[Any]) -> Iterator[Any]:
    """All nodes of a template. Django's own walk passes over what stands inside of block tags such as `notice`."""
    for node in nodes:
        yield node
        for name in dict.fromkeys(("nodelist", *getattr(node, "child_nodelists", ()))):
            yield from _nodes(getattr(node, name, None) or ())


def update(path: Path, wanted: dict[str, list[str]]) -> list[str]:
    """Bring a catalogue in step with what is said; gives back what it does not say yet."""
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": path.parents[1].name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for text, places in wanted.items():
        occurrences = [(place, "") for place in places]
        catalogue.append(polib.POEntry(msgid=text, msgstr=known.get(text, ""), occurrences=occurrences))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return [entry.msgid for entry in catalogue.untranslated_entries()]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from balai.core.languages import REGIONAL

    wanted = messages()
    for code in REGIONAL:
        missing = update(catalogue_of(code), wanted)
        print(f"{code}: {len(wanted) - len(missing)} of {len(wanted)} texts", file=sys.stderr)
        for text in missing:
            print(f"  {text}", file=sys.stderr)
    for path in all_catalogues():
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    main()
