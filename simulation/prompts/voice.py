"""The grammar's voice: what people ask about their subjects, in their languages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa

from simulation.draws import mix
from simulation.places import LANGUAGE_CODES
from simulation.population import Ints
from simulation.prompts import code, english, homework
from simulation.prompts.english_subjects import DOMAINS
from simulation.prompts.grammar import Grammar, scatter
from simulation.prompts.intents import INTENTS
from simulation.prompts.problems import Solved, problem_sets
from simulation.prompts.sensitive import SENSITIVE
from simulation.prompts.tongues import TONGUES

_EN = LANGUAGE_CODES.index("en")
_NAMES = tuple(i.name for i in INTENTS)
_TOPIC = ("topic", "aspect")
_FOLLOWED = ("chat", "write", "extract", "short", "story")
_CODED = ("code", "agent")
# What is said in reaction to an answer is short in every language; with the person's own
# circumstances it is the person's own.
_FOLLOW_ON = (
    "{follow} {ctx}",
    "{ctx} {follow}",
    "{follow} {more}",
    "{follow} {ctx} {more}",
    "{more} {follow} {ctx}",
    "{follow} {follow2} {ctx}",
    "{follow}",
)
_PEOPLES_RULES = (
    "chat", "write", "story", "extract", "support", "short", "follow_on", "homework",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What prompts are drawn from, one entry a row: indices into INTENTS and LANGUAGE_CODES, the
    subject's and the person's own integer, and the place in the conversation from 1."""

    intent: Ints
    subject: Ints
    language: Ints
    turn: Ints
    person: Ints

    def __len__(self) -> int:
        return len(self.intent)

    def of(self, rows: Ints) -> Asked:
        """Some of the rows."""
        return Asked(
            self.intent[rows],
            self.subject[rows],
            self.language[rows],
            self.turn[rows],
            self.person[rows],
        )

    def is_any(self, *names: str) -> np.ndarray:
        """Which rows have one of these intents."""
        return np.isin(self.intent, [_NAMES.index(n) for n in names])


class Voice(Protocol):
    """Where texts come from: the grammar, or a folder of given prompts.

    `knows_language` is False where texts come without a language; the column is then NULL.
    `fingerprint` changes whenever the texts do.
    """

    knows_language: bool

    @property
    def fingerprint(self) -> str:
        """Digest of what the texts are made from."""

    def ask(self, rng: np.random.Generator, asked: Asked) -> tuple[pa.StringArray, Ints]:
        """A request of each row's intent, and the index of the language that it is in."""

    def problems(
        self,
        rng: np.random.Generator,
        n: int,
        subject: Ints | None = None,
        language: str = "en",
        harvest: bool = False,
    ) -> Solved:
        """Questions with answers; of any area if `subject` is None."""

    def documents(self, rng: np.random.Generator, subject: Ints, language: Ints) -> pa.StringArray:
        """Passages to be translated, labelled or summarised."""

    def sensitive(self, rng: np.random.Generator, n: int, language: str) -> Solved:
        """Touchy questions, each with a harmless counterpart."""

    def tasks(self, rng: np.random.Generator, subject: Ints, step: bool) -> pa.StringArray:
        """Coding tasks on each row's repository, or a tool's output in the middle of one."""


