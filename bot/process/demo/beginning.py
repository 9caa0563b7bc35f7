"""The demo: a product launch in mid-flight, relative to the day it is started, in a company that reads two languages.

Five departments have three months to bring a desk lamp to five million yuan of sales in its first month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import NamedTuple

from bot.process.demo import finished, looked_back, matters, proposed
from bot.process.demo.bilingual import said
from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.tasks import adding, updates
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import people
from storage import projects as stored
from storage.people import Person
from storage.projects import Project

# The channel in which the demo project lives, if the workspace has it.
CHANNEL = "product-launch"
ZONE, LOCALE, COUNTRY = "Asia/Shanghai", "en-US", "CN"

# The people of the sandbox's company, by the beginning of their names.
CAST = {
    "zhao": "赵敏",
    "lin": "林涛",
    "chen": "陈静",
    "wang": "王磊",
    "liu": "刘洋",
    "maria": "Maria",
    "sam": "Sam",
    "priya": "Priya",
}

# Department: its names in English and Chinese, head, liaison, deputies.
DEPARTMENTS = (
    ("Marketing", "市场部", "maria", "sam", ("sam",)),
    ("R&D", "研发部", "wang", "lin", ("zhao",)),
    ("Sales", "销售部", "priya", "priya", ()),
    ("Customer Service", "客服部", "liu", "liu", ()),
    ("Design", "设计部", "chen", "chen", ()),
)


class Planned(NamedTuple):
    """A task of the demo: department and owner, working days from today to start and end, how far it is and why.

    `parent` and `waits_for` are numbers of earlier tasks; `parts` are cooperating departments with what each provides.
    """

    title: str
    department: int
    owner: str
    starts: int
    ends: int
    progress: int = 0
    note: str = ""
    output: str = ""
    stage: int = 1
    parent: int | None = None
    waits_for: tuple[Waits, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()
    format: str = ""
    quality: str = ""


OBJECTIVE = "Launch within three months; ¥5 million of sales in the first month.\n三个月内上市，首月销售额500万元。"
STAGES = ("Concept 方案", "Preparation 筹备", "Launch 上市")

TASKS = (
    Planned("Positioning and price 定位与定价", 0, "maria", -38, -28, 100, "Approved: 599 yuan", stage=0),
    Planned("Industrial design 工业设计", 4, "chen", -36, -20, 100, "Proof B chosen", stage=0, waits_for=(Waits(1),),
            parts=((1, "Structure and heat review 结构与散热评审"),)),
    Planned("Launch key visual 主视觉设计", 4, "chen", -14, -3, 70, "Second round of comments",
            "One layered file and 6 cuts", waits_for=(Waits(2),), format="PSD, 300 dpi",
            quality="Approved by Marketing 市场部确认", parts=((0, "Key messages 核心卖点"),)),
    Planned("Firmware 1.0 固件1.0", 1, "lin", -30, -2, 80, "等蓝牙认证结果", "固件安装包与发布说明",
            quality="通过老化测试72小时，无致命缺陷"),
    Planned("Pilot production run 小批量试产", 1, "wang", -10, 4, 40, "模具第二次试模", waits_for=(Waits(2, 5),)),
    Planned("Launch landing page 上市落地页", 0, "sam", -5, 3, 20, "Waiting for the key visual",
            waits_for=(Waits(3),), parts=((4, "Images in three sizes 三种尺寸的图片"), (2, "Dealer list 经销商名单"))),
    Planned("Dealer price list 经销商价目表", 2, "priya", -4, 2, 50, waits_for=(Waits(1),)),
    Planned("Service scripts and training 客服话术与培训", 3, "liu", -2, 14, 10),
    Planned("Packaging print files 包装印刷文件", 4, "chen", 1, 7, waits_for=(Waits(3, 1),)),
    Planned("Train the call centre 客服培训", 3, "liu", 9, 14, parent=8),
    Planned("Dealer roadshow, five cities 五城经销商路演", 2, "priya", 10, 20, stage=2, waits_for=(Waits(7),),
            parts=((0, "Exhibits and leaflets 展具与折页"),)),
    Planned("Launch event 上市发布会", 0, "sam", 20, 24, 0, "", "200 guests, live stream, press kit", stage=2,
            waits_for=(Waits(5), Waits(6), Waits(11, -2)), format="Press kit in English and Chinese 中英文资料包",
            parts=((4, "Stage design 舞台设计"), (1, "Ten working lamps 样机十台"))),
)  # fmt: skip


def begin(work: Work, channel_id: str, channel_name: str, *, in_motion: bool = True, locale: str = LOCALE) -> None:
    """Make the demo project in that channel, once; does nothing where its people are missing.

    `in_motion`: with what its departments have with each other, and a second project that is just being proposed,
    and a third one that is finished.
    `locale` is what the channel reads.
    """
    if stored.all_of(work.session, work.team_id):
        return
    cast = _cast(work)
    if cast is None:
        return
    with work.acting_as(cast["wang"]):
        calendars.choose_first(work, COUNTRY)
        _set_up_departments(work, cast)
    with work.acting_as(cast["zhao"]):
        project = _project(work, cast, channel_id, channel_name, locale)
        _add_tasks(work, project, cast)
    if in_motion:
        matters.begin(work, project, cast)
        proposed.begin(work, cast, ZONE, locale)
        finished.begin(work, cast, ZONE, locale)
        looked_back.begin(work, cast, ZONE, locale)


def _project(work: Work, cast: Mapping[str, Person], channel_id: str, channel_name: str, locale: str) -> Project:
    today = work.today(ZONE)
    return starting.begin(
        work,
        NewProject(
            name=said("Aurora lamp launch 曙光台灯上市", locale),
            objective=said(OBJECTIVE, locale),
            pm_id=cast["zhao"].user_id,
            starts_on=today - timedelta(days=55),
            ends_on=today + timedelta(days=37),
            meeting_weekday=2,
            meeting_time=time(10, 30),
            initiating=DEPARTMENTS[0][0],
            departments=[
                DepartmentNamed(name, cast[head].user_id, cast[liaison].user_id)
                for name, _zh, head, liaison, _deputies in DEPARTMENTS
            ],
            channel_id=channel_id,
            channel_name=channel_name,
            zone=ZONE,
            locale=locale,
        ),
    )


def _add_tasks(work: Work, project: Project, cast: Mapping[str, Person]) -> None:
    """The plan, and what its owners have said of it; each under a cause of its own."""
    parts = [made.id for _part, made in stored.taking_part(work.session, project)]
    for number, planned in enumerate(TASKS, 1):
        with work.within(str(number)):
            shown = adding.make(work, _new_task(work, project, planned, parts, cast[planned.owner]))
            note = said(planned.note, project.locale)
            if planned.progress:
                status = Status.DONE if planned.progress == 100 else None
                with work.acting_as(cast[planned.owner]):
                    updates.update(work, shown.task.number, Update(status, planned.progress, note))


def _new_task(work: Work, project: Project, planned: Planned, parts: Sequence[int], owner: Person) -> NewTask:
    """`parts` are the ids of the departments in the order of DEPARTMENTS."""
    today, calendar = work.today(ZONE), calendars.of_project(work, project)
    return NewTask(
        project_id=project.id,
        title=said(planned.title, project.locale),
        department_id=parts[planned.department],
        owner_id=owner.user_id,
        starts_on=calendar.add_working_days(today, planned.starts),
        due_on=calendar.add_working_days(today, planned.ends),
        output=said(planned.output, project.locale),
        format=said(planned.format, project.locale),
        quality=said(planned.quality, project.locale),
        stage=said(STAGES[planned.stage], project.locale),
        parent=planned.parent,
        parts=tuple((parts[one], said(provides, project.locale)) for one, provides in planned.parts),
        waits_for=planned.waits_for,
    )


def _set_up_departments(work: Work, cast: Mapping[str, Person]) -> None:
    for name_en, name_zh, head, liaison, deputies in DEPARTMENTS:
        stands = tuple(cast[one].user_id for one in deputies)
        departments.made(work, Described(name_en, name_zh, cast[head].user_id, cast[liaison].user_id, stands))


def _cast(work: Work) -> dict[str, Person] | None:
    """The people of the demo; None where one is missing."""
    everybody = people.everybody(work.session, work.team_id)
    cast = {key: one for key, name in CAST.items() for one in everybody if one.name.startswith(name)}
    return cast if len(cast) == len(CAST) else None
