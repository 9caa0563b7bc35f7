"""Retrospectives (复盘): facts first, then what the core team says in private, shown together; then the PM's report.

《项目复盘总结报告》 says what to keep, stop and start, each with owner and day: these are followed up after the
project is closed, which nothing else is. What was learnt is kept as lessons.
"""
