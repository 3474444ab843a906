"""The regency's desk: its villages, its officers, help for officers of all villages, and the whole trail.

No village is named here, so each view opens the regency's scope itself and says what for.
"""

import uuid
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts import operations
from balai.accounts.audit import reading_all_villages
from balai.accounts.enums import Permission, Role
from balai.accounts.forms import ReasonForm, RegencyOfficerForm, RegencyRoleForm
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.models import Assignment, AuditEntry, Officer, RegencyAssignment
from balai.accounts.rules import REGENCY_ROLES
from balai.accounts.seeing import villages_seen_by
from balai.accounts.trail import in_words
from balai.accounts.views.answers import render_form
from balai.accounts.views.audit import TrailFilter
from balai.tenancy.models import VillageQuerySet
from balai.tenancy.scope import acting_for, acting_for_regency

PAGE = 50
TRAIL_PAGE = 25
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
@regency_requires(Permission.SEE_REGENCY)
def villages(request: RegencyRequest) -> HttpResponse:
    """The villages and how many serve in each; a district head sees those of the district."""
    with reading_all_villages(by=request.actor, purpose="Melihat jumlah petugas tiap desa"):
        page = Paginator(_with_officers(villages_seen_by(request.user)), PAGE).get_page(
            request.GET.get("page")
        )
        context = {"tab": "villages", "page": page}
        return render(request, "accounts/regency_villages.html", context)


def _with_officers(shown: VillageQuerySet) -> VillageQuerySet:
    serving = Assignment.objects.serving(timezone.localdate()).filter(village=OuterRef("pk"))
    counted = serving.order_by().values("village").annotate(people=Count("officer", distinct=True))
    return shown.annotate(officers=Coalesce(Subquery(counted.values("people")), 0))


@require_safe
@regency_requires(Permission.MANAGE_REGENCY)
def officers(request: RegencyRequest) -> HttpResponse:
    """Officers of the regency, or with words asked for, of the whole regency with its villages."""
    asked = request.GET.get("q", "").strip()
    found = Officer.objects.all()
    for word in asked.split():
        found = found.filter(Q(full_name__icontains=word) | Q(username__icontains=word))
    if not asked:
        today = timezone.localdate()
        found = found.filter(pk__in=RegencyAssignment.objects.not_ended(today).values("officer"))
    page = Paginator(found.prefetch_related("regency_assignments"), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "accounts/regency_officers.html", {"tab": "officers", "page": page, "asked": asked}
    )


@require_safe
@regency_requires(Permission.MANAGE_REGENCY)
def officer(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """One officer: all roles, and what the regency can do for them."""
    person = get_object_or_404(Officer, pk=id)
    with reading_all_villages(by=request.actor, purpose="Melihat tugas seorang petugas"):
        context = {
            "tab": "officers",
            "person": person,
            "today": timezone.localdate(),
            "at_regency": list(RegencyAssignment.objects.of(person)),
            "in_villages": list(Assignment.objects.of(person).select_related("village__regency")),
            "keys": _keys_of(person),
        }
    return render(request, "accounts/regency_officer.html", context)


def _keys_of(person: Officer) -> int:
    return Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).count()


@never_cache
@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def new_officer(request: RegencyRequest) -> HttpResponse:
    """Make an account with its first role, at the regency or in a village."""
    form = RegencyOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("username", "full_name", "phone")}
        with acting_for_regency("membuat akun petugas"):
            new = operations.create_account(by=request.actor, **names)
            _give_role(request, new.officer, form)
        return _show_first_password(request, new.officer, new.first_password)
    return render_form(request, "accounts/regency_form.html", form, tab="officers", title="Buat akun petugas")


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def new_role(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """Give an officer one more role, at the regency or in a village."""
    person = get_object_or_404(Officer, pk=id)
    form = RegencyRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with acting_for_regency("memberi tugas"):
                _give_role(request, person, form)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, "Tugas sudah diberikan.")
            return redirect("accounts:regency_officer", id=id)
    title = f"Beri tugas kepada {person.full_name}"
    return render_form(request, "accounts/regency_form.html", form, tab="officers", title=title)


