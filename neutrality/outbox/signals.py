"""What the outbox tells the rooms above it."""

from django.dispatch import Signal

# A debt used up its attempts. Arguments: ``kind`` and ``payload``. Sent in the transaction that marks it failed,
# so that whoever waits for the effect learns of it with the same commit.
given_up = Signal()
