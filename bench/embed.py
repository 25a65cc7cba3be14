"""How fast prompts are embedded by the static student: against its tokenizer alone.

    python -m bench.embed --logs LOGS --student WAREHOUSE/embedder/student

Takes distinct prompts of a log (about 40 tokens each are the most a short prompt has) and prints
prompts a second for the whole embedding and, as the named alternative in the same run, for the
tokenizer alone (Hugging Face `tokenizers`, all cores, ids only). The last result is recorded in
bench/embed.md.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from models.embedder import MOST_CHARACTERS, load_student


def _rate(n: int, started: float) -> float:
    return n / (time.perf_counter() - started)


def main(
    logs: Annotated[Path, typer.Option(help="LOGS folder whose prompts are embedded.")],
    student: Annotated[Path, typer.Option(help="Folder of a trained student.")],
    prompts: Annotated[int, typer.Option(help="Distinct prompts that are embedded.")] = 200_000,
    rounds: Annotated[int, typer.Option(help="The best of so many rounds counts.")] = 3,
) -> None:
    """Print prompts a second and the ratio to the tokenizer alone."""
    os.environ["TOKENIZERS_PARALLELISM"] = "true"
    rows = duckdb.sql(
        f"select distinct prompt from read_parquet('{logs}/exchanges/*/*.parquet') "
        f"where prompt is not null order by hash(prompt) limit {prompts}"
    ).fetchall()
    texts = [row[0] for row in rows]
    model = load_student(student)
    tokenizer = model._tokenizer
    cut = [text[:MOST_CHARACTERS] for text in texts]
    ours, alone, tokens = 0.0, 0.0, 0
    for _ in range(rounds):
        started = time.perf_counter()
        model.encode(texts)
        ours = max(ours, _rate(len(texts), started))
        started = time.perf_counter()
        found = tokenizer.encode_batch_fast(cut, add_special_tokens=False)
        alone = max(alone, _rate(len(texts), started))
        tokens = sum(len(e) for e in found)
    mega = ours * sum(len(text.encode()) for text in cut) / len(texts) / 1e6
    for name, value in (
        ("prompts", f"{len(texts):,} distinct, {tokens / len(texts):.0f} tokens each"),
        ("embedded a second", f"{ours:,.0f} on {os.cpu_count()} cores, {mega:.1f} MB/s"),
        ("tokenizer alone", f"{alone:,.0f} a second"),
        ("ratio", f"{ours / alone:.1f} times the tokenizer alone (asked: 0.8)"),
    ):
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    typer.run(main)
