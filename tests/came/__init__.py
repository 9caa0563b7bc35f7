"""Each act of each flow, held against everything that came of it.

`pytest tests/came --inline-snapshot=fix` writes anew what has changed; read it line by line before it is kept.
"""
