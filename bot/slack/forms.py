"""Forms: the values of a submitted modal become a pydantic model, and what is wrong with them errors beside the inputs.

`block_id == action_id == field name`. A name with dots and numbers (`departments.0.head_id`) is a place in a nested
field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from bot.slack.came import LARGEST
from bot.words.language import Reader, Text
from bot.words.language import text as _
from bot.words.markup import warning
from bot.words.messages import VIEW_BLOCKS

# What is wrong with something that the view does not ask for: it was not there yet when the form was opened.
INCOMPLETE = _("Something that this form needs is missing in it. Close it and open it again.")
# The block of a view without inputs that tells why it was refused.
TOLD = "refused"
# What of a view that came is sent when it is drawn again.
SENT = ("type", "callback_id", "title", "submit", "close", "private_metadata", "external_id", "clear_on_close",
        "notify_on_close")  # fmt: skip

FormModel = TypeVar("FormModel", bound="Form")


class Form(BaseModel):
    """A modal's inputs. Text is stripped; what is left empty is absent."""

    # A form is built when it is first filled in: all of them together would be a part of every start.
    model_config = ConfigDict(str_strip_whitespace=True, frozen=True, defer_build=True)

    @field_validator("*")
    @classmethod
    def _can_be_kept(cls, said: Any) -> Any:
        """No menu of ours has offered a number that neither database can have."""
        if any(isinstance(one, int) and abs(one) > LARGEST for one in (said if isinstance(said, list) else [said])):
            raise PydanticCustomError("less_than_equal", "too large", {"le": LARGEST})
        return said


def parse(model: type[FormModel], view: Mapping[str, Any]) -> FormModel:
    """The form that was submitted.

    Raises pydantic's ValidationError, which becomes Slack's field errors as it is.
    """
    return model.model_validate(values(view))


def values(view: Mapping[str, Any]) -> dict[str, Any]:
    """What each input of a view holds, by its name; absent where nothing was given."""
    found: dict[str, Any] = {}
    for name, elements in typed(view).items():
        for element in elements.values():
            held = value(element)
            if held is not None and held != "":
                found[name] = held
    return found


def several(view: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What each element of a row of them holds, by its action; for a block that is no input."""
    elements: Mapping[str, Any] = typed(view).get(name, {})
    return {action: value(element) for action, element in elements.items()}


def files(view: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The files that were chosen in an input, as Slack describes them."""
    elements: Mapping[str, Any] = typed(view).get(name, {})
    return [one for element in elements.values() for one in element.get("files") or []]


def typed(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in the elements of a view, as Slack says it: by block, then by action."""
    return (view.get("state") or {}).get("values") or {}


def errors(error: ValidationError, view: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    """What is wrong with each input, in the reader's language; under "" what is wrong with none that the view has."""
    inputs, found = _inputs(view), {}
    for one in error.errors(include_url=False, include_input=False):
        field = _input_of(inputs, ".".join(str(part) for part in one["loc"]))
        found[field or ""] = (_explain(one["type"], one.get("ctx") or {}) if field else INCOMPLETE).for_(reader)
    return found


def refusal(view: Mapping[str, Any], why: Mapping[str, str]) -> dict[str, Any]:
    """The answer to a form that was sent: what is wrong, by field, within the form, which keeps what was typed.

    Slack takes errors of inputs that the view has, and of nothing else: what is wrong with anything else stands beside
    the first of them, and on top of a view that has none.
    """
    inputs, said = _inputs(view), dict[str, list[str]]()
    for field, words in why.items():
        said.setdefault(_input_of(inputs, field) or next(iter(inputs), ""), []).append(words)
    if inputs:
        return {"response_action": "errors", "errors": {field: "\n".join(lines) for field, lines in said.items()}}
    sent = {name: view[name] for name in SENT if view.get(name)}
    return {"response_action": "update", "view": with_on_top({**sent, "blocks": view["blocks"]}, "\n".join(said[""]))}


def _inputs(view: Mapping[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def _input_of(inputs: Sequence[str], field: str) -> str | None:
    """The input of a field, or of the field that this is a place in (`deputies.0`)."""
    while field and field not in inputs:
        field = field.rpartition(".")[0]
    return field or None


def with_on_top(view: Mapping[str, Any], words: str) -> dict[str, Any]:
    """The view below these words."""
    blocks = [warning(words, TOLD), *(block for block in view["blocks"] if block.get("block_id") != TOLD)][:VIEW_BLOCKS]
    return {**view, "blocks": blocks}


def value(element: Mapping[str, Any]) -> Any:
    """What an element holds."""
    match element["type"]:
        case "plain_text_input" | "number_input" | "email_text_input" | "url_text_input":
            return element.get("value")
        case "static_select" | "external_select" | "radio_buttons":
            return (element.get("selected_option") or {}).get("value")
        case "multi_static_select" | "multi_external_select" | "checkboxes":
            return [one["value"] for one in element.get("selected_options") or []]
        case "users_select":
            return element.get("selected_user")
        case "multi_users_select":
            return element.get("selected_users")
        case "conversations_select":
            return element.get("selected_conversation")
        case "channels_select":
            return element.get("selected_channel")
        case "datepicker":
            return element.get("selected_date")
        case "timepicker":
            return element.get("selected_time")
        case "datetimepicker":
            return element.get("selected_date_time")
        case "file_input":
            return [one["id"] for one in element.get("files") or []]
    return None


def _explain(kind: str, context: Mapping[str, Any]) -> Text:
    match kind:
        case "missing" | "string_too_short":
            return _("Please fill this in.")
        case "string_too_long":
            return _("Please shorten this to %(number)s characters.", number=context.get("max_length", ""))
        case "int_parsing" | "int_type" | "int_from_float":
            return _("Please give a whole number.")
        case "greater_than_equal":
            return _("Please give %(number)s or more.", number=context.get("ge", ""))
        case "less_than_equal":
            return _("Please give %(number)s or less.", number=context.get("le", ""))
        case "too_short":
            return _("Please choose at least %(number)s.", number=context.get("min_length", 1))
        case "too_long":
            return _("Please choose at most %(number)s.", number=context.get("max_length", ""))
        case _ if kind.startswith(("date", "time")):
            return _("Please choose a date or time.")
    return _("Please check this.")
