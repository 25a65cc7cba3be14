"""The warehouse's embedding: a student trained on its own logs, or the vectors the logs bring.

It stands in WAREHOUSE/embedder; tiles, feature rows and models carry its fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np

from features.contract import load_exchanges
from features.engines import connect
from features.schema import ContractError
from features.warehouse import WarehouseError
from models.content_space import ContentSpace, fit_content_space, load_space, save_space
from models.embedder import Student, load_student, load_teacher, save_student, train_student
from models.fidelity import Fidelity

# Teacher vectors are dear (tens a second); the space needs more points and the student is cheap.
TEACHER_PROMPTS = 2_000
SPACE_PROMPTS = 20_000
_SAMPLE_DAYS = 8


@dataclass(frozen=True)
class Embedding:
    """What turns a day's prompts into content sums.

    `given`: the logs bring `prompt_embedding`, there is no student and `encoder` is None.
    """

    encoder: Student | None
    space: ContentSpace
    given: bool

    @property
    def fingerprint(self) -> str:
        """Digest of student and space: a tile or a model of another one is refused."""
        return self.space.fingerprint


def embedder_folder(warehouse: Path) -> Path:
    """Where the student and the content space of a warehouse stand."""
    return warehouse / "embedder"


def load_embedding(warehouse: Path) -> Embedding | None:
    """The embedding of this warehouse, or None where `make_embedding` has not been run."""
    folder = embedder_folder(warehouse)
    if not (folder / "space.npz").exists():
        return None
    given = not (folder / "student").exists()
    encoder = None if given else load_student(folder / "student")
    try:
        space = load_space(folder / "space.npz")
    except KeyError as missing:
        raise WarehouseError(
            f"{folder / 'space.npz'}: expected the arrays of this version, found none named "
            f"{missing}: an older version made it. Run make embedder, then make features."
        ) from None
    return Embedding(encoder, space, given)


def make_embedding(
    logs: Path,
    days: Sequence[date],
    warehouse: Path,
    *,
    teacher: str,
    now: datetime,
    seed: int = 0,
    teacher_prompts: int = TEACHER_PROMPTS,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Embedding, Fidelity | None]:
    """Train the student on prompts of `days` against the teacher and fit the content space.

    Where the logs bring `prompt_embedding` only the space is fitted and Fidelity is None.
    """
    prompts, given = _sample(logs, days, now)
    folder = embedder_folder(warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    encoder, fidelity = None, None
    if given is None:
        encoder, fidelity = train_student(
            prompts[:teacher_prompts], load_teacher(teacher), seed=seed, progress=progress
        )
        vectors = encoder.encode(prompts[:SPACE_PROMPTS])
        fingerprint = encoder.fingerprint
        save_student(encoder, folder / "student", {"teacher": teacher, **fidelity.as_dict()})
    else:
        vectors = given[:SPACE_PROMPTS]
        fingerprint = f"given-{vectors.shape[1]}"
    space = fit_content_space(
        vectors[np.any(vectors != 0, axis=1)],
        seed,
        fingerprint,
        encoder.encode if encoder else None,
    )
    # Last, since its presence says that the embedding is whole.
    save_space(space, folder / "space.npz")
    return Embedding(encoder, space, given is not None), fidelity


def _sample(logs: Path, days: Sequence[date], now: datetime) -> tuple[list[str], np.ndarray | None]:
    """Distinct prompts (at most three an account and day) in hash order, or given unit vectors."""
    step = max(1, len(days) // _SAMPLE_DAYS)
    prompts: dict[str, None] = {}
    vectors: list[np.ndarray] = []
    for day in list(days)[::-1][::step][:_SAMPLE_DAYS]:
        con = connect()
        load_exchanges(con, logs, day, now=now, quarantine=None)
        rows = con.execute(
            """
            select prompt, prompt_embedding from exchanges
            where prompt is not null or prompt_embedding is not null
            qualify row_number() over (partition by account_id order by md5(exchange_id)) <= 3
            order by md5(exchange_id), exchange_id limit 8000
            """
        ).fetchall()
        con.close()
        vectors += [np.asarray(e, np.float32) for _, e in rows if e is not None]
        prompts.update((p, None) for p, _ in rows if p)
    if vectors:
        stacked = np.stack(vectors)
        norm = np.linalg.norm(stacked, axis=1, keepdims=True)
        return [], stacked / np.where(norm > 0, norm, 1)
    if not prompts:
        raise ContractError(
            f"{logs}: exchanges: expected prompt or prompt_embedding in some row, found none. "
            "Export one of the two columns."
        )
    order = np.random.default_rng(0).permutation(len(prompts))
    listed = list(prompts)
    return [listed[i] for i in order], None
