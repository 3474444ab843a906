"""Django's settings. What differs between offices comes from `config.env`, nothing else."""

import sys
from urllib.parse import unquote, urlsplit

import django_stubs_ext
from django.utils.csp import CSP

from config import keys
from config.embedded import LOGIN, OWNER, Cluster
from config.env import ROOT, read_environment
from config.mailing import mailers

django_stubs_ext.monkeypatch()  # before any model or form names its type

ENVIRONMENT = read_environment()
BASE_DIR = ROOT
BALAI_DATA_DIR = ENVIRONMENT.data_dir
BALAI_PUBLIC_URL = ENVIRONMENT.public_url
BALAI_DEMO = ENVIRONMENT.demo

DEBUG = ENVIRONMENT.debug
SECRET_KEY = keys.secret(BALAI_DATA_DIR, "django-secret-key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *ENVIRONMENT.hosts]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # subdomains of a village's domain are not ours to speak for
    "security.W008",  # one port speaks one protocol: with BALAI_TLS there is no plain one to redirect from
    "security.W021",  # nor is the browsers' preload list
    "mail.W001",  # a hall without a mail server sends no e-mail, and no village of it can ask for a code
]

INSTALLED_APPS = [
    "config",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "balai.core",
    "balai.tenancy",
    "balai.accounts",
    "balai.villages",
    "balai.printing",
    "balai.documents",
    "balai.residents",
    "balai.access",
    "balai.services",
    "balai.introductions",
    "balai.publications",
    "balai.letters",
    "balai.surveys",
    "balai.posters",
    "balai.applications",
    "balai.rights",
    "balai.api",
    "balai.kiosk",
    "balai.portal",
    "balai.desk",
    "balai.sample",
    # After ours, whose templates of the same name win.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]

# Only a worker loads what it does: pages needn't wait for all of it at a start.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = [
    f"{app}.tasks" for app in INSTALLED_APPS if (ROOT / app.replace(".", "/") / "tasks.py").exists()
]

MIDDLEWARE = [
    "config.crafted.RefuseNul",
    *(["config.proxies.AddressFromProxy"] if ENVIRONMENT.proxy else []),
    "django.middleware.security.SecurityMiddleware",
    "config.packing.Packed",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.permissions.NoDevicesByDefault",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balai.tenancy.middleware.VillageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "balai.accounts.middleware.SignOutWhenIdle",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "balai.tenancy.middleware.ScopeMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "balai" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "balai.portal.context.contact",
            ],
        },
    },
]
FORM_RENDERER = "balai.core.rendering.BalaiRenderer"


def _database(url: str, role: str) -> dict[str, object]:
    """Django's description of one connection; the embedded server's where no URL is given."""
    if not url:
        cluster = Cluster.of(BALAI_DATA_DIR)
        url = cluster.url(role) if cluster.file_with(role).exists() else f"postgresql://{role}@/balai"
    parts = urlsplit(url)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # A server that is just dying may take a connection and never answer: nobody waits for it without end.
            "connect_timeout": 10,
            **{name: unquote(value) for name, value in options.items()},
        },
    }


DATABASES = {
    "default": _database(ENVIRONMENT.database_url, LOGIN),
    # Written while another transaction is open: how far a long job has come.
    "progress": _database(ENVIRONMENT.database_url, LOGIN),
}
if ENVIRONMENT.as_owner:
    # Migrations, test databases and backups. Web, live and worker processes never know the password.
    DATABASES["owner"] = _database(ENVIRONMENT.owner_database_url, OWNER)
DATABASE_ROUTERS = ["balai.tenancy.routing.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What other people's apps keep is no register of residents: every role may use it.
BALAI_ISOLATION_OF_APPS = dict.fromkeys(
    ("contenttypes", "auth", "sessions", "account", "mfa", "procrastinate"), "shared"
)

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
# Numbers of the regional languages, of which Django knows none; its own for Indonesian are the same.
THOUSAND_SEPARATOR, DECIMAL_SEPARATOR, NUMBER_GROUPING = ".", ",", 3

STATIC_URL = "/static/"
STATIC_ROOT = BALAI_DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "balai" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BALAI_DATA_DIR},
    },
    "staticfiles": {"BACKEND": "config.static_files.HashedFiles"},
}
WHITENOISE_MAX_AGE = 3600

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    # Live screens come from a process of their own on the next port.
    "connect-src": [CSP.SELF, f"http://localhost:{ENVIRONMENT.live_port}", f"http://127.0.0.1:{ENVIRONMENT.live_port}",
                    *(f"https://{host}:{ENVIRONMENT.live_port}" for host in ENVIRONMENT.hosts)],
}  # fmt: skip
BALAI_LIVE_PORT = ENVIRONMENT.live_port
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if ENVIRONMENT.proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
IS_ENCRYPTED = ENVIRONMENT.tls or ENVIRONMENT.proxy
SECURE_HSTS_SECONDS = 3600 * 24 * 30 if IS_ENCRYPTED else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_ENCRYPTED
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # one long working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # of officers; forms say themselves how many they take
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "config.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "config.uploads.NamelessUpload",
]

AUTH_USER_MODEL = "accounts.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "balai.accounts.passwords.UnguessablePassword"}]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:welcome"
BALAI_IDLE_SECONDS = 3600  # signed out after an hour without a request

ACCOUNT_ADAPTER = "balai.accounts.adapters.OfficerAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # attempts are counted in the database: balai.accounts.attempts
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "balai.accounts.adapters.OfficerKeys"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = False  # likewise

# E-mail: codes for applicants, where the office has a mail server.
MAILERS = mailers(ENVIRONMENT.mail)
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

# Certified signatures: who is believed, where the office has fetched the national authority's certificates.
BALAI_CERTIFIED_ROOTS = ENVIRONMENT.certified_roots

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.PrivateFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "stream": sys.stderr,
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"balai": {"level": "INFO"}},
}
