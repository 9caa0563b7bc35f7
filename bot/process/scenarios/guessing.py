"""Which department of a project leads what a role of a template does, as far as names tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.process.scenarios.template import Role
from storage.departments import Department

# What a department is called besides what it does.
_AROUND = ("department", "dept.", "dept", "team", "部门", "部", "中心", "处", "科", "組", "组")
# Of a shorter Chinese name too much would be a part.
LEAST = 2


def guessed(roles: Sequence[Role], departments: Sequence[Department]) -> dict[str, int | None]:
    """By the key of each role the id of its department; None where no name tells. Whoever is meant by name is not
    guessed for another role.
    """
    found: dict[str, int | None] = dict.fromkeys((role.key for role in roles), None)
    for matches in (_is_same, _is_called, _is_near):
        taken = set(found.values())
        for role in roles:
            if found[role.key] is None:
                free = [one for one in departments if one.id not in taken and matches(role, one)]
                found[role.key] = free[0].id if free else None
                taken.add(found[role.key])
    return found


def _is_same(role: Role, department: Department) -> bool:
    return role.department_id == department.id


def _is_called(role: Role, department: Department) -> bool:
    return bool(_names(role.en, role.zh, *role.known_as) & _names(department.name_en, department.name_zh))


def _is_near(role: Role, department: Department) -> bool:
    """Whether one name stands in the other: 市场 in 市场营销部, Sales in Sales Europe."""
    return any(
        _stands_in(one, other) or _stands_in(other, one)
        for one in _names(role.en, role.zh, *role.known_as)
        for other in _names(department.name_en, department.name_zh)
    )


def _stands_in(one: str, other: str) -> bool:
    if one.isascii():
        return f" {one} " in f" {other} "
    return len(one) >= LEAST and one in other


def _names(*called: str | None) -> set[str]:
    return {name for one in called if one and (name := _bare(one))}


def _bare(name: str) -> str:
    bare = " ".join(name.casefold().split())
    for end in _ends(bare):
        return bare.removesuffix(end).strip()
    return bare


def _ends(name: str) -> Iterable[str]:
    return (end for end in _AROUND if name.endswith(end) and name != end)
