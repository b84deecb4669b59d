"""What upper rooms may listen to.

``unit_moved`` is sent inside the transaction of the move, with ``unit``, ``old_path`` and
``new_path``: whoever keeps copies of paths rewrites them there (``path LIKE old_path || '%'``).
"""

from django.dispatch import Signal

unit_moved = Signal()
