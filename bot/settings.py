"""Settings: from the environment and `.env`. `.env.example` documents every one."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API = "https://slack.com/api/"


class WrongSettings(Exception):
    """One line a wrong setting, each naming it and saying what it wants."""


class Settings(BaseSettings):
    """How this process runs. Secrets never show in a log or a traceback."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API
    database_url: str = "sqlite:///data/liaison.db"
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    clock_url: str | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

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
        if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("starts with sqlite:/// or postgresql://")
        return url

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("starts with https:// (or http:// for the sandbox)")
        return url if url.endswith("/") else url + "/"

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
        lines = [f"{str(one['loc'][0]).upper()} {_why(one)}" for one in error.errors(include_input=False)]
        raise WrongSettings("\n".join(lines)) from None
    if settings.has_slack and settings.slack_bot_token is None:
        raise WrongSettings("SLACK_BOT_TOKEN is missing: the Bot User OAuth Token of your Slack app, xoxb-…")
    if settings.has_slack and settings.slack_app_token is None and settings.slack_signing_secret is None:
        raise WrongSettings("set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (requests to a URL of yours)")
    return settings


def _why(error: object) -> str:
    assert isinstance(error, dict)  # noqa: S101 - pydantic's ErrorDetails
    message = str(error["msg"])
    return message.removeprefix("Value error, ")
