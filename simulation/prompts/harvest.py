"""What campaigns send: their own templates around questions from a queue that they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from simulation.draws import mix, stream
from simulation.places import LANGUAGE_CODES
from simulation.population import Campaign, Ints, Population
from simulation.prompts.grammar import Grammar, entries
from simulation.prompts.intents import INTENT_INDEX
from simulation.prompts.names import NAME_RULES
from simulation.prompts.voice import Voice
from simulation.prompts.wordings import WORDINGS
from simulation.prompts.wordings.base import Wording
from simulation.tactics import TACTICS

_PAYLOAD = ("question", "answer", "candidate", "task", "output", "sensitive", "safe", "topic")
_OWN_LANGUAGE = 0.9
_REASKED = 0.03  # an answer was lost, so the question is asked again
_REPOSITORIES = (3, 15)

VERDICTS = Grammar(
    {
        "verdict": entries("""
            I think the answer is {x}, because that follows directly from what is given.
            The result must be {x}. First I set up what is known, then I solved for the rest.
            {x}, since nothing else fits the conditions.
            One might guess otherwise, but after checking each part the answer is {x}.
            It is hard to say; my best estimate is {x}, based on a similar case.
            {x}. The key step is to see what stays the same.
            Without further data one cannot be sure, though {x} seems right.
            Let us go slowly. The first part gives a bound, the second fixes it: {x}.
            {x} | {x}, obviously. | Probably {x}. | Counting again gives {x}.
            Answer: {x}. I left out the units, which do not change anything here.
            By elimination only {x} is left, as the other cases contradict the second sentence.
        """)
    },
    ("x",),
)
_SLIPS = pa.array(["twice that", "about half of it", "the opposite", "slightly more", "zero"])


def verdicts(rng: np.random.Generator, answer: pa.StringArray) -> pa.StringArray:
    """Replies to be graded, shape of `answer`: right two times in three, else off by a slip."""
    n = len(answer)
    slip = _SLIPS.take(pa.array(rng.integers(len(_SLIPS), size=n)))
    said = pc.if_else(pa.array(rng.random(n) < 0.66), pc.utf8_rtrim(answer, "."), slip)
    return VERDICTS.expand("verdict", rng, n, {"x": said})


@dataclass(frozen=True)
class Dialect:
    """One campaign's templates of one wording in one language."""

    language: str
    grammar: Grammar
    payload: frozenset[str]


