"""Two desks at once, and a process that dies in the middle: no number twice, none lost."""

import os
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections

from balai.core import files
from balai.letters.drafting import Wish
from balai.letters.enums import NumberingScope, Verdict
from balai.letters.models import AgendaEntry, Letter
from balai.letters.operations import issue_letter, set_numbering
from balai.letters.operations.numbering import draw_serial
from balai.letters.verification import check_facts
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from config.embedded import LOGIN, OWNER
from tests.databases import CLUSTER
from tests.factories import make_village
from tests.letters.codes import code_on
from tests.letters.factories import ANSWERS, BY, NOW, make_ready, make_resident, version_of

DESKS, LETTERS = 4, 5
# Where the test database runs; a test's own data folder is another.


@pytest.fixture
def open_village(committed: str, hall: None) -> Village:
    village = make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
    with acting_for(village):
        make_ready()
        make_resident()
    return village


def issue_here(village: Village, slug: str, key: str) -> Letter:
    """One letter in a transaction of its own, as one request makes it."""
    with acting_for(village):
        resident = Resident.objects.with_family().earliest("id")
        wish = Wish(version_of(slug), resident, ANSWERS[slug])
        return issue_letter(wish=wish, request_key=key, by=BY, at=NOW)


def at_desks(work: Callable[[int], Any], desks: int = DESKS) -> list[Any]:
    """The same work at several desks that begin together, each with connections of its own."""
    together = threading.Barrier(desks)

    def at_desk(number: int) -> Any:
        try:
            together.wait()
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(desks) as pool:
        return list(pool.map(at_desk, range(desks)))


def test_two_desks_never_share_a_letter_number(open_village: Village) -> None:
    def work(desk: int) -> list[str]:
        return [issue_here(open_village, "domisili", uuid.uuid4().hex).number for _ in range(LETTERS)]

    numbers = [number for found in at_desks(work) for number in found]

    with acting_for(open_village):
        letters = list(Letter.objects.order_by("serial"))
        entered = set(AgendaEntry.objects.values_list("letter_number", flat=True))
        verdicts = {check_facts(each.facts, at=NOW).verdict for each in letters}
    assert len(set(numbers)) == DESKS * LETTERS
    assert [letter.serial for letter in letters] == list(range(1, DESKS * LETTERS + 1))
    assert entered == set(numbers)
    assert verdicts == {Verdict.GENUINE}
    assert len({letter.facts for letter in letters}) == len(letters)


def test_one_request_sent_from_many_places_at_once_makes_one_letter(open_village: Village) -> None:
    found = at_desks(lambda desk: issue_here(open_village, "domisili", "satu-permintaan").pk)

    with acting_for(open_village):
        assert {letter.pk for letter in Letter.objects.all()} == set(found)
        assert Letter.objects.get().serial == 1


def test_two_rows_of_numbers_do_not_wait_for_each_other(open_village: Village) -> None:
    with acting_for(open_village):
        set_numbering(
            pattern="{kode_surat}/{nomor_urut}/{tahun}", scope=NumberingScope.KIND, village_code="SKJ", by=BY
        )
    drawn, done = threading.Event(), threading.Event()

    def hold(desk: int) -> str:
        if desk == 0:
            with acting_for(open_village):
                draw_serial("kind:domisili", 2026)
                drawn.set()
                assert done.wait(20), "the other row waited for this one"
            return "held"
        assert drawn.wait(20)
        number = issue_here(open_village, "usaha", "k").number
        done.set()
        return number

    assert at_desks(hold, desks=2) == ["held", "SKU/1/2026"]


def test_a_transaction_that_fails_after_drawing_gives_its_number_to_the_next(open_village: Village) -> None:
    class DeskBreaks(Exception):
        pass

    with pytest.raises(DeskBreaks), acting_for(open_village):
        draw_serial("", 2026)
        raise DeskBreaks

    assert issue_here(open_village, "domisili", "k").serial == 1


def test_a_process_killed_in_the_middle_loses_and_doubles_no_number(
    open_village: Village, committed: str
) -> None:
    acknowledged: dict[str, str] = {}
    for patience in (0.03, 0.11, 0.19):
        acknowledged |= issued_until_killed(committed, patience)

    with acting_for(open_village):
        letters = {letter.request_key: letter for letter in Letter.objects.order_by("serial")}
        assert {key: letters[key].number for key in acknowledged} == acknowledged
        assert [letter.serial for letter in letters.values()] == list(range(1, len(letters) + 1))
        assert all(files.read(letter.pdf_sha256) for letter in letters.values())
        assert AgendaEntry.objects.count() == len(letters)
    again = issue_here(open_village, "domisili", next(iter(acknowledged)))
    assert again.number == next(iter(acknowledged.values()))
    assert issue_here(open_village, "domisili", "sesudahnya").serial == len(letters) + 1


def test_64_letters_of_8_processes_carry_64_different_codes_that_are_right(
    open_village: Village, committed: str
) -> None:
    """Two letters of one second must not share a code."""
    said, _ = issuing_process(committed, "8", "8").communicate()
    by_process = Counter(line.partition("-")[0] for line in said.splitlines())

    with acting_for(open_village):
        letters = list(Letter.objects.order_by("serial"))
    codes = [code_on(files.read(letter.pdf_sha256)) for letter in letters]
    assert list(by_process.values()) == [8] * 8
    assert [letter.serial for letter in letters] == list(range(1, 65))
    assert len({letter.issued_on for letter in letters}) == 1
    assert len(set(codes)) == 64
    findings = [check_facts(code, at=NOW) for code in codes]
    assert [finding.facts and finding.facts.number for finding in findings] == [
        letter.number for letter in letters
    ]
    assert {finding.verdict for finding in findings} == {Verdict.GENUINE}


def issuing_process(database: str, *counts: str) -> subprocess.Popen[str]:
    """A process, or so many, that issue letters and say so on their standard output."""
    command = [sys.executable, "-m", "tests.letters.issue_until_killed", "sukamaju", *counts]
    return subprocess.Popen(command, env=environment_for(database), stdout=subprocess.PIPE, text=True)


def issued_until_killed(database: str, patience: float) -> dict[str, str]:
    """Let a process issue letters, kill it soon after its second; what it acknowledged, by request key."""
    with issuing_process(database) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline(), process.stdout.readline()]
        time.sleep(patience)
        process.kill()
        lines += process.stdout.readlines()
    return dict(line.split() for line in lines if line.endswith("\n"))


def environment_for(database: str) -> dict[str, str]:
    """What a process of its own needs to work on the test's database and data."""
    return os.environ | {
        "BALAI_DATA_DIR": str(django_settings.BALAI_DATA_DIR),
        "BALAI_DATABASE_URL": CLUSTER.url(LOGIN, database),
        "BALAI_OWNER_DATABASE_URL": CLUSTER.url(OWNER, database),
        "BALAI_PUBLIC_URL": django_settings.BALAI_PUBLIC_URL,
    }
