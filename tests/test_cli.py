"""The command line as a person at a terminal meets it: real processes, and one line for what goes wrong."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from bot import cli
from bot.settings import Settings
from bot.slack import manifest
from storage import schema
from storage.db import Database
from tests.world import World
from tests.written import written_log

LIAISON = Path(sys.executable).parent / "liaison"
# A start takes about two seconds; a machine that is busy with other tests needs more.
READY_SECONDS = 60
HEAVY = ("aiohttp", "babel", "jinja2", "pydantic", "slack_bolt", "slack_sdk", "sqlalchemy", "storage", "handlers")

Environment = dict[str, str]


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """No settings but a free port; the working directory is the test's."""
    ours = {name.upper() for name in Settings.model_fields}
    (tmp_path / "temporary").mkdir()
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "PORT": "0", "PYTHONWARNINGS": "error", "TMPDIR": str(tmp_path / "temporary")}


@pytest.fixture
def liaison(tmp_path: Path, environment: Environment) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command to its end."""

    def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [LIAISON, *words],
            cwd=tmp_path,
            env=environment | settings,
            capture_output=True,
            text=True,
            timeout=READY_SECONDS,
            check=False,
        )

    return run


class Running:
    """A command that runs until it is stopped."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""

    def says(self, pattern: str) -> re.Match[str]:
        """Wait until the pattern has been printed; what was found."""
        assert self.process.stdout is not None
        while (found := re.search(pattern, self.said)) is None:
            readable, _, _ = select.select([self.process.stdout], [], [], READY_SECONDS)
            words = os.read(self.process.stdout.fileno(), 65_536).decode() if readable else ""
            assert words, f"{pattern} was not said, but: {self.said} {self.ends()[1]}"
            self.said += words
        return found

    def ends(self, how: signal.Signals | None = None) -> tuple[int, str]:
        """Stop it; its exit code, and all that it wrote to stderr."""
        self.process.send_signal(how or signal.SIGTERM)
        _rest, errors = self.process.communicate(timeout=READY_SECONDS)
        return self.process.returncode, errors


