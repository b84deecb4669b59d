"""What happens to a case, told upwards and sideways within this room.

``sender`` is ``Case``. ``case_decided``: ``case``, ``level``, ``sanction`` (code) and ``on``;
``case_ended``: ``case`` and ``on`` (its status and ``close_reason`` say how).
"""

from django.dispatch import Signal

case_decided = Signal()
case_ended = Signal()
