"""What comes in, and who answers it: one table that the flow files fill, looked up once a request.

A command's first word chooses its handler (`/task update`); everything else is chosen by its id.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from difflib import get_close_matches
from typing import Any, Generic, Protocol, TypeVar

from bot.words.language import text as _
from bot.words.refused import Refused

T = TypeVar("T")
Handler = Callable[[T], Awaitable[None]]

# What is repeated of a word that nobody knows.
WORD_SHOWN = 40
# The handler of a command whose first word is none that is known, and of one with no words at all.
ANY, NOTHING = "*", ""


class Line(Protocol):
    """What the table reads of a turn: a command line that was typed."""

    command: str
    words: str
    typed: str | None
    body: Any


class Routes(Generic[T]):
    """The handlers of one flow, each of which takes a turn; filled by the decorators below when its file is read."""

    def __init__(self) -> None:
        self.handlers: dict[tuple[str, str], Handler[T]] = {}

    def command(self, command: str, *words: str) -> Callable[[Handler[T]], Handler[T]]:
        """Answer `/command word …`, for each of the words; several languages may name the same thing."""
        return self._on("command", *(f"{command} {word}" for word in words))

    def action(self, *action_ids: str) -> Callable[[Handler[T]], Handler[T]]:
        """Answer a button, menu or other element, in a message, modal or Home."""
        return self._on("action", *action_ids)

    def view(self, *callback_ids: str) -> Callable[[Handler[T]], Handler[T]]:
        """Answer a submitted modal."""
        return self._on("view", *callback_ids)

    def typed(self, *callback_ids: str) -> Callable[[Handler[T]], Handler[T]]:
        """Keep what is typed into a modal that keeps it elsewhere than in a draft of that person's."""
        return self._on("typed", *callback_ids)

    def options(self, *action_ids: str) -> Callable[[Handler[T]], Handler[T]]:
        """Answer what a person types into a menu whose options come from here."""
        return self._on("options", *action_ids)

    def shortcut(self, *callback_ids: str) -> Callable[[Handler[T]], Handler[T]]:
        """Answer a shortcut, of a message or a global one."""
        return self._on("shortcut", *callback_ids)

    def event(self, *types: str) -> Callable[[Handler[T]], Handler[T]]:
        """Answer an event of the Events API."""
        return self._on("event", *types)

    def home(self, handler: Handler[T]) -> Handler[T]:
        """Show App Home anew after something was done on it."""
        return self._on("home", "")(handler)

    def _on(self, kind: str, *names: str) -> Callable[[Handler[T]], Handler[T]]:
        def register(handler: Handler[T]) -> Handler[T]:
            for name in names:
                if (kind, name) in self.handlers:
                    raise ValueError(f"two handlers answer the {kind} {name}")
                self.handlers[kind, name] = handler
            return handler

        return register


class Dispatch:
    """Every handler of the application."""

    def __init__(self, flows: Iterable[Routes[Any]]) -> None:
        self._handlers: dict[tuple[str, str], Handler[Any]] = {}
        for routes in flows:
            twice = self._handlers.keys() & routes.handlers.keys()
            if twice:
                raise ValueError(f"two flows answer {sorted(twice)}")
            self._handlers.update(routes.handlers)

    def __call__(self, kind: str, name: str) -> Handler[Any] | None:
        """The handler of that kind and name."""
        return self._handlers.get((kind, name))

    def command(self, command: str, words: str) -> tuple[Handler[Any] | None, str]:
        """The handler of a command line, and what remains of the words for it.

        A first word that nobody knows goes to the command's handler of ANY, or is answered with the nearest one.
        """
        words = words.strip()
        first, _space, rest = words.partition(" ")
        handler = self._handlers.get(("command", f"{command} {first.lower()}"))
        if handler is not None:
            return handler, rest.strip()
        if glued := self._glued(command, words):
            return self._handlers["command", f"{command} {glued}"], words[len(glued) :].strip()
        handler = self._handlers.get(("command", f"{command} {ANY}"))
        if handler is None and self.words(command):
            handler = self._guess
        return handler, words

    def knows(self, command: str, words: str) -> bool:
        """Whether the line begins with a word that the command knows."""
        first = (words.split() or [""])[0].lower()
        return first in self.words(command) or bool(self._glued(command, words))

    def _glued(self, command: str, words: str) -> str | None:
        """The Chinese word that the line begins with; Chinese writes no space behind it (更新T-3 完成)."""
        if not words or words[0].isascii():
            return None
        return max((one for one in self.words(command) if words.startswith(one)), key=len, default=None)

    def unknown(self, command: str, words: str, *, typed: str | None = None) -> Refused:
        """What to say of a line whose first word the command does not know: the word most likely meant, or help.

        `typed` is how the person has to type the command, where that is not "/command".
        """
        word = (words.split() or [""])[0]
        near = self.nearest(command, word)
        named = {"command": typed or command, "word": word[:WORD_SHOWN]}
        if near:
            return Refused(
                _("`%(command)s` does not know “%(word)s”. Did you mean `%(command)s %(near)s`?", **named, near=near)
            )
        return Refused(_("`%(command)s` does not know “%(word)s”. `%(command)s help` shows what it can do.", **named))

    async def _guess(self, turn: Line) -> None:
        """Nobody knows the word."""
        raise self.unknown(turn.command or turn.body["command"], turn.words, typed=turn.typed)

    def nearest(self, command: str, word: str) -> str | None:
        """The word of the command that somebody who typed `word` most likely meant."""
        near = get_close_matches(word.lower(), self.words(command), n=1, cutoff=0.6)
        return near[0] if near else None

    def words(self, command: str) -> list[str]:
        """The first words that the command knows."""
        of_command = (name.partition(" ") for kind, name in self._handlers if kind == "command")
        return [word for known, _space, word in of_command if known == command and word not in (ANY, NOTHING)]

    def names(self, kind: str) -> set[str]:
        """Every name of a kind that is answered; commands without their words. For the check of the manifest."""
        names = {name for known, name in self._handlers if known == kind}
        return {name.partition(" ")[0] for name in names} if kind == "command" else names
