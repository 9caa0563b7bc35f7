"""Slack's side of the benchmark: processes started and ended, requests signed beforehand, answers timed."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import urlencode

from bot.slack.door import EVENTS
from bot.slack.guard import SIGNATURE, TIMESTAMP

TEAM, PM, CHANNEL = "T0LIAISON1", "U0ZHAO0001", "C0LAUNCH01"
# How long a process may take to say where it is, and to end.
PATIENCE_SECONDS = 60

_triggers = count(1)


@contextmanager
def house(*arguments: str, **environment: str) -> Iterator[dict[str, Any]]:
    """A process of `tests.bench.house`, and what it says of itself."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.house", *arguments],
        env={**os.environ, "LOG_LEVEL": "error", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        said = ""
        while not said.startswith("{"):
            said = process.stdout.readline()
            if not said:
                raise RuntimeError(f"{arguments[0]} did not start")
        yield json.loads(said)
        process.stdin.close()
        process.wait(PATIENCE_SECONDS)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stdin.close()


def commands(secret: str, words: Sequence[str]) -> list[bytes]:
    """`/task` with each of these words, typed by the project manager in the project's channel, as HTTP requests."""
    return [_request(secret, one) for one in words]


def _request(secret: str, words: str) -> bytes:
    fields = {
        "command": "/task",
        "text": words,
        "team_id": TEAM,
        "team_domain": "aurora",
        "channel_id": CHANNEL,
        "channel_name": "product-launch",
        "user_id": PM,
        "user_name": "zhao",
        "api_app_id": "A0LIAISON1",
        "trigger_id": f"{os.getpid()}.{time.time_ns()}.{next(_triggers)}",
    }
    body = urlencode(fields).encode()
    sent_at = str(int(time.time()))
    signed = hmac.new(secret.encode(), b"v0:" + sent_at.encode() + b":" + body, hashlib.sha256)
    head = (
        f"POST {EVENTS} HTTP/1.1\r\nHost: liaison\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"{TIMESTAMP}: {sent_at}\r\n{SIGNATURE}: v0={signed.hexdigest()}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Line:
    """A connection that is kept, on which one request follows another."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()

    def send(self, request: bytes) -> bytes:
        """The body of the answer, which must be 200."""
        self._socket.sendall(request)
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._more()
        head, _gap, body = read.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.splitlines()[0].decode())
        length = next(
            int(line.split(b":")[1]) for line in head.splitlines() if line.lower().startswith(b"content-length:")
        )
        while len(body) < length:
            body += self._more()
        return body

    def times(self, requests: Sequence[bytes]) -> list[float]:
        """How long each of them takes, in seconds, one after another."""
        found = []
        for request in requests:
            started = time.perf_counter()
            self.send(request)
            found.append(time.perf_counter() - started)
        return found

    def _more(self) -> bytes:
        read = self._socket.recv(65536)
        if not read:
            raise RuntimeError("the connection was closed")
        return read


@contextmanager
def saturated(ports: Sequence[int], make: Callable[[], list[bytes]]) -> Iterator[None]:
    """While the block runs, as many people as there are ports keep the bot busy with what `make` gives."""
    is_over = threading.Event()

    def keep_asking(port: int, ready: threading.Semaphore) -> None:
        with Line(port) as line:
            while not is_over.is_set():
                for request in make():
                    line.send(request)
                    ready.release()
                    if is_over.is_set():
                        return

    ready = threading.Semaphore(0)
    crowd = [threading.Thread(target=keep_asking, args=(port, ready)) for port in ports]
    for one in crowd:
        one.start()
    try:
        for _ in crowd:
            ready.acquire(timeout=PATIENCE_SECONDS)
        yield
    finally:
        is_over.set()
        for one in crowd:
            one.join()
