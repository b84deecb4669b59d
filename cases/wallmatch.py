"""Does what a report tells mean this holder of a right? Pure comparison, on the safe side.

A false hit costs that another desk reads the report; a miss could show it to the person it
is about. Names, posts and units are compared as registers write them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from neutrality.organization.names import initials_of, plain, search_name_of, similarity, words_of_office

_ADDRESS = {
    "PAK", "BAPAK", "BPK", "BU", "IBU", "SDR", "SDRI", "SAUDARA", "SAUDARI", "MAS", "MBAK", "BANG", "KAK", "OM",
    "TANTE", "PJ", "PLT", "PLH", "YTH", "SI", "OKNUM",
}  # fmt: skip
_COLLECTIVE = {"SEMUA", "SELURUH", "PEGAWAI", "STAF", "STAFF", "ORANG", "PETUGAS", "PEJABAT", "TIM", "BAGIAN", "KANTOR"}
_PIECES = re.compile(r"[,;/()\n]| dan | atau | serta | and | or ", re.IGNORECASE)
_MEMBER_OF = r"\b(?:KEPALA|KABAN|PEGAWAI|STAFF?|PEJABAT|DI|KANTOR|AULA|KABID|SEKRETARIS|OKNUM|ASN|PNS|DARI|ANALIS)\s+"


@dataclass(frozen=True)
class Holder:
    """Somebody with rights that could reach a report. ``units``: words of the own unit and those
    above it, each by name and by abbreviation; the root is left out."""

    user_id: int | None
    person_id: int | None
    name: str
    nip: str
    posts: tuple[frozenset[str], ...]
    units: tuple[frozenset[str], ...]
    short: frozenset[str]  # abbreviations of those units as written: BKPSDM
    main: bool  # on, or in command of, the main desk
    alternate: bool
    reads: bool  # desk or audit: whoever works in the same unit touches this holder


def office_words(text: str) -> frozenset[str]:
    """Comparable words of a post or unit; "Pj. Wali Kota" and "walikota" are the same office."""
    return words_of_office(re.sub(r"\bwali\s*kota\b", "walikota", text, flags=re.IGNORECASE))


def means(told: Mapping[str, str], holder: Holder) -> bool:
    """Whether one person told (name, position, unit, nip) is the holder, or works beside one who reads."""
    unit, position = office_words(told.get("unit", "")), office_words(told.get("position", ""))
    same_unit = _in_unit(unit | (position if _names_unit(position, holder) else frozenset()), holder)
    if same_unit and holder.reads:
        return True
    nip = "".join(char for char in told.get("nip", "") if char.isdigit())
    if len(nip) == 18 and holder.nip:
        return nip == holder.nip
    unit_known = bool(unit)
    if _same_name(told.get("name", ""), holder, None if not unit_known else same_unit):
        return True
    return _same_post(position - _ADDRESS, holder) and (not unit_known or same_unit)


def wished(text: str, holder: Holder) -> bool:
    """Whether one entry of "who must not read this" means the holder: by name, post or unit."""
    return any(_wished_piece(piece, holder) for piece in [text, *_PIECES.split(text)] if piece.strip())


def _wished_piece(piece: str, holder: Holder) -> bool:
    words = office_words(piece) - _ADDRESS
    if _same_name(piece, holder, None) or _same_post(words, holder):
        return True
    if holder.nip and holder.nip in re.sub(r"\D", "", piece):
        return True
    return (holder.reads or holder.main or holder.alternate) and _in_unit(words - _COLLECTIVE, holder)


def named_in(story: str, holder: Holder) -> bool:
    """Whether the story names the holder in full, or by the title of a head of a desk."""
    text = f" {plain(story)} "
    name = holder.name
    if len(name.split()) > 1 and f" {name} " in f" {search_name_of(story)} {text}":
        return True
    if holder.nip and holder.nip in re.sub(r"[^0-9]", "", story):
        return True
    return any(len(post) > 1 and _phrase(post, text) for post in holder.posts) and (holder.main or holder.alternate)


def _phrase(post: frozenset[str], text: str) -> bool:
    """Whether the words of a title stand side by side in the text."""
    words = [part for word in text.split() for part in sorted(office_words(word))]
    return any(set(words[n : n + len(post)]) == post for n in range(len(words) - len(post) + 1))


def desk_named_in(story: str, holders: Iterable[Holder]) -> bool:
    """Whether the story speaks of people of the main desk's own office ("pegawai BKPSDM")."""
    text = plain(story)
    short = {name for holder in holders if holder.main for name in holder.short}
    return any(re.search(_MEMBER_OF + re.escape(name) + r"\b", text) for name in short)


def _same_name(told: str, holder: Holder, same_unit: bool | None) -> bool:
    """``same_unit`` None: no unit was told. A bare given name fits unless another unit was told."""
    asked = [word for word in search_name_of(told).split() if word not in _ADDRESS]
    have = holder.name.split()
    if not asked or not have:
        return False
    whole = [word for word in asked if len(word) > 1]
    if not whole:
        return same_unit is True and initials_of(holder.name).startswith("".join(asked))
    if all(any(_fits(word, other) for other in have) for word in asked):
        return len(whole) > 1 or len(have) == 1 or same_unit is not False
    if len(have) > 1 and set(have) <= set(asked):
        return True
    return len(whole) > 1 and similarity(" ".join(asked), holder.name) >= 0.6


def _fits(asked: str, have: str) -> bool:
    if min(len(asked), len(have)) == 1:
        return asked[0] == have[0]
    return asked == have or (min(len(asked), len(have)) > 3 and similarity(asked, have) >= 0.7)


def _same_post(words: frozenset[str], holder: Holder) -> bool:
    if words and words in holder.posts:
        return True
    if len(words) < 2:
        return False
    place: frozenset[str] = frozenset().union(*holder.units)
    return any(
        words & post and words <= post | place and bool(post <= words or len(words & post) > 1) for post in holder.posts
    )


def _in_unit(words: frozenset[str], holder: Holder) -> bool:
    if not words:
        return False
    return _names_unit(words, holder) or any(
        words <= unit and (len(words) > 1 or len(unit) == 1) for unit in holder.units
    )


def _names_unit(words: frozenset[str], holder: Holder) -> bool:
    """Whether the words hold the whole name or the abbreviation of a unit of the holder."""
    return any(unit and unit <= words for unit in holder.units)


def told_people(told: Mapping[str, Any]) -> list[dict[str, str]]:
    return [dict(row) for row in told.get("persons", []) if isinstance(row, Mapping)]
