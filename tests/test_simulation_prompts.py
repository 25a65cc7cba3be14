"""simulation.prompts: grammar, problems with right answers, languages, a folder of prompts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulation.draws import Picker, stream
from simulation.prompts.english_subjects import DOMAINS
from simulation.prompts.folder import FolderVoice
from simulation.prompts.grammar import Grammar, entries
from simulation.prompts.problems import FACTS, PROBLEMS, draw_problem
from simulation.prompts.voice import GrammarVoice
from simulation.prompts.wrappers import WORDINGS, draw_dialect, wrap
from simulation.prompts.writer import Request, Writer


def picker(seed: int = 1) -> Picker:
    return Picker(stream(seed, "test"))


def write_prompts(folder: Path, texts: Sequence[str], kind: str = "chat") -> Path:
    folder.mkdir(exist_ok=True)
    pq.write_table(
        pa.table({
            "text": list(texts), "kind": [kind] * len(texts), "source": ["s"] * len(texts),
            "licence": ["l"] * len(texts),
        }),
        folder / "prompts.parquet",
    )  # fmt: skip
    return folder


def test_a_grammar_expands_slots_and_lets_given_values_win() -> None:
    grammar = Grammar({"greet": ("hello {who}",), "who": ("you",)})
    assert grammar.expand("greet", picker(), {}) == "hello you"
    assert grammar.expand("greet", picker(), {"who": "{both}"}) == "hello {both}"


def test_a_misspelt_slot_is_refused_when_the_grammar_is_built() -> None:
    with pytest.raises(ValueError, match="rule 'greet': slot 'whom' is no rule and not given"):
        Grammar({"greet": ("hello {whom}",), "who": ("you",)})


def test_entries_are_split_by_bars_and_lines() -> None:
    assert entries("a | b c\n  d  e  |") == ("a", "b c", "d e")


@pytest.mark.parametrize(
    ("start", "numbers", "answer"),
    [
        ("{name} buys", (5, 30, 2), "350 cents"),
        ("{name} cycles", (10, 30, 2), "15.0 km/h"),
        ("The price of a", (10, 10, 2), "-1.0 percent"),
        ("The sum of", (30, 6, 2), "8.0"),
        ("A {vessel} holds", (3, 5, 2), "0.107"),
        ("A heater of", (10, 50, 2), "14.7 kWh"),
        ("A list of", (10, 24, 2), "11"),
    ],
)
def test_problems_are_solved_rightly(
    start: str, numbers: tuple[int, int, int], answer: str
) -> None:
    problem = next(p for p in PROBLEMS if p.text.startswith(start))
    assert str(problem.solve(*numbers)) == answer


def test_every_problem_can_be_drawn_for_all_numbers() -> None:
    pick = picker()
    drawn = [draw_problem(pick) for _ in range(3000)]
    assert all("{" not in q and a for q, a in drawn)
    assert len({q for q, _ in drawn}) > 2750
    assert len(FACTS) + len(PROBLEMS) >= 40


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt"])
@pytest.mark.parametrize("intent", ["chat", "write", "support", "code"])
def test_each_language_has_many_ways_to_ask(language: str, intent: str) -> None:
    voice, pick = GrammarVoice(), picker()
    asked = [voice.ask(intent, s % 40, language, 1 + s % 2, pick) for s in range(2000)]
    assert {code for _, code in asked} == {"en" if intent == "code" else language}
    assert len({text for text, _ in asked}) > 1850
    assert all(5 <= len(text.split()) <= 120 and "{" not in text for text, _ in asked)


def test_a_person_stays_on_the_subject() -> None:
    """One integer is one topic, whatever is asked about it; another is another topic."""
    voice, pick = GrammarVoice(), picker()
    topics = DOMAINS["home repair"][0]
    subject = list(DOMAINS).index("home repair")
    for k in (0, 3):
        asked = [voice.ask("chat", subject + k * len(DOMAINS), "en", 1, pick)[0] for _ in range(40)]
        assert all(topics[k] in text for text in asked)


@pytest.mark.parametrize("name", list(WORDINGS))
def test_campaigns_of_one_wording_speak_differently(name: str) -> None:
    payload = {"question": "QQ", "answer": "AA", "candidate": "CC"}
    texts = []
    for seed in (1, 2):
        pick = picker(seed)
        dialect = draw_dialect(WORDINGS[name], 40, pick)
        texts.append({wrap(dialect, pick, payload) for _ in range(400)})
        assert all("QQ" in t and "{" not in t for t in texts[-1])
    assert len(texts[0]) > 15
    assert len(texts[0] & texts[1]) < 0.2 * len(texts[0])


def test_a_class_pastes_what_the_teacher_handed_out() -> None:
    writer = Writer(GrammarVoice(), ["q"], ["t"], [], [], 0.0)
    pick = picker()
    texts = [
        writer.write(Request("assignment", 99, "en", 1, style, -1), pick)[0] for style in range(300)
    ]
    assert 0.2 < 1 - len(set(texts)) / len(texts) < 0.6


def test_a_folder_gives_its_texts_and_keeps_a_part_for_campaigns(tmp_path: Path) -> None:
    texts = [f"please tell me about mountain number{i} and rivers" for i in range(300)]
    voice = FolderVoice(write_prompts(tmp_path / "p", texts))
    pick = picker()
    honest = {voice.ask("chat", i, "en", 1, pick)[0] for i in range(3000)}
    harvest = {voice.problem(None, pick, harvest=True)[0] for _ in range(1000)}
    assert harvest <= set(texts)
    assert len(harvest) > 30
    assert not any(h.startswith(tuple(harvest)) for h in honest)
    assert sum(h.startswith(tuple(texts)) for h in honest) == len(honest)
    assert not voice.knows_language


def test_a_folder_that_cannot_serve_is_refused_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"expected a prompts file, found none; check --prompts"):
        FolderVoice(tmp_path)
    (tmp_path / "prompts.parquet").write_text("no parquet")
    with pytest.raises(ValueError, match=r"prompts\.parquet: expected Parquet"):
        FolderVoice(tmp_path)
    pq.write_table(pa.table({"text": ["a"]}), tmp_path / "prompts.parquet")
    with pytest.raises(ValueError, match="column 'kind': expected strings, found no such column"):
        FolderVoice(tmp_path)
    with pytest.raises(ValueError, match="expected at least one text, found none"):
        FolderVoice(write_prompts(tmp_path, [" "]))
