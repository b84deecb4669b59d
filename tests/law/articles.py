"""Articles within a text, as places: ``("PP 94/2021", "pasal 26", "ayat 4")``. For tests of what is printed."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from neutrality.law.catalogue import Catalogue

Place = tuple[str, ...]
# What looks like a statute, whether or not anybody knows it.
LAW = re.compile(
    r"\b(?:UU|PP|Perpres|Permendagri|Perbawaslu|PermenPANRB|Peraturan BKN|SE MenPANRB|SE Mendagri|SKB|Putusan MK)"
    r" \d+(?:/PUU-[XVI]+/\d{4}|/\d+/[A-Z]+|/\d{4})"
)
# An article expression: from "Pasal" as far as numbers, paragraphs, letters and the words between them reach.
_WORDS = r"Pasal|ayat|huruf|angka|\(\d+\)(?:\s*[-–]\s*\(\d+\))?|\d+(?:\s*[-–]\s*\d+)?|dan|jo\.?|[,;]|[a-z](?![a-z/])"
ARTICLE = re.compile(rf"Pasal\s+(?:(?:{_WORDS})\s*)+")
_TOKEN = re.compile(_WORDS)
_DEPTH = {"Pasal": 1, "ayat": 2, "huruf": 3, "angka": 4}


def places(text: str) -> set[Place]:
    """Every place that ``text`` names with its statute, and the places that contain it."""
    found: set[Place] = set()
    for law in LAW.finditer(text):
        rest = text[law.end() :]
        article = ARTICLE.match(rest.lstrip(" "))
        if article:
            found |= {(law.group(), *place) for place in _parts(article.group())}
    return found


def bare(text: str) -> set[Place]:
    """Articles told without their statute (``Pasal 71 ayat (2)``), as places of any."""
    told = [match for law in LAW.finditer(text) if (match := ARTICLE.search(text, law.end()))
            and not text[law.end() : match.start()].strip()]  # fmt: skip
    with_statute = {match.start() for match in told}
    return {
        place
        for match in ARTICLE.finditer(text)
        if match.start() not in with_statute
        for place in _parts(match.group())
    }


def statutes(text: str) -> set[str]:
    return set(LAW.findall(text))


def _parts(expression: str) -> Iterator[Place]:
    """``Pasal 26 ayat (2)-(3)`` → pasal 26; pasal 26, ayat 2; pasal 26, ayat 3."""
    path: dict[str, str] = {}
    word = "Pasal"
    for token in _TOKEN.findall(expression):
        if token in _DEPTH:
            word = token
            continue
        if token in (",", ";", "dan") or token.startswith("jo"):
            continue
        for value in _values(token):
            path = {name: told for name, told in path.items() if _DEPTH[name] < _DEPTH[word]} | {word: value}
            yield tuple(f"{name.lower()} {path[name]}" for name in _DEPTH if name in path)


def _values(token: str) -> Iterable[str]:
    numbers = [int(one) for one in re.findall(r"\d+", token)]
    if not numbers:
        return [token]
    return [str(one) for one in range(numbers[0], numbers[-1] + 1)]


def strings(value: Any) -> Iterator[str]:
    """Every text within a value of the catalogue; a legal basis as it is cited."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "values"):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def known(catalogue: Catalogue) -> tuple[set[Place], set[str]]:
    """The places and the statutes that the catalogue holds."""
    texts = [
        text
        for name, table in catalogue.tables.items()
        if name != "sources"
        for row in table.values()
        for text in strings(dict(row.data))
    ]
    for table in catalogue.tables.values():
        for row in table.values():
            for basis in row.data.get("legal_basis") or []:
                texts.append(f"{catalogue.statutes.peek(basis['statute']).citation} {basis['article'] or ''}")
    return set().union(*map(places, texts)), set().union(*map(statutes, texts))
