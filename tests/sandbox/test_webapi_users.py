"""People, groups, the workspace and the app itself."""

from datetime import UTC, datetime

from tests.sandbox.calling import BOT, LIN, ZHAO, error_of, slack


async def test_the_app_knows_itself() -> None:
    async with slack() as (_, client):
        who = await client.auth_test()
        bot = await client.bots_info(bot=who["bot_id"])
        team = await client.team_info()

    assert (who["user_id"], who["team_id"], who["team"]) == (BOT, "T0LIAISON1", "Aurora 曙光")
    assert (bot["bot"]["app_id"], bot["bot"]["user_id"]) == ("A0LIAISON1", BOT)
    assert team["team"]["id"] == "T0LIAISON1"


async def test_the_granted_scopes_are_told_with_every_answer() -> None:
    async with slack(["chat:write", "users:read"]) as (_, client):
        who = await client.auth_test()

    assert who.headers["X-OAuth-Scopes"] == "chat:write,users:read"


async def test_a_person_has_language_zone_and_offset_of_the_day() -> None:
    winter, summer = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)
    async with slack(now=winter) as (sandbox, client):
        maria = (await client.users_info(user="U0MARIA001", include_locale=True))["user"]
        sandbox.clock.set(summer)
        later = (await client.users_info(user="U0MARIA001"))["user"]
        wang = (await client.users_info(user="U0WANG0001"))["user"]

    assert (maria["locale"], maria["tz"], maria["tz_offset"]) == ("en-GB", "Europe/Berlin", 3600)
    assert later["tz_offset"] == 7200
    assert "locale" not in later
    assert wang["is_admin"]
    assert wang["profile"]["display_name"] == "王磊"


async def test_email_addresses_need_their_own_scope() -> None:
    async with slack(["users:read"]) as (_, client):
        assert "email" not in (await client.users_info(user=ZHAO))["user"]["profile"]
        assert await error_of(client.users_lookupByEmail(email="lin@aurora.example")) == "missing_scope"
    async with slack() as (sandbox, client):
        assert (await client.users_info(user=ZHAO))["user"]["profile"]["email"] == "zhao@aurora.example"
        assert (await client.users_lookupByEmail(email="Lin@aurora.example"))["user"]["id"] == LIN
        sandbox.slack.change_person(LIN, deleted=True)
        assert await error_of(client.users_lookupByEmail(email="lin@aurora.example")) == "users_not_found"


async def test_the_list_has_everybody_in_pages_the_deactivated_too() -> None:
    async with slack() as (sandbox, client):
        sandbox.slack.change_person(LIN, deleted=True)
        names, deleted = [], []
        async for page in await client.users_list(limit=4):
            names += [each["name"] for each in page["members"]]
            deleted += [each["name"] for each in page["members"] if each["deleted"]]

    assert names == ["liaison", "zhao", "lin", "wang", "chen", "maria", "sam", "priya", "liu"]
    assert deleted == ["lin"]


async def test_nobody_of_that_id() -> None:
    async with slack() as (_, client):
        assert await error_of(client.users_info(user="U0NOBODY01")) == "user_not_found"
        assert await error_of(client.bots_info(bot="B0NOBODY01")) == "bot_not_found"


async def test_departments_are_user_groups() -> None:
    async with slack() as (_, client):
        groups = (await client.usergroups_list(include_users=True, include_count=True))["usergroups"]
        marketing = next(group for group in groups if group["handle"] == "marketing")
        users = await client.usergroups_users_list(usergroup=marketing["id"])
        unknown = await error_of(client.usergroups_users_list(usergroup="S0NOTHING1"))

    assert len(groups) == 5
    assert marketing["user_count"] == 2
    assert users["users"] == ["U0MARIA001", "U0SAM00001"]
    assert unknown == "no_such_subteam"


async def test_nights_are_in_each_persons_zone() -> None:
    # 02:00 UTC: morning in Shanghai, night in New York.
    async with slack() as (sandbox, client):
        nights = (await client.dnd_teamInfo(users=[ZHAO, "U0SAM00001"]))["users"]
        now = sandbox.slack.seconds()

    assert nights[ZHAO]["next_dnd_start_ts"] - now == 12 * 3600
    assert nights["U0SAM00001"]["next_dnd_start_ts"] - now == 3600
    assert nights[ZHAO]["next_dnd_end_ts"] - nights[ZHAO]["next_dnd_start_ts"] == 10 * 3600


async def test_an_app_that_was_removed_is_told_so() -> None:
    async with slack() as (sandbox, client):
        sandbox.app.token_revoked = True
        assert await error_of(client.auth_test()) == "token_revoked"
        sandbox.app.token_revoked, sandbox.app.installed = False, False
        assert await error_of(client.auth_test()) == "account_inactive"


async def test_api_test_says_back_what_it_heard() -> None:
    async with slack() as (_, client):
        assert (await client.api_test(foo="bar"))["args"] == {"foo": "bar"}
        assert await error_of(client.api_test(error="my_error")) == "my_error"
