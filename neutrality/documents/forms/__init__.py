"""The kinds of letters. Importing this package registers all of them."""

from . import decisions, keputusan, letters, minutes, orders, reports, summons
from .base import REGISTRY, Letter, form_of

__all__ = [
    "REGISTRY",
    "Letter",
    "decisions",
    "form_of",
    "keputusan",
    "letters",
    "minutes",
    "orders",
    "reports",
    "summons",
]  # fmt: skip
