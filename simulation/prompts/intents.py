"""Why an exchange is sent: what shapes its prompt and the length of its answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Intent:
    """One purpose of an exchange.

    `output` is the median of visible output tokens and `sigma` its log-normal spread; `extra` is
    the median of input tokens that are not in the prompt column (files, tool results, pasted
    pages), 0 for none. `coding` says that English is used whatever the person speaks.
    Levels follow the conversation and code quantiles of the Azure 2023 and ServeGen traces
    (medians of 13-130 output tokens for code and chat, 300-800 with reasoning).
    """

    name: str
    output: float
    sigma: float = 0.7
    extra: float = 0.0
    coding: bool = False


INTENTS: tuple[Intent, ...] = (
    Intent("chat", 240),
    Intent("write", 280, 0.6),
    Intent("story", 480, 0.6),
    Intent("homework", 300),
    Intent("assignment", 300),
    Intent("code", 260, 0.9, extra=120, coding=True),
    Intent("agent", 150, 0.9, extra=800, coding=True),
    Intent("extract", 110, extra=350),
    Intent("translate", 130, 0.5, extra=90),
    Intent("classify", 9, 0.4),
    Intent("support", 130, 0.5, extra=180),
    Intent("synthetic", 460, 0.5),
    Intent("testset", 240, 0.9),
    Intent("rating", 70, 0.7),
    Intent("evaluate", 55, 0.8),
    Intent("reasoning", 430, 0.6),
    Intent("rubric", 60, 0.8),
    Intent("mimicry", 280, 0.65),
)
INTENT_INDEX: dict[str, int] = {intent.name: i for i, intent in enumerate(INTENTS)}
