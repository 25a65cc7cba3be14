"""A day's exchanges with what a row knows about the one before it: what quantities aggregate.

`ROWS` is one SELECT over the contract's `exchanges` table. Gaps never cross midnight, so a day's
tile is the same whatever stands before and after it. Text is only measured or hashed here.
"""

from __future__ import annotations

# First and last words, digits masked, and the whole: how templates and their paraphrases open and
# close. Only a bounded head and tail is looked at, so that a 32 KiB prompt costs what a line does.
_MASKED_HEAD = "regexp_replace(lower(left(prompt, 300)), '[0-9]+', '0', 'g')"
_MASKED_TAIL = "regexp_replace(lower(right(prompt, 300)), '[0-9]+', '0', 'g')"


def _masked(text: str) -> str:
    """Text without what differs from one use of a frame to the next: quotes, names, numbers.

    A word with a capital after a blank counts as a name; the first word of a prompt stays.
    """
    quotes = r'"[^"]*"|“[^”]*”|«[^»]*»|„[^“]*“'
    for pattern, mark in ((quotes, "q"), (r" \p{Lu}\p{L}+", " n")):
        text = f"regexp_replace({text}, '{pattern}', '{mark}', 'g')"
    return f"regexp_replace(lower({text}), '[0-9]+', '0', 'g')"


_MASKED = _masked("left(prompt, 2000)")
# A blank prompt has no word, and so neither opening nor closing: it ties nobody.
_FIRST_WORDS = r"^\s*(\S+(?:\s+\S+){0,2})"
_LAST_WORDS = r"(\S+(?:\s+\S+){0,2})\s*$"

# Names that aggregates may use beside the contract's own columns: name -> expression.
TRAITS: dict[str, str] = {
    "at_us": "epoch_us(occurred_at)",
    "hour": "hour(occurred_at)",
    "weekday": "isodow(occurred_at)",
    "gap_us": "epoch_us(occurred_at) - lag(epoch_us(occurred_at)) over sent",
    "idle_us": (
        "epoch_us(occurred_at) - lag(epoch_us(occurred_at) + coalesce(latency_ms, 0)"
        " * cast(1000 as bigint)) over sent"
    ),
    # Seconds of reading, and what there was to read.
    "answer_tokens": "lag(output_tokens) over sent",
    "ip_changed": "ip <> lag(ip) over sent",
    "country_changed": "country <> lag(country) over sent",
    "surface_changed": "surface <> lag(surface) over sent",
    "model_changed": "model <> lag(model) over sent",
    "language_changed": "language <> lag(language) over sent",
    "prompt_length": "length(prompt)",
    "asks": "regexp_matches(prompt, '[?？؟]')",
    "template": f"left(md5({_MASKED}), 16)",
    "opening": f"left(md5(nullif(regexp_extract({_MASKED_HEAD}, '{_FIRST_WORDS}', 1), '')), 16)",
    "closing": f"left(md5(nullif(regexp_extract({_MASKED_TAIL}, '{_LAST_WORDS}', 1), '')), 16)",
}

# An exchange opens another session than the one before; by its turn where no session is known.
SESSION_CHANGED = (
    "coalesce(session_id <> lag(session_id) over sent,"
    " coalesce(turn, 1) = 1 and lag(turn) over sent is not null)"
)

_traits = ",\n  ".join(f"{expression} as {name}" for name, expression in TRAITS.items())

ROWS = f"""
select
  account_id, exchange_id, occurred_at, session_id, turn, surface, model, language,
  system_prompt_hash, tools_hash, n_tools, input_tokens, output_tokens, thinking_tokens,
  max_output_tokens, temperature, streamed, stop_reason, status, latency_ms, api_key_id,
  client_fingerprint, user_agent_family, ip, ip_prefix, asn, network_type, country,
  {_traits}
from exchanges
window sent as (partition by account_id order by occurred_at, exchange_id)
"""

# What frames are made of: account, moment and masked text, in any order.
FRAMES = f"""
select account_id, epoch_us(occurred_at) as at_us, {_masked("left(prompt, 500)")} as masked
from exchanges
where prompt is not null
"""
