"""Every block and element of Block Kit, as the page must draw them. The tests and the README's pictures use it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.page.draw import Drawing, Offer
from bot.sandbox.page.reader import Reader

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
NAMES = {
    "U0ZHAO0001": "赵敏",
    "U0LIN00001": "林涛",
    "U0MARIA001": "Maria Weber",
    "C0LAUNCH01": "product-launch",
    "S0RD": "rd",
}


def reader(locale: str = "en-US", zone: str = "Asia/Shanghai", user: str = "U0ZHAO0001") -> Reader:
    return Reader(user, locale, ZoneInfo(zone), NOW, NAMES.get)


def drawing(locale: str = "en-US", zone: str = "Asia/Shanghai") -> Drawing:
    people = [(key, name) for key, name in NAMES.items() if key.startswith("U")]
    return Drawing(
        reader(locale, zone), Offer(people, [("C0LAUNCH01", "product-launch")], [("C0LAUNCH01", "product-launch")])
    )


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str, description: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {"text": plain(text), "value": value}
    return made | ({"description": plain(description)} if description else {})


STATUSES = [
    option("⚪ Not started", "todo"),
    option("🔵 In progress", "doing", "Somebody works on it"),
    option("✅ Done", "done"),
]

CARD: list[dict[str, Any]] = [
    {"type": "header", "text": plain("T-3 · 方案设计 Concept design")},
    {
        "type": "section",
        "fields": [
            mrkdwn("*Lead*\n研发部 · <@U0LIN00001>"),
            mrkdwn("*Status*\n🔵 In progress · 50%"),
            mrkdwn("*Due*\n<!date^1795770000^{date_short_pretty}, {time}|27 Nov> (in 4 working days)"),
            mrkdwn("*For*\n<@U0ZHAO0001> in <#C0LAUNCH01>"),
        ],
    },
    {
        "type": "context",
        "elements": [mrkdwn("Waits for *design artwork* · calendar: China 2026 · changed by 林涛 2 h ago")],
    },
    {
        "type": "actions",
        "block_id": "card",
        "elements": [
            {"type": "button", "action_id": "done", "text": plain("Done"), "style": "primary", "value": "T-3"},
            {"type": "button", "action_id": "update", "text": plain("Update"), "value": "T-3"},
            {
                "type": "button",
                "action_id": "drop",
                "text": plain("Delete"),
                "style": "danger",
                "confirm": {
                    "title": plain("Delete T-3?"),
                    "text": plain("Two tasks wait for it."),
                    "confirm": plain("Delete"),
                    "deny": plain("Keep"),
                    "style": "danger",
                },
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [option("Snooze", "snooze"), option("History", "history")],
            },
        ],
    },
]

TEXTS: list[dict[str, Any]] = [
    {
        "type": "section",
        "block_id": "words",
        "text": mrkdwn(
            "*Bold*, _italic_, ~struck~, `code`, :tada: and <https://aurora.example/a_b_c?x=1&amp;y=2|a link>, https://aurora.example/plain\n"
            "> quoted by <@U0MARIA001> to <!here> and <!subteam^S0RD>\n> second line\n"
            "```def f(x):\n    return x &lt; 3  # *not bold*```"
        ),
        "accessory": {"type": "image", "image_url": "https://elsewhere.example/x.png", "alt_text": "Prototype photo"},
    },
    {"type": "divider"},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Rich: "},
                    {"type": "text", "text": "bold italic", "style": {"bold": True, "italic": True}},
                    {"type": "text", "text": " and "},
                    {"type": "text", "text": "code", "style": {"code": True}},
                    {"type": "text", "text": " by "},
                    {"type": "user", "user_id": "U0LIN00001"},
                    {"type": "emoji", "name": "white_check_mark"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "项目章程签字"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "Prototype approved"}]},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 1,
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "by all heads"}]}],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Quality first."}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "T-1 → T-2 → T-3"}]},
        ],
    },
    {
        "type": "markdown",
        "text": "## 会前摘要\n\nProgress **62 %**, ~~70 %~~ planned.\n\n"
        "1. Decide the [price](https://aurora.example)\n2. Agenda\n   - risks\n   - `T-9`\n\n"
        "> One open dispute.\n\n| Dept | Done |\n|---|---|\n| R&D | 4 / 7 |\n| 市场部 | 3 / 5 |",
    },
    {
        "type": "table",
        "column_settings": [{}, {"is_wrapped": True}, {"align": "right"}, {"align": "center"}],
        "rows": [
            [{"type": "raw_text", "text": word} for word in ("Task", "Name", "Late", "Status")],
            [
                {"type": "raw_text", "text": "T-3"},
                {"type": "raw_text", "text": "方案设计 Concept design for the spring launch, with the colours agreed"},
                {"type": "raw_text", "text": "2"},
                {"type": "raw_text", "text": "🔴"},
            ],
            [
                {"type": "raw_text", "text": "T-4"},
                {
                    "type": "rich_text",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "link", "url": "https://aurora.example", "text": "Price list"}],
                        }
                    ],
                },
                {"type": "raw_text", "text": "0"},
                {"type": "raw_text", "text": "✅"},
            ],
        ],
    },
    {
        "type": "image",
        "image_url": "https://elsewhere.example/gantt.png",
        "alt_text": "Gantt chart",
        "title": plain("甘特图"),
    },
    {
        "type": "context",
        "elements": [
            {"type": "image", "image_url": "https://elsewhere.example/i.png", "alt_text": "icon"},
            mrkdwn("⚪ 🔵 🟢 🟡 🟠 🔴 ✅ ✔️ ❌ ⏳ ⚖️ ⚠️ 👍 👀 🎉 📌 🔒 🚩 ❤️ 📅 📄 📊"),
        ],
    },
    {"type": "file", "external_id": "charter-7", "source": "remote"},
    {"type": "video", "title": plain("A film"), "video_url": "https://elsewhere.example/v", "alt_text": "film"},
]

ACTIONS: list[dict[str, Any]] = [
    {
        "type": "section",
        "block_id": "due",
        "text": mrkdwn("Move the *due date*"),
        "accessory": {"type": "datepicker", "action_id": "due", "initial_date": "2026-12-01"},
    },
    {
        "type": "actions",
        "block_id": "menus",
        "elements": [
            {
                "type": "static_select",
                "action_id": "status",
                "placeholder": plain("Status"),
                "options": STATUSES,
                "initial_option": STATUSES[1],
            },
            {"type": "users_select", "action_id": "owner", "placeholder": plain("Owner")},
            {"type": "channels_select", "action_id": "channel", "placeholder": plain("Channel")},
            {"type": "conversations_select", "action_id": "talk", "placeholder": plain("Conversation")},
            {
                "type": "external_select",
                "action_id": "task",
                "placeholder": plain("Find a task"),
                "min_query_length": 1,
            },
            {"type": "timepicker", "action_id": "at", "initial_time": "10:00"},
            {"type": "datetimepicker", "action_id": "moment", "initial_date_time": 1795770000},
        ],
    },
    {
        "type": "section",
        "block_id": "lines",
        "text": mrkdwn("Acceptance lines"),
        "accessory": {
            "type": "checkboxes",
            "action_id": "lines",
            "options": [option("Tested", "tested", "with a report"), option("Signed", "signed")],
            "initial_options": [option("Tested", "tested", "with a report")],
        },
    },
    {
        "type": "actions",
        "block_id": "ticks",
        "elements": [
            {"type": "radio_buttons", "action_id": "level", "options": [option("高 High", "h"), option("低 Low", "l")]}
        ],
    },
    {
        "type": "context_actions",
        "block_id": "feedback",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "fb",
                "positive_button": {"text": plain("Helpful"), "value": "yes"},
                "negative_button": {"text": plain("Not helpful"), "value": "no"},
            },
            {"type": "icon_button", "action_id": "trash", "icon": "trash", "text": plain("Remove")},
        ],
    },
]


def field(label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    element["action_id"] = element["type"]
    return {"type": "input", "block_id": element["type"], "label": plain(label), "element": element, **more}


def inputs() -> list[dict[str, Any]]:
    people = {"type": "multi_users_select", "initial_users": ["U0LIN00001", "U0MARIA001"]}
    return [
        field(
            "Name",
            {"type": "plain_text_input", "placeholder": plain("Spring launch")},
            hint=plain("As the contract says."),
        ),
        field("Objective", {"type": "rich_text_input"}, optional=True),
        field("Email", {"type": "email_text_input"}),
        field("Link", {"type": "url_text_input"}, optional=True),
        field("Budget (万元)", {"type": "number_input", "is_decimal_allowed": True}),
        field("Status", {"type": "static_select", "options": STATUSES}),
        field(
            "Departments",
            {
                "type": "multi_static_select",
                "option_groups": [
                    {"label": plain("Upstream"), "options": [option("R&D", "rd"), option("Design", "design")]},
                    {"label": plain("Downstream"), "options": [option("Sales", "sales")]},
                ],
                "initial_options": [option("R&D", "rd")],
            },
        ),
        field("Team", people),
        field("Manager", {"type": "users_select"}),
        field("Channels", {"type": "multi_channels_select"}, optional=True),
        field("Channel", {"type": "channels_select"}),
        field("Conversations", {"type": "multi_conversations_select"}, optional=True),
        field("Conversation", {"type": "conversations_select"}),
        field("Task", {"type": "external_select", "min_query_length": 0}),
        field("Tasks", {"type": "multi_external_select"}),
        field("Due", {"type": "datepicker", "initial_date": "2026-12-01"}),
        field("At", {"type": "timepicker"}),
        field("Moment", {"type": "datetimepicker"}),
        field("Level", {"type": "radio_buttons", "options": [option("高 High", "high"), option("低 Low", "low")]}),
        field(
            "Perspectives", {"type": "checkboxes", "options": [option("技术可行性", "tech"), option("合规性", "law")]}
        ),
        field("Evidence", {"type": "file_input", "filetypes": ["pdf", "png"]}),
    ]
