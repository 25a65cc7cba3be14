"""Why an exchange is sent: what shapes its prompt and the length of its answer."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.fitted import CHAT_OUTPUT


@dataclass(frozen=True)
class Intent:
    """One purpose of an exchange.

    `output` is the median of visible output tokens and `sigma` its log-normal spread; `extra` is
    the median of input tokens that are not in the prompt column (files, tool results, pasted
    pages), 0 for none. Levels follow the conversation and code quantiles of the Azure 2023 and
    ServeGen traces (medians of 13-130 output tokens for code and chat, 300-800 with reasoning);
    those of the other intents are ASSUMPTION.
    """

    name: str
    output: float
    sigma: float = 0.9
    extra: float = 0.0


INTENTS: tuple[Intent, ...] = (
    Intent("chat", 1.4 * CHAT_OUTPUT.median, CHAT_OUTPUT.sigma),
    Intent("write", 250, 0.8),
    Intent("story", 480, 0.7),
    Intent("homework", 300),
    Intent("assignment", 300),
    Intent("short", 60, 1.0),
    Intent("code", 240, 1.1, extra=120),
    Intent("agent", 150, 1.0, extra=800),
    Intent("extract", 110, 0.9, extra=350),
    Intent("sensitive", 220),
    Intent("moderate", 60, 1.0),
    Intent("translate", 130, 0.6, extra=90),
    Intent("classify", 9, 0.5),
    Intent("support", 130, 0.6, extra=180),
    Intent("synthetic", 460, 0.6),
    Intent("testset", 240, 1.0),
    Intent("rating", 70, 0.8),
    Intent("evaluate", 55, 0.9),
    Intent("probe", 4, 0.6),
    Intent("reasoning", 400, 0.8),
    Intent("rubric", 60, 1.0),
    Intent("mimicry", 250, 0.9),
    Intent("rewriting", 210, 0.8),
)
INTENT_INDEX: dict[str, int] = {intent.name: i for i, intent in enumerate(INTENTS)}
