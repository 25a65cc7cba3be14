"""simulation.prompts.grammar: expansion of many rows at once against naive recursion."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.prompts.grammar import Grammar, entries, scatter


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_a_grammar_expands_slots_and_lets_given_values_win() -> None:
    grammar = Grammar({"greet": ("hello {who}",), "who": ("you",)})
    assert grammar.expand("greet", rng(), 2).to_pylist() == ["hello you", "hello you"]
    named = {"who": pa.array(["{both}", "b"])}
    assert grammar.expand("greet", rng(), 2, named).to_pylist() == ["hello {both}", "hello b"]


def test_each_row_may_start_from_a_rule_of_its_own() -> None:
    grammar = Grammar({"a": ("A{x}",), "b": ("B{x}",), "x": ("1",), "none": ("never",)})
    which = np.array([1, 0, 0, 1])
    assert grammar.expand((("a", "b"), which), rng(), 4).to_pylist() == ["B1", "A1", "A1", "B1"]


def test_no_rows_give_no_texts() -> None:
    grammar = Grammar({"a": ("x{b}",), "b": ("y",)})
    assert grammar.expand("a", rng(), 0).to_pylist() == []
    assert grammar.expand((("a", "b"), np.arange(0)), rng(), 0).to_pylist() == []


def test_given_values_stay_with_their_rows() -> None:
    grammar = Grammar({"a": ("{v} in {b}", "{b}: {v}", "{v}"), "b": ("[{v}]", "<{v}{v}>")}, ("v",))
    values = [f"row{i}" for i in range(500)]
    texts = grammar.expand("a", rng(), 500, {"v": pa.array(values)}).to_pylist()
    assert all(set(re.findall(r"row\d+", t)) == {v} for t, v in zip(texts, values, strict=True))


def test_a_persons_choices_are_made_once() -> None:
    grammar = Grammar({"a": ("{own_x} {own_y} {z}",), "own_x": tuple("abcdef"),
                       "own_y": tuple("ghijkl"), "z": tuple("uvw")})  # fmt: skip
    person = np.array([7, 8, 9] * 60)
    texts = grammar.expand("a", rng(), 180, None, person).to_pylist()
    own = {p: {t[:3] for t, q in zip(texts, person, strict=True) if q == p} for p in (7, 8, 9)}
    assert all(len(some) == 1 for some in own.values())
    assert len(set().union(*own.values())) > 1
    assert len({t[-1] for t in texts}) == 3


def test_a_numbered_slot_is_a_draw_of_its_own() -> None:
    grammar = Grammar({"a": ("{name} {name2}",), "name": tuple("abcdefgh")})
    texts = grammar.expand("a", rng(), 400).to_pylist()
    assert sum(t[0] == t[2] for t in texts) < 100


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"greet": ("hello {whom}",)}, "rule 'greet': slot 'whom' is no rule and not given"),
        ({"greet": ()}, "rule 'greet': expected an alternative, found none"),
        ({"a": ("{b}",), "b": ("x{a}",)}, "rule 'a' reaches itself by a > b > a"),
    ],
)
def test_a_wrong_bank_is_refused_when_the_grammar_is_built(
    rules: dict[str, tuple[str, ...]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Grammar(rules)


def test_entries_are_split_by_bars_and_lines() -> None:
    assert entries("a | b c\n  d  e  |") == ("a", "b c", "d e")


def test_scatter_puts_blocks_to_their_places() -> None:
    blocks = [pa.array(["a", "b"]), pa.array(["c"])]
    assert scatter(blocks, np.array([2, 0, 1])).to_pylist() == ["b", "c", "a"]
    assert scatter([], np.arange(0)).to_pylist() == []


NAMES = ["r0", "r1", "r2", "r3"]


@st.composite
def banks(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Small acyclic banks: a rule's slots are rules after it."""
    bank = {}
    for i, name in enumerate(NAMES):
        later = ["", *("{" + n + "}" for n in NAMES[i + 1 :])]
        piece = st.tuples(st.sampled_from(["", "x", "yz"]), st.sampled_from(later))
        text = st.lists(piece, min_size=1, max_size=3).map(lambda p: "".join(a + b for a, b in p))
        bank[name] = tuple(draw(st.lists(text, min_size=1, max_size=3)))
    return bank


def language(bank: dict[str, tuple[str, ...]], rule: str) -> set[str]:
    """Every text of a rule, by plain recursion."""
    out = set()
    for text in bank[rule]:
        pieces = re.split(r"\{(\w+)\}", text)
        options = [[p] if i % 2 == 0 else sorted(language(bank, p)) for i, p in enumerate(pieces)]
        out |= {"".join(combination) for combination in itertools.product(*options)}
    return out


@settings(max_examples=60, deadline=None)
@given(bank=banks(), seed=st.integers(0, 1000), n=st.integers(1, 40))
def test_every_text_is_one_that_the_rules_allow(
    bank: dict[str, tuple[str, ...]], seed: int, n: int
) -> None:
    allowed = language(bank, "r0")
    texts = Grammar(bank).expand("r0", rng(seed), n).to_pylist()
    assert len(texts) == n
    assert set(texts) <= allowed
    if len(allowed) <= 6:
        many = Grammar(bank).expand("r0", rng(seed), 3000).to_pylist()
        assert set(many) == allowed
    assert texts == Grammar(bank).expand("r0", rng(seed), n).to_pylist()
