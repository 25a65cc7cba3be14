"""Tactics that are a way of asking: what is harvested, and over which surface.

All campaigns are allegations by providers. Section numbers are those of the campaign facts; signs
in a log are ASSUMPTION unless a section's table names a source.
"""

from __future__ import annotations

from simulation.behaviour import Behaviour
from simulation.draws import Range
from simulation.tactics.declare import Evasion, Tactic

REASONING_HARVEST = Tactic(
    "reasoning-harvest",
    ("reasoning",),
    Behaviour(
        (0.15, 0.5),
        2.4,
        1.5,
        14,
        "flat",
        (("api", 0.9), ("web", 0.1)),
        (("reasoning", 1.0),),
        (1, 1),
        gap_sigma=1.1,
        wave=0.45,
        weekend=0.9,
    ),
    covers=("developer", "power", "agentic-coder", "casual"),
    evasion=Evasion(),
    languages=2,
)
"""Asks for the reasoning behind a finished answer, over many topics (section 1: DeepSeek, Gemini;
section 2: reasoning harvest). Joint waves like load balancing are reported (section 1, recalled);
few follow-ups and long answers are ASSUMPTION."""

RUBRIC_GRADING = Tactic(
    "rubric-grading",
    ("rubric",),
    Behaviour(
        (0.15, 0.5),
        2.2,
        1.7,
        10,
        "flat",
        (("api", 0.92), ("web", 0.08)),
        (("rubric", 1.0),),
        (1, 1),
        gap_sigma=1.0,
        wave=0.35,
        weekend=0.9,
    ),
    covers=("developer", "company", "power", "agentic-coder"),
    evasion=Evasion(),
    candidates=6,
    languages=2,
)
"""The model as reward model: question, candidate and rubric in, a short score out (section 1:
DeepSeek; section 2: rubric grading, one question with 4-16 candidates, often across accounts)."""

AGENTIC_CODE = Tactic(
    "agentic-code",
    ("agentic",),
    Behaviour(
        (0.2, 0.6),
        1.5,
        7.0,
        6,
        "flat",
        (("api", 0.5), ("ide", 0.25), ("web", 0.25)),
        (("agent", 0.8), ("code", 0.2)),
        (1, 1),
        gap_sigma=1.1,
        wave=0.25,
        weekend=0.9,
    ),
    covers=("agentic-coder", "developer", "power", "casual"),
    evasion=Evasion(cover=Range(0.2, 0.5)),
    follow_up="agentic-step",
)
"""Tool loops over repositories that come back in account after account (section 1: Alibaba/Qwen,
MiniMax and Moonshot: agentic coding, tool orchestration, long-horizon tasks; section 2: agentic
harvest, synthetic tool results without human pauses)."""

CHAT_MIMICRY = Tactic(
    "chat-mimicry",
    ("mimicry",),
    Behaviour(
        (0.15, 0.45),
        1.4,
        2.0,
        105,
        "people",
        (("web", 0.86), ("mobile", 0.14)),
        (("mimicry", 1.0),),
        (1, 1),
        gap_sigma=0.8,
        wave=0.08,
        weekend=0.85,
    ),
    covers=("casual", "power", "student"),
    evasion=Evasion(
        cover=Range(0.2, 0.5),
        decoys=Range(0.0, 0.25),
        jitter=Range(30, 120),
        paraphrase=Range(0.6, 1.0),
        residential=Range(0.7, 0.95),
        shared_exits=Range(0.15, 0.45),
        own_fingerprints=Range(0.75, 1.0),
        own_systems=Range(0.9, 1.0),
        split_payment=Range(0.3, 0.65),
        aged=Range(0.2, 0.5),
        cap=Range(12, 60),
    ),
    web=True,
    reviewed=0.0,
    languages=2,
)
"""Web surface, short sessions, people's hours, residential proxies that stick (section 2: chat
mimicry; section 1: commercial proxies). No memory from session to session is ASSUMPTION, as is
that reviewers have not found it yet."""

LOW_AND_SLOW = Tactic(
    "low-and-slow",
    ("everyday", "seeds"),
    Behaviour(
        (0.08, 0.35),
        1.2,
        1.6,
        95,
        "people",
        (("web", 0.45), ("api", 0.5), ("mobile", 0.05)),
        (("mimicry", 1.0),),
        (1, 1),
        gap_sigma=1.0,
        wave=0.0,
    ),
    covers=("casual", "developer", "researcher", "student"),
    evasion=Evasion(
        cover=Range(0.2, 0.5),
        decoys=Range(0.0, 0.2),
        jitter=Range(60, 600),
        paraphrase=Range(0.8, 1.0),
        residential=Range(0.5, 0.9),
        shared_exits=Range(0.15, 0.4),
        own_fingerprints=Range(0.75, 1.0),
        own_systems=Range(0.8, 1.0),
        split_payment=Range(0.35, 0.7),
        aged=Range(0.2, 0.5),
        cap=Range(5, 20),
    ),
    reviewed=0.0,
    rate_sigma=Range(0.6, 0.9),
    languages=3,
)
"""Near the honest median of everything; paraphrased templates that rotate; only skeletons shared
across accounts and complementary topics remain (section 2: low-and-slow)."""

SENSITIVE_REWRITING = Tactic(
    "sensitive-rewriting",
    ("rewriting",),
    Behaviour(
        (0.15, 0.5),
        1.9,
        1.8,
        20,
        "flat",
        (("api", 0.72), ("web", 0.28)),
        (("rewriting", 1.0),),
        (1, 1),
        gap_sigma=1.1,
        wave=0.25,
        weekend=0.9,
    ),
    covers=("developer", "casual", "safety-researcher", "power"),
    evasion=Evasion(paraphrase=Range(0.0, 0.4)),
    languages=5,
)
"""Paired question and safe alternative in several languages; narrow topics, one template (section
1: DeepSeek, safe rewrites of sensitive questions; section 2: sensitive rewriting)."""
