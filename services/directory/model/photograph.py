"""What a photograph must be to be kept: a square JPEG of one scan, with nothing in it but its picture (clause 1).

Whoever sends it has read and written it anew. Here nothing is decoded: the parts of the file are walked along, so that
neither a place nor a name, nor another file in a photograph's coat, is ever kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from services.directory.model.rules import require

SIZES = {"large": (480, 80_000), "small": (96, 6_000)}
"""The side in pixels, and the most bytes, of each size."""

_BEGIN, _JFIF, _TABLES, _FRAMES, _RESTARTS, _SCAN = 0xD8, 0xE0, (0xDB, 0xC4), (0xC0, 0xC1), 0xDD, 0xDA
_END = b"\xff\xd9"


@dataclass(frozen=True)
class Photograph:
    """Hold both sizes of a photograph; its version says that it is another one than before."""

    large: bytes
    small: bytes

    @classmethod
    def taken(cls, large: bytes, small: bytes) -> Photograph:
        """Take the two sizes. Raises `not_a_plain_photograph`."""
        for size, data in (("large", large), ("small", small)):
            side, most = SIZES[size]
            require(len(data) <= most and is_plain(data, side), "not_a_plain_photograph")
        return cls(large, small)

    @property
    def version(self) -> str:
        """Tell this photograph from another."""
        return sha256(self.large + self.small).hexdigest()[:16]


def is_plain(data: bytes, side: int) -> bool:
    """Say whether this is a JPEG of this side that holds nothing beside its picture."""
    parts = list(_parts(data))
    if not parts or [marker for marker, _ in parts].count(_SCAN) != 1 or parts[-1][0] != _SCAN:
        return False
    frames = [body for marker, body in parts if marker in _FRAMES]
    is_known = all(_is_known(marker, body) for marker, body in parts)
    return is_known and len(frames) == 1 and frames[0][1:5] == side.to_bytes(2) * 2 and _ends(parts[-1][1])


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each part as its marker and body, the scan with all that follows it; nothing more once it is no JPEG."""
    place = 2
    while data[:2] == bytes((0xFF, _BEGIN)) and data[place : place + 1] == b"\xff" and len(data) >= place + 4:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if marker == _SCAN:
            yield marker, data[place + 2 + length :]
            return
        yield marker, data[place + 4 : place + 2 + length]
        place += 2 + length


def _is_known(marker: int, body: bytes) -> bool:
    if marker == _JFIF:
        return body[:5] == b"JFIF\0" and len(body) == 14  # No thumbnail in it.
    return marker in (*_TABLES, *_FRAMES, _RESTARTS, _SCAN)


def _ends(scan: bytes) -> bool:
    """Say whether a scan is followed by nothing: inside it only stuffed bytes and restarts come after 0xff."""
    if not scan.endswith(_END):
        return False
    after = {scan[place + 1] for place in range(len(scan) - 2) if scan[place] == 0xFF}
    return after <= {0x00, *range(0xD0, 0xD8)}
