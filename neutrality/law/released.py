"""Released versions of the catalogue: their files never change again.

``fixtures/law/RELEASED`` holds one line a version, ``2026.11.1 <sha256>``, written by ``manage.py law
release``. Decisions keep the version under which they were assessed, so a changed row needs a new
version; ``law check``, every start of the program and the tests compare.
"""

import hashlib
from pathlib import Path

from neutrality.law import catalogue

NAME = "RELEASED"


def digest(version: str, root: Path | None = None) -> str:
    """SHA-256 over the names and contents of a version's files; line ends count as one sign."""
    found = hashlib.sha256()
    for path in sorted(((root or catalogue.ROOT) / version).glob("*.yaml")):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{path.name} {len(content)}\n".encode() + content)
    return found.hexdigest()


def recorded(root: Path | None = None) -> dict[str, str]:
    """``{version: digest}`` of every released version, oldest first."""
    path = (root or catalogue.ROOT) / NAME
    lines = path.read_text().splitlines() if path.is_file() else []
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return {row[0]: row[1] for row in rows if len(row) == 2}


def problem(version: str, root: Path | None = None) -> str:
    """Why a version is not what was released; empty when it is, or was not released yet."""
    wanted = recorded(root).get(version)
    if wanted is None or wanted == digest(version, root):
        return ""
    now = digest(version, root)
    return f"changed after its release (sha256 {now[:12]}, released {wanted[:12]}); make a new version instead"


def missing(root: Path | None = None) -> list[str]:
    """Released versions whose files are gone, although decisions may rest on them."""
    base = root or catalogue.ROOT
    return [version for version in recorded(base) if not (base / version / "meta.yaml").is_file()]


def release(version: str, root: Path | None = None) -> str:
    """Record the digest of a version; ValueError where another one is recorded already."""
    base = root or catalogue.ROOT
    if version in recorded(base):
        if changed := problem(version, base):
            raise ValueError(changed)
        return recorded(base)[version]
    path = base / NAME
    text = path.read_text() if path.is_file() else _HEAD
    path.write_text(f"{text.rstrip()}\n{version} {digest(version, base)}\n")
    return recorded(base)[version]


_HEAD = "# Released versions and the SHA-256 of their files. Written by manage.py law release; never edit a line."


def changed_or_gone() -> tuple[str, ...]:
    """What the program says at its start."""
    lines = [f"{version}: {text}" for version in recorded() if version not in missing() and (text := problem(version))]
    return (*lines, *(f"{version}: released, and its files are gone" for version in missing()))
