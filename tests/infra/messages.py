"""The sentences of the interface, read from Python files and templates without gettext's tools.

``python -m tests.infra.messages`` adds those that the English catalogue lacks, with an empty
translation to fill in, and takes out those that are gone.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
ENGLISH = ROOT / "neutrality" / "locale" / "en" / "LC_MESSAGES" / "django.po"
SOURCES = ("neutrality", "cases", "sanctions")
NAMES = ("_", "gettext", "gettext_lazy", "gettext_noop", "N_")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(NAMES),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

Message = tuple[str | tuple[str, ...], str | None]  # (msgid or (singular, plural), context)


def messages() -> dict[Message, list[str]]:
    """Every message with the places that say it (paths from the root)."""
    found: dict[Message, list[str]] = {}
    for path, text in _sources():
        place = str(path.relative_to(ROOT))
        for _line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
            if message and message != ("", ""):
                where = found.setdefault((message, context), [])
                if place not in where:
                    where.append(place)
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text()
    folders = [ROOT / "templates", *(ROOT / folder for folder in SOURCES)]
    for path in sorted({path for folder in folders for path in folder.rglob("*.html")}):
        yield path, _as_python(path)


def _as_python(path: Path) -> str:
    """A template as calls of gettext, one a line; Django knows how to find them."""
    import re

    from django.utils.translation.template import templatize

    calls = re.compile(
        r"""\b(?:_|n?p?gettext)\((?:[^()'"]|u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|\([^()]*\))*\)""", re.DOTALL
    )
    return "\n".join(call.replace("\n", " ") for call in calls.findall(templatize(path.read_text(), origin=str(path))))


HEADER = "# English of Netralitas ASN. Indonesian, the text in the code, is the source; legal terms stay Indonesian."


def _empty() -> Catalog:
    return Catalog(
        locale="en", project="Netralitas ASN", version="1", charset="utf-8", header_comment=HEADER, fuzzy=False
    )


def english() -> Catalog:
    if not ENGLISH.exists():
        return _empty()
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def untranslated() -> list[str]:
    """``"Laporan masuk" (templates/…)`` for every message without an English translation."""
    catalogue = english()
    missing = []
    for (message, context), places in messages().items():
        msgid = message if isinstance(message, str) else message[0]
        known = catalogue.get(msgid, context)
        strings = () if known is None or known.fuzzy else (
            (known.string,) if isinstance(known.string, str) else known.string
        )  # fmt: skip
        if not strings or not all(strings):
            missing.append(f"{msgid!r} ({places[0]})")
    return missing


def update() -> None:
    before, after = english(), _empty()
    for (message, context), places in sorted(messages().items(), key=lambda item: (item[1][0], str(item[0]))):
        msgid = message if isinstance(message, str) else message[0]
        known = before.get(msgid, context)
        string: Any = known.string if known and not known.fuzzy else None
        if not isinstance(message, str) and not isinstance(string, tuple | list):
            string = ("", "")
        after.add(message, string or "", locations=[(place, 0) for place in places], context=context)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, after, width=110, include_lineno=False, omit_header=False)


if __name__ == "__main__":
    from django.conf import settings

    settings.configure()
    update()
