"""Names of fields and parties, made from their labels; who edits never sees them.

A field that no published version has yet follows its label, and every text that uses it follows the name. What has
been published keeps its name: letters of that kind were made with it.
"""

import re
from collections.abc import Collection
from typing import Any

from django.utils.text import slugify

from balai.letters.editor.places import Content

LONGEST = 40


def name_of(label: str, taken: Collection[str], otherwise: str) -> str:
    """'Nama anak ke-2' → 'nama_anak_ke_2', told apart from those taken; `otherwise` where nothing is left of it."""
    plain = slugify(label).replace("-", "_").strip("_")[:LONGEST].strip("_")
    wanted = plain if plain[:1].isalpha() else f"{otherwise}_{plain}".strip("_")
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name


def short_code_of(title: str) -> str:
    """'Surat Keterangan Domisili Usaha' → 'SKDU'."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]{3,}", title)).upper()
    return initials[:10] or "SK"


def with_field_renamed(content: Content, old: str, new: str) -> Content:
    """The draft with a field of another name, in texts and conditions too."""
    return _followed(content, rf"answers\.{old}", f"answers.{new}", old, new)


def with_party_renamed(content: Content, old: str, new: str) -> Content:
    """The draft with a party of another name, in texts and conditions too."""
    changed = _followed(content, rf"{old}(?=\.)", new, "", "")
    for block in _tables(changed):
        for key in ("party", "of"):
            if block.get(key) == old:
                block[key] = new
    return changed


def _followed(content: Content, path: str, new_path: str, question: str, new_question: str) -> Content:
    in_text = re.compile(rf"(?<=\{{){path}(?=[.|}}])")
    alone = re.compile(rf"^{path}(?=$|\.[a-z0-9_]+$)")

    def follow(value: Any, key: str = "") -> Any:
        match value:
            case dict():
                return {name: follow(each, name) for name, each in value.items()}
            case list():
                return [follow(each) for each in value]
            case str() if question and key == "question" and value == question:
                return new_question
            case str() if key in {"path", "holder", "default", "of"}:
                return alone.sub(new_path, value)
            case str():
                return in_text.sub(new_path, value)
            case _:
                return value

    return follow(content)  # type: ignore[no-any-return]  # a table stays a table


def _tables(value: Any) -> list[dict[str, Any]]:
    """Every table inside a value."""
    match value:
        case dict():
            return [value, *(table for each in value.values() for table in _tables(each))]
        case list():
            return [table for each in value for table in _tables(each)]
        case _:
            return []
