"""The keys of one deployment, made once in Q_HOME, each in a file that only its owner may read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from deploy.local.home import Home, write_privately


def signing_key(home: Home, issuer: str) -> Path:
    """Return the file of an issuer's Ed25519 private key (PEM), made when missing."""
    path = home.folder("keys") / f"{issuer}.pem"
    if not path.exists():
        key = Ed25519PrivateKey.generate()
        write_privately(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
    return path


def verify_keys(home: Home, issuers: Iterable[str]) -> Path:
    """Return the file of all public keys, `{issuer: PEM}`, written again when an issuer came or went."""
    path = home.folder("keys") / "verify.json"
    text = json.dumps({issuer: _public(signing_key(home, issuer)) for issuer in sorted(issuers)})
    if not path.exists() or path.read_text() != text:
        write_privately(path, text)
    return path


def _public(private: Path) -> str:
    key = load_pem_private_key(private.read_bytes(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
