"""What an answer of Slack to a delivery means: which of few things is to be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError


class Meaning(Enum):
    """What an error says about the call."""

    # What was wanted is so already.
    DONE = "done"
    # Nobody can be reached there; its people are told once.
    TARGET_GONE = "target_gone"
    # Slack knows neither us nor our token there, for now or for good: nothing is sent until it does again.
    WORKSPACE_GONE = "workspace_gone"
    # An administrator has to allow this call, in Slack; it waits for that.
    NOT_ALLOWED = "not_allowed"
    # We made a call that can never succeed: an administrator must look.
    OUR_MISTAKE = "our_mistake"
    # Slack's answer to this call, for the flow that made it (the channel's name is taken).
    REFUSED = "refused"
    # Too many calls: again after `retry_after`.
    LIMITED = "limited"
    # It did not happen: again later.
    NOT_NOW = "not_now"
    # Nobody knows whether it happened: look before calling again.
    UNSURE = "unsure"
    # An error that is in no list: again a few times.
    UNKNOWN = "unknown"


# What another try may bring.
PASSES = (Meaning.NOT_NOW, Meaning.LIMITED, Meaning.UNSURE)


class Failure(Exception):
    """A call of `method` that did not succeed. `retry_after` is in seconds, `answer` what Slack said, if anything."""

    def __init__(
        self,
        meaning: Meaning,
        error: str,
        *,
        retry_after: int = 0,
        answer: dict[str, Any] | None = None,
        method: str = "",
    ) -> None:
        super().__init__(error)
        self.meaning = meaning
        self.error = error
        self.retry_after = retry_after
        self.answer = answer or {}
        self.method = method

    @property
    def scope(self) -> str:
        """The scope that the call lacks; of several that would do, all, as Slack names them. Empty: none is lacking."""
        return str(self.answer.get("needed") or UNNAMED) if self.error == MISSING_SCOPE else ""

    @property
    def note(self) -> str:
        """Slack's word, with the scope that is lacking and those that there are."""
        if not self.scope:
            return self.error
        return f"{self.error} {self.scope} (granted: {self.answer.get('provided') or UNNAMED})"


# How the error begins of a call that was made and never answered.
LOST = "connection lost"
# Slack's guidance where a 429 names no time.
DEFAULT_RETRY_AFTER = 30
# The right that an administrator gives by the app's manifest; and what stands where Slack does not say which.
MISSING_SCOPE, UNNAMED = "missing_scope", "?"

# Of messages and files Slack has words of their own for it.
CHANNEL_GONE = frozenset({"channel_not_found", "is_archived", "not_in_channel", "is_inactive", "invalid_channel"})
PERSON_GONE = frozenset({"user_not_found", "user_disabled", "cannot_dm_bot", "messages_tab_disabled"})
# The app was removed, or its token is not taken (any more). Any of them may pass: an address that is not on the
# organisation's list answers invalid_auth too. So everything is held back until Slack takes the token again.
WORKSPACE_GONE = frozenset(
    {
        "account_inactive",
        "token_revoked",
        "invalid_auth",
        "not_authed",
        "app_access_restricted",
    }
)
# Ekm: the organisation has taken its keys away for a while. Team access: an app of the organisation was not given this
# workspace.
NOT_ALLOWED = frozenset({MISSING_SCOPE, "ekm_access_denied", "team_access_not_granted"})
OUR_MISTAKE = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_too_long",
        "msg_blocks_too_long",
        "metadata_too_large",
        "no_text",
        "invalid_arguments",
        "invalid_json",
        "json_not_object",
        "unknown_method",
        # Slack offers no such call to an app like this one.
        "not_allowed_token_type",
        "method_deprecated",
        "deprecated_endpoint",
        "enterprise_is_restricted",
        "no_permission",
        "access_denied",
        "is_bot",
        # What was sent is put together wrongly.
        "invalid_arg_name",
        "invalid_array_arg",
        "invalid_charset",
        "invalid_form_data",
        "invalid_post_type",
        "missing_post_type",
        "missing_argument",
        "invalid_attachments",
        "too_many_attachments",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_must_be_sent_from_app",
        "markdown_text_conflict",
        "as_user_not_supported",
        "block_mismatch",
        "bad_timestamp",
        "no_item_specified",
        "no_channel",
        "invalid_users",
        "snippet_too_large",
        "unknown_snippet_type",
        "unknown_subtype",
        "alt_txt_too_large",
        "view_too_large",
        "duplicate_external_id",
    }
)
LIMITED = frozenset({"ratelimited", "rate_limited"})
NOT_NOW = frozenset(
    {
        "service_unavailable",
        # The token is being exchanged for a fresh one.
        "token_expired",
        # The workspace moves into an organisation; its people have to log in there first.
        "team_added_to_org",
        "org_login_required",
        "two_factor_setup_required",
        # Not from this network.
        "accesslimited",
        # A workspace without a plan has said enough for now.
        "message_limit_exceeded",
        # The channel moves to, or from, another workspace.
        "external_channel_migrating",
        "update_failed",
        "streaming_state_conflict",
    }
)
UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout", "timeout", "file_update_failed"})
REFUSED = frozenset(
    {
        "name_taken",
        "invalid_name",
        "invalid_name_required",
        "invalid_name_maxlength",
        "invalid_name_punctuation",
        "invalid_name_specials",
        "cant_invite",
        "cant_invite_self",
        "ura_max_channels",
        "user_is_restricted",
        "user_is_ultra_restricted",
        "user_not_in_channel",
        "no_user",
        "too_many_users",
        "thread_not_found",
        "cannot_reply_to_message",
        "message_not_found",
        "cant_update_message",
        "cant_delete_message",
        "edit_window_closed",
        "not_authorized",
        "method_not_supported_for_channel_type",
        "too_long",
        "not_pinnable",
        "not_enabled",
        "hash_conflict",
        "no_such_subteam",
        "file_not_found",
        "file_deleted",
        "file_not_shared",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "file_upload_size_restricted",
        "storage_limit_reached",
        "blocked_file_type",
        "malware_detected",
        "posting_to_channel_denied",
        "permission_denied",
        "too_many_members",
        "too_many_convos_for_team",
        "too_many_convos_for_app_on_team",
        "failed_for_some_users",
        "invitee_cant_see_channel",
        "no_external_invite_permission",
        "invalid_user_combination",
        "user_not_visible",
        "plan_upgrade_required",
        "cant_broadcast_message",
        "duplicate_channel_not_found",
        "duplicate_message_not_found",
        "team_not_found",
        "slack_connect_file_link_sharing_blocked",
        "slack_connect_canvas_sharing_blocked",
        "not_found",
        "push_limit_reached",
        "expired_trigger_id",
        "exchanged_trigger_id",
        "invalid_trigger_id",
    }
)
# What the second of two equal calls is told.
ALREADY = {
    "bookmarks.add": frozenset({"already_exists"}),
    "chat.delete": frozenset({"message_not_found"}),
    "conversations.archive": frozenset({"already_archived"}),
    "conversations.invite": frozenset({"already_in_channel"}),
    "conversations.join": frozenset({"already_in_channel"}),
    "pins.add": frozenset({"already_pinned"}),
    "pins.remove": frozenset({"no_pin"}),
    "reactions.add": frozenset({"already_reacted"}),
}
# A card that is answered so does not stand where it stood, or cannot be changed there: it is posted anew.
CARD_LOST = frozenset({"cant_update_message", "edit_window_closed", "channel_not_found"})
# One that is answered so was removed by somebody: what only draws it anew does not bring it back.
CARD_REMOVED = "message_not_found"


