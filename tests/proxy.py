"""A line to a PostgreSQL server that can be held up: what is said stays in it, in both directions, until it goes on.

Or until the server notices that nobody is there any more, as it would of a line that broke.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from storage import postgres

LOOPBACK = "127.0.0.1"
# So long after the last word that came through.
NOTICED_SECONDS = postgres.KEEPALIVE_IDLE_SECONDS + postgres.KEEPALIVE_COUNT * postgres.KEEPALIVE_SECONDS
AT_ONCE = 65_536
# What a client ends with that waits for an answer.
SYNC = b"S\0\0\0\4"


class Proxy:
    """Listens on loopback at `port`. `asked` counts how often clients waited for what they said to be answered."""

    def __init__(self, socket: Path, hears: Callable[[bytes], None] = lambda _words: None) -> None:
        self.port = 0
        self.asked = 0
        self._socket = socket
        self._hears = hears
        self._goes_on = asyncio.Event()
        self._goes_on.set()
        self._lines: set[asyncio.Task[None]] = set()
        self._to_server: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Hang up, on everybody."""
        assert self._server is not None
        self._server.close()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    def url(self, name: str, user: str) -> str:
        """A database of the server, by way of this."""
        return f"postgresql://{user}@{LOOPBACK}:{self.port}/{name}"

    def hold(self) -> None:
        """Forward nothing more. From any thread."""
        self._goes_on.clear()

    def go_on(self) -> None:
        """Forward what was held, and all that comes."""
        self._goes_on.set()

    def renew(self) -> None:
        """Carry what comes from now on, on lines that are new; those that are held broke."""
        broke, self._to_server = self._to_server, []
        asyncio.get_running_loop().call_later(NOTICED_SECONDS, _cut, broke)
        self._goes_on = asyncio.Event()
        self._goes_on.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        self._to_server.append(back)
        for line in (self._carry(reader, back, is_said=True), self._carry(there, writer, is_said=False)):
            task = asyncio.create_task(line)
            self._lines.add(task)
            task.add_done_callback(self._lines.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_said: bool) -> None:
        goes_on = self._goes_on
        with suppress(OSError):
            try:
                while words := await reader.read(AT_ONCE):
                    if is_said:
                        self.asked += words.count(SYNC)
                        self._hears(words)
                    await goes_on.wait()
                    writer.write(words)
                    await writer.drain()
            finally:
                writer.close()


def _cut(lines: list[asyncio.StreamWriter]) -> None:
    for line in lines:
        line.transport.abort()


@asynccontextmanager
async def proxy(folder: Path, hears: Callable[[bytes], None] = lambda _words: None) -> AsyncIterator[Proxy]:
    """A line to the server whose socket lies in `folder`."""
    line = Proxy(folder / ".s.PGSQL.5432", hears)
    await line.start()
    try:
        yield line
    finally:
        line.go_on()
        await line.stop()
