"""Numbers in addresses and cursors: only we read them, and neighbours look nothing alike."""

import base64
from typing import Any

import pytest
from django.test import RequestFactory
from rest_framework.pagination import Cursor
from rest_framework.request import Request

from neutrality.api import CursorPages
from neutrality.veil import uncovered, unveiled, veiled


def test_a_number_comes_back_in_its_own_table_alone() -> None:
    tokens = [veiled(number, "notice") for number in range(1, 200)]
    assert [unveiled(token, "notice") for token in tokens] == list(range(1, 200))
    assert {unveiled(token, "case") for token in tokens} == {None}
    assert len(set(tokens)) == 199 and sorted(tokens) != tokens, "their order tells nothing"


@pytest.mark.parametrize("text", ["", "1", "A" * 22, "9" * 40, "é" * 22, "\x00" * 22, "../../etc/passwd"])
def test_what_no_key_of_ours_made_is_nothing(text: str) -> None:
    assert unveiled(text, "notice") is None
    assert uncovered(text, "cursor") is None


def test_a_cursor_does_not_tell_the_number_it_stands_at() -> None:
    request: Any = Request(RequestFactory().get("/api/v1/cases/"))
    pages = CursorPages()
    pages.base_url = "http://x/api/v1/cases/"
    link = pages.encode_cursor(Cursor(offset=0, reverse=False, position=4711))
    given = link.partition("cursor=")[2]
    assert b"4711" not in base64.urlsafe_b64decode(given + "==")
    request = Request(RequestFactory().get("/api/v1/cases/", {"cursor": given}))
    assert pages.decode_cursor(request).position == "4711"
