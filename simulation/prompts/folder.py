"""A folder of given prompts in place of the grammar's (prompts.parquet: text, kind, source)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq

from simulation.draws import Picker
from simulation.prompts.grammar import Grammar
from simulation.prompts.names import NAME_RULES
from simulation.prompts.voice import GrammarVoice

# Kinds a folder may have, by what they can stand for; a kind of another name serves everything.
_KINDS: dict[str, tuple[str, ...]] = {
    "chat": ("chat", "multilingual", "instruction"),
    "write": ("instruction", "chat"),
    "story": ("instruction", "chat"),
    "homework": ("math", "reasoning"),
    "code": ("code",),
    "agent": ("tool", "code"),
    "support": ("chat",),
}
_WORD = re.compile(r"[^\W\d_]{5,}")
_HARVEST_SHARE = 0.2
# A given prompt used again gets a tail, so that two people seldom send the same bytes.
_TAIL = Grammar(
    {
        **NAME_RULES,
        "tail": ("", "{aside}", "{aside}", "{aside}", "{aside}{aside}"),
        "aside": (
            " ({name} wants to know)",
            " My guess was {n3}, {name} said {n2}.",
            " It came up in {city}, with {name}.",
            " {name} and I disagree on it.",
            " Answer in {n1} lines for {name}.",
            " It's for {name} in {city}.",
            " {name} from {city} asked the same.",
            " I first saw this in {year} in {city}.",
        ),
    }
)


class FolderVoice:
    """Texts of a folder; a person's subject is a bucket of texts that share a telling word.

    A fifth of the texts is kept for campaigns, so that no campaign sends an honest prompt.

    Raises ValueError if the file is missing, or lacks a column, or holds no text.
    """

    knows_language = False

    def __init__(self, folder: Path) -> None:
        path = folder / "prompts.parquet"
        if not path.is_file():
            raise ValueError(f"{path}: expected a prompts file, found none; check --prompts")
        try:
            table = pq.read_table(path)
        except pa.ArrowInvalid as error:
            raise ValueError(f"{path}: expected Parquet, found something else; {error}") from error
        for column in ("text", "kind"):
            if column not in table.column_names:
                raise ValueError(
                    f"{path}: column {column!r}: expected strings, found no such column; "
                    "the file needs text, kind, source and licence"
                )
        texts: list[tuple[str, str]] = [
            (str(kind), " ".join(str(text).split())[:4000])
            for text, kind in zip(table["text"].to_pylist(), table["kind"].to_pylist(), strict=True)
            if text and str(text).strip()
        ]
        if not texts:
            raise ValueError(f"{path}: expected at least one text, found none")
        kept = [crc32(text.encode()) % 1000 < 1000 * _HARVEST_SHARE for _, text in texts]
        self._harvest = [t for (_, t), k in zip(texts, kept, strict=True) if k] or [texts[0][1]]
        honest = [t for t, k in zip(texts, kept, strict=True) if not k] or texts
        kinds = sorted({kind for kind, _ in honest})
        self._buckets = {kind: _buckets([t for k, t in honest if k == kind]) for kind in kinds}
        self._any = _buckets([t for _, t in honest])
        self._grammar = GrammarVoice()

    def ask(
        self, intent: str, subject: int, language: str, turn: int, pick: Picker
    ) -> tuple[str, str]:
        if turn > 1 and pick.chance(0.6):
            return self._grammar.ask(intent, subject, language, turn, pick)
        return self._text(intent, subject, pick), "en"

    def problem(self, subject: int | None, pick: Picker, harvest: bool = False) -> tuple[str, str]:
        _, answer = self._grammar.problem(subject, pick)
        if harvest:
            return pick.of(self._harvest), answer
        where = subject if subject is not None else pick.index(1 << 30)
        return self._text("homework", where, pick), answer

    def document(self, subject: int, language: str, pick: Picker) -> str:
        return self._text("chat", subject, pick)

    def _text(self, intent: str, subject: int, pick: Picker) -> str:
        kinds = [k for k in _KINDS.get(intent, ("chat",)) if k in self._buckets]
        buckets = self._buckets[kinds[subject % len(kinds)]] if kinds else self._any
        return pick.of(buckets[subject % len(buckets)]) + _TAIL.expand("tail", pick, {})


def _buckets(texts: list[str]) -> list[list[str]]:
    """Texts by the rarest of their words that at least eight texts have, largest first."""
    words = [set(w.lower() for w in _WORD.findall(text)) for text in texts]
    seen = Counter(w for some in words for w in some)
    found: dict[str, list[str]] = defaultdict(list)
    for text, some in zip(texts, words, strict=True):
        common = [(seen[w], w) for w in some if seen[w] >= 8]
        found[min(common)[1] if common else ""].append(text)
    return sorted(found.values(), key=lambda b: (-len(b), b[0]))
