"""A reporter without JavaScript, for tests: walks the public form with Django's test client."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

STORY = "Selesai rapat pagi, Pak W meminta semua staf memilih pasangan nomor 9."
EVENT = {"kind": "invite", "when": "24/09/2024", "place": "Aula Dinas Kominfo", "story": STORY, "avoid": ""}
PERSON = {
    "jumlah": "1",
    "o0-name": "Pak W",
    "o0-position": "Kepala Bidang",
    "o0-unit": "Dinas Kominfo",
    "o0-kind": "PNS",
}


class Reporter:
    def __init__(self) -> None:
        self.client = Client()

    def post(self, step: int, **data: Any) -> HttpResponse:
        return self.client.post(f"/lapor/{step}/", data)

    def fill(self, **event: Any) -> HttpResponse:
        """Steps 1 to 3; returns the review page."""
        self.post(1, mode="anonymous")
        self.post(2, **EVENT | event)
        self.post(3, **PERSON)
        return self.client.get("/lapor/4/")

    def send(self) -> HttpResponse:
        """Send and open the receipt."""
        return self.client.post("/lapor/4/", follow=True)

    def receipt(self) -> str:
        """Fill, send, and take the code from the receipt page."""
        self.fill()
        code: str = self.send().context["code"]
        return code
