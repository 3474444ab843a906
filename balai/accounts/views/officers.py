"""The officers of a village: who serves, with which role, and help for those who can't sign in."""

import uuid

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts import operations
from balai.accounts.enums import Permission, Role
from balai.accounts.forms import EndForm, JoinForm, NewOfficerForm, ReasonForm, TermForm
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.accounts.models import Assignment, Officer
from balai.accounts.rules import role_name
from balai.accounts.views.answers import render_form
from balai.core.confirming import confirm

PAGE = 50
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.MANAGE_OFFICERS)
def officer_list(request: OfficerRequest) -> HttpResponse:
    """Who serves in the village, and on request who did."""
    with_former = request.GET.get("dulu") == "1"
    today = timezone.localdate()
    assignments = Assignment.objects.with_officer().order_by("officer__full_name", "-since")
    if not with_former:
        assignments = assignments.not_ended(today)
    keys = Authenticator.objects.filter(user=OuterRef("officer")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    page = Paginator(assignments.annotate(has_second_factor=Exists(keys)), PAGE).get_page(
        request.GET.get("page")
    )
    context = {"tab": "village", "page": page, "today": today, "with_former": with_former}
    return render(request, "accounts/officers.html", context)


@require_safe
@requires(Permission.MANAGE_OFFICERS)
def officer_detail(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """One officer: their roles here, and what an administrator can do for them."""
    officer = _officer_here(id)
    context = {
        "tab": "village",
        "person": officer,
        "today": timezone.localdate(),
        "assignments": Assignment.objects.of(officer),
        "keys": Authenticator.objects.filter(user=officer)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .count(),
    }
    return render(request, "accounts/officer.html", context)


@never_cache
@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_OFFICERS)
def new_officer(request: OfficerRequest) -> HttpResponse:
    """Make an account and its first role; the first password is shown once."""
    form = NewOfficerForm(request.POST or None, granting=request.permissions, words=request.village.words)
    if request.method == "POST" and form.is_valid():
        new = operations.create_officer(by=request.actor, granting=request.permissions, **form.cleaned_data)
        return _show_first_password(request, new.officer, new.first_password)
    return render_form(request, "accounts/new_officer.html", form, tab="village")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_OFFICERS)
def join_officer(request: OfficerRequest) -> HttpResponse:
    """Give a role here to somebody who has an account already; who serves elsewhere must say yes first."""
    form = JoinForm(
        request.POST or None,
        granting=request.permissions,
        words=request.village.words,
        initial={"username": request.GET.get("username", "")},
    )
    if request.method == "POST" and form.is_valid() and form.officer is not None:
        term = {name: form.cleaned_data[name] for name in ("role", "since", "until")}
        is_known_here = Assignment.objects.of(form.officer).serving(timezone.localdate()).exists()
        give = operations.assign if is_known_here else operations.offer_assignment
        try:
            give(officer=form.officer, by=request.actor, granting=request.permissions, **term)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request,
                f"{form.officer.full_name} mendapat tugas lagi."
                if is_known_here
                else f"Tugas ditawarkan kepada {form.officer.username}. Ia menerimanya saat masuk.",
            )
            return redirect("accounts:officers")
    return render_form(request, "accounts/join_officer.html", form, tab="village")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_OFFICERS)
def change_assignment(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """Correct a role or its term."""
    assignment = get_object_or_404(Assignment.objects.with_officer(), pk=id)
    initial = {"role": assignment.role, "since": assignment.since, "until": assignment.until}
    form = TermForm(
        request.POST or None, granting=request.permissions, words=request.village.words, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_assignment(
                assignment=assignment, by=request.actor, granting=request.permissions, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, "Tugas sudah diubah.")
            return redirect("accounts:officer", id=assignment.officer_id)
    return render_form(request, "accounts/assignment.html", form, tab="village", person=assignment.officer)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_OFFICERS)
def end_assignment(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """Let a role end; its holder can't open the desk from the day after."""
    assignment = get_object_or_404(Assignment.objects.with_officer(), pk=id)
    form = EndForm(request.POST or None, assignment=assignment)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_assignment(
                assignment=assignment, by=request.actor, granting=request.permissions, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, "Tugas sudah diakhiri.")
            return redirect("accounts:officer", id=assignment.officer_id)
    role = role_name(Role(assignment.role), request.village.words) or assignment.get_role_display()
    question = f"Akhiri tugas {role} untuk {assignment.officer.full_name}?"
    consequence = "Setelah hari terakhir, petugas ini tidak bisa membuka meja layanan dengan tugas itu."
    return _ask(
        request, form, assignment.officer, question=question, consequence=consequence, action="Akhiri tugas"
    )


@never_cache
@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_OFFICERS)
def reset_password(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """Hand out a new first password to somebody who forgot theirs."""
    officer = _officer_here(id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password = operations.reset_password(
                officer=officer, by=request.actor, granting=request.permissions, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return _show_first_password(request, officer, password)
    question = f"Beri kata sandi sementara untuk {officer.full_name}?"
    consequence = "Kata sandi lama, kunci sandi, dan aplikasi kode tidak berlaku lagi. Petugas ini keluar dari semua perangkat."
    return _ask(request, form, officer, question=question, consequence=consequence, action="Beri kata sandi")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_OFFICERS)
def reset_keys(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """Remove passkeys and the authenticator app of somebody who lost their phone."""
    officer = _officer_here(id)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = "Misalnya: HP hilang."
    if request.method == "POST" and form.is_valid():
        try:
            operations.reset_second_factors(
                officer=officer, by=request.actor, granting=request.permissions, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, "Kunci sandi dan aplikasi kode sudah dihapus.")
            return redirect("accounts:officer", id=officer.pk)
    question = f"Hapus semua kunci masuk {officer.full_name}?"
    consequence = "Petugas ini lalu masuk dengan kata sandi saja, dan bisa memasang kunci baru."
    return _ask(request, form, officer, question=question, consequence=consequence, action="Hapus kunci")


def _officer_here(id: uuid.UUID) -> Officer:
    """An officer with a role in this village, now or before; accounts of others aren't shown, nor before they said yes."""
    here = Assignment.objects.accepted().filter(officer=OuterRef("pk"))
    return get_object_or_404(Officer.objects.filter(Exists(here)), pk=id)


def _show_first_password(request: OfficerRequest, officer: Officer, password: str) -> HttpResponse:
    context = {
        "tab": "village",
        "person": officer,
        "first_password": password,
        "until": officer.first_password_until,
        "back": reverse("accounts:officer", kwargs={"id": officer.pk}),
    }
    return render(request, "accounts/first_password.html", context)


def _ask(
    request: OfficerRequest, form: Form, officer: Officer, *, question: str, consequence: str, action: str
) -> HttpResponse:
    return confirm(
        request,
        form=form,
        tab="village",
        question=question,
        consequence=consequence,
        action=action,
        danger=True,
        back=reverse("accounts:officer", kwargs={"id": officer.pk}),
    )
