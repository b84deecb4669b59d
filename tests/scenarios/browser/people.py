"""People at their own browsers, for stories that pass through many hands."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from neutrality.outbox.runner import drain
from tests.browser.looks import assert_accessible
from tests.factories import PASSWORD
from tests.sanctions.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

NewPage = Callable[..., "Page"]


class People:
    """``people.at("kasi")`` is the browser of whoever holds that post; each signs in by hand, once."""

    def __init__(self, world: World, new_page: NewPage) -> None:
        self.world, self.new_page = world, new_page
        self.pages: dict[str, Page] = {}

    def at(self, key: str) -> "Page":
        if key not in self.pages:
            self.pages[key] = self._entered(self.world.user(key).username)
        return self.pages[key]

    def _entered(self, username: str) -> "Page":
        page = self.new_page()
        page.goto("/masuk/")
        page.locator("[name=login]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("form .btn-utama").click()
        page.wait_for_url(lambda address: "/masuk/" not in address)
        return page

    def sees(self, key: str, path: str, *words: str) -> "Page":
        """The page opens for ``key``, says the words, and everyone can use it."""
        page = self.at(key)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, (key, path, answer.status)
        text = page.locator("body").inner_text()
        missing = [word for word in words if word not in text]
        assert not missing, (key, path, missing, text)
        assert_accessible(page)
        return page

    def sees_nothing(self, key: str, path: str, *words: str) -> None:
        """The page is absent for ``key``, or says none of the words."""
        page = self.at(key)
        answer = page.goto(path)
        assert answer is not None
        text = page.content() if answer.status == 200 else ""
        assert answer.status in (200, 404), (key, path, answer.status)
        assert not [word for word in words if word in text], (key, path)

    def do(self, key: str, code: str, move: str, **fields: Any) -> None:
        """One move of the case ``code`` on its page; the letters that it owes are rendered."""
        page = self.at(key)
        page.goto(f"/kasus/{code}/langkah/{move}/")
        fill(page, fields)
        page.locator("main form.isi .btn-utama").click()
        page.get_by_text("Tercatat:").first.wait_for()
        drain(include_held=True)


def fill(page: "Page", fields: dict[str, Any]) -> None:
    """``name=value`` into the control ``#id_name``: True ticks, a tuple chooses, bytes are a picture, text is typed."""
    for name, value in fields.items():
        control = page.locator(f"[id='id_{name}']")
        if value is True:
            control.check()
        elif isinstance(value, bytes):
            control.set_input_files({"name": "pindaian.png", "mimeType": "image/png", "buffer": value})
        elif isinstance(value, tuple):
            control.select_option(value[0])
        else:
            control.fill(str(value))
