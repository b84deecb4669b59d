"""The project, and the ground floor on which cases and sanctions stand."""

from neutrality.celery import app as celery_app

__all__ = ["celery_app"]
