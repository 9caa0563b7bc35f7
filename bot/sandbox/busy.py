"""Whether anything is under way: calls of apps, payloads on their way to apps."""

import asyncio
from types import TracebackType


class Busy:
    """`with busy:` around what is under way; `await busy.over()` waits until nothing is."""

    def __init__(self) -> None:
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def __enter__(self) -> None:
        """One thing more is under way."""
        self._under_way += 1
        self._idle.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """One thing less."""
        self._under_way -= 1
        if not self._under_way:
            self._idle.set()

    def __bool__(self) -> bool:
        """Whether something is under way."""
        return self._under_way > 0

    async def over(self) -> None:
        """Return once nothing is under way."""
        await self._idle.wait()
