"""Register files at the desk: upload, watch, read the report, decide; and the register as a file to take away."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.durable import StorageFull
from balai.core.handing_out import XLSX, streamed_response
from balai.core.live import live_address
from balai.core.templatetags.look import figure
from balai.residents import wording
from balai.residents.enums import CODED
from balai.residents.exchange import keeping, runs
from balai.residents.exchange.enums import Decision, LineKind, RunState
from balai.residents.exchange.export import export_residents
from balai.residents.exchange.layouts import LAYOUTS
from balai.residents.exchange.models import ImportLine, ImportRun
from balai.residents.forms.exchange import DecisionForm, ExportForm, OccupationListForm, UploadForm
from balai.residents.rules import TRACKED_FIELDS

PER_PAGE = 50
RUNS_SHOWN = 10
STEPS = ("Pilih berkas", "Periksa", "Terapkan")


@require_http_methods(["GET", "POST"])
@requires(Permission.IMPORT_RESIDENTS)
def import_files(request: OfficerRequest) -> HttpResponse:
    """Choose a file; below it the files of late."""
    form = UploadForm(request.POST or None, request.FILES or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            run = runs.receive_file(
                upload=form.cleaned_data["file"], as_of=form.cleaned_data["as_of"],
                occupations=form.cleaned_data["occupations"], by=request.actor,
            )  # fmt: skip
            return redirect("residents:import_run", run.pk)
        except StorageFull as problem:
            form.add_error("file", str(problem))
    recent = ImportRun.objects.latest_first()[:RUNS_SHOWN]
    context = {"tab": "residents", "form": form, "recent": recent, "steps": _steps(0)}
    return render(request, "residents/exchange/upload.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.IMPORT_RESIDENTS)
def import_run(request: OfficerRequest, run_id: UUID) -> HttpResponse:
    """How far a file has come, what it would change, or what became of it."""
    run = get_object_or_404(ImportRun.objects.select_related("officer", "event"), pk=run_id)
    if run.is_at_work:
        return render(request, "residents/exchange/working.html", _progress(request, run))
    return render(request, "residents/exchange/run.html", _report(request, run))


@require_safe
@requires(Permission.IMPORT_RESIDENTS)
def import_progress(request: OfficerRequest, run_id: UUID) -> HttpResponse:
    """The bar alone. When the work is done the whole page comes anew."""
    run = get_object_or_404(ImportRun, pk=run_id)
    response = render(request, "residents/exchange/working.html#bar", _progress(request, run))
    if not run.is_at_work:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@requires(Permission.IMPORT_RESIDENTS)
def import_apply(request: OfficerRequest, run_id: UUID) -> HttpResponse:
    """Have a checked file written."""
    run = get_object_or_404(ImportRun.objects.select_related("officer", "event"), pk=run_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return render(
            request, "residents/exchange/run.html", _report(request, run) | {"decision": form}, status=422
        )
    try:
        runs.decide(
            run=run, decision=Decision(form.cleaned_data["decision"]),
            accept_happenings=form.cleaned_data["accept_happenings"], by=request.actor,
        )  # fmt: skip
    except runs.DecisionNotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect("residents:import_run", run.pk)


@require_POST
@requires(Permission.IMPORT_RESIDENTS)
def import_cancel(request: OfficerRequest, run_id: UUID) -> HttpResponse:
    """Forget a file."""
    run = get_object_or_404(ImportRun, pk=run_id)
    try:
        runs.cancel(run=run, by=request.actor)
    except runs.DecisionNotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("residents:import_run", run.pk)
    messages.success(request, "Berkas dihapus. Tidak ada data warga yang berubah.")
    return redirect("residents:import")


@require_POST
@requires(Permission.IMPORT_RESIDENTS)
def import_recheck(request: OfficerRequest, run_id: UUID) -> HttpResponse:
    """Check the same file once more."""
    run = get_object_or_404(ImportRun, pk=run_id)
    form = OccupationListForm(request.POST)
    try:
        runs.check_again(
            run=run,
            occupations=form.cleaned_data["occupations"] if form.is_valid() else None,
            by=request.actor,
        )
    except runs.DecisionNotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect("residents:import_run", run.pk)


@require_safe
@requires(Permission.IMPORT_RESIDENTS)
def import_marked(request: OfficerRequest, run_id: UUID) -> HttpResponseBase:
    """The officer's own table with the bad cells marked."""
    run = get_object_or_404(ImportRun, pk=run_id)
    path = keeping.marked_file_of(run.pk)
    if not path.exists():
        raise Http404
    audit.record_access(
        by=request.actor, resident=run, purpose="Mengunduh berkas dengan sel bermasalah ditandai"
    )
    name = f"{Path(run.file_name).stem}-ditandai.xlsx"
    return streamed_response(path.open("rb"), name, XLSX)


