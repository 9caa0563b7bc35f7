"""What stands in the inputs: initial values, typed values, and `state.values` as an app receives it.

`Values` is block_id → action_id → the value in Slack's own shape, for example
`{"due": {"due": {"type": "datepicker", "selected_date": "2026-12-01"}}}`. Buttons and overflow menus have no state.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.sandbox.blockkit.checks import elements_of, every
from bot.sandbox.blockkit.elements import options_of

Payload = dict[str, Any]
Values = dict[str, dict[str, Payload]]

# element type → (field of its value, field that gives its initial value, the value when nothing is chosen)
FIELDS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "file_input": ("files", "", []),
}

OPTION_FIELDS = ("selected_option", "selected_options")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://[^\s/]+\S*")


class UnfitValue(ValueError):
    """A value that Slack's own interface would not let a person choose or type into the element."""


@dataclass(frozen=True)
class Place:
    """An interactive element and the block it stands in."""

    block: Payload
    element: Payload

    @property
    def block_id(self) -> str:
        """Of the block."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """Of the element."""
        return str(self.element["action_id"])


def places(blocks: list[Payload]) -> Iterator[Place]:
    """Every interactive element, top to bottom."""
    for block, _where in every(blocks):
        for _pointer, element in elements_of(block):
            yield Place(block, element)


def find(blocks: list[Payload], action_id: str | None, block_id: str | None = None) -> Place | None:
    """The element of this action_id (within the block, if one is named); by block_id alone if action_id is None."""
    for place in places(blocks):
        if (action_id is None or place.action_id == action_id) and (block_id is None or place.block_id == block_id):
            return place
    return None


def initial(element: Payload, conversation: str | None = None) -> Payload | None:
    """The element's value before anybody touches it; None for buttons and overflow menus."""
    if element["type"] not in FIELDS:
        return None
    _field, source, empty = FIELDS[element["type"]]
    chosen = element.get(source) if source else None
    if chosen is None and conversation and element.get("default_to_current_conversation"):
        chosen = [conversation] if isinstance(empty, list) else conversation
    value = copy.deepcopy(chosen if chosen is not None else empty)
    if element["type"] == "number_input" and value is not None:
        value = str(value)
    return with_value(element, value)


def with_value(element: Payload, value: Any) -> Payload:
    """The value in the shape it has in `state.values`."""
    shape: Payload = {"type": element["type"], FIELDS[element["type"]][0]: value}
    if element["type"] == "timepicker" and element.get("timezone"):
        shape["timezone"] = element["timezone"]
    return shape


def initial_values(blocks: list[Payload], kept: Values | None = None, conversation: str | None = None) -> Values:
    """`state.values` of fresh blocks; what was typed into an element of the same ids and type is kept, as in Slack."""
    values: Values = {}
    for place in places(blocks):
        value = initial(place.element, conversation)
        if value is None:
            continue
        typed = (kept or {}).get(place.block_id, {}).get(place.action_id)
        same = typed is not None and typed["type"] == place.element["type"]
        values.setdefault(place.block_id, {})[place.action_id] = copy.deepcopy(typed) if same and typed else value
    return values


def chosen(element: Payload, value: Any) -> Any:
    """Turn what a person picked into the element's value.

    Options are given by their value (or text, or as the option object), people and conversations by id, files as
    Slack describes them, moments as epoch seconds, everything else as the text typed. Raises UnfitValue for what the
    element does not offer.
    """
    kind = element["type"]
    if kind not in FIELDS and kind != "overflow":
        raise UnfitValue(f"{kind} holds no value")
    field, _source, empty = FIELDS.get(kind, ("selected_option", "", None))
    if value is None or value == "":
        return copy.deepcopy(empty)
    if isinstance(empty, list):
        several = list(value) if isinstance(value, list | tuple | set) else [value]
        most = element.get("max_selected_items") or element.get("max_files")
        if most and len(several) > most:
            raise UnfitValue("too many items chosen")
        if field in OPTION_FIELDS:
            return [_option(element, one) for one in several]
        return several if field == "files" else [str(one) for one in several]
    if field in OPTION_FIELDS:
        return _option(element, value)
    if kind == "datepicker":
        return _day(value)
    if kind == "timepicker" and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)):
        raise UnfitValue(f"{value} is not a time (HH:mm)")
    if kind == "datetimepicker":
        return int(value)
    return value if kind == "rich_text_input" else str(value)


def _option(element: Payload, value: Any) -> Payload:
    if element["type"].endswith("external_select"):
        if isinstance(value, dict):
            return copy.deepcopy(value)
        raise UnfitValue(f"{value} was not among the options that the app offered")
    wanted = value.get("value") if isinstance(value, dict) else value
    offered: list[Payload] = options_of(element)
    for option in offered:
        if option["value"] == wanted:
            return copy.deepcopy(option)
    for option in offered:
        if option["text"]["text"] == wanted:
            return copy.deepcopy(option)
    words = ", ".join(option["value"] for option in offered)
    raise UnfitValue(f"{wanted} is not offered; the options are {words}")


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise UnfitValue(f"{value} is not a date (YYYY-MM-DD)") from None


def is_empty(shape: Payload) -> bool:
    """Whether nothing is chosen or typed."""
    value = shape.get(FIELDS[shape["type"]][0])
    return value in (None, "", []) or (isinstance(value, str) and not value.strip())


def refusals(blocks: list[Payload], values: Values) -> dict[str, str]:
    """What Slack itself says under the fields, before the app hears of the submission: block_id → words."""
    found = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        shape = values.get(block["block_id"], {}).get(element["action_id"])
        if shape is None or is_empty(shape):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
        elif words := _unfit(element, shape):
            found[block["block_id"]] = words
    return found


def _unfit(element: Payload, shape: Payload) -> str | None:
    kind, value = element["type"], shape.get("value")
    if not isinstance(value, str):
        return None
    if kind == "email_text_input" and not EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not URL.fullmatch(value):
        return "Please enter a valid URL."
    if kind == "number_input":
        return _unfit_number(element, value)
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    if len(value) > most:
        return f"Please enter no more than {most} characters."
    return None


def _unfit_number(element: Payload, value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Please enter a number."
    if not number.is_finite():
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    if element.get("min_value") is not None and number < Decimal(str(element["min_value"])):
        return f"Please enter a number no less than {element['min_value']}."
    if element.get("max_value") is not None and number > Decimal(str(element["max_value"])):
        return f"Please enter a number no greater than {element['max_value']}."
    return None


def submitted(blocks: list[Payload], values: Values) -> Values:
    """`state.values` as a submission carries it: an empty text is null, everything else as it stands."""
    sent = copy.deepcopy(values)
    for place in places(blocks):
        shape = sent.get(place.block_id, {}).get(place.action_id)
        if shape is not None and shape.get("value") == "":
            shape["value"] = None
    return sent
