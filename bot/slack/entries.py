"""What stands in the inputs of a view: what was changed in it, told while somebody types, and put into a view anew.

Slack says nothing of the inputs of a form that is closed. What is to be there when it is opened again is told by the
inputs themselves, each time that something in them changes (`telling`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.process.kernel.drafts import Draft, Entered
from bot.slack import forms
from bot.words.language import Reader
from bot.words.language import text as _
from bot.words.markup import offered, plain_text, remark
from bot.words.messages import VIEW_BLOCKS

# Where an element says what it holds at first.
INITIAL = {
    "plain_text_input": "initial_value",
    "number_input": "initial_value",
    "static_select": "initial_option",
    "external_select": "initial_option",
    "radio_buttons": "initial_option",
    "multi_static_select": "initial_options",
    "multi_external_select": "initial_options",
    "checkboxes": "initial_options",
    "users_select": "initial_user",
    "multi_users_select": "initial_users",
    "conversations_select": "initial_conversation",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
}
TYPED = ("plain_text_input", "number_input")
# Told some moments after the last letter, and not only by the Enter that ends a line.
AT_EACH_LETTER = {"trigger_actions_on": ["on_character_entered"]}
# Slack's bound on the words beneath an input.
HINT = 2_000
# Behind this stands what tells an input from the one that stood in its place before.
MARKED = ":"
# The block that says from when it is what a form was filled with.
FROM_BEFORE = "from_before"

View = Mapping[str, Any]


def entered(view: View, *, opened: str = "", at: float | None = None, is_sent: bool = False) -> Entered:
    """What a view that came says of its inputs; all of them where it was sent."""
    changed, labels = dict[str, Any](), dict[str, str]()
    for name, element, state in _inputs(view):
        now = _nothing_is_none(forms.value(state))
        if now != _first(element):
            changed[name] = now
        if element["type"].endswith("external_select"):
            labels |= {one["value"]: one["text"]["text"] for one in _chosen(state)}
    return Entered(opened, changed, labels, forms.values(view) if is_sent else {}, at)


def telling(view: dict[str, Any]) -> dict[str, Any]:
    """The view, whose inputs tell what is typed and chosen in them."""
    return {**view, "blocks": [_telling(block) for block in view["blocks"]]}


def filled(view: dict[str, Any], draft: Draft, reader: Reader, *, is_reopened: bool) -> dict[str, Any]:
    """The view with what was typed before in its inputs, and, where it is opened anew, a line that says so."""
    blocks = [_filled(block, draft, reader) for block in view["blocks"]]
    if is_reopened and draft.since is not None and blocks != view["blocks"]:
        said = _("What you typed here before stands in it again (%(moment)s).", moment=draft.since).for_(reader)
        blocks = [remark(said, FROM_BEFORE), *blocks][:VIEW_BLOCKS]
    return {**view, "blocks": blocks}


def renamed(view: dict[str, Any], mark: str) -> dict[str, Any]:
    """The view, whose inputs are others to Slack than those that are shown: they show what they are drawn with."""
    return {**view, "blocks": [_renamed(block, mark) for block in view["blocks"]]}


def _renamed(block: dict[str, Any], mark: str) -> dict[str, Any]:
    if block["type"] != "input":
        return block
    element = block["element"]
    name, _colon, _mark = element["action_id"].partition(MARKED)
    return {**block, "element": {**element, "action_id": f"{name}{MARKED}{mark}"}}


def _inputs(view: View) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """The name, element and state of each input that says what it holds."""
    values = forms.typed(view)
    for block in view["blocks"]:
        if block["type"] == "input" and block["element"]["type"] in INITIAL:
            state = values.get(block["block_id"], {}).get(block["element"]["action_id"])
            if state is not None:
                yield block["block_id"], block["element"], state


def _telling(block: dict[str, Any]) -> dict[str, Any]:
    if block["type"] != "input" or block["element"]["type"] not in INITIAL:
        return block
    element = block["element"]
    if element["type"] in TYPED:
        element = {**element, "dispatch_action_config": AT_EACH_LETTER}
    return {**block, "element": element, "dispatch_action": True}


def _filled(block: dict[str, Any], draft: Draft, reader: Reader) -> dict[str, Any]:
    if block["type"] != "input" or block["block_id"] not in draft.changed:
        return block
    element = block["element"]
    first = INITIAL.get(element["type"])
    if first is None:
        return block
    bare = {name: one for name, one in element.items() if name != first}
    if element["type"] == "plain_text_input":
        block = _with_what_stands(block, element.get(first), draft.changed[block["block_id"]], reader)
    value = draft.changed[block["block_id"]]
    if value is None:
        return {**block, "element": bare}
    if "option" in first:
        several = value if isinstance(value, list) else [value]
        options = [one for one in (_option(element, each, draft.labels) for each in several) if one is not None]
        # What was chosen may not be offered any more.
        value = (options if first == "initial_options" else options[0]) if options else None
    return {**block, "element": {**bare, first: value}} if value else block


def _with_what_stands(block: dict[str, Any], stands: str | None, typed: str | None, reader: Reader) -> dict[str, Any]:
    """The input with what would stand in it beneath it: what was typed is not to hide what others have written."""
    if not stands or stands == typed:
        return block
    before = block["hint"]["text"] + "\n" if "hint" in block else ""
    said = _("Without your change: %(text)s", text=stands).for_(reader)
    return {**block, "hint": json.loads(plain_text(before + said, HINT))}


def _option(element: Mapping[str, Any], value: str, labels: Mapping[str, str]) -> Mapping[str, Any] | None:
    if element["type"].endswith("external_select"):
        label = labels.get(value)
        return offered([(value, label)])[0] if label else None
    return next((one for one in element["options"] if one["value"] == value), None)


def _first(element: Mapping[str, Any]) -> Any:
    """What the element held when it was drawn, in the shape of what it holds now."""
    first = element.get(INITIAL[element["type"]])
    if isinstance(first, list):
        return _nothing_is_none([one["value"] if isinstance(one, dict) else one for one in first])
    return _nothing_is_none(first["value"] if isinstance(first, dict) else first)


def _chosen(state: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    one = state.get("selected_option")
    return state.get("selected_options") or ([one] if one else [])


def _nothing_is_none(value: Any) -> Any:
    return None if value in ("", []) else value
