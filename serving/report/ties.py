"""What holds a campaign together, as a graph: which ties are drawn, where, and what is left out.

Places come from networkx's spring layout (Fruchterman and Reingold 1991), seeded, one connected
part at a time; the same campaign gives the same picture. Drawing itself is a template's work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from serving.report import words
from serving.report.data import Campaign, Tie

MOST_NODES = 150
MOST_EDGES = 600
MOST_KINDS = 5
MOST_HUBS = 10
MOST_LOOSE = 37
LONGEST_NAME = 30
OTHER = "other ties"
WIDTH = 600
TALLEST = 470
STRETCH = 1.4
APART = 13.0
MARGIN = 22.0
SEED = 7

Place = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """One dot. `hollow`: something speaks for this account. `name` is drawn for hubs only."""

    x: float
    y: float
    hub: bool
    hollow: bool
    name: str
    name_y: float
    title: str


@dataclass(frozen=True)
class Strand:
    """All drawn ties of one kind: one SVG path and where its name stands.

    `ties` and `accounts` count the whole campaign, drawn or not; `slot` picks colour and dash.
    """

    what: str
    slot: int
    ties: int
    accounts: int
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class TiesGraph:
    """The whole picture in pixels. `loose` members have no tie; the first few stand in a row."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    strands: tuple[Strand, ...]
    loose: int
    loose_drawn: int
    loose_y: float
    left_out: str


def distinct(ties: Iterable[Tie]) -> list[Tie]:
    """Each pair and kind once, without direction and self ties, in a fixed order."""
    pairs = {(min(t.a, t.b), max(t.a, t.b), t.what) for t in ties if t.a != t.b}
    return [Tie(a, b, what) for a, b, what in sorted(pairs)]


def kinds(ties: Sequence[Tie]) -> list[str]:
    """Kinds of tie that get a line of their own, commonest first; the rest is 'other ties'."""
    counted = Counter(tie.what for tie in ties)
    ranked = sorted(counted, key=lambda what: (-counted[what], what))
    return ranked if len(ranked) <= MOST_KINDS else [*ranked[: MOST_KINDS - 1], OTHER]


def choose(ties: Sequence[Tie], hubs: frozenset[str]) -> tuple[list[str], list[Tie]]:
    """At most 150 nodes and 600 ties: accounts that hang together, their hubs, rare kinds first.

    Accounts are taken one by one, each time the one with most ties to those already taken, so that
    what is drawn of a large campaign is a whole piece of it rather than crumbs of everywhere.
    """
    near: dict[str, set[str]] = {}
    degree: Counter[str] = Counter()
    for tie in ties:
        for one, other in ((tie.a, tie.b), (tie.b, tie.a)):
            degree[one] += 1
            near.setdefault(one, set()).add(other)
    ranked = sorted(near.keys() - hubs, key=lambda name: (-degree[name], name))
    touching = sorted(near.keys() & hubs, key=lambda name: (-degree[name], name))[:MOST_HUBS]
    kept: set[str] = set()
    pull = dict.fromkeys(ranked, 0)
    while pull and len(kept) < MOST_NODES - len(touching):
        # `ranked` order breaks ties: max returns the first of equals.
        taken = max(pull, key=pull.__getitem__)
        del pull[taken]
        kept.add(taken)
        for other in near[taken] & pull.keys():
            pull[other] += 1
    kept.update(hub for hub in touching if near[hub] & kept)
    counted = Counter(tie.what for tie in ties)
    drawn = [tie for tie in ties if tie.a in kept and tie.b in kept]
    drawn.sort(key=lambda tie: (counted[tie.what], tie.what, tie.a, tie.b))
    drawn = drawn[:MOST_EDGES]
    return sorted({end for tie in drawn for end in (tie.a, tie.b)}), drawn


