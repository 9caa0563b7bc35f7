"""How the sandbox refuses."""

from typing import Any


class SlackError(Exception):
    """A refusal in Slack's words: `{"ok": false, "error": …}`, the `extra` fields beside it.

    `messages` are the explanations that Slack puts into response_metadata ("[ERROR] missing required field: …").
    """

    def __init__(self, error: str, *, messages: list[str] | None = None, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.extra = extra

    def envelope(self) -> dict[str, Any]:
        """The answer's body."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


class RateLimited(Exception):
    """Too much, too fast: HTTP 429; `wait` in whole seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait
