"""Celery: a wake-up for the outbox, never the only record that something is owed."""

import os

from celery import Celery

from neutrality.outbox import queue_folder

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neutrality.settings")

queue_folder.install()
app = Celery("neutrality")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
