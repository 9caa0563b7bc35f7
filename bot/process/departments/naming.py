"""What an admin says of a department, and whoever is named there hears so: as its head, liaison or deputy head."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.process.kernel import posts, quiet
from bot.process.kernel.work import Work
from bot.words.language import Name, Text
from bot.words.language import text as _
from storage import people
from storage.departments import Department
from storage.posts import holds_one


@dataclass(frozen=True, slots=True)
class Described:
    """What an admin says of a department: at least one name; people by Slack user id; an empty calendar is the
    organisation's.
    """

    name_en: str | None
    name_zh: str | None
    head_id: str
    liaison_id: str
    deputies: tuple[str, ...] = ()
    calendar: str = ""
    group_id: str | None = None
    group_handle: str = ""


def tell(work: Work, changed: Sequence[tuple[Department, Described | None]], *, but: Collection[str] = ()) -> None:
    """Tell whoever is new at a post of these departments, each with what was before, once for all of them.

    `but` are those who are told otherwise. Who lost a post before they read that they have it does not read so.
    """
    found: dict[str, list[tuple[Department, str, Text]]] = {}
    for one, before in changed:
        was, now = _posts(before, one.name) if before is not None else {}, _posts(one, one.name)
        for _post, user_id in was.keys() - now.keys():
            work.unsay(_told_of(one, user_id), "they are not any more")
        for key, label in now.items():
            if key not in was:
                found.setdefault(key[1], []).append((one, key[0], label))
    for user_id, person in people.people(work.session, work.team_id, found.keys() - set(but)).items():
        new = found[user_id]
        about, labels = _told_of(new[0][0], user_id), [label for _one, _post, label in new]
        is_known = holds_one(work.session, work.team_id, user_id, but=[one.id for one, _post, _label in new])
        expected = [] if is_known else posts.expected(post for _one, post, _label in new)
        given = {"by": work.person, "posts": labels, "expected": expected}
        quiet.tell_each(work, [person], "departments/named", about=about, **given)


def _posts(one: Department | Described, name: Name) -> dict[tuple[str, str], Text]:
    """Who has which post: what it is called by the post and whose it is."""
    found = {
        ("head", one.head_id): _("head of %(name)s", name=name),
        ("liaison", one.liaison_id): _("liaison of %(name)s", name=name),
    }
    return found | {("deputy", user_id): _("deputy head of %(name)s", name=name) for user_id in one.deputies}


def _told_of(one: Department, user_id: str) -> str:
    """What somebody is told of their posts is filed under: the department, the first of several."""
    return f"departments:{one.id}:named:{user_id}"
