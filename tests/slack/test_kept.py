"""What a form keeps of what it is about comes back from Slack: it is read as what Liaison keeps, or refused."""

from __future__ import annotations

import json
from typing import Any

from tests.slack.conftest import Post
from tests.slack.test_shapes import of
from tests.world import World
from tests.written import written_log

# What forms of Liaison keep, by name; and what none of them keeps under any of these.
KEPT = (
    "id", "page", "key", "below", "country", "name", "stood", "version", "number", "seen", "mark", "time", "form",
    "file", "source", "project", "department", "meeting", "sequence", "subject", "kind", "person", "line", "link",
    "request", "raising", "can_choose", "has_next", "carries", "channel", "draft", "opened",
)  # fmt: skip
NEVER_KEPT: tuple[Any, ...] = ({}, [7], "nonsense", -1, 2**40, True, None, {"1": [1]}, 1.5)
# What is typed into forms, so that more is asked of them than whether anything is.
TYPED: dict[str, dict[str, Any]] = {
    "days": {"type": "plain_text_input", "value": "2026-12-01"},
    "kind": {"type": "static_select", "selected_option": {"value": "off"}},
    "country": {"type": "external_select", "selected_option": {"value": "CN"}},
    "weekend": {"type": "checkboxes", "selected_options": [{"value": "9"}, {"value": "6"}]},
    "reason": {"type": "plain_text_input", "value": "because"},
    "title": {"type": "plain_text_input", "value": "Poster"},
    "name": {"type": "plain_text_input", "value": "Poster"},
    "status": {"type": "static_select", "selected_option": {"value": "done"}},
    "day": {"type": "datepicker", "selected_date": "2026-12-02"},
    "due_on": {"type": "datepicker", "selected_date": "2026-12-02"},
    "text": {"type": "plain_text_input", "value": "Poster"},
    "head_id": {"type": "users_select", "selected_user": "U0WANG0001"},
    "liaison_id": {"type": "users_select", "selected_user": "U0WANG0001"},
    "name_en": {"type": "plain_text_input", "value": "Posters"},
    "named": {"type": "multi_users_select", "selected_users": ["U0WANG0001"]},
    "pm_id": {"type": "users_select", "selected_user": "U0WANG0001"},
}


async def test_what_a_form_keeps_is_refused_where_liaison_would_not_have_kept_it(post: Post) -> None:
    """The same, where what stands in a form can be read, but not as what it should be."""
    async with World(post.sandbox.url) as world:
        await world.post("limits", {"enabled": False})
    base = {"user": {"id": "U0WANG0001"}, "team": {"id": post.sandbox.slack.workspace.id}}
    names = sorted(post.app.listener._machine.dispatch.names("view"))
    broken, number = [], 10_000
    with written_log() as logged:
        for never in NEVER_KEPT:
            for but in ("", "page", "key", "version", "seen"):
                for name in names:
                    number += 1
                    before = len(logged())
                    said = json.dumps({one: never for one in KEPT if one != but} | ({but: 1} if but else {}))
                    form = of("view", name, said, number)
                    form["view"]["state"]["values"] = {one: {one: value} for one, value in TYPED.items()}
                    status = await post({**base, "trigger_id": f"{number}.1", **form})
                    lines = [line for line in logged()[before:] if "apscheduler" not in line]
                    if status >= 500 or any(" error " in line or line.startswith("    | ") for line in lines):
                        broken.append(f"{name} {never!r} but {but!r}: {status} {lines[-1:]}")
    assert not broken, "\n".join(broken)
