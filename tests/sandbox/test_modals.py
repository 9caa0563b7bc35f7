"""Modals and App Home, over the real framework."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.calling import error_of
from tests.sandbox.echo import Echo, field, modal, option, plain, too_slow
from tests.world import Outcome, View, World, seen

TEXT = {"type": "plain_text_input"}
FORM = modal(
    [
        field("name", TEXT | {"max_length": 20}),
        field("due", {"type": "datepicker", "initial_date": "2026-12-01"}),
        field("level", {"type": "static_select", "options": [option("high"), option("low")]}, optional=True),
    ]
)


async def opened(world: World, echo: Echo, view: dict[str, Any] = FORM) -> View:
    """The view, opened by a command."""

    async def open_it(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    echo.answer["command"] = open_it
    out = await world.lin.types("/echo")
    assert out.view is not None, out.error
    return out.view


def answers(echo: Echo, **answer: Any) -> None:
    """How the app acknowledges submissions."""

    async def acknowledge(ack: Any, **_: Any) -> None:
        await ack(**answer)

    echo.answer["view"] = acknowledge


async def test_a_modal_is_seen_with_its_initial_values(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    assert (view.title, view.submit, view.callback_id) == ("Form", "Send", "form")
    assert view.values == {"name": None, "due": "2026-12-01", "level": None}
    assert seen(view) == "╭ Form\nName: ‹›\nDue: ‹2026-12-01›\nLevel (optional): ‹›\n╰ [Send]"


async def test_a_submission_carries_initial_and_typed_values(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    out = await world.lin.submits(view, name="Poster", level="High")
    assert (out.ok, out.view) == (True, None)
    body = echo.last("view_submission")
    assert body["view"]["state"]["values"] == {
        "name": {"name": {"type": "plain_text_input", "value": "Poster"}},
        "due": {"due": {"type": "datepicker", "selected_date": "2026-12-01"}},
        "level": {"level": {"type": "static_select", "selected_option": option("high")}},
    }
    assert (body["view"]["id"], body["view"]["callback_id"]) == (view.id, "form")
    assert (body["team"]["id"], body["user"]["id"], body["api_app_id"]) == ("T0LIAISON1", "U0LIN00001", "A0LIAISON1")
    assert body["response_urls"] == []


async def test_slack_itself_asks_for_required_fields(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    out = await world.lin.submits(view, due="")
    assert out.errors == {
        "name": "Please complete this required field.",
        "due": "Please complete this required field.",
    }
    assert echo.count("view_submission") == 0
    assert out.view is not None
    assert out.view.id == view.id


@pytest.mark.parametrize(
    ("element", "value", "words"),
    [
        (TEXT | {"min_length": 5}, "abc", "Please enter at least 5 characters."),
        (TEXT | {"max_length": 5}, "abcdef", "Please enter no more than 5 characters."),
        ({"type": "email_text_input"}, "lin at home", "Please enter a valid email address."),
        ({"type": "url_text_input"}, "home", "Please enter a valid URL."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "Please enter a number."),
        (
            {"type": "number_input", "is_decimal_allowed": True, "max_value": "10"},
            "10.5",
            "Please enter a number no greater than 10.",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": True, "min_value": "0"},
            "-1",
            "Please enter a number no less than 0.",
        ),
    ],
)
async def test_slack_itself_checks_what_was_typed(
    element: dict[str, Any], value: str, words: str, world: World, echo: Echo
) -> None:
    view = await opened(world, echo, modal([field("it", element)]))
    out = await world.lin.submits(view, it=value)
    assert out.errors == {"it": words}
    assert echo.count("view_submission") == 0


FILLED: list[tuple[dict[str, Any], Any, str, Any]] = [
    (TEXT, "words", "value", "words"),
    ({"type": "email_text_input"}, "lin@aurora.example", "value", "lin@aurora.example"),
    ({"type": "url_text_input"}, "https://aurora.example/", "value", "https://aurora.example/"),
    ({"type": "number_input", "is_decimal_allowed": True}, 1.5, "value", "1.5"),
    ({"type": "users_select"}, "zhao", "selected_user", "U0ZHAO0001"),
    ({"type": "multi_users_select"}, ["zhao"], "selected_users", ["U0ZHAO0001"]),
    ({"type": "conversations_select"}, "#random", "selected_conversation", "C0RANDOM01"),
    ({"type": "channels_select"}, "#random", "selected_channel", "C0RANDOM01"),
    ({"type": "timepicker", "timezone": "Asia/Shanghai"}, "09:00", "selected_time", "09:00"),
    ({"type": "datetimepicker"}, 1796115600, "selected_date_time", 1796115600),
    ({"type": "radio_buttons", "options": [option("a")]}, "a", "selected_option", option("a")),
    ({"type": "checkboxes", "options": [option("a"), option("b")]}, ["b"], "selected_options", [option("b")]),
    ({"type": "multi_static_select", "options": [option("a")]}, ["a"], "selected_options", [option("a")]),
]


@pytest.mark.parametrize(("element", "value", "name", "expected"), FILLED)
async def test_every_kind_of_input(
    element: dict[str, Any], value: Any, name: str, expected: Any, world: World, echo: Echo
) -> None:
    view = await opened(world, echo, modal([field("it", element)]))
    out = await world.lin.submits(view, it=value)
    assert out.ok, out.text
    assert echo.last("view_submission")["view"]["state"]["values"]["it"]["it"][name] == expected


async def test_a_file_input_carries_file_ids(world: World, echo: Echo, sandbox: Sandbox) -> None:
    view = await opened(world, echo, modal([field("plan", {"type": "file_input", "filetypes": ["csv"]})]))
    file = await world.lin.attaches("plan.csv", "stage,task\n")
    assert (await world.lin.submits(view, plan=[file])).ok
    sent = echo.last("view_submission")["view"]["state"]["values"]["plan"]["plan"]["files"]
    assert [(one["id"], one["name"]) for one in sent] == [(file, "plan.csv")]
    client = AsyncWebClient(sandbox.app.bot_token, base_url=f"{sandbox.url}/api/", retry_handlers=[])
    assert (await client.files_info(file=file))["file"]["name"] == "plan.csv", "the app may read what it was sent"
    kept = await world.lin.attaches("other.csv", "stage,task\n")
    assert await error_of(client.files_info(file=kept)) == "file_not_found", "what was only chosen it may not"
    again = await opened(world, echo, modal([field("plan", {"type": "file_input", "filetypes": ["xlsx"]})]))
    out = await world.lin.submits(again, plan=[file])
    assert out.error == "plan.csv: only xlsx files can be uploaded here."


async def test_the_apps_errors_stand_under_the_fields_and_the_input_stays(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    answers(echo, response_action="errors", errors={"name": "This name is taken."})
    out = await world.lin.submits(view, name="Poster")
    assert out.errors == {"name": "This name is taken."}
    assert out.view is not None
    assert out.view.values["name"] == "Poster"
    assert "Name: ‹›\n  ✗ This name is taken." in seen(out.view)


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nome": "typo"}},
        {"response_action": "errors", "errors": {"name": "This name is taken.", "words": "beside a section"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors"},
        {"response_action": "errors", "errors": {"name": ""}},
        {"response_action": "errors", "errors": {"name": 7}},
        {"response_action": "errors", "errors": ["name"]},
        {"response_action": "update"},
        {"response_action": "update", "view": {"type": "home", "blocks": []}},
        {"response_action": "update", "view": FORM | {"id": "V1"}},
        {"response_action": "push"},
        {"response_action": "close"},
        {"response_action": 3},
    ],
    ids=str,
)
async def test_an_answer_that_slack_does_not_know_is_trouble_and_the_modal_stays(
    answer: dict[str, Any], world: World, echo: Echo
) -> None:
    words = {"type": "section", "block_id": "words", "text": plain("Words")}
    view = await opened(world, echo, FORM | {"blocks": [words, *FORM["blocks"]]})
    answers(echo, **answer)
    out = await world.lin.submits(view, name="Poster")
    assert (out.error, out.errors) == ("We had some trouble connecting. Try again?", {})
    assert out.view is not None
    assert out.view.values["name"] == "Poster"
    assert (await world.traffic("view_submission"))[-1]["note"], "who plays by hand reads why"


async def test_an_external_id_is_one_modals_alone(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    answers(echo, response_action="update", view=FORM | {"external_id": "one"})
    assert (await world.lin.submits(view, name="Poster")).ok
    assert (await world.lin.submits(view, name="Poster")).ok, "its own it may keep"
    other = await world.zhao.types("/echo")
    assert (await world.zhao.submits(other, name="Poster")).error == "We had some trouble connecting. Try again?"


async def test_an_update_shows_another_form_in_the_same_place(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    answers(echo, response_action="update", view=modal([field("name", TEXT)], title=plain("Step 2")))
    out = await world.lin.submits(view, name="Poster")
    assert out.view is not None
    assert (out.view.title, out.view.id, out.view.values) == ("Step 2", view.id, {"name": "Poster"})


async def test_three_modals_lie_on_each_other_and_no_fourth(world: World, echo: Echo, sandbox: Sandbox) -> None:
    view: View | None = await opened(world, echo)
    answers(echo, response_action="push", view=modal([field("name", TEXT)], title=plain("Deeper")))
    for _ in range(2):
        assert view is not None
        view = (await world.lin.submits(view, name="Poster")).view
    assert view is not None
    assert view.raw["previous_view_id"] != view.raw["root_view_id"]
    out = await world.lin.submits(view, name="Poster")
    assert out.error == "We had some trouble connecting. Try again?"
    assert len(sandbox.slack.stacks["U0LIN00001"]) == 3
    answers(echo, response_action="clear")
    assert (await world.lin.submits(view, name="Poster")).view is None


async def test_an_empty_answer_closes_only_the_top(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    answers(echo, response_action="push", view=modal([field("name", TEXT)], title=plain("Deeper")))
    deeper = await world.lin.submits(view, name="Poster")
    answers(echo)
    out = await world.lin.submits(deeper, name="x")
    assert out.view is not None
    assert out.view.id == view.id


async def test_a_view_that_breaks_a_limit_is_trouble(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    answers(echo, response_action="update", view=modal([field("name", TEXT)], title=plain("t" * 25)))
    out = await world.lin.submits(view, name="Poster")
    assert out.error == "We had some trouble connecting. Try again?"
    traffic = await world.traffic("view_submission")
    assert "must be less than 25 characters [json-pointer:/view/title/text]" in traffic[-1]["note"]


async def test_a_slow_app_is_trouble_and_the_modal_stays(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    echo.answer["view"] = too_slow
    out = await world.lin.submits(view, name="Poster")
    assert out.error == "We had some trouble connecting. Try again?"
    assert out.view is not None
    assert out.view.values["name"] == "Poster"


async def test_closing_is_told_only_where_asked_for(world: World, echo: Echo) -> None:
    await world.lin.closes(await opened(world, echo))
    assert echo.count("view_closed") == 0
    view = await opened(world, echo, FORM | {"notify_on_close": True})
    out = await world.lin.closes(view)
    assert out.view is None
    body = echo.last("view_closed")
    assert (body["view"]["id"], body["is_cleared"]) == (view.id, False)
    assert body["view"]["state"] == {"values": {}}, "what stood in it is told to nobody"


async def test_the_cross_closes_the_whole_stack(world: World, echo: Echo) -> None:
    view = await opened(world, echo, FORM | {"notify_on_close": True})
    answers(echo, response_action="push", view=FORM | {"notify_on_close": True})
    deeper = await world.lin.submits(view, name="Poster")
    out: Outcome = await world.lin.closes(deeper, everything=True)
    assert out.view is None
    assert (echo.count("view_closed"), echo.last("view_closed")["is_cleared"]) == (2, True)


async def test_a_closed_modal_cannot_be_submitted(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    await world.lin.closes(view)
    assert (await world.lin.submits(view, name="x")).error == "This modal is no longer open."


async def test_an_update_keeps_what_was_typed_and_a_stale_hash_is_refused(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    await world.lin.fills(view, name="half a na")
    client = echo.app.client
    longer = FORM | {"blocks": [*FORM["blocks"], {"type": "divider"}]}
    await client.views_update(view_id=view.id, view=longer, hash=view.raw["hash"])
    now = await world.lin.view()
    assert now is not None
    assert now.values["name"] == "half a na"
    with pytest.raises(Exception, match="hash_conflict"):
        await client.views_update(view_id=view.id, view=FORM, hash=view.raw["hash"])


async def test_a_dispatching_input_tells_the_app_at_once(world: World, echo: Echo) -> None:
    select = {"type": "static_select", "options": [option("a"), option("b")]}
    view = await opened(world, echo, modal([field("kind", select, dispatch_action=True), field("name", TEXT)]))

    async def grow(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        chosen = body["actions"][0]["selected_option"]["value"]
        view = modal([field("kind", select, dispatch_action=True), field(f"name_{chosen}", TEXT)])
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        await ack()

    echo.answer["action"] = grow
    out = await world.lin.fills(view, kind="b")
    assert out.view is not None
    assert list(out.view.fields) == ["kind", "name_b"]
    assert echo.last("block_actions")["container"] == {"type": "view", "view_id": view.id}
    await world.lin.fills(view, name_b="x")
    assert echo.count("block_actions") == 1


async def test_a_menu_in_a_modal_can_hand_out_a_response_url(world: World, echo: Echo) -> None:
    select = {"type": "conversations_select", "response_url_enabled": True, "default_to_current_conversation": True}
    view = await opened(world, echo, modal([field("where", select)]))
    await world.lin.submits(view, where="#product-launch")
    urls = echo.last("view_submission")["response_urls"]
    assert [(one["channel_id"], one["block_id"], one["action_id"]) for one in urls] == [
        ("C0LAUNCH01", "where", "where")
    ]


async def test_home_is_published_when_it_is_opened(world: World, echo: Echo) -> None:
    home = await world.lin.home()
    assert seen(home) == "# Home of Echo\n[Hello]"
    event = echo.last("app_home_opened")["event"]
    assert (event["user"], event["tab"]) == ("U0LIN00001", "home")
    await world.lin.presses("Hello", on=home)
    body = echo.last("block_actions")
    assert (body["view"]["type"], body["container"]["type"], body["actions"][0]["action_id"]) == (
        "home",
        "view",
        "hello",
    )
    assert (await world.lin.home()).id == home.id
    assert echo.last("app_home_opened")["event"]["view"]["id"] == home.id


async def test_two_people_have_modals_of_their_own(world: World, echo: Echo) -> None:
    view = await opened(world, echo)
    out = await world.act("submits", who="zhao", view_id=view.id, values={"name": "x"})
    assert out.error == "This modal is no longer open."
