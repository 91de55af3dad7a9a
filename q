#!/bin/bash
# One script for every task: ./q up, ./q test, ./q help. It makes sure of Python and the packages of
# requirements.txt, in Q_HOME and nowhere else, then hands over to deploy/local.
set -eu

house="$(cd "$(dirname "$(readlink -f "$0")")" && pwd)"
Q_HOME="$(realpath -m "${Q_HOME:-$house/.q}")"
export Q_HOME
venv="$Q_HOME/venv"

say() { printf '%s\n' "$*" >&2; }

is_good() { # A Python that runs the house: 3.11 or newer, able to make a virtual environment.
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local name
    for name in python3.11 python3 /usr/bin/python3 python3.12 python3.13; do
        if is_good "$name"; then command -v "$name" && return; fi
    done
    return 1
}

install_python() {
    local command="apt-get install --yes --no-install-recommends python3 python3-venv" as=""
    if [ "$(id -u)" != 0 ]; then as="sudo -n "; fi
    if ! command -v apt-get >/dev/null || { [ -n "$as" ] && ! sudo -n true 2>/dev/null; }; then
        say "Python 3.11 or newer with venv is missing: run 'sudo $command' and start again."
        exit 1
    fi
    say "Installing Python ..."
    local options="-o DPkg::Lock::Timeout=300"
    export DEBIAN_FRONTEND=noninteractive
    { ${as}apt-get update $options && ${as}$command $options; } >"$Q_HOME/logs/apt.log" 2>&1 ||
        { say "Python could not be installed; $Q_HOME/logs/apt.log says why."; exit 1; }
}

make_environment() {
    local python
    [ -x "$venv/bin/python" ] && is_good "$venv/bin/python" || {
        find_python >/dev/null || install_python
        python="$(find_python)"
        say "Making a virtual environment with $python ..."
        rm -rf "$venv"
        "$python" -m venv "$venv"
    }
    say "Installing the packages of requirements.txt ..."
    if [ ! -x "$venv/bin/uv" ]; then # uv is one of them: pip installs it alone, by its hashes.
        sed -n '/^uv==/,/[^\\]$/p' "$house/requirements.txt" >"$venv/uv.txt"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$venv/uv.txt"
    fi
    "$venv/bin/uv" pip sync --quiet --python "$venv/bin/python" --require-hashes "$house/requirements.txt"
    cp "$house/requirements.txt" "$venv/installed.txt"
}

is_made() { # Its Python may be gone since: then it cannot run anything.
    cmp --silent "$house/requirements.txt" "$venv/installed.txt" && "$venv/bin/python" -c "" 2>/dev/null
}

mkdir -p "$Q_HOME/logs"
chmod 700 "$Q_HOME/logs"
if ! is_made; then
    (
        flock 9
        is_made || make_environment
    ) 9>"$Q_HOME/install.lock"
fi

export PYTHONPATH="$house" PYTHONUNBUFFERED=1
exec "$venv/bin/python" -m deploy.local "$@"
