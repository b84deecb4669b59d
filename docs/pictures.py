"""The README's pictures, taken from a running demo: ``.venv/bin/python docs/pictures.py URL PASSWORD``.

Pages are those of the training installation; every name in them is made up.
"""

import os
import re
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
COLOURS = 128  # small files: these are flat pages, not photographs


def shoot(page: Page, name: str) -> None:
    path = HERE / f"{name}.png"
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)


def main(url: str, password: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        phone = browser.new_page(viewport={"width": 390, "height": 780}, locale="id-ID")
        phone.goto(f"{url}/lapor/")
        shoot(phone, "lapor")
        desk = browser.new_page(viewport={"width": 1280, "height": 800}, locale="id-ID")
        desk.goto(f"{url}/masuk/")
        desk.fill("input[name=login]", "analis")
        desk.fill("input[name=password]", password)
        desk.press("input[name=password]", "Enter")
        desk.wait_for_url(re.compile("/meja/"))
        desk.goto(f"{url}/kasus/")
        shoot(desk, "kasus")
        desk.goto(f"{url}/meja/")
        shoot(desk, "meja")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2])
