"""How a service reads on paper: short, in the order in which somebody asks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from balai.core.calendar import long_date
from balai.core.templatetags.look import icon_bodies
from balai.services.catalogue import Listed
from balai.services.rules import in_force, needed
from balai.services.standard import Requirement, Standard, Way

MOST_CASES = 8


def on_paper(listed: Listed, on: date) -> dict[str, Any]:
    """Everything that papers tell of a service on that day."""
    standard = listed.standard
    usual, usual_for = _usual(standard, on)
    return {
        "name": standard.name,
        "summary": standard.summary,
        "icon": icon_bodies().get(standard.icon, icon_bodies()["surat"]),
        "fee": str(standard.fee),
        "fee_note": standard.fee.note or (f"{standard.fee.law}" if standard.fee.free else ""),
        "time": str(standard.time),
        "since": f"sejak {standard.time.since}" if standard.time.since else "",
        "output": list(standard.output) or [standard.name],
        "issuer": standard.issuer,
        "report": standard.report_within.text if standard.report_within else "",
        "bring_title": "Yang perlu dibawa" if usual else "Tidak perlu membawa apa-apa",
        "usual_for": usual_for,
        "usual": [_item(each) for each in usual],
        "others": _others(standard, usual, on),
        "scan_title": "Pindai: daftar yang pas untuk Anda" if standard.questions else "Pindai untuk selengkapnya",
        "counter": _steps(standard, Way.COUNTER),
        "online": _steps(standard, Way.ONLINE),
        "note": standard.note,
        "promise": "Tidak ada biaya untuk layanan ini. Kalau diminta uang, laporkan." if standard.fee.free else "",
    }  # fmt: skip


def on_board(listed: Listed, on: date) -> dict[str, Any]:
    """The published components of one service, each in a cell of the board."""
    standard = listed.standard
    note = f" {standard.fee.note}" if standard.fee.note else ""
    since = f" sejak {standard.time.since}" if standard.time.since else ""
    return {
        "name": standard.name,
        "requirements": [each.name for each in in_force(standard, on)] or ["Tidak ada"],
        "steps": [step.title for step in standard.steps.get(Way.COUNTER, ())],
        "time": f"{standard.time}{since}",
        "fee": f"{standard.fee}{note}",
        "output": list(standard.output) or [standard.name],
    }


def imprint(listed: Listed) -> str:
    """'Standar versi 3, berlaku 22 November 2026.'"""
    version = listed.version
    return f"Standar versi {version.number}, berlaku {long_date(version.effective_from)}."


def _usual(standard: Standard, on: date) -> tuple[list[Requirement], str]:
    """What most people bring, and who they are: the first case; without cases, what everybody brings."""
    if standard.cases:
        first = standard.cases[0]
        return needed(standard, first.answers, on), f"Untuk: {first.title[:1].lower()}{first.title[1:]}"
    return [each for each in in_force(standard, on) if not each.when], ""


def _others(standard: Standard, usual: Iterable[Requirement], on: date) -> list[dict[str, Any]]:
    """The other cases, each with what is added to the usual and what is not asked for."""
    known = {each.name for each in usual}
    if standard.cases:
        groups = [(case.title, needed(standard, case.answers, on)) for case in standard.cases[1:]]
    else:
        groups = [
            (title, [*usual, *found]) for title, found in _by_condition(standard, in_force(standard, on))
        ]
    return [
        {
            "title": title,
            "more": [each.name for each in wanted if each.name not in known],
            "less": sorted(known - {each.name for each in wanted}),
        }
        for title, wanted in groups[:MOST_CASES]
    ]


def _by_condition(standard: Standard, required: Iterable[Requirement]) -> list[tuple[str, list[Requirement]]]:
    """Requirements of some people only, under the answers that lead to them."""
    labels = {
        (question.name, option.value): option.label
        for question in standard.questions
        for option in question.options
    }
    found: dict[str, list[Requirement]] = {}
    for each in required:
        if each.when:
            told = [
                " atau ".join(labels[name, value] for value in sorted(values))
                for name, values in each.when.items()
            ]
            found.setdefault(", ".join(told), []).append(each)
    return list(found.items())


def _item(requirement: Requirement) -> dict[str, str]:
    proof = " · ".join(requirement.proofs)
    same = proof.casefold() == requirement.name.casefold()
    return {"name": requirement.name, "proof": "" if same else proof}


def _steps(standard: Standard, way: Way) -> list[dict[str, str]]:
    return [{"title": step.title, "note": step.note} for step in standard.steps.get(way, ())]
