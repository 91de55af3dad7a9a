"""Q_HOME: the one folder where a checkout keeps its servers' data, keys, ports and logs."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

LOG_LIMIT_BYTES = 10_000_000


class Home:
    """The folders and small remembered facts of one checkout."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[str] | None = None

    def folder(self, name: str) -> Path:
        """Return a folder that only its owner may enter, made when missing."""
        path = self.path / name
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def log(self, name: str) -> Path:
        """Return the log of a process; a long one is put aside first, so that two are kept at most."""
        path = self.folder("logs") / f"{name}.log"
        if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
            path.replace(path.with_suffix(".log.1"))
        return path

    def recall(self, name: str) -> Any:
        """Return what was remembered under a name, or None."""
        with suppress(FileNotFoundError, json.JSONDecodeError):
            return json.loads((self.folder("run") / f"{name}.json").read_text())
        return None

    def remember(self, name: str, value: Any) -> None:
        """Keep a small JSON value, whole or not at all."""
        write_privately(self.folder("run") / f"{name}.json", json.dumps(value, indent=1))

    def forget(self, name: str) -> None:
        """Drop what was remembered under a name."""
        (self.folder("run") / f"{name}.json").unlink(missing_ok=True)

    def secret(self, name: str) -> Path:
        """Return the file of a random secret, made once."""
        path = self.folder("keys") / name
        if not path.exists():
            write_privately(path, secrets.token_hex(32))
        return path

    def lock(self) -> bool:
        """Take this home for the life of this process; False when another process has it."""
        self._lock = (self.folder("run") / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            return False
        return True

    def unlock(self) -> None:
        """Leave this home to the next process."""
        if self._lock:
            self._lock.close()


def write_privately(path: Path, content: str | bytes, mode: int = 0o600) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    draft.replace(path)
