"""How a page looks and whether everyone can use it: screenshots and axe, for every room's browser tests.

from tests.browser.looks import assert_accessible, shoot

shoot(page, "kasus")              # only when SCREENSHOTS names a folder
assert_accessible(page)           # axe: no violation
assert_no_sideways_scroll(page)
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

# WCAG 2.2 A and AA, and axe's own good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def shoot(page: "Page", name: str, *, full: bool = True) -> None:
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=full)


def assert_accessible(page: "Page") -> None:
    results = Axe().run(page, options=RULES)
    found = [
        f"{violation['id']}: {violation['help']}\n    "
        + "\n    ".join(node["html"][:160] for node in violation["nodes"])
        for violation in results.response["violations"]
    ]
    assert not found, f"{page.url}\n" + "\n".join(found)


def assert_no_sideways_scroll(page: "Page") -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url}: {wide} px wider than the screen"


def assert_targets(page: "Page", least: int) -> None:
    """Every visible control is at least ``least`` px high (links inside sentences excepted by WCAG 2.5.8)."""
    small = page.evaluate(
        """least => [...document.querySelectorAll(
            'button, .btn, .keluar, .pilih, .pintu, input:not([type=hidden]):not(.sr), select, textarea, summary')]
        .filter(el => !el.closest('[hidden]') && !el.closest('.madu') && el.offsetParent && !el.closest('label.pilih input'))
        .map(el => [el.closest('label.pilih') || el, el])
        .filter(([box]) => box.getBoundingClientRect().height < least)
        .map(([box, el]) => el.outerHTML.slice(0, 100))""",
        least,
    )
    assert not small, small
