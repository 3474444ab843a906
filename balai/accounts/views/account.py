"""One's own account: name, password, passkeys, authenticator app, recovery codes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.views import ReauthenticateView
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base.views import ReauthenticateView as CodeReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.adapters import home_of
from balai.accounts.enums import Action
from balai.accounts.forms import (
    CodeAgainForm,
    FirstCodeForm,
    NewPasskeyForm,
    NewPasswordForm,
    OwnNameForm,
    PasswordAgainForm,
)
from balai.accounts.guards import signed_in, signed_in_anyhow
from balai.accounts.http import AccountRequest
from balai.accounts.models import Assignment, Officer, RegencyAssignment
from balai.accounts.operations import change_own_name, change_own_password
from balai.accounts.views.answers import RefusesProperly, passkey_options, render_form
from balai.accounts.views.offers import offers_to

ACCOUNT = "accounts:account"


@never_cache
@require_safe
@signed_in
def account(request: AccountRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    keys = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    by_type = {key.type: key for key in keys}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "tab": "",
        "roles": _roles_here(request),
        "has_offers": bool(offers_to(request.user)),
        "passkeys": [key for key in keys if key.type == Authenticator.Type.WEBAUTHN],
        "app": by_type.get(Authenticator.Type.TOTP),
        "has_codes": codes is not None,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }
    return render(request, "accounts/account.html", context)


def _roles_here(request: AccountRequest) -> list[str]:
    model = Assignment if request.village is not None else RegencyAssignment
    serving = model.objects.of(request.user).serving(timezone.localdate())
    return list(serving.values_list("role", flat=True))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_name(request: AccountRequest) -> HttpResponse:
    """Correct one's own name and telephone number."""
    form = OwnNameForm(request.POST or None, instance=Officer.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        change_own_name(officer=request.user, by=request.actor, **form.cleaned_data)
        messages.success(request, "Nama dan nomor telepon sudah diganti.")
        return redirect(ACCOUNT)
    return render_form(request, "accounts/own_name.html", form)


@sensitive_post_parameters("current", "password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_anyhow
def own_password(request: AccountRequest) -> HttpResponse:
    """Choose a new password; after the first sign-in one must."""
    form = NewPasswordForm(request.POST or None, officer=request.user, request=request)
    was_forced = request.user.must_change_password
    if request.method == "POST" and form.is_valid():
        change_own_password(officer=request.user, password=form.cleaned_data["password"], by=request.actor)
        update_session_auth_hash(request, request.user)
        messages.success(request, "Kata sandi sudah diganti. Perangkat lain ikut keluar.")
        return redirect(home_of(request) if was_forced else ACCOUNT)
    return render_form(request, "accounts/own_password.html", form, was_forced=was_forced)


def asks_again[**P](
    view: Callable[Concatenate[Any, P], HttpResponseBase],
) -> Callable[Concatenate[Any, P], HttpResponseBase]:
    """Send somebody who must show once more who they are to where they can, and back to this page.

    allauth's middleware would do it, but never sees what a view inside a village's scope raises.
    """

    @wraps(view)
    def asking(request: AccountRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except ReauthenticationRequired:
            way = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
            return redirect(f"{way}?{urlencode({'next': request.get_full_path()})}")

    return asking


class _PasswordAgain(RefusesProperly, ReauthenticateView):
    """Shows once more who one is, before keys are changed."""

    form_class = PasswordAgainForm
    template_name = "accounts/show_who_you_are.html"


class _CodeAgain(RefusesProperly, CodeReauthenticateView):
    """The same by a code."""

    form_class = CodeAgainForm
    template_name = "accounts/show_who_you_are.html"


class _PasskeyAgain(ReauthenticateWebAuthnView):
    """The same by a passkey."""

    template_name = "accounts/show_who_you_are.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = passkey_options(context["js_data"]["request_options"])
        # Upstream drops what its parents add when it is given nothing; the alternatives matter here.
        return {
            **context,
            "reauthentication_alternatives": self.get_reauthentication_alternatives(),  # type: ignore[no-untyped-call]  # of allauth
            "passkey_options": options,
        }

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        messages.error(self.request, "Kunci sandi belum cocok. Coba sekali lagi.")
        return redirect(self.request.get_full_path())


@method_decorator(never_cache, name="dispatch")
class _AddPasskey(RefusesProperly, AddWebAuthnView):
    """Make a passkey that signs in by itself."""

    form_class = NewPasskeyForm
    template_name = "accounts/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if "form" in kwargs:
            context["form"] = kwargs["form"]
        options = webauthn.begin_registration(authenticated_user(self.request), passwordless=True)
        return {**context, "passkey_options": passkey_options(options)}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        audit.record(
            Action.SECOND_FACTOR_ADDED, by=Actor.from_request(self.request), facts={"type": "webauthn"}
        )
        messages.success(self.request, "Kunci sandi siap. Lain kali masuk tanpa kata sandi.")
        return response

    def get_success_url(self) -> str:
        return _after_adding(self.did_generate_recovery_codes)


class _RemovePasskey(RemoveWebAuthnView):
    """Remove a passkey, after asking."""

    template_name = "accounts/remove_passkey.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        audit.record(
            Action.SECOND_FACTOR_REMOVED, by=Actor.from_request(self.request), facts={"type": "webauthn"}
        )
        messages.success(self.request, "Kunci sandi sudah dihapus.")
        return response

    def get_success_url(self) -> str:
        return reverse(ACCOUNT)


@method_decorator(never_cache, name="dispatch")
class _AddApp(RefusesProperly, ActivateTOTPView):
    """Set up an authenticator app: scan, type the first code."""

    form_class = FirstCodeForm
    template_name = "accounts/add_app.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        audit.record(Action.SECOND_FACTOR_ADDED, by=Actor.from_request(self.request), facts={"type": "totp"})
        messages.success(self.request, "Aplikasi kode siap. Mulai sekarang masuk dengan kata sandi dan kode.")
        return response

    def get_success_url(self) -> str:
        return _after_adding(self.did_generate_recovery_codes)


class _RemoveApp(DeactivateTOTPView):
    """Stop using the authenticator app, after asking."""

    template_name = "accounts/remove_app.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        audit.record(
            Action.SECOND_FACTOR_REMOVED, by=Actor.from_request(self.request), facts={"type": "totp"}
        )
        messages.success(self.request, "Aplikasi kode sudah dilepas.")
        return response

    def get_success_url(self) -> str:
        return reverse(ACCOUNT)


class _NewRecoveryCodes(RefusesProperly, GenerateRecoveryCodesView):
    """Make new codes; the old ones stop working."""

    template_name = "accounts/new_recovery_codes.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        audit.record(
            Action.SECOND_FACTOR_ADDED, by=Actor.from_request(self.request), facts={"type": "recovery_codes"}
        )
        return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@asks_again
