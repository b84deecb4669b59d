"""Every route of the project, as the resolver knows it."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> set[str]:
    """``kasus/<str:code>/`` and so on. The administration and its like count as one route each."""
    return set(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if here == "kelola/":
            yield here
        elif isinstance(one, URLResolver):
            yield from _walk(one, here)
        elif isinstance(one, URLPattern):
            yield plainly(here)


def plainly(route: str) -> str:
    """A router's pattern in the words of ``path()``."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", route).replace("^", "").replace("$", "")


def filled(route: str, values: dict[str, Any], default: str) -> str:
    """The path of ``route``; a converter takes the value of its name, a number is 1 where none is given."""

    def value(found: "re.Match[str]") -> str:
        kind, _colon, name = found[1].rpartition(":")
        return str(values.get(name, 1 if kind == "int" else default))

    return "/" + re.sub(r"<([^>]+)>", value, route)
