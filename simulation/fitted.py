"""What was measured: parameters fitted to public traffic traces, each with its source.

The traces themselves are not part of the project. Fits are least squares on the published shares
(hours) or the quantiles' spread (log-normal: median, and sigma from the quartiles).

Sources: Azure LLM inference traces 2023 and 2024 (Azure/AzurePublicDataset, CC BY 4.0; the week of
2024 digitised from the published plots), BurstGPT (HPMLL/BurstGPT, CC BY 4.0), Mooncake
(kvcache-ai/Mooncake, FAST'25 traces, Apache-2.0), ServeGen (alibaba/ServeGen, Apache-2.0).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FLOOR = 0.03


@dataclass(frozen=True)
class HourCurve:
    """Load over the day as 1 + sum of harmonics a cos + b sin of 1, 2 and 3 periods a day.

    shift : hours to add to the source's clock to get the local hour of the senders.
    """

    source: str
    terms: tuple[tuple[float, float], ...]
    shift: float = 0.0

    def weights(self) -> NDArray[np.float64]:
        """Relative load of the local hours 0-23, mean about 1, never below a small floor."""
        hour = np.arange(24) + 0.5 - self.shift
        load = np.ones(24)
        for period, (a, b) in enumerate(self.terms, start=1):
            angle = 2 * np.pi * period * hour / 24
            load += a * np.cos(angle) + b * np.sin(angle)
        return np.maximum(load, _FLOOR)


@dataclass(frozen=True)
class LogNormal:
    """A fitted log-normal: median in the unit that the name says, and its spread."""

    source: str
    median: float
    sigma: float


CAMPUS_CHAT = HourCurve(
    "BurstGPT, campus GPT-3.5/GPT-4, 61 days, local time",
    ((-0.125, -0.645), (0.22, 0.142), (-0.126, -0.069)),
)
CODE_SERVICE = HourCurve(
    "Azure 2024 coding service, mean weekday, UTC; senders taken to be at UTC-6",
    ((0.129, -0.916), (-0.271, 0.060), (-0.064, -0.020)),
    shift=-6,
)
API_CLIENTS = HourCurve(
    "ServeGen m-large, mean profile of 162 clients, 14 days, UTC+8",
    ((-0.224, -0.473), (0.129, 0.009), (0.081, 0.090)),
)

# Seconds from one request of a conversation to the next (Mooncake, by shared prefix).
TURN_GAP = LogNormal("Mooncake conversation, gap between turns", 124.5, 1.05)
# Output tokens of a chat service; of a reasoning model with its hidden part.
CHAT_OUTPUT = LogNormal("Azure 2023 conversation, output tokens", 129, 1.14)
REASONING_OUTPUT = LogNormal("ServeGen deepseek-r1, output tokens", 792, 0.93)
# Gini 0.83-0.87 of load over API clients is a log-normal of sigma 1.9-2.1.
CLIENT_LOAD_SIGMA = (1.5, 2.1)
CLIENT_LOAD_SOURCE = "ServeGen m-large, m-mid, m-small, requests a client"