@require_http_methods(["GET", "POST"])
@requires(Permission.EXPORT_RESIDENTS)
def export(request: OfficerRequest) -> HttpResponseBase:
    """Take the register away as a workbook. Taking data out is recorded."""
    form = ExportForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"tab": "residents", "form": form}
        return render(request, "residents/exchange/export.html", context, status=422 if form.errors else 200)
    layout = LAYOUTS[form.cleaned_data["layout"]]
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  (closed by the response)
    place = {"Kecamatan": request.village.district, "Desa/Kel": request.village.name}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warga.xlsx"
        export_residents(
            path, layout=layout, living_only=not form.cleaned_data["everybody"],
            with_disability=Permission.READ_DISABILITY in request.permissions, by=request.actor, place=place,
        )  # fmt: skip
        target.write(path.read_bytes())
    target.seek(0)
    name = f"warga-{request.village.slug}-{layout.name}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return streamed_response(target, name, XLSX)


def _progress(request: OfficerRequest, run: ImportRun) -> dict[str, Any]:
    counted = f" {figure(run.done)} baris" if run.done and not run.total else ""
    label = f"{run.stage or run.get_state_display()}{counted}"
    applying = run.state in {RunState.QUEUED, RunState.APPLYING}
    return {
        "tab": "residents", "run": run, "label": label, "is_still": runs.is_still(run), "applying": applying,
        "steps": _steps(2 if applying else 1), "live": live_address(request, run.topic), "value": run.done if run.total else None, "max": run.total or 1,
    }  # fmt: skip


def _report(request: OfficerRequest, run: ImportRun) -> dict[str, Any]:
    tabs = _tabs(run)
    shown = LineKind(request.GET["bagian"]) if request.GET.get("bagian") in LineKind.values else _first(tabs)
    lines = ImportLine.objects.filter(run=run, kind=shown).order_by("position")
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    audit.record_access(by=request.actor, resident=run, purpose="Membaca hasil pemeriksaan berkas")
    with_secrets = Permission.READ_DISABILITY in request.permissions
    done = {RunState.APPLIED: 3, RunState.CHECKED: 1, RunState.HELD: 1}
    counts = run.counts
    return {
        "tab": "residents", "run": run, "tabs": tabs, "shown": shown, "page": page,
        "rows": [(line, _in_words(line, with_secrets=with_secrets), _cell(run, line)) for line in page],
        "layout": LAYOUTS[run.recognised].title if run.recognised else "", "steps": _steps(done.get(RunState(run.state), 1)),
        "good": counts.get("added", 0) + counts.get("changed", 0), "has_marked": keeping.marked_file_of(run.pk).exists(),
        "decision": DecisionForm(), "occupations": OccupationListForm(initial={"occupations": run.occupations or ""}),
        "asks_for_list": run.occupations is not None
        or ImportLine.objects.filter(run=run, kind=LineKind.WARNING, value="89").exists(),
    }  # fmt: skip


def _tabs(run: ImportRun) -> list[tuple[LineKind, int]]:
    names = {
        LineKind.ERROR: "errors", LineKind.EVENT: "events", LineKind.CHANGED: "changed", LineKind.ADDED: "added",
        LineKind.MISSING: "missing", LineKind.WARNING: "warnings",
    }  # fmt: skip
    people = {LineKind.EVENT, LineKind.CHANGED, LineKind.ADDED, LineKind.MISSING}
    forgotten = people if run.state in {RunState.APPLIED, RunState.CANCELLED} else set()
    counted = [(kind, run.counts.get(name, 0)) for kind, name in names.items() if kind not in forgotten]
    return [(kind, count) for kind, count in counted if count]


def _first(tabs: list[tuple[LineKind, int]]) -> LineKind:
    return tabs[0][0] if tabs else LineKind.ERROR


def _in_words(line: ImportLine, *, with_secrets: bool) -> list[wording.Line]:
    """What a line would change, field by field. Areas are already in words."""
    areas = {text: text for pair in [line.changes.get("area", ())] for text in pair if text}
    return [
        wording.line_of(field, line.changes[field][0], line.changes[field][1], areas)
        for field in TRACKED_FIELDS
        if field in line.changes and (with_secrets or field not in wording.SECRET_FIELDS)
    ]


def _cell(run: ImportRun, line: ImportLine) -> str:
    """What stands in the cell of a problem; a code with its meaning: '2 (Perempuan)'."""
    field = LAYOUTS[run.recognised].field_of(line.column) if run.recognised else ""
    # Of the two lists of occupations only a person can say which one a code means.
    if field not in CODED or field == "occupation" or not line.value.isdecimal():
        return line.value
    meaning = wording.in_words(field, int(line.value), {})
    return line.value if meaning == line.value else f"{line.value} ({meaning})"


def _steps(now: int) -> list[tuple[str, str]]:
    """The three steps with their states; `now` counts from 0, 3 is all done."""
    return [
        (label, "done" if index < now else "now" if index == now else "") for index, label in enumerate(STEPS)
    ]
