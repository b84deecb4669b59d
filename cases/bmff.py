"""Films and recordings in the ISO base media format (MP4, MOV, M4A), without what tells on their maker.

Places, devices and times stand in ``udta``, ``meta`` and ``uuid`` boxes, in the headers'
creation times and in timed metadata tracks. They are overwritten in place, so that no
offset into the media data moves.
"""

from collections.abc import Iterator
from typing import NamedTuple

_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf", b"mvex")
_TELLING = (b"udta", b"meta", b"uuid", b"cprt", b"XMP_", b"Xtra")
_TIMED = (b"mvhd", b"tkhd", b"mdhd")
# Only pictures, sound and their words are kept; every other track may hold positions or readings.
_KEPT_TRACKS = (b"vide", b"soun", b"auxv")
_DEEPEST = 12


class Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def clean(content: bytes) -> bytes:
    """Raises ``ValueError`` where the structure does not hold."""
    data = bytearray(content)
    if not any(box.kind == b"moov" for box in _boxes(data, 0, len(data))):
        raise ValueError("no moov")
    _clean_within(data, 0, len(data), 0)
    return bytes(data)


def _boxes(data: bytearray, start: int, end: int) -> Iterator[Box]:
    at = start
    while at + 8 <= end:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise ValueError("broken box")
        yield Box(kind, at, at + head, at + size)
        at += size


def _clean_within(data: bytearray, start: int, end: int, depth: int) -> None:
    if depth > _DEEPEST:
        raise ValueError("too deep")
    for box in list(_boxes(data, start, end)):
        if box.kind in _TELLING:
            _blank(data, box)
        elif box.kind == b"trak" and _handler(data, box) not in _KEPT_TRACKS:
            _blank_samples(data, box)
            _blank(data, box)
        elif box.kind in _TIMED:
            width = 16 if data[box.body] == 1 else 8
            data[box.body + 4 : box.body + 4 + width] = bytes(width)
        elif box.kind in _CONTAINERS:
            _clean_within(data, box.body, box.end, depth + 1)


def _blank(data: bytearray, box: Box) -> None:
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.end - box.body)


def _find(data: bytearray, box: Box, *path: bytes) -> Box | None:
    for step in path:
        found = next((one for one in _boxes(data, box.body, box.end) if one.kind == step), None)
        if found is None:
            return None
        box = found
    return box


def _handler(data: bytearray, track: Box) -> bytes:
    box = _find(data, track, b"mdia", b"hdlr")
    return bytes(data[box.body + 8 : box.body + 12]) if box else b""


def _table(data: bytearray, box: Box, width: int, columns: int, skip: int = 4) -> list[tuple[int, ...]]:
    """Rows of a table box: a count, then ``columns`` numbers of ``width`` bytes each."""
    at = box.body + skip
    count = int.from_bytes(data[at : at + 4], "big")
    if at + 4 + count * width * columns > box.end:
        raise ValueError("broken table")
    flat = [int.from_bytes(data[at + 4 + n * width : at + 4 + (n + 1) * width], "big") for n in range(count * columns)]
    return [tuple(flat[n : n + columns]) for n in range(0, len(flat), columns)]


def _blank_samples(data: bytearray, track: Box) -> None:
    """Overwrite the media data that a dropped track points to."""
    table = _find(data, track, b"mdia", b"minf", b"stbl")
    if table is None:
        return
    sizes, chunks = _find(data, table, b"stsz"), _find(data, table, b"stsc")
    short, long = _find(data, table, b"stco"), _find(data, table, b"co64")
    offsets = short or long
    if sizes is None or chunks is None or offsets is None:
        raise ValueError("broken track")
    starts = [row[0] for row in _table(data, offsets, 4 if short else 8, 1)]
    fixed = int.from_bytes(data[sizes.body + 4 : sizes.body + 8], "big")
    count = int.from_bytes(data[sizes.body + 8 : sizes.body + 12], "big")
    lengths = [fixed] * count if fixed else [row[0] for row in _table(data, sizes, 4, 1, skip=8)]
    runs, sample = _table(data, chunks, 4, 3), 0
    for number, start in enumerate(starts, start=1):
        per_chunk = next((run[1] for run in reversed(runs) if run[0] <= number), 0)
        length = sum(lengths[sample : sample + per_chunk])
        sample += per_chunk
        if start + length > len(data):
            raise ValueError("broken chunk")
        data[start : start + length] = bytes(length)
