"""Told within the transaction of a change: a room above leaves what it owes there, so that nothing is lost."""

from django.dispatch import Signal

# Arguments: ``dates`` (list of date, empty when a year was confirmed), ``agency_id`` (int or None).
calendar_changed = Signal()
