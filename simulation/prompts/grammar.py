"""A small generative grammar, expanded for many rows at once over Arrow strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from simulation.draws import mix

Bank = Mapping[str, tuple[str, ...]]
Ints = NDArray[np.int64]

_SLOT = re.compile(r"\{(\w+)\}")
_PERSONAL = "own_"


def entries(text: str) -> tuple[str, ...]:
    """The entries of a bank written as text: one a line, or several a line between `|`.

    Runs of blanks count as one, so that a long entry may go on after a backslash.
    """
    return tuple(" ".join(p.split()) for p in re.split(r"[|\n]", text) if p.strip())


class Grammar:
    """Expands rules to text; slots name other rules, or values given by the caller.

    A rule whose name starts with `own_` is chosen once a person: by the person's integer, not by
    chance. A slot that ends in digits (`name2`) and is no rule itself is its own draw of the rule
    without them.

    Raises ValueError when built if an alternative names a slot that is neither a rule nor in
    `given`, or if a rule reaches itself: a misspelt slot must not wait for the day that draws it.
    """

    def __init__(self, rules: Bank, given: tuple[str, ...] = ()) -> None:
        rules = _with_numbered(rules, given)
        self._given = frozenset(given)
        self._parts: dict[str, list[list[tuple[str, str | None]]]] = {}
        self._plain: dict[str, pa.StringArray] = {}
        known = set(rules) | self._given
        for name, alternatives in rules.items():
            if not alternatives:
                raise ValueError(f"Grammar: rule {name!r}: expected an alternative, found none")
            for text in alternatives:
                for slot in _SLOT.findall(text):
                    if slot not in known:
                        raise ValueError(
                            f"Grammar: rule {name!r}: slot {slot!r} is no rule and not given"
                        )
            if name not in self._given:
                self._parts[name] = [_parts(text) for text in alternatives]
                if not any(_SLOT.search(text) for text in alternatives):
                    self._plain[name] = pa.array(alternatives, pa.string())
        self._order = self._top_down()

    def has(self, rule: str) -> bool:
        """Whether the grammar has a rule of this name."""
        return rule in self._parts

    def expand(
        self,
        rule: str | tuple[tuple[str, ...], Ints],
        rng: np.random.Generator,
        n: int,
        given: Mapping[str, pa.StringArray] | None = None,
        person: Ints | None = None,
    ) -> pa.StringArray:
        """`n` texts of a rule, or of the rule that each row names by index into the given names.

        given : slot to one text a row, shape (n,); wins over a rule of that name.
        person : an integer a row, which decides the rules that are chosen once a person.
        """
        values = given or {}
        asked: dict[str, list[Ints]] = {name: [] for name in self._order}
        if isinstance(rule, str):
            asked[rule].append(np.arange(n))
            starts = [(rule, np.arange(n))]
        else:
            names, which = rule
            starts = [(name, np.flatnonzero(which == i)) for i, name in enumerate(names)]
            for name, rows in starts:
                asked[name].append(rows)
        blocks = self._choose(rng, asked, values, person)
        texts = self._build(blocks, values)
        if isinstance(rule, str):
            return texts[rule][:n] if n else pa.array([], pa.string())
        found = [texts[name][: len(rows)] for name, rows in starts if len(rows)]
        order = np.concatenate([rows for _, rows in starts]) if starts else np.arange(0)
        return scatter(found, order)

    def _choose(
        self,
        rng: np.random.Generator,
        asked: dict[str, list[Ints]],
        given: Mapping[str, pa.StringArray],
        person: Ints | None,
    ) -> dict[str, _Block]:
        """Parents before children: which alternative each asked-for text is, and what it needs."""
        blocks = {}
        length = dict.fromkeys(asked, 0)
        for name in asked:
            length[name] = sum(len(rows) for rows in asked[name])
        for name in self._order:
            if not asked[name] or length[name] == 0:
                continue
            rows = np.concatenate(asked[name])
            parts = self._parts[name]
            if name.startswith(_PERSONAL) and person is not None:
                which = mix(person[rows], crc32(name.encode()) & 0xFFFF) % len(parts)
            else:
                which = rng.integers(len(parts), size=len(rows))
            if name in self._plain:
                blocks[name] = _Block(rows, which, which, [])
                continue
            order = np.argsort(which, kind="stable")
            edges = np.searchsorted(which[order], np.arange(len(parts) + 1))
            needs: list[tuple[int, Ints, list[tuple[str, str | None, int]]]] = []
            for a, pieces in enumerate(parts):
                mine = rows[order[edges[a] : edges[a + 1]]]
                if not len(mine):
                    continue
                places = []
                for literal, slot in pieces:
                    at = -1
                    if slot is not None and slot not in given:
                        at = length[slot]
                        asked[slot].append(mine)
                        length[slot] += len(mine)
                    places.append((literal, slot, at))
                needs.append((a, mine, places))
            blocks[name] = _Block(rows, which, order, needs)
        return blocks

    def _build(
        self, blocks: dict[str, _Block], given: Mapping[str, pa.StringArray]
    ) -> dict[str, pa.StringArray]:
        """Children before parents: the texts of every rule that was asked for."""
        texts: dict[str, pa.StringArray] = {}
        for name in reversed(self._order):
            block = blocks.get(name)
            if block is None:
                continue
            if name in self._plain:
                texts[name] = self._plain[name].take(pa.array(block.which))
                continue
            done = []
            for _, mine, places in block.needs:
                pieces: list[pa.StringArray | pa.StringScalar] = []
                for literal, slot, at in places:
                    if literal:
                        pieces.append(pa.scalar(literal, pa.string()))
                    if slot is not None:
                        if at < 0:
                            pieces.append(given[slot].take(pa.array(mine)))
                        else:
                            pieces.append(texts[slot].slice(at, len(mine)))
                done.append(_join(pieces, len(mine)))
            texts[name] = scatter(done, block.order)
        return texts

    def _top_down(self) -> list[str]:
        order: list[str] = []
        state: dict[str, int] = {}

        def visit(name: str, path: tuple[str, ...]) -> None:
            if state.get(name) == 2 or name not in self._parts:
                return
            if state.get(name) == 1:
                raise ValueError(f"Grammar: rule {name!r} reaches itself by {' > '.join(path)}")
            state[name] = 1
            for pieces in self._parts[name]:
                for _, slot in pieces:
                    if slot is not None:
                        visit(slot, (*path, slot))
            state[name] = 2
            order.append(name)

        for name in self._parts:
            visit(name, (name,))
        return order[::-1]


class _Block:
    """One rule's asked-for texts in a run of `expand`."""

    __slots__ = ("needs", "order", "rows", "which")

    def __init__(
        self,
        rows: Ints,
        which: Ints,
        order: Ints,
        needs: list[tuple[int, Ints, list[tuple[str, str | None, int]]]],
    ) -> None:
        self.rows, self.which, self.order, self.needs = rows, which, order, needs


