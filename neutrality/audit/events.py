"""The vocabulary of the journal: stable codes beside their Indonesian words.

Every room registers its own list in ``AppConfig.ready()``::

    from neutrality.audit import events
    events.register({"case.opened": _("membuka perkara")})

A label is the predicate of a sentence whose subject is the actor.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

GENERAL: dict[str, Any] = {
    "subject.opened": _("membuka"),
    "subject.exported": _("mengekspor"),
    "subject.printed": _("mencetak"),
    "subject.downloaded": _("mengunduh"),
    "search.run": _("mencari atau membaca daftar"),
}

_labels: dict[str, Any] = {}


class UnknownEvent(LookupError):
    """An event code that no room has registered."""


def register(vocabulary: Mapping[str, Any]) -> None:
    """Add ``{code: label}``; one code can never mean two things."""
    for code, label in vocabulary.items():
        if code in _labels and str(_labels[code]) != str(label):
            raise ImproperlyConfigured(f"Journal event {code!r} is registered twice with different words.")
        _labels[code] = label


def check(code: str) -> str:
    """The code itself; raises UnknownEvent when nobody registered it."""
    if code not in _labels:
        raise UnknownEvent(f"Journal event {code!r} is not registered; add it to the room's vocabulary.")
    return code


def label(code: str) -> str:
    """Human words for a stored code; the code itself for one that was retired."""
    return str(_labels.get(code, code))


def vocabulary() -> dict[str, str]:
    return {code: str(text) for code, text in sorted(_labels.items())}
