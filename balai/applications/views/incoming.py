"""What became of a package that came in, the same at both desks."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from balai.applications.models import PackageRun
from balai.applications.packages.receiving import Outcome
from balai.applications.packages.runs import outcomes_of
from balai.applications.views.long_work import DeskRequest, as_a_whole

RUNS_SHOWN = 5


def told_of(outcomes: Iterable[Outcome], *, total: int | None = None) -> dict[str, Any]:
    """What the page of a package that was taken in shows; `total` are in it, where it may have stopped before the end."""
    told = list(outcomes)
    whole = len(told) if total is None else total
    return {
        "tab": "applications",
        "outcomes": told,
        "new": sum(each.is_new for each in told),
        "total": whole,
        "unopened": whole - len(told),
    }


def finished_run(request: DeskRequest, run: PackageRun, template: str, **more: Any) -> HttpResponse:
    """What became of a package."""
    told = told_of(outcomes_of(run), total=run.total)
    return as_a_whole(request, render(request, template, {**told, "run": run, **more}))
