"""What people say to a colleague, as the line of a command."""

from __future__ import annotations

import pytest

from handlers.asked import plainly


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("please mark T-15 done", "T-15 done"),
        ("Please mark T-15 as done, thanks!", "T-15 as done"),
        ("can you set t-15 to 50%?", "t-15 to 50%"),
        ("请把T-15标记为已完成", "T-15 标记为已完成"),
        ("麻烦将 Ｔ－15 改为进行中 谢谢", "T-15 改为进行中"),
        ("move T-15 to next Friday because of audit", "T-15 due next Friday because of audit"),
        ("show me T-15", "task show T-15"),
        ("show me T-15 please", "task show T-15"),
        ("how is T-15?", "task show T-15"),
        ("看看T-15", "task show T-15"),
        ("请给我看一下 R-1", "request show R-1"),
        ("what's R-1", "request show R-1"),
        ("show D-2", "dispute show D-2"),
        ("R-1", "request show R-1"),
        ("／task list late", "task list late"),
        ("T-15 done", "T-15 done"),
        ("help", "help"),
        ("please", "please"),
        ("list late", "list late"),
        ("我的任务", "task list mine"),
        ("请列出我的任务", "task list mine"),
        ("What are my tasks?", "task list mine"),
        ("what is late?", "task list late"),
        ("哪些任务延期了？", "task list late"),
        ("what waits for me", "liaison inbox"),
        ("下次例会什么时候？", "meeting"),
        ("show me the list", "show me the list"),
    ],
)
def test_a_courtesy_is_not_what_is_said(said: str, line: str) -> None:
    assert plainly(said) == line