def _join(pieces: list[pa.StringArray | pa.StringScalar], n: int) -> pa.StringArray:
    if not any(isinstance(p, pa.Array) for p in pieces):
        text = "".join(p.as_py() for p in pieces)
        return pa.array([text], pa.string()).take(pa.array(np.zeros(n, dtype=np.int64)))
    if len(pieces) == 1:
        return pieces[0]
    return pc.binary_join_element_wise(*pieces, "")


def scatter(blocks: list[pa.StringArray], order: Ints) -> pa.StringArray:
    """The blocks' texts, laid end to end, put to the places `order`."""
    if not blocks:
        return pa.array([], pa.string())
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return pa.concat_arrays(blocks).take(pa.array(place))


def _parts(text: str) -> list[tuple[str, str | None]]:
    pieces = _SLOT.split(text)
    pairs: list[tuple[str, str | None]] = [
        (pieces[i], pieces[i + 1]) for i in range(0, len(pieces) - 1, 2)
    ]
    return [*pairs, (pieces[-1], None)] if pieces[-1] else pairs or [("", None)]


def _with_numbered(rules: Bank, given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    out = dict(rules)
    for alternatives in rules.values():
        for text in alternatives:
            for slot in _SLOT.findall(text):
                plain = slot.rstrip("0123456789")
                if slot not in out and slot not in given and plain in out:
                    out[slot] = out[plain]
    return out
