"""The text of a file whose bytes do not say how they are written: UTF-8, else a guess that what is read bears out.

Nearly any bytes are GB 18030, and all but five are Windows-1252. So what each would make of them is looked at: Chinese
is written in characters that are common, and an accent stands in a word of other Latin letters. A library that tells
encodings from longer texts takes one name with an accent for Chinese, and one department in GB 18030 for Big5.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from bot.words.language import text as _
from bot.words.refused import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# As programs in Europe, in China, and in Taiwan and Hong Kong write without saying so, with the name that a reader
# knows; the first of two that fit as well.
GUESSED = {"cp1252": "Windows-1252", "gb18030": "GB 18030", "big5hkscs": "Big5"}
# What must fit of the characters beyond ASCII: names hold a rare character here and there, and Latin words none.
LEAST_FITTING = {"cp1252": 1.0, "gb18030": 0.85, "big5hkscs": 0.85}
# Korean in its own encoding is nothing but common characters of GB 18030, and next to none of those below.
LEAST_FREQUENT = 0.1
# Latin letters are as likely as Chinese of which so many characters are.
AS_FREQUENT = 0.3
# What stands in any list of departments or of days off, simplified and traditional.
FREQUENT = frozenset(
    "的一是不在人有这這中大来來上国國和地到时時要出会會也对對生能子于下自之年过過发發后後作里裡成行方多经經分公司总總"
    "部门門名称稱负負责責接口市场場研设設计計销銷售前客服财財务務力资資源采採购購法政产產品质質量工程技术術信息訊运運"
    "营營管理项項目副主任长長心组組室处處张張王李刘劉陈陳林黄黃吴吳周赵趙文明华華志小建电電话話邮郵件日月节節假班休放"
    "补補调調春元旦清端午秋除夕农農历曆初新庆慶劳勞动動二三四五六七八九十天第星期週"
)
# The rows of the characters that are used daily, in the two national standards.
_DAILY = (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7)))
_WORD = re.compile(r"[^\W\d_²³¹¼½¾ªº]+")
_ALONE = frozenset("àáåèéêìíòóöøùúÀÁÅÈÉÊÓÖØÙÚ")
# What stands within a word too: an apostrophe, the middle dot of Catalan.
_ANYWHERE = frozenset("’‘·´\xa0")
_BETWEEN_WORDS = frozenset("–—“”„‚…«»‹›•©®™°")
_AT_NUMBERS = frozenset("€£¥§½¼¾×±")
_RAISED = frozenset("²³¹ªº")
LONGEST_UNIT = 2
# Letters that show nothing.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")


def visible(text: str) -> str:
    """A text without what nobody sees in it, as it comes along from web pages and other programs, on its lines.

    A joiner stays where letters or pictures are written with one.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isprintable() and _BLANK.isdisjoint(text):
        return text.strip()
    return "".join(_shown(one, text[place - 1 : place]) for place, one in enumerate(text)).strip()


def _shown(one: str, before: str) -> str:
    match unicodedata.category(one):
        case "Zs":
            return " "
        case "Zl" | "Zp":
            return "\n"
        case "Cf" if one in _JOINERS and before:
            is_joined = "\u0600" <= before <= "\u0dff" or unicodedata.category(before) in ("So", "Mn", "Sk")
            return one if is_joined else ""
        case "Cf" | "Cs":
            return ""
        case "Cc":
            return one if one == "\n" else " " if one == "\t" else ""
    return "" if one in _BLANK else one


class Decoded(NamedTuple):
    """A text; `guessed` names how it was read where its bytes did not say."""

    text: str
    guessed: str = ""


def decoded(content: bytes) -> Decoded:
    """The text of these bytes. Raises Refused where no way to read them makes sense."""
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "utf-8")
    text = _strictly(content, encoding)
    if text is not None:
        return Decoded(text)
    likely = [one for one in map(_Reading, GUESSED, [content] * len(GUESSED)) if one.is_likely]
    if encoding != "utf-8" or not likely:
        raise Refused(
            _("How the text of the file is written cannot be told. Save it as .xlsx, or in UTF-8 (“CSV UTF-8”).")
        )
    best = max(likely, key=lambda one: one.fit + one.frequent)
    return Decoded(best.text, GUESSED[best.encoding])


class _Reading:
    """What the bytes say in an encoding, and how that looks."""

    def __init__(self, encoding: str, content: bytes) -> None:
        self.encoding = encoding
        self.text = _strictly(content, encoding) or ""
        self.fit = fit(self.text)
        han = [one for one in self.text if "\u3400" <= one <= "\u9fff"]
        self.frequent = sum(one in FREQUENT for one in han) / len(han) if han else AS_FREQUENT

    @property
    def is_likely(self) -> bool:
        return bool(self.text) and self.fit >= LEAST_FITTING[self.encoding] and self.frequent >= LEAST_FREQUENT


def fit(text: str) -> float:
    """Which part of the characters beyond ASCII stands where people write such."""
    beyond = fitting = 0
    for word in _WORD.finditer(text):
        letters = [one for one in word[0] if not one.isascii()]
        beyond += len(letters)
        fitting += _fitting_letters(word[0], letters)
    for place, one in enumerate(text):
        if not (one.isascii() or _WORD.match(one)):
            beyond += 1
            fitting += _is_in_place(one, text[max(place - LONGEST_UNIT - 1, 0) : place], text[place + 1 : place + 2])
    return fitting / beyond if beyond else 1.0


def _fitting_letters(word: str, letters: list[str]) -> int:
    """How many of the letters beyond ASCII fit: characters that are common, accents among other Latin letters."""
    accented = sum(one <= "\u024f" for one in letters)
    is_latin = accented <= 2 * (len(word) - len(letters)) or word in _ALONE
    return sum(one in _daily() for one in letters) + (accented if is_latin else 0)


def _is_in_place(one: str, before: str, after: str) -> bool:
    """Whether a sign stands where such signs do; the Chinese ones stand anywhere."""
    last, is_within = before[-1:], before[-1:].isalpha() and after.isalpha()
    if "\u3000" <= one <= "\u301f" or "\uff00" <= one <= "\uffef" or one in _ANYWHERE:
        return True
    if one in _RAISED:
        unit = re.split(r"[^a-zA-Z]", before)[-1]
        return last.isalnum() and len(unit) <= LONGEST_UNIT and not after.isalpha()
    if one in _AT_NUMBERS:
        return not last.isalpha() and not after.isalpha()
    if one in "¿¡":
        return not last.isalnum() and after.isalpha()
    return (one in _BETWEEN_WORDS and not is_within) or ("\u2010" <= one <= "\u27ff")


@cache
def _daily() -> frozenset[str]:
    """The characters that are used daily, simplified and traditional."""
    pairs = ((bytes((row, cell)), name) for name, rows in _DAILY for row in rows for cell in range(0x40, 0xFF))
    return frozenset("".join(pair.decode(name, "ignore") for pair, name in pairs))


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None
