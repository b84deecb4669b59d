"""Celery: a wake-up for the outbox, never the only record that something is owed."""

import os
import sys

from celery import Celery

from neutrality.outbox import queue_folder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neutrality.settings")

queue_folder.install()
# Celery puts the caller's folder first in the path: a `cases/` there must never stand for ours.
before = list(sys.path)
app = Celery("neutrality")
sys.path[:] = before
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
