"""`./q test --containers`: the bus's tests once more, on a broker and a database in containers.

A Docker engine that runs is used. Else one is started, in namespaces of its own for mounts, network and processes:
what it makes (bridge, mounts, containers) is gone with it, even when it is killed. No image is fetched: one is built
from Debian's packages, because an air-gapped hospital has the same need.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docker
from docker.errors import DockerException

from deploy.local import database, machine
from deploy.local.home import Home
from deploy.local.site import HOUSE
from deploy.local.terminal import Failure, say

TESTS = "tests/integration/bus"
PACKAGES = "rabbitmq-server,libcurl4,libssl3"
MOUNTS = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
OWN_ENGINE = (*MOUNTS, "--net")


def test(home: Home) -> int:
    """Run the bus's tests in containers and return pytest's exit code; say it and return 0 when they cannot run."""
    try:
        engine = _engine(home)
        image = _image(home)
    except Failure as reason:
        say(f"Tests in containers: not run: {reason}")
        return 0
    plain = {name: value for name, value in os.environ.items() if not name.startswith("Q_")}
    command = [*engine, sys.executable, "-m", "deploy.local.contained", str(home.path), str(image), TESTS]
    done = subprocess.run(command, cwd=HOUSE, env=plain, check=False)
    shutil.rmtree(home.path / "docker", ignore_errors=True)
    return done.returncode


def runs() -> bool:
    """Tell whether a Docker engine answers."""
    try:
        return bool(docker.from_env().ping())
    except DockerException:
        return False


def _engine(home: Home) -> tuple[str, ...]:
    """Return what goes before a command that needs an engine: namespaces for one, unless one runs."""
    if runs():
        return ()
    if os.geteuid() != 0:
        raise Failure("no Docker engine runs, and only root may start one.")
    machine.ensure(home, machine.DOCKER)
    return OWN_ENGINE


def _image(home: Home) -> Path:
    """Return the archive of a root file system that holds both servers, built once."""
    archive = home.folder("images") / "servers.tar"
    if not archive.exists():
        if os.geteuid() != 0:
            raise Failure("only root may build the image.")
        machine.ensure(home, machine.BASE_IMAGE)
        say("Building an image of both servers from Debian's packages ...")
        _build(home, archive)
    return archive


def _build(home: Home, archive: Path) -> None:
    root = home.folder("images") / "root"
    shutil.rmtree(root, ignore_errors=True)
    suite, mirror = _debian()
    build = [*MOUNTS, "debootstrap", "--variant=minbase", f"--include={PACKAGES}", suite, str(root), mirror]
    if machine.run_into(build, home.log("image")):
        raise Failure(f"the image could not be built; {home.log('image')} says why.")
    shutil.copy2(database.program(), root / "usr" / "local" / "bin" / "mongod")
    draft = archive.with_suffix(".draft")
    subprocess.run(["tar", "-C", str(root), "-cf", str(draft), "."], check=True)
    shutil.rmtree(root)
    draft.replace(archive)


def _debian() -> tuple[str, str]:
    """Return the release and the mirror that this machine installs from."""
    lines = ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)", "Created-By: Packages"]
    listed = subprocess.run(lines, capture_output=True, text=True, check=True).stdout.split("\n")
    suite, _, mirror = next(line for line in listed if line and "-" not in line.split()[0]).partition(" ")
    return suite, mirror
