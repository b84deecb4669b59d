"""Templates compile, and every sentence has its English."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.infra.messages import ROOT, SOURCES, messages, untranslated

TEMPLATES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.*"))


@pytest.mark.parametrize("name", [name for name in TEMPLATES if Path(name).suffix in {".html", ".txt", ".svg"}])
def test_a_template_compiles(name: str) -> None:
    get_template(name)


def test_sentences_are_found_in_both_kinds_of_source() -> None:
    places = {place for where in messages().values() for place in where}
    assert any(place.endswith(".py") for place in places)
    assert any(place.endswith(".html") for place in places)


def test_no_sentence_hides_inside_another_string() -> None:
    """Python below 3.12 gives the words of an f-string in one piece: what is translated there is never found."""
    hidden = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in SOURCES
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"""\bf["'].*\{(_|n?gettext|pgettext)\(""", line)
    ]
    assert not hidden, hidden


def test_every_sentence_has_its_english() -> None:
    missing = untranslated()
    assert not missing, f"{len(missing)} without English in neutrality/locale/en; first: " + "; ".join(missing[:20])
