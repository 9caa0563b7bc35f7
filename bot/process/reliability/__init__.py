"""The reliability of a department in a quarter (部门协作可靠性季报): what its flows measure, beside the quarter before.

It is read by its head and by the admins, and counts for each only what they may see.
"""
