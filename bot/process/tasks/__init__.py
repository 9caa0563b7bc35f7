"""Tasks (任务): who does what until when, how far it is, and the alert when it is late.

The status is what people said; *delayed* (延期) is derived: the planned end has passed and the task is not done.
"""
