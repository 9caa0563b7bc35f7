"""The blocks that Slack draws itself since 2026: tables that sort, charts, containers that fold, cards, alerts.

Where its documentation and what others saw live differ, the stricter holds.
"""

from __future__ import annotations

import math

from bot.sandbox.blockkit.elements import ELEMENTS, IMAGE_ELEMENT
from bot.sandbox.blockkit.shapes import (
    IDENTIFIER,
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

# Of all tables of a message together.
TABLE_CHARACTERS = 10_000
CHARTS = 2
# What a container takes of the blocks that there were before it; no other, and none of these.
CONTAINED = ("actions", "context", "divider", "header", "image", "section", "table", "video")


def number(findings: Findings, value: object, at: str) -> None:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        findings.note("must be a number", at)


def _positive(findings: Findings, value: object, at: str) -> None:
    number(findings, value, at)
    if isinstance(value, (int, float)) and value <= 0:
        findings.note("must be greater than 0", at)


RAW_TEXT = record({"type": anything, "text": string(1)}, ("text",))
# A number that has no words beside it is refused.
RAW_NUMBER = record({"type": anything, "value": number, "text": string(1)}, ("value", "text"))


def _rows_agree(findings: Findings, value: Json, at: str) -> None:
    rows = value.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return
    if len({len(row) for row in rows}) > 1:
        findings.note("all rows must have the same number of cells", f"{at}/rows")
    for place, cell in enumerate(rows[0] if rows else ()):
        if isinstance(cell, dict) and cell.get("type") == "rich_text":
            findings.note("unsupported type: rich_text", f"{at}/rows/0/{place}/type")
    header = value.get("row_header_column_index")
    if isinstance(header, int) and rows and header >= len(rows[0]):
        findings.note(f"must be less than {len(rows[0])}", f"{at}/row_header_column_index")


def _block(needs: tuple[str, ...], rules: tuple[object, ...] = (), **fields: Check) -> Check:
    return record({"type": anything, "block_id": IDENTIFIER, **fields}, needs, rules)  # type: ignore[arg-type]


def data_table(rich_text: Check) -> Check:
    """A table that the client sorts, filters and pages: 1 to 100 rows below its header."""
    cell = typed({"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": rich_text})
    return _block(
        ("caption", "rows"),
        (_rows_agree,),
        caption=string(1, 3000),
        rows=array(array(cell, 1, 20), 2, 101),
        page_size=integer(1, 100),
        row_header_column_index=integer(0, 19),
    )


_LABEL = string(1, 20)
_POINT = record({"label": _LABEL, "value": number}, ("label", "value"))
_SEGMENT = record({"label": _LABEL, "value": _positive}, ("label", "value"))
_AXES = record(
    {"categories": array(_LABEL, 1, 20), "x_label": string(1, 50), "y_label": string(1, 50)}, ("categories",)
)


def _series_agree(findings: Findings, value: Json, at: str) -> None:
    """One point of each series for each category, and no name twice."""
    axes, series = value.get("axis_config"), value.get("series")
    if not isinstance(axes, dict) or not isinstance(series, list):
        return
    categories = axes.get("categories")
    if isinstance(categories, list) and len({*map(str, categories)}) < len(categories):
        findings.note("must be unique", f"{at}/axis_config/categories")
    names = [one.get("name") for one in series if isinstance(one, dict)]
    if len({*map(str, names)}) < len(names):
        findings.note("must be unique", f"{at}/series")
    for place, one in enumerate(series):
        data = one.get("data") if isinstance(one, dict) else None
        if isinstance(data, list) and [_of(point, "label") for point in data] != categories:
            findings.note("must have one data point for each category", f"{at}/series/{place}/data")


def _of(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


# Twelve by the documentation, six by others who built on it.
_SERIES = record({"name": _LABEL, "data": array(_POINT, 1, 20)}, ("name", "data"))
_LINES = record(
    {"type": anything, "series": array(_SERIES, 1, 6), "axis_config": _AXES},
    ("series", "axis_config"),
    (_series_agree,),
)
_PIE = record({"type": anything, "segments": array(_SEGMENT, 1, 12)}, ("segments",))
DATA_VISUALIZATION = _block(
    ("title", "chart"),
    title=string(1, 50),
    chart=typed({"bar": _LINES, "line": _LINES, "area": _LINES, "pie": _PIE}),
)

ALERT = _block(
    ("text",), text=text(200, *PLAIN_OR_MRKDWN), level=one_of("default", "info", "warning", "error", "success")
)


def _says_something(findings: Findings, value: Json, at: str) -> None:
    if not any(value.get(name) for name in ("title", "body", "hero_image", "actions")):
        findings.note("must define one of title, body, hero_image, actions", at)
    if value.get("icon") is not None and value.get("slack_icon") is not None:
        findings.note("must define either icon or slack_icon", at)


CARD = _block(
    (),
    (_says_something,),
    title=text(150, *PLAIN_OR_MRKDWN),
    subtitle=text(150, *PLAIN_OR_MRKDWN),
    body=text(200, *PLAIN_OR_MRKDWN),
    subtext=text(200, *PLAIN_OR_MRKDWN),
    hero_image=IMAGE_ELEMENT,
    icon=IMAGE_ELEMENT,
    slack_icon=anything,
    actions=array(typed({"button": ELEMENTS["button"]}), 1, 3),
)
CAROUSEL = _block(("elements",), elements=array(typed({"card": CARD}), 1, 10))


def _divided(findings: Findings, value: Json, at: str) -> None:
    if value.get("title") is None and value.get("rich_text_title") is None:
        findings.note("missing required field: title", at)
    if value.get("has_header_divider") and value.get("is_collapsible"):
        findings.note("has_header_divider is not supported for a collapsible container", f"{at}/has_header_divider")


def container(blocks: dict[str, Check], rich_text: Check) -> Check:
    """Blocks under a title, that may fold."""
    return _block(
        ("child_blocks",),
        (_divided,),
        title=text(150),
        rich_text_title=rich_text,
        subtitle=text(150),
        child_blocks=array(typed({kind: blocks[kind] for kind in CONTAINED}), 1, 10),
        width=one_of("narrow", "standard", "wide", "full"),
        is_collapsible=boolean,
        default_collapsed=boolean,
        has_header_divider=boolean,
    )
