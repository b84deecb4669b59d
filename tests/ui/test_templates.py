"""Templates keep to the strict content security policy and to the kit."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
# Letters and lists for print go to WeasyPrint, not to a browser under the policy.
PAGES = sorted(
    path
    for path in ROOT.rglob("*.html")
    if path.relative_to(ROOT).parts[0] not in ("documents", "letters", "surat") and not path.name.endswith("_pdf.html")
)
KIT = (Path(settings.BASE_DIR) / "static" / "ui" / "kit.css").read_text()


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_template_is_sound(path: Path) -> None:
    source = path.read_text()
    get_template(name(path))
    assert not re.search(r"<script(?![^>]*\bsrc=)", source), "inline script"
    assert "<style" not in source, "inline style sheet"
    assert not re.search(r"\son[a-z]+=\"", source), "inline handler"
    assert "hx-on" not in source, "htmx inline handler"
    for style in re.findall(r'style="([^"]*)"', source):
        assert re.fullmatch(r"(width|left|height):\s*{{[^}]*}}%?;?", style), f"style attribute: {style}"
    for address in re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*', source):
        pytest.fail(f"third party: {address}")


def test_every_icon_used_is_drawn() -> None:
    drawn = set(re.findall(r"\.i-([a-z0-9]+)\{", KIT))
    used = {icon for path in PAGES for icon in re.findall(r'{% ikon "([a-z0-9]+)"', path.read_text())}
    assert used <= drawn, used - drawn


def test_lock_file_of_fonts_names_no_address() -> None:
    lock = (Path(settings.BASE_DIR) / "static" / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert "integrity" in lock
