"""What `liaison doctor` looks at: is everything configured, reachable and allowed, and what to do where it is not.

It only looks: nothing is created, upgraded or sent.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from bot import zones
from bot.doctor.database import stored
from bot.doctor.findings import Finding
from bot.doctor.slack import spoken_to
from bot.settings import Settings
from bot.words.language import CHINESE, DOMAIN, LOCALES

if TYPE_CHECKING:
    from babel.messages.catalog import Message


async def examine(settings: Settings, older_zones: Sequence[zones.Source] = ()) -> list[Finding]:
    """Look at everything, in the order in which a newcomer sets it up.

    `older_zones` are the zone files that were passed over at the start.
    """
    findings = [_mode(settings), *_unknown_names(Path(".env"))]
    findings += await asyncio.to_thread(stored, settings.database_url)
    if settings.has_slack:
        findings += await spoken_to(settings)
    findings.append(_zones(older_zones))
    findings.append(await asyncio.to_thread(_catalogue))
    return findings


def _mode(settings: Settings) -> Finding:
    if not settings.has_slack:
        return Finding(
            "settings", "note", "no Slack is set: `liaison run` brings its sandbox", "for a real one see .env.example"
        )
    if settings.is_socket_mode:
        return Finding("settings", "ok", "Socket Mode: Liaison opens the connection to Slack")
    where = f"{settings.host}:{settings.port}"
    seen = f"Slack's requests are taken at {where}, /slack/events"
    problem = _cannot_listen(settings.host, settings.port)
    if problem is None:
        return Finding("settings", "ok", seen)
    return Finding("settings", "note", f"{seen}; now {problem}", "unless that is Liaison itself, set HOST and PORT")


def _cannot_listen(host: str, port: int) -> str | None:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        return f"one cannot listen there ({error.strerror or error})"
    return None


def _unknown_names(path: Path) -> list[Finding]:
    """Names in `.env` that look like settings of ours and are none."""
    from dotenv import dotenv_values

    known = [name.upper() for name in Settings.model_fields]
    if not path.is_file():
        return []
    findings = []
    for name in dotenv_values(path):
        near = get_close_matches(name.upper(), known, n=1, cutoff=0.8)
        if name.upper() not in known and near:
            findings.append(Finding("settings", "note", f"{name} in .env is no setting", f"did you mean {near[0]}?"))
    return findings


def _zones(older: Sequence[zones.Source]) -> Finding:
    """Which rules of time zones count, and how old they are."""
    counts = next(iter(zones.folders()), zones.package())
    where = counts.folder or "the package tzdata"
    passed_over = [f"{one.folder} has {one.version or 'no version'} and is not read" for one in older]
    seen = "; ".join([f"{counts.version or 'of an unknown version'}, from {where}", *passed_over])
    if counts.version is None:
        return Finding("zones", "note", seen, "unset PYTHONTZPATH unless these files are new")
    if int(counts.version[:4]) < datetime.now(UTC).year - 1:
        return Finding("zones", "note", seen, "install a newer tzdata: some countries have changed their rules")
    return Finding("zones", "ok", seen)


def _catalogue() -> Finding:
    """Whether every sentence can be read in Chinese too."""
    from babel.messages.pofile import read_po

    path = LOCALES / CHINESE / "LC_MESSAGES" / f"{DOMAIN}.po"
    try:
        with path.open("rb") as lines:
            sentences = [one for one in read_po(lines, locale=CHINESE) if one.id]
    except (OSError, ValueError) as error:
        return Finding("languages", "wrong", f"the Chinese catalogue cannot be read: {error}", "install Liaison again")
    bare = [one for one in sentences if one.fuzzy or not all(_translations(one))]
    if bare:
        return Finding("languages", "wrong", f"{len(bare)} sentences have no Chinese", f"translate them in {path.name}")
    return Finding("languages", "ok", f"English, 简体中文: {len(sentences)} sentences")


def _translations(message: Message) -> list[str]:
    """The sentence in Chinese; of a plural each of its forms."""
    said = message.string
    return [str(one or "") for one in said] if isinstance(said, list | tuple) else [str(said or "")]
