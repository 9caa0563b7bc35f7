"""Which column of a table is read as what: of two that may be the same the one in which something stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.plans.plan import About, Answers, LeftOut, Question, Understood, Why
from bot.plans.reading.tables.fields import MANY, Field, alike, fields_of
from bot.plans.reading.tables.layout import Laid


@dataclass(slots=True)
class Columns:
    """The columns of each field by place, what was understood, and what was not."""

    of: dict[Field, list[int]] = field(default_factory=dict)
    # Further columns with numbers or keys, under which rows may be named.
    also_named: list[int] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)

    def steps(self) -> list[int]:
        """The columns with names, the stage first and the smallest piece of work last."""
        order = (Field.STAGE, Field.STEP, Field.TITLE, Field.SUBTASK)
        return [column for one in order for column in self.of.get(one, ())]


def chosen(laid: Laid, answers: Answers) -> Columns:
    """What each column is read as."""
    found = Columns()
    filled = {column for _number, cells in laid.rows for column, cell in cells.items() if cell.text or cell.formula}
    meanings = {column: _meanings(heading, answers) for column, heading in laid.headings.items()}
    taken: dict[int, Field] = {}
    # A column that another one is preferred to may still be what else its heading means.
    for turn in range(max(map(len, meanings.values()), default=0)):
        _take(found, taken, filled, {column: said[turn] for column, said in meanings.items() if len(said) > turn})
    for column, heading in laid.headings.items():
        letter = letter_of(column)
        if taken.get(column) is Field.CAME:
            found.left_out.extend([LeftOut(heading, Why.CAME)] if column in filled else [])
        elif column in taken:
            found.understood.append(Understood(letter, heading, taken[column].value))
        elif column in found.also_named:
            found.understood.append(Understood(letter, heading, Field.ID.value))
        elif meanings[column] and column in filled:
            found.left_out.append(LeftOut(heading, Why.SECOND))
        elif column in filled and heading and heading in answers.headings:
            found.left_out.append(LeftOut(heading, Why.AS_ANSWERED))
        elif column in filled and heading:
            _suggest(found, heading)
    for column in sorted(filled - set(laid.headings)):
        if laid.drawn is None or not laid.drawn[0] <= column:
            found.left_out.append(LeftOut(letter_of(column), Why.UNKNOWN))
    if laid.drawn is not None:
        first, last = laid.drawn
        found.left_out.append(LeftOut(f"{letter_of(first)}–{letter_of(last)}", Why.DAY_GRID))
    return found


def letter_of(column: int) -> str:
    """As a spreadsheet program names a column."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def _meanings(heading: str, answers: Answers) -> list[tuple[Field, int]]:
    answered = answers.headings.get(heading)
    if answered == "":
        return []
    return [(Field(answered), -1)] if answered in set(Field) else fields_of(heading)


def _take(found: Columns, taken: dict[int, Field], filled: set[int], said: dict[int, tuple[Field, int]]) -> None:
    for one in Field:
        ranked = sorted(
            (column not in filled, rank, column)
            for column, (meant, rank) in said.items()
            if meant is one and column not in taken
        )
        columns = [column for _empty, _rank, column in ranked]
        if one is Field.ID and columns and one not in found.of:
            found.also_named += columns[1:]
        if one in MANY and columns:
            found.of[one] = [column for _empty, rank, column in sorted(ranked, key=lambda each: each[1:])]
            taken |= dict.fromkeys(columns, one)
        elif columns and one not in found.of:
            found.of[one] = columns[:1]
            taken[columns[0]] = one


def _suggest(found: Columns, heading: str) -> None:
    """A heading that resembles one of a field that no column has is asked about; else it is left out."""
    close = alike(heading)
    if close is not None and close not in (Field.CAME, *found.of):
        found.asked.append(Question(About.HEADING, heading, choices=[{"meaning": close.value}]))
    else:
        found.left_out.append(LeftOut(heading, Why.UNKNOWN))
