"""What people see in the sandbox, as small records that read well in asserts and snapshots."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Payload = dict[str, Any]
Names = Mapping[str, str]  # id of a person or channel → name


@dataclass(frozen=True)
class Element:
    """A button, menu or input, the words by which a person finds it, and the ids by which Slack does."""

    words: tuple[str, ...]
    action_id: str
    block: Payload
    element: Payload
    option: str | None = None  # of an overflow menu: its value

    @property
    def value(self) -> Any:
        """Of a button."""
        return self.element.get("value")


class _Blocks:
    """Whatever is made of blocks."""

    blocks: list[Payload]
    names: Names

    @property
    def text(self) -> str:
        """Everything readable, a line a block."""
        return "\n".join(drawn(block, self.names) for block in self.blocks)

    @property
    def elements(self) -> list[Element]:
        """All that can be pressed, chosen or filled in, top to bottom."""
        return [element for block in self.blocks for element in _elements(block)]

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons."""
        return [one.words[0] for one in self.elements if one.element["type"] == "button"]

    @property
    def fields(self) -> dict[str, str]:
        """The inputs: block_id → label."""
        return {block["block_id"]: block["label"]["text"] for block in self.blocks if block["type"] == "input"}

    def block(self, block_id: str) -> Payload:
        """The block of this id."""
        return next(block for block in self.blocks if block.get("block_id") == block_id)

    def element(self, called: str) -> Element:
        """By action_id or visible words."""
        found = self.finds(called)
        assert found is not None, f"nothing called {called!r} here:\n{self.text}"
        return found

    def finds(self, called: str) -> Element | None:
        """By action_id first, then by visible words; None where there is none."""
        elements = self.elements
        by_id = [one for one in elements if one.action_id == called or one.block.get("block_id") == called]
        by_words = [one for one in elements if called in one.words]
        return next(iter(by_id + by_words), None)

    def __contains__(self, words: str) -> bool:
        """Whether the words can be read."""
        return words in self.text


@dataclass(repr=False)
class Message(_Blocks):
    """A message, or an ephemeral one."""

    raw: Payload
    names: Names = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        """As a failing test tells of it."""
        return f"“{self.text.splitlines()[0] if self.text else ''}”"

    @property
    def blocks(self) -> list[Payload]:  # type: ignore[override]
        """Its blocks, those of attachments included."""
        inside = [block for one in self.raw.get("attachments") or [] for block in one.get("blocks") or []]
        return [*(self.raw.get("blocks") or []), *inside]

    @property
    def text(self) -> str:
        """Everything readable; without blocks, the text."""
        body = super().text if self.blocks else spoken(self.notification, self.names)
        files = [f"[file {one['name']}]" for one in self.raw.get("files") or []]
        return "\n".join([body, *files]).strip("\n")

    @property
    def notification(self) -> str:
        """The top-level text: all that a phone's notification shows."""
        return str(self.raw.get("text", ""))

    @property
    def channel(self) -> str:
        """Id of the conversation."""
        return str(self.raw["channel"])

    @property
    def ts(self) -> str:
        """Its `ts`."""
        return str(self.raw["ts"])

    @property
    def thread_ts(self) -> str | None:
        """Of the thread it belongs to."""
        return self.raw.get("thread_ts")

    @property
    def user(self) -> str | None:
        """Id of the author."""
        return self.raw.get("user")

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees it."""
        return bool(self.raw.get("is_ephemeral"))

    @property
    def from_app(self) -> bool:
        """Whether an app wrote it."""
        return bool(self.raw.get("app_id"))

    @property
    def where(self) -> Payload:
        """For the control API."""
        return {"channel": self.channel, "ts": self.ts}


@dataclass
class View(_Blocks):
    """A modal or an App Home."""

    raw: Payload
    names: Names = field(default_factory=dict, repr=False, compare=False)
    errors: dict[str, str] = field(default_factory=dict)  # what stands under the fields after a refused submission

    @property
    def blocks(self) -> list[Payload]:  # type: ignore[override]
        """Its blocks."""
        blocks: list[Payload] = self.raw["blocks"]
        return blocks

    @property
    def id(self) -> str:
        """Slack's id of it."""
        return str(self.raw["id"])

    @property
    def title(self) -> str:
        """At its top; a Home has none."""
        return str(self.raw["title"]["text"]) if self.raw["type"] == "modal" else ""

    @property
    def submit(self) -> str | None:
        """On its submit button."""
        return (self.raw.get("submit") or {}).get("text")

    @property
    def callback_id(self) -> str:
        """The app's name of it."""
        return str(self.raw["callback_id"])

    @property
    def values(self) -> dict[str, Any]:
        """What stands in the inputs: block_id → the text, the date, the value of the option, ids …"""
        found = {}
        for block_id, actions in self.raw["state"]["values"].items():
            for shape in actions.values():
                value = next((inner for name, inner in shape.items() if name not in ("type", "timezone")), None)
                found[block_id] = _plain(value)
        return found

    @property
    def where(self) -> Payload:
        """For the control API."""
        return {"view": self.id}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value["value"] if isinstance(value, dict) and "value" in value else value


