"""Risks (风险): what may go wrong in a project, in its risk register 《风险清单》, until the PM closes it.

Any member of the project notes one; the PM says how high it is and whose. Of a high one the owner is asked on each of
their working days how it stands. It is lowered and closed on evidence, with the PM's word; one that has happened
becomes a task, a collaboration request, a dispute or a change.
"""
