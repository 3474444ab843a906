"""What allauth does our way: no sign-up, no e-mail, our own counting of attempts, our words, our audit trail."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.attempts import Guess, counted
from balai.accounts.browsers import known_browser
from balai.accounts.enums import Action
from balai.accounts.models import Assignment, Officer
from balai.tenancy.scope import acting_for

NO_MATCH = "Nama pengguna atau kata sandi tidak cocok."
WRONG_CODE = "Kode ini tidak cocok. Lihat kode yang baru, lalu coba lagi."


def guess_of(request: HttpRequest, secret: str, username: str) -> Guess:
    """The attempt that this request makes at a secret ("password" or "code") of an account."""
    return Guess(secret, username, request.META.get("REMOTE_ADDR", ""), known_browser(request, username))


class OfficerAccounts(DefaultAccountAdapter):
    """Accounts are made by an administrator; a name, a password, perhaps a second factor, nothing by e-mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NO_MATCH,
        "incorrect_password": "Kata sandi ini tidak cocok.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes the accounts."""
        return False

    def get_login_stages(self) -> list[str]:
        """After the password only the second factor, where there is one."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Officer | None:
        """The officer whose password this is. A wrong name, a wrong password and a closed account look the same.

        Raises `TooManyAttempts`; `ValidationError` when a handed-out password was left unused for too long.
        """
        username = str(credentials.get("username", "")).strip().lower()
        password = credentials.get("password", "")
        with counted(guess_of(request, "password", username)) as attempt:
            officer = authenticate(request, username=username, password=password)
            AuthenticationBackend.unstash_authenticated_user()  # a closed account, kept aside by allauth
            attempt.succeeded = isinstance(officer, Officer)
        if not isinstance(officer, Officer):
            audit.record(Action.SIGN_IN_FAILED, by=Actor.from_request(request))
            return None
        if officer.first_password_is_over:
            raise ValidationError(
                "Kata sandi sementara ini sudah lewat waktunya. Minta yang baru.", code="over"
            )
        return officer

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether this is the password of the person who is signed in. Raises `TooManyAttempts`."""
        return bool(self.authenticate(context.request, username=user.username, password=password) == user)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A passkey of a closed account."""
        messages.error(request, "Akun ini sudah ditutup. Hubungi administrator.")
        return HttpResponseRedirect(reverse("account_login"))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Write the sign-in into the trail of the village, if the officer serves there."""
        record_presence(Action.SIGNED_IN, request, user)
        return super().post_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk of the village, or that of the regency."""
        return home_of(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Back to the sign-in."""
        return reverse("account_login")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Only what one of our own views says itself."""
        if message := kwargs.get("message"):
            messages.add_message(args[0], args[1], message)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as the server saw it."""
        return str(request.META.get("REMOTE_ADDR", ""))


class OfficerKeys(DefaultMFAAdapter):
    """Second factors; their secrets are encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": "Aktifkan kunci sandi atau aplikasi kode dulu.",
    }

    def get_totp_issuer(self) -> str:
        """What the authenticator app shows above the code."""
        return "Balai"

    def _get_site_name(self) -> str:
        return "Balai"

    def encrypt(self, text: str) -> str:
        """Readable only with the server's secret key, not from a copy of the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Also with a former secret key (SECRET_KEY_FALLBACKS)."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def record_presence(action: Action, request: HttpRequest, officer: Officer) -> None:
    """Say in the trail that an officer came or left: in the village of the page if they serve there."""
    by = Actor.of(officer, request.META.get("REMOTE_ADDR", ""))
    records = get_authentication_records(request, officer)
    facts = {"methods": [record.get("type", record["method"]) for record in records]}
    village = getattr(request, "village", None)
    if village is not None:
        with acting_for(village):
            if Assignment.objects.of(officer).serving(timezone.localdate()).exists():
                audit.record(action, by=by, facts=facts)
                return
    audit.record(action, by=by, facts=facts)


def home_of(request: HttpRequest) -> str:
    """Where an officer's work begins: the village's desk, or the regency's where no village is named."""
    return reverse("desk:home" if getattr(request, "village", None) is not None else "accounts:welcome")


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(key)) for key in keys])


def _fernet_key(secret: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"balai.accounts.keys:" + force_bytes(secret)).digest())
