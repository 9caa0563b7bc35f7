"""Every limit of Block Kit: what just fits passes, one more is refused at the right spot."""

from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from bot.sandbox.blockkit.checks import check_message, check_view

Payload = dict[str, Any]


def plain(length: int) -> Payload:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> Payload:
    return {"type": "mrkdwn", "text": "x" * length}


def option(text: int = 1, value: int = 1) -> Payload:
    return {"text": plain(text), "value": "v" * value}


def options(count: int) -> list[Payload]:
    return [{"text": plain(1), "value": str(number)} for number in range(count)]


def actions(*elements: Payload) -> Payload:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Payload:
    return {"type": "button", "text": plain(1), **more}


def section(**more: Any) -> Payload:
    return {"type": "section", "text": mrkdwn(1), **more}


def confirm(**more: Any) -> Payload:
    return {"title": plain(1), "text": plain(1), "confirm": plain(1), "deny": plain(1), **more}


def field(element: Payload, **more: Any) -> Payload:
    return {"type": "input", "label": plain(1), "element": element, **more}


def modal(*blocks: Payload, **more: Any) -> Payload:
    return {"type": "modal", "title": plain(1), "submit": plain(1), "blocks": list(blocks), **more}


def table(rows: int, columns: int, text: int = 1) -> Payload:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x" * text}] * columns] * rows}


TEXT = {"type": "plain_text_input"}
IMAGE = {"type": "image", "image_url": "https://x.example/y.png", "alt_text": "x"}

# (name, what is made of a size, the largest size, where the refusal of one more points)
SIZES: list[tuple[str, Any, int, str]] = [
    ("section text", lambda n: section(text=mrkdwn(n)), 3000, "/text/text"),
    ("section fields", lambda n: {"type": "section", "fields": [mrkdwn(1)] * n}, 10, "/fields"),
    ("section field", lambda n: {"type": "section", "fields": [mrkdwn(n)]}, 2000, "/fields/0/text"),
    ("header", lambda n: {"type": "header", "text": plain(n)}, 150, "/text/text"),
    ("context", lambda n: {"type": "context", "elements": [mrkdwn(1)] * n}, 10, "/elements"),
    ("actions", lambda n: actions(*[button(action_id=str(i)) for i in range(n)]), 25, "/elements"),
    ("block_id", lambda n: section(block_id="b" * n), 255, "/block_id"),
    ("action_id", lambda n: actions(button(action_id="a" * n)), 255, "/elements/0/action_id"),
    ("button text", lambda n: actions(button(text=plain(n))), 75, "/elements/0/text/text"),
    ("button value", lambda n: actions(button(value="v" * n)), 2000, "/elements/0/value"),
    ("button url", lambda n: actions(button(url="https://x.example/".ljust(n, "y"))), 3000, "/elements/0/url"),
    (
        "select options",
        lambda n: actions({"type": "static_select", "options": options(n)}),
        100,
        "/elements/0/options",
    ),
    (
        "select groups",
        lambda n: actions({"type": "static_select", "option_groups": [{"label": plain(1), "options": options(1)}] * n}),
        100,
        "/elements/0/option_groups",
    ),
    ("overflow", lambda n: actions({"type": "overflow", "options": options(n)}), 5, "/elements/0/options"),
    ("checkboxes", lambda n: actions({"type": "checkboxes", "options": options(n)}), 10, "/elements/0/options"),
    ("radio", lambda n: actions({"type": "radio_buttons", "options": options(n)}), 10, "/elements/0/options"),
    (
        "option text",
        lambda n: actions({"type": "static_select", "options": [option(text=n)]}),
        75,
        "/elements/0/options/0/text/text",
    ),
    (
        "option value",
        lambda n: actions({"type": "static_select", "options": [option(value=n)]}),
        150,
        "/elements/0/options/0/value",
    ),
    (
        "option description",
        lambda n: actions({"type": "radio_buttons", "options": [option() | {"description": plain(n)}]}),
        75,
        "/elements/0/options/0/description/text",
    ),
    (
        "placeholder",
        lambda n: actions({"type": "users_select", "placeholder": plain(n)}),
        150,
        "/elements/0/placeholder/text",
    ),
    (
        "confirm title",
        lambda n: actions(button(confirm=confirm(title=plain(n)))),
        100,
        "/elements/0/confirm/title/text",
    ),
    ("confirm text", lambda n: actions(button(confirm=confirm(text=plain(n)))), 300, "/elements/0/confirm/text/text"),
    (
        "confirm button",
        lambda n: actions(button(confirm=confirm(confirm=plain(n)))),
        30,
        "/elements/0/confirm/confirm/text",
    ),
    ("deny button", lambda n: actions(button(confirm=confirm(deny=plain(n)))), 30, "/elements/0/confirm/deny/text"),
    ("input label", lambda n: field(TEXT, label=plain(n)), 2000, "/label/text"),
    ("input hint", lambda n: field(TEXT, hint=plain(n)), 2000, "/hint/text"),
    ("text max_length", lambda n: field(TEXT | {"max_length": n}), 3000, "/element/max_length"),
    ("text initial value", lambda n: field(TEXT | {"initial_value": "x" * n}), 3000, "/element/initial_value"),
    ("markdown", lambda n: {"type": "markdown", "text": "x" * n}, 12000, "/text"),
    ("table rows", lambda n: table(n, 1), 100, "/rows"),
    ("table columns", lambda n: table(1, n), 20, "/rows/0"),
    ("table characters", lambda n: table(1, 1, n), 10000, "/rows"),
    ("image url", lambda n: IMAGE | {"image_url": "https://x.example/".ljust(n, "y")}, 3000, "/image_url"),
    ("image alt_text", lambda n: IMAGE | {"alt_text": "x" * n}, 2000, "/alt_text"),
    ("image title", lambda n: IMAGE | {"title": plain(n)}, 2000, "/title/text"),
]


