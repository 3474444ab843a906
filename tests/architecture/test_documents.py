"""The documents say what the code does."""

import dataclasses
import lzma
import re
import subprocess
from pathlib import Path

from django.core.management import get_commands

from config.env import Environment

ROOT = Path(__file__).resolve().parents[2]
PROVINCES = {
    *map(str, range(11, 20)), "21", *map(str, range(31, 37)), *map(str, range(51, 54)), *map(str, range(61, 66)),
    *map(str, range(71, 77)), "81", "82", *map(str, range(91, 97)),
}  # fmt: skip


def text(path: str) -> str:
    return (ROOT / path).read_text()


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_every_setting_is_explained() -> None:
    read = set(re.findall(r'"((?:BALAI_[A-Z_]+|PORT))"', text("config/env.py")))

    assert len(read) == len(dataclasses.fields(Environment))
    assert [name for name in sorted(read) if f"| `{name}` |" not in text("docs/operations.md")] == []


def test_every_command_of_ours_is_explained() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith(("balai", "config"))}

    assert [name for name in sorted(ours) if f"`manage.py {name}" not in text("docs/operations.md")] == []


def test_every_layer_is_in_the_architecture() -> None:
    layers = re.findall(r'"(balai\.\w+)[" |]', text("pyproject.toml").split("layers = [")[1].split("]")[0])

    assert [layer for layer in layers if f"`{layer}`" not in text("docs/architecture.md")] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for document in tracked("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", document.read_text()):
            if not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)} → {target}")

    assert broken == []


def test_the_repository_stands_alone() -> None:
    outside = re.compile(r"\.\./shared|/work/|/root/|/home/\w+/")
    referring = []
    for path in tracked(
        "*.py", "*.md", "*.toml", "*.html", "*.js", "*.css", "*.typ", "Makefile", "scripts/*"
    ):
        if path != Path(__file__) and outside.search(path.read_text()):
            referring.append(str(path.relative_to(ROOT)))

    assert referring == []


def test_no_identity_number_of_a_real_area_is_written_anywhere() -> None:
    number = re.compile(r"(?<![\w.-])[1-9]\d{15}(?![\w.-])")
    suspicious = []
    for path in tracked("*.py", "*.md", "*.json", "*.toml", "*.html", "*.csv"):
        for found in number.findall(path.read_text(errors="replace")):
            if found[:2] in PROVINCES:
                suspicious.append(f"{path.relative_to(ROOT)}: {found[:4]}…")

    assert suspicious == []


def test_files_stay_small_enough_to_be_read() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in tracked("balai/*.py", "config/*.py", "scripts/*.py", "bench/*.py")
        if "/migrations/" not in str(path) and (lines := len(path.read_text().splitlines())) > 420
    ]

    assert long == []


def test_the_village_that_operators_are_shown_is_in_the_national_table() -> None:
    shown = set(re.findall(r"open_village ([\d.]+)", (ROOT / "docs" / "operations.md").read_text()))

    with lzma.open(ROOT / "balai" / "villages" / "areas" / "villages.csv.xz", "rt") as table:
        known = {line.partition(",")[0] for line in table}
    assert shown
    assert shown <= known
