"""A log again, with the teacher's own vectors as `prompt_embedding`.

    python -m bench.teacher --logs LOGS --out OUT

What the static student costs in recall is seen when everything else is equal: `make features` on
LOGS embeds with the student, on OUT it takes these vectors (prompts stand in both, templates and
wrappers are the same), and `python -m bench.left_out` judges both. Each distinct prompt is embedded
once; at tens of prompts a second a log of 100,000 takes half an hour. Parquet logs only.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import typer
from rich.console import Console

from features.build import progress_bar
from models.embedder import PACKAGED, load_teacher

_CHUNK = 1_024


def main(
    logs: Annotated[Path, typer.Option(help="LOGS in Parquet, with prompts.")],
    out: Annotated[Path, typer.Option(help="Where the log with vectors is written.")],
    teacher: Annotated[str, typer.Option(help="A sentence-transformers model.")] = PACKAGED,
) -> None:
    """Write OUT: every file of LOGS, exchanges with their prompt's vector."""
    files = sorted((logs / "exchanges").rglob("*.parquet"))
    read = [pq.ParquetFile(file).read() for file in files]
    prompts = pd.unique(pd.concat([table["prompt"].to_pandas() for table in read]).dropna())
    # Of one length together: the teacher pads a batch to its longest.
    prompts = np.array(sorted(prompts, key=len), dtype=object)
    model, vectors = load_teacher(teacher), []
    with progress_bar(Console(stderr=True)) as bar:
        task = bar.add_task("prompts", total=len(prompts))
        for start in range(0, len(prompts), _CHUNK):
            chunk = list(prompts[start : start + _CHUNK])
            vectors.append(model.encode(chunk, batch_size=32, normalize_embeddings=True))
            bar.advance(task, len(chunk))
    stacked = np.concatenate(vectors).astype(np.float32)
    place = pd.Series(np.arange(len(prompts)), index=prompts)
    for folder in sorted(p for p in logs.iterdir() if p.is_dir() and p.name != "exchanges"):
        shutil.copytree(folder, out / folder.name, dirs_exist_ok=True)
    for file, table in zip(files, read, strict=True):
        at = place.reindex(table["prompt"].to_pandas()).to_numpy()
        lists = [None if np.isnan(i) else stacked[int(i)] for i in at]
        column = pa.array(lists, pa.list_(pa.float32()))
        if "prompt_embedding" in table.column_names:
            table = table.drop_columns(["prompt_embedding"])
        target = out / file.relative_to(logs)
        target.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table.append_column("prompt_embedding", column), target)


if __name__ == "__main__":
    typer.run(main)
