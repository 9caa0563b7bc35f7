"""What the form of a proposal says as a whole, whatever has become of one of its steps on somebody's other device."""

from __future__ import annotations

from typing import Any

import pytest

from bot.process.proposals import form
from bot.words.refused import Refused
from tests.process.conftest import Office

WHOLE: dict[str, Any] = {
    "scenario": "launch", "name": "Lamp", "initiating_id": "1", "starts": "2027-01-11", "ends": "2027-06-30",
    "background": "Dealers ask", "objective": "Sell", "outcomes": "Sold in 200 shops", "departments": ["1", "2"],
    "pm_id": "pm", "sponsor_id": "sponsor", "channel_kind": "public",
}  # fmt: skip
# Of these the form knows what is meant where they are left empty.
OPTIONAL = {"departments", "sponsor_id", "channel_kind"}


@pytest.mark.parametrize("gone", sorted(WHOLE.keys() - OPTIONAL))
def test_a_step_that_was_emptied_meanwhile_is_opened_anew(office: Office, gone: str) -> None:
    with office.work("owner") as work:
        assert form.read(work, WHOLE).name == "Lamp"
        with pytest.raises(Refused, match="An earlier step of this form is not kept any more"):
            form.read(work, {name: value for name, value in WHOLE.items() if name != gone})


@pytest.mark.parametrize("other", [{"initiating_id": "nonsense"}, {"departments": ["1", "nonsense"]}])
def test_a_department_that_no_menu_offered_is_refused(office: Office, other: dict[str, Any]) -> None:
    with office.work("owner") as work, pytest.raises(Refused):
        form.read(work, WHOLE | other)


@pytest.mark.parametrize("left", sorted(OPTIONAL))
def test_what_may_be_left_empty_is(office: Office, left: str) -> None:
    with office.work("owner") as work:
        assert form.read(work, {name: value for name, value in WHOLE.items() if name != left}).departments[0] == 1
