"""Serves styles, scripts and pictures under an address with a digest of them all, so that browsers keep them.

The component library comes from its package, with our own palette and the reader's own system font in its
place: its font lives on a foreign host and, like its logo, is not ours to use.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request, url_for

from services.gateway.palette import PALETTE
from services.gateway.settings import GatewaySettings

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
LIBRARY = {
    "nhsuk.css": PACKAGES / "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css",
    "nhsuk.js": PACKAGES / "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js",
    "htmx.js": PACKAGES / "htmx.org/dist/htmx.min.js",
    "hx-sse.js": PACKAGES / "htmx.org/dist/ext/hx-sse.min.js",
}
ICONS = PACKAGES / "nhsuk-frontend/dist/nhsuk/assets/images"
FONT = "system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Liberation Sans,Arial"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"


@dataclass(frozen=True)
class Asset:
    """A file as it is served."""

    body: bytes
    packed: bytes
    kind: str


def install(app: Flask, settings: GatewaySettings) -> None:
    """Read every asset once and serve it; templates ask for addresses with `asset(name)`."""
    found = {name: _asset(name, path) for name, path in _files().items()}
    edition = sha256(b"".join(found[name].body for name in sorted(found))).hexdigest()[:16]
    blueprint = Blueprint("assets", __name__)

    @blueprint.get("/static/<digest>/<name>", endpoint="immutable")
    def immutable(digest: str, name: str) -> Response:
        return _serve(found.get(name), FOR_EVER if digest == edition else FOR_A_DAY)

    @blueprint.get("/assets/images/<name>", endpoint="icon")
    @blueprint.get("/<any('favicon.ico', 'favicon.svg'):name>", endpoint="icon")
    def icon(name: str) -> Response:
        return _serve(found.get(name.replace(".ico", ".svg")), FOR_A_DAY)

    app.jinja_env.globals["asset"] = cache(lambda name: url_for("assets.immutable", digest=edition, name=name))
    app.register_blueprint(blueprint)


def repaint(css: str) -> str:
    """Return the library's stylesheet in our palette, without its fonts."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css).replace("Frutiger W01,arial", FONT)
    return re.sub(r"#[0-9a-f]{6}\b", lambda colour: PALETTE.get(colour[0], colour[0]), css)


def _files() -> dict[str, Path]:
    own = {path.name: path for path in (HERE / "static").iterdir()}
    icons = {path.name: path for path in ICONS.glob("nhsuk-icon-*.svg")}
    return {**icons, **LIBRARY, **own}


def _asset(name: str, path: Path) -> Asset:
    body = path.read_bytes()
    if name == "nhsuk.css":
        body = repaint(body.decode()).encode()
    kind = guess_type(name)[0] or "application/octet-stream"
    return Asset(body, gzip.compress(body, mtime=0), kind)


def _serve(asset: Asset | None, cache: str) -> Response:
    if asset is None:
        abort(404)
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    if request.accept_encodings.quality("gzip"):
        return Response(asset.packed, mimetype=asset.kind, headers={**headers, "Content-Encoding": "gzip"})
    return Response(asset.body, mimetype=asset.kind, headers=headers)
