"""What Slack's words are about: one call, one channel, the whole workspace; nothing that may pass ends anything."""

from __future__ import annotations

import pytest

from bot.slack import errors
from bot.slack.errors import Failure, Meaning, meaning_of


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        ("missing_scope", Meaning.NOT_ALLOWED),
        ("ekm_access_denied", Meaning.NOT_ALLOWED),
        ("team_access_not_granted", Meaning.NOT_ALLOWED),
        ("token_expired", Meaning.NOT_NOW),
        ("team_added_to_org", Meaning.NOT_NOW),
        ("org_login_required", Meaning.NOT_NOW),
        ("two_factor_setup_required", Meaning.NOT_NOW),
        ("accesslimited", Meaning.NOT_NOW),
        ("no_permission", Meaning.OUR_MISTAKE),
        ("access_denied", Meaning.OUR_MISTAKE),
        ("not_allowed_token_type", Meaning.OUR_MISTAKE),
        ("method_deprecated", Meaning.OUR_MISTAKE),
        ("deprecated_endpoint", Meaning.OUR_MISTAKE),
        ("enterprise_is_restricted", Meaning.OUR_MISTAKE),
        ("account_inactive", Meaning.WORKSPACE_GONE),
        ("token_revoked", Meaning.WORKSPACE_GONE),
        ("invalid_auth", Meaning.WORKSPACE_GONE),
        ("never_heard_of", Meaning.UNKNOWN),
    ],
)
def test_each_word_is_about_what_it_is_about(error: str, meaning: Meaning) -> None:
    assert {meaning_of(method, error) for method in ("chat.postMessage", "pins.add", "files.info")} == {meaning}


def test_no_word_has_two_meanings() -> None:
    tables = [
        errors.WORKSPACE_GONE, errors.NOT_ALLOWED, errors.OUR_MISTAKE, errors.LIMITED, errors.NOT_NOW, errors.UNSURE,
        errors.REFUSED, errors.CHANNEL_GONE, errors.PERSON_GONE,
    ]  # fmt: skip
    words = [word for table in tables for word in table]
    assert len(words) == len(set(words))


def test_a_missing_scope_is_named_with_those_that_there_are() -> None:
    answer = {"error": "missing_scope", "needed": "pins:write", "provided": "chat:write,commands"}
    failure = Failure(Meaning.NOT_ALLOWED, "missing_scope", answer=answer, method="pins.add")
    assert (failure.scope, failure.note) == ("pins:write", "missing_scope pins:write (granted: chat:write,commands)")
    unnamed = Failure(Meaning.NOT_ALLOWED, "missing_scope")
    assert (unnamed.scope, unnamed.note) == ("?", "missing_scope ? (granted: ?)")
