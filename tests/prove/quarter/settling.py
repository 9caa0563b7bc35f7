"""The company moves into the sandbox and into Liaison: people and groups, departments and projects."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.process.calendars import countries
from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.sandbox.server import Sandbox
from bot.sandbox.world.records import UserGroup
from tests.prove.quarter.company import Company, Department, Project
from tests.prove.quarter.hands import Hands

# Whose working days the organisation counts in.
HOME = "CN"


def move_in(sandbox: Sandbox, company: Company) -> None:
    """Everybody is in the workspace, and in the user group of their department."""
    for person in company.people.values():
        sandbox.slack.add_person(person)
    for one in company.departments:
        sandbox.slack.groups[_group(one)] = UserGroup(_group(one), f"d{one.number}", one.name_en, list(one.members))


def make(hands: Hands, company: Company, admin: str, today: date) -> None:
    """An admin makes the departments, and each manager their project."""
    hands.make(admin, countries.choose_country, HOME)
    elsewhere = sorted({one.country for one in company.departments} - {HOME})
    keys = {country: hands.make(admin, countries.add_calendar, f"In {country}", country).key for country in elsewhere}
    for one in company.departments:
        one.calendar = keys.get(one.country, "")
        said = Described(
            one.name_en,
            one.name_zh,
            one.head,
            one.liaisons[0] if one.liaisons else one.head,
            calendar=one.calendar,
            group_id=_group(one),
            group_handle=f"d{one.number}",
        )
        one.id = hands.make(admin, departments.add, said).id
    for project in company.projects:
        project.id = hands.make(project.pm, starting.create, _new(company, project, today)).id


def _new(company: Company, project: Project, today: date) -> NewProject:
    initiating = project.parts[0].department
    return NewProject(
        name=f"Project {project.number}",
        objective="To live through a quarter",
        pm_id=project.pm,
        starts_on=today - timedelta(days=14),
        ends_on=today + timedelta(days=180),
        meeting_weekday=project.weekday,
        meeting_time=time(project.hour),
        initiating=initiating.name_en,
        departments=[
            DepartmentNamed(one.department.name_en, one.department.head, one.liaison) for one in project.parts
        ],
        calendar=initiating.calendar or HOME,
        zone=initiating.zone,
        locale="zh-CN" if initiating.country == HOME else "en-US",
    )


def _group(one: Department) -> str:
    return f"S0D{one.number:07}"
