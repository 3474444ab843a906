"""What the page of a service says aloud: the same words that stand on it, in the order in which one needs them."""

from collections.abc import Iterator, Sequence

from balai.core.voice import LONGEST
from balai.services.explaining import Explained
from balai.services.standard import Requirement, Step

ORDINALS = (
    "Pertama",
    "Kedua",
    "Ketiga",
    "Keempat",
    "Kelima",
    "Keenam",
    "Ketujuh",
    "Kedelapan",
    "Kesembilan",
    "Kesepuluh",
)
REST = "Selebihnya tertulis di halaman ini."


def aloud(page: Explained) -> str:
    """Whole sentences, at most as many as the voice reads."""
    said: list[str] = []
    room = LONGEST - len(REST) - 1
    for sentence in _sentences(page):
        room -= len(sentence) + 1
        if room < 0:
            return " ".join([*said, REST])
        said.append(sentence)
    return " ".join(said)


def _sentences(page: Explained) -> Iterator[str]:
    standard = page.standard
    yield _ended(standard.name)
    yield _ended(standard.summary)
    yield f"Biaya: {standard.fee}."
    yield _ended(f"Waktu: {standard.time}" + (f" sejak {standard.time.since}" if standard.time.since else ""))
    if standard.report_within:
        yield f"Batas lapor: {standard.report_within.text}."
    yield from _needs(page)
    if standard.drops_introduction:
        yield "Surat pengantar RT dan RW tidak perlu."
    yield from _steps("Kalau datang ke kantor:", page.counter_steps)
    yield from _steps("Kalau dari rumah:", page.online_steps)


def _needs(page: Explained) -> Iterator[str]:
    finding = page.finding
    if not finding.is_complete:
        yield "Syaratnya tergantung jawaban Anda. Jawab pertanyaan di halaman ini, lalu dengarkan lagi."
    if finding.told:
        yield f"Untuk keadaan ini: {finding.told}"
    if finding.needed:
        yield "Yang perlu Anda siapkan:" if finding.is_complete else "Yang selalu perlu:"
    for ordinal, requirement in zip(ORDINALS, finding.needed, strict=False):
        yield f"{ordinal}, {_requirement(requirement)}"


def _requirement(requirement: Requirement) -> str:
    told = (requirement.name, requirement.accepted, requirement.note)
    return " ".join(_ended(each) for each in told if each)


def _steps(heading: str, steps: Sequence[Step]) -> Iterator[str]:
    for place, step in enumerate(steps):
        told = f"{_ended(step.title)} {_ended(step.note)}".strip()
        yield f"{heading} {told}" if place == 0 else told


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
