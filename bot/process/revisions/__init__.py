"""What a project is made of, changed in the middle of it: its basic information, and the departments that take part.

Each change says before what it does to what is open, and is told once. What becomes of the matters of a flow with a
department that leaves is said in its `parting.py`.
"""
