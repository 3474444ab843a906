"""Signing in and out. These views open their own short scopes: checking a password must hold no lock."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth import logout
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.adapters import home_of, record_presence
from balai.accounts.browsers import remember_browser
from balai.accounts.enums import Action
from balai.accounts.forms import CodeForm, SignInForm
from balai.accounts.guards import public_page, signed_in
from balai.accounts.http import AccountRequest, PublicRequest
from balai.accounts.models import Assignment, Officer, RegencyAssignment
from balai.accounts.views.answers import RefusesProperly, passkey_options
from balai.accounts.views.offers import offers_to
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for_regency


def _let_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Once somebody is in, their browser is told apart from strangers', and offers wait for an answer; before the second factor nobody is in."""
    if isinstance(request.user, Officer):
        if offers_to(request.user):
            response = redirect("accounts:offers")
        remember_browser(request, response, request.user.username)
    return response


class _SignIn(RefusesProperly, LoginView):
    """Name and password, or the button for a passkey."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        return _let_in(self.request, super().form_valid(form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        idle = self.request.session.pop("balai.idle", False) if self.request.session.session_key else False
        return {**super().get_context_data(**kwargs), "was_idle": idle}


class _SecondFactor(RefusesProperly, AuthenticateView):
    """A code or a passkey after the password."""

    form_class = CodeForm
    template_name = "accounts/second_factor.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        return _let_in(self.request, super().form_valid(form))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.context_data["refused"] = form  # type: ignore[attr-defined]  # a TemplateResponse
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        types = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        has_keys = Authenticator.Type.WEBAUTHN in types
        options = passkey_options(context["js_data"]["request_options"]) if has_keys else ""
        return {**context, "passkey_options": options, "has_app": Authenticator.Type.TOTP in types}


class _PasskeySignIn(LoginWebAuthnView):
    """Sign in by passkey alone; strangers can't guess one, so nothing is counted and it always works."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        authenticator = form.cleaned_data["credential"]
        post_authentication(self.request, authenticator, passwordless=True)
        wanted = get_next_redirect_url(self.request)
        login = Login(user=authenticator.user, redirect_url=wanted)
        return _let_in(self.request, perform_login(self.request, login))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        super().form_invalid(form)  # leaves the message
        wanted = get_next_redirect_url(self.request)
        query = f"?{urlencode({'next': wanted})}" if wanted else ""
        return HttpResponseRedirect(reverse("account_login") + query)


sign_in = public_page(opens_own_scopes(_SignIn.as_view()))
second_factor = public_page(opens_own_scopes(_SecondFactor.as_view()))
passkey_sign_in = public_page(opens_own_scopes(_PasskeySignIn.as_view()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
@opens_own_scopes
def sign_out(request: PublicRequest) -> HttpResponse:
    """Ask, or leave. Somebody between password and second factor starts again."""
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    if isinstance(request.user, Officer):
        record_presence(Action.SIGNED_OUT, request, request.user)
    clear_login(request)
    logout(request)
    return redirect("account_login")


@require_safe
@signed_in
@opens_own_scopes
def welcome(request: AccountRequest) -> HttpResponse:
    """Where an officer serves: straight to the desk if there is one place, else a choice."""
    if request.village is not None:
        return redirect(home_of(request))
    villages, serves_regency = places_of(request.user)
    if len(villages) == 1 and not serves_regency:
        return HttpResponseRedirect(desk_address(request, villages[0]))
    places = [(village.words.full_name, desk_address(request, village)) for village in villages]
    if serves_regency and not villages:
        return redirect("accounts:regency")
    context = {"places": places, "serves_regency": serves_regency}
    return render(request, "accounts/welcome.html", context)


def places_of(officer: Officer) -> tuple[list[Village], bool]:
    """The villages in which an officer serves today, and whether at the regency too."""
    today = timezone.localdate()
    with acting_for_regency("Mencari tempat tugas petugas yang masuk"):
        serving = Assignment.objects.of(officer).serving(today).values("village_id")
        villages = list(Village.objects.select_related("regency").filter(pk__in=serving).in_order())
    return villages, RegencyAssignment.objects.of(officer).serving(today).exists()


def desk_address(request: HttpRequest, village: Village) -> str:
    """The desk of a village from outside it: on its own host, else below its part of the path."""
    if village.host:
        return f"{request.scheme}://{village.host}/meja/"
    return f"/{village.slug}/meja/"
