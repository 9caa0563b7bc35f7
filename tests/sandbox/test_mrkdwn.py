"""What people and apps write is shown as Slack shows it, and never becomes HTML of its own."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.emoji import replace_shortcodes
from bot.sandbox.page.markdown import markdown
from bot.sandbox.page.mrkdwn import mrkdwn, plain
from bot.sandbox.page.richtext import rich_text
from tests.sandbox.gallery import reader

ALLOWED = {
    "a", "blockquote", "br", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "span",
    "strong", "table", "tbody", "td", "th", "thead", "time", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {"class", "data-in", "data-person", "datetime", "href", "rel", "start", "target", "title", "type"}
VOID = ("br", "hr")


class Strict(HTMLParser):
    """Refuses tags and attributes that the page never makes, tags that do not match, and links that run code."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name, value)
            if name == "href":
                assert (value or "").lower().startswith(("https://", "http://", "mailto:", "tel:", "?as=")), value
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str) -> str:
    """The words of well-formed, harmless HTML."""
    parser = Strict()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return "".join(parser.words)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*bold* _it_ ~gone~ `a*b*c`", "<strong>bold</strong> <em>it</em> <s>gone</s> <code>a*b*c</code>"),
        ("*bold _both_*", "<strong>bold <em>both</em></strong>"),
        ("snake_case_word 2*3*4 a~b~c", "snake_case_word 2*3*4 a~b~c"),
        ("* not bold * and **", "* not bold * and **"),
        ("这是*粗体*字", "这是*粗体*字"),
        ("状态: *延期*。", "状态: <strong>延期</strong>。"),
        ("a &amp; b &lt;c&gt; &#39; &quot;", "a &amp; b &lt;c&gt; &amp;#39; &amp;quot;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("one\ntwo", "one<br>two"),
        ("> a\n> b\nc", "<blockquote>a<br>b</blockquote>c"),
        ("&gt; a", "<blockquote>a</blockquote>"),
        (">>> a\nb", "<blockquote>a<br>b</blockquote>"),
        ("```\nx *y* <@U0LIN00001>\n```", "<pre>x *y* @林涛</pre>"),
        (":tada: :nosuch: 10:30:15", '<span class="emoji e-tada">🎉</span> :nosuch: 10:30:15'),
        ("<!here> <!channel>", '<span class="mention mine">@here</span> <span class="mention mine">@channel</span>'),
        ("<!subteam^S0RD>", '<span class="mention">@rd</span>'),
        ("<#C0SECRET01>", '<span class="mention hidden-channel">private channel</span>'),
        ("<@U0NOBODY|old name>", '<span class="mention" data-person="U0NOBODY">@old name</span>'),
    ],
)
def test_marks_are_shown_as_slack_shows_them(written: str, shown: str) -> None:
    assert mrkdwn(written, reader()) == shown


def test_ones_own_mention_stands_out() -> None:
    assert 'class="mention mine"' in mrkdwn("<@U0ZHAO0001>", reader())
    assert 'class="mention"' in mrkdwn("<@U0LIN00001>", reader())


@pytest.mark.parametrize(
    ("written", "address", "label"),
    [
        ("<https://a.example/x_y_z|*not bold*>", "https://a.example/x_y_z", "*not bold*"),
        ("<https://a.example?a=1&amp;b=2>", "https://a.example?a=1&amp;b=2", "https://a.example?a=1&amp;b=2"),
        ("see https://a.example/b_c_d.", "https://a.example/b_c_d", "https://a.example/b_c_d"),
        ("见https://a.example/b\uff0c然后", "https://a.example/b", "https://a.example/b"),
        ("<mailto:lin@a.example|write>", "mailto:lin@a.example", "write"),
    ],
)
def test_links_lead_where_they_say(written: str, address: str, label: str) -> None:
    assert f'href="{address}" target="_blank" rel="noopener noreferrer">{label}</a>' in mrkdwn(written, reader())


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "//x.example"]
)
def test_a_link_that_is_none_stays_text(address: str) -> None:
    assert "<a" not in mrkdwn(f"<{address}|click>", reader())
    assert "<a" not in markdown(f"[click]({address})", reader())


def test_verbatim_text_makes_no_links() -> None:
    assert mrkdwn("https://a.example", reader(), verbatim=True) == "https://a.example"


