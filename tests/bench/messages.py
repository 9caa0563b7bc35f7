"""What it costs to make a message from its template, against building the same by hand."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.words.language import Reader
from bot.words.messages import TEMPLATES, Templates
from tests.bench.figures import Row, compared, timed

# Two blocks before them and three a line: 50.
LINES = 16
NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
Line = tuple[int, str, str, str, str, str]


def large_message(folder: Path, rounds: int, times: int) -> Row:
    """A message of as many blocks as Slack takes."""
    shutil.copytree(TEMPLATES, folder / "templates")
    shutil.copytree(Path(__file__).parent / "templates", folder / "templates" / "bench")
    templates = Templates(folder / "templates")
    lines: list[Line] = [
        (
            number,
            f"Firmware {number} 固件",
            "林涛 Lin Tao",
            "R&D 研发部",
            "Mon, Nov 23",
            "waits for the <lab> & 蓝牙认证",
        )
        for number in range(1, LINES + 1)
    ]
    made = templates.message("bench/digest", Reader(), NOW, rows=lines)
    if _bare(json.loads(made.blocks)) != _bare(json.loads(_by_hand(lines))):
        raise RuntimeError("the two messages differ")
    measured = [
        (
            timed(lambda: templates.message("bench/digest", Reader(), NOW, rows=lines), times),
            timed(lambda: _by_hand(lines), times),
        )
        for _ in range(rounds)
    ]
    return compared("message of 50 blocks from its template", "dict literal and json.dumps", measured, 6)


def _bare(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks, but for the order of their keys."""
    return [json.loads(json.dumps(block, sort_keys=True)) for block in blocks]


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _by_hand(lines: list[Line]) -> str:
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "verbatim": True, "text": "*Aurora: where we stand*"}},
        {"type": "divider"},
    ]
    for number, title, owner, department, day, note in lines:
        words = f"*T-{number}* · {_safe(title)}\n{_safe(owner)} · {_safe(department)} · {day}"
        blocks += [
            {"type": "section", "text": {"type": "mrkdwn", "verbatim": True, "text": words}},
            {
                "type": "context",
                "elements": [{"type": "mrkdwn", "verbatim": True, "text": f"Last change: {_safe(note)}"}],
            },
            {"type": "actions", "elements": [_button("Update", "open", number), _button("Timeline", "show", number)]},
        ]
    return json.dumps(blocks, ensure_ascii=False)


def _button(words: str, action: str, number: int) -> dict[str, Any]:
    shown = {"type": "plain_text", "emoji": True, "text": words}
    return {"type": "button", "text": shown, "action_id": f"tasks.{action}"} | (
        {"value": str(number)} if number else {}
    )
