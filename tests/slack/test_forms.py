"""Forms: what is wrong with an input stands beside that input, in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import Field, ValidationError

from bot.slack import forms
from bot.words.language import Reader


class Booking(forms.Form):
    title: str = Field(max_length=10)
    due_on: date
    seats: int = Field(ge=1, le=9)
    who: list[str] = Field(default_factory=list, min_length=1)


def view(**elements: dict[str, Any]) -> dict[str, Any]:
    values = {name: {name: element} for name, element in elements.items()}
    return {"state": {"values": values}, "blocks": [{"type": "input", "block_id": name} for name in elements]}


def text(value: str | None) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


def test_what_was_filled_in_is_read_by_name() -> None:
    form = forms.parse(
        Booking,
        view(
            title=text("  Hall  "),
            due_on={"type": "datepicker", "selected_date": "2026-12-01"},
            seats={"type": "number_input", "value": "3"},
            who={"type": "multi_users_select", "selected_users": ["U1"]},
        ),
    )
    assert (form.title, form.due_on, form.seats, form.who) == ("Hall", date(2026, 12, 1), 3, ["U1"])


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-US", {"title": "Please shorten this to 10 characters.", "due_on": "Please fill this in.",
                   "seats": "Please give a whole number.", "who": "Please choose at least 1."}),
        ("zh-CN", {"title": "请缩短到10个字符以内。", "due_on": "请填写这一项。", "seats": "请填写整数。",
                   "who": "请至少选择1项。"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_each_input(locale: str, expected: dict[str, str]) -> None:
    wrong = view(
        title=text("x" * 11),
        due_on={"type": "datepicker", "selected_date": None},
        seats=text("many"),
        who={"type": "multi_users_select", "selected_users": []},
    )
    with pytest.raises(ValidationError) as error:
        forms.parse(Booking, wrong)
    assert forms.errors(error.value, wrong, Reader(locale)) == expected


def test_a_number_that_nothing_of_ours_can_have_is_refused_in_words() -> None:
    """No menu has offered it: neither database could look it up."""

    class Chosen(forms.Form):
        department: int | None = None
        tasks: list[int] = Field(default=[])

    for wrong in (view(department=text("9" * 12)), view(tasks={"type": "checkboxes", "selected_options": [
        {"value": "1"}, {"value": "-" + "9" * 30}]})):  # fmt: skip
        with pytest.raises(ValidationError) as error:
            forms.parse(Chosen, wrong)
        assert list(forms.errors(error.value, wrong, Reader()).values()) == ["Please give 2147483647 or less."]


def test_what_is_wrong_with_what_a_view_does_not_ask_for_is_not_put_beside_an_input_that_is_right() -> None:
    shown = view(title=text("Hall"))
    with pytest.raises(ValidationError) as error:
        forms.parse(Booking, shown)
    assert forms.errors(error.value, shown, Reader("en-US")) == {
        "": "Something that this form needs is missing in it. Close it and open it again."
    }


def test_a_refusal_stands_beside_its_input_or_the_first() -> None:
    shown = view(title=text("x"), seats=text("1"))
    said = {"seats.3": "Taken.", "other": "Not there.", "": "Not today."}
    answer = {"response_action": "errors", "errors": {"seats": "Taken.", "title": "Not there.\nNot today."}}
    assert forms.refusal(shown, said) == answer


def test_a_refusal_of_a_view_without_inputs_stands_on_top_of_it_once() -> None:
    shown = {
        "id": "V1", "hash": "1", "type": "modal", "title": {"type": "plain_text", "text": "Start"}, "submit": None,
        "private_metadata": "{}", "external_id": "", "blocks": [{"type": "divider", "block_id": "a"}],
    }  # fmt: skip
    for words in ("Not <today>.", "Not tomorrow."):
        answer = forms.refusal(shown, {"departments": words})
        assert answer["response_action"] == "update"
        assert answer["view"].keys() == {"type", "title", "private_metadata", "blocks"}
        told, *rest = answer["view"]["blocks"]
        assert told["text"]["text"] == f"⚠️ {words}".replace("<", "&lt;").replace(">", "&gt;")
        assert rest == [{"type": "divider", "block_id": "a"}]
        shown["blocks"] = answer["view"]["blocks"]
