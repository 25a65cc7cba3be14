"""models.tokens: ids by distinct word equal the tokenizer's own, character by character."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from models.tokens import plain_ids, splits_at_blanks, word_ids

PIECES = [
    "[UNK]", "[CLS]", "[MASK]", "a", "##a", "b", "##b", "c", "the", "##s", "un", "##able", "1",
    "##2", ".", ",", "!", "日", "本", "é", "e", "ע", "##ע", "i", "##s", "ss", "İ", "(", ")", "-",
]  # fmt: skip


def bert() -> Tokenizer:
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys(PIECES))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[CLS]", "[MASK]"])
    return tokenizer


BERT = bert()
ODD = [
    "a\x0bb c", "  lead", "trail  ", "", "   ", "x\u00a0y\u3000z", "[MASK] [SEP]x a[CLS]b",
    "cafe\u0301 \u0301 ab", "日本語 テキスト", "a\x00b c\ufffdd", "\tTab\r\nx", "\x1f",
    "שלום עולם", "é" * 120 + " x", "\u2028a\u2029b \x85c", "İstanbul ﬁ ǅ", "\x1ca b",
    "unable,thes!",
]  # fmt: skip


def same(texts: list[str]) -> None:
    ids, lengths = word_ids(BERT, pa.array(texts, pa.string()))
    wanted_ids, wanted_lengths = plain_ids(BERT, texts)
    assert lengths.tolist() == wanted_lengths.tolist()
    assert ids.tolist() == wanted_ids.tolist()


def test_ids_of_words_in_a_row_are_those_of_the_text() -> None:
    ids, lengths = word_ids(BERT, pa.array(["a b", "unable", ""]))
    vocabulary = BERT.get_vocab()
    assert lengths.tolist() == [2, 2, 0]
    assert ids.tolist() == [vocabulary[p] for p in ("a", "b", "un", "##able")]


@pytest.mark.parametrize("text", ODD)
def test_odd_characters_change_nothing(text: str) -> None:
    same([text])
    same(["a b", text, "unable", text])


def test_a_slice_of_a_longer_array_is_read_from_its_own_start() -> None:
    texts = pa.array(["c c c", "a b", "unable the", "b"]).slice(1, 2)
    ids, lengths = word_ids(BERT, texts)
    wanted = plain_ids(BERT, ["a b", "unable the"])
    assert (ids.tolist(), lengths.tolist()) == (wanted[0].tolist(), wanted[1].tolist())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_ids_equal_the_tokenizers_on_any_text(texts: list[str]) -> None:
    same(texts)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("ab c\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0.![]MASK", max_size=30), max_size=8)
)
def test_ids_equal_the_tokenizers_around_blanks_and_controls(texts: list[str]) -> None:
    same(texts)


def changed(**parts: Any) -> str:
    return json.dumps(json.loads(BERT.to_str()) | parts)


def test_only_a_tokenizer_that_splits_at_blanks_is_taken_by_word() -> None:
    assert splits_at_blanks(BERT.to_str())
    keeps = json.loads(BERT.to_str())["normalizer"] | {"clean_text": False}
    assert not splits_at_blanks(changed(normalizer=keeps))
    assert not splits_at_blanks(changed(normalizer=None))
    assert not splits_at_blanks(changed(pre_tokenizer={"type": "Whitespace"}))
    token = {"id": 1, "content": "two words", "special": True}
    assert not splits_at_blanks(changed(added_tokens=[token]))
    unigram = Tokenizer(models.BPE())
    assert not splits_at_blanks(unigram.to_str())


def test_nothing_is_nothing() -> None:
    ids, lengths = word_ids(BERT, pa.array([], pa.string()))
    assert ids.dtype == lengths.dtype == np.int64
    assert len(ids) == len(lengths) == 0
