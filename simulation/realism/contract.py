"""The columns of the data contract that this report reads, and the errors of a user's log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "real", "time", "flag"]


class RealismError(ValueError):
    """A user's error: one sentence that names file, column, expected, found and what to do."""


@dataclass(frozen=True)
class Field:
    """One column of a table. A column that is not `required` may be missing or NULL."""

    name: str
    kind: Kind
    required: bool = False


SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "time": "TIMESTAMP WITH TIME ZONE",
    "flag": "BOOLEAN",
}

EXCHANGES: tuple[Field, ...] = (
    Field("exchange_id", "text", True),
    Field("account_id", "text", True),
    Field("occurred_at", "time", True),
    Field("session_id", "text"),
    Field("turn", "integer"),
    Field("surface", "text", True),
    Field("model", "text", True),
    Field("prompt", "text"),
    Field("system_prompt_hash", "text"),
    Field("tools_hash", "text"),
    Field("n_tools", "integer"),
    Field("language", "text"),
    Field("input_tokens", "integer", True),
    Field("output_tokens", "integer", True),
    Field("thinking_tokens", "integer"),
    Field("max_output_tokens", "integer"),
    Field("temperature", "real"),
    Field("streamed", "flag"),
    Field("stop_reason", "text"),
    Field("status", "integer", True),
    Field("latency_ms", "integer"),
    Field("api_key_id", "text"),
    Field("client_fingerprint", "text"),
    Field("user_agent_family", "text"),
    Field("ip", "text"),
    Field("ip_prefix", "text"),
    Field("asn", "integer"),
    Field("network_type", "text"),
    Field("country", "text"),
)
# closed_at is not read: it tells the decision.
ACCOUNTS: tuple[Field, ...] = (
    Field("account_id", "text", True),
    Field("created_at", "time", True),
    Field("plan", "text", True),
    Field("organisation_id", "text"),
    Field("programme", "text"),
    Field("email_domain", "text"),
    Field("payment_id", "text"),
    Field("payment_issuer", "text"),
    Field("payment_country", "text"),
    Field("signup_ip", "text"),
    Field("signup_ip_prefix", "text"),
    Field("signup_fingerprint", "text"),
    Field("country", "text"),
)
TRUTH: tuple[Field, ...] = (
    Field("account_id", "text", True),
    Field("kind", "text", True),
    Field("tactic", "text"),
    Field("campaign", "text"),
)
NULLABLE_EXCHANGES: tuple[str, ...] = tuple(f.name for f in EXCHANGES if not f.required)
NULLABLE_ACCOUNTS: tuple[str, ...] = tuple(f.name for f in ACCOUNTS if not f.required)
