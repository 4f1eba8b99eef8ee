"""All settings. MODE chooses between development (default), demo and production."""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP

from . import environment

# Spreadsheets are read by the parser that refuses entities, though a faster one lies beside it for other papers.
os.environ.setdefault("OPENPYXL_LXML", "False")

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = environment.one_of("MODE", ("development", "demo", "production"), "development")
PRODUCTION, DEMO = MODE == "production", MODE == "demo"
# A row of a list that fetches by itself is an error to those who write the code, in tests and in development.
HIDDEN_FETCHES_RAISE = MODE == "development"
DEBUG = environment.flag("DEBUG") and not PRODUCTION

VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)


def local_secret_key() -> str:
    """Return the key kept beside the database of a machine that is not in production."""
    path = VAR_DIR / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = environment.text("SECRET_KEY") if PRODUCTION else local_secret_key()
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") if PRODUCTION else LOOPBACK
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
# Only demo mode pins the day: the sample progress ends in the third quarter of 2024.
PINNED_TODAY = environment.day("DEMO_TODAY", "2024-10-24") if DEMO else None
FONT_DIR = environment.text("FONT_DIR", "")
# What a paper may take of the machine before its typesetting is ended, and how long a request waits for its turn.
PAPER_SECONDS = environment.whole("PAPER_SECONDS", 20, 1, 3600)
PAPER_MB = environment.whole("PAPER_MB", 1024, 128, 65536)
PAPER_WAIT_SECONDS = environment.whole("PAPER_WAIT_SECONDS", 8, 0, 600)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tables2",
    "commitments",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wuchang.middleware.DemoGuardMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wuchang.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wuchang.middleware.SignInMiddleware",
    "commitments.pages.first_password.FirstPasswordMiddleware",
    "commitments.pages.place_shown.PlaceMiddleware",
    "commitments.pages.handovers_due.HandoversMiddleware",
    "commitments.pages.held.HeldActsMiddleware",
    "commitments.pages.papers_told.PapersMiddleware",
    "wuchang.middleware.CleanAddressMiddleware",
    "wuchang.middleware.PrivatePagesMiddleware",
]

ROOT_URLCONF = "wuchang.urls"
WSGI_APPLICATION = "wuchang.wsgi.application"
TEMPLATE_LOADERS = ["wuchang.templates.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commitments.pages.masthead.masthead",
            ],
        },
    }
]


def database() -> dict:
    """Return the one database: SQLite that survives a killed process, or PostgreSQL with a pool."""
    config = dj_database_url.parse(environment.text("DATABASE_URL", f"sqlite:///{VAR_DIR}/ledger.sqlite3"))
    if "sqlite3" in config["ENGINE"]:
        config["CONN_MAX_AGE"] = 600
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    else:
        config["CONN_MAX_AGE"] = 0
        config.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "commitments.User"
AUTHENTICATION_BACKENDS = ["commitments.pages.accounts.backend.AccountBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "login", "home", "login"
# For how many days a password on a slip lets its reader in; then the security administrator gives a new one.
FIRST_PASSWORD_DAYS = environment.whole("FIRST_PASSWORD_DAYS", 14, 1, 90)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "commitments.pages.accounts.validators.LocalWordsValidator"},
]

# Without a mail server reminders wait in the outbox and nothing else changes.
MAIL_SERVER = environment.mail_server("EMAIL_URL")
MAILERS = {"default": {"OPTIONS": MAIL_SERVER}} if MAIL_SERVER else {}
SILENCED_SYSTEM_CHECKS = [] if MAIL_SERVER else ["mail.W001"]
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", None if MAIL_SERVER else "ledger@localhost")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "commitments" / "locale"]
FORMAT_MODULE_PATH = ["commitments.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(VAR_DIR / "static")))
if not PRODUCTION:  # nothing is collected here, but a folder that is missing would be warned of
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = Path(environment.text("EVIDENCE_DIR", str(VAR_DIR / "evidence")))
EVIDENCE_MAX_MB = environment.whole("EVIDENCE_MAX_MB", 20, 1, 500)
FILE_UPLOAD_HANDLERS = ["wuchang.uploads.CappedUploadHandler"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
# The reverse proxy in front of production must set this header itself and drop a client's own.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
