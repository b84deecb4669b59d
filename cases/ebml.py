"""Films and recordings in WebM, without what tells on their maker.

Elements that are not needed to play become Void in place (same length), so that no offset moves;
names of programs, which the format demands, are emptied.
"""

from collections.abc import Iterator
from typing import NamedTuple

_HEADER, _SEGMENT, _CLUSTER, _VOID = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0xEC
_INFO, _TRACKS, _TRACK, _TRACK_TYPE = 0x1549A966, 0x1654AE6B, 0xAE, 0x83
# What a player needs, by element; everything else is overwritten.
_KEPT: dict[int, frozenset[int]] = {
    _SEGMENT: frozenset({0x114D9B74, _INFO, _TRACKS, _CLUSTER, 0x1C53BB6B}),  # seek head, info, tracks, clusters, cues
    _INFO: frozenset({0x2AD7B1, 0x4489}),  # time scale, duration
    _TRACKS: frozenset({_TRACK}),
    _TRACK: frozenset({
        0xD7, 0x73C5, _TRACK_TYPE, 0xB9, 0x88, 0x55AA, 0x9C, 0x23E383, 0x22B59C, 0x86, 0x63A2, 0x56AA, 0x56BB, 0xE0, 0xE1,
    }),
    _CLUSTER: frozenset({0xE7, 0xA3, 0xA0, 0xA7, 0xAB}),  # time, blocks, block groups, position, size before
    0xA0: frozenset({0xA1, 0x9B, 0xFB, 0x75A2}),  # block, duration, reference, discarded padding
}  # fmt: skip
_EMPTIED = {_INFO: frozenset({0x4D80, 0x5741})}  # the programs that muxed and wrote it
_PICTURE_OR_SOUND = (b"\x01", b"\x02")
_OF_SEGMENT = _KEPT[_SEGMENT] | {0x1043A770, 0x1254C367, 0x1941A469}  # chapters, tags, attachments


class Element(NamedTuple):
    kind: int
    start: int
    body: int
    end: int


def clean(content: bytes) -> bytes:
    """Raises ``ValueError`` where the structure does not hold."""
    data = bytearray(content)
    top = list(_elements(data, 0, len(data), 0))
    if [one.kind for one in top[:2]] != [_HEADER, _SEGMENT]:
        raise ValueError("no segment")
    for element in top[1:]:
        if element.kind == _SEGMENT:
            _clean_within(data, element)
        else:
            _blank(data, element)
    return bytes(data)


def _clean_within(data: bytearray, master: Element) -> None:
    kept, emptied = _KEPT[master.kind], _EMPTIED.get(master.kind, frozenset())
    for one in list(_elements(data, master.body, master.end, master.kind)):
        if one.kind in emptied:
            data[one.body : one.end] = bytes(one.end - one.body)
        elif one.kind not in kept:
            _blank(data, one)
        elif one.kind in _KEPT:
            _clean_within(data, one)
        elif one.kind == _TRACK_TYPE and bytes(data[one.body : one.end]).lstrip(b"\x00") not in _PICTURE_OR_SOUND:
            raise ValueError("a track that is neither picture nor sound")


def _elements(data: bytearray, start: int, end: int, within: int) -> Iterator[Element]:
    at = start
    while at < end:
        kind, body = _number(data, at, end, keep_marker=True)
        size, body = _number(data, body, end)
        unknown = size is None
        if unknown and kind not in (_SEGMENT, _CLUSTER):
            raise ValueError("an element without length")
        stop = _end_of_live(data, body, end) if unknown and kind == _CLUSTER else end if unknown else body + (size or 0)
        if stop > end or kind is None:
            raise ValueError("broken element")
        yield Element(kind, at, body, stop)
        at = stop


def _end_of_live(data: bytearray, body: int, end: int) -> int:
    """A live recording's cluster has no length: it ends where the next element of the segment begins."""
    at = body
    while at < end:
        kind, inner = _number(data, at, end, keep_marker=True)
        if kind in _OF_SEGMENT:
            return at
        size, inner = _number(data, inner, end)
        if size is None or inner + size > end:
            raise ValueError("broken cluster")
        at = inner + size
    return end


def _number(data: bytearray, at: int, end: int, *, keep_marker: bool = False) -> tuple[int | None, int]:
    """A number of variable length and where it ends; None for a length that is not known."""
    length = 9 - data[at].bit_length() if at < end and data[at] else 9
    if length > 8 or at + length > end:
        raise ValueError("broken number")
    value = int.from_bytes(data[at : at + length], "big")
    if keep_marker:
        return value, at + length
    value &= (1 << 7 * length) - 1
    return (None if value == (1 << 7 * length) - 1 else value), at + length


def _blank(data: bytearray, element: Element) -> None:
    """Void of the same total length, filled with zeros."""
    total = element.end - element.start
    width = 1 if total < 9 else 8
    size = (total - 1 - width) | (1 << 7 * width)
    data[element.start : element.end] = bytes([_VOID]) + size.to_bytes(width, "big") + bytes(total - 1 - width)
