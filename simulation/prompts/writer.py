"""Writes the prompts of a day: a voice, people's styles, and what wraps jobs and harvests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from simulation.behaviour import SURFACES
from simulation.draws import mix, stream
from simulation.places import LANGUAGE_CODES
from simulation.population import Campaign, Ints, Population
from simulation.prompts.batch import BATCH, TARGETS
from simulation.prompts.extensions import EXTENSIONS
from simulation.prompts.grammar import Grammar, scatter
from simulation.prompts.harvest import Harvester, verdicts
from simulation.prompts.intents import INTENT_INDEX, INTENTS
from simulation.prompts.moderation import RULES as MODERATE
from simulation.prompts.voice import Asked, Voice
from simulation.world import World

_TEST_SET = 900  # questions of the public test sets
_TEACHERS = 4000  # exercises that classes hand round
_TUTORIALS_PER_ACCOUNT = 1 / 60
# Public harnesses wrap their questions in the same few ways.
_PUBLIC_TESTS = (
    "Question: {question}\nThink step by step and give the final answer after ####.",
    "Answer the following question. {question} Answer:",
    "{question}\nReason first, then write 'The answer is' and the answer.",
    "You will be given a problem. Solve it. Problem: {question}",
)
_PAYLOAD = ("document", "target", "n", "question", "one", "two", "message", "safe")
_BATCHED = ("translate", "classify", "synthetic", "support", "rating", "evaluate", "moderate")
_PASTED = ("chat", "write", "code", "extract", "homework")
_WEB = SURFACES.index("web")
_NAMES = tuple(i.name for i in INTENTS)


@dataclass(frozen=True)
class Writer:
    """Prompts of a world.

    test_set : questions that all benchmark runners share. tutorials : prompts that people paste as
    they found them. exercises : what teachers hand out. harvester : the campaigns' own texts.
    """

    world: World
    voice: Voice
    population: Population
    batch: Grammar
    public_tests: Grammar
    test_set: pa.StringArray
    tutorials: pa.StringArray
    exercises: pa.StringArray
    harvester: Harvester

    def write(
        self, rng: np.random.Generator, day: int, block: int, rows: dict[str, np.ndarray]
    ) -> pa.StringArray:
        """One prompt a row; sets `spoken`, the index of its language (-1: not known)."""
        n = len(rows["account"])
        style = self.population.style[rows["account"]]
        asked = Asked(rows["intent"], rows["subject"], rows["language"], rows["said"], style)
        spoken = np.full(n, LANGUAGE_CODES.index("en"))
        found: list[pa.StringArray] = []
        places: list[Ints] = []

        def put(some: Ints, texts: pa.StringArray, language: Ints | None = None) -> None:
            found.append(texts)
            places.append(some)
            if language is not None:
                spoken[some] = language

        harvest = rows["campaign"] >= 0
        for some, texts, code in self.harvester.write(self.voice, day, block, rows, harvest):
            put(some, texts, np.full(len(some), code))
        batch = ~harvest & asked.is_any(*_BATCHED)
        some = np.flatnonzero(batch)
        if len(some):
            put(some, *self._batched(rng, asked.of(some)))
        some = np.flatnonzero(~harvest & asked.is_any("testset"))
        if len(some):
            put(some, self._tests(rng, asked.of(some)))
        people = ~harvest & ~batch & ~asked.is_any("testset")
        # The class pastes what the teacher handed out: text of the subject, not of the person.
        handed = people & asked.is_any("assignment") & (rng.random(n) < 0.4)
        some = np.flatnonzero(handed)
        sheet = mix(rows["subject"][some] * 12 + rng.integers(12, size=len(some)), 47)
        put(some, self.exercises.take(pa.array(sheet % len(self.exercises))))
        pasted = people & ~handed & (rows["said"] == 1) & asked.is_any("chat", "code")
        pasted &= rng.random(n) < self.world.paste_share
        some = np.flatnonzero(pasted)
        popular = (rng.random(len(some)) ** 2 * len(self.tutorials)).astype(np.int64)
        put(some, self.tutorials.take(pa.array(popular)))
        some = np.flatnonzero(people & ~handed & ~pasted)
        texts, language = self.voice.ask(rng, asked.of(some))
        texts = _styled(texts, style[some])
        texts = self._with_paste(rng, asked.of(some), language, texts)
        put(some, self._extended(rng, rows, some, texts), language)
        rows["spoken"] = spoken if self.voice.knows_language else np.full(n, -1)
        return scatter(found, np.concatenate(places))

    def _with_paste(
        self, rng: np.random.Generator, asked: Asked, language: Ints, texts: pa.StringArray
    ) -> pa.StringArray:
        """One person in five pastes half of the time: lengths spread as widely as wrapped ones."""
        share = np.where(asked.person % 5 == 0, 0.5, 0.2)
        pastes = asked.is_any(*_PASTED) & (rng.random(len(asked)) < share)
        coding = asked.is_any("code")
        tail = [
            (some, self.voice.tasks(rng, asked.subject[some], step=True))
            for some in [np.flatnonzero(pastes & coding)]
        ]
        for again in range(3):
            # Long pastes are several passages: lengths get a heavy tail.
            more = pastes & ~coding & (mix(asked.subject, 51 + again) % 3 >= again)
            some = np.flatnonzero(more & (rng.random(len(asked)) < 0.6**again))
            tail.append((some, self.voice.documents(rng, asked.subject[some], language[some])))
        for some, more_text in tail:
            if len(some):
                longer = pc.binary_join_element_wise(texts.take(pa.array(some)), more_text, "\n\n")
                rest = np.delete(np.arange(len(asked)), some)
                texts = scatter([longer, texts.take(pa.array(rest))], np.r_[some, rest])
        return texts

    def _extended(
        self,
        rng: np.random.Generator,
        rows: dict[str, np.ndarray],
        some: Ints,
        texts: pa.StringArray,
    ) -> pa.StringArray:
        """With the words that an extension of the browser puts before the person's."""
        extension = self.population.extension[rows["account"][some]]
        uses = (extension >= 0) & (rows["surface"][some] == _WEB) & (rng.random(len(some)) < 0.5)
        mine, rest = np.flatnonzero(uses), np.flatnonzero(~uses)
        if not len(mine):
            return texts
        lead = pa.array(EXTENSIONS, pa.string()).take(pa.array(extension[mine]))
        longer = pc.binary_join_element_wise(lead, texts.take(pa.array(mine)), "\n")
        return scatter([longer, texts.take(pa.array(rest))], np.r_[mine, rest])

    def _batched(self, rng: np.random.Generator, asked: Asked) -> tuple[pa.StringArray, Ints]:
        n = len(asked)
        judged = asked.is_any("rating", "evaluate")
        english = np.full(n, LANGUAGE_CODES.index("en"))
        solved = self.voice.problems(rng, n, asked.subject)
        document = self.voice.documents(rng, asked.subject, asked.language)
        touchy = np.flatnonzero(asked.is_any("moderate"))
        safe = pa.array([""], pa.string()).take(pa.array(np.zeros(n, dtype=np.int64)))
        if len(touchy):
            pair = self.voice.sensitive(rng, len(touchy), "en")
            rest = np.delete(np.arange(n), touchy)
            order = np.r_[touchy, rest]
            document = scatter([pair.question, document.take(pa.array(rest))], order)
            safe = scatter([pair.answer, safe.take(pa.array(rest))], order)
        support = np.full(n, INTENT_INDEX["support"])
        message, _ = self.voice.ask(
            rng, Asked(support, asked.subject, asked.language, np.ones(n, np.int64), asked.person)
        )
        target = pa.array(TARGETS, pa.string()).take(pa.array(mix(asked.person, 53) % len(TARGETS)))
        given = {
            "document": document,
            "target": target,
            "n": pa.array(3 + asked.person % 17).cast(pa.string()),
            "question": solved.question,
            "one": verdicts(rng, solved.answer),
            "two": verdicts(rng, solved.answer),
            "message": message,
            "safe": safe,
        }
        start = np.array([_BATCHED.index(x) if x in _BATCHED else 0 for x in _NAMES])
        texts = self.batch.expand((_BATCHED, start[asked.intent]), rng, n, given, asked.person)
        own = asked.is_any("translate", "support")
        return texts, np.where(own & ~judged, asked.language, english)

    def _tests(self, rng: np.random.Generator, asked: Asked) -> pa.StringArray:
        n = len(asked)
        question = self.test_set.take(pa.array(rng.integers(len(self.test_set), size=n)))
        solved = self.voice.problems(rng, n, asked.subject)
        public = asked.person % 2 == 0
        given = {"question": question, "answer": solved.answer}
        found, places = [], []
        for rows, grammar in (
            (np.flatnonzero(public), self.public_tests),
            (np.flatnonzero(~public), self.batch),
        ):
            some = {k: v.take(pa.array(rows)) for k, v in given.items()}
            found.append(grammar.expand("testset", rng, len(rows), some, asked.person[rows]))
            places.append(rows)
        return scatter(found, np.concatenate(places))


