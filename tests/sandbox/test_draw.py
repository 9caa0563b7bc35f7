"""Block Kit as people see and use it: every block, every element, values, errors, and nothing that runs."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.draw import KIND_OF, Drawing, Offer, Place
from bot.sandbox.world.viewstate import initial_values
from tests.sandbox import gallery
from tests.sandbox.gallery import field, mrkdwn, option, plain

MESSAGE = Place(channel="C1", ts="1.5")
VIEW = Place(view="V1")


class Tags(HTMLParser):
    """Collects tags with their attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def named(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of the tags that have these ones (`_` for `-`)."""
        pairs = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [attrs for each, attrs in self.tags if each == tag and pairs.items() <= attrs.items()]


def drawn(blocks: list[dict[str, Any]], place: Place = MESSAGE, locale: str = "en-US") -> Tags:
    return Tags(gallery.drawing(locale).blocks(blocks, place))


def test_the_gallery_holds_every_element_that_keeps_a_value() -> None:
    assert {block["element"]["type"] for block in gallery.inputs()} == set(KIND_OF)


@pytest.mark.parametrize("block", gallery.CARD + gallery.TEXTS + gallery.ACTIONS, ids=lambda block: block["type"])
def test_every_block_shows_its_words(block: dict[str, Any]) -> None:
    shown = drawn([block])
    if block["type"] == "divider":
        assert shown.named("hr")
    else:
        assert "".join(shown.words).strip() or shown.named("input")


@pytest.mark.parametrize("block", gallery.inputs(), ids=lambda block: block["element"]["type"])
def test_every_input_can_be_found_by_its_label(block: dict[str, Any]) -> None:
    shown = drawn([block], VIEW)
    if block["element"]["type"] in ("radio_buttons", "checkboxes"):
        assert shown.named("fieldset")
        assert shown.named("legend")
    else:
        (label,) = shown.named("label")
        fields = shown.named("input", id=str(label["for"])) + shown.named("textarea", id=str(label["for"]))
        assert len(fields) == 1, "the label must lead to one field"
    assert block["label"]["text"] in "".join(shown.words)


def test_a_block_that_is_not_known_says_so() -> None:
    assert "cannot be shown here: video" in "".join(drawn([{"type": "video"}]).words)
    assert "无法在此显示" in "".join(drawn([{"type": "video"}], locale="zh-CN").words)


def test_a_button_carries_what_a_press_needs() -> None:
    shown = drawn(gallery.CARD)
    (done,) = shown.named("button", data_action="done")
    assert (done["data-block"], done["data-value"], done["class"]) == ("card", "T-3", "button primary")
    (drop,) = shown.named("button", data_action="drop")
    assert '"title": "Delete T-3?"' in str(drop["data-confirm"])
    assert [item["data-value"] for item in shown.named("button", role="menuitem")] == ["snooze", "history"]


def test_initial_values_are_chosen_and_typed_ones_win() -> None:
    status = {"type": "static_select", "options": gallery.STATUSES, "initial_option": gallery.STATUSES[1]}
    lines = {
        "type": "checkboxes",
        "options": [option("A", "a"), option("B", "b")],
        "initial_options": [option("A", "a")],
    }
    blocks = [
        field("Status", status),
        field("Lines", lines),
        field("Name", {"type": "plain_text_input", "initial_value": "x"}),
    ]
    fresh = drawn(blocks, VIEW)
    assert fresh.named("input", role="combobox")[0]["data-chosen"] == "doing"
    assert [box["value"] for box in fresh.named("input", type="checkbox") if "checked" in box] == ["a"]
    assert fresh.named("input", type="text")[0]["value"] == "x"
    values: dict[str, Any] = initial_values(blocks)
    values["static_select"]["static_select"]["selected_option"] = gallery.STATUSES[2]
    values["checkboxes"]["checkboxes"]["selected_options"] = []
    values["plain_text_input"]["plain_text_input"]["value"] = None
    typed = drawn(blocks, Place(view="V1", values=values))
    assert typed.named("input", role="combobox")[0]["data-chosen"] == "done"
    assert [box for box in typed.named("input", type="checkbox") if "checked" in box] == []
    assert typed.named("input", type="text")[0]["value"] == ""


def test_several_choices_are_tokens_that_can_be_removed() -> None:
    team = next(block for block in gallery.inputs() if block["block_id"] == "multi_users_select")
    shown = drawn([team], VIEW)
    assert [token["data-value"] for token in shown.named("span", **{"class": "token"})] == ["U0LIN00001", "U0MARIA001"]
    assert [button["aria-label"] for button in shown.named("button")] == ["Remove 林涛", "Remove Maria Weber"]
    assert len(shown.named("li", aria_selected="true")) == 2


def test_option_groups_have_their_captions() -> None:
    block = next(block for block in gallery.inputs() if block["block_id"] == "multi_static_select")
    words = [word.strip() for word in drawn([block], VIEW).words if word.strip()]
    assert words.index("Upstream") < words.index("Design") < words.index("Downstream") < words.index("Sales")


def test_a_field_error_is_tied_to_its_field() -> None:
    place = Place(view="V1", errors={"plain_text_input": "Give it a <name>."})
    shown = drawn(gallery.inputs()[:1], place)
    (error,) = shown.named("p", role="alert")
    assert error["id"] in str(shown.named("input")[0]["aria-describedby"]).split()
    assert "Give it a <name>." in shown.words


def test_a_moment_is_on_the_readers_wall_clock() -> None:
    picker = field("Moment", {"type": "datetimepicker", "initial_date_time": 1795770000})
    for zone, local in (("Asia/Shanghai", "2026-11-27T17:00"), ("America/New_York", "2026-11-27T04:00")):
        shown = Tags(gallery.drawing("en-US", zone).blocks([picker], VIEW))
        assert shown.named("input", type="datetime-local")[0]["value"] == local


def test_only_pictures_of_the_sandbox_are_loaded() -> None:
    drawing = Drawing(gallery.reader(), Offer(), "http://127.0.0.1:3000", lambda file_id: f"/files/{file_id}/gantt.png")
    block = {"type": "image", "alt_text": "Gantt"}
    for source in (
        {"image_url": "http://127.0.0.1:3000/files/F0ABCDEF12/gantt.png"},
        {"slack_file": {"id": "F0ABCDEF12"}},
        {"slack_file": {"url": "https://aurora.slack.example/files-pri/T0-F0ABCDEF12/gantt.png"}},
    ):
        (image,) = Tags(drawing.blocks([block | source], MESSAGE)).named("img")
        assert (image["src"], image["alt"]) == ("/files/F0ABCDEF12/gantt.png", "Gantt")
    elsewhere = Tags(drawing.blocks([block | {"image_url": "https://elsewhere.example/x.png"}], MESSAGE))
    assert not elsewhere.named("img")
    assert elsewhere.named("span", role="img", aria_label="Gantt")


def test_a_table_has_a_head_and_its_columns_look_as_asked() -> None:
    shown = drawn([block for block in gallery.TEXTS if block["type"] == "table"])
    assert len(shown.named("th", scope="col")) == 4
    assert [cell["class"] for cell in shown.named("td")[:4]] == [
        "align-left",
        "align-left wraps",
        "align-right",
        "align-center",
    ]


TAG = "\"><img src=x onerror=alert(1)><script>'</textarea>"
PLACES = [
    {"type": "section", "block_id": TAG, "text": mrkdwn(TAG), "fields": [plain(TAG)]},
    {"type": "header", "text": plain(TAG)},
    {"type": "image", "image_url": TAG, "alt_text": TAG, "title": plain(TAG)},
    {"type": TAG},
    {
        "type": "actions",
        "block_id": TAG,
        "elements": [
            {
                "type": "button",
                "action_id": TAG,
                "text": plain(TAG),
                "value": TAG,
                "url": f"javascript:{TAG}",
                "style": TAG,
            },
            {"type": "overflow", "action_id": TAG, "options": [option(TAG, TAG, TAG)]},
            {"type": "static_select", "action_id": TAG, "placeholder": plain(TAG), "options": [option(TAG, TAG)]},
            {"type": "checkboxes", "action_id": TAG, "options": [option(TAG, TAG)]},
            {"type": "datepicker", "action_id": TAG, "initial_date": TAG},
        ],
    },
    field(TAG, {"type": "plain_text_input", "multiline": True, "initial_value": TAG, "placeholder": plain(TAG)}),
    {"type": "table", "rows": [[{"type": "raw_text", "text": TAG}]], "column_settings": [{"align": TAG}]},
]


@pytest.mark.parametrize("block", PLACES, ids=lambda block: block["type"][:12])
def test_hostile_words_in_any_place_stay_words(block: dict[str, Any]) -> None:
    shown = drawn([block], Place(view=TAG, errors={TAG: TAG}))
    assert not shown.named("script")
    for tag, attributes in shown.tags:
        assert not any(name.startswith("on") for name in attributes), tag
        assert not str(attributes.get("href") or attributes.get("src") or "").startswith("javascript"), tag
        assert tag != "img"


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_words_can_be_drawn(words: str, name: str) -> None:
    block = {"type": "section", "block_id": name, "text": mrkdwn(words), "accessory": gallery.CARD[-1]["elements"][2]}
    assert drawn([block]).named("div")[0]["class"] == "b-section with-accessory"
