"""Whether the database can be used as it is, and what in it waits for somebody to look."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor.findings import Finding
from bot.slack.errors import MISSING_SCOPE
from storage import people, returning, schema
from storage.db import Database, DatabaseInUse

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def stored(url: str) -> list[Finding]:
    """The database, and what in it waits for somebody to look."""
    found = _database(url)
    if found.state != "ok" or not _is_there(url):
        return [found]
    database = Database(url)
    try:
        with database.snapshot() as session:
            return [found, *_gone(session), *_parked(session)]
    finally:
        database.close()


def _is_there(url: str) -> bool:
    parsed = make_url(url)
    return parsed.get_backend_name() != "sqlite" or Path(parsed.database or "").exists()


def _gone(session: Session) -> list[Finding]:
    """The workspaces for which everything is held back."""
    to_do = "install the app again; Liaison asks Slack every few minutes, and goes on by itself"
    return [
        Finding("workspace", "wrong", f"{one.name} is gone since {one.gone_at:%Y-%m-%d %H:%M} UTC", to_do)
        for one in people.gone(session)
    ]


def _parked(session: Session) -> list[Finding]:
    """Calls that Slack will not take as things are."""
    to_allow = "put manifest.yml into your app's manifest (`liaison manifest`), then install the app again"
    findings = []
    for method, note, times in returning.parked_for(session):
        seen = f"{times} × {method}: {note}"
        findings.append(Finding("parked", "wrong", seen, to_allow if MISSING_SCOPE in note else "see the log"))
    return findings


def _database(url: str) -> Finding:
    parsed = make_url(url)
    name = parsed.render_as_string(hide_password=True)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        if not path.exists():
            return _future_file(path)
    try:
        database = Database(url)
    except DatabaseInUse as error:
        return Finding("database", "note", str(error).partition(";")[0], "leave it if that one should run")
    except OSError as error:
        return Finding("database", "wrong", f"{name}: {error.strerror}", "let this user read and write it")
    try:
        schema.check(database)
    except schema.Behind as error:
        return Finding("database", "note", f"{name}: {error}", "or start Liaison, which does the same")
    except schema.Ahead as error:
        return Finding("database", "wrong", f"{name}: {error}")
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", error)).strip().splitlines()[0]
        return Finding("database", "wrong", f"{name} cannot be reached: {why}", "check DATABASE_URL and the server")
    finally:
        database.close()
    return Finding("database", "ok", f"{name}, tables at revision {schema.HEAD}")


def _future_file(path: Path) -> Finding:
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Finding("database", "ok", f"{path} will be made at the first start")
    return Finding("database", "wrong", f"{path} cannot be made", f"let this user write to {folder}")
