"""The trail speaks Indonesian, whoever wrote the line."""

import re
from pathlib import Path

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.accounts.trail import action_names, in_words

BALAI = Path(__file__).parents[2] / "balai"
LITERAL = re.compile(r'record\(\s*"([a-z_]+\.[a-z_]+)"')


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
