"""The `markdown` block: standard Markdown, as far as Slack draws it → inert HTML.

Headings, lists (ordered, bulleted, tasks; nested by indentation), quotations, fences, rules, tables, and inline marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from bot.sandbox.page import emoji, mrkdwn
from bot.sandbox.page.reader import Reader

_INLINE_RE: Final = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # an escaped mark
    r"|`([^`\n]+)`"
    r"|!?\[([^\[\]\n]+)\]\(([^()\s]+)\)"
    r"|<([@#!][^<>\n]+)>"
    r"|\*\*(?=\S)([^*\n]*[^\s*])\*\*"
    r"|__(?=\S)([^_\n]*[^\s_])__"
    r"|~~(?=\S)([^~\n]*[^\s~])~~"
    r"|\*(?=[^\s*])([^*\n]*[^\s*])\*"
    r"|(?<!\w)_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)"
    r"|(https?://[^\s<>\"]*[^\s<>\".,;:!?)\]*_~`])"
)
_TAG_OF_GROUP: Final = {6: "strong", 7: "strong", 8: "s", 9: "em", 10: "em"}
_ITEM_RE: Final = re.compile(r"( *)([-*+]|\d{1,9}[.)]) +(\[[ xX]\] +)?(.*)\Z")
_HEADING_RE: Final = re.compile(r"(#{1,6}) +(.*?) *#* *\Z")
_FENCE_RE: Final = re.compile(r" *```[^`]*\Z")
_RULE_RE: Final = re.compile(r" {0,3}([-*_])(?: *\1){2,} *\Z")
_TABLE_RULE_RE: Final = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *\Z")
_DEEPEST: Final = 8


def markdown(words: str, reader: Reader) -> Markup:
    """The block's text for this reader."""
    lines = words.replace("\r\n", "\n").split("\n")
    out: list[Markup] = []
    index = 0
    while index < len(lines):
        drawn, index = _next_block(lines, index, reader)
        out.append(drawn)
    return Markup("").join(out)


def _next_block(lines: list[str], index: int, reader: Reader) -> tuple[Markup, int]:
    line = lines[index]
    if not line.strip():
        return Markup(), index + 1
    if _FENCE_RE.match(line):
        return _fence(lines, index)
    heading = _HEADING_RE.match(line)
    if heading:
        level = min(len(heading[1]) + 2, 6)
        return Markup("<h{0}>{1}</h{0}>").format(level, inline(heading[2], reader)), index + 1
    if _RULE_RE.match(line):
        return Markup("<hr>"), index + 1
    if line.startswith(">"):
        end = _run(lines, index, lambda each: each.startswith(">"))
        quoted = "\n".join(re.sub(r"^> ?", "", each) for each in lines[index:end])
        return Markup("<blockquote>{}</blockquote>").format(inline(quoted, reader)), end
    if _ITEM_RE.match(line):
        end = _run(lines, index, lambda each: _ITEM_RE.match(each) is not None)
        return _list(lines[index:end], reader), end
    if "|" in line and index + 1 < len(lines) and "-" in lines[index + 1] and _TABLE_RULE_RE.match(lines[index + 1]):
        end = _run(lines, index, lambda each: "|" in each)
        return _table([lines[index], *lines[index + 2 : end]], reader), max(end, index + 2)
    end = _run(lines, index + 1, _is_prose)
    return Markup("<p>{}</p>").format(inline("\n".join(lines[index:end]), reader)), end


def _run(lines: list[str], start: int, belongs: Callable[[str], bool]) -> int:
    end = start
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return end


def _is_prose(line: str) -> bool:
    if not line.strip() or line.startswith(">") or _FENCE_RE.match(line):
        return False
    return not (_HEADING_RE.match(line) or _ITEM_RE.match(line) or _RULE_RE.match(line))


def _fence(lines: list[str], index: int) -> tuple[Markup, int]:
    end = index + 1
    while end < len(lines) and not lines[end].lstrip().startswith("```"):
        end += 1
    return Markup("<pre>{}</pre>").format("\n".join(lines[index + 1 : end])), end + 1


def _list(lines: list[str], reader: Reader) -> Markup:
    """Items, nested by two or more spaces a level."""
    out: list[Markup] = []
    open_lists: list[tuple[int, str]] = []
    for line in lines:
        item = _ITEM_RE.match(line)
        if item is None:
            continue
        indent, tag = len(item[1]), "ol" if item[2][0].isdigit() else "ul"
        while open_lists and indent < open_lists[-1][0]:
            out.append(Markup("</li></{}>").format(open_lists.pop()[1]))
        if not open_lists or (indent > open_lists[-1][0] + 1 and len(open_lists) < _DEEPEST):
            start = Markup(' start="{}"').format(int(item[2][:-1])) if tag == "ol" else ""
            out.append(Markup("<{}{}>").format(tag, start))
            open_lists.append((indent, tag))
        else:
            out.append(Markup("</li>"))
        box = {"": "", "[ ]": "☐ ", "[x]": "☑ "}[(item[3] or "").strip().lower()]
        out.append(Markup("<li>{}{}").format(box, inline(item[4], reader)))
    out.extend(Markup("</li></{}>").format(tag) for _, tag in reversed(open_lists))
    return Markup("").join(out)


def _table(lines: list[str], reader: Reader) -> Markup:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head = Markup("").join(Markup("<th>{}</th>").format(inline(cell, reader)) for cell in rows[0])
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(inline(cell, reader)) for cell in row)
        )
        for row in rows[1:]
    )
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
    return Markup('<div class="table-frame">{}</div>').format(table)


def inline(words: str, reader: Reader, inside: frozenset[str] = frozenset()) -> Markup:
    """The inline marks of one paragraph, cell or item."""
    out: list[Markup] = []
    position = 0
    for found in _INLINE_RE.finditer(words):
        group = found.lastindex or 0
        tag = _TAG_OF_GROUP.get(group)
        if tag in inside:
            continue
        out.append(emoji.with_shortcodes(mrkdwn.unescape(words[position : found.start()])))
        if tag:
            out.append(Markup("<{0}>{1}</{0}>").format(tag, inline(found[group], reader, inside | {tag})))
        else:
            out.append(_mark(found, reader))
        position = found.end()
    out.append(emoji.with_shortcodes(mrkdwn.unescape(words[position:])))
    return Markup("").join(out)


def _mark(found: re.Match[str], reader: Reader) -> Markup:
    if found[1]:
        return escape(found[1])
    if found[2]:
        return Markup("<code>{}</code>").format(found[2])
    if found[3]:
        return mrkdwn.link(found[4], found[3])
    if found[5]:
        return mrkdwn.mrkdwn(f"<{found[5]}>", reader)
    return mrkdwn.link(found[11])