def _give_role(request: RegencyRequest, person: Officer, form: RegencyRoleForm) -> None:
    """Inside the regency's scope, or in the village's where the role is one of a village."""
    role: Role = form.cleaned_data["role"]
    term = {"since": form.cleaned_data["since"], "until": form.cleaned_data["until"]}
    given: dict[str, Any] = {
        "officer": person, "role": role, "by": request.actor, "granting": request.permissions, **term,
    }  # fmt: skip
    if role in REGENCY_ROLES:
        operations.assign_at_regency(district=form.cleaned_data["district"], **given)
        return
    with acting_for(form.cleaned_data["village"]):
        operations.assign(**given)


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def end_role(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """Let a role at the regency end today."""
    assignment = get_object_or_404(RegencyAssignment.objects.with_officer(), pk=id)
    person = assignment.officer

    def end(reason: str) -> HttpResponse | None:
        operations.end_regency_assignment(
            assignment=assignment, on=timezone.localdate(), reason=reason, by=request.actor,
            granting=request.permissions,
        )  # fmt: skip
        messages.success(request, "Tugas sudah diakhiri.")
        return None

    question = f"Akhiri tugas {Role(assignment.role).label} untuk {person.full_name}?"
    consequence = "Setelah hari ini, petugas ini tidak bisa membuka meja kabupaten dengan tugas itu."
    return _ask(request, person, end, question=question, consequence=consequence, action="Akhiri tugas")


@never_cache
@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def reset_password(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """Hand out a new first password, also to somebody who serves in several villages."""
    person = get_object_or_404(Officer, pk=id)

    def reset(reason: str) -> HttpResponse | None:
        password = operations.reset_password(
            officer=person, reason=reason, by=request.actor, granting=request.permissions
        )
        return _show_first_password(request, person, password)

    question = f"Beri kata sandi sementara untuk {person.full_name}?"
    consequence = "Kata sandi lama, kunci sandi, dan aplikasi kode tidak berlaku lagi. Petugas ini keluar dari semua perangkat."
    return _ask(request, person, reset, question=question, consequence=consequence, action="Beri kata sandi")


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def reset_keys(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """Remove the keys of somebody who lost their phone."""
    person = get_object_or_404(Officer, pk=id)

    def reset(reason: str) -> HttpResponse | None:
        operations.reset_second_factors(
            officer=person, reason=reason, by=request.actor, granting=request.permissions
        )
        messages.success(request, "Kunci sandi dan aplikasi kode sudah dihapus.")
        return None

    question = f"Hapus semua kunci masuk {person.full_name}?"
    consequence = "Petugas ini lalu masuk dengan kata sandi saja, dan bisa memasang kunci baru."
    return _ask(request, person, reset, question=question, consequence=consequence, action="Hapus kunci")


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def close_or_open(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """Close an account everywhere at once, or open it again. Accounts are never deleted: the trail names them."""
    person = get_object_or_404(Officer, pk=id)
    is_open = person.is_active

    def change(reason: str) -> HttpResponse | None:
        write = operations.close_account if is_open else operations.open_account
        write(officer=person, reason=reason, by=request.actor)
        messages.success(request, "Akun sudah ditutup." if is_open else "Akun sudah dibuka lagi.")
        return None

    verb = "Tutup" if is_open else "Buka lagi"
    consequence = (
        "Petugas ini langsung keluar dan tidak bisa masuk lagi."
        if is_open
        else "Petugas ini bisa masuk lagi."
    )
    return _ask(
        request, person, change, question=f"{verb} akun {person.full_name}?", consequence=consequence,
        action=f"{verb} akun",
    )  # fmt: skip


@require_safe
@regency_requires(Permission.READ_AUDIT)
def trail(request: RegencyRequest) -> HttpResponse:
    """What happened at the regency and at sign-ins, and in all villages."""
    with reading_all_villages(by=request.actor, purpose="Membaca jejak semua desa"):
        form = TrailFilter(request.GET)
        form.is_valid()
        entries = form.narrow(AuditEntry.objects.newest_first().select_related("village__regency"))
        page = Paginator(entries, TRAIL_PAGE).get_page(request.GET.get("page"))
        lines = [in_words(entry) for entry in page]
        context = {"tab": "trail", "form": form, "page": page, "lines": lines}
        return render(request, "accounts/regency_trail.html", context)


def _show_first_password(request: RegencyRequest, person: Officer, password: str) -> HttpResponse:
    context = {
        "tab": "officers",
        "person": person,
        "first_password": password,
        "until": person.first_password_until,
        "back": reverse("accounts:regency_officer", kwargs={"id": person.pk}),
    }
    return render(request, "accounts/first_password.html", context)


def _ask(
    request: RegencyRequest, person: Officer, do: Callable[[str], HttpResponse | None], **words: str
) -> HttpResponse:
    """Ask for a reason, then do it inside the regency's scope."""
    form: Form = ReasonForm(request.POST or None)
    back = reverse("accounts:regency_officer", kwargs={"id": person.pk})
    if request.method == "POST" and form.is_valid():
        try:
            with acting_for_regency(words["question"]):
                done = do(form.cleaned_data["reason"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return done or redirect(back)
    return render_form(request, "accounts/regency_confirm.html", form, tab="officers", back=back, **words)
