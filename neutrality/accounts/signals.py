"""What the administration did to an account, told to higher floors."""

from django.dispatch import Signal

# kwargs: user (the account), actor (who did it), entry (the row of the journal that says what).
rights_changed = Signal()
