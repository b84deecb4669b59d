"""Recordings and films of every kind that is taken can be released: what tells on their maker is gone, the rest stands."""

import contextlib
import io
import struct
import wave
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import cleaning, ebml, ogg, riff

SECRET = b"Kamera-Zulaikha -0.0263,109.3425"
SOUND = bytes(range(256)) * 40


# --- samples, made by hand ----------------------------------------------------------


def chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(SOUND)
    content = out.getvalue()
    told = chunk(b"LIST", b"INFO" + chunk(b"IART", SECRET)) + chunk(b"bext", SECRET) + chunk(b"id3 ", SECRET)
    return b"RIFF" + struct.pack("<I", len(content) - 8 + len(told)) + content[8:] + told


def avi(stream: bytes = b"vids", frame: bytes = SOUND) -> bytes:
    strl = chunk(b"LIST", b"strl" + chunk(b"strh", stream + b"MJPG" + bytes(48)) + chunk(b"strf", bytes(40))
                 + chunk(b"strn", SECRET))  # fmt: skip
    header = chunk(b"LIST", b"hdrl" + chunk(b"avih", bytes(56)) + strl + chunk(b"IDIT", SECRET))
    movie = chunk(b"LIST", b"movi" + chunk(b"00dc", frame) + chunk(b"JUNK", SECRET))
    told = chunk(b"LIST", b"INFO" + chunk(b"ISFT", SECRET))
    return chunk(b"RIFF", b"AVI " + header + told + movie + chunk(b"idx1", bytes(16)))


def element(kind: int, body: bytes, *, live: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if live else (len(body) | 1 << 56).to_bytes(8, "big")
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big") + size + body


def webm(*, live: bool = False, kind: int = 1) -> bytes:
    info = element(0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40") + element(0x4D80, SECRET) + element(0x5741, SECRET)
                   + element(0x4461, bytes(8)) + element(0x7BA9, SECRET))  # fmt: skip
    track = element(
        0x1654AE6B, element(0xAE, element(0xD7, b"\x01") + element(0x83, bytes([kind])) + element(0x536E, SECRET))
    )
    cluster = element(0x1F43B675, element(0xE7, b"\x00") + element(0xA3, b"\x81\x00\x00\x80" + SOUND), live=live)
    tags = element(0x1254C367, SECRET) + element(0x1941A469, SECRET) + element(0xEC, SECRET)
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067, info + track + cluster + tags, live=live)


def page(packets: list[bytes], flags: int, number: int) -> bytes:
    sizes = b"".join(b"\xff" * (len(one) // 255) + bytes([len(one) % 255]) for one in packets)
    raw = b"OggS\x00" + struct.pack("<BqIII", flags, 0, 7, number, 0) + bytes([len(sizes)]) + sizes + b"".join(packets)
    return raw[:22] + struct.pack("<I", ogg.checksum(raw)) + raw[26:]


def comments(head: bytes, tail: bytes = b"") -> bytes:
    return head + struct.pack("<I", len(SECRET)) + SECRET + struct.pack("<II", 1, len(SECRET)) + SECRET + tail


def voice(kind: str = "opus") -> bytes:
    first, second = {
        "opus": (b"OpusHead" + bytes(11), comments(b"OpusTags")),
        "vorbis": (b"\x01vorbis" + bytes(23), comments(b"\x03vorbis", b"\x01")),
        "speex": (b"Speex   " + bytes(72), comments(b"")),
        "theora": (b"\x80theora" + bytes(33), comments(b"\x81theora")),
    }[kind]
    return page([first], 2, 0) + page([second, b"setup"], 0, 1) + page([SOUND[:200]], 4, 2)


SAMPLES: dict[str, tuple[bytes, str]] = {
    "wav": (wav(), "audio/wav"), "avi": (avi(), "video/x-msvideo"), "webm": (webm(), "video/webm"),
    "webm of a live recording": (webm(live=True), "video/webm"), "opus": (voice(), "audio/ogg"),
    "vorbis": (voice("vorbis"), "audio/ogg"), "speex": (voice("speex"), "audio/ogg"), "theora": (voice("theora"), "audio/ogg"),
}  # fmt: skip


# --- what must hold -------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_the_maker_is_gone_and_the_sound_stands(name: str) -> None:
    content, kind = SAMPLES[name]
    assert SECRET in content

    cleaned, cleaned_type, fingerprint = cleaning.derivative(content, kind)

    assert (cleaned_type, fingerprint, len(cleaned)) == (kind, None, len(content))
    assert SECRET[:6] not in cleaned and b"Zulaikha" not in cleaned
    assert SOUND[:200] in cleaned
    assert cleaning.derivative(cleaned, kind)[0] == cleaned  # once more changes nothing


def test_a_wav_still_plays() -> None:
    with wave.open(io.BytesIO(riff.clean(wav()))) as file:
        assert file.readframes(file.getnframes()) == SOUND


def test_pages_keep_true_checksums() -> None:
    for one in ogg._pages(bytearray(ogg.clean(voice("vorbis")))):
        raw = bytearray(ogg.clean(voice("vorbis"))[one.start : one.end])
        stored, raw[22:26] = int.from_bytes(raw[22:26], "little"), bytes(4)
        assert ogg.checksum(raw) == stored


def test_what_stands_behind_the_file_is_dropped() -> None:
    assert SECRET not in riff.clean(wav() + SECRET)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (avi(stream=b"txts"), "video/x-msvideo"),
        (avi(frame=b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + SECRET), "video/x-msvideo"),
        (webm(kind=17), "video/webm"),
        (page([b"fishead\x00" + bytes(60)], 2, 0), "audio/ogg"),
        (page([b"OpusHead" + bytes(11)], 2, 0), "audio/ogg"),
        (voice() + SECRET + bytes(30), "audio/ogg"),
        (b"RIFF\xff\xff\xff\x7fWAVE" + bytes(50), "audio/wav"),
        (b"\x1a\x45\xdf\xa3" + bytes(50), "video/webm"),
    ],
)
def test_what_cannot_be_cleaned_with_certainty_is_kept_back(content: bytes, kind: str) -> None:
    with pytest.raises(cleaning.Uncleanable):
        cleaning.derivative(content, kind)


@pytest.mark.parametrize(("clean", "sample"), [(riff.clean, avi()), (ebml.clean, webm()), (ogg.clean, voice())])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_broken_files_meet_a_refusal_or_lose_the_maker(
    clean: Callable[[bytes], bytes], sample: bytes, data: st.DataObject
) -> None:
    """Any byte changed, any end cut off: a ``ValueError``, never another error, never an endless loop."""
    content = bytearray(sample)
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ValueError):
        clean(bytes(content[: data.draw(st.integers(0, len(content)))]))