def recovery_codes(request: AccountRequest) -> HttpResponse:
    """How many codes are left for the day the phone is lost; a POST shows them, and only the first time."""
    stored = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.RECOVERY_CODES)
    wrapped = stored.wrap()  # type: ignore[no-untyped-call]  # of allauth
    unused = wrapped.get_unused_codes()
    context = {"left": len(unused), "codes": [], "was_shown": wrapped.did_view}
    if request.method == "POST" and not wrapped.did_view:
        raise_if_reauthentication_required(request, app="allauth.mfa")
        wrapped.mark_as_viewed()
        context["codes"] = unused
    return render(request, "accounts/recovery_codes.html", context)


def _after_adding(has_new_codes: bool) -> str:
    """With the first key come recovery codes, which must be written down now."""
    return reverse("mfa_view_recovery_codes" if has_new_codes else ACCOUNT)


password_again = signed_in(_PasswordAgain.as_view())
code_again = signed_in(_CodeAgain.as_view())
passkey_again = signed_in(_PasskeyAgain.as_view())
add_passkey = signed_in(asks_again(_AddPasskey.as_view()))
remove_passkey = signed_in(asks_again(_RemovePasskey.as_view()))
add_app = signed_in(asks_again(_AddApp.as_view()))
remove_app = signed_in(asks_again(_RemoveApp.as_view()))
new_recovery_codes = signed_in(asks_again(_NewRecoveryCodes.as_view()))
