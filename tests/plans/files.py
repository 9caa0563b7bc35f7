"""Plan files as programs write them, made by hand: only what is told of."""

from __future__ import annotations

MSPDI = "http://schemas.microsoft.com/project"


def project(*tasks: str, head: str = "", tail: str = "", namespace: str = MSPDI) -> bytes:
    """A file of MS Project's with these tasks."""
    body = f"{head}<Tasks>{''.join(tasks)}</Tasks>{tail}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="{namespace}">{body}</Project>'.encode()


def task(uid: int, name: str = "", *, links: str = "", **fields: object) -> str:
    """A task of it; what is not given is not in the file, as in those of other programs."""
    named = f"<Name>{name or f'Task {uid}'}</Name>"
    rest = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items())
    return f"<Task><UID>{uid}</UID>{named}{rest}{links}</Task>"


def link(before: int, **fields: object) -> str:
    """What a task waits for."""
    rest = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items())
    return f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID>{rest}</PredecessorLink>"


GAN = """<?xml version="1.0" encoding="UTF-8"?>
<project name="Fair" version="3.3.3316" locale="de">
  <calendars base-id="none">
    <day-types>
      <day-type id="0"/><day-type id="1"/>
      <default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>
      <only-show-weekends value="{only_show_weekends}"/>
    </day-types>
    <date year="2026" month="10" date="5" type="HOLIDAY">Bridge day</date>
    <date year="2026" month="10" date="8" type="NEUTRAL">Press day</date>
    <date year="" month="10" date="7" type="HOLIDAY">Each year</date>
  </calendars>
  <tasks empty-milestones="true">
    <task id="1" name="Stand" start="2026-10-01" duration="4">
      <task id="2" name="Draw the stand" start="2026-10-01" duration="2" complete="50" meeting="false">
        <depend id="3" type="2" difference="1" hardness="Strong"/>
        <notes><![CDATA[Two variants]]></notes>
      </task>
      <task id="3" name="Order walls" start="2026-10-08" duration="1" complete="0" meeting="false"/>
    </task>
    <task id="4" name="Opening" start="2026-10-12" duration="1" meeting="true"/>
  </tasks>
  <resources><resource id="0" name="Sam Carter" function="Default:1"/></resources>
  <allocations><allocation task-id="2" resource-id="0" responsible="true" load="100.0"/></allocations>
</project>"""
