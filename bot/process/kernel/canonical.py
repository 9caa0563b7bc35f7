"""One way to write down what is signed, so that the same content has the same hash, whoever writes it and when."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def canonical(content: Any) -> str:
    """Plain data as JSON: keys sorted, text in NFC, days as 2026-12-04.

    Raises TypeError for what could be written in several ways (numbers with a fraction, moments, objects): an amount is
    given in whole units, a person by their id.
    """
    return json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(content: Any) -> str:
    """The SHA-256 of plain data."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _plain(content: Any) -> Any:
    match content:
        case None | bool() | int():
            return content
        case str():
            return unicodedata.normalize("NFC", content)
        case date() if not isinstance(content, datetime):
            return content.isoformat()
        case list() | tuple():
            return [_plain(one) for one in content]
        case Mapping() if all(isinstance(name, str) for name in content):
            return {_plain(name): _plain(one) for name, one in content.items()}
    raise TypeError(f"not written in one way only: {type(content).__name__}")
