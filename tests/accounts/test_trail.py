"""The trail speaks Indonesian, whoever wrote the line."""

import re
from pathlib import Path

import pytest

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.accounts.trail import action_names, in_words

BALAI = Path(__file__).parents[2] / "balai"
FACTS = re.compile(r"facts ?= ?(\{[^}]*\})")
LITERAL = re.compile(r'record\(\s*"([a-z_]+\.[a-z_]+)"')


def entry_with(fact: str) -> AuditEntry:
    return AuditEntry(action="letters.issued", label="uji", facts={fact: 1})


def test_every_action_in_the_code_has_a_name() -> None:
    written = {found for file in BALAI.rglob("*.py") for found in LITERAL.findall(file.read_text())}
    named = {action for action, _ in action_names()}

    assert written - named == set()


def test_no_two_actions_share_a_name() -> None:
    names = [name for _, name in action_names()]

    assert sorted(set(names)) == sorted(names)


def test_a_line_is_read_without_its_subject_being_there() -> None:
    entry = AuditEntry(
        action="letters.issued",
        label=Actor.system("uji").label,
        subject_type="bekas.model",
        subject_id="7",
        facts={"fields": ["phone"], "role": "operator", "lain": 3},
    )

    line = in_words(entry)

    assert (line.action, line.subject, line.address, line.details) == (
        "Menerbitkan surat",
        "bekas.model",
        "",
        "isian: telepon; tugas: Operator; lain: 3",
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"position": "section_head"}, "jabatan: Kepala seksi (kasi)"),
        ({"level": 3}, "tingkat: RT"),
        ({"scope": "kind"}, "cakupan: Tiap jenis surat"),
        ({"chain": "direct"}, "jenjang: Langsung: terbit dengan segel"),
        ({"closed": True}, "tutup: ya"),
        (
            {"scopes": ["verify", "read_kinds"]},
            "boleh: Memeriksa keaslian surat, Membaca jenis surat dan isiannya",
        ),
        ({"level": 9}, "tingkat: 9"),
    ],
)
def test_codes_are_told_by_their_meaning(facts: dict[str, object], words: str) -> None:
    assert in_words(AuditEntry(action="letters.issued", label="uji", facts=facts)).details == words


def test_every_fact_in_the_code_has_a_word() -> None:
    written = {
        name
        for file in BALAI.rglob("*.py")
        for facts in FACTS.findall(file.read_text())
        for name in re.findall(r'"([a-z0-9_]+)":', facts)
    }
    unnamed = {name for name in written if in_words(entry_with(name)).details == f"{name}: 1"}

    assert written
    assert unnamed == set()
