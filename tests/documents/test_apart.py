"""Files are read in a process apart: within limits, with nothing of ours in it, and whatever becomes of it."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from typing import Any

import pytest

from bot.documents import apart, apart_answers, calendar_files, tables
from bot.documents.apart import Apart, Limits
from bot.documents.headings import Column, Row
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.documents import apart_readers
from tests.documents.test_tables import workbook
from tests.needs import missing
from tests.scenarios.test_calendars import ICS

ENGLISH, CHINESE = Reader("en-GB"), Reader("zh-CN")
COLUMNS = (Column("name", ("Name", "名称"), is_required=True),)
ORDINARY = "\n".join(["Name", *(f"Department {number} " + "of the company " * 20 for number in range(1_500))]).encode()
ROWS: list[list[object]] = [[f"R&D {number}" if number else "Name"] for number in range(1_500)]


@pytest.fixture
def _limited() -> None:
    if sys.platform != "linux":
        missing("the system holds no such limits")


needs_limits = pytest.mark.usefixtures("_limited")


async def refusal(function: Callable[..., Any], *args: Any, limits: Limits | None = None) -> Refused:
    """How it was refused."""
    here = Apart()
    here.limits = limits or here.limits
    with pytest.raises(Refused) as refused:
        await here.read(function, *args)
    return refused.value


async def test_what_is_read_comes_back_as_it_is() -> None:
    here = Apart()
    assert (await here.read(tables.read, "list.csv", "名称\n设计部\n".encode(), COLUMNS)).rows == [
        Row(2, {"name": "设计部"})
    ]
    assert (await here.read(tables.read, "list.xlsx", workbook(["Name"], ["R&D"]), COLUMNS)).rows == [
        Row(2, {"name": "R&D"})
    ]
    days = await here.read(calendar_files.read, ICS.encode(), 2026, "Asia/Shanghai")
    assert days == calendar_files.read(ICS.encode(), 2026, "Asia/Shanghai")
    assert await here.read(apart_readers.add_up) == [apart_readers.SUM], "days, moments and decimals to the last digit"


async def test_a_refusal_comes_back_with_its_words() -> None:
    lacking = await refusal(tables.read, "list.csv", b"Nome\nx\n", COLUMNS)
    assert lacking.why.for_(ENGLISH) == "No row of headings was found. These columns are read: Name."
    assert lacking.why.for_(CHINESE) == "没有找到表头行。可读取的列：名称。"
    told = await refusal(apart_readers.refuse)
    with pytest.raises(Refused) as itself:
        apart_readers.refuse()
    assert told.why == itself.value.why
    assert told.field == "file"
    assert "负责人 · 2026-12-01" in told.why.for_(CHINESE)


async def test_a_file_that_holds_more_than_is_taken_is_put_aside(caplog: pytest.LogCaptureFixture) -> None:
    for reader, *asked in ((tables.read, "list.csv", ORDINARY, COLUMNS), (apart_readers.overwhelm,)):
        why = (await refusal(reader, *asked, limits=Limits(answer_bytes=100_000))).why
        assert why.for_(ENGLISH).startswith("The file holds more than is read at once, so it was put aside;")
        assert why.for_(CHINESE).startswith("文件内容太多，一次读不完，已停止读取，没有做任何更改。")
    assert "size of what it says" in caplog.text
    assert len(await Apart().read(apart_readers.overwhelm)) == 20_000, "it is no more than that"


def test_what_would_be_too_much_is_not_written_to_its_end() -> None:
    asked_for: list[int] = []

    class Rows(dict[str, int]):
        def items(self) -> Any:
            for number in range(1_000):
                asked_for.append(number)
                yield str(number), number

    with pytest.raises(apart_answers.TooMuch):
        apart_answers.written(Rows(one=1), 100)
    assert len(asked_for) < 50


@needs_limits
async def test_a_child_that_says_more_than_it_may_is_ended_and_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    said = apart._said

    def listens(*args: Any) -> bytes:
        answer = said(*args)
        heard.append(len(answer))
        return answer

    monkeypatch.setattr(apart, "_said", listens)
    # More than a line between processes holds: it is not done saying it before somebody ends it.
    why = (await refusal(apart_readers.say, b"x" * 65_536, 16, limits=Limits(answer_bytes=1_000))).why
    assert why.for_(ENGLISH).startswith("The file holds more than is read at once")
    assert heard == [1_001]


@needs_limits
@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"done",
        b"done\n[1",
        b'done\n["of another kind"]',
        b"refused\n[]",
        b'refused\n["no words",null]',
        b'refused\n[["Popen",{"args":"true"}],null]',
        b'refused\n[["date","tomorrow"],null]',
        b'refused\n[["Text",{"message":7}],null]',
        b"elsewhere\n",
        pickle.dumps(("done", None)),
    ],
)
async def test_what_is_no_answer_is_not_taken_for_one(words: bytes, caplog: pytest.LogCaptureFixture) -> None:
    why = (await refusal(apart_readers.say, words)).why.for_(ENGLISH)
    assert why.startswith("The file could not be read; nothing was changed.")
    assert why.rpartition(" ")[2] in caplog.text


async def test_an_ordinary_file_is_put_aside_where_it_takes_too_long() -> None:
    why = (await refusal(tables.read, "list.csv", ORDINARY, COLUMNS, limits=Limits(seconds=0.01))).why
    assert why.for_(ENGLISH).startswith("The file takes too long to read, so it was put aside; nothing was changed.")
    assert why.for_(CHINESE).startswith("读取这个文件的时间太长，已停止读取，没有做任何更改。")


@needs_limits
async def test_a_processor_is_given_for_so_long(caplog: pytest.LogCaptureFixture) -> None:
    why = (await refusal(apart_readers.count, limits=Limits(cpu_seconds=1))).why
    assert why.for_(ENGLISH).startswith("The file takes too long to read")
    assert "processor time" in caplog.text


@needs_limits
@pytest.mark.parametrize(
    ("name", "content"),
    [("list.csv", ORDINARY), ("list.xlsx", workbook(*ROWS))],
)
async def test_an_ordinary_file_is_put_aside_where_it_needs_too_much_memory(name: str, content: bytes) -> None:
    why = (await refusal(tables.read, name, content, COLUMNS, limits=Limits(megabytes=1))).why
    assert why.for_(ENGLISH).startswith("The file needs more memory to read than is allowed")
    assert why.for_(CHINESE).startswith("读取这个文件所需的内存超过上限，已停止读取，没有做任何更改。")


@needs_limits
async def test_the_child_has_none_of_our_secrets_and_descriptors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    ours, theirs = os.pipe()
    os.set_inheritable(theirs, True)
    process, environment, descriptors = await Apart().read(apart_readers.surroundings)
    assert process != os.getpid()
    assert set(environment) <= {*apart.KEPT, "LC_CTYPE"}, "Python sets the last itself"
    assert os.readlink(f"/proc/self/fd/{theirs}") not in descriptors
    assert not [one for one in descriptors if one.startswith("socket")]
    os.close(ours)
    os.close(theirs)


async def test_what_a_library_prints_is_no_answer() -> None:
    assert await Apart().read(apart_readers.talk) == "answer"


@pytest.mark.parametrize("ends", [apart_readers.fail, apart_readers.leave, apart_readers.hand_over_code])
async def test_a_child_that_breaks_is_told_under_a_number_that_stands_in_the_log(
    ends: Callable[[], Any], caplog: pytest.LogCaptureFixture
) -> None:
    why = (await refusal(ends)).why.for_(ENGLISH)
    assert why.startswith("The file could not be read; nothing was changed.")
    assert why.rpartition(" ")[2] in caplog.text
    assert "what stood in the file" not in caplog.text


@needs_limits
async def test_a_child_that_the_system_ends_needed_too_much_memory() -> None:
    assert (await refusal(apart_readers.die)).why.for_(ENGLISH).startswith("The file needs more memory")


class Watched(set[Any]):
    """The children that run: how many at most, and when there are that many."""

    def __init__(self) -> None:
        super().__init__()
        self.loop, self.full, self.peak = asyncio.get_running_loop(), asyncio.Event(), 0

    def add(self, one: Any) -> None:
        super().add(one)
        self.peak = max(self.peak, len(self))
        if len(self) == apart.AT_ONCE:
            self.loop.call_soon_threadsafe(self.full.set)


async def test_no_more_are_read_at_once_than_a_machine_bears() -> None:
    here = Apart()
    here.children = watched = Watched()
    asked = [asyncio.create_task(here.read(apart_readers.talk)) for _number in range(apart.MOST_ASKED)]
    await watched.full.wait()
    with pytest.raises(Refused) as refused:
        await here.read(apart_readers.talk)
    assert refused.value.why.for_(ENGLISH).startswith("Many files are being read just now.")
    assert set(await asyncio.gather(*asked)) == {"answer"}
    assert watched.peak == apart.AT_ONCE
    assert await here.read(apart_readers.talk) == "answer", "there is room again"


async def test_the_end_is_told_to_all_who_wait() -> None:
    here = Apart()
    here.children = watched = Watched()
    asked = [asyncio.create_task(here.read(apart_readers.count)) for _number in range(apart.AT_ONCE + 1)]
    await watched.full.wait()
    here.stop()
    ends = await asyncio.gather(*asked, return_exceptions=True)
    assert {str(one) for one in ends} == {
        "Liaison is being restarted; nothing was changed. Choose the file again in a minute."
    }
    assert not watched


async def test_a_file_that_names_one_of_ours_is_not_that(tmp_path: Any) -> None:
    """icalendar takes a text without line ends for a path."""
    ours = tmp_path / "ours.ics"
    ours.write_text(ICS, encoding="utf-8")
    with pytest.raises(Refused):
        calendar_files.read(str(ours).encode(), 2026, "Asia/Shanghai")
