"""Ties and communities on 400,000 accounts and 2 M links, against networkx at a fortieth.

    python -m bench.graph

The links are drawn: most keys are held by one to four accounts, some by dozens, and hubs (carrier
NAT, campus, popular system prompt) by thousands. Timed are the degree caps, the pairs weighted by
rarity and Leiden on them, at a tenth and at full size to show growth; the named alternative is
networkx (pairs in Python, Louvain) at a fortieth. Results: bench/features.md.
"""

from __future__ import annotations

import itertools
import time
from typing import Annotated

import numpy as np
import pandas as pd
import typer

from features.graph import leiden
from features.ties import tie_graph
from features.windows import TIES

CAP = 30


def drawn_links(accounts: int, links: int, seed: int = 0) -> pd.DataFrame:
    """account_id, kind, key: a tenth of the links on hubs, the rest on keys of few holders."""
    rng = np.random.default_rng(seed)
    hubs = links // 10
    holder = rng.integers(accounts, size=links)
    key = np.empty(links, np.int64)
    # Mean of three holders a key, geometric-like: draws from links / 3 keys.
    key[hubs:] = rng.integers(links // 3, size=links - hubs)
    key[:hubs] = -1 - rng.integers(max(1, accounts // 10_000), size=hubs)
    names = np.array([f"a{i:07d}" for i in range(accounts)], object)
    frame = pd.DataFrame(
        {
            "account_id": names[holder],
            "kind": np.array(TIES, object)[rng.integers(len(TIES), size=links)],
            "key": key.astype(str),
        }
    )
    return frame.drop_duplicates()


def capped(links: pd.DataFrame) -> pd.DataFrame:
    """Links on keys that 2 to CAP accounts hold, as features.windows hands them on."""
    degree = links.groupby(["kind", "key"])["account_id"].transform("size")
    return links[(degree >= 2) & (degree <= CAP)]


def ours(links: pd.DataFrame, accounts: pd.Index) -> tuple[int, int]:
    """Pairs and communities."""
    graph = tie_graph(capped(links), accounts, np.full(len(accounts), None, object))
    found = leiden(len(accounts), graph.left, graph.right, graph.weight, len(accounts) / 500)
    return len(graph.left), len(np.unique(found))


def by_networkx(links: pd.DataFrame) -> int:
    """The same by networkx: a weight of one a shared key, Louvain."""
    import networkx as nx

    graph = nx.Graph()
    for _, held in capped(links).groupby(["kind", "key"])["account_id"]:
        graph.add_edges_from(itertools.combinations(held, 2))
    return len(nx.community.louvain_communities(graph, seed=0))


def main(
    accounts: Annotated[int, typer.Option(help="Accounts at full size.")] = 400_000,
    links: Annotated[int, typer.Option(help="Links at full size.")] = 2_000_000,
) -> None:
    """Print the table."""
    seconds = {}
    for part in (40, 10, 1):
        drawn = drawn_links(accounts // part, links // part)
        names = pd.Index(np.sort(drawn["account_id"].unique()))
        started = time.perf_counter()
        pairs, found = ours(drawn, names)
        seconds[part] = time.perf_counter() - started
        print(
            f"| {len(names):,} accounts, {len(drawn):,} links | {seconds[part]:.1f} s,"
            f" {pairs:,} pairs, {found:,} communities |"
        )
        if part == 40:
            started = time.perf_counter()
            by_networkx(drawn)
            other = time.perf_counter() - started
            print(f"| networkx, a fortieth | {other:.1f} s, {other / seconds[40]:.1f} times ours |")
    print(f"| growth, ten times the links | {seconds[1] / seconds[10]:.1f} times the time |")
    print(f"| full size | {seconds[1]:.1f} s (asked: under 60) |")


if __name__ == "__main__":
    typer.run(main)
