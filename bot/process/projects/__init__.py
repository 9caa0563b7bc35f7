"""Projects (项目): what is known of one from its first day, its channel and its card 《项目基本信息表》.

`/project new` makes one that is running already; its channel is created (or one that exists is taken), everybody named
is invited, and the card is posted and pinned there.
"""
