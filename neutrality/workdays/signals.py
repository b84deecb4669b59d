"""Told after the commit of a change: upper rooms show its effect on running deadlines."""

from django.dispatch import Signal

# Arguments: ``dates`` (list of date, empty when a year was confirmed), ``agency_id`` (int or None).
calendar_changed = Signal()
