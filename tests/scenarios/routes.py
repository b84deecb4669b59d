"""Every route of the project, as the resolver knows it."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> set[str]:
    """``kasus/<code>/`` and so on. The administration and its like count as one route each."""
    return set(_walk(get_resolver(), ""))


def views() -> Iterator[tuple[str, Any]]:
    """``(route, the view behind it)``; without the administration."""
    return ((route, view) for route, view in _walked(get_resolver(), "") if view is not None)


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    return (route for route, _view in _walked(resolver, before))


def _walked(resolver: URLResolver, before: str) -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if here == "kelola/":
            yield here, None
        elif isinstance(one, URLResolver):
            yield from _walked(one, here)
        elif isinstance(one, URLPattern):
            yield plainly(here), one.callback


def plainly(route: str) -> str:
    """``kasus/<code>/``, whatever the converter or the router's own pattern."""
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route).replace("^", "").replace("$", "")
    return re.sub(r"<\w+:(\w+)>", r"<\1>", route)


def filled(route: str, values: dict[str, str], default: str) -> str:
    """The path of ``route`` with the values of its names; what is a number is 1."""
    known = dict.fromkeys(("number", "pk", "proof"), "1") | values
    return "/" + re.sub(r"<(\w+)>", lambda found: known.get(found[1], default), route)
