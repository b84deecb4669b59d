"""Compiled translations, made from the .po files when they are older; no gettext tools needed."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent / "locale"


def compile_stale(locale: Path = LOCALE) -> list[Path]:
    """Writes each django.mo that is missing or older than its django.po; returns those written."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name)
        # Beside the target and moved over it: a server or another run may be reading it now.
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        with unfinished.open("wb") as binary:
            write_mo(binary, catalogue)
        unfinished.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_stale()
