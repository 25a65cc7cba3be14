"""The banks of texts: slots resolve, texts vary enough, problems are solved."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from simulation.places import LANGUAGE_CODES
from simulation.prompts.batch import BATCH, TARGETS
from simulation.prompts.grammar import Bank
from simulation.prompts.names import NAME_RULES
from simulation.prompts.problem_banks import PROBLEM_BANKS, Problem
from simulation.prompts.sensitive import SENSITIVE
from simulation.prompts.tongues import TONGUES
from simulation.prompts.wordings import WORDINGS
from simulation.prompts.wordings.base import PAYLOAD

_SLOT = re.compile(r"\{(\w+)\}")
_TONGUE = {tongue.code: tongue for tongue in TONGUES}
_PROMPTED = ("chat", "write", "story", "extract", "support", "follow", "homework", "document")
_JOBS = (
    "translate",
    "classify",
    "synthetic",
    "testset",
    "rating",
    "evaluate",
    "support",
    "extract",
)
_DOCUMENTS = ("document", "target", "n", "question", "one", "two", "message")


def _rule_of(slot: str, bank: Bank) -> str | None:
    if slot in bank:
        return slot
    plain = slot.rstrip("0123456789")
    return plain if plain in bank else None


def _check(bank: Bank, given: tuple[str, ...]) -> None:
    """Every slot is a rule or given, braces hold slots only, and no rule reaches itself."""
    done: set[str] = set()

    def visit(rule: str, path: tuple[str, ...]) -> None:
        assert rule not in path, f"{rule} reaches itself by {path}"
        if rule in done:
            return
        assert bank[rule], f"{rule} has no alternative"
        for text in bank[rule]:
            assert not re.search(r"[{}]", _SLOT.sub("", text)), f"{rule}: stray brace: {text}"
            for slot in _SLOT.findall(text):
                if slot in given:
                    continue
                child = _rule_of(slot, bank)
                assert child is not None, f"{rule}: nobody fills {slot}: {text}"
                visit(child, (*path, rule))
        done.add(rule)

    for rule in bank:
        visit(rule, ())


def _expand(bank: Bank, rule: str, rng: random.Random, given: dict[str, str]) -> str:
    def fill(match: re.Match[str]) -> str:
        slot = match.group(1)
        if slot in given:
            return given[slot]
        child = _rule_of(slot, bank)
        assert child is not None
        return _expand(bank, child, rng, given)

    return _SLOT.sub(fill, rng.choice(bank[rule]))


def _near_share(texts: list[str], by_character: bool) -> float:
    """Share of texts with a near-duplicate: Jaccard of 3-shingles of at least 0.8."""
    ids: dict[tuple[str, ...], int] = {}
    rows, columns = [], []
    for i, text in enumerate(texts):
        units = list(text) if by_character else re.findall(r"\w+", text.lower())
        shingles = set(zip(units, units[1:], units[2:], strict=False)) or {tuple(units)}
        for shingle in shingles:
            rows.append(i)
            columns.append(ids.setdefault(shingle, len(ids)))
    has = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(ids)))
    common = (has @ has.T).tocoo()
    size = np.asarray(has.sum(axis=1)).ravel()
    jaccard = common.data / (size[common.row] + size[common.col] - common.data)
    near = (jaccard >= 0.8) & (common.row != common.col)
    return len(set(common.row[near].tolist())) / len(texts)


def test_languages_of_the_countries_speak_their_tongues() -> None:
    assert set(_TONGUE) >= {"de", "fr", "es", "pt", "it", "nl", "pl", "tr", "ja", "zh"}
    assert set(LANGUAGE_CODES) - {"en"} <= set(_TONGUE)


@pytest.mark.parametrize("code", sorted(_TONGUE))
def test_a_tongue_has_its_rules_and_topics(code: str) -> None:
    tongue = _TONGUE[code]
    _check(tongue.rules, ("topic", "aspect"))
    assert set(tongue.rules) >= {*_PROMPTED, "short"}
    assert len(set(tongue.topics)) >= 70
    assert len(set(tongue.aspects)) >= 20
    for rule, texts in tongue.rules.items():
        if rule not in ("open", "hello"):
            assert all(text.strip() for text in texts), rule


@pytest.mark.parametrize("code", sorted(_TONGUE))
def test_a_tongue_hardly_repeats_itself(code: str) -> None:
    tongue, rng = _TONGUE[code], random.Random(5)

    def draw(topics: tuple[str, ...], names: tuple[str, ...], n: int) -> list[str]:
        return [
            _expand(
                tongue.rules,
                names[i % len(names)],
                rng,
                {"topic": rng.choice(topics), "aspect": rng.choice(tongue.aspects)},
            )
            for i in range(n)
        ]

    texts = draw(tongue.topics, _PROMPTED, 2000)
    assert all(text.strip() and "{" not in text and "  " not in text for text in texts)
    by_character = code in ("ja", "zh")
    assert _near_share(texts, by_character) < 0.02
    # The hard case: people who share one topic.
    assert _near_share(draw(tongue.topics[:1], ("chat",), 1000), by_character) < 0.02
    mixed = draw(tongue.topics, (*_PROMPTED, "short"), 2000)
    low, high = np.quantile([len(text) for text in mixed], (0.05, 0.95))
    assert high / low >= 4


@pytest.mark.parametrize("code", sorted(PROBLEM_BANKS))
def test_problems_are_solved_at_the_corners(code: str) -> None:
    bank = PROBLEM_BANKS[code]
    _check(bank.words, ())
    least, areas = (90, 14) if code == "en" else (22, 10)
    assert len(bank.problems) >= least
    assert len({item.area for item in bank.problems}) >= areas
    texts = Counter(item.text for item in bank.problems)
    assert max(texts.values()) == 1
    numbers = list(itertools.product((3, 4, 20, 39), (5, 6, 35, 64), (2, 3, 10)))
    for item in bank.problems:
        _check({**bank.words, "item": (item.text,)}, ("a", "b", "c"))
        if isinstance(item, Problem):
            for a, b, c in numbers:
                assert str(item.solve(a, b, c)).strip(), item.text
        else:
            assert item.answer.strip()


@pytest.mark.parametrize("code", sorted(PROBLEM_BANKS))
@pytest.mark.parametrize(
    ("area", "numbers", "answer"),
    [
        # ten at twenty each, paid with ten hundreds
        ("arithmetic", (10, 20, 4), 800),
        # five days of ten and one of twenty, four weeks
        ("arithmetic", (10, 20, 4), 280),
        # there at twenty, back at thirty
        ("rates", (20, 30, 4), 24),
        # round a field of ten by twenty
        ("geometry", (10, 20, 4), 60),
    ],
)
def test_answers_worked_by_hand(
    code: str, area: str, numbers: tuple[int, int, int], answer: int
) -> None:
    found = [
        float(number.replace(",", "."))
        for item in PROBLEM_BANKS[code].problems
        if isinstance(item, Problem) and item.area == area
        for number in re.findall(r"[\d.,]*\d", str(item.solve(*numbers)))
    ]
    assert answer in found


@pytest.mark.parametrize("name", sorted(WORDINGS))
def test_wordings_hold_their_payload(name: str) -> None:
    coding = name.startswith("agentic")
    assert set(WORDINGS[name]) >= ({"en"} if coding else {"en", "de", "fr", "es", "pt"})
    payload = {slot: f"<{slot}>" for slot in PAYLOAD}
    carried = {
        "agentic": "task",
        "agentic-step": "output",
        "rewriting": "sensitive",
    }.get(name, "question")
    for code, wording in WORDINGS[name].items():
        bank = {**NAME_RULES, **wording.slots, "prompt": wording.layouts}
        _check(bank, PAYLOAD)
        layouts, texts = (10, 14) if code == "en" else (6, 8)
        if code == "en" and name in ("mimicry", "everyday"):
            layouts, texts = 14, 20
        assert len(set(wording.layouts)) >= layouts
        assert min(len(set(some)) for some in wording.slots.values()) >= texts, (name, code)
        rng = random.Random(3)
        drawn = [_expand(bank, "prompt", rng, payload) for _ in range(400)]
        assert all(f"<{carried}>" in text and "¶" not in text for text in drawn)
        low, high = np.quantile([len(text.split()) for text in drawn], (0.05, 0.95))
        assert high / low >= 3, (name, code)


@pytest.mark.parametrize("code", sorted(SENSITIVE))
def test_sensitive_questions_are_many(code: str) -> None:
    bank, rng = SENSITIVE[code], random.Random(7)
    _check(bank, ())
    for rule in ("sensitive", "safe"):
        drawn = {_expand(bank, rule, rng, {}) for _ in range(6000)}
        assert len(drawn) >= (3000 if rule == "sensitive" else 1500), rule
    assert {"en", "de", "fr", "es", "pt", "it", "zh"} <= set(SENSITIVE)


def test_batch_templates_are_an_account_s_own() -> None:
    _check(BATCH, _DOCUMENTS)
    assert len(set(TARGETS)) >= 20
    given = {slot: f"<{slot}>" for slot in _DOCUMENTS}
    for job in _JOBS:
        assert len(BATCH["own_" + job]) >= 8
        rng = random.Random(11)
        drawn = [_expand(BATCH, job, rng, given) for _ in range(1000)]
        assert len(set(drawn)) >= 970, job
        assert all("<" in text for text in drawn)
    for slot, texts in BATCH.items():
        plain = slot.removeprefix("own_")
        if plain not in NAME_RULES and plain not in _JOBS and slot != "own_firm":
            assert len(set(texts)) >= 20, slot
        if slot not in _JOBS:
            assert slot.startswith("own_"), slot
        for text in texts:
            drawn_anew = set(_SLOT.findall(text)) - set(_DOCUMENTS)
            assert all(inner.startswith("own_") for inner in drawn_anew), (slot, text)
