"""What Slack accepts as a block, and on which surface."""

from bot.sandbox.blockkit.elements import (
    ACCESSORY,
    ACTION,
    CHANNEL_ID,
    IMAGE_ELEMENT,
    IMAGE_FIELDS,
    INPUT,
    ONE_IMAGE,
    USER_ID,
)
from bot.sandbox.blockkit.natives import (
    ALERT,
    CARD,
    CAROUSEL,
    DATA_VISUALIZATION,
    RAW_NUMBER,
    TABLE_CHARACTERS,
    container,
    data_table,
)
from bot.sandbox.blockkit.shapes import (
    IDENTIFIER,
    LINK,
    PLAIN_OR_MRKDWN,
    Check,
    Findings,
    Json,
    anything,
    array,
    boolean,
    integer,
    one_of,
    record,
    string,
    text,
    typed,
)

MARKDOWN_CHARACTERS = 12_000

_STYLE = record(dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean))


def _part(needs: tuple[str, ...] = (), **fields: Check) -> Check:
    return record({"type": anything, "style": _STYLE, **fields}, needs)


RICH_TEXT_PART = typed(
    {
        "text": _part(("text",), text=string(1)),
        "link": _part(("url",), url=LINK, text=string(0), unsafe=boolean),
        "user": _part(("user_id",), user_id=USER_ID),
        "usergroup": _part(("usergroup_id",), usergroup_id=IDENTIFIER),
        "channel": _part(("channel_id",), channel_id=CHANNEL_ID),
        "emoji": _part(("name",), name=string(), unicode=string(), skin_tone=integer(1, 6)),
        "date": _part(("timestamp", "format"), timestamp=integer(0), format=string(), url=LINK, fallback=string()),
        "broadcast": _part(("range",), range=one_of("here", "channel", "everyone")),
        "color": _part(("value",), value=string(4, 9, "#[0-9A-Fa-f]+", "color")),
        "team": _part(("team_id",), team_id=IDENTIFIER),
    }
)
_PARTS = array(RICH_TEXT_PART, 0)
_SECTION = record({"type": anything, "elements": _PARTS}, ("elements",))
_BORDERED = record({"type": anything, "elements": _PARTS, "border": integer(0, 1)}, ("elements",))
RICH_TEXT_ELEMENT = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_preformatted": _BORDERED,
        "rich_text_quote": _BORDERED,
        "rich_text_list": record(
            {
                "type": anything,
                "style": one_of("bullet", "ordered"),
                "elements": array(typed({"rich_text_section": _SECTION}), 1),
                "indent": integer(0, 8),
                "offset": integer(0),
                "border": integer(0, 1),
            },
            ("style", "elements"),
        ),
    }
)


def rich_text_words(node: object) -> str:
    """All characters of a rich text tree, in reading order."""
    if isinstance(node, list):
        return "".join(rich_text_words(inner) for inner in node)
    if not isinstance(node, dict):
        return ""
    own = node.get("text") if isinstance(node.get("text"), str) else ""
    return f"{own}{rich_text_words(node.get('elements'))}"


def _table_fits(findings: Findings, value: Json, at: str) -> None:
    rows = value.get("rows")
    if isinstance(rows, list) and sum(len(rich_text_words(row)) for row in rows) > TABLE_CHARACTERS:
        findings.note(f"must be less than {TABLE_CHARACTERS + 1} characters in all cells", f"{at}/rows")


def _text_or_fields(findings: Findings, value: Json, at: str) -> None:
    if value.get("text") is None and value.get("fields") is None:
        findings.note("missing required field: text", at)


def _no_dispatching_file(findings: Findings, value: Json, at: str) -> None:
    element = value.get("element")
    if isinstance(element, dict) and element.get("type") == "file_input" and value.get("dispatch_action"):
        findings.note("dispatch_action is not supported for file_input", f"{at}/dispatch_action")


def _block(needs: tuple[str, ...] = (), rules: tuple[object, ...] = (), **fields: Check) -> Check:
    return record({"type": anything, "block_id": IDENTIFIER, **fields}, needs, rules)  # type: ignore[arg-type]


_RICH_TEXT = _block(("elements",), elements=array(RICH_TEXT_ELEMENT, 1))
_CELL = typed(
    {
        "raw_text": record({"type": anything, "text": string(1)}, ("text",)),
        "raw_number": RAW_NUMBER,
        "rich_text": _RICH_TEXT,
    }
)


def _column(findings: Findings, value: object, at: str) -> None:
    if value is not None:
        record({"align": one_of("left", "center", "right"), "is_wrapped": boolean})(findings, value, at)


# A context line has no documented limit of its own; 2000 is the lowest that has been reported.
_CONTEXT_ITEM = typed(
    {
        "image": IMAGE_ELEMENT,
        "plain_text": text(2000),
        "mrkdwn": text(2000, "mrkdwn"),
    }
)

EVERYWHERE: dict[str, Check] = {
    "section": _block(
        (),
        (_text_or_fields,),
        text=text(3000, *PLAIN_OR_MRKDWN),
        fields=array(text(2000, *PLAIN_OR_MRKDWN), 1, 10),
        accessory=ACCESSORY,
        expand=boolean,
    ),
    # Header levels are documented for messages alone.
    "header": _block(("text",), text=text(150)),
    "divider": _block(),
    "context": _block(("elements",), elements=array(_CONTEXT_ITEM, 1, 10)),
    "actions": _block(("elements",), elements=array(ACTION, 1, 25)),
    "image": record({**IMAGE_FIELDS, "block_id": IDENTIFIER, "title": text(2000)}, ("alt_text",), (ONE_IMAGE,)),
    "input": _block(
        ("label", "element"),
        (_no_dispatching_file,),
        label=text(2000),
        element=INPUT,
        hint=text(2000),
        optional=boolean,
        dispatch_action=boolean,
    ),
    "rich_text": _RICH_TEXT,
    "video": _block(
        ("title", "video_url", "thumbnail_url", "alt_text"),
        title=text(200),
        title_url=LINK,
        description=text(200),
        video_url=LINK,
        thumbnail_url=LINK,
        alt_text=string(1, 2000),
        author_name=string(1, 50),
        provider_name=string(1),
        provider_icon_url=LINK,
    ),
}

IN_MESSAGES: dict[str, Check] = {
    **EVERYWHERE,
    "header": _block(("text",), text=text(150), level=integer(1, 4)),
    "markdown": _block(("text",), text=string(1, MARKDOWN_CHARACTERS)),
    "table": _block(
        ("rows",),
        (_table_fits,),
        rows=array(array(_CELL, 1, 20), 1, 100),
        column_settings=array(_column, 0, 20),
    ),
}

NATIVE_IN_MESSAGES: dict[str, Check] = {
    "data_table": data_table(_RICH_TEXT),
    "data_visualization": DATA_VISUALIZATION,
    "container": container(IN_MESSAGES, _RICH_TEXT),
    "card": CARD,
    "carousel": CAROUSEL,
}
NATIVE_IN_HOME = {kind: NATIVE_IN_MESSAGES[kind] for kind in ("card", "carousel")}
NATIVE_IN_MODALS: dict[str, Check] = {"alert": ALERT}

MESSAGE_BLOCK = typed({**IN_MESSAGES, **NATIVE_IN_MESSAGES})
MODAL_BLOCK = typed({**EVERYWHERE, **NATIVE_IN_MODALS})
HOME_BLOCK = typed({**EVERYWHERE, **NATIVE_IN_HOME})