@pytest.mark.parametrize(
    ("locale", "zone", "pattern", "shown"),
    [
        ("en-US", "Asia/Shanghai", "{date_num} {time}", "2026-11-23 2:30 PM"),
        ("en-GB", "Europe/Berlin", "{date_long} {time_secs}", "Monday, November 23rd, 2026 07:30:00"),
        ("en-US", "America/New_York", "{date_short_pretty} at {time}", "today at 1:30 AM"),
        ("zh-CN", "Asia/Shanghai", "{date_long} {time}", "2026年11月23日 星期一 14:30"),
        ("zh-CN", "Asia/Shanghai", "{date_pretty}", "今天"),
        ("en-US", "UTC", "{ago} {nonsense}", "just now {nonsense}"),
    ],
)
def test_dates_follow_the_readers_zone_and_language(locale: str, zone: str, pattern: str, shown: str) -> None:
    assert read(mrkdwn(f"<!date^1795415400^{pattern}|x>", reader(locale, zone))) == shown


@pytest.mark.parametrize("date", ["<!date^x^{date}|soon>", "<!date^99999999999999^{date}|soon>", "<!date^1|soon>"])
def test_a_broken_date_shows_its_fallback(date: str) -> None:
    assert mrkdwn(date, reader()) == "soon"


def test_plain_text_has_no_marks() -> None:
    assert plain("*a* <b> &amp; :white_check_mark:") == (
        '*a* &lt;b&gt; &amp;amp; <span class="emoji e-check">✅</span>'
    )


def test_markdown_draws_its_structures() -> None:
    shown = markdown(
        "# T\n\n- a\n  1. b\n- [x] c\n\n> q\n\n```\n<x>\n```\n\n|h|\n|-|\n|**c**|\n\n***\nlast\\*", reader()
    )
    assert shown == (
        '<h3>T</h3><ul><li>a<ol start="1"><li>b</li></ol></li><li>☑ c</li></ul><blockquote>q</blockquote>'
        '<pre>&lt;x&gt;</pre><div class="table-frame"><table><thead><tr><th>h</th></tr></thead><tbody><tr><td>'
        "<strong>c</strong></td></tr></tbody></table></div><hr><p>last*</p>"
    )


MARKS = st.sampled_from(
    [
        "*", "_", "~", "`", "```", "<", ">", "&", "|", "&lt;", "&gt;", "&amp;", '"', "'", "\n", "> ", "\\", "%", "{0}",
        "<@U0LIN00001>", "<!date^1^", "{date}", "<!", "<#", "<http://x|", "](", "[", "javascript:", "<script>",
        "</span>", "<!--", "-->", "\x00", "\u202e", ":tada:", "🔵", "# ", "- ", "1. ", "|-|", "**", "__", "~~",
        "onload=", "中", " ", "http://a.b/", "{", "}",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(MARKS, st.text(max_size=6)), max_size=40).map("".join)


@given(HOSTILE)
def test_hostile_text_never_yields_a_tag(words: str) -> None:
    read(mrkdwn(words, reader()))
    read(markdown(words, reader()))
    assert read(plain(words)) == replace_shortcodes(words).replace("\n", "")


@given(HOSTILE, HOSTILE, st.integers() | st.none())
def test_hostile_rich_text_never_yields_a_tag(words: str, other: str, number: int | None) -> None:
    style = {"bold": True, "code": True, other: True}
    elements = [
        {"type": "text", "text": words, "style": style},
        {"type": "link", "url": words, "text": other},
        {"type": "link", "url": f"https://{words}"},
        {"type": "user", "user_id": words},
        {"type": "channel", "channel_id": words},
        {"type": "emoji", "name": words},
        {"type": "date", "timestamp": number, "format": words, "fallback": other},
        {"type": "broadcast", "range": words},
        {"type": words, "text": other},
    ]
    section = {"type": "rich_text_section", "elements": elements}
    listed = {"type": "rich_text_list", "style": other, "indent": number, "offset": number, "elements": [section]}
    read(rich_text({"elements": [section, listed, {"type": words, "elements": elements}]}, reader()))


@pytest.mark.parametrize(
    "mark", ["*", "_", "~", "`", "<", ">", "&", "```", "*_", "<@", "[", "](", "| - ", "http://", "\n> ", "# "]
)
def test_a_hundred_thousand_characters_are_drawn(mark: str) -> None:
    words = (mark + "a ") * (100_000 // len(mark + "a "))
    assert read(mrkdwn(words, reader())).count("a") >= 10_000
    assert read(markdown(words, reader())).count("a") >= 10_000
