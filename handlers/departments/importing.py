"""The import of departments from a table, in the settings: template, file, what it would do, confirmation."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from pydantic import Field

from bot.documents import tables, workbooks
from bot.documents.tables import Table
from bot.documents.workbooks import Sheet
from bot.process.departments import importing as department_lists
from bot.process.departments.importing import BadRows, Plan
from bot.process.departments.reading import COLUMNS
from bot.slack import forms
from bot.slack.dispatch import Routes
from bot.slack.files import File, fetch
from bot.slack.turn import Turn
from bot.words.language import Reader, Text, plural
from bot.words.language import text as _
from handlers import uploads
from handlers.departments import editing

routes = Routes[Turn]()

KINDS = ("xlsx", "csv")
# What stands behind each column of the template, in the order of COLUMNS.
EXPLAINED = (
    _("One name is enough. With both, each reader sees theirs. A name that is known changes that department."),
    _("One name is enough. With both, each reader sees theirs. A name that is known changes that department."),
    _("A @name, an email address or a name as in Slack."),
    _("A @name, an email address or a name as in Slack."),
    _("Several with commas between; empty for none."),
    _("A calendar as `/liaison calendar` names it; empty for the organisation's."),
)


class ConfirmForm(forms.Form):
    """The confirmation; whether running projects follow is asked where it matters."""

    in_projects: str = Field(default="no")


@routes.action("departments.import")
async def ask_for_file(turn: Turn) -> None:
    """Which file."""
    await turn.push("departments/form_import", about={"page": turn.target.get("page", 1)}, **_form())


@routes.action("departments.template")
async def send_template(turn: Turn) -> None:
    """The template, with the departments there are."""
    rows = await turn.see(department_lists.outline)
    sheets = _sheets(rows, turn.reader)
    content = await asyncio.to_thread(workbooks.write, sheets, turn.machine.clock.now())
    await turn.accept()
    name = workbooks.file_name(_("Departments").for_(turn.reader))
    await turn.send_file(name, content, "departments/template_sent")
    said = _("The template is in your conversation with Liaison.")
    await turn.redraw(turn.body["view"]["id"], "departments/form_import", **_form(said=said))


@routes.view("departments.import")
async def submit_file(turn: Turn) -> None:
    """The file was chosen: show what it would do, or every cell that cannot be taken."""
    await turn.see(department_lists.must_import)
    chosen = uploads.chosen(turn, "file", tables.MOST_BYTES)
    await uploads.read(turn, chosen, partial(_read, file_id=chosen["id"]), _ask_again)


async def _read(turn: Turn, file_id: str) -> None:
    file = await fetch(turn.client, file_id, tables.MOST_BYTES)
    try:
        table = await _table(turn, file)
        found = await turn.see(department_lists.plan, table.rows)
    except BadRows as bad:
        await _show_bad_rows(turn, file, bad)
        return
    await _show_plan(turn, file, found, table)


@routes.view("departments.import.confirm")
async def confirm(turn: Turn) -> None:
    """What was shown was confirmed: read the file again, and take it if it still does the same."""
    also_in_projects = forms.parse(ConfirmForm, turn.body["view"]).in_projects == "yes"
    await turn.see(department_lists.must_import)
    chosen = {"id": turn.target["file"], "name": turn.target.get("source")}
    await uploads.read(turn, chosen, partial(_take, also_in_projects=also_in_projects), _ask_again)


async def _take(turn: Turn, *, also_in_projects: bool) -> None:
    file = await fetch(turn.client, turn.target["file"], tables.MOST_BYTES)
    table = await _table(turn, file)
    seen = turn.target["seen"]
    try:
        taken = await turn.do(department_lists.take, table.rows, seen=seen, also_in_projects=also_in_projects)
        if taken is None:
            await _show_plan(turn, file, await turn.see(department_lists.plan, table.rows), table, is_news=True)
            return
    except BadRows as bad:
        await _show_bad_rows(turn, file, bad)
        return
    if await uploads.show(turn, "files/form_read", said=_told(taken)):
        await uploads.show_below(editing.back(turn, _told(taken)))
    else:
        await turn.answer("departments/imported", said=_told(taken))


async def _ask_again(turn: Turn, source: str, why: Text) -> bool:
    return await uploads.show(turn, "departments/form_import", **_form(refused=why, source=source))


async def _show_bad_rows(turn: Turn, file: File, bad: BadRows) -> None:
    await uploads.must_show(turn, "departments/form_import", **_form(wrong=bad, source=file.name))


async def _show_plan(turn: Turn, file: File, found: Plan, table: Table, *, is_news: bool = False) -> None:
    about = {"file": file.file_id, "source": file.name[:80], "seen": found.digest}
    await uploads.must_show(
        turn, "departments/form_preview", about=about, plan=found, source=file.name, table=table, is_news=is_news
    )


async def _table(turn: Turn, file: File) -> Table:
    return await turn.machine.apart.read(tables.read, file.name, file.content, COLUMNS)


def _form(
    *,
    said: Text | None = None,
    wrong: BadRows | None = None,
    refused: Text | None = None,
    source: str = "",
) -> dict[str, Any]:
    return {"said": said, "wrong": wrong, "refused": refused, "source": source, "kinds": KINDS}


def _told(taken: Plan) -> Text:
    if not taken.added and not taken.changed:
        return _("Nothing changed: it was so already.")
    added = plural("%(number)s department added", "%(number)s departments added", len(taken.added))
    return _("Imported: %(added)s, %(changed)s changed.", added=added, changed=len(taken.changed))


def _sheets(rows: list[tuple[str, str, str, str, str, str]], reader: Reader) -> list[Sheet]:
    headings = [one.heading.for_(reader) + (" *" if one.is_required else "") for one in COLUMNS]
    return [
        Sheet(_("Departments").for_(reader), headings, rows),
        Sheet(
            _("How to fill it in").for_(reader),
            [_("Column").for_(reader), _("What stands there").for_(reader)],
            [(one, words.for_(reader)) for one, words in zip(headings, EXPLAINED, strict=True)],
        ),
    ]