@dataclass(frozen=True)
class Harvester:
    """The campaigns' dialects: wording name to dialects, one mapping a campaign."""

    seed: int
    population: Population
    campaigns: list[Campaign]
    dialects: list[dict[str, list[Dialect]]]

    @staticmethod
    def draw(
        rng: np.random.Generator, seed: int, population: Population, campaigns: list[Campaign]
    ) -> Harvester:
        """Each campaign's own choice of languages, layouts and paraphrases."""
        return Harvester(seed, population, campaigns, [_dialects(rng, c) for c in campaigns])

    def write(
        self,
        voice: Voice,
        day: int,
        block: int,
        rows: dict[str, np.ndarray],
        harvest: np.ndarray,
    ) -> Iterator[tuple[Ints, pa.StringArray, int]]:
        """Rows that are written together, their texts, and the language of them."""
        mine = np.flatnonzero(harvest)
        if not len(mine):
            return
        order = mine[np.argsort(rows["campaign"][mine], kind="stable")]
        of, first = np.unique(rows["campaign"][order], return_index=True)
        for campaign, some in zip(of.tolist(), np.split(order, first[1:]), strict=True):
            rng = stream(self.seed, "harvest", campaign, day, block)
            yield from self._campaign(rng, voice, campaign, rows, some)

    def _campaign(
        self,
        rng: np.random.Generator,
        voice: Voice,
        campaign: int,
        rows: dict[str, np.ndarray],
        some: Ints,
    ) -> Iterator[tuple[Ints, pa.StringArray, int]]:
        tactic = TACTICS[self.campaigns[campaign].tactic]
        probes = rows["intent"][some] == INTENT_INDEX["probe"]
        if probes.any():
            tries = some[probes]
            yield tries, _PROBES.expand("probe", rng, len(tries)), LANGUAGE_CODES.index("en")
            some = some[~probes]
        names = tactic.wordings
        which = rng.integers(len(names), size=len(some))
        if tactic.follow_up:
            names = (*names, tactic.follow_up)
            which = np.where(rows["said"][some] > 1, len(names) - 1, which)
        for w, name in enumerate(names):
            dialects = self.dialects[campaign][name]
            # A member mostly works in one language, as people do.
            own = mix(rows["account"][some], 79) % len(dialects)
            other = rng.integers(len(dialects), size=len(some))
            tongue = np.where(rng.random(len(some)) < _OWN_LANGUAGE, own, other)
            for d, dialect in enumerate(dialects):
                here = some[(which == w) & (tongue == d)]
                if len(here):
                    texts = self._texts(rng, voice, campaign, dialect, rows, here)
                    if tactic.harvest.hours == "people":
                        texts = _typed(texts, self.population.style[rows["account"][here]])
                    yield here, texts, LANGUAGE_CODES.index(dialect.language)

    def _texts(
        self,
        rng: np.random.Generator,
        voice: Voice,
        campaign: int,
        dialect: Dialect,
        rows: dict[str, np.ndarray],
        here: Ints,
    ) -> pa.StringArray:
        """The next questions of the campaign's queue, dealt over whoever is at work."""
        n, given = len(here), {}
        times = TACTICS[self.campaigns[campaign].tactic].candidates
        deal = rng.permutation(n) // times
        again = rng.random(n) < _REASKED
        deal = pa.array(np.where(again, rng.integers(deal.max() + 1, size=n), deal))
        asked = n // times + 1
        if dialect.payload & {"question", "answer", "candidate", "topic"}:
            solved = voice.problems(rng, asked, None, dialect.language, harvest=True)
            given["question"] = solved.question.take(deal)
            given["answer"] = solved.answer.take(deal)
            given["candidate"] = verdicts(rng, given["answer"])
            given["topic"] = given["question"]
        if dialect.payload & {"sensitive", "safe"}:
            pair = voice.sensitive(rng, asked, dialect.language)
            given["sensitive"], given["safe"] = pair.question.take(deal), pair.answer.take(deal)
        if dialect.payload & {"task", "output"}:
            # The same repositories come back in account after account.
            many = _REPOSITORIES[0] + campaign * 7919 % (_REPOSITORIES[1] - _REPOSITORIES[0])
            slot = mix(rows["account"][here] * 8 + rows["session"][here], 61) % many
            repository = mix(campaign * 64 + slot, 67)
            given["task"] = voice.tasks(rng, repository, step=False)
            given["output"] = voice.tasks(rng, repository, step=True)
        return dialect.grammar.expand("prompt", rng, n, given)


def _dialects(rng: np.random.Generator, campaign: Campaign) -> dict[str, list[Dialect]]:
    tactic = TACTICS[campaign.tactic]
    names = (*tactic.wordings, *((tactic.follow_up,) if tactic.follow_up else ()))
    spoken = rng.permutation(sorted(set.intersection(*(set(WORDINGS[n]) for n in names))))
    chosen = list(spoken[: campaign.languages])
    if "en" not in chosen and rng.random() < 0.6:
        chosen[0] = "en"
    paraphrase = campaign.knobs["paraphrase"]
    return {
        name: [_dialect(rng, WORDINGS[name][code], code, paraphrase) for code in chosen]
        for name in names
    }


def _dialect(rng: np.random.Generator, wording: Wording, code: str, paraphrase: float) -> Dialect:
    """A part of the wording's layouts and paraphrases, the larger the more is paraphrased."""
    rules = {
        "prompt": _some(rng, wording.layouts, 2, paraphrase),
        **{slot: _some(rng, texts, 2, paraphrase) for slot, texts in wording.slots.items()},
    }
    used = "".join(t for texts in rules.values() for t in texts)
    payload = frozenset(p for p in _PAYLOAD if "{" + p + "}" in used)
    return Dialect(code, Grammar({**NAME_RULES, **rules}, _PAYLOAD), payload)


def _some(
    rng: np.random.Generator, items: tuple[str, ...], least: int, share: float
) -> tuple[str, ...]:
    k = max(min(least, len(items)), round(share * len(items)))
    return tuple(items[i] for i in sorted(rng.permutation(len(items))[:k].tolist()))


def _typed(texts: pa.StringArray, style: Ints) -> pa.StringArray:
    """Accounts that pretend to be people type as carelessly as some people do."""
    lower = pa.array(style % 3 == 0)
    return pc.if_else(lower, pc.utf8_lower(texts), texts)


_PROBES = Grammar(
    {
        **NAME_RULES,
        "probe": entries("""hi | test | ping | hello, are you there | test {n2} | ok thanks | 1
            which model are you | say ok | {n2} + {n2} * {n1} | list your limits | go on"""),
    }
)
