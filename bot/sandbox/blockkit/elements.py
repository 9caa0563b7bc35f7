"""What Slack accepts as a block element: buttons, menus, pickers, inputs, and where each may stand."""

from zoneinfo import available_timezones

from bot.sandbox.blockkit.shapes import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_CONFIG,
    IDENTIFIER,
    LINK,
    PLAIN_OR_MRKDWN,
    Check,
    Findings,
    Json,
    anything,
    array,
    boolean,
    calendar_day,
    integer,
    one_of,
    option,
    option_group,
    record,
    string,
    text,
    typed,
)

USER_ID = string(1, 255, r"[UW][A-Z0-9]+", "user id")
CHANNEL_ID = string(1, 255, r"[CG][A-Z0-9]+", "channel id")
CONVERSATION_ID = string(1, 255, r"[CDGUW][A-Z0-9]+", "conversation id")
CLOCK_TIME = string(5, 5, r"([01]\d|2[0-3]):[0-5]\d", "time (HH:mm)")
DECIMAL = string(1, 255, r"-?\d+(\.\d+)?", "number")


def _zone(findings: Findings, value: object, at: str) -> None:
    if value not in available_timezones():
        findings.note("must be a valid IANA time zone", at)


def _options_or_groups(findings: Findings, value: Json, at: str) -> None:
    if (value.get("options") is None) == (value.get("option_groups") is None):
        findings.note("must define either options or option_groups", at)


def _initial_is_offered(findings: Findings, value: Json, at: str) -> None:
    offered = list(options_of(value))
    initial = value.get("initial_options")
    chosen = initial if isinstance(initial, list) else []
    places = [(f"{at}/initial_options/{place}", item) for place, item in enumerate(chosen)]
    if value.get("initial_option") is not None:
        places.append((f"{at}/initial_option", value["initial_option"]))
    for place, item in places:
        if not any(_same_option(item, one) for one in offered):
            findings.note("must exactly match one of the options", place)


