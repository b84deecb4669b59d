"""Settings: one module fed by the environment.

Secrets have no default. In the embedded mode `./run` makes them once under the
data folder and hands them over through the environment, the key of the source
compartment from a file that is kept apart from the database.
"""

import sys
from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from neutrality import logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where files, keys and sockets of this installation live.
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
# Keys of stored secrets, each 32 bytes in URL-safe base64: fields at rest, the
# source compartment, and the keyed hashes of receipts.
FIELD_KEY = env("FIELD_KEY")
SOURCE_KEY = env("SOURCE_KEY")
RECEIPT_KEY = env("RECEIPT_KEY")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")

# A training installation shows its banner, may stand on a fixed day, and lets
# people in without a second factor. Production has neither.
TRAINING = env.bool("TRAINING", default=False)
TODAY = env("TODAY", default="")
if TODAY and not TRAINING:
    raise ImproperlyConfigured("TODAY may be set only in a training installation (TRAINING=1).")
# Every login that `demo` makes has this password; `serve` prints it. Training only.
DEMO_PASSWORD = env("DEMO_PASSWORD", default="")
DEFAULT_AGENCY = env("DEFAULT_AGENCY", default="")
# Neutral page that "quick exit" on the public form leads to.
QUICK_EXIT_URL = env("QUICK_EXIT_URL", default="https://www.bmkg.go.id/")

INSTALLED_APPS = [
    "neutrality.overview",
    "sanctions",
    "cases",
    "neutrality.prevention",
    "neutrality.counsel",
    "neutrality.documents",
    "neutrality.notifications",
    "neutrality.accounts",
    "neutrality.organization",
    "neutrality.workdays",
    "neutrality.outbox",
    "neutrality.audit",
    "neutrality",
    "pgtrigger",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
    "django_structlog",
    "neutrality.accounts.adminconfig.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "neutrality.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "neutrality.accounts.middleware.SessionGuard",
    "django_htmx.middleware.HtmxMiddleware",
    "neutrality.unstorable.UnstorableInput",
    "django_structlog.middlewares.RequestMiddleware",
]

ROOT_URLCONF = "neutrality.urls"
WSGI_APPLICATION = "neutrality.wsgi.application"
ASGI_APPLICATION = "neutrality.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "neutrality.shell.shell",
            ],
            "builtins": ["django.templatetags.i18n", "neutrality.templatetags.ui"],
        },
    }
]

# --- Database -------------------------------------------------------------
# The application runs in a role that owns nothing; migrations, the demo and
# the tests run in the owner's role.
_OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "demo",
    "test",
    "flush",
    "sqlmigrate",
    "dbshell",
    "loaddata",
}
_as_owner = env.bool("DATABASE_AS_OWNER", default=False) or (len(sys.argv) > 1 and sys.argv[1] in _OWNER_COMMANDS)
DATABASE_URL = env("DATABASE_URL")
# Needed by the owner's commands only: a web or worker process need not hold it.
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL", default="")
DATABASES = {
    "default": env.db_url_config((_as_owner and DATABASE_OWNER_URL) or DATABASE_URL)
    | {
        "CONN_MAX_AGE": 0 if _as_owner else env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,  # a restarted database costs nobody a request
        "ATOMIC_REQUESTS": False,
    }
}
APPLICATION_ROLE = env("APPLICATION_ROLE", default="netralitas_app")

# --- Queue ----------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
QUEUE_DIR = Path(env("QUEUE_DIR", default=str(DATA_DIR / "queue")))

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 3600}
    if REDIS_URL
    else {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "polling_interval": 0.05,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_TASK_IGNORE_RESULT = True
CELERY_BEAT_SYNC_EVERY = 1  # the schedule's file shows that beat is alive
CELERY_BEAT_SCHEDULE_FILENAME = str(QUEUE_DIR / "beat-schedule")
# Rooms add to the schedule where they stand; each entry is safe to run twice at once.
CELERY_BEAT_SCHEDULE = {
    "outbox-sweep": {"task": "neutrality.outbox.tasks.sweep", "schedule": 2.0},
}

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    )
}

