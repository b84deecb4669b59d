"""Settings of a worker that knows the probe's handlers and takes lost work back quickly."""

from neutrality.settings import *  # noqa: F403
from neutrality.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, "tests.outbox.probe"]
OUTBOX_RUN_LEASE = 2
OUTBOX_QUEUE_LEASE = 2
CELERY_BEAT_SCHEDULE = {"outbox-sweep": {"task": "neutrality.outbox.tasks.sweep", "schedule": 0.5}}
