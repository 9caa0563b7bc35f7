"""What a button or a form was about is gone, or belongs to a project that one may not see: said whole, with no gap."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.process.charters.kind import CHARTERS
from bot.process.disputes.kind import DISPUTES
from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.process.requests.kind import REQUESTS
from bot.process.risks.kind import RISKS
from bot.process.tasks import undo
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.process.conftest import Office

NO_SUCH = 999
LOOKS: dict[str, Callable[[Work], object]] = {
    **{kind.flow: lambda work, kind=kind: matters.held(work, kind, NO_SUCH)  # type: ignore[misc]
       for kind in (RISKS, REQUESTS, DISPUTES, CHARTERS)},
    "tasks": lambda work: undo.undo(work, NO_SUCH, 1),
}  # fmt: skip


@pytest.mark.parametrize("what", LOOKS)
def test_what_is_not_there_is_named_by_no_empty_number(office: Office, what: str) -> None:
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        LOOKS[what](work)
    said = [refused.value.why.for_(Reader(locale)) for locale in ("en-US", "zh-CN")]
    assert not [one for one in said if re.search(r"[RDTKS]-(?!\d)", one)], said
