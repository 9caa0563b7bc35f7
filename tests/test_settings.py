"""A wrong setting is one clear line that names it; every setting is explained in `.env.example`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import SLACK_API, Settings, WrongSettings, read_settings

EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"
BOT, APP, SECRET = "xoxb-1-a", "xapp-1-a", "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env`, and none of the settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_without_any_setting_there_is_no_slack_and_a_file_in_data() -> None:
    settings = read_settings()

    assert not settings.has_slack
    assert settings.slack_api_url == SLACK_API
    assert settings.database_url == "sqlite:///data/liaison.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)


def test_env_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={BOT}\nSLACK_SIGNING_SECRET={SECRET}\nPORT=4000\nOTHER=1\n")
    environment(monkeypatch, PORT="5000", LOG_LEVEL="DEBUG", SLACK_API_URL="http://127.0.0.1:3000/api")
    settings = read_settings()

    assert (settings.port, settings.log_level) == (5000, "debug")
    assert settings.slack_api_url == "http://127.0.0.1:3000/api/"
    assert settings.has_slack
    assert not settings.is_socket_mode


def test_a_pasted_token_may_have_margins(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, SLACK_BOT_TOKEN=f" {BOT}\n", SLACK_APP_TOKEN=f"{APP} ")
    settings = read_settings()

    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == BOT
    assert settings.is_socket_mode


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"SLACK_BOT_TOKEN": APP}, "SLACK_BOT_TOKEN is the Bot User OAuth Token, which starts with xoxb-"),
        ({"SLACK_APP_TOKEN": BOT}, "SLACK_APP_TOKEN is the App-Level Token, which starts with xapp-"),
        ({"SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN is missing: the Bot User OAuth Token of your Slack app, xoxb-…"),
        (
            {"SLACK_BOT_TOKEN": BOT},
            "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (requests to a URL of yours)",
        ),
        ({"PORT": "65536"}, "PORT should be less than or equal to 65535"),
        ({"PORT": "x"}, "PORT should be a valid integer, unable to parse string as an integer"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL should be 'debug', 'info', 'warning' or 'error'"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT should be 'text' or 'json'"),
        ({"DATABASE_URL": "mysql://db/x"}, "DATABASE_URL starts with sqlite:/// or postgresql://"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL starts with sqlite:/// or postgresql://"),
        ({"DATABASE_URL": "sqlite:///"}, "DATABASE_URL names a file: sqlite:///data/liaison.db"),
        ({"DATABASE_URL": "sqlite:///:memory:"}, "DATABASE_URL names a file: sqlite:///data/liaison.db"),
        ({"DATABASE_URL": "postgresql://u@db:x/n"}, "DATABASE_URL has a port that is no number from 0 to 65535"),
        (
            {"DATABASE_URL": "postgresql://u:p@ss@db/n"},
            "DATABASE_URL has more than one @: where the password holds one",
        ),
        ({"DATABASE_URL": "postgresql://u@[ss/n"}, "DATABASE_URL is no address"),
        ({"SLACK_API_URL": "http://u:p[ss]@slack/"}, "SLACK_API_URL is no address"),
        ({"CLOCK_URL": "http://u:p[ss]@clock/"}, "CLOCK_URL is no address"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL starts with https:// (or http://127.0.0.1 for the sandbox)"),
        ({"SLACK_API_URL": "http://slack.com/api/"}, "SLACK_API_URL starts with https://"),
        (
            {"CLOCK_URL": "now"},
            "CLOCK_URL is the address of a sandbox's clock, http://127.0.0.1:3000/_control/clock",
        ),
        ({"PORT": "-1", "LOG_FORMAT": "xml"}, "PORT should be greater than or equal to 0\nLOG_FORMAT should be"),
    ],
)
def test_a_wrong_setting_is_a_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], said: str
) -> None:
    environment(monkeypatch, **values)
    with pytest.raises(WrongSettings) as refusal:
        read_settings()

    assert str(refusal.value).startswith(said)
    assert len(str(refusal.value).splitlines()) == len(values)
    assert "[ss" not in str(refusal.value)
    assert "@ss" not in str(refusal.value)


def test_an_env_that_cannot_be_read_is_a_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"PORT=\xff\xfe")
    with pytest.raises(WrongSettings, match=r"^\.env cannot be read") as refusal:
        read_settings()

    assert "\n" not in str(refusal.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(monkeypatch, SLACK_BOT_TOKEN=BOT, SLACK_SIGNING_SECRET=SECRET)
    assert BOT not in repr(read_settings())
    assert SECRET not in str(read_settings())
    environment(monkeypatch, DATABASE_URL="postgresql://liaison:unguessable@db/liaison")
    assert "unguessable" not in repr(read_settings())

    environment(monkeypatch, SLACK_BOT_TOKEN=SECRET)
    with pytest.raises(WrongSettings) as refusal:
        read_settings()
    assert SECRET not in str(refusal.value)


def test_the_example_explains_every_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    names = [line.partition("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)]

    assert sorted(names) == sorted(name.upper() for name in Settings.model_fields)
    for name in set(names) - {"PORT"}:
        assert lines[lines.index(next(line for line in lines if line.startswith(f"{name}="))) - 1].startswith("#")
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    as_in_the_example = read_settings()
    # The sandbox of `make run` would keep a database that speaks of channels which are gone at the next start.
    assert "database_url" not in as_in_the_example.model_fields_set
    (tmp_path / ".env").unlink()
    assert as_in_the_example == read_settings()
