"""Every template, with ordinary, hostile and huge text, in both languages: Slack would take each of them, and what a
user typed adds no structure, no mention and no link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from slack_sdk.models.blocks import Block

from bot.words.language import Reader
from bot.words.markup import truncate
from bot.words.messages import TEMPLATES as FOLDER
from bot.words.messages import Templates
from bot.words.native import NATIVE
from tests.contexts.every import NOW, contexts
from tests.words.rendering import READERS, TEMPLATES, rendered

HOSTILE = (
    "<!channel> <@U0ZHAO0001> <https://evil.example|bank> *b* ```x``` & \" ' \\ \n> quote https://evil.example"
    " {{ 7*7 }} {% raw %} &lt;!here&gt; &#34; \u202eRTL שלום مرحبا 😀\x00\x1b[31m\ud800\u2028"
)


def texts(node: Any) -> Iterator[tuple[str, str]]:
    """Every text object of a payload: its type and its text."""
    if isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "plain_text", "raw_text"):
            yield node["type"], node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def shape(node: Any) -> Any:
    """A payload without its texts and values: its structure alone."""
    if isinstance(node, dict):
        return {key: shape(value) for key, value in node.items() if key not in ("text", "value", "initial_value")}
    return [shape(one) for one in node] if isinstance(node, list) else None


def test_every_template_is_tried_here() -> None:
    tried = contexts("x", 1).keys()
    assert {name.removesuffix(".j2") for name in TEMPLATES.names()} == set(tried)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.locale)
@pytest.mark.parametrize("name", contexts("x", 1))
@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Poster 海报", 3),
        ("", 0),
        ("", 1),
        (HOSTILE, 4),
        ("长" * 100_000, 120),
        ("😀" * 50_000, 200),
        ("a" * 100_000, 60),
    ],
    ids=["ordinary", "nothing", "empty", "hostile", "huge", "emoji", "long"],
)
def test_slack_takes_it(name: str, reader: Reader, text: str, many: int) -> None:
    payload, problems = rendered(name, reader, contexts(text, many)[name])
    assert problems == []
    for block in payload["blocks"]:
        if block["type"] not in ("table", *NATIVE):
            parsed = Block.parse(block)
            assert parsed is not None
            assert parsed.to_dict() == block, "the SDK reads the same block"


@pytest.mark.parametrize("name", contexts("x", 1))
def test_what_a_user_typed_adds_no_structure_mention_or_link(name: str) -> None:
    reader = READERS[0]
    plain, _problems = rendered(name, reader, contexts("x", 2)[name])
    hostile, _problems = rendered(name, reader, contexts(HOSTILE, 2)[name])
    assert shape(plain["blocks"]) == shape(hostile["blocks"])
    for kind, text in texts(hostile["blocks"]):
        assert "\u202e" not in text
        assert "\x00" not in text
        if kind == "mrkdwn":
            assert "<!channel>" not in text
            assert "<https://evil" not in text
            assert "```" not in text
    for _kind, text in ((k, t) for k, t in texts(hostile["blocks"]) if k == "mrkdwn"):
        assert "&#3" not in text.replace("&amp;#3", "")
    mrkdwn = [node for node in _objects(hostile["blocks"]) if node.get("type") == "mrkdwn"]
    assert all(node.get("verbatim") for node in mrkdwn), "an address that a user typed does not become a link"


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from _objects(value)


# How long lists are cut is tried above; ten lines of such a text are more than a block holds.
@settings(max_examples=30)
@given(st.text(max_size=400), st.integers(0, 10), st.sampled_from(READERS))
@example("&" * 3_000, 60, READERS[0])
@example("<" * 100_000, 1, READERS[1])
@example("&amp;" * 700, 3, READERS[0])
def test_any_text_at_all_passes(text: str, many: int, reader: Reader) -> None:
    for name, context in contexts(text, many).items():
        _payload, problems = rendered(name, reader, context)
        assert problems == [], name


def test_a_long_title_is_cut_visibly_and_not_at_the_first_space_of_a_chinese_one() -> None:
    assert truncate("样机 " + "很长的标题" * 20, 20) == "样机 很长的标题很长的标题很长的标题很…"
    assert truncate("Who pays for the second round of proofs", 30) == "Who pays for the second round…"
    assert truncate("Who pays for 第二轮打样的费用由谁承担", 18) == "Who pays for 第二轮打…"
    assert truncate("x" * 40, 10) == "xxxxxxxxx…"
    assert truncate("short", 10) == "short"
    assert truncate(Markup("R&amp;D"), 5) == "R…", "no half of an entity"


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.locale)
@pytest.mark.parametrize("name", contexts("x", 1))
def test_a_percentage_is_shown_with_one_sign(name: str, reader: Reader) -> None:
    payload, _wrong = rendered(name, reader, contexts("Poster 海报", 3)[name])
    assert not [text for _kind, text in texts(payload) if "%%" in text]


def test_a_long_list_says_how_many_more_there_are() -> None:
    payload, _problems = rendered("tasks/alert", READERS[0], contexts("x", 12)["tasks/alert"])
    assert any("… 5 more" in text for _kind, text in texts(payload["blocks"]))


def test_a_template_that_writes_outside_its_blocks_is_noticed(tmp_path: Any) -> None:
    (tmp_path / "loose.j2").write_text("hello\n")
    with pytest.raises(ValueError, match="outside of its blocks"):
        Templates(tmp_path).message("loose", READERS[0], NOW)


def test_no_template_imports_what_it_does_not_use() -> None:
    for file in sorted(FOLDER.rglob("*.j2")):
        source = file.read_text()
        for names in re.findall(r"{% from [^%]+ import ([^%]+?)(?: with context)? %}", source):
            for name in (one.split(" as ")[-1].strip() for one in names.split(",")):
                assert len(re.findall(rf"\b{name}\b", source)) > 1, f"{file.name} imports {name} and does not use it"


def test_lists_tables_and_charts_stand_behind_the_macros_of_the_blocks() -> None:
    for file in sorted(FOLDER.rglob("*.j2")):
        source = file.read_text()
        if file.name != "_blocks.j2":
            by_hand = re.search(r"^\s*•|… %\(number\)s more\"|\"type\"|slack_image\(|█|```", source, re.MULTILINE)
            assert not by_hand, f"{file} makes {by_hand.group()!r} by hand" if by_hand else ""
            within = re.findall(r"{% call (?:section|news|details|context)\(.*?{% endcall %}", source, re.DOTALL)
            loops = [one for one in within if re.search(r"{%-? for [^%]*%}$", one, re.MULTILINE)]
            assert not loops, f"{file} makes a list by hand: {loops}"
