"""What the hall's books say, held against what lies in the printer's tray."""

from collections import Counter
from hashlib import sha256
from typing import Any

from tests.chaos.hall import Hall

LETTERS = "SELECT counter_key, year, serial, number, pdf_sha256 FROM letters_letter ORDER BY counter_key, year, serial"
AGENDA = "SELECT letter_number FROM letters_agendaentry WHERE letter_id IS NOT NULL ORDER BY letter_number"
MADE = "SELECT letter_id, count(*) FROM kiosk_errand WHERE made_at IS NOT NULL GROUP BY letter_id"
PRINTS = "SELECT id, state, pdf_sha256, sheets, pages, subject_id FROM printing_printjob ORDER BY created_at"
STORY = "SELECT state, label FROM printing_printevent WHERE job_id = %s ORDER BY at, id"


def letters_so_far(hall: Hall) -> int:
    return len(hall.database.ask(LETTERS))


def problems(hall: Hall, *, visits: int) -> list[str]:
    """Everything in which the books are not as `visits` visits, each with one letter on one paper, must leave them."""
    ask = hall.database.ask
    letters, prints = ask(LETTERS), ask(PRINTS)
    numbers = [str(number) for _, _, _, number, _ in letters]
    found = []
    if len(letters) != visits:
        found.append(f"{len(letters)} letters of {visits} visits")
    if len(set(numbers)) != len(numbers):
        found.append("a number was used twice")
    if [serial for _, _, serial, _, _ in letters] != list(range(1, len(letters) + 1)):
        found.append("the numbers have a gap")
    if [number for (number,) in ask(AGENDA)] != sorted(numbers):
        found.append("the agenda says something else")
    if sorted(count for letter, count in ask(MADE)) != [1] * visits:
        found.append("an errand has no letter, or another's")
    return found + _about_paper(hall, letters, prints)


def _about_paper(hall: Hall, letters: list[tuple[Any, ...]], prints: list[tuple[Any, ...]]) -> list[str]:
    said = Counter(pdf for _, state, pdf, *_ in prints if state == "done")
    lies_there = Counter(sha256(path.read_bytes()).hexdigest() for path in hall.printer.spool)
    found = []
    if said != lies_there:
        found.append(f"the ledger says {said.total()} papers, {lies_there.total()} came out")
    if lies_there != Counter(pdf for *_, pdf in letters):
        found.append("not one paper of each letter")
    for job, state, _, sheets, pages, _ in prints:
        story = [told for told, _ in hall.database.ask(STORY, job)]
        if not story or story[-1] != state or story[0] != "queued" or story.count("done") > 1:
            found.append(f"the story of a print says {story}, its state {state}")
        if state == "done" and sheets != pages:
            found.append(f"{sheets} sheets of {pages}")
    return found
