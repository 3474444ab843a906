"""Reading what officers type when they sign in, look after their account, or look after other officers."""

from datetime import timedelta
from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone

from balai.accounts.adapters import WRONG_CODE, guess_of
from balai.accounts.attempts import TOO_MANY, counted, spend_code
from balai.accounts.enums import Permission, Role
from balai.accounts.models import Assignment, Officer, username_spelling
from balai.accounts.rules import REGENCY_ROLES, VILLAGE_ROLES, may_grant, role_name
from balai.core.dates import LongDateField
from balai.tenancy.models import Village
from balai.tenancy.rules import RegionalWords

CODE_LASTS = timedelta(minutes=2)
CODE_ATTRIBUTES = {
    "class": "input-short",
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "autocapitalize": "off",
    "spellcheck": "false",
}


class SignInForm(LoginForm):
    """Name and password. What is wrong is said at the password, so that it doesn't tell which names exist."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label="Nama pengguna",
            max_length=40,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}
            ),
        )
        self.fields["password"] = _password_field("Kata sandi", "current-password")
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """Officers' names are lower case; phones like to begin with a capital."""
        return str(self.cleaned_data["login"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()  # type: ignore[no-untyped-call]  # of allauth
        except ValidationError as problem:
            if problem.code == TOO_MANY:
                raise
            self.add_error("password", problem)
            return self.cleaned_data
        return cleaned


class PasswordAgainForm(AllauthReauthenticateForm):
    """One's own password once more, before keys are changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password_field("Kata sandi", "current-password")


class _CountedCode:
    """A code of the authenticator app or a recovery code; wrong ones are counted, and each works once."""

    fields: dict[str, forms.Field]
    user: Officer
    authenticator: Authenticator

    def clean_code(self) -> str:
        with counted(guess_of(context.request, "code", self.user.username)) as attempt:
            code = str(super().clean_code())  # type: ignore[misc]  # of allauth's form, which comes next
            is_app = self.authenticator.type == Authenticator.Type.TOTP
            if is_app and not spend_code(self.user.username, code, lasts=CODE_LASTS):
                raise ValidationError(WRONG_CODE, code="spent")
            attempt.succeeded = True
        return code


class CodeForm(_CountedCode, AuthenticateForm):
    """The second factor at the sign-in."""

    code = forms.CharField(
        label="Kode",
        help_text="6 angka dari aplikasi kode, atau satu kode cadangan.",
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
    )


class CodeAgainForm(_CountedCode, ReauthenticateForm):
    """The second factor once more, before keys are changed."""

    code = forms.CharField(
        label="Kode",
        help_text="6 angka dari aplikasi kode, atau satu kode cadangan.",
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
    )


class FirstCodeForm(ActivateTOTPForm):
    """The first code of a new authenticator app shows that it was set up right."""

    code = forms.CharField(
        label="Kode dari aplikasi", help_text="6 angka.", widget=forms.TextInput(attrs=CODE_ATTRIBUTES)
    )


class NewPasskeyForm(AddWebAuthnForm):
    """A passkey that signs in without a password. The browser fills in `credential`."""

    name = forms.CharField(
        label="Nama kunci", max_length=50, required=False, help_text="Misalnya: HP saya, komputer kantor."
    )
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "", "passwordless": True, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_passwordless(self) -> bool:
        """Always: a key that would still need the password is no help against a forgotten one."""
        return True

    def clean_name(self) -> str:
        """A key without a name would be lost among others."""
        return self.cleaned_data["name"] or f"Kunci {timezone.localdate():%d-%m-%Y}"


class NewPasswordForm(forms.Form):
    """A password of one's own. The old one is asked for unless it was just handed out."""

    current = forms.CharField()
    password = forms.CharField()

    def __init__(self, *args: Any, officer: Officer, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        self.request = request
        self.fields["current"] = _password_field("Kata sandi sekarang", "current-password")
        hints = password_validation.password_validators_help_texts()
        self.fields["password"] = _password_field("Kata sandi baru", "new-password", " ".join(hints))
        if officer.must_change_password:
            del self.fields["current"]

    def clean_current(self) -> str:
        """Raises `TooManyAttempts`."""
        current = str(self.cleaned_data["current"])
        with counted(guess_of(self.request, "password", self.officer.username)) as attempt:
            attempt.succeeded = self.officer.check_password(current)
        if not attempt.succeeded:
            raise ValidationError("Kata sandi ini tidak cocok.", code="mismatch")
        return current

    def clean_password(self) -> str:
        """Raises what the validators of the settings say."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, self.officer)
        if self.officer.check_password(password):
            raise ValidationError("Pilih kata sandi yang lain dari yang sekarang.", code="same")
        return password


class OwnNameForm(forms.ModelForm[Officer]):
    """One's own name and telephone number."""

    class Meta:
        model = Officer
        fields = ["full_name", "phone"]
        widgets = {"phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})}


class RoleField(forms.ChoiceField):
    """The roles that someone may give, with the village's own words."""

    def __init__(self, granting: frozenset[Permission], words: RegionalWords, **kwargs: Any) -> None:
        roles = [role for role in Role if role in VILLAGE_ROLES and may_grant(granting, role)]
        names = [(role.value, role_name(role, words)) for role in roles]
        given = [(value, name) for value, name in names if name]
        super().__init__(label="Tugas", choices=[("", "Pilih"), *given], **kwargs)

    def clean(self, value: Any) -> Any:
        return Role(super().clean(value))


class TermForm(forms.Form):
    """The role and term of an assignment."""

    since = LongDateField(label="Mulai", initial=timezone.localdate)
    until = LongDateField(label="Sampai", required=False, help_text="Kosongkan kalau belum tahu.")

    def __init__(
        self, *args: Any, granting: frozenset[Permission], words: RegionalWords, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = RoleField(granting, words)
        self.order_fields(["full_name", "username", "phone", "role", "since", "until"])

    def clean_until(self) -> Any:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            raise ValidationError("Tanggal selesai tidak boleh sebelum tanggal mulai.", code="order")
        return until


def _username_field(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Nama pengguna",
        max_length=40,
        validators=[username_spelling],
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )


def _unused_username(username: str) -> str:
    if Officer.objects.filter(username=username).exists():
        raise ValidationError("Nama pengguna ini sudah dipakai. Pilih yang lain.", code="taken")
    return username


class NewOfficerForm(TermForm):
    """A new account and its first assignment."""

    full_name = forms.CharField(label="Nama lengkap", max_length=100)
    username = _username_field("Huruf kecil, misalnya ratna.p")
    phone = forms.CharField(label="Nomor telepon", max_length=20, required=False)

    def clean_username(self) -> str:
        return _unused_username(self.cleaned_data["username"])


class JoinForm(TermForm):
    """An officer who has an account already, perhaps in another village."""

    username = _username_field("Nama yang dipakai petugas itu untuk masuk.")

    def clean_username(self) -> str:
        self.officer = Officer.objects.filter(username=self.cleaned_data["username"], is_active=True).first()
        if self.officer is None:
            raise ValidationError("Tidak ada petugas dengan nama pengguna ini.", code="unknown")
        return self.officer.username


class RegencyRoleForm(forms.Form):
    """A role at the regency, or one in a village: then the village is chosen as well."""

    role = forms.TypedChoiceField(label="Tugas", coerce=Role)
    village = forms.ModelChoiceField(
        Village.objects.select_related("regency").in_order(),
        label="Desa",
        required=False,
        empty_label="Bukan di desa",
        help_text="Pilih untuk tugas di desa.",
    )
    district = forms.RegexField(
        r"^\d\d\.\d\d\.\d\d$",
        label="Kode kecamatan",
        required=False,
        help_text="Hanya untuk camat, misalnya 99.01.01.",
        error_messages={"invalid": "Tulis kode kecamatan seperti 99.01.01."},
    )
    since = LongDateField(label="Mulai", initial=timezone.localdate)
    until = LongDateField(label="Sampai", required=False, help_text="Kosongkan kalau belum tahu.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            ("Di kabupaten", [(role.value, role.label) for role in Role if role in REGENCY_ROLES]),
            ("Di desa", [(role.value, role.label) for role in Role if role in VILLAGE_ROLES]),
        ]
        self.fields["role"].choices = [("", "Pilih"), *groups]  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["full_name", "username", "phone", "role", "village", "district", "since", "until"])

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        role = asked.get("role")
        if role in VILLAGE_ROLES and not asked.get("village"):
            self.add_error("village", "Pilih desa untuk tugas ini.")
        if role in REGENCY_ROLES and asked.get("village"):
            self.add_error("village", "Tugas ini bukan tugas di desa. Kosongkan desanya.")
        if (role == Role.DISTRICT_HEAD) != bool(asked.get("district")) and "district" not in self.errors:
            self.add_error("district", "Camat butuh kode kecamatan. Tugas lain tidak.")
        since, until = asked.get("since"), asked.get("until")
        if since and until and until < since:
            self.add_error("until", "Tanggal selesai tidak boleh sebelum tanggal mulai.")
        return asked


class RegencyOfficerForm(RegencyRoleForm):
    """A new account and its first role, anywhere in the regency."""

    full_name = forms.CharField(label="Nama lengkap", max_length=100)
    username = _username_field("Huruf kecil, misalnya ratna.p")
    phone = forms.CharField(label="Nomor telepon", max_length=20, required=False)

    def clean_username(self) -> str:
        return _unused_username(self.cleaned_data["username"])


class EndForm(forms.Form):
    """The last day of an assignment, and why."""

    on = LongDateField(label="Hari terakhir", initial=timezone.localdate)
    reason = forms.CharField(label="Alasan", max_length=300, help_text="Misalnya: masa tugas selesai.")

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on < self.assignment.since:
            raise ValidationError("Hari terakhir tidak boleh sebelum tugas mulai.", code="order")
        return on


class ReasonForm(forms.Form):
    """Why an administrator does something to somebody else's account."""

    reason = forms.CharField(label="Alasan", max_length=300, help_text="Misalnya: lupa kata sandi.")


def _password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=200,  # hashing a megabyte would be an attack
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )
