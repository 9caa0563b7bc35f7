"""What Slack makes of what a person typed is made undone, but for mentions of people."""

from __future__ import annotations

import pytest

from bot.words.links import checked
from bot.words.refused import Refused
from bot.words.typed import quoted, typed


@pytest.mark.parametrize(
    ("sent", "was_typed"),
    [
        ("R&amp;D &lt;b&gt; 5 &gt; 3", "R&D <b> 5 > 3"),
        ("see <https://a.example/x?y=1&amp;z=2|a.example/x> now", "see https://a.example/x?y=1&z=2 now"),
        ("<mailto:a@b.example|a@b.example>", "mailto:a@b.example"),
        ("<#C1|launch> <!here> <!subteam^S1|@rd> <@U1|lin>", "#launch @here @rd <@U1|lin>"),
        ("&amp;lt;", "&lt;"),
        ("", ""),
    ],
)
def test_it_reads_as_it_was_typed(sent: str, was_typed: str) -> None:
    assert typed(sent) == was_typed


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x?y=1&z=2#s", "https://a.example/x?y=1&z=2#s"),
        ("HTTP://A.Example:8080/中文 ", "http://a.example:8080/%E4%B8%AD%E6%96%87"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://a.example/<b>|c", "https://a.example/%3Cb%3E%7Cc"),
        ("https://a.example/%E4%B8%AD", "https://a.example/%E4%B8%AD"),
    ],
)
def test_a_link_is_kept_in_plain_letters(address: str, kept: str) -> None:
    assert checked(address) == kept


@pytest.mark.parametrize(
    "address",
    [
        "", "a.example", "javascript:alert(1)", "ftp://a.example", "https://", "https://localhost/x", "file:///etc/x",
        "https://bank.example@evil.example/", "https://a.example/ b", "https://a.example:99999/",
        "https://" + "a" * 3000, "data:text/html,x", "https://[::1", "https://a..example/",
    ],
)  # fmt: skip
def test_what_is_no_link_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        checked(address)


def test_what_is_said_back_names_people_by_their_label_and_is_short() -> None:
    assert quoted("换成 <@U0WANG0001|wang> 负责") == "换成 @wang 负责"
    assert quoted("换成 <@U0WANG0001> 负责") == "换成 @… 负责"
    assert len(quoted("x" * 100)) == 60