@pytest.fixture
def starting(tmp_path: Path, environment: Environment) -> Iterator[Callable[..., Running]]:
    """Starts commands; what still runs after the test is killed."""
    started: list[Running] = []

    def start(*words: str, **settings: str) -> Running:
        process = subprocess.Popen(
            [LIAISON, *words],
            cwd=tmp_path,
            env=environment | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(Running(process))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
            one.process.communicate()
        for stream in (one.process.stdout, one.process.stderr):
            if stream is not None:
                stream.close()


def settings_printed(running: Running) -> Environment:
    """The settings that `liaison sandbox` prints."""
    running.says(r"CLOCK_URL=\S+")
    return dict(line.split("=", 1) for line in running.said.split())


# Running.


async def test_run_brings_a_slack_to_try_it_in_and_leaves_nothing(
    starting: Callable[..., Running], tmp_path: Path
) -> None:
    run = starting("run")
    url = run.says(r"open (http://127\.0\.0\.1:\d+) ")[1]
    async with World(url) as world:
        shown = await world.lin.types("/task list")
    second = starting("run", PORT=url.rpartition(":")[2])
    second_ended = second.process.wait(timeout=READY_SECONDS), second.ends()[1]

    assert "T-" in shown
    assert second_ended == (
        2,
        f"liaison: 127.0.0.1:{url.rpartition(':')[2]} is in use: stop what listens there, or set another PORT\n",
    )
    code, errors = run.ends(signal.SIGINT)
    assert code == 0
    assert "Traceback" not in errors
    assert files_in(tmp_path) == []


async def test_it_can_begin_in_a_workspace_where_nothing_is_set_up(starting: Callable[..., Running]) -> None:
    url = starting("run", "--empty").says(r"open (http://127\.0\.0\.1:\d+) ")[1]
    async with World(url, channel="#general") as world:
        assert "You take part in no project yet." in await world.sam.types("/task add")
        assert [one["name"] for one in await world.get("channels") if one.get("name")] == ["general", "random"]

    alone = starting("sandbox", "--empty")
    url = settings_printed(alone)["CLOCK_URL"].partition("/_control")[0]
    async with World(url) as world:
        assert len([one for one in await world.get("people") if not one["is_bot"]]) == 4


def test_a_workspace_of_slack_is_no_sandbox(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "run", "--empty", SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert said == "liaison: --empty is for the sandbox, but SLACK_BOT_TOKEN is set: leave one of them out\n"


def test_a_database_that_outlives_the_sandbox_is_pointed_out(starting: Callable[..., Running], tmp_path: Path) -> None:
    run = starting("run", DATABASE_URL=f"sqlite:///{tmp_path}/kept.db")

    run.says(r"open http://127\.0\.0\.1:\d+ .*\nDATABASE_URL is set and keeps what Liaison knows")
    assert run.ends()[0] == 0


@pytest.mark.parametrize("by_http", [False, True], ids=["socket", "http"])
async def test_a_bot_joins_a_sandbox_of_another_process(starting: Callable[..., Running], by_http: bool) -> None:
    port = str(free_port())
    options = ("--request-url", f"http://127.0.0.1:{port}/slack/events") if by_http else ()
    sandbox = starting("sandbox", *options)
    settings = settings_printed(sandbox)
    bot = starting("run", **settings | {"PORT": port, "LOG_FORMAT": "json"})
    bot.says("Liaison is ready")
    async with World(settings["CLOCK_URL"].partition("/_control")[0]) as world:
        answered = await world.lin.types("/task help")
        await world.settle()
    if by_http:
        assert is_ready(port)

    assert ("SLACK_APP_TOKEN" in settings) is not by_http
    assert "/task 更新" in answered
    code, errors = bot.ends()
    assert code == 0
    for line in errors.splitlines():
        json.loads(line)
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        assert settings[name] not in errors
    assert sandbox.ends()[0] == 0


def test_a_start_that_cannot_be_is_one_line(
    starting: Callable[..., Running], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    settings = settings_printed(starting("sandbox"))
    port = settings["CLOCK_URL"].split("/")[2].rpartition(":")[2]
    by_http = {name: value for name, value in settings.items() if name != "SLACK_APP_TOKEN"}
    held = Database(f"sqlite:///{tmp_path}/held.db")
    attempts: list[tuple[Environment, str]] = [
        ({"HOST": "0.0.0.0"}, "HOST is 0.0.0.0, but the sandbox listens on loopback only: set HOST=127.0.0.1"),  # noqa: S104
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL should be 'debug', 'info', 'warning' or 'error'"),
        (settings | {"SLACK_BOT_TOKEN": "xoxb-stale"}, "Slack refuses: invalid_auth; `liaison doctor` says what to do"),
        (settings | {"SLACK_APP_TOKEN": "xapp-stale"}, "Slack refuses: invalid_auth; `liaison doctor` says what to do"),
        (
            settings | {"SLACK_API_URL": f"http://127.0.0.1:{port}"},
            r"http://127.0.0.1:\d+/ gives something that is no answer of Slack's Web API: check SLACK_API_URL",
        ),
        (
            settings | {"CLOCK_URL": "http://127.0.0.1:9"},
            "CLOCK_URL http://127.0.0.1:9 does not answer with a time: .*",
        ),
        (by_http | {"PORT": port}, f"127.0.0.1:{port} is in use: stop what listens there, or set another PORT"),
        (
            settings | {"DATABASE_URL": f"sqlite:///{tmp_path}/held.db"},
            ".*/held.db is in use by another Liaison process; stop that one, or use PostgreSQL",
        ),
    ]
    said = [refusal(capsys, "run", **{"PORT": "0", "LOG_LEVEL": "error"} | changed) for changed, _line in attempts]
    held.close()

    for refused, (_changed, line) in zip(said, attempts, strict=True):
        assert re.fullmatch(f"liaison: {line}\n", refused), refused


@pytest.mark.parametrize("absent", ["Slack", "the database"])
def test_what_is_not_up_yet_is_waited_for_until_somebody_stops_it(
    starting: Callable[..., Running], absent: str
) -> None:
    away = {
        "Slack": {"SLACK_API_URL": f"http://127.0.0.1:{free_port()}"},
        "the database": {"DATABASE_URL": f"postgresql://u:our-p%40ssword@127.0.0.1:{free_port()}/x"},
    }
    run = starting("run", SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="secret", **away[absent])
    assert run.process.stderr is not None
    line = run.process.stderr.readline()
    code, errors = run.ends()

    assert f"waiting for {absent}" in line
    assert "ssword" not in line + errors
    assert code == 0
    assert "Traceback" not in errors


# The rest.


def test_help_loads_nothing_heavy() -> None:
    looking = f"import sys, bot.cli; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", looking], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_help_names_every_command(liaison: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    shown = liaison("--help").stdout
    for command in ("run", "sandbox", "db", "doctor", "manifest"):
        assert re.search(rf"^  {command} ", shown, re.MULTILINE)


def test_the_tables_are_brought_up_to_date(
    liaison: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    first, second = liaison("db", "upgrade"), liaison("db", "upgrade")

    assert first.stdout == f"The tables are now at revision {schema.HEAD}.\n"
    assert second.stdout == f"The tables were already at revision {schema.HEAD}.\n"
    assert (tmp_path / "data" / "liaison.db").exists()


def test_tables_of_a_newer_liaison_are_left_alone(capsys: pytest.CaptureFixture[str], sqlite_url: str) -> None:
    opened = Database(sqlite_url)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    said = refusal(capsys, "db", "upgrade", DATABASE_URL=sqlite_url)

    assert re.fullmatch("liaison: .*revision 9999.*a newer Liaison has been here.*\n", said)


def test_the_manifest_is_printed_ready_to_paste(capsys: pytest.CaptureFixture[str]) -> None:
    assert yaml.safe_load(output(capsys, "manifest")) == manifest.read()
    assert json.loads(output(capsys, "manifest", "--json")) == manifest.read()
    url = "https://liaison.example/slack/events"
    assert json.loads(output(capsys, "manifest", "--json", "--url", url)) == manifest.over_http(manifest.read(), url)
    assert output(capsys, "manifest", "--scopes").startswith("| scope |")


def test_a_url_that_slack_would_not_call_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "manifest", "--url", "http://liaison.example")

    assert said == "liaison: Slack delivers to addresses that begin with https:// only\n"


def test_a_manifest_that_differs_from_the_code_fails_the_check(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = manifest.read()
    differs = manifest.read()
    differs["features"]["slash_commands"].append({"command": "/vanished", "description": "Gone"})
    monkeypatch.setattr(manifest, "differences", lambda found, *_: [] if found == fits else ["/vanished is new"])
    assert ended(capsys, "manifest", "--check") == (0, "", "")
    monkeypatch.setattr(manifest, "read", lambda: differs)
    assert ended(capsys, "manifest", "--check") == (1, "", "/vanished is new\n")


def ended(capsys: pytest.CaptureFixture[str], *words: str, **settings: str) -> tuple[int, str, str]:
    """Run a command that ends by itself, in this process: exit code, stdout and stderr."""
    with pytest.MonkeyPatch.context() as patch, written_log():
        patch.setattr(sys, "argv", ["liaison", *words])
        for name, value in settings.items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as ending:
            cli.main()
    printed = capsys.readouterr()
    return int(ending.value.code or 0), printed.out, printed.err


def output(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints that does what it was asked for."""
    code, out, err = ended(capsys, *words)
    assert (code, err) == (0, "")
    return out


def refusal(capsys: pytest.CaptureFixture[str], *words: str, **settings: str) -> str:
    """What a command says that cannot do what it was asked for."""
    code, out, err = ended(capsys, *words, **settings)
    assert (code, out) == (2, "")
    return err


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def is_ready(port: str) -> bool:
    """Whether the process says that it can serve."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
        return bool(json.load(answer)["ready"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
