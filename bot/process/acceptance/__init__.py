"""Acceptances of projects (项目验收): a checklist of what was agreed, judged line by line with evidence by the
acceptance group, each for themselves, and signed by all of it. What is not met is put right, and judged again; silence
accepts nothing.
"""
