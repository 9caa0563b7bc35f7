"""To which addresses the bot's token and what people upload may go."""

from __future__ import annotations

import pytest

from bot.settings import SLACK_API
from bot.slack.transfers import is_external, is_slacks

SANDBOX = "http://127.0.0.1:3000/api/"


@pytest.mark.parametrize(
    "address",
    [
        "https://files.slack.com/files-pri/T1-F1/download/部门.csv",
        "https://slack.com/x",
        "https://FILES.Slack.com/x",
        "https://aurora.enterprise.slack.com/files/U1/F1/x",
        "https://files.slack-gov.com/files-pri/T1-F1/x",
    ],
)
def test_slacks_own_hosts_see_the_token(address: str) -> None:
    assert is_slacks(address, SLACK_API)
    assert is_slacks(address, SANDBOX)


@pytest.mark.parametrize(
    "address",
    [
        "http://files.slack.com/x",
        "https://evilslack.com/x",
        "https://slack.com.evil.example/x",
        "https://evil.example/files.slack.com/x",
        "https://evil.example/?https://files.slack.com/",
        "https://files.slack.com@evil.example/x",
        "https://me:secret@files.slack.com/x",
        "https://files.slack.com:8443/x",
        "https://files.slack.com./x",
        "https://files.slack.com\\@evil.example/x",
        "https://files.slack.com\t.evil.example/x",
        "https://ｆiles.slack.com/x",
        "https://slаck.com/x",
        "https://slack。com/x",
        "https://slack-gov.com.cn/x",
        "https://files.slack.community/x",
        "//files.slack.com/x",
        "files.slack.com/x",
        " https://files.slack.com/x",
        "ftp://files.slack.com/x",
        "http://127.0.0.1:3000/x",
        "None",
        "",
    ],
)
def test_no_other_host_does(address: str) -> None:
    assert not is_slacks(address, SLACK_API)


def test_the_host_of_the_web_api_is_known_with_its_scheme_and_port() -> None:
    assert is_slacks("http://127.0.0.1:3000/files/F1/x", SANDBOX)
    for other in (
        "http://127.0.0.1:3001/x",
        "https://127.0.0.1:3000/x",
        "http://127.0.0.1:30001/x",
        "http://localhost/x",
    ):
        assert not is_slacks(other, SANDBOX), other
    assert is_slacks("https://proxy.example:8443/x", "https://proxy.example:8443/api/")
    assert not is_slacks("https://proxy.example/x", "https://proxy.example:8443/api/")
    assert not is_slacks("http://proxy.example/x", "http://proxy.example/api/"), "not without encryption"


def test_a_file_of_which_slack_has_only_the_address_is_told_from_its_own() -> None:
    assert not is_external({"mode": "hosted", "is_external": False, "external_type": ""})
    assert not is_external({"mode": "snippet"})
    for one in ({"mode": "external"}, {"is_external": True}, {"external_type": "gdrive"}):
        assert is_external(one)
