"""Recordings in Ogg (voice messages in Opus, Vorbis, Speex; Theora films), without what tells on their maker.

Program, title, place and further comments stand in the second packet of each stream. It is emptied
in place, at the same length, and the checksums of its pages are made anew.
"""

from collections.abc import Iterator
from typing import NamedTuple

_FIRST = 0x02  # flag of a page that begins a stream
# First packet of a stream: what its comment packet starts with and ends with.
_STREAMS = {
    b"OpusHead": (b"OpusTags", b""), b"\x01vorbis": (b"\x03vorbis", b"\x01"), b"\x80theora": (b"\x81theora", b""),
    b"Speex   ": (b"", b""),
}  # fmt: skip
_POLYNOMIAL = 0x04C11DB7


class Page(NamedTuple):
    start: int
    flags: int
    serial: int
    segments: bytes
    body: int
    end: int


def clean(content: bytes) -> bytes:
    """Raises ``ValueError`` where the structure does not hold or a stream is of another kind."""
    data = bytearray(content)
    pages = list(_pages(data))
    if not pages:
        raise ValueError("no page")
    waiting: dict[int, tuple[bytes, bytes]] = {}  # streams whose comment packet is still to come
    pieces: dict[int, list[tuple[int, int, int]]] = {}  # the parts of that packet: start, end, page
    for number, page in enumerate(pages):
        if page.flags & _FIRST:
            waiting[page.serial], pieces[page.serial] = _kind(data, page), []
        elif page.serial in waiting:
            start, end, complete = _first_part(page)
            pieces[page.serial].append((start, end, number))
            if complete:
                _empty(data, waiting.pop(page.serial), pieces[page.serial])
                for _start, _end, touched in pieces[page.serial]:
                    _seal(data, pages[touched])
    if waiting:
        raise ValueError("no comment packet")
    return bytes(data[: pages[-1].end])


def _pages(data: bytearray) -> Iterator[Page]:
    at = 0
    while at + 27 <= len(data):
        if data[at : at + 4] != b"OggS":
            raise ValueError("broken page")
        segments = bytes(data[at + 27 : at + 27 + data[at + 26]])
        body = at + 27 + len(segments)
        end = body + sum(segments)
        if end > len(data) or len(segments) != data[at + 26]:
            raise ValueError("broken page")
        yield Page(at, data[at + 5], int.from_bytes(data[at + 14 : at + 18], "little"), segments, body, end)
        at = end


def _kind(data: bytearray, page: Page) -> tuple[bytes, bytes]:
    found = next((words for head, words in _STREAMS.items() if data[page.body : page.body + len(head)] == head), None)
    if found is None:
        raise ValueError("an unknown stream")
    return found


def _first_part(page: Page) -> tuple[int, int, bool]:
    """Where the first packet of the page lies, and whether it ends in this page."""
    length = 0
    for size in page.segments:
        length += size
        if size < 255:
            return page.body, page.body + length, True
    return page.body, page.body + length, False


def _empty(data: bytearray, words: tuple[bytes, bytes], pieces: list[tuple[int, int, int]]) -> None:
    """The same length with no comment: the maker's name takes all the room, in blanks."""
    head, tail = words
    length = sum(end - start for start, end, _page in pieces)
    room = length - len(head) - 8 - len(tail)
    if room < 0 or data[pieces[0][0] : pieces[0][0] + len(head)] != head:
        raise ValueError("broken comment packet")
    packet = head + room.to_bytes(4, "little") + b" " * room + bytes(4) + tail
    at = 0
    for start, end, _page in pieces:
        data[start:end] = packet[at : at + end - start]
        at += end - start


def _seal(data: bytearray, page: Page) -> None:
    data[page.start + 22 : page.start + 26] = bytes(4)
    data[page.start + 22 : page.start + 26] = checksum(data[page.start : page.end]).to_bytes(4, "little")


def _table() -> list[int]:
    rows = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = (value << 1) ^ (_POLYNOMIAL if value & 0x80000000 else 0)
        rows.append(value & 0xFFFFFFFF)
    return rows


_ROWS = _table()


def checksum(page: bytes | bytearray) -> int:
    """Ogg's own CRC-32: not reflected, starting from nothing."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _ROWS[(value >> 24) ^ byte]
    return value
