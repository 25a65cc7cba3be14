"""Token ids of many prompts at once: each distinct word is tokenised once.

A BERT tokenizer (WordPiece behind the BERT normaliser and pre-tokenizer) splits at blanks before
it does anything else, so a prompt's ids are those of its words, one after the other. Words repeat,
prompts do not: tokenising the distinct words gives the same ids in a fraction of the time. Every
other tokenizer, and every prompt with a character that is both a control and a blank (which BERT
removes, joining what stands around it), takes the plain way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]

# Blanks to Arrow, controls to BERT: vertical tab, form feed, and the four separators.
_JOINING = "[\x0b\x0c\x1c-\x1f]"


def splits_at_blanks(tokenizer_json: str) -> bool:
    """Whether the tokenizer is one whose ids of a text are those of its words in a row."""
    known = json.loads(tokenizer_json)
    parts = {name: (known.get(name) or {}).get("type") for name in ("normalizer", "pre_tokenizer")}
    wordpiece = (known.get("model") or {}).get("type") == "WordPiece"
    # A tokenizer that leaves texts uncleaned would see the blanks' kinds.
    cleans = (known.get("normalizer") or {}).get("clean_text") is True
    blanks = any(any(c.isspace() for c in t["content"]) for t in known.get("added_tokens") or [])
    return (
        parts == {"normalizer": "BertNormalizer", "pre_tokenizer": "BertPreTokenizer"}
        and wordpiece
        and cleans
        and not blanks
    )


def plain_ids(tokenizer: Any, texts: Sequence[str]) -> tuple[Ints, Ints]:
    """ids of all texts in a row, and how many each text has, by the tokenizer itself."""
    encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    lengths = np.fromiter((len(e) for e in encoded), np.int64, len(encoded))
    ids = np.concatenate([np.asarray(e.ids, np.int64) for e in encoded] or [np.zeros(0, np.int64)])
    return ids, lengths


def word_ids(tokenizer: Any, texts: pa.StringArray) -> tuple[Ints, Ints]:
    """The same as `plain_ids` for a tokenizer that splits at blanks, word by distinct word."""
    odd = pc.match_substring_regex(texts, _JOINING)
    if pc.any(odd).as_py():
        return _mixed(tokenizer, texts, odd.to_numpy(zero_copy_only=False))
    words = pc.ascii_split_whitespace(texts)
    # Blanks at either end leave an empty word, which has no ids.
    offsets = words.offsets.to_numpy().astype(np.int64)
    coded = words.values.slice(offsets[0], offsets[-1] - offsets[0]).dictionary_encode()
    ids, lengths = plain_ids(tokenizer, coded.dictionary.to_pylist())
    first = np.cumsum(lengths) - lengths
    which = coded.indices.to_numpy().astype(np.int64)
    of_word = lengths[which]
    ends = np.r_[0, np.cumsum(of_word)]
    # Ragged gather: each word's stretch of ids, laid end to end.
    place = np.arange(ends[-1]) + np.repeat(first[which] - ends[:-1], of_word)
    bounds = ends[offsets - offsets[0]]
    return ids[place], np.diff(bounds)


def _mixed(tokenizer: Any, texts: pa.StringArray, odd: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Odd texts the plain way, the others by word, back in their order."""
    parts = [
        (np.flatnonzero(odd), plain_ids(tokenizer, texts.filter(pa.array(odd)).to_pylist())),
        (np.flatnonzero(~odd), word_ids(tokenizer, texts.filter(pa.array(~odd)))),
    ]
    lengths = np.zeros(len(texts), np.int64)
    for rows, (_, some) in parts:
        lengths[rows] = some
    ends = np.r_[0, np.cumsum(lengths)]
    ids = np.zeros(ends[-1], np.int64)
    for rows, (found, some) in parts:
        starts = np.cumsum(some) - some
        place = np.arange(len(found)) + np.repeat(ends[rows] - starts, some)
        ids[place] = found
    return ids, lengths
