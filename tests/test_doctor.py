"""The doctor finds what is wrong before the first start, and says what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import cli
from bot.doctor import examination
from bot.doctor import slack as doctor_of_slack
from bot.doctor.examination import examine
from bot.doctor.findings import Finding, as_table
from bot.sandbox.server import Sandbox
from bot.sandbox.world.registration import read_manifest
from bot.settings import Settings
from bot.slack import manifest
from bot.words.language import LOCALES
from storage import outbox, people, schema
from storage.db import Database
from tests.conftest import settings_for
from tests.written import written_log

NOWHERE = "http://127.0.0.1:9/api/"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env`, and none of the settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def slack() -> AsyncIterator[Sandbox]:
    """A sandbox with the app as manifest.yml describes it."""
    sandbox = Sandbox(manifest=manifest.MANIFEST)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


async def found(settings: Settings, subject: str) -> Finding:
    """What is said of a subject, which is said once."""
    (finding,) = [one for one in await examine(settings) if one.subject == subject]
    return finding


async def test_calls_that_wait_for_an_admin_and_a_workspace_that_is_gone_are_named(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    now = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    row = {"team_id": "T1", "lane": "C1", "arguments": "{}", "due_at": now, "created_at": now, "state": "parked"}
    lacking = "not allowed: missing_scope pins:write (granted: chat:write)"
    with database.transaction() as session:
        for number in range(2):
            outbox.add(session, {**row, "method": "pins.add", "dedupe_key": f"{number}", "note": lacking})
        outbox.add(session, {**row, "method": "card", "dedupe_key": "card", "note": "invalid_blocks"})
        session.add(people.Workspace(team_id="T1", name="Aurora", bot_user_id="U1", gone_at=now))
    database.close()
    said = as_table(await examine(Settings(database_url=sqlite_url)))
    assert f"2 × pins.add: {lacking}" in said
    assert "liaison manifest" in said
    assert "1 × card: invalid_blocks" in said
    assert "Aurora is gone since 2026-11-23 01:30 UTC" in said


async def test_a_bot_that_can_start_has_nothing_wrong(slack: Sandbox, sqlite_url: str) -> None:
    findings = await examine(settings_for(slack, sqlite_url, clock_url=None))

    assert {one.subject: one.state for one in findings} == {
        "settings": "ok",
        "database": "ok",
        "bot token": "ok",
        "scopes": "ok",
        "manifest": "note",
        "clock": "ok",
        "app token": "ok",
        "zones": "ok",
        "languages": "ok",
    }
    assert [one.to_do for one in findings if one.to_do] == []


# Tokens, scopes, the network.


@pytest.mark.parametrize(
    ("wrong", "subject", "seen", "to_do"),
    [
        ({"slack_bot_token": SecretStr("xoxb-old")}, "bot token", "Slack says invalid_auth", "OAuth & Permissions"),
        ({"slack_app_token": SecretStr("xapp-old")}, "app token", "Slack says invalid_auth", "connections:write"),
        ({"slack_api_url": NOWHERE}, "Slack", f"{NOWHERE} cannot be reached", "SLACK_API_URL"),
    ],
)
async def test_what_slack_refuses_is_said(
    slack: Sandbox, sqlite_url: str, wrong: dict[str, object], subject: str, seen: str, to_do: str
) -> None:
    finding = await found(settings_for(slack, sqlite_url, **wrong), subject)

    assert finding.state == "wrong"
    assert seen in finding.seen
    assert to_do in finding.to_do


async def test_a_removed_app_is_said(slack: Sandbox, sqlite_url: str) -> None:
    slack.app.installed = False
    finding = await found(settings_for(slack, sqlite_url), "bot token")

    assert (finding.state, finding.seen) == ("wrong", "Slack says account_inactive")


async def test_an_address_that_is_not_the_web_api_is_said(slack: Sandbox, sqlite_url: str) -> None:
    finding = await found(settings_for(slack, sqlite_url, slack_api_url=f"{slack.url}/_control/"), "Slack")

    assert (finding.state, finding.to_do) == ("wrong", "check SLACK_API_URL")
    assert "no answer of Slack's Web API" in finding.seen


async def test_scopes_are_held_against_the_manifest(slack: Sandbox, sqlite_url: str) -> None:
    settings = settings_for(slack, sqlite_url)
    slack.app.scopes.remove("pins:write")
    slack.app.scopes.append("reminders:write")
    missing = await found(settings, "scopes")
    slack.app.scopes.append("pins:write")
    more = await found(settings, "scopes")

    assert (missing.state, missing.seen) == ("wrong", "not granted: pins:write")
    assert "liaison manifest" in missing.to_do
    assert (more.state, more.seen) == ("note", "all granted; not needed: reminders:write")
    assert set(read_manifest(manifest.MANIFEST)["oauth_config"]["scopes"]["bot"]) <= set(slack.app.scopes)


async def test_what_slack_tells_nobody_of_the_installed_app_is_said(slack: Sandbox, sqlite_url: str) -> None:
    finding = await found(settings_for(slack, sqlite_url), "manifest")

    assert finding.state == "note"
    assert "cannot be seen" in finding.seen
    assert "liaison manifest" in finding.seen
    assert "/liaison task" in finding.seen


async def test_a_clock_that_is_wrong_is_said(slack: Sandbox, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Behind(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) - timedelta(minutes=7)

    monkeypatch.setattr(doctor_of_slack, "datetime", Behind)
    finding = await found(settings_for(slack, sqlite_url, clock_url=None), "clock")

    assert finding.state == "wrong"
    assert finding.seen in ("420 s behind Slack's", "421 s behind Slack's", "419 s behind Slack's")


async def test_a_followed_clock_is_looked_at(slack: Sandbox, sqlite_url: str) -> None:
    followed = await found(settings_for(slack, sqlite_url), "clock")
    lost = await found(settings_for(slack, sqlite_url, clock_url=f"{slack.url}/api/api.test"), "clock")

    assert (followed.state, followed.seen[:19]) == ("note", "follows the sandbox")
    assert (lost.state, lost.to_do) == ("wrong", "start the sandbox, or unset CLOCK_URL")


async def test_over_http_the_address_must_be_free(slack: Sandbox, sqlite_url: str) -> None:
    port = int(slack.url.rpartition(":")[2])
    over_http = settings_for(slack, sqlite_url, slack_app_token=None)
    free = await found(over_http.model_copy(update={"port": 0}), "settings")
    taken = await found(over_http.model_copy(update={"port": port}), "settings")
    foreign = await found(over_http.model_copy(update={"host": "192.0.2.1"}), "settings")

    assert free.state == "ok"
    assert "/slack/events" in free.seen
    assert (taken.state, foreign.state) == ("note", "note")
    assert "in use" in taken.seen
    assert "PORT" in foreign.to_do


# The database.


async def test_the_tables_are_looked_at_on_both_databases(
    database_url: str, open_database: Callable[[str], Database]
) -> None:
    settings = Settings(database_url=database_url)
    current = await found(settings, "database")
    changing = Database(database_url)
    with changing.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    changing.close()
    ahead = await found(settings, "database")
    changing = Database(database_url)
    with changing.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    changing.close()
    behind = await found(settings, "database")

    assert (current.state, current.seen.rpartition(", ")[2]) == ("ok", f"tables at revision {schema.HEAD}")
    assert (ahead.state, "a newer Liaison" in ahead.seen) == ("wrong", True)
    assert (behind.state, "liaison db upgrade" in behind.seen) == ("note", True)


async def test_a_file_in_use_is_noted(sqlite_url: str, open_database: Callable[[str], Database]) -> None:
    open_database(sqlite_url)
    finding = await found(Settings(database_url=sqlite_url), "database")

    assert finding.state == "note"
    assert finding.seen.endswith("is in use by another Liaison process")


async def test_a_server_that_is_not_there_is_said_without_its_password() -> None:
    finding = await found(Settings(database_url="postgresql://liaison:unguessable@127.0.0.1:9/liaison"), "database")

    assert finding.state == "wrong"
    assert "refused" in finding.seen
    assert "unguessable" not in f"{finding.seen}{finding.to_do}"


async def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    finding = await found(Settings(), "database")

    assert (finding.state, finding.seen) == ("ok", "data/liaison.db will be made at the first start")
    assert os.listdir(tmp_path) == []


async def test_a_file_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("no folder")
    finding = await found(Settings(database_url="sqlite:///notes/kept/liaison.db"), "database")

    assert (finding.state, finding.to_do) == ("wrong", "let this user write to notes")


# Words, and the table.


async def test_a_sentence_without_chinese_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tmp_path / "zh_CN" / "LC_MESSAGES" / "liaison.po"
    catalogue.parent.mkdir(parents=True)
    lines = (LOCALES / "zh_CN" / "LC_MESSAGES" / "liaison.po").read_text(encoding="utf-8")
    monkeypatch.setattr(examination, "LOCALES", tmp_path)
    seen = []
    for more in ("", 'msgid "Never said"\nmsgstr ""\n', '#, fuzzy\nmsgid "Never said"\nmsgstr "新"\n'):
        catalogue.write_text(f"{lines}\n{more}", encoding="utf-8")
        seen.append(await found(Settings(), "languages"))
    catalogue.unlink()
    seen.append(await found(Settings(), "languages"))

    assert [one.state for one in seen] == ["ok", "wrong", "wrong", "wrong"]
    assert seen[1].seen == "1 sentences have no Chinese"
    assert "cannot be read" in seen[3].seen


async def test_a_misspelt_setting_is_noted(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKN=xoxb-1\nEDITOR=vi\nPORT=3000\n")
    noted = [one for one in await examine(Settings(_env_file=None)) if ".env is no setting" in one.seen]

    assert [(one.seen, one.to_do) for one in noted] == [
        ("SLACK_BOT_TOKN in .env is no setting", "did you mean SLACK_BOT_TOKEN?")
    ]


def test_the_table_says_what_to_do_below_its_line() -> None:
    table = as_table(
        [
            Finding("settings", "ok", "Socket Mode"),
            Finding("bot token", "wrong", "Slack says invalid_auth", "copy it again"),
            Finding("scopes", "note", "more than needed", "take them away"),
        ]
    )

    assert table.splitlines() == [
        "ok     settings   Socket Mode",
        "WRONG  bot token  Slack says invalid_auth",
        "                  → copy it again",
        "note   scopes     more than needed",
        "                  → take them away",
    ]


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ({}, 0, "note   settings   no Slack is set: `liaison run` brings its sandbox"),
        ({"PORT": "x"}, 1, "WRONG  settings  PORT should be a valid integer, unable to parse string as an integer"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:9/x"}, 1, "WRONG  database   postgresql://127.0.0.1:9/x"),
    ],
)
def test_the_exit_code_tells_whether_something_is_wrong(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str],
    code: int,
    line: str,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["liaison", "doctor"])
    with written_log(), pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == code
    assert line in capsys.readouterr().out
