"""The import of days off from an `.ics`: what it would set and what was not read, confirmation, and taking it back."""

from __future__ import annotations

from functools import partial

from bot.documents import calendar_files
from bot.documents.calendar_files import Found
from bot.process.calendars import importing as calendar_imports
from bot.process.calendars.days import Outcome
from bot.process.calendars.importing import TakenBack
from bot.process.kernel.work import Work
from bot.slack.dispatch import Routes
from bot.slack.files import File, fetch
from bot.slack.turn import Turn
from bot.words.language import Text, plural
from bot.words.language import text as _
from handlers import uploads
from handlers.calendars import screen

routes = Routes[Turn]()

LONGEST_SOURCE = 80


@routes.action("calendars.import")
async def ask_for_file(turn: Turn) -> None:
    """Which file."""
    called = await screen.called(turn, turn.value)
    await turn.push("calendars/form_import", about={"key": turn.value}, called=called, source="", refused=None)


@routes.view("calendars.import")
async def submit_file(turn: Turn) -> None:
    """The file was chosen: show what it would set."""
    await screen.called(turn, turn.target["key"])
    chosen = uploads.chosen(turn, "file", calendar_files.MOST_BYTES)
    await uploads.read(turn, chosen, partial(_read, file_id=chosen["id"]), _ask_again)


async def _read(turn: Turn, file_id: str) -> None:
    file = await fetch(turn.client, file_id, calendar_files.MOST_BYTES)
    await _show_plan(turn, file, await _found(turn, file))


@routes.view("calendars.import.confirm")
async def confirm(turn: Turn) -> None:
    """What was shown was confirmed: read the file again, and take it if it still does the same."""
    await screen.called(turn, turn.target["key"])
    chosen = {"id": turn.target["file"], "name": turn.target.get("source")}
    await uploads.read(turn, chosen, _take, _ask_again)


async def _take(turn: Turn) -> None:
    file = await fetch(turn.client, turn.target["file"], calendar_files.MOST_BYTES)
    found = await _found(turn, file)
    taken = await turn.do(
        calendar_imports.take, turn.target["key"], file.name[:LONGEST_SOURCE], found.days, seen=turn.target["seen"]
    )
    if taken is None:
        await _show_plan(turn, file, found, is_news=True)
        return
    outcome, number = taken
    if await uploads.show(turn, "files/form_read", said=screen.told(outcome)):
        await uploads.show_below(screen.show_again(turn, turn.target["below"], screen.told(outcome), imported=number))
    await turn.answer("calendars/imported", outcome=outcome, unread=_unread(found), number=number)


@routes.action("calendars.take_back")
async def take_back(turn: Turn) -> None:
    """An import is taken back, from the screen or from the message that told of it."""
    done = await turn.do(calendar_imports.take_back, turn.number)
    if "view" in turn.body:
        await screen.show_again(turn, turn.body["view"]["id"], _taken_back(done))
        return
    await turn.answer("calendars/taken_back", said=_taken_back(done))


async def _found(turn: Turn, file: File) -> Found:
    year = turn.machine.clock.now().year
    return await turn.machine.apart.read(calendar_files.read, file.content, year, turn.reader.zone)


async def _show_plan(turn: Turn, file: File, found: Found, *, is_news: bool = False) -> None:
    planned = await turn.see(_planned, turn.target["key"], file.name[:LONGEST_SOURCE], found)
    about = {
        "key": turn.target["key"],
        "below": turn.target["below"],
        "file": file.file_id,
        "source": file.name[:LONGEST_SOURCE],
        "seen": calendar_imports.digest(planned),
    }
    await uploads.must_show(
        turn,
        "calendars/form_preview",
        about=about,
        planned=planned,
        source=file.name,
        unread=_unread(found),
        guessed=found.guessed,
        is_news=is_news,
    )


def _planned(work: Work, key: str, source: str, found: Found) -> Outcome:
    return calendar_imports.plan(work, key, source, found.days)


def _unread(found: Found) -> list[Text]:
    return [calendar_files.told(one) for one in found.unread]


async def _ask_again(turn: Turn, source: str, why: Text) -> bool:
    called = await screen.called(turn, turn.target["key"])
    return await uploads.show(turn, "calendars/form_import", called=called, source=source, refused=why)


def _taken_back(done: TakenBack) -> Text:
    said = plural(
        "The import of %(name)s is taken back: %(number)s day is as it was before.",
        "The import of %(name)s is taken back: %(number)s days are as they were before.",
        len(done.days),
        name=done.source,
    )
    if not done.kept:
        return said
    kept = plural(
        "%(number)s day was set otherwise since and stays so.",
        "%(number)s days were set otherwise since and stay so.",
        done.kept,
    )
    return _("%(said)s %(kept)s", said=said, kept=kept)
