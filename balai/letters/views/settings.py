"""How letters are numbered."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.letters.enums import NumberingScope
from balai.letters.forms import NextSerialForm, NumberingForm
from balai.letters.models import Counter, KindVersion, Numbering
from balai.letters.numbering import Numbered, Token, counter_key, read_pattern, write_number
from balai.letters.operations import set_next_serial, set_numbering
from balai.letters.operations.numbering import SerialAlreadyUsed
from balai.letters.views.days import today_at

TOKENS = {
    Token.SERIAL: "Nomor urut. Tulis {nomor_urut:3} supaya 7 menjadi 007.",
    Token.CLASSIFICATION: "Kode klasifikasi jenis surat (Permendagri 83/2022).",
    Token.KIND: "Singkatan jenis surat, misalnya SKD.",
    Token.VILLAGE: "Kode yang diisi di halaman ini.",
    Token.SECURITY: "Sifat surat: B untuk biasa.",
    Token.ROMAN_MONTH: "Bulan dengan angka Romawi.",
    Token.MONTH: "Bulan dengan dua angka.",
    Token.YEAR: "Tahun.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_LETTER_KINDS)
def numbering(request: OfficerRequest) -> HttpResponse:
    current = Numbering.objects.first() or Numbering()
    initial = {"pattern": current.pattern, "scope": current.scope, "village_code": current.village_code}
    form = NumberingForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_numbering(by=request.actor, **form.cleaned_data)
        messages.success(request, "Aturan nomor disimpan. Berlaku mulai surat berikutnya.")
        return redirect("letters:numbering")
    today = today_at(request.village)
    return _page(request, form, NextSerialForm(keys=_keys(current)), today, current)


@require_POST
@requires(Permission.MANAGE_LETTER_KINDS)
def next_serial(request: OfficerRequest) -> HttpResponse:
    current = Numbering.objects.first() or Numbering()
    today = today_at(request.village)
    form = NextSerialForm(request.POST, keys=_keys(current))
    if form.is_valid():
        try:
            set_next_serial(year=today.year, by=request.actor, **form.cleaned_data)
        except SerialAlreadyUsed as used:
            form.add_error("serial", str(used))
        else:
            messages.success(request, "Nomor berikutnya disimpan.")
            return redirect("letters:numbering")
    initial = {"pattern": current.pattern, "scope": current.scope, "village_code": current.village_code}
    return _page(request, NumberingForm(initial=initial), form, today, current)


def _page(
    request: OfficerRequest, form: NumberingForm, serial_form: NextSerialForm, today: date, current: Numbering
) -> HttpResponse:
    context = {
        "tab": "letters",
        "form": form,
        "serial_form": serial_form,
        "counters": Counter.objects.filter(year=today.year).order_by("key"),
        "example": _example(current, today),
        "tokens": [(f"{{{token}}}", words) for token, words in TOKENS.items()],
        "year": today.year,
    }
    return render(
        request, "letters/numbering.html", context, status=422 if form.errors or serial_form.errors else 200
    )


def _keys(current: Numbering) -> list[tuple[str, str]]:
    """The rows of numbers that letters draw from now, with a label."""
    scope = NumberingScope(current.scope)
    if scope is NumberingScope.REGISTER:
        return [("", "Seluruh surat keluar")]
    found: dict[str, str] = {}
    for version in KindVersion.objects.current():
        definition = version.definition
        key = counter_key(scope, kind=definition.slug, classification=definition.classification)
        found[key] = definition.title if scope is NumberingScope.KIND else definition.classification
    return sorted(found.items(), key=lambda entry: entry[1])


def _example(current: Numbering, today: date) -> str:
    """What the next letter would be numbered: one of the first kind, or of an invented one where there is none."""
    scope = NumberingScope(current.scope)
    version = KindVersion.objects.current().first()
    kind, short, classification = "domisili", "SKD", "400.12.2.1"
    if version is not None:
        definition = version.definition
        kind, short, classification = definition.slug, definition.short_code, definition.classification
    serial = Counter.objects.next_serial(
        counter_key(scope, kind=kind, classification=classification), today.year
    )
    pattern = read_pattern(current.pattern, scope)
    return write_number(
        pattern, Numbered(serial, today, classification, short, current.village_code or "Ds.Contoh")
    )
