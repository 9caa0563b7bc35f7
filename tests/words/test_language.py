"""Every word that a person reads exists in both languages, and fills in the same values."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from bot.words.language import LOCALES, Name, Reader, plural
from bot.words.language import text as _

ROOT = LOCALES.parent.parent
KEYWORDS = {"_": None, "_n": (1, 2), "plural": (1, 2), "plural_text": (1, 2)}
PLACE = re.compile(r"%\((\w+)\)s|%%")
# Slack shows emphasis only between signs that are no letters, and to it a Chinese letter is one.
STARRED = re.compile(r"(?<=\w)\*[^*\n]+\*|(?<![*\w])\*[^*\n\s][^*\n]*\*(?=\w|%\()")


def marked() -> dict[str, tuple[str, ...]]:
    """Every marked string with its forms."""
    with (LOCALES / "babel.cfg").open() as lines:
        method_map, options = parse_mapping_cfg(lines, "babel.cfg")  # type: ignore[no-untyped-call]
    found = extract_from_dir(
        ROOT, method_map, options, keywords=KEYWORDS, directory_filter=lambda path: Path(path).name != ".venv"
    )
    forms = [message if isinstance(message, tuple) else (message,) for _file, _line, message, *_rest in found]
    return {one[0]: one for one in forms}


def test_the_chinese_catalogue_has_every_word_and_none_too_many() -> None:
    with (LOCALES / "zh_CN" / "LC_MESSAGES" / "liaison.po").open("rb") as lines:
        catalogue = read_po(lines, locale="zh_CN")
    known = {one.id[0] if isinstance(one.id, tuple) else one.id: one for one in catalogue if one.id}
    written = marked()
    assert sorted(written.keys() - known.keys()) == [], "not yet in Chinese: run `make words` and translate"
    assert sorted(known.keys() - written.keys()) == [], "in the Chinese catalogue, but said nowhere"
    for key, one in known.items():
        assert isinstance(key, str)
        said = one.string[0] if isinstance(one.string, tuple) else one.string
        assert said, f"not yet in Chinese: {key}"
        assert not one.fuzzy, f"a guess: {key}"
        assert isinstance(said, str)
        assert not STARRED.search(said), f"Slack would show the stars: {said}"
        assert set(PLACE.findall(said)) == set(PLACE.findall(written[key][-1])), f"other values than in English: {key}"


@pytest.mark.parametrize(
    ("reader", "day", "moment"),
    [
        (Reader("en-GB", "Europe/Berlin"), "Fri 27 Nov", "Fri 27 Nov, 10:00"),
        (Reader("en-US", "America/New_York"), "Fri, Nov 27", "Fri, Nov 27, 4:00 AM"),
        (Reader("zh-CN", "Asia/Shanghai"), "11月27日 周五", "11月27日 周五 17:00"),
        (Reader("en-GB", "Asia/Kathmandu", is_channel=True), "Fri 27 Nov", "Fri 27 Nov, 14:45 GMT+5:45"),
        (Reader("xx", "UTC"), "Fri 27 Nov", "Fri 27 Nov, 09:00"),
    ],
)
def test_a_day_and_a_moment_are_written_as_the_reader_writes_them(reader: Reader, day: str, moment: str) -> None:
    assert reader.day(date(2026, 11, 27), near=date(2026, 11, 23)) == day
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert reader.moment(datetime(2026, 11, 27, 9, 0, tzinfo=UTC), near=now) == moment


def test_the_year_is_said_when_it_is_another_one() -> None:
    assert Reader("zh-CN").day(date(2027, 1, 4), near=date(2026, 12, 30)) == "2027年1月4日 周一"
    assert Reader("en-GB").day(date(2027, 1, 4), near=date(2026, 12, 30)) == "Mon 4 Jan 2027"


def test_a_sentence_is_in_the_readers_language_with_the_values_of_others_in_it() -> None:
    said = _("T-%(number)s belongs to %(department)s.", number=3, department="研发部")
    assert said.for_(Reader("en-US")) == "T-3 belongs to 研发部."
    assert said.for_(Reader("zh-CN")) == "T-3由研发部负责。"
    assert plural("%(number)s task", "%(number)s tasks", 1).for_(Reader("en-US")) == "1 task"
    assert plural("%(number)s task", "%(number)s tasks", 2).for_(Reader("zh-CN")) == "2项任务"


def test_a_name_in_two_languages_is_shown_to_each_reader_in_theirs_and_a_single_one_to_both() -> None:
    english, chinese = Reader("en-GB"), Reader("zh-CN")
    both = Name("R&D", zh="研发部")
    assert (both.for_(english), both.for_(chinese)) == ("R&D", "研发部")
    for one in (Name("R&D"), Name("", zh="R&D")):
        assert (one.for_(english), one.for_(chinese)) == ("R&D", "R&D")
    assert _("You cannot add tasks for %(department)s.", department=both).for_(chinese) == "你不能为研发部添加任务。"
