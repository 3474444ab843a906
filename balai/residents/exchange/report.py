"""What an import says of itself as JSON: the keys are a promise of the command."""

from typing import Any

from balai.residents.exchange.operations import Import
from balai.residents.exchange.outcomes import Happening

type Report = dict[str, Any]


def report_of(result: Import) -> Report:
    """`recognised`, the counts, `errors` and `warnings`; then what goes beyond: events, bad rows, what was written."""
    plan = result.plan
    return {
        "recognised": plan.table.layout.name,
        "rows": plan.rows,
        "families": plan.families,
        "added": len(plan.added),
        "changed": sum(changed.row is not None for changed in plan.changed),
        "unchanged": len(plan.unchanged),
        "missing": len(plan.missing),
        "errors": [problem.as_json() for problem in plan.errors],
        "warnings": [problem.as_json() for problem in plan.warnings],
        "bad_rows": plan.bad_rows,
        "events": [_happening(happening) for happening in plan.happenings],
        "applied": result.is_applied,
    }


def refusal_of(reason: str) -> Report:
    return {"refused": reason}


def _happening(happening: Happening) -> Report:
    return {
        "sheet": happening.row.sheet,
        "row": happening.row.row,
        "kind": str(happening.kind),
        "nik": happening.person["nik"] or "",
        "sentence": happening.sentence,
    }