def _same_option(one: object, other: object) -> bool:
    """Slack compares value and text; the flags it fills in by itself do not count."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False

    def essence(item: Json) -> tuple[object, object]:
        words = item.get("text")
        return item.get("value"), words.get("text") if isinstance(words, dict) else words

    return essence(one) == essence(other)


def options_of(element: Json) -> list[Json]:
    """All options of a menu, those within groups included."""
    found: list[object] = []
    options, groups = element.get("options"), element.get("option_groups")
    if isinstance(options, list):
        found += options
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, dict) and isinstance(group.get("options"), list):
            found += group["options"]
    return [one for one in found if isinstance(one, dict)]


def _not_more_initial_than_allowed(findings: Findings, value: Json, at: str) -> None:
    most = value.get("max_selected_items")
    for name in ("initial_options", "initial_users", "initial_channels", "initial_conversations"):
        initial = value.get(name)
        if isinstance(most, int) and isinstance(initial, list) and len(initial) > most:
            findings.note(f"no more than {most} items allowed", f"{at}/{name}")


def _lengths_agree(findings: Findings, value: Json, at: str) -> None:
    least, most, initial = value.get("min_length"), value.get("max_length"), value.get("initial_value")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        findings.note("must be less than or equal to max_length", f"{at}/min_length")
    if isinstance(initial, str) and isinstance(most, int) and len(initial) > most:
        findings.note(f"must be less than {most + 1} characters", f"{at}/initial_value")


def _one_image(findings: Findings, value: Json, at: str) -> None:
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        findings.note("must define either image_url or slack_file", at)


IMAGE_FIELDS: dict[str, Check] = {
    "type": anything,
    "image_url": LINK,
    "slack_file": record({"id": IDENTIFIER, "url": LINK}),
    "alt_text": string(1, 2000),
}
IMAGE_ELEMENT = record(IMAGE_FIELDS, ("alt_text",), (_one_image,))
ONE_IMAGE = _one_image

_BASE: dict[str, Check] = {"type": anything, "action_id": IDENTIFIER, "focus_on_load": boolean}
_MENU: dict[str, Check] = {**_BASE, "placeholder": text(150), "confirm": CONFIRM}
_MULTI: dict[str, Check] = {**_MENU, "max_selected_items": integer(1)}
_CHOICES: dict[str, Check] = {"options": array(option(), 1, 100), "option_groups": array(option_group(), 1, 100)}
_RICH_CHOICES: dict[str, Check] = {**_BASE, "options": array(option(*PLAIN_OR_MRKDWN), 1, 10), "confirm": CONFIRM}
_TYPED_IN: dict[str, Check] = {**_BASE, "placeholder": text(150), "dispatch_action_config": DISPATCH_CONFIG}
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": CONVERSATION_FILTER}
_RESPONSE_URL: dict[str, Check] = {"response_url_enabled": boolean}
_MANY = (_not_more_initial_than_allowed,)

ELEMENTS: dict[str, Check] = {
    "button": record(
        {
            "type": anything,
            "action_id": IDENTIFIER,
            "text": text(75),
            "url": LINK,
            "value": string(1, 2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(1, 75),
        },
        ("text",),
    ),
    "overflow": record(
        {"type": anything, "action_id": IDENTIFIER, "options": array(option(url=True), 1, 5), "confirm": CONFIRM},
        ("options",),
    ),
    "static_select": record(
        {**_MENU, **_CHOICES, "initial_option": option()}, (), (_options_or_groups, _initial_is_offered)
    ),
    "multi_static_select": record(
        {**_MULTI, **_CHOICES, "initial_options": array(option(), 1, 100)},
        (),
        (_options_or_groups, _initial_is_offered, *_MANY),
    ),
    "external_select": record({**_MENU, "initial_option": option(), "min_query_length": integer(0)}),
    "multi_external_select": record(
        {**_MULTI, "initial_options": array(option(), 1, 100), "min_query_length": integer(0)}, (), _MANY
    ),
    "users_select": record({**_MENU, "initial_user": USER_ID}),
    "multi_users_select": record({**_MULTI, "initial_users": array(USER_ID, 0)}, (), _MANY),
    "conversations_select": record(
        {**_MENU, **_CONVERSATIONS, **_RESPONSE_URL, "initial_conversation": CONVERSATION_ID}
    ),
    "multi_conversations_select": record(
        {**_MULTI, **_CONVERSATIONS, "initial_conversations": array(CONVERSATION_ID, 0)}, (), _MANY
    ),
    "channels_select": record({**_MENU, **_RESPONSE_URL, "initial_channel": CHANNEL_ID}),
    "multi_channels_select": record({**_MULTI, "initial_channels": array(CHANNEL_ID, 0)}, (), _MANY),
    "datepicker": record({**_MENU, "initial_date": calendar_day}),
    "timepicker": record({**_MENU, "initial_time": CLOCK_TIME, "timezone": _zone}),
    "datetimepicker": record({**_BASE, "initial_date_time": integer(10**9, 10**10 - 1), "confirm": CONFIRM}),
    "checkboxes": record(
        {**_RICH_CHOICES, "initial_options": array(option(*PLAIN_OR_MRKDWN), 1, 10)},
        ("options",),
        (_initial_is_offered,),
    ),
    "radio_buttons": record(
        {**_RICH_CHOICES, "initial_option": option(*PLAIN_OR_MRKDWN)}, ("options",), (_initial_is_offered,)
    ),
    "plain_text_input": record(
        {
            **_TYPED_IN,
            "initial_value": string(0, 3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        (),
        (_lengths_agree,),
    ),
    "email_text_input": record({**_TYPED_IN, "initial_value": string(0, 3000)}),
    "url_text_input": record({**_TYPED_IN, "initial_value": string(0, 3000)}),
    "number_input": record(
        {
            **_TYPED_IN,
            "is_decimal_allowed": boolean,
            "initial_value": DECIMAL,
            "min_value": DECIMAL,
            "max_value": DECIMAL,
        },
        ("is_decimal_allowed",),
    ),
    "file_input": record({**_BASE, "filetypes": array(string(1, 20), 1), "max_files": integer(1, 10)}),
    "rich_text_input": record({**_TYPED_IN, "initial_value": anything}),
    "image": IMAGE_ELEMENT,
}

_ONE_CHOICE = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
_MANY_CHOICES = {f"multi_{kind}" for kind in _ONE_CHOICE}
_BOXES = {"checkboxes", "radio_buttons"}
_FIELDS = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input", "rich_text_input"}


def _among(kinds: set[str]) -> Check:
    return typed({kind: ELEMENTS[kind] for kind in sorted(kinds)})


ACCESSORY = _among({"button", "overflow", "image", "datepicker", "timepicker"} | _ONE_CHOICE | _MANY_CHOICES | _BOXES)
ACTION = _among({"button", "overflow", "datepicker", "timepicker", "datetimepicker"} | _ONE_CHOICE | _BOXES)
INPUT = _among({"datepicker", "timepicker", "datetimepicker"} | _ONE_CHOICE | _MANY_CHOICES | _BOXES | _FIELDS)
INTERACTIVE = frozenset(ELEMENTS) - {"image"}