def lay_out(names: Sequence[str], ties: Sequence[Tie]) -> tuple[dict[str, Place], float]:
    """Pixels of every node in a box 600 wide, and the height it takes. `names` must be sorted."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from((tie.a, tie.b) for tie in ties)
    for a, b in graph.edges:
        # Whoever shares neighbours stands close: groups on one card show as groups.
        graph.edges[a, b]["weight"] = 1.0 + len(set(graph[a]) & set(graph[b]))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=_by_size)
    boxes = []
    for part in parts:
        inner = nx.Graph()
        inner.add_nodes_from(part)
        inner.add_edges_from(
            (a, b, {"weight": graph.edges[a, b]["weight"] ** 0.5})
            for a, b in sorted(tuple(sorted(edge)) for edge in graph.subgraph(part).edges)
        )
        placed = nx.spring_layout(inner, seed=SEED, iterations=150, k=2.4 / len(part) ** 0.5)
        boxes.append((part, np.array([placed[name] for name in part]), _side(len(part))))
    return _pack(boxes)


def _by_size(part: list[str]) -> tuple[int, str]:
    return -len(part), part[0]


def _side(nodes: int) -> float:
    return 26.0 + 40.0 * nodes**0.5


def _pack(boxes: Sequence[tuple[list[str], np.ndarray, float]]) -> tuple[dict[str, Place], float]:
    """Shelves, largest part first; the whole is scaled to the width and to at most 470 high."""
    shelf_width = max(float(WIDTH), STRETCH * boxes[0][2] + 2 * MARGIN) if boxes else float(WIDTH)
    corners: list[tuple[float, float]] = []
    x = y = shelf = right = 0.0
    for _, _, side in boxes:
        wide = side * STRETCH
        if x > 0 and x + wide > shelf_width:
            x, y, shelf = 0.0, y + shelf, 0.0
        corners.append((x, y))
        x, shelf = x + wide, max(shelf, side)
        right = max(right, x)
    bottom = y + shelf
    scale = min((WIDTH - 2 * MARGIN) / max(right, 1.0), (TALLEST - 2 * MARGIN) / max(bottom, 1.0))
    scale = min(scale, 1.9)
    shift = (WIDTH - right * scale) / 2
    places: dict[str, Place] = {}
    for (part, points, side), (left, top) in zip(boxes, corners, strict=True):
        low, high = points.min(axis=0), points.max(axis=0)
        unit = (points - low) / np.maximum(high - low, 1e-9) if len(part) > 1 else points * 0 + 0.5
        box = np.array([side * STRETCH, side]) * scale
        inset = min(14.0, float(box.min()) / 5)
        spread = _push_apart(inset + unit * (box - 2 * inset))
        for name, (at_x, at_y) in zip(part, spread, strict=True):
            places[name] = (
                round(float(np.clip(shift + left * scale + at_x, 8, WIDTH - 8)), 1),
                round(float(MARGIN + top * scale + at_y), 1),
            )
    return places, bottom * scale + 2 * MARGIN


def _push_apart(points: np.ndarray) -> np.ndarray:
    """Move dots that overlap (nearer than 13 pixels) away from one another, a little at a time."""
    moved = points.copy()
    for _ in range(40):
        gap = moved[:, None, :] - moved[None, :, :]
        distance = np.sqrt((gap**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        short = np.maximum(APART - distance, 0.0)
        if not short.any():
            break
        moved += (gap / np.maximum(distance, 1e-3)[:, :, None] * short[:, :, None]).sum(axis=1) / 3
    return moved


def _half(name: str) -> float:
    return 4.0 + 3.6 * len(name)


def _name_place(
    lines: Sequence[tuple[Place, Place]],
    text: str,
    taken: list[tuple[float, float, float]],
    dots: np.ndarray,
) -> Place:
    """A place on a tie where its kind's name hides least: few dots under it, no other name."""
    half = _half(text)

    spots = [
        (round(ax + part * (bx - ax), 1), round(ay + part * (by - ay), 1))
        for (ax, ay), (bx, by) in lines
        for part in (0.3, 0.5, 0.7)
    ]

    def cost(spot: Place) -> tuple[float, float, float]:
        x, y = spot
        under = (np.abs(dots[:, 0] - x) < half) & (np.abs(dots[:, 1] - y) < 11)
        hit = sum(abs(x - ax) < half + wide and abs(y - ay) < 20 for ax, ay, wide in taken)
        edge = max(0.0, half - x) + max(0.0, x + half - WIDTH)
        return 40.0 * hit + float(under.sum()) + edge, y, x

    x, y = min(spots, key=cost)
    taken.append((x, y, half))
    return x, y


def side(x: float, name: str) -> str:
    """SVG text-anchor that keeps a name inside the drawing: middle, or towards its middle."""
    half = 5.5 * len(name)
    return "start" if x < half else "end" if x > WIDTH - half else "middle"