# --- People ---------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "neutrality.accounts.backends.TechnicalAdministrator",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/meja/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "neutrality.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "neutrality.accounts.forms.LoginForm",
    "reauthenticate": "neutrality.accounts.forms.ReauthenticateForm",
    "change_password": "neutrality.accounts.forms.ChangePasswordForm",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_FORMS = {
    "authenticate": "neutrality.accounts.forms.AuthenticateForm",
    "reauthenticate": "neutrality.accounts.forms.MFAReauthenticateForm",
    "activate_totp": "neutrality.accounts.forms.ActivateTOTPForm",
}
MFA_ADAPTER = "neutrality.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=30 * 60)
# How old the second factor may be when a decision is taken or an identity revealed.
SECOND_FACTOR_FRESH_SECONDS = env.int("SECOND_FACTOR_FRESH_SECONDS", default=15 * 60)
# The token cookie ends with the browser: nothing lasting is left on a visitor's phone.
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "neutrality.errorpages.csrf_failure"

# Addresses and networks that may read /metrics directly; what comes through the proxy may not.
METRICS_ALLOW = env.list("METRICS_ALLOW", default=["127.0.0.1", "::1"])

# --- Language, time -------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "neutrality" / "locale"]
FORMAT_MODULE_PATH = ["neutrality.locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", default="Asia/Pontianak")

# --- Files ----------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(DATA_DIR / "static"))
_fonts = BASE_DIR / "static" / "node_modules" / "@fontsource-variable"
STATICFILES_DIRS: list[tuple[str, Path]] = [("ui", BASE_DIR / "static" / "ui")]
if _fonts.is_dir():
    STATICFILES_DIRS.append(("huruf", BASE_DIR / "static" / "huruf"))
    STATICFILES_DIRS += [
        (f"huruf/vendor/{font}/files", _fonts / font / "files") for font in ("plus-jakarta-sans", "source-sans-3")
    ]
FONTS_INSTALLED = _fonts.is_dir()
STATIC_STORAGE = env("STATIC_STORAGE", default="neutrality.compression.OwnCompressedStorage")
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=10_000_000)
UPLOAD_MAX_FILES = env.int("UPLOAD_MAX_FILES", default=5)

# --- Mail -----------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="netralitas@localhost")

# --- API ------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "neutrality.accounts.authentication.TokenAuthentication",
        "neutrality.accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["neutrality.accounts.permissions.SignedIn"],
    "DEFAULT_PAGINATION_CLASS": "neutrality.api.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PARSER_CLASSES": ["neutrality.parsing.Json"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "neutrality.api.problem",
    "DEFAULT_THROTTLE_CLASSES": ["neutrality.api.CallerThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "caller": env("RATE_CALLER", default="600/min"),
        "public": env("RATE_PUBLIC", default="120/min"),
        "report": env("RATE_REPORT", default="20/hour"),
        "track": env("RATE_TRACK", default="30/min"),
        "upload": env("RATE_UPLOAD", default="60/hour"),
    },
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Netralitas ASN",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    # Open to everybody: no session or token is asked, so none can be refused.
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "IdentityModeEnum": ["anonymous", "confidential", "named"],
        "ReportStatusEnum": ["received", "under_review", "waiting_for_reporter", "linked", "forwarded", "closed"],
    },
}

# --- Safety of the browser -------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "style-src-attr": ["'unsafe-inline'"],  # widths of chart bars only
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
_https = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0

# --- Logs: no addresses, no names, no content -------------------------------
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
LOG_LEVEL = env("LOG_LEVEL", default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # It repeats addresses as they were typed, a receipt among them; structlog tells the same without.
    "loggers": {"django.request": {"level": "CRITICAL"}},
}
logs.configure(LOG_LEVEL)
SILENCED_SYSTEM_CHECKS: list[str] = []

# In production the application's role owns nothing: /readyz and `serve` look at the database itself.
APPLICATION_MAY_OWN = TRAINING or DEBUG or _as_owner
if DATABASE_URL == DATABASE_OWNER_URL and not APPLICATION_MAY_OWN:
    raise ImproperlyConfigured(
        "DATABASE_URL and DATABASE_OWNER_URL are the same role. The application must run in a role that owns nothing."
    )