def draw_writer(
    rng: np.random.Generator,
    seed: int,
    world: World,
    population: Population,
    campaigns: list[Campaign],
    voice: Voice,
) -> Writer:
    """The writer of a world: what its people share, and its campaigns' templates."""
    n = max(40, round(len(population) * _TUTORIALS_PER_ACCOUNT))
    chat = np.where(np.arange(n) % 2 == 0, INTENT_INDEX["chat"], INTENT_INDEX["code"])
    english = np.full(n, LANGUAGE_CODES.index("en"))
    once = Asked(chat, rng.integers(1 << 40, size=n), english, np.ones(n, np.int64), english)
    tutorials, _ = voice.ask(rng, once)
    school = np.full(_TEACHERS, INTENT_INDEX["homework"])
    ones = np.ones(_TEACHERS, dtype=np.int64)
    sheets = Asked(school, rng.integers(1 << 40, size=_TEACHERS), 0 * ones, ones, ones)
    exercises, _ = voice.ask(rng, sheets)
    return Writer(
        world,
        voice,
        population,
        Grammar({**BATCH, **MODERATE}, _PAYLOAD),
        Grammar({"testset": ("{own_test}",), "own_test": _PUBLIC_TESTS}, ("question", "answer")),
        voice.problems(rng, _TEST_SET).question,
        tutorials,
        exercises,
        Harvester.draw(stream(seed, "campaign texts"), seed, population, campaigns),
    )


def _styled(texts: pa.StringArray, style: Ints) -> pa.StringArray:
    """The person's way of typing: most write as they were taught, some do not care."""
    habit = style % 10
    texts = pc.if_else(pa.array(habit < 2), pc.utf8_lower(texts), texts)
    bare = pc.utf8_rtrim(texts, ".")
    texts = pc.if_else(pa.array(np.isin(habit, (0, 3))), bare, texts)
    return pc.utf8_trim_whitespace(texts)
