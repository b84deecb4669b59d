"""The embedded queue: whoever reads while others write gets whole messages, each once."""

import threading
from pathlib import Path
from queue import Empty

from kombu import Connection
from kombu.transport import resolve_transport

from neutrality.outbox.queue_folder import Channel, Transport

MESSAGES = 400


def channel(folder: Path) -> Channel:
    here = str(folder)
    options = {"data_folder_in": here, "data_folder_out": here, "control_folder": str(folder / "control")}
    found = Connection("filesystem://localhost", transport_options=options).default_channel
    assert isinstance(found, Channel)
    return found


def test_the_embedded_queue_is_ours() -> None:
    assert resolve_transport("filesystem") is Transport


def test_messages_appear_whole(tmp_path: Path) -> None:
    writer, reader = channel(tmp_path), channel(tmp_path)

    def write() -> None:
        for number in range(MESSAGES):
            writer._put("celery", {"number": number, "body": "x" * 20_000})

    thread = threading.Thread(target=write)
    thread.start()
    read = []
    while thread.is_alive() or reader._size("celery"):
        try:
            read.append(reader._get("celery")["number"])
        except Empty:
            continue
    thread.join()

    assert sorted(read) == list(range(MESSAGES))
    assert not list(tmp_path.glob("*.new"))
