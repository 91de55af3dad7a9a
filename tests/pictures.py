"""Photographs as cameras, phones and mischief make them."""

import struct
import zlib
from base64 import b64encode
from io import BytesIO
from typing import Any

from PIL import Image

SECRET = b"Taken at 51.4545 N"


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Return a picture with more than one colour: its left half is red, its right half blue."""
    left = Image.new("RGB", (width, height), (200, 30, 30))
    left.paste((30, 30, 200), (width // 2, 0, width, height))
    return left.convert(mode)


def encoded(image: Image.Image | None = None, kind: str = "JPEG", **how: Any) -> bytes:
    """Return a picture as a file."""
    file = BytesIO()
    (image or picture()).save(file, kind, **how)
    return file.getvalue()


def sent(side: int) -> str:
    """Return a square picture as it travels between services."""
    return b64encode(encoded(picture(side, side))).decode()


def with_whereabouts(orientation: int = 1) -> bytes:
    """Return a JPEG that says where it was taken, in every place that a camera or a program may note it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 27.0, 16.2)})
    return encoded(exif=exif.tobytes(), comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """Return a PNG of a few kilobytes that unfolds to hundreds of megabytes."""
    rows = zlib.compressobj(9)
    body = b"".join(rows.compress(b"\0" * (width // 8 + 1)) for _ in range(height)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def with_chunk(name: bytes, body: bytes) -> bytes:
    """Return a PNG with one more part behind its head."""
    whole = encoded(kind="PNG")
    return whole[:33] + _chunk(name, body) + whole[33:]


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
