"""Settings: from the environment and `.env`. `.env.example` documents every one."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API = "https://slack.com/api/"
# Where a token may travel unencrypted.
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class WrongSettings(Exception):
    """One line a wrong setting, each naming it and saying what it wants."""


class Settings(BaseSettings):
    """How this process runs. Secrets never show in a log or a traceback."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API
    # Whether this app is installed by others from outside Slack's Marketplace: it may then read little history.
    slack_distributed: bool = False
    # Not shown: it may hold a password.
    database_url: str = Field(default="sqlite:///data/liaison.db", repr=False)
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    clock_url: str | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @field_validator("*", mode="before")
    @classmethod
    def _without_margins(cls, value: Any) -> Any:
        """What was pasted often brings a space or a line end."""
        return value.strip() if isinstance(value, str) else value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, word: Any) -> Any:
        return word.lower() if isinstance(word, str) else word

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not token.get_secret_value().startswith("xoxb-"):
            raise ValueError("is the Bot User OAuth Token, which starts with xoxb-")
        return token

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not token.get_secret_value().startswith("xapp-"):
            raise ValueError("is the App-Level Token, which starts with xapp-")
        return token

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, url: str) -> str:
        if url.startswith("sqlite:///"):
            if url.removeprefix("sqlite:///").partition("?")[0] in ("", ":memory:"):
                raise ValueError("names a file: sqlite:///data/liaison.db")
            return url
        if not url.startswith(("postgresql://", "postgresql+psycopg://")):
            raise ValueError("starts with sqlite:/// or postgresql://")
        # SQLAlchemy ends a password at the first of them, and everybody would be shown the rest as the host's name.
        if url.partition("?")[0].count("@") > 1:
            raise ValueError("has more than one @: where the password holds one, write it as %40")
        _port("//" + url.partition("@")[2] if "@" in url.partition("?")[0] else url)
        return url

    @field_validator("slack_api_url")
    @classmethod
    def _is_web_api(cls, url: str) -> str:
        _port(url)
        is_here = url.startswith("http://") and urlsplit(url).hostname in LOOPBACK
        if not is_here and not (url.startswith("https://") and urlsplit(url).hostname):
            raise ValueError("starts with https:// (or http://127.0.0.1 for the sandbox)")
        return url if url.endswith("/") else url + "/"

    @field_validator("clock_url")
    @classmethod
    def _is_clock(cls, url: str | None) -> str | None:
        _port(url or "")
        if url and (not url.startswith(("http://", "ws://")) or not urlsplit(url).hostname):
            raise ValueError("is the address of a sandbox's clock, http://127.0.0.1:3000/_control/clock")
        return url

    @property
    def has_slack(self) -> bool:
        """Whether a Slack is configured; without one, `liaison run` brings its own."""
        return any((self.slack_bot_token, self.slack_app_token, self.slack_signing_secret))

    @property
    def is_socket_mode(self) -> bool:
        """Whether Slack delivers over a socket that this process opens, not to a URL of ours."""
        return self.slack_app_token is not None


def read_settings() -> Settings:
    """The settings of this process.

    Raises WrongSettings with one clear line a wrong setting.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        lines = [f"{str(one['loc'][0]).upper()} {_why(one['msg'])}" for one in error.errors(include_input=False)]
        raise WrongSettings("\n".join(lines)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSettings(f".env cannot be read: {error}") from None
    if settings.has_slack and settings.slack_bot_token is None:
        raise WrongSettings("SLACK_BOT_TOKEN is missing: the Bot User OAuth Token of your Slack app, xoxb-…")
    if settings.has_slack and settings.slack_app_token is None and settings.slack_signing_secret is None:
        raise WrongSettings("set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (requests to a URL of yours)")
    return settings


def _port(url: str) -> None:
    """Raises ValueError for a port that is none."""
    # What Python says of an address that it cannot read repeats parts of it.
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError("is no address") from None
    try:
        _ = parts.port
    except ValueError:
        raise ValueError("has a port that is no number from 0 to 65535") from None


def _why(message: str) -> str:
    """Pydantic's sentence, going on after the setting's name."""
    if message.startswith("Value error, "):
        return message.removeprefix("Value error, ")
    return message.replace("Input should", "should", 1)
