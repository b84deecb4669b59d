"""Who may see a letter is asked of the room that owns it.

A room above registers one function per owner type in its ``AppConfig.ready()``::

    owners.register_owner("case", lambda user, document: ...)
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from neutrality.documents.models import OfficialDocument

Sees = Callable[[Any, "OfficialDocument"], bool]

_owners: dict[str, Sees] = {}


def register_owner(owner_type: str, sees: Sees) -> None:
    """``sees(user, document)`` answers for every letter of that owner type."""
    known = _owners.get(owner_type)
    if known is not None and (known.__module__, known.__qualname__) != (sees.__module__, sees.__qualname__):
        raise ImproperlyConfigured(f"Two rooms answer for letters of {owner_type!r}.")
    _owners[owner_type] = sees


def kinds() -> list[str]:
    """The owner types that a room answers for."""
    return sorted(_owners)


def is_known(owner_type: str) -> bool:
    return owner_type in _owners


def sees(user: Any, document: "OfficialDocument") -> bool:
    """Whether ``user`` may see the letter; nobody answers means no."""
    if not getattr(user, "is_active", False) or document.owner_type not in _owners:
        return False
    return _owners[document.owner_type](user, document)
