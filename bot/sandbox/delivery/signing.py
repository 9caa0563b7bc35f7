"""How an app knows that Slack is speaking."""

import hashlib
import hmac

from bot.sandbox.world.records import App


def verification_token(app: App) -> str:
    """The deprecated token in every payload."""
    return hashlib.sha256(app.id.encode()).hexdigest()[:24]


def signature(app: App, body: str, timestamp: int) -> dict[str, str]:
    """The headers by which an app knows that Slack is speaking (signing secret, version v0)."""
    signed = f"v0:{timestamp}:{body}".encode()
    digest = hmac.new(app.signing_secret.encode(), signed, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": str(timestamp),
        "X-Slack-Signature": f"v0={digest}",
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    }