class GrammarVoice:
    """Texts of the project's own grammar; any number of them."""

    knows_language = True

    def __init__(self) -> None:
        self._english = Grammar(english.RULES, _TOPIC)
        self._code = Grammar(code.RULES, ("lang", "stack", "project", "ending"))
        self._homework = Grammar(homework.RULES, ("question", "answer"))
        self._tongues = {
            t.code: (t, Grammar({**t.rules, "follow_on": _FOLLOW_ON}, _TOPIC)) for t in TONGUES
        }
        self._sensitive = {lang: Grammar(rules) for lang, rules in SENSITIVE.items()}
        self._problems = problem_sets()
        topics = [(d, t) for d, (topics, _) in enumerate(DOMAINS.values()) for t in topics]
        self._topics = _Ragged([t for _, t in topics], [d for d, _ in topics], len(DOMAINS))
        aspects = [(d, a) for d, (_, aspects) in enumerate(DOMAINS.values()) for a in aspects]
        self._aspects = _Ragged([a for _, a in aspects], [d for d, _ in aspects], len(DOMAINS))
        stacks = list(code.STACKS.items())
        self._langs = pa.array([lang for lang, _ in stacks], pa.string())
        self._stacks = _Ragged(
            [s for _, (some, _) in stacks for s in some],
            [i for i, (_, (some, _)) in enumerate(stacks) for _ in some],
            len(stacks),
        )
        self._endings = _Ragged(
            [e for _, (_, some) in stacks for e in some],
            [i for i, (_, (_, some)) in enumerate(stacks) for _ in some],
            len(stacks),
        )
        self._projects = pa.array(code.PROJECTS, pa.string())

    @property
    def fingerprint(self) -> str:
        """Digest of the grammar's source."""
        digest = hashlib.sha256()
        for file in sorted(Path(__file__).parent.rglob("*.py")):
            digest.update(file.read_bytes())
        return digest.hexdigest()[:16]

    def ask(self, rng: np.random.Generator, asked: Asked) -> tuple[pa.StringArray, Ints]:
        n = len(asked)
        spoken = np.full(n, _EN)
        found, places = [], []
        for rows, texts, language in self._parts(rng, asked):
            spoken[rows] = language
            found.append(texts)
            places.append(rows)
        return scatter(found, np.concatenate(places) if places else np.arange(0)), spoken

    def _parts(
        self, rng: np.random.Generator, asked: Asked
    ) -> Iterator[tuple[Ints, pa.StringArray, int]]:
        """Rows that are written together, their texts, and the language of them."""
        coded = asked.is_any(*_CODED)
        rows = np.flatnonzero(coded)
        if len(rows):
            yield rows, self._ask_code(rng, asked.of(rows)), _EN
        for language, name in enumerate(LANGUAGE_CODES):
            here = ~coded & (asked.language == language)
            touchy = here & asked.is_any("sensitive")
            rows = np.flatnonzero(touchy)
            if len(rows):
                code_ = name if name in self._sensitive else "en"
                texts = self._sensitive[code_].expand("sensitive", rng, len(rows))
                yield rows, texts, LANGUAGE_CODES.index(code_)
            school = here & asked.is_any("homework", "assignment")
            if name not in self._tongues:
                # Homework in English comes with the problem; other tongues word it themselves.
                rows = np.flatnonzero(school)
                if len(rows):
                    yield rows, self._ask_homework(rng, asked.of(rows)), _EN
                here = here & ~school
            rows = np.flatnonzero(here & ~touchy)
            if len(rows):
                spoken = language if name in self._tongues else _EN
                yield rows, self._ask_people(rng, asked.of(rows), name), spoken

    def _ask_people(self, rng: np.random.Generator, asked: Asked, language: str) -> pa.StringArray:
        grammar, given = self._setting(rng, asked.subject, language)
        rules = tuple(r for r in _PEOPLES_RULES if grammar.has(r))
        start = np.array([rules.index(n) if n in rules else 0 for n in _NAMES])[asked.intent]
        goes_on = (asked.turn > 1) & asked.is_any(*_FOLLOWED) & (rng.random(len(asked)) < 0.85)
        start = np.where(goes_on, rules.index("follow_on"), start)
        start = np.where(goes_on & (rng.random(len(asked)) < 0.06), rules.index("short"), start)
        return grammar.expand((rules, start), rng, len(asked), given, asked.person)

    def problems(
        self,
        rng: np.random.Generator,
        n: int,
        subject: Ints | None = None,
        language: str = "en",
        harvest: bool = False,
    ) -> Solved:
        known = self._problems.get(language, self._problems["en"])
        return known.draw(rng, n, subject)

    def documents(self, rng: np.random.Generator, subject: Ints, language: Ints) -> pa.StringArray:
        found, places = [], []
        for index, name in enumerate(LANGUAGE_CODES):
            rows = np.flatnonzero(language == index)
            if len(rows):
                grammar, given = self._setting(rng, subject[rows], name)
                rules = tuple(r for r in ("document", "review", "support") if grammar.has(r))
                start = rng.integers(len(rules), size=len(rows))
                found.append(grammar.expand((rules, start), rng, len(rows), given))
                places.append(rows)
        return scatter(found, np.concatenate(places) if places else np.arange(0))

    def sensitive(self, rng: np.random.Generator, n: int, language: str) -> Solved:
        grammar = self._sensitive.get(language, self._sensitive["en"])
        return Solved(grammar.expand("sensitive", rng, n), grammar.expand("safe", rng, n))

    def tasks(self, rng: np.random.Generator, subject: Ints, step: bool) -> pa.StringArray:
        rule = "agent_step" if step else "agent"
        return self._code.expand(rule, rng, len(subject), self._project(rng, subject))

    def _setting(
        self, rng: np.random.Generator, subject: Ints, language: str
    ) -> tuple[Grammar, dict[str, pa.StringArray]]:
        """Grammar of a language, and topic and aspect of each row's subject."""
        known = self._tongues.get(language)
        if known is None:
            domain = subject % len(DOMAINS)
            return self._english, {
                "topic": self._topics.at(domain, subject // len(DOMAINS)),
                "aspect": self._aspects.any(domain, rng),
            }
        tongue, grammar = known
        topics, aspects = (
            pa.array(tongue.topics, pa.string()),
            pa.array(tongue.aspects, pa.string()),
        )
        return grammar, {
            "topic": topics.take(pa.array(subject % len(topics))),
            "aspect": aspects.take(pa.array(rng.integers(len(aspects), size=len(subject)))),
        }

    def _ask_code(self, rng: np.random.Generator, asked: Asked) -> pa.StringArray:
        rules = ("code", "agent", "follow", "agent_step")
        agent = asked.is_any("agent").astype(np.int64)
        start = agent + 2 * (asked.turn > 1)
        given = self._project(rng, asked.subject)
        return self._code.expand((rules, start), rng, len(asked), given, asked.person)

    def _project(self, rng: np.random.Generator, subject: Ints) -> dict[str, pa.StringArray]:
        lang = subject % len(self._langs)
        rest = mix(subject, 43)
        return {
            "lang": self._langs.take(pa.array(lang)),
            "stack": self._stacks.at(lang, rest),
            "project": self._projects.take(pa.array(rest // 64 % len(self._projects))),
            "ending": self._endings.any(lang, rng),
        }

    def _ask_homework(self, rng: np.random.Generator, asked: Asked) -> pa.StringArray:
        solved = self.problems(rng, len(asked), asked.subject)
        given = {"question": solved.question, "answer": solved.answer}
        start = (asked.turn > 1).astype(np.int64)
        return self._homework.expand((("ask", "follow"), start), rng, len(asked), given)


class _Ragged:
    """Texts in groups of unequal size, taken by group and place."""

    def __init__(self, texts: list[str], group: list[int], groups: int) -> None:
        self._texts = pa.array(texts, pa.string())
        self._size = np.bincount(group, minlength=groups)
        self._first = np.cumsum(self._size) - self._size

    def at(self, group: Ints, place: Ints) -> pa.StringArray:
        """The text at a place of each group, counted round."""
        return self._texts.take(pa.array(self._first[group] + place % self._size[group]))

    def any(self, group: Ints, rng: np.random.Generator) -> pa.StringArray:
        """Any text of each group."""
        return self.at(group, rng.integers(1 << 30, size=len(group)))
