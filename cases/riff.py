"""Recordings and films in RIFF files (WAV, AVI), without what tells on their maker.

Chunks that are not needed to play are overwritten in place and renamed JUNK, so that no offset
into the media data moves.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LISTS = (b"RIFF", b"LIST")
_KEPT = {
    b"WAVE": re.compile(rb"fmt |fact|data"),
    b"AVI ": re.compile(rb"idx1"),
    b"AVIX": re.compile(rb"idx1"),
    b"hdrl": re.compile(rb"avih"),
    b"strl": re.compile(rb"strh|strf|indx"),
    b"odml": re.compile(rb"dmlh"),
    b"movi": re.compile(rb"\d\d(db|dc|wb|pc)|ix\d\d"),
    b"rec ": re.compile(rb"\d\d(db|dc|wb|pc)|ix\d\d"),
}
_STREAMS = (b"vids", b"auds")  # words and positions as further streams are given up


class Chunk(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def clean(content: bytes) -> bytes:
    """Raises ``ValueError`` where the structure does not hold or a frame carries a camera's own notes."""
    data = bytearray(content)
    end = 0
    for chunk in list(_chunks(data, 0, len(data), whole=True)):
        _clean_list(data, chunk)
        end = chunk.end
    if not end or b"Exif\x00\x00" in data or b"http://ns.adobe.com/" in data:
        raise ValueError("not a clean RIFF file")
    return bytes(data[:end])  # what stands behind the file belongs to no player


def _chunks(data: bytearray, start: int, end: int, *, whole: bool = False) -> Iterator[Chunk]:
    at = start
    while at + 8 <= end:
        kind, size = bytes(data[at : at + 4]), int.from_bytes(data[at + 4 : at + 8], "little")
        if whole and kind != b"RIFF":
            return
        if at + 8 + size > end:
            raise ValueError("broken chunk")
        yield Chunk(kind, at, at + 8, at + 8 + size)
        at += 8 + size + size % 2


def _clean_list(data: bytearray, chunk: Chunk) -> None:
    if chunk.end < chunk.body + 4:
        raise ValueError("a list without a name")
    kept = _KEPT.get(bytes(data[chunk.body : chunk.body + 4]))
    if kept is None:
        if chunk.kind == b"RIFF":
            raise ValueError("unknown form")
        _blank(data, chunk)
        return
    for inner in list(_chunks(data, chunk.body + 4, chunk.end)):
        if inner.kind in _LISTS:
            _clean_list(data, inner)
        elif not kept.fullmatch(inner.kind):
            _blank(data, inner)
        elif inner.kind == b"strh" and bytes(data[inner.body : inner.body + 4]) not in _STREAMS:
            raise ValueError("a stream that is neither picture nor sound")


def _blank(data: bytearray, chunk: Chunk) -> None:
    data[chunk.start : chunk.start + 4] = b"JUNK"
    data[chunk.body : chunk.end] = bytes(chunk.end - chunk.body)
