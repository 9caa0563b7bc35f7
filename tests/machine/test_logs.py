"""What stands in the log: every event on a line of its own, nobody's secrets, nobody's words."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import unquote

import pytest
import structlog
from pydantic import BaseModel, SecretStr
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.machine import logs
from bot.settings import Settings
from storage.db import Database
from tests.written import written_log

SECRET = 'si"gning sécret/0123456789'
TOKENS = [
    "xoxb-1234567890-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx",
    "xoxp-1234-5678-9012-abcdef",
    "xoxe.xoxb-1-MS0yLTEyMzQ1Njc4OTA",
    "xapp-1-A0123456789-1234567890123-0123456789abcdef",
    "T000/B000/aHookThatPosts",
    "aTicketForTheSocket",
    "thePasswordOfTheDatabase",
    "v0=" + "0a" * 32,
    "theBearerToken.1-2_3",
]
CARRIERS = (
    "{} {} {} {} POST https://hooks.slack.com/commands/{} wss://wss-primary.slack.com/link/?ticket={}&app_id=A1 "
    "postgresql://liaison:{}@db/liaison signature {} Authorization: Bearer {}"
).format(*TOKENS)

Lines = Callable[[], list[str]]


@pytest.fixture(params=["text", "json"])
def form(request: pytest.FixtureRequest) -> logs.Form:
    return "json" if request.param == "json" else "text"


@pytest.fixture
def log_to() -> Iterator[Callable[..., Lines]]:
    """Sets up logging, and gives the way to read what was written."""
    with ExitStack() as stack:
        yield lambda level="info", form="text": stack.enter_context(written_log(level, form, secrets=(SECRET,)))


def test_tokens_are_masked_wherever_they_stand(log_to: Callable[..., Lines], form: logs.Form) -> None:
    lines = log_to(form=form)
    log = structlog.get_logger()
    log.info(CARRIERS)
    log.warning("called", arguments={"headers": [CARRIERS], SECRET: 1}, raw=CARRIERS.encode(), known=SECRET)
    logging.getLogger("slack_sdk.web").error("failed: %s", {"url": CARRIERS, "secret": SECRET})
    try:
        raise ValueError(f"{CARRIERS} {SECRET}") from KeyError(CARRIERS)
    except ValueError:
        log.exception("broke")
        logging.getLogger("slack_bolt.App").exception("broke")

    written = "\n".join(lines())
    assert [token for token in TOKENS if token in written] == []
    assert SECRET not in written
    assert json.dumps(SECRET)[1:-1] not in written
    assert written.count("broke") == 2
    assert "hooks.slack.com/***" in written


def test_a_value_named_as_a_secret_is_masked_whatever_it_is(log_to: Callable[..., Lines], form: logs.Form) -> None:
    lines = log_to(form=form)
    structlog.get_logger().info("asked", signing_secret="kept", nested={"bot_token": "kept"}, authorization="kept")

    assert "kept" not in lines()[0]
    assert lines()[0].count(logs.MASK) == 3


def test_no_value_begins_a_line_of_its_own(log_to: Callable[..., Lines], form: logs.Form) -> None:
    forged = "x\n2026-11-23T09:00:00Z info    all is well\r\n\x1b[2K\u2028\u202eevil\x85\ud800"
    lines = log_to(form=form)
    log = structlog.get_logger()
    log.info(forged, name=forged, held=[forged])
    logging.getLogger("aiohttp.server").error("bad request %s", forged)
    before_the_trace = len(lines())
    try:
        raise ValueError(forged)
    except ValueError:
        log.exception("broke")

    written = lines()
    assert before_the_trace == 2
    assert [line for line in written if line.startswith("2026-11-23T09:00:00Z")] == []
    assert all(line.isprintable() for line in written)
    begins = [line for line in written if not line.startswith("    | ")]
    assert len(begins) == 3


def test_a_json_line_can_be_read_by_a_machine(log_to: Callable[..., Lines]) -> None:
    lines = log_to(form="json")
    structlog.get_logger().info("sent", number=3, name="研发部", secret=SECRET)
    logging.getLogger("slack_bolt.App").warning("Unhandled request\n---\n[Suggestion] many lines of code")

    ours, bolts = (json.loads(line) for line in lines())
    assert list(ours)[:3] == ["timestamp", "level", "event"]
    assert (ours["number"], ours["name"], ours["secret"]) == (3, "研发部", "***")
    assert (bolts["logger"], bolts["level"], bolts["event"]) == ("slack_bolt.App", "warning", "Unhandled request")


def test_a_text_line_reads_well(log_to: Callable[..., Lines]) -> None:
    lines = log_to()
    structlog.get_logger().warning("refused", why="it was sent before", status=401, kinds=["a b"])

    when, _, rest = lines()[0].partition(" ")
    assert len(when) == len("2026-11-23T09:00:00Z")
    assert rest == 'warning refused why="it was sent before" status=401 kinds="[\\"a b\\"]"'


class Count(BaseModel):
    number: int


def test_what_a_person_typed_is_cut_from_the_errors_of_libraries(
    log_to: Callable[..., Lines], database: Database
) -> None:
    """Both databases: SQLAlchemy repeats the parameters, PostgreSQL the key, pydantic the input."""
    typed = "我们涨价 20%, input_type=x]\nsecretly"
    lines = log_to("debug")
    log = structlog.get_logger()
    with database.transaction() as session:
        session.execute(text("CREATE TABLE words (word VARCHAR(99) PRIMARY KEY)"))
    insert = text("INSERT INTO words VALUES (:word)")
    try:
        with database.transaction() as session:
            session.execute(insert, {"word": typed})
            session.execute(insert, {"word": typed})
    except IntegrityError:
        log.exception("not kept")
    try:
        Count.model_validate({"number": typed})
    except ValueError:
        log.exception("not read")

    written = "\n".join(lines())
    assert "IntegrityError" in written
    assert "validation error" in written
    for words in ("涨价", "secretly"):
        assert words not in written


async def test_the_sdk_does_not_write_down_messages_even_at_debug(log_to: Callable[..., Lines]) -> None:
    lines = log_to("debug")
    client = AsyncWebClient(token=TOKENS[0], base_url="http://127.0.0.1:9/api/", retry_handlers=[])
    with pytest.raises(OSError, match="127"):
        await client.chat_postMessage(channel="C1", text="our secret plan")
    structlog.get_logger().debug("here")

    assert [line.split()[1:] for line in lines()] == [["debug", "here"]]


def test_the_level_holds_for_us_and_libraries(log_to: Callable[..., Lines]) -> None:
    lines = log_to("warning")
    structlog.get_logger().info("chat")
    logging.getLogger("slack_sdk").info("chat")
    logging.getLogger("apscheduler.scheduler").info("chat")
    structlog.get_logger().error("news")

    assert [line.split()[2] for line in lines()] == ["news"]


def test_the_settings_tell_every_secret() -> None:
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr("xoxb-1"),
        slack_app_token=SecretStr("xapp-1"),
        slack_signing_secret=SecretStr("signing"),
        database_url="postgresql://liaison:pass%20word@db/liaison",
    )

    assert logs.secrets_of(settings) == ["xoxb-1", "xapp-1", "signing", "pass%20word", "pass word"]
    assert logs.secrets_of(Settings(_env_file=None)) == []


BODY = {
    "command": "/echo",
    "text": "our secret plan",
    "user_id": "U1",
    "team_id": "T1",
    "trigger_id": "1",
    "token": "t",
}


async def test_no_library_writes_down_messages_whatever_its_own_level(log_to: Callable[..., Lines]) -> None:
    """Bolt's loggers take the level of the root for their own; somebody may set another's by hand."""
    lines = log_to("debug")
    client = AsyncWebClient(token=TOKENS[0], base_url="http://127.0.0.1:9/api/", retry_handlers=[])
    bolt = AsyncApp(name="liaison", client=client, request_verification_enabled=False, process_before_response=True)
    await bolt.async_dispatch(AsyncBoltRequest(body=BODY, mode="socket_mode"))
    for name in (
        "slack_sdk.web.async_client",
        "slack_bolt.AsyncApp",
        "liaison:AsyncApp",
        "psycopg",
        "sqlalchemy.engine",
    ):
        logger = logging.getLogger(name)
        before = logger.level
        logger.setLevel(logging.DEBUG)
        logger.debug("our secret plan")
        logger.info("our secret plan")
        logger.setLevel(before)
    structlog.get_logger().debug("here")

    written = lines()
    assert "secret plan" not in "\n".join(written)
    assert written[-1].split()[1:] == ["debug", "here"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://liaison:{}@db:5432/liaison",
        "postgresql+psycopg://liaison:{}@db/liaison?sslmode=require",
        "postgresql://db/liaison?user=liaison&password={}",
        "postgresql://db/liaison?password={}&sslmode=require",
    ],
)
@pytest.mark.parametrize(
    "written", ["pass%40word-half", "pass:word/half", "pass%2Fword%3Ahalf", "p%C3%A9ss-word-half", "x@half-of-it"]
)
def test_a_password_of_a_database_is_hidden_whole(log_to: Callable[..., Lines], url: str, written: str) -> None:
    """Also where nobody knows it: in an address that somebody else says."""
    lines = log_to()
    address = url.format(written)
    structlog.get_logger().error(f'cannot reach "{address}"', at=address)
    assert "half" not in "".join(lines())
    settings = Settings(_env_file=None)
    settings.database_url = address
    said = logs.masked(f"{address} {written} {unquote(written)} {address!r}", settings)
    assert "half" not in said