@pytest.mark.parametrize(("made", "most", "at"), [size[1:] for size in SIZES], ids=[size[0] for size in SIZES])
def test_the_largest_passes_and_one_more_is_refused(made: Any, most: int, at: str) -> None:
    assert check_message({"blocks": [made(most)]}) == []
    problems = check_message({"blocks": [made(most + 1)]})
    assert len(problems) == 1, problems
    assert problems[0].endswith(f"[json-pointer:/blocks/0{at}]")


def test_the_words_are_slacks() -> None:
    assert check_message({"blocks": [{"type": "header", "text": plain(151)}]}) == [
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert check_message({"blocks": [section(text=mrkdwn(0))]}) == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_blocks_of_a_message_and_of_a_view() -> None:
    dividers = [{"type": "divider"}] * 101
    assert check_message({"blocks": dividers[:50]}) == []
    assert check_message({"blocks": dividers[:51]}) == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert check_view(modal(*dividers[:100])) == []
    assert check_view(modal(*dividers)) == ["[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]"]
    home = {"type": "home", "blocks": dividers}
    assert check_view(home) == ["[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]"]


REFUSED: list[tuple[str, Payload, str]] = [
    ("unknown block", {"type": "shout"}, "unsupported type: shout"),
    ("no type", {"text": plain(1)}, "missing required field: type"),
    ("unknown property", section(colour="red"), "invalid additional property: colour"),
    ("emoji flag on mrkdwn", section(text=mrkdwn(1) | {"emoji": True}), "invalid additional property: emoji"),
    ("mrkdwn in a header", {"type": "header", "text": mrkdwn(1)}, "unsupported type: mrkdwn"),
    ("mrkdwn on a button", actions(button(text=mrkdwn(1))), "unsupported type: mrkdwn"),
    ("section without text", {"type": "section"}, "missing required field: text"),
    ("empty actions", actions(), "no fewer than 1 items allowed"),
    ("empty context", {"type": "context", "elements": []}, "no fewer than 1 items allowed"),
    ("style", actions(button(style="loud")), "must be a valid enum value"),
    ("link without scheme", actions(button(url="x.example")), "must be a valid url"),
    ("no such day", actions({"type": "datepicker", "initial_date": "2026-02-30"}), "must be a valid date"),
    ("no such time", actions({"type": "timepicker", "initial_time": "24:00"}), "must be a valid time (HH:mm)"),
    ("no such zone", actions({"type": "timepicker", "timezone": "Mars/Base"}), "must be a valid IANA time zone"),
    ("menu without options", actions({"type": "static_select"}), "must define either options or option_groups"),
    ("several in a row of actions", actions({"type": "multi_users_select"}), "unsupported type: multi_users_select"),
    ("text input in actions", actions(TEXT), "unsupported type: plain_text_input"),
    ("button in an input", field(button()), "unsupported type: button"),
    ("number without is_decimal_allowed", field({"type": "number_input"}), "missing required field"),
    ("image without words", {"type": "image", "image_url": "https://x.example/"}, "missing required field: alt_text"),
    ("image from nowhere", {"type": "image", "alt_text": "x"}, "must define either image_url or slack_file"),
    ("min over max", field(TEXT | {"min_length": 5, "max_length": 4}), "must be less than or equal to max_length"),
    ("empty cell", table(1, 1, 0), "must be more than 0 characters"),
    ("a person's name for an id", actions({"type": "users_select", "initial_user": "lin"}), "must be a valid user id"),
]


@pytest.mark.parametrize(("block", "words"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_slack_refuses(block: Payload, words: str) -> None:
    problems = check_message({"blocks": [block]})
    assert len(problems) == 1, problems
    assert words in problems[0]


def test_an_initial_option_must_be_offered() -> None:
    select = {"type": "static_select", "options": options(2), "initial_option": options(3)[2]}
    assert check_message({"blocks": [actions(select)]}) == [
        "[ERROR] must exactly match one of the options [json-pointer:/blocks/0/elements/0/initial_option]"
    ]
    boxes = {"type": "checkboxes", "options": options(2), "initial_options": options(2)}
    assert check_message({"blocks": [actions(boxes)]}) == []


def test_ids_are_unique() -> None:
    twice = [section(block_id="b"), section(block_id="b")]
    assert check_message({"blocks": twice}) == [
        '[ERROR] `block_id` "b" already exists for another block [json-pointer:/blocks/1/block_id]'
    ]
    row = actions(button(action_id="a"), button(action_id="a"))
    assert check_message({"blocks": [row]}) == [
        '[ERROR] `action_id` "a" already exists for another element [json-pointer:/blocks/0/elements/1/action_id]'
    ]
    rows = [actions(button(action_id="a")), actions(button(action_id="a"))]
    assert check_message({"blocks": rows}) == []
    assert len(check_view(modal(*twice))) == 1


def test_sums_over_a_message() -> None:
    half = {"type": "markdown", "text": "x" * 6001}
    assert check_message({"blocks": [half]}) == []
    assert "in all markdown blocks" in check_message({"blocks": [half, half]})[0]
    assert check_message({"blocks": [table(1, 1), table(1, 1)]}) == [
        "[ERROR] only_one_table_allowed [json-pointer:/blocks/1]"
    ]


def test_what_stands_only_in_messages() -> None:
    for block in (table(1, 1), {"type": "markdown", "text": "x"}):
        assert "unsupported type" in check_view(modal(block))[0]


def test_attachments_are_checked_too() -> None:
    problems = check_message({"attachments": [{"color": "#f00", "blocks": [{"type": "header", "text": plain(151)}]}]})
    assert problems == ["[ERROR] must be less than 151 characters [json-pointer:/attachments/0/blocks/0/text/text]"]


VIEW_SIZES: list[tuple[str, Any, int]] = [
    ("title", lambda n: modal(title=plain(n)), 24),
    ("submit", lambda n: modal(submit=plain(n)), 24),
    ("close", lambda n: modal(close=plain(n)), 24),
    ("private_metadata", lambda n: modal(private_metadata="x" * n), 3000),
    ("callback_id", lambda n: modal(callback_id="x" * n), 255),
    ("external_id", lambda n: modal(external_id="x" * n), 255),
]


@pytest.mark.parametrize(("made", "most"), [size[1:] for size in VIEW_SIZES], ids=[size[0] for size in VIEW_SIZES])
def test_limits_of_a_view(made: Any, most: int) -> None:
    assert check_view(made(most)) == []
    assert f"must be less than {most + 1} characters" in check_view(made(most + 1))[0]


def test_a_view_with_inputs_needs_a_submit_button() -> None:
    assert check_view(modal(field(TEXT))) == []
    assert check_view(modal(field(TEXT), submit=None)) == [
        "[ERROR] `submit` is required when an input block is present [json-pointer:/view/submit]"
    ]


def test_other_refusals_of_views() -> None:
    focused = field(TEXT | {"focus_on_load": True})
    assert len(check_view(modal(focused, focused))) == 1
    assert check_view({"type": "modal", "blocks": []}) == ["[ERROR] missing required field: title [json-pointer:/view]"]
    assert check_view({"blocks": []}) == ["[ERROR] missing required field: type [json-pointer:/view/type]"]
    assert check_view("view") == ["[ERROR] must be an object [json-pointer:/view]"]
    huge = modal(*[section(text=mrkdwn(2990)) for _ in range(90)])
    assert check_view(huge) == ["[ERROR] must be less than 250000 bytes [json-pointer:/view]"]
    assert "invalid additional property: submit" in check_view({"type": "home", "blocks": [], "submit": plain(1)})[0]


@pytest.mark.parametrize("made", [size[1] for size in SIZES], ids=[size[0] for size in SIZES])
def test_what_passes_is_known_to_the_sdk_too(made: Any) -> None:
    block = made(1)
    parsed = Block.parse(block)
    assert parsed is not None
    assert parsed.to_dict().keys() >= block.keys()
