"""A mail server that delivers to a folder: every mail becomes one *.eml file, nothing leaves the machine."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import signal
from functools import partial
from pathlib import Path
from time import time_ns

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.home import write_privately

SIZE_LIMIT_BYTES = 5_000_000


class Folder:
    """Keeps what it is given; the file's name sorts by time of arrival."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Write one mail, whole, before it is acknowledged."""
        name = f"{time_ns() // 1_000_000:014d}-{secrets.token_hex(4)}.eml"
        write_privately(self.path / name, envelope.content or b"")
        return "250 Kept"


async def serve(port: int, folder: Path) -> None:
    """Take mail until asked to end."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    door = partial(SMTP, Folder(folder), data_size_limit=SIZE_LIMIT_BYTES, enable_SMTPUTF8=True)
    server = await loop.create_server(door, "127.0.0.1", port)
    async with server:
        await ended.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.folder))
