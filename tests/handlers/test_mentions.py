"""What is said to Liaison in a message that mentions it."""

from __future__ import annotations

import pytest

from handlers.mentions import said_to


@pytest.mark.parametrize(
    ("own", "text"),
    [
        ("U0LIAISON1", "<@U0LIAISON1>, task show T-3"),
        ("U0LIAISON1", "task show T-3 <@U0LIAISON1>"),
        ("U0LIAISON1", "<@U0LIAISON1>： task show <@U0LIAISON1> T-3"),
        (None, "<@U0LIAISON1> task show T-3"),
        (None, "task show T-3"),
    ],
)
def test_the_mention_is_cut_from_what_is_said(own: str | None, text: str) -> None:
    assert " ".join(said_to(own, text).split()) == "task show T-3"
