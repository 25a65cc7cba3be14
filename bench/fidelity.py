"""How well the student ranks prompts of another source than it was trained on.

    python -m bench.fidelity --train LOGS --test OTHER_LOGS

Trains a student on prompts of one source and compares it with the teacher on prompts of another
one, beside the figure on held-out prompts of its own source. A source is a LOGS folder
(`exchanges/*/*.parquet`), a Parquet file with a column `prompt` or `text`, or a text file with one
prompt a line. Prompts that stand in both sources are left out of the test. No prompt is printed.
The recorded figures, and what was tried, stand in bench/embed.md.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from models.embedder import MOST_CHARACTERS, PACKAGED, _teach, load_teacher, train_student
from models.fidelity import fidelity


def read_prompts(source: Path) -> list[str]:
    """Distinct prompts of a source, cut as the student cuts them, in the order of their hash."""
    if source.suffix not in ("", ".parquet"):
        lines = source.read_text().splitlines()
        return list(dict.fromkeys(line[:MOST_CHARACTERS] for line in lines if line.strip()))
    files = f"{source}/exchanges/*/*.parquet" if source.is_dir() else str(source)
    with duckdb.connect() as con:
        columns = con.execute("select * from read_parquet(?) limit 0", [files]).description or []
        column = "prompt" if "prompt" in {name for name, *_ in columns} else "text"
        rows = con.execute(
            f"select distinct left({column}, {MOST_CHARACTERS}) as p from read_parquet(?) "
            f"where {column} is not null and trim({column}) <> '' order by md5(p)",
            [files],
        ).fetchall()
    return [row[0] for row in rows]


def other_prompts(train: list[str], test: list[str], count: int) -> list[str]:
    """The first `count` test prompts that no training prompt equals."""
    known = set(train)
    return [prompt for prompt in test if prompt not in known][:count]


def main(
    train: Annotated[Path, typer.Option(help="Source that the student is trained on.")],
    test: Annotated[Path, typer.Option(help="Source on which it is compared.")],
    teacher: Annotated[str, typer.Option(help="sentence-transformers model.")] = PACKAGED,
    prompts: Annotated[int, typer.Option(help="Teacher prompts for training.")] = 4_500,
    compared: Annotated[int, typer.Option(help="Prompts of the other source.")] = 1_500,
    seed: Annotated[int, typer.Option(help="Seed of the training.")] = 0,
) -> None:
    """Print Spearman and 10-nearest overlap within the source and on the other one."""
    known = read_prompts(train)
    others = other_prompts(known, read_prompts(test), compared)
    model = load_teacher(teacher)
    started = time.perf_counter()
    student, within = train_student(known[:prompts], model, seed=seed)
    seconds = time.perf_counter() - started
    across = fidelity(student.encode(others), _teach(model, others, None), within.trained_on)
    print("| prompts of | number | Spearman | 10-nearest overlap |")
    print("|---|---:|---:|---:|")
    for name, found in (("its own source", within), ("another source", across)):
        print(f"| {name} | {found.held_out:,} | {found.spearman:.3f} | {found.overlap_10:.3f} |")
    print(f"\ntrained on {within.trained_on:,} prompts in {seconds:.0f} s")


if __name__ == "__main__":
    typer.run(main)
