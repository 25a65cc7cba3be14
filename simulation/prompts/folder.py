"""A folder of given prompts in place of the grammar's (prompts.parquet: text, kind, source)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from simulation.draws import mix
from simulation.population import Ints
from simulation.prompts.grammar import Grammar, scatter
from simulation.prompts.intents import INTENTS
from simulation.prompts.names import NAME_RULES
from simulation.prompts.problems import Solved
from simulation.prompts.voice import Asked, GrammarVoice

# Kinds a folder may have, by what they can stand for; a kind of another name serves everything.
_KINDS: dict[str, tuple[str, ...]] = {
    "chat": ("chat", "multilingual", "instruction"),
    "write": ("instruction", "chat"),
    "story": ("instruction", "chat"),
    "homework": ("math", "reasoning"),
    "assignment": ("math", "reasoning"),
    "code": ("code",),
    "agent": ("tool", "code"),
    "support": ("chat",),
}
_NAMES = tuple(i.name for i in INTENTS)
_WORD = re.compile(r"[^\W\d_]{5,}")
_HARVEST_SHARE = 0.2
_LONGEST = 4000  # characters of a given prompt that are used
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
            (str(kind), " ".join(str(text).split())[:_LONGEST])
            for text, kind in zip(table["text"].to_pylist(), table["kind"].to_pylist(), strict=True)
            if text and str(text).strip()
        ]
        if not texts:
            raise ValueError(f"{path}: expected at least one text, found none")
        kept = [crc32(text.encode()) % 1000 < 1000 * _HARVEST_SHARE for _, text in texts]
        harvest = [t for (_, t), k in zip(texts, kept, strict=True) if k] or [texts[0][1]]
        honest = [t for t, k in zip(texts, kept, strict=True) if not k] or texts
        self._harvest = pa.array(harvest, pa.string())
        kinds = sorted({kind for kind, _ in honest})
        self._buckets = {kind: _Buckets([t for k, t in honest if k == kind]) for kind in kinds}
        self._any = _Buckets([t for _, t in honest])
        self._grammar = GrammarVoice()
        digest = hashlib.sha256(self._grammar.fingerprint.encode())
        for kind, text in texts:
            digest.update(f"{kind}\0{text}\0".encode())
        self._fingerprint = digest.hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """Digest of the folder's texts and of the grammar behind them."""
        return self._fingerprint

    def ask(self, rng: np.random.Generator, asked: Asked) -> tuple[pa.StringArray, Ints]:
        n = len(asked)
        goes_on = ((asked.turn > 1) & (rng.random(n) < 0.6)) | asked.is_any("short", "sensitive")
        own, rest = np.flatnonzero(~goes_on), np.flatnonzero(goes_on)
        given = self._texts(rng, asked.intent[own], asked.subject[own])
        follow, _ = self._grammar.ask(rng, asked.of(rest))
        return scatter([given, follow], np.r_[own, rest]), np.zeros(n, dtype=np.int64)

    def problems(
        self,
        rng: np.random.Generator,
        n: int,
        subject: Ints | None = None,
        language: str = "en",
        harvest: bool = False,
    ) -> Solved:
        answer = self._grammar.problems(rng, n, subject).answer
        if harvest:
            question = self._harvest.take(pa.array(rng.integers(len(self._harvest), size=n)))
            return Solved(question, answer)
        where = subject if subject is not None else rng.integers(1 << 30, size=n)
        school = np.full(n, _NAMES.index("homework"))
        return Solved(self._texts(rng, school, where), answer)

    def documents(self, rng: np.random.Generator, subject: Ints, language: Ints) -> pa.StringArray:
        return self._texts(rng, np.full(len(subject), _NAMES.index("chat")), subject)

    def sensitive(self, rng: np.random.Generator, n: int, language: str) -> Solved:
        return self._grammar.sensitive(rng, n, language)

    def tasks(self, rng: np.random.Generator, subject: Ints, step: bool) -> pa.StringArray:
        return self._grammar.tasks(rng, subject, step)

    def _texts(self, rng: np.random.Generator, intent: Ints, subject: Ints) -> pa.StringArray:
        found, places = [], []
        for i in np.unique(intent).tolist():
            kinds = [k for k in _KINDS.get(_NAMES[i], ("chat",)) if k in self._buckets]
            pools = [self._buckets[k] for k in kinds] or [self._any]
            rows = np.flatnonzero(intent == i)
            which = mix(subject[rows], 71) % len(pools)
            for j, pool in enumerate(pools):
                mine = rows[which == j]
                found.append(pool.draw(rng, subject[mine]))
                places.append(mine)
        texts = scatter(found, np.concatenate(places) if places else np.arange(0))
        return pc.binary_join_element_wise(texts, _TAIL.expand("tail", rng, len(texts)), "")


class _Buckets:
    """Texts by the rarest of their words that at least eight texts have, largest first."""

    def __init__(self, texts: list[str]) -> None:
        words = [set(w.lower() for w in _WORD.findall(text)) for text in texts]
        seen = Counter(w for some in words for w in some)
        found: dict[str, list[str]] = defaultdict(list)
        for text, some in zip(texts, words, strict=True):
            common = [(seen[w], w) for w in some if seen[w] >= 8]
            found[min(common)[1] if common else ""].append(text)
        buckets = sorted(found.values(), key=lambda b: (-len(b), b[0]))
        self._texts = pa.array([t for bucket in buckets for t in bucket], pa.string())
        self._size = np.array([len(b) for b in buckets])
        self._first = np.cumsum(self._size) - self._size

    def draw(self, rng: np.random.Generator, subject: Ints) -> pa.StringArray:
        """Any text of each subject's bucket."""
        bucket = mix(subject, 73) % len(self._size)
        place = (rng.random(len(subject)) * self._size[bucket]).astype(np.int64)
        return self._texts.take(pa.array(self._first[bucket] + place))
