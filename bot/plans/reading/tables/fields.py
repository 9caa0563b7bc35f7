"""What a column of a plan may be called, in English and in Chinese, by people and by the programs that export tables.

A heading is known by this dictionary alone; one that only resembles a known one is suggested, never taken.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from bot.documents import headings


class Field(StrEnum):
    """What a column says of a task."""

    ID = "id"
    CODE = "code"
    LEVEL = "level"
    PARENT = "parent"
    STAGE = "stage"
    STEP = "step"
    TITLE = "title"
    SUBTASK = "subtask"
    START = "start"
    END = "end"
    DAYS = "days"
    PROGRESS = "progress"
    OWNER = "owner"
    DEPARTMENT = "department"
    COOPERATING = "cooperating"
    WAITS_FOR = "waits for"
    HOLDS = "holds"
    MILESTONE = "milestone"
    KIND = "kind"
    MODE = "mode"
    DELIVERABLE = "deliverable"
    NOTE = "note"
    FIRST_END = "first end"
    CAME = "came of it"


# In order: of two columns that may be one field the one further in front is taken. What is planned stands before what
# came of it.
HEADINGS: Mapping[Field, tuple[str, ...]] = {
    field: tuple(called.split(" | "))
    for field, called in {
        Field.ID: (
            "Liaison ID | Liaison编号 | "
            "Issue key | Task ID | ID | Key | 任务ID | 任务编号 | 编号 | 标识号 | 序号 | No. | No | Nr | # | S/N | "
            "Number | Row | 行号 | 项次 | Unique ID | 唯一标识号 | Issue id | UID"
        ),
        Field.CODE: (
            "WBS | WBS code | WBS编码 | WBS编号 | WBS代码 | Outline number | 大纲数字 | 大纲编号 | Code | 编码 | "
            "任务编码 | 代码 | 工作编号"
        ),
        Field.LEVEL: ("Outline level | 大纲级别 | WBS level | Task level | Level | 层级 | 级别 | 任务层级 | 任务级别"),
        Field.PARENT: (
            "Parent | Parent task | Parent key | Parent id | Parent issue | Parent task id | 父任务 | 父任务编号 | "
            "Part of | 父级 | 上级任务 | 父级任务 | 所属任务 | 父项"
        ),
        Field.STAGE: (
            "Stage | Phase | 阶段 | 项目阶段 | 所属阶段 | 阶段名称 | Section/Column | Section | Column | 分组 | "
            "任务分组 | Group | 模块 | Workstream"
        ),
        Field.TITLE: (
            "Task name | 任务名称 | Task | 任务 | Summary | Name | 名称 | Title | 标题 | Subject | 主题 | Activity | "
            "Activity name | 活动 | 活动名称 | Work item | 工作项 | 工作任务 | 任务项 | 工作事项 | 事项 | 工作名称 | "
            "作业名称 | 工作内容 | 任务内容 | Work package | Task title | Task description | 任务描述"
        ),
        Field.SUBTASK: "Subtask | Sub-task | 子任务 | 子任务名称 | 任务分解 | 细分任务",
        Field.START: (
            "Planned start | Planned start date | Plan start | Scheduled start | 计划开始 | 计划开始日期 | "
            "计划开始时间 | 预计开始 | 预计开始日期 | 预计开始时间 | Plan Start date | Start | Start date | Starts | "
            "Begin date | Begin | Target start | 开始 | 开始日期 | 开始时间 | 起始日期 | 起始时间 | 起始 | "
            "开工日期 | 启动日期 | From | Actual start | Actual start date | 实际开始 | 实际开始日期 | 实际开始时间"
        ),
        Field.END: (
            "Planned finish | Planned end | Planned end date | Planned finish date | Plan end | Plan finish | "
            "Scheduled finish | 计划完成 | 计划完成日期 | 计划完成时间 | 计划结束 | 计划结束日期 | 计划结束时间 | "
            "预计完成 | 预计完成日期 | 预计完成时间 | 预计结束 | 预计结束日期 | 计划截止 | Finish | Finish date | "
            "End | End date | Ends | Due date | Due | Target end | Deadline | 完成 | 完成日期 | 完成时间 | 结束 | "
            "结束日期 | 结束时间 | 截止 | 截止日期 | 截止时间 | 到期日 | 完工日期 | 终止日期 | To | Actual finish | "
            "Actual end | Actual end date | Actual finish date | 实际完成 | 实际完成日期 | 实际完成时间 | 实际结束 | "
            "实际结束日期 | 实际结束时间"
        ),
        Field.DAYS: (
            "Planned duration | 计划工期 | Duration | 工期 | Duration days | Length in working days | Length | Days | "
            "持续时间 | 历时 | 周期 | 天数 | 工作日 | 用时 | 计划天数 | "
            "工期天数 | Actual duration | 实际工期 | 实际天数"
        ),
        Field.PROGRESS: (
            "% Complete | Progress in percent | Percent complete | Percent done | % Done | Complete | Completion | "
            "完成百分比 | Progress | 进度 | 完成率 | 完成度 | 完成进度 | 任务进度 | 当前进度 | 完成比例"
        ),
        Field.OWNER: (
            "Assignee | Owner | 责任人 | 负责人 | 任务负责人 | 执行者 | 执行人 | 指派给 | Assigned to | "
            "Resource names | 资源名称 | Resources | Coordinator | Responsible | Person responsible | 经办人 | "
            "承办人 | 主责人 | 担当"
        ),
        Field.DEPARTMENT: (
            "Lead department | 主责部门 | 责任部门 | 负责部门 | Department | 部门 | 牵头部门 | 主办部门 | 责任单位 | "
            "所属部门 | 承办部门"
        ),
        Field.COOPERATING: (
            "Cooperating department | Cooperating departments | 配合部门 | 协作部门 | 协助部门 | 协办部门 | "
            "配合单位 | Supporting department"
        ),
        Field.WAITS_FOR: (
            "Predecessors | Predecessor | 前置任务 | 紧前工作 | 紧前任务 | 前置 | 前置工作 | 前序任务 | 前导任务 | "
            "依赖 | 依赖任务 | 依赖的任务 | 依赖关系 | Dependencies | Depends on | Dependency | Blocked by | "
            "Blocked by (Dependencies) | Waits for | Inward issue link | Inward issue link (Blocks)"
        ),
        Field.HOLDS: (
            "Successors | Successor | 后续任务 | 紧后工作 | 紧后任务 | 后置任务 | Blocking | "
            "Blocking (Dependencies) | Blocks | Outward issue link | Outward issue link (Blocks)"
        ),
        Field.MILESTONE: "Milestone | Is milestone | 里程碑 | 是否里程碑",
        Field.KIND: "Issue Type | Type | 类型 | 任务类型 | Task type | 问题类型",
        Field.MODE: "Task mode | 任务模式 | Dates pinned | 日期固定",
        Field.DELIVERABLE: (
            "Deliverable | Deliverables | 交付物 | 输出 | 输出物 | 成果 | 交付成果 | 输出成果 | 交付标准 | "
            "完成标准 | Delivery standard | Output"
        ),
        Field.NOTE: (
            "Notes | 备注 | Note | Remarks | Remark | Comments | Comment | 说明 | Description | 描述 | 工作内容 | "
            "任务描述 | 任务内容 | Task description"
        ),
        Field.FIRST_END: "First planned end | 原计划完成 | Baseline finish | 基线完成时间",
        Field.CAME: (
            "Status | 状态 | 任务状态 | Actual start | Actual start date | 实际开始 | 实际开始日期 | 实际开始时间 | "
            "Actual finish | Actual end | Actual end date | Actual finish date | 实际完成 | 实际完成日期 | "
            "实际完成时间 | 实际结束 | 实际结束日期 | 实际结束时间 | Actual duration | 实际工期 | 实际天数 | "
            "Delay reason | 延期原因 | Times moved | 改期次数"
        ),
    }.items()
}
# Fields of which a table may have several columns that all count.
MANY = frozenset({Field.WAITS_FOR, Field.HOLDS, Field.STEP, Field.CAME})
# What makes rows of a plan of rows with names: when, how long, or behind what.
TIMED = frozenset({Field.START, Field.END, Field.DAYS, Field.WAITS_FOR, Field.HOLDS})
# Other kinds of links between the tasks of Jira than one that makes one wait.
_OTHER_LINK = re.compile(r"(?:in|out)wardissuelink.+")
_DIGITS = {one: number for number, one in enumerate("一二三四五六", 1)} | {str(one): one for one in range(1, 7)}
_STEP = re.compile(
    r"(?:level|lvl|l)([1-6])(?:tasks?|names?)?|([一二三四五六1-6])级(?:任务|工作|活动|计划|模块|分类|目录|wbs)?(?:名称)?"
)
LEAST_ALIKE, SHORTEST_ALIKE = 0.85, 3


def fields_of(heading: str) -> list[tuple[Field, int]]:
    """What a heading may mean, with its place among the headings of that field; the likeliest first."""
    if _OTHER_LINK.fullmatch(headings.plain(heading)) and headings.plain(heading) not in _known():
        return []
    if (step := _STEP.fullmatch(headings.plain(heading))) is not None:
        return [(Field.STEP, _DIGITS[step[1] or step[2]])]
    called = headings.key_of(heading, _names())
    return _known()[called] if called else []


def alike(heading: str) -> Field | None:
    """The field that a heading resembles."""
    plain = headings.plain(heading)
    if _OTHER_LINK.fullmatch(plain) or len(plain) < SHORTEST_ALIKE:
        return None
    close = difflib.get_close_matches(plain, _known(), 1, LEAST_ALIKE)
    return _known()[close[0]][0][0] if close else None


@cache
def _names() -> Mapping[str, str]:
    return {plain: plain for plain in _known()}


@cache
def _known() -> Mapping[str, list[tuple[Field, int]]]:
    known: dict[str, list[tuple[Field, int]]] = {}
    for field, called in HEADINGS.items():
        for rank, one in enumerate(called):
            if (field, rank) not in (there := known.setdefault(headings.plain(one), [])):
                there.append((field, rank))
    return known
