"""The student against the real sentence-transformers, and the errors of both sides."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from models.embedder import (
    MOST_CHARACTERS,
    PACKAGED,
    EmbedderError,
    Student,
    _solve,
    load_student,
    load_teacher,
    save_student,
    train_student,
    vocabulary_words,
    word_bags,
)
from models.fidelity import Fidelity

SUBJECTS = ("rivers", "bread", "chess", "taxes", "violins", "engines", "gardens", "planets")
FRAMES = (
    "How do {a} and {b} differ in {n} ways?",
    "Write a short story about {a} for my {b} class",
    "Explain {a} to a child who only knows {b}",
    "Fix this sentence on {a}: we has {n} {b}",
    "List {n} books on {a}, none on {b}",
)


def prompts(count: int) -> list[str]:
    """Distinct short prompts over eight subjects."""
    rng = random.Random(0)
    made: dict[str, None] = {}
    while len(made) < count:
        a, b = rng.sample(SUBJECTS, 2)
        made[rng.choice(FRAMES).format(a=a, b=b, n=rng.randint(2, 99))] = None
    return list(made)


@pytest.fixture(scope="module")
def trained() -> tuple[Student, Fidelity]:
    return train_student(prompts(160), load_teacher(PACKAGED), seed=1)


@pytest.fixture(scope="module")
def saved(trained: tuple[Student, Fidelity], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("embedder") / "student"
    save_student(trained[0], folder, {"teacher": PACKAGED, **trained[1].as_dict()})
    return folder


def test_the_student_ranks_held_out_pairs_as_the_teacher_does(
    trained: tuple[Student, Fidelity],
) -> None:
    _, fidelity = trained
    assert fidelity.spearman > 0.5
    assert fidelity.held_out + fidelity.trained_on == 160


def test_encode_equals_sentence_transformers(saved: Path) -> None:
    from sentence_transformers import SentenceTransformer

    texts = [*prompts(20), "Ünïcode and 日本語", "שלום עולם", "a\tb\nc", "x" * 1_000]
    theirs = SentenceTransformer(str(saved), device="cpu").encode(texts, normalize_embeddings=True)
    np.testing.assert_allclose(load_student(saved).encode(texts), theirs, atol=1e-6)


def test_rows_are_unit_and_nothing_gives_zero(trained: tuple[Student, Fidelity]) -> None:
    rows = trained[0].encode(["bread", "", "   ", "bread"])
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 0, 0, 1], atol=1e-6)
    assert (rows[0] == rows[3]).all()
    assert rows.shape == (4, 256)
    assert rows.dtype == np.float32
    assert trained[0].encode([]).shape == (0, 256)


def test_only_the_first_characters_count(trained: tuple[Student, Fidelity]) -> None:
    text = "bread " * (MOST_CHARACTERS // 6 + 1)
    head = text[:MOST_CHARACTERS]
    assert (trained[0].encode([head + " engines"]) == trained[0].encode([head])).all()


def test_a_batch_does_not_change_a_row(trained: tuple[Student, Fidelity]) -> None:
    texts = prompts(40)
    alone = np.vstack([trained[0].encode([text]) for text in texts])
    np.testing.assert_allclose(trained[0].encode(texts), alone, atol=1e-7)


def test_loading_runs_without_torch(saved: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from models.embedder import load_student;"
        f"load_student(Path({str(saved)!r})).encode(['bread']);"
        "assert not {'torch', 'sentence_transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_same_prompts_give_the_same_table(trained: tuple[Student, Fidelity]) -> None:
    again, _ = train_student(prompts(160), load_teacher(PACKAGED), seed=1)
    assert again.fingerprint == trained[0].fingerprint


def test_a_changed_file_is_refused(saved: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "student"
    shutil.copytree(saved, copy)
    about = json.loads((copy / "embedder.json").read_text())
    (copy / "embedder.json").write_text(json.dumps({**about, "fingerprint": "0" * 16}))
    with pytest.raises(EmbedderError, match=r"expected fingerprint 0+, found .*make embedder"):
        load_student(copy)
    assert not list(saved.rglob("*.pkl"))
    assert not list(saved.rglob("*.bin"))


def test_unknown_teachers_and_too_few_prompts_are_said(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"EMBEDDER=.*expected a folder"):
        load_teacher(str(tmp_path / "nothing"))
    with pytest.raises(EmbedderError, match="expected at least 50 distinct prompts"):
        train_student(["one"] * 60, None)
    with pytest.raises(EmbedderError, match="found none whole"):
        load_student(tmp_path)


def test_words_that_no_prompt_held_stand_near_their_kind(
    trained: tuple[Student, Fidelity],
) -> None:
    unseen = ["hospital surgery", "doctor nurse patient", "guitar", "piano orchestra", "snow storm"]
    assert not {word for text in unseen for word in text.split()} & set(
        " ".join(prompts(160)).split()
    )
    medical, doctor, guitar, piano, weather = trained[0].encode(unseen)
    assert medical @ doctor > max(medical @ guitar, medical @ weather) + 0.1
    assert guitar @ piano > max(guitar @ doctor, guitar @ weather) + 0.1


def test_bags_are_words_of_the_vocabulary_and_follow_the_generator() -> None:
    words = ["", "the", "1", "a", "bread", "rivers", "the", "x-ray"]
    bags = word_bags(words, 200, np.random.default_rng(3))
    assert len(bags) == 200
    assert {word for bag in bags for word in bag.split()} == {"the", "bread", "rivers"}
    assert {len(bag.split()) for bag in bags} == set(range(2, 13))
    assert word_bags(words, 200, np.random.default_rng(3)) == bags
    assert word_bags(words, 200, np.random.default_rng(4)) != bags
    assert word_bags(["one"], 5, np.random.default_rng(0)) == []


def test_vocabulary_words_are_readable_and_special_tokens_are_none(
    trained: tuple[Student, Fidelity],
) -> None:
    words = vocabulary_words(trained[0].tokenizer_json, len(trained[0].table))
    known = json.loads(trained[0].tokenizer_json)["model"]["vocab"]
    assert words[known["bread"]] == "bread"
    assert words[known["##ing"]] == "ing"
    assert words[known["[CLS]"]] == ""


def test_the_solver_solves_and_leaves_empty_columns_at_zero() -> None:
    rng = np.random.default_rng(0)
    rows = sparse.random(30, 20, 0.3, format="csr", random_state=1)
    wanted = rng.standard_normal((30, 4))
    wanted[:, 2] = 0
    found = _solve(rows, 0.5, wanted)
    exact = np.linalg.solve((rows @ rows.T).toarray() + 0.5 * np.eye(30), wanted)
    np.testing.assert_allclose(found, exact, atol=1e-8)
    assert (found[:, 2] == 0).all()
