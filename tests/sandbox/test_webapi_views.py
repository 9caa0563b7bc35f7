"""Modals and App Home as the app opens them."""

from datetime import timedelta
from typing import Any

from tests.sandbox.calling import ZHAO, error_of, refused, slack


def modal(title: str = "Task", **more: Any) -> dict[str, Any]:
    """A modal with one text input."""
    field = {
        "type": "input",
        "block_id": "name",
        "label": {"type": "plain_text", "text": "Name"},
        "element": {"type": "plain_text_input", "action_id": "name", "initial_value": "方案"},
    }
    return {
        "type": "modal",
        "callback_id": "tasks.new",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [field],
        **more,
    }


async def test_a_modal_opens_once_within_three_seconds() -> None:
    async with slack() as (sandbox, client):
        trigger = sandbox.slack.new_trigger(sandbox.app.id, ZHAO)
        opened = await client.views_open(trigger_id=trigger.id, view=modal())
        assert await error_of(client.views_open(trigger_id=trigger.id, view=modal())) == "exchanged_trigger_id"
        late = sandbox.slack.new_trigger(sandbox.app.id, ZHAO)
        sandbox.clock.plus(timedelta(seconds=3.1))
        assert await error_of(client.views_open(trigger_id=late.id, view=modal())) == "expired_trigger_id"
        assert await error_of(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"

    view = opened["view"]
    assert view["callback_id"] == "tasks.new"
    assert view["root_view_id"] == view["id"]
    assert view["state"]["values"]["name"]["name"]["value"] == "方案"
    assert view["app_id"] == "A0LIAISON1"


async def test_a_bad_modal_is_refused_with_the_place_and_keeps_its_trigger() -> None:
    async with slack() as (sandbox, client):
        trigger = sandbox.slack.new_trigger(sandbox.app.id, ZHAO).id
        refusal = await refused(client.views_open(trigger_id=trigger, view=modal("x" * 25)))
        assert (await client.views_open(trigger_id=trigger, view=modal()))["ok"]
        no_view = await error_of(client.api_call("views.open", params={"trigger_id": trigger, "view": "{"}))

    assert refusal["error"] == "invalid_arguments"
    assert "/view/title/text" in refusal["response_metadata"]["messages"][0]
    assert no_view == "invalid_arguments"


async def test_an_update_with_a_stale_hash_conflicts() -> None:
    async with slack() as (sandbox, client):
        trigger = sandbox.slack.new_trigger(sandbox.app.id, ZHAO)
        view = (await client.views_open(trigger_id=trigger.id, view=modal()))["view"]
        changed = await client.views_update(view_id=view["id"], hash=view["hash"], view=modal("Second"))
        stale = client.views_update(view_id=view["id"], hash=view["hash"], view=modal("Third"))
        assert await error_of(stale) == "hash_conflict"
        assert changed["view"]["title"]["text"] == "Second"
        assert await error_of(client.views_update(view_id="V0NOTHING1", view=modal())) == "not_found"


async def test_the_stack_is_three_high() -> None:
    async with slack() as (sandbox, client):
        top = (await client.views_open(trigger_id=sandbox.slack.new_trigger(sandbox.app.id, ZHAO).id, view=modal()))[
            "view"
        ]
        root = top["id"]
        for _ in range(2):
            trigger = sandbox.slack.new_trigger(sandbox.app.id, ZHAO, view_id=top["id"])
            pushed = (await client.views_push(trigger_id=trigger.id, view=modal()))["view"]
            assert (pushed["previous_view_id"], pushed["root_view_id"]) == (top["id"], root)
            top = pushed
        trigger = sandbox.slack.new_trigger(sandbox.app.id, ZHAO, view_id=top["id"])
        assert await error_of(client.views_push(trigger_id=trigger.id, view=modal())) == "push_limit_reached"


async def test_an_external_id_is_unique_and_finds_the_view() -> None:
    async with slack() as (sandbox, client):
        first = sandbox.slack.new_trigger(sandbox.app.id, ZHAO)
        await client.views_open(trigger_id=first.id, view=modal(external_id="draft-1"))
        second = sandbox.slack.new_trigger(sandbox.app.id, "U0LIN00001")
        twice = client.views_open(trigger_id=second.id, view=modal(external_id="draft-1"))
        assert await error_of(twice) == "duplicate_external_id"
        updated = await client.views_update(external_id="draft-1", view=modal("Found", external_id="draft-1"))
        assert updated["view"]["title"]["text"] == "Found"


async def test_a_home_is_published_for_one_person() -> None:
    home = {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Nothing waits"}}]}
    async with slack() as (sandbox, client):
        first = (await client.views_publish(user_id=ZHAO, view=home))["view"]
        second = (await client.views_publish(user_id=ZHAO, view=home, hash=first["hash"]))["view"]
        stale = await error_of(client.views_publish(user_id=ZHAO, view=home, hash=first["hash"]))
        nobody = await error_of(client.views_publish(user_id="U0NOBODY01", view=home))
        sandbox.app.home_tab = False
        off = await error_of(client.views_publish(user_id=ZHAO, view=home))

    assert first["id"] == second["id"]
    assert (stale, nobody, off) == ("hash_conflict", "user_not_found", "not_enabled")
