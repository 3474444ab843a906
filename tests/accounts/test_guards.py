"""Who is let through, and where the others are sent."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from balai.accounts.enums import Permission, Role
from balai.accounts.guards import guard_of, regency_requires, requires
from balai.accounts.http import OfficerRequest, RegencyRequest
from balai.accounts.models import Assignment, Officer, RegencyAssignment
from balai.accounts.rules import permissions_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer


@requires(Permission.EDIT_RESIDENTS)
def edit(request: OfficerRequest) -> HttpResponse:
    return HttpResponse(f"{request.actor.label} {len(request.permissions)}")


@requires()
def any_officer(request: OfficerRequest) -> HttpResponse:
    return HttpResponse("masuk")


@regency_requires(Permission.MANAGE_REGENCY)
def manage(request: RegencyRequest) -> HttpResponse:
    return HttpResponse(request.actor.label)


def ask(view: object, officer: Officer, rf: RequestFactory) -> HttpResponse:
    request = rf.get("/")
    request.user = officer
    return view(request)  # type: ignore[operator,no-any-return]  # a guarded view


def test_an_officer_with_the_permission_comes_in(village: Village, rf: RequestFactory) -> None:
    operator = make_officer(village, Role.OPERATOR)

    with acting_for(village):
        response = ask(edit, operator, rf)

    assert response.content.decode() == f"{operator.full_name} {len(permissions_of([Role.OPERATOR]))}"


def test_what_officers_see_is_kept_by_no_browser(village: Village, rf: RequestFactory) -> None:
    operator = make_officer(village, Role.OPERATOR)

    with acting_for(village):
        response = ask(edit, operator, rf)

    assert response["Cache-Control"] == "private, no-store"


def test_without_the_permission_nobody_comes_in(village: Village, rf: RequestFactory) -> None:
    head = make_officer(village, Role.RT_HEAD)

    with acting_for(village), pytest.raises(PermissionDenied):
        ask(edit, head, rf)
    with acting_for(village):
        assert ask(any_officer, head, rf).status_code == 200


def test_an_officer_of_another_village_is_nobody_here(
    village: Village, other_village: Village, rf: RequestFactory
) -> None:
    stranger = make_officer(other_village, Role.ADMINISTRATOR)

    with acting_for(village), pytest.raises(PermissionDenied):
        ask(any_officer, stranger, rf)


def test_after_the_last_day_nobody_comes_in(village: Village, rf: RequestFactory) -> None:
    former = make_officer(village, Role.ADMINISTRATOR)
    with acting_for(village):
        Assignment.objects.of(former).update(until=timezone.localdate() - datetime.timedelta(days=1))

    with acting_for(village), pytest.raises(PermissionDenied):
        ask(any_officer, former, rf)


def test_the_regency_lets_its_own_officers_in_and_no_village_officer(
    village: Village, rf: RequestFactory
) -> None:
    administrator = make_officer()
    RegencyAssignment.objects.create(
        officer=administrator, role=Role.REGENCY_ADMINISTRATOR, since=timezone.localdate()
    )

    assert ask(manage, administrator, rf).status_code == 200
    with pytest.raises(PermissionDenied):
        ask(manage, make_officer(village, Role.ADMINISTRATOR), rf)


def test_a_stranger_is_sent_to_the_sign_in_and_back(visitor: HallClient) -> None:
    response = visitor.get("/meja/petugas/?dulu=1")

    assert response["Location"] == "/sukamaju/masuk/?next=/sukamaju/meja/petugas/%3Fdulu%3D1"


def test_a_partial_request_moves_the_whole_page_to_the_sign_in(visitor: HallClient) -> None:
    response = visitor.get("/meja/petugas/", headers={"HX-Request": "true"})

    assert (response.status_code, response.content, response["HX-Redirect"]) == (200, b"", "/sukamaju/masuk/")


def test_a_closed_account_is_out_at_once(desk: HallClient, officer: Officer) -> None:
    Officer.objects.filter(pk=officer.pk).update(is_active=False)

    assert desk.get("/meja/petugas/").status_code == 302


def guarded_urls(urlconf: str) -> dict[str, str]:
    """Every address of the accounts app with its guard."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                found |= walk(pattern.url_patterns, path)
            elif pattern.callback.__module__.startswith(("balai.accounts", "allauth")):
                found[path] = str(guard_of(pattern.callback))
        return found

    return walk(get_resolver(urlconf).url_patterns, "")


def test_every_address_of_the_app_has_its_guard() -> None:
    shared = {
        "masuk/": "public",
        "masuk/kunci-sandi/": "public",
        "masuk/kode/": "public",
        "keluar/": "public",
        "masuk/tujuan/": "signed-in",
        "meja/akun/": "signed-in",
        "meja/akun/nama/": "signed-in",
        "meja/akun/kata-sandi/": "signed-in-anyhow",
        "meja/akun/tawaran/": "signed-in",
        "meja/akun/pastikan/": "signed-in",
        "meja/akun/pastikan/kode/": "signed-in",
        "meja/akun/pastikan/kunci-sandi/": "signed-in",
        "meja/akun/kunci-sandi/tambah/": "signed-in",
        "meja/akun/kunci-sandi/<int:pk>/hapus/": "signed-in",
        "meja/akun/aplikasi-kode/": "signed-in",
        "meja/akun/aplikasi-kode/lepas/": "signed-in",
        "meja/akun/kode-cadangan/": "signed-in",
        "meja/akun/kode-cadangan/baru/": "signed-in",
    }
    officers = {
        f"meja/petugas/{rest}": "officer(manage_officers)"
        for rest in (
            "",
            "baru/",
            "tambah/",
            "<uuid:id>/",
            "<uuid:id>/kata-sandi/",
            "<uuid:id>/kunci/",
            "tugas/<uuid:id>/",
            "tugas/<uuid:id>/akhiri/",
        )
    }

    assert guarded_urls("config.urls_village") == {**shared, **officers, "meja/jejak/": "officer(read_audit)"}
    administrators = {
        f"kabupaten/petugas/{rest}": "regency(manage_regency)"
        for rest in (
            "",
            "baru/",
            "<uuid:id>/",
            "<uuid:id>/tugas/",
            "<uuid:id>/kata-sandi/",
            "<uuid:id>/kunci/",
            "<uuid:id>/tutup/",
            "tugas/<uuid:id>/akhiri/",
        )
    }
    assert guarded_urls("config.urls") == {
        **shared,
        **administrators,
        "kabupaten/": "regency(see_regency)",
        "kabupaten/jejak/": "regency(read_audit)",
    }
