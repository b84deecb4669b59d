"""Random codes that come from an address: what cannot be one is absent, before any table is asked."""

import re

from django.http import Http404

_CODE = re.compile(r"[A-Za-z0-9-]{1,20}")


def plausible(code: str) -> str:
    """The code itself; Http404 for what no code looks like (control signs, other letters, great length)."""
    if not _CODE.fullmatch(code):
        raise Http404
    return code