def meaning_of(method: str, error: str, errors: Iterable[dict[str, Any]] = ()) -> Meaning:
    """What Slack's word `error` says about a call of `method`; `errors` are its answers a person, of an invitation."""
    already = ALREADY.get(method, frozenset())
    if error in already and all(each.get("error") in already for each in errors):
        return Meaning.DONE
    gone = CHANNEL_GONE | PERSON_GONE if method.startswith("chat.") else CHANNEL_GONE
    if error in gone or (error.startswith("restricted_action") and method.startswith("chat.")):
        return Meaning.TARGET_GONE
    if error in PERSON_GONE or error in already or error.startswith("restricted_action"):
        return Meaning.REFUSED
    table = {
        Meaning.WORKSPACE_GONE: WORKSPACE_GONE,
        Meaning.NOT_ALLOWED: NOT_ALLOWED,
        Meaning.OUR_MISTAKE: OUR_MISTAKE,
        Meaning.LIMITED: LIMITED,
        Meaning.NOT_NOW: NOT_NOW,
        Meaning.UNSURE: UNSURE,
        Meaning.REFUSED: REFUSED,
    }
    return next((meaning for meaning, errors_of_it in table.items() if error in errors_of_it), Meaning.UNKNOWN)


def scopes_of(headers: Mapping[str, str]) -> frozenset[str]:
    """The scopes that the app was granted, as every answer of Slack's names them; none where it does not."""
    named = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(one.strip() for one in named.split(",") if one.strip())


def failure_of(method: str, problem: Exception) -> Failure:
    """What an exception of Slack's client says about the call. Raises it again when it is not about the call."""
    if isinstance(problem, SlackApiError):
        return _failure_of_answer(method, problem.response)
    if isinstance(problem, aiohttp.ClientConnectorError):
        return Failure(Meaning.NOT_NOW, f"no connection: {type(problem).__name__}")
    if isinstance(problem, aiohttp.ClientError | TimeoutError | OSError):
        return Failure(Meaning.UNSURE, f"{LOST}: {type(problem).__name__}")
    raise problem


def _failure_of_answer(method: str, response: Any) -> Failure:
    # Where the body was no JSON, slack_sdk hands out aiohttp's response instead of its own.
    status: Any = getattr(response, "status_code", None) or getattr(response, "status", 0)
    body = getattr(response, "data", None)
    answer: dict[str, Any] = body if isinstance(body, dict) else {}
    error = str(answer.get("error") or f"HTTP {status}")
    if status == 429 or error in LIMITED:
        wait = str(response.headers.get("Retry-After", ""))
        retry_after = int(wait) if wait.isdecimal() else DEFAULT_RETRY_AFTER
        return Failure(Meaning.LIMITED, error, retry_after=max(retry_after, 1), answer=answer)
    if "error" not in answer:
        # A page of a proxy, or half an answer: the request may have been read.
        return Failure(Meaning.UNSURE if status >= 500 or status == 200 else Meaning.UNKNOWN, error)
    errors = answer.get("errors")
    each = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    return Failure(meaning_of(method, error, each), error, answer=answer, method=method)
