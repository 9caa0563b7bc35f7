"""What a file is, by its content: a table, XML, or something else that is told by its right name, with what to do."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from enum import Enum, auto
from xml.etree.ElementTree import Element

from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused


class Kind(Enum):
    """What can be read."""

    XML = auto()
    WORKBOOK = auto()
    TEXT = auto()


OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
# What stands in the directory of an old Office file, in two bytes a letter.
_STREAMS: Mapping[str, Text] = {
    "MSProject": _("This is MS Project's own format (.mpp). Save the plan there as XML, and choose that file."),
    "EncryptedPackage": _("This file is protected by a password. Save it without one, and choose it again."),
    "Workbook": _("This is an old Excel file (.xls). Open it in Excel or WPS and save it as .xlsx."),
    "Book": _("This is an old Excel file (.xls). Open it in Excel or WPS and save it as .xlsx."),
    "WordDocument": _("This is a Word document. Choose the plan itself: a table (.xlsx, .csv) or a plan file."),
    "VisioDocument": _("This is a drawing (Visio). Choose the file from which it was drawn."),
}
_WEB_PAGE = _(
    "This is a web page, also where its name ends in .xls. Open it in Excel or WPS and save it as .xlsx, or export "
    "the plan itself."
)
_BEGINNINGS: Mapping[bytes, Text] = {
    b"%PDF": _("This is a PDF: a plan for reading. Choose the file from which it was made."),
    b"\x89PNG": _("This is a picture. Choose the file from which it was made."),
    b"\xff\xd8\xff": _("This is a picture. Choose the file from which it was made."),
    b"GIF8": _("This is a picture. Choose the file from which it was made."),
    b"MIME-Version:": _WEB_PAGE,
    b"{\\rtf": _("This is a document (RTF). Choose the plan itself: a table (.xlsx, .csv) or a plan file."),
    b"BEGIN:VCALENDAR": _("This is a calendar file (.ics), no plan. Days off are imported with `/liaison calendar`."),
    b"ERMHDR": _("This is a file of Primavera (.xer). Export the plan there as MS Project XML."),
    b"\xac\xed\x00\x05": _("This is ProjectLibre's own format (.pod). Save the plan there as MS Project XML."),
    b"Rar!": _("This is an archive. Unpack it, and choose the plan in it."),
    b"7z\xbc\xaf": _("This is an archive. Unpack it, and choose the plan in it."),
    b"\x1f\x8b": _("This is an archive. Unpack it, and choose the plan in it."),
    b"ID;P": _("This is a table in the old SYLK format. Open it in Excel or WPS and save it as .xlsx."),
}  # fmt: skip
# By what an archive holds.
_PARTS: Mapping[str, Text] = {
    "xl/workbook.bin": _("This is a binary Excel workbook (.xlsb). Save it as .xlsx."),
    "word/document.xml": _("This is a Word document. Choose the plan itself: a table (.xlsx, .csv) or a plan file."),
    "ppt/presentation.xml": _("This is a presentation. Choose the plan itself: a table (.xlsx, .csv) or a plan file."),
    "visio/document.xml": _("This is a drawing (Visio). Choose the file from which it was drawn."),
    "Index/Document.iwa": _("This is a file of Apple's office programs. Export it there as .xlsx."),
}
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_ELEMENTS: Mapping[str, Text] = {
    "svg": _("This is a drawing (SVG), no plan. Choose the file from which it was drawn."),
    "mxfile": _("This is a drawing (draw.io), no plan. Choose the file from which it was drawn."),
    "VisioDocument": _("This is a drawing (Visio). Choose the file from which it was drawn."),
    "html": _WEB_PAGE,
    "Workbook": _("This is an Excel 2003 table (XML). Open it in Excel and save it as .xlsx."),
    "map": _("This is a mind map. Export it as a table (.xlsx, .csv)."),
    "APIBusinessObjects": _("This is a file of Primavera (XML). Export the plan there as MS Project XML."),
    "Project": _("This is a file of Microsoft's, but no plan of MS Project. Save the plan as XML there."),
}
_HTML = frozenset({"html", "table", "head", "body", "meta", "style"})
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_SEEN = 4_096


def kind_of(content: bytes) -> Kind:
    """What can be read of it. Raises Refused for what cannot, by its right name."""
    if content.startswith(OLE):
        raise Refused(_of_streams(content))
    if content.startswith(ZIP):
        _check_archive(content)
        return Kind.WORKBOOK
    for beginning, told in _BEGINNINGS.items():
        if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(beginning):
            raise Refused(told)
    start = _plain_start(content)
    if not start.startswith(b"<"):
        return Kind.TEXT
    root = _ROOT.search(re.sub(rb"<!--.*?-->", b"", start, flags=re.DOTALL))
    name = root[1].decode() if root else ""
    if name.lower() in _HTML or start[:14].lower() == b"<!doctype html":
        raise Refused(_ELEMENTS["html"])
    # A drawing comes with a document type, for which it would be refused under a wrong name.
    if name != "Project" and name in _ELEMENTS:
        raise Refused(_ELEMENTS[name])
    return Kind.XML


def of_element(root: Element) -> Text:
    """What an XML file is that holds no plan."""
    return _ELEMENTS.get(root.tag) or _(
        "This XML file is no plan that can be read (it begins with <%(name)s>): MS Project's XML and GanttProject's "
        ".gan files are.",
        name=root.tag[:40],
    )


def _plain_start(content: bytes) -> bytes:
    start = content[:_SEEN]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\x00", b"").lstrip()


def _of_streams(content: bytes) -> Text:
    found = (told for name, told in _STREAMS.items() if name.encode("utf-16-le") in content)
    return next(found, _("This is an old Office file (.xls, .doc). Save it in today's format."))


def _check_archive(content: bytes) -> None:
    """Only what the directory of the archive says is looked at, and one short part."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            is_sheet = "mimetype" in names and parts.open("mimetype").read(len(_SPREADSHEET)) == _SPREADSHEET
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        # Told with the rest that breaks where it is read.
        return
    if is_sheet:
        raise Refused(_("This is an OpenDocument table (.ods). Save it as .xlsx."))
    for name, told in _PARTS.items():
        if name in names:
            raise Refused(told)
    if "[Content_Types].xml" not in names:
        raise Refused(_("This is an archive. Unpack it, and choose the plan in it."))