def graph_of(campaign: Campaign) -> TiesGraph | None:
    """The picture of a campaign's ties; None where it has none."""
    ties = distinct(campaign.ties)
    if not ties:
        return None
    hubs = frozenset(campaign.hubs)
    names, drawn = choose(ties, hubs)
    places, height = lay_out(names, drawn)
    members = {member.account_id: member for member in campaign.members}
    loose = sorted(set(members) - {end for tie in ties for end in (tie.a, tie.b)})
    loose_y = height + 8
    beside = loose[:MOST_LOOSE]
    for at, name in enumerate(beside):
        places[name] = (MARGIN + 15.0 * at, loose_y + 14)
    if loose:
        height = loose_y + 14 + MARGIN
    heights = _hub_names(drawn, places, hubs)
    nodes = []
    for name in (*names, *beside):
        x, y = places[name]
        title = words.full_id(name)
        if name in members:
            title += f", score {words.probability(members[name].score)}"
        hollow = name in members and bool(members[name].against.strip())
        name_y = heights.get(name, y)
        nodes.append(
            Node(x, y, name in hubs, hollow, words.brief(name, LONGEST_NAME), name_y, title)
        )
    dots = np.array([places[name] for name in names])
    strands = _strands(ties, drawn, places, dots, heights, hubs)
    everyone = len({end for tie in ties for end in (tie.a, tie.b)} - hubs)
    shown = len(set(names) - hubs)
    left_out = ""
    if shown < everyone or len(drawn) < len(ties):
        left_out = (
            f"Drawn: {words.number(shown)} of {words.count(everyone, 'tied account')} and "
            f"{words.number(len(drawn))} of {words.count(len(ties), 'tie')}, a part that "
            "hangs together, rare kinds first."
        )
    return TiesGraph(
        WIDTH,
        round(height),
        tuple(nodes),
        strands,
        len(loose),
        len(beside),
        round(loose_y, 1),
        left_out,
    )


def _hub_names(
    drawn: Sequence[Tie], places: dict[str, Place], hubs: frozenset[str]
) -> dict[str, float]:
    """The baseline of each hub's name: above or under its square, away from its own lines."""
    heights = {}
    for hub in sorted(hubs & places.keys()):
        y = places[hub][1]
        ends = [places[t.b if t.a == hub else t.a][1] for t in drawn if hub in (t.a, t.b)]
        above = y > 30 and sum(end - y for end in ends) > 0
        heights[hub] = round(y - 12 if above else y + 21, 1)
    return heights


def _lines(drawn: Sequence[Tie], places: dict[str, Place]) -> dict[Tie, tuple[Place, Place]]:
    """The ends of each tie's line; two kinds between one pair run side by side, 3 pixels apart."""
    between: dict[tuple[str, str], list[Tie]] = {}
    for tie in drawn:
        between.setdefault((tie.a, tie.b), []).append(tie)
    lines = {}
    for (a, b), pair in between.items():
        (ax, ay), (bx, by) = places[a], places[b]
        length = max(float(np.hypot(bx - ax, by - ay)), 1e-6)
        for at, tie in enumerate(pair):
            off = 3.0 * (at - (len(pair) - 1) / 2)
            dx, dy = off * (ay - by) / length, off * (bx - ax) / length
            lines[tie] = (
                (round(ax + dx, 1), round(ay + dy, 1)),
                (round(bx + dx, 1), round(by + dy, 1)),
            )
    return lines


def _strands(
    ties: Sequence[Tie],
    drawn: Sequence[Tie],
    places: dict[str, Place],
    dots: np.ndarray,
    heights: dict[str, float],
    hubs: frozenset[str],
) -> tuple[Strand, ...]:
    named = kinds(ties)
    lines = _lines(drawn, places)
    strands = []
    taken = [
        (places[name][0], height, _half(words.brief(name, LONGEST_NAME)))
        for name, height in heights.items()
    ]
    for slot, what in enumerate(named):
        here = [t for t in ties if t.what == what or (what == OTHER and t.what not in named)]
        mine = [lines[tie] for tie in here if tie in lines]
        path = "".join(f"M{ax:g} {ay:g}L{bx:g} {by:g}" for (ax, ay), (bx, by) in mine)
        text = words.brief(what, LONGEST_NAME)
        x = y = 0.0
        if mine:
            x, y = _name_place(mine, text, taken, dots)
        accounts = {end for tie in here for end in (tie.a, tie.b)} - hubs
        strands.append(Strand(text, slot, len(here), len(accounts), path, x, y))
    return tuple(strands)
