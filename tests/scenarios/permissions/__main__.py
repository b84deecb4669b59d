"""``python -m tests.scenarios.permissions`` prints the tables."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings_for_mypy")
django.setup()

from tests.scenarios.permissions.document import page  # noqa: E402 - the apps come first

sys.stdout.write(page())
