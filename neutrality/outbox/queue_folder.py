"""The embedded queue's folder. A message appears whole: written aside first, then renamed.

The library writes it in place, and a worker that looks at that moment reads an empty file and dies.
"""

import os
import uuid
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # its parents disagree
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        whole = os.path.join(self.data_folder_out, name)
        try:
            # No worker takes a name that does not end like a message of its queue.
            with open(f"{whole}.new", "w", encoding="utf-8") as file:
                file.write(dumps(payload))
            os.replace(f"{whole}.new", whole)
        except OSError as error:
            raise ChannelError(f"Cannot add file {whole!r} to directory") from error


class Transport(filesystem.Transport):
    Channel = Channel


def install() -> None:
    """``filesystem://`` means this transport from now on."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
