"""Settings for the type checker's Django plugin, which needs them without an installation behind."""

import os

for _name in ("SECRET_KEY", "FIELD_KEY", "SOURCE_KEY", "RECEIPT_KEY"):
    os.environ.setdefault(_name, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
os.environ.setdefault("DATABASE_URL", "postgres://netralitas_app@/netralitas")
os.environ.setdefault("DATABASE_AS_OWNER", "1")

from neutrality.settings import *  # noqa: E402, F403
