"""The company that lives in the sandbox: Aurora 曙光, eight people in five departments, three channels.

Or its first day: four of them, nothing set up.
"""

from bot.sandbox.world.records import Person, UserGroup, Workspace
from bot.sandbox.world.state import Slack

SHANGHAI, CHINESE = "Asia/Shanghai", "zh-CN"
# Who is there on the first day: an admin, whom a newcomer is at first, and three members.
FIRST = ("wang", "lin", "sam", "priya")


def workspace() -> Workspace:
    """Where they meet."""
    return Workspace("T0LIAISON1", "Aurora 曙光", "aurora")


def people(begins_in: str = CHINESE) -> list[Person]:
    """Everybody, with job titles that name the department. The project's manager reads what a newcomer does."""
    title = "项目经理 · 研发部 R&D" if begins_in == CHINESE else "Project manager · R&D 研发部"
    return [
        person("zhao", "赵敏 Zhao Min", title, begins_in, SHANGHAI, "c0392b"),
        person("lin", "林涛 Lin Tao", "接口人 · 研发部 R&D", "zh-CN", SHANGHAI, "2e86c1"),
        person("wang", "王磊 Wang Lei", "负责人 · 研发部 R&D", "zh-CN", SHANGHAI, "1e8449", admin=True),
        person("chen", "陈静 Chen Jing", "接口人 · 设计部 Design", "zh-CN", SHANGHAI, "8e44ad"),
        person("maria", "Maria Weber", "Head of Marketing 市场部", "en-GB", "Europe/Berlin", "d35400"),
        person("sam", "Sam Carter", "Liaison, Marketing 市场部", "en-US", "America/New_York", "2c3e50"),
        person("priya", "Priya Nair", "Head and liaison, Sales 销售部", "en-US", SHANGHAI, "b7950b"),
        person("liu", "刘洋 Liu Yang", "负责人兼接口人 · 客服部 Customer Service", "zh-CN", SHANGHAI, "148f77"),
    ]


def departments() -> list[UserGroup]:
    """A user group a department."""
    return [
        UserGroup("S0RD000001", "rd", "研发部 R&D", ids("wang", "zhao", "lin")),
        UserGroup("S0DESIGN01", "design", "设计部 Design", ids("chen")),
        UserGroup("S0MARKET01", "marketing", "市场部 Marketing", ids("maria", "sam")),
        UserGroup("S0SALES001", "sales", "销售部 Sales", ids("priya")),
        UserGroup("S0SERVICE1", "service", "客服部 Customer Service", ids("liu")),
    ]


def person(key: str, name: str, title: str, locale: str, tz: str, color: str, *, admin: bool = False) -> Person:
    """One of the company; the display name is the first word or, of a Chinese name, the Chinese one."""
    return Person(
        id=f"U0{key.upper():0<7}1",
        key=key,
        real_name=name,
        display_name=name.split()[0] if locale == CHINESE else name,
        title=title,
        email=f"{key}@aurora.example",
        locale=locale,
        tz=tz,
        is_admin=admin,
        is_owner=admin,
        color=color,
    )


def ids(*keys: str) -> list[str]:
    """The ids of people by their handles."""
    return [f"U0{key.upper():0<7}1" for key in keys]


def seed(slack: Slack, bot_user: str, *, is_empty: bool = False, begins_in: str = CHINESE) -> None:
    """Let the company in, first whom a newcomer is, who reads `begins_in`; the app is invited to #product-launch only.

    `is_empty`: as on the first day, without groups and without that channel.
    """
    everybody = people(begins_in) if not is_empty else _first(begins_in)
    for each in everybody:
        slack.add_person(each)
    members = [each.id for each in everybody]
    _open_channels(slack, members)
    if not is_empty:
        _organise(slack, members, bot_user)


def _first(begins_in: str) -> list[Person]:
    """Who is there on the first day, the admin before all."""
    known = {each.key: each for each in people()}
    known[FIRST[0]].locale = begins_in
    return [known[key] for key in FIRST]


def _open_channels(slack: Slack, members: list[str]) -> None:
    """Those that every workspace has."""
    founder = ids("wang")[0]
    general = slack.create_channel("general", founder, members=members, id="C0GENERAL1")
    general.is_general = True
    general.purpose = "全员公告 · Company-wide announcements"
    random = slack.create_channel("random", founder, members=members, id="C0RANDOM01")
    random.purpose = "闲聊 · Everything else"


def _organise(slack: Slack, members: list[str], bot_user: str) -> None:
    for group in departments():
        group.created, group.created_by = slack.seconds(), ids("wang")[0]
        slack.groups[group.id] = group
    launch = slack.create_channel("product-launch", ids("zhao")[0], members=[*members, bot_user], id="C0LAUNCH01")
    launch.topic = "新品上市 · Product launch"
    launch.purpose = "From prototype to first sales: R&D, Design, Marketing, Sales, Customer Service"
