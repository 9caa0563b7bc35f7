"""Charters (项目章程): what a project is to reach and how, section by section, signed by its sponsor and by the head of
every department that takes part. One that runs already gets its charter after the fact, and that says so.
"""