def seen(shown: Message | View) -> str:
    """As plain text, for inline snapshots: each block a line, modals with their title and buttons."""
    if isinstance(shown, Message):
        return f"(only you) {shown.text}" if shown.ephemeral else shown.text
    lines = [f"╭ {shown.title}"] if shown.title else []
    for block in shown.blocks:
        lines.append(drawn(block, shown.names))
        if error := shown.errors.get(block.get("block_id", "")):
            lines.append(f"  ✗ {error}")
    if shown.submit:
        lines.append(f"╰ [{shown.submit}]")
    return "\n".join(lines)


# drawing


def drawn(block: Payload, names: Names) -> str:
    """A block as plain text."""
    draw = _DRAWINGS.get(block["type"])
    return draw(block, names) if draw else f"({block['type']})"


def spoken(text: str, names: Names) -> str:
    """Mrkdwn with its mentions named and its entities resolved."""

    def link(match: "re.Match[str]") -> str:
        target, _, label = match.group(1).partition("|")
        if target[:1] in ("@", "#"):
            return target[0] + (names.get(target[1:]) or label or target[1:])
        if target.startswith("!date"):
            return label
        return label or target

    text = re.sub(r"<([^<>]+)>", link, text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _words(text: Payload | None, names: Names) -> str:
    if not text:
        return ""
    return spoken(text["text"], names) if text["type"] == "mrkdwn" else str(text["text"])


def _section(block: Payload, names: Names) -> str:
    lines = [_words(block.get("text"), names)] if block.get("text") else []
    if block.get("fields"):
        lines.append(" | ".join(_words(one, names).replace("\n", " ") for one in block["fields"]))
    if block.get("accessory"):
        lines[-1] += f" {_element(block['accessory'], names)}"
    return "\n".join(lines)


def _input(block: Payload, names: Names) -> str:
    optional = " (optional)" if block.get("optional") else ""
    hint = f" – {_words(block['hint'], names)}" if block.get("hint") else ""
    return f"{_words(block['label'], names)}{optional}: {_element(block['element'], names)}{hint}"


def _element(element: Payload, names: Names) -> str:
    kind = element["type"]
    if kind == "button":
        mark = {"primary": "!", "danger": "⚠"}.get(element.get("style", ""), "")
        return f"[{mark}{_words(element['text'], names)}]"
    if kind == "image":
        return f"({element['alt_text']})"
    if kind == "overflow":
        return f"[⋯ {' / '.join(_words(one['text'], names) for one in element['options'])}]"
    if kind in ("checkboxes", "radio_buttons"):
        chosen = [one["value"] for one in element.get("initial_options") or [element.get("initial_option")] if one]
        marks = [("x" if one["value"] in chosen else " ", _words(one["text"], names)) for one in element["options"]]
        return " ".join(f"[{mark}] {words}" for mark, words in marks)
    initial = next((value for name, value in element.items() if name.startswith("initial_") and value), None)
    if initial is None:
        return f"‹{_words(element.get('placeholder'), names)}›" if element.get("placeholder") else "‹›"
    several = initial if isinstance(initial, list) else [initial]
    return f"‹{', '.join(_initial(one, names) for one in several)}›"


def _initial(value: Any, names: Names) -> str:
    if isinstance(value, dict) and "text" in value:
        return _words(value["text"], names)
    return names.get(str(value), str(value))


def _table(block: Payload, names: Names) -> str:
    return "\n".join(" | ".join(_cell(cell, names) for cell in row) for row in block["rows"])


def _cell(cell: Payload, names: Names) -> str:
    return str(cell["text"]) if cell["type"] in ("raw_text", "raw_number") else _rich(cell["elements"], names)


def _rich(node: Any, names: Names) -> str:
    if isinstance(node, list):
        return "".join(_rich(one, names) for one in node)
    kind = str(node["type"])
    if kind == "rich_text_list":
        return "\n".join(f"• {_rich(one, names)}" for one in node["elements"])
    if "elements" in node:
        return _rich(node["elements"], names)
    if kind in ("user", "channel"):
        which = node[f"{kind}_id"]
        return f"{'@' if kind == 'user' else '#'}{names.get(which, which)}"
    for name in ("text", "url", "fallback"):
        if node.get(name):
            return str(node[name])
    return f":{node['name']}:" if kind == "emoji" else f"@{node.get('range', node.get('usergroup_id', ''))}"


def _chart(block: Payload, _names: Names) -> str:
    """A line a category: `(chart) By department: R&D Done 3, Late 1 / …`."""
    series = block["chart"]["series"]
    names = block["chart"]["axis_config"]["categories"]
    lines = [
        f"{name} " + ", ".join(f"{one['name']} {one['data'][place]['value']}" for one in series)
        for place, name in enumerate(names)
    ]
    return f"(chart) {block['title']}: {' / '.join(lines)}"


def _container(block: Payload, names: Names) -> str:
    mark = "▸" if block.get("default_collapsed") else "▾"
    return "\n".join([f"{mark} {_words(block['title'], names)}", *(drawn(one, names) for one in block["child_blocks"])])


def _card(block: Payload, names: Names) -> str:
    words = [_words(block[name], names) for name in ("title", "subtitle", "body", "subtext") if block.get(name)]
    return "\n".join([*words, " ".join(_element(one, names) for one in block.get("actions", []))]).strip()


_DRAWINGS: Mapping[str, Callable[[Payload, Names], str]] = {
    "header": lambda block, names: f"# {_words(block['text'], names)}",
    "section": _section,
    "divider": lambda _block, _names: "———",
    "context": lambda block, names: (
        "· " + " · ".join(_words(one, names) if "text" in one else f"({one['alt_text']})" for one in block["elements"])
    ),
    "actions": lambda block, names: " ".join(_element(one, names) for one in block["elements"]),
    "input": _input,
    "image": lambda block, names: f"({block['alt_text']})",
    "markdown": lambda block, _names: str(block["text"]),
    "rich_text": lambda block, names: "\n".join(_rich(one, names) for one in block["elements"]),
    "table": _table,
    "data_table": _table,
    "data_visualization": _chart,
    "container": _container,
    "card": _card,
    "alert": lambda block, names: f"⚠️ {_words(block['text'], names)}",
}


def _elements(block: Payload) -> Iterator[Element]:
    for child in block.get("child_blocks", []):
        yield from _elements(child)
    inside = list(block.get("elements" if block["type"] == "actions" else "actions", []))
    inside = inside if block["type"] in ("actions", "card") else []
    for element in [*inside, block.get("accessory"), block.get("element")]:
        if not element or "action_id" not in element:
            continue
        label = block.get("label", {}).get("text")
        shown = [element.get("text", {}).get("text"), label, element.get("placeholder", {}).get("text")]
        yield Element(tuple(one for one in shown if one), element["action_id"], block, element)
        if element["type"] == "overflow":
            for option in element["options"]:
                yield Element((option["text"]["text"],), element["action_id"], block, element, option["value"])
