"""Reading plan files. What a file is, its content says, not its name.

plan = reading.read(content)
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bot.plans.plan import Plan
from bot.plans.reading import gantt_project, ms_project
from bot.plans.reading.xml import parsed
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused

MOST_BYTES = 50_000_000
# As it is told by its first bytes, or by the first element.
OLE, ZIP, PDF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF"
PROJECT_MARK = "MSProject".encode("utf-16-le")
OTHERS = {
    "svg": _("This is a drawing (SVG), no plan. Choose the file from which it was drawn."),
    "html": _("This is a web page, no plan. Export the plan itself as XML."),
    "Workbook": _("This is an Excel 2003 table (XML). Open it in Excel and save it as .xlsx."),
    "Project": _("This is a file of Microsoft's, but no plan of MS Project. Save the plan as XML there."),
}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(content: bytes) -> Plan:
    """The plan in a file. Raises Refused for what is none, by its right name."""
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is too large; at most %(number)s MB are read.", number=MOST_BYTES // 1_000_000))
    if not _is_xml(content):
        raise Refused(_what_it_is(content))
    root = parsed(content)
    for one in (ms_project, gantt_project):
        if one.is_one(root):
            return _checked(one.read(root))
    raise Refused(_of_element(root))


def _checked(plan: Plan) -> Plan:
    if not plan.rows:
        raise Refused(_("There is no task in this plan."))
    return plan


def _is_xml(content: bytes) -> bool:
    start = content[:200]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\x00", b"").lstrip().startswith(b"<")


def _what_it_is(content: bytes) -> Text:
    if content.startswith(OLE):
        if PROJECT_MARK in content:
            return _("This is MS Project's own format (.mpp). Save the plan there as XML, and choose that file.")
        return _("This is an old Office file (.xls, .doc). Save it in today's format.")
    if content.startswith(PDF):
        return _("This is a PDF: a plan for reading. Choose the file from which it was made.")
    return _("This is no plan that can be read: MS Project's XML and GanttProject's .gan files are.")


def _of_element(root: Element) -> Text:
    return OTHERS.get(root.tag) or _(
        "This XML file is no plan that can be read (it begins with <%(name)s>): MS Project's XML and GanttProject's "
        ".gan files are.",
        name=root.tag[:40],
    )
