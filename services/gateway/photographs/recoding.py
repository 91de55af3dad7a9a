"""Reads a photograph that a stranger sent and writes it anew, square and small, with nothing beside its pixels.

Run as a program of its own, bounded in memory and time by itself: whatever a file does to the library that reads it,
it does to nobody else. It takes the file from standard input and answers in JSON: `{large, small}`, each a JPEG in
base64, or `{code}`, why it was not taken. (Clause 1)
"""

from __future__ import annotations

import json
import resource
import sys
import warnings
from base64 import b64encode
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

LARGE, SMALL = 480, 96
"""Sides in pixels: on an entry, and in a list; each twice what a screen shows."""
LARGEST_BYTES = {LARGE: 80_000, SMALL: 6_000}
LEAST_SIDE = 120
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
"""A JPEG is read at an eighth of its size; the others have to be held in memory whole."""
MOST_PROGRESSIVE = 20_000_000
"""A progressive JPEG has to be held in memory whole, too."""
MEMORY_BYTES, PROCESSOR_S = 640 * 2**20, 10
MOST_FILES = 16
"""How many may be open at once: the three that it is given, and those of the library while they are loaded."""
QUALITIES = (85, 75, 65, 50, 35, 20, 10)

HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
FACES_ARE_ABOVE = (0.5, 0.4)


class NotTaken(Exception):
    """A file is not taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def recode(data: bytes) -> dict[str, bytes]:
    """Return the photograph in two sizes, as JPEGs. Raises NotTaken, and whatever the library does on broken files."""
    picture = _opened(data)
    _check(picture)
    profile = picture.info.get("icc_profile")
    picture.draft(None, (2 * LARGE, 2 * LARGE))
    ImageOps.exif_transpose(picture, in_place=True)
    large = _on_white(_in_common_colours(_cut(picture), profile))
    small = large.resize((SMALL, SMALL), Image.Resampling.LANCZOS)
    return {"large": _written(large), "small": _written(small)}


def _opened(data: bytes) -> Image.Image:
    """Read the beginning of a file, whatever it is called. Raises NotTaken."""
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise NotTaken("photograph_heic")
    try:
        return Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotTaken("photograph_too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise NotTaken("photograph_of_no_kind") from error


def _check(picture: Image.Image) -> None:
    """Judge a picture by its head, before a pixel of it is read. Raises NotTaken."""
    is_jpeg = picture.format in ("JPEG", "MPO")
    most = MOST_PROGRESSIVE if picture.info.get("progressive") else MOST_PIXELS[str(picture.format)]
    if picture.width * picture.height > most:
        raise NotTaken("photograph_too_many_pixels")
    if min(picture.size) < LEAST_SIDE:
        raise NotTaken("photograph_too_small")
    if not is_jpeg and getattr(picture, "n_frames", 1) > 1:  # A camera's JPEG may hold a second one: it is left out.
        raise NotTaken("photograph_moves")


def _cut(picture: Image.Image) -> Image.Image:
    """Cut the middle out, and make it small before anything else is done with it."""
    if picture.mode.startswith("I"):  # 16 bits of grey.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("1", "P", "PA"):
        picture = picture.convert("RGBA")
    return ImageOps.fit(picture, (LARGE, LARGE), Image.Resampling.LANCZOS, centering=FACES_ARE_ABOVE)


def _in_common_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Bring the colours of a camera, or of a print, to those of every screen; a broken profile counts as none."""
    if not profile or picture.mode not in ("RGB", "L", "CMYK"):
        return picture
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return changed or picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Put the pixels alone on a new picture: nothing that came beside them goes on."""
    plain = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        plain.paste(picture, mask=picture.getchannel("A"))
    else:
        plain.paste(picture.convert("RGB"))
    return plain


def _written(picture: Image.Image) -> bytes:
    """Write a JPEG in the best quality that is small enough."""
    for quality in QUALITIES:
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality, optimize=True)
        if file.tell() <= LARGEST_BYTES[picture.width]:
            return file.getvalue()
    raise NotTaken("photograph_unreadable")  # No picture is that large.


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))


def main() -> None:
    """Answer for one file."""
    _bound()
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        made = recode(sys.stdin.buffer.read())
        answer = {name: b64encode(file).decode() for name, file in made.items()}
    except NotTaken as refusal:
        answer = {"code": refusal.code}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
