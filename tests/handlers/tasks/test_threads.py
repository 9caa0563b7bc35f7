"""What a button under a task's card carries."""

from __future__ import annotations

import json

from bot.process.tasks.attachments import MOST_AT_ONCE, NAME_AT_MOST, Handed
from handlers.tasks.threads import BUTTON_VALUE, carried


def test_files_with_long_names_fit_on_the_button_that_keeps_them() -> None:
    short = [Handed("F0000000001", "a.png", "https://aurora.slack.com/files/U1/F0000000001/a.png")]
    assert json.loads(carried(3, short)) == {"number": 3, "files": [list(short[0])]}
    address = "https://aurora.slack.com/files/U1/F0000000001/" + "x" * 255
    many = [Handed(f"F{number:010}", "图" * NAME_AT_MOST, address) for number in range(MOST_AT_ONCE)]
    said = carried(12345, many)
    assert len(said) <= BUTTON_VALUE
    assert [name for _file, name, _url in json.loads(said)["files"]] == ["图" * NAME_AT_MOST] * MOST_AT_ONCE
