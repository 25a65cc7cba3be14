"""simulation.prompts: what is written for people, jobs and campaigns; a folder of prompts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulation.places import LANGUAGE_CODES
from simulation.prompts.english_subjects import DOMAINS
from simulation.prompts.folder import FolderVoice
from simulation.prompts.harvest import VERDICTS, verdicts
from simulation.prompts.intents import INTENT_INDEX
from simulation.prompts.problem_banks.base import Fact, Problem, ProblemBank
from simulation.prompts.problems import ProblemSet
from simulation.prompts.voice import Asked, GrammarVoice
from simulation.scenarios import DEMO
from tests.simulated import VOICE, log_of, only


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def asked(
    intent: str, n: int, language: str = "en", subject: int | None = None, turn: int = 1
) -> Asked:
    of = np.arange(n) % 40 if subject is None else np.full(n, subject)
    return Asked(
        np.full(n, INTENT_INDEX[intent]), of, np.full(n, LANGUAGE_CODES.index(language)),
        np.full(n, turn), np.arange(n),
    )  # fmt: skip


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


BANK = ProblemBank(
    (
        Problem("sums", "{name}: {a} + {b} - {c}?", lambda a, b, c: a + b - c),
        Fact("facts", "Why is {thing} wet?", "Because it is."),
    ),
    {"name": ("Ada", "Ben"), "thing": ("rain", "sea")},
)


def test_answers_belong_to_their_questions() -> None:
    solved = ProblemSet(BANK).draw(rng(), 400)
    sums = 0
    for question, answer in zip(
        solved.question.to_pylist(), solved.answer.to_pylist(), strict=True
    ):
        if ":" in question:
            sums += 1
            first, _, rest = question.split(": ")[1].rstrip("?").partition(" + ")
            b, _, c = rest.partition(" - ")
            assert int(answer) == int(first) + int(b) - int(c)
        else:
            assert answer == "Because it is."
    assert 120 < sums < 280


def test_a_subject_is_an_area() -> None:
    drawn = ProblemSet(BANK).draw(rng(), 300, np.repeat([1, 2, 3], 100)).question.to_pylist()
    for part in (drawn[:100], drawn[100:200], drawn[200:]):
        assert len({":" in q for q in part}) == 1


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@pytest.mark.parametrize("intent", ["chat", "write", "support", "code", "story", "extract"])
def test_each_language_has_many_ways_to_ask(language: str, intent: str) -> None:
    texts, spoken = VOICE.ask(rng(), asked(intent, 2000, language))
    assert {LANGUAGE_CODES[i] for i in spoken} == {"en" if intent == "code" else language}
    words = texts.to_pylist()
    assert len(set(words)) > 1800
    assert not any("{" in t for t in words)
    assert sum(len(t) >= 10 for t in words) > 1950


def test_rows_keep_their_order_when_languages_are_mixed() -> None:
    n = 300
    mixed = Asked(
        np.where(np.arange(n) % 3 == 0, INTENT_INDEX["code"], INTENT_INDEX["chat"]),
        np.arange(n), np.arange(n) % len(LANGUAGE_CODES), np.ones(n, int), np.arange(n),
    )  # fmt: skip
    texts, spoken = VOICE.ask(rng(), mixed)
    for i, (text, language) in enumerate(zip(texts.to_pylist(), spoken.tolist(), strict=True)):
        assert LANGUAGE_CODES[language] == ("en" if i % 3 == 0 else LANGUAGE_CODES[i % 11])
        japanese = any("぀" <= c <= "ヿ" for c in text)
        assert japanese == (LANGUAGE_CODES[language] == "ja")


def test_a_person_stays_on_the_subject() -> None:
    """One integer is one topic, whatever is asked about it; another is another topic."""
    topics = DOMAINS["home repair"][0]
    subject = list(DOMAINS).index("home repair")
    for k in (0, 3):
        texts, _ = VOICE.ask(rng(), asked("chat", 40, subject=subject + k * len(DOMAINS)))
        assert all(topics[k] in text for text in texts.to_pylist())


def test_later_turns_react_to_what_was_said() -> None:
    first, _ = VOICE.ask(rng(), asked("chat", 500))
    later, _ = VOICE.ask(rng(), asked("chat", 500, turn=3))
    opened = [t.lower().startswith(("ok,", "thanks", "hmm", "that's")) for t in later.to_pylist()]
    assert sum(opened) > 40
    assert not any(t.startswith("hmm,") for t in first.to_pylist())


def test_a_touchy_question_comes_with_a_harmless_one() -> None:
    pair = VOICE.sensitive(rng(), 200, "de")
    assert len(set(pair.question.to_pylist())) > 150
    assert set(pair.question.to_pylist()).isdisjoint(pair.answer.to_pylist())


def test_two_replies_in_three_are_right() -> None:
    answers = pa.array([f"answer{i}" for i in range(2000)])
    said = verdicts(rng(), answers).to_pylist()
    right = np.mean([a in s for a, s in zip(answers.to_pylist(), said, strict=True)])
    assert 0.6 < right < 0.72
    assert VERDICTS.has("verdict")


def test_campaigns_of_one_tactic_have_templates_of_their_own() -> None:
    """Openings of two campaigns differ; within one, accounts share them."""
    knobs = (("paraphrase", 0.15),)
    rows = log_of(only("reasoning-harvest"), 5, knobs).joined().dropna(subset="campaign")
    opening = rows.prompt.str.replace(r"\d+", "0", regex=True).str.slice(0, 18)
    common = [set(part[part.duplicated()]) for _, part in opening.groupby(rows.campaign)]
    shared = len(common[0] & common[1]) / min(len(c) for c in common)
    assert min(len(c) for c in common) >= 3
    assert shared < 0.6


def test_graders_ask_one_question_with_several_candidates_over_accounts() -> None:
    rows = log_of(only("rubric-grading")).joined().dropna(subset="campaign")
    long = rows[rows.prompt.str.len() > 120]
    words = long.prompt.str.findall(r"[A-Za-z]+ [A-Za-z]+ \d+ [A-Za-z]+ [A-Za-z]+").str[0].dropna()
    seen = long.loc[words.index].groupby(words).account_id.nunique()
    assert (seen >= 2).sum() > 20


def test_a_class_pastes_what_the_teacher_handed_out() -> None:
    rows = log_of(DEMO, 7).joined()
    pupils = rows[rows.kind == "classroom"]
    assert pupils.prompt.duplicated(keep=False).mean() > 0.05
    casual = rows[rows.kind == "casual"]
    assert casual.prompt.duplicated(keep=False).mean() < 0.05


def test_a_company_keeps_one_template_and_others_have_another() -> None:
    rows = log_of(DEMO, 7).joined()
    jobs = rows[rows.kind.isin(["classification-batch", "translation-batch"])]
    head = jobs.prompt.str.replace(r"[\d\"']+", "", regex=True).str.slice(0, 10)
    tail = jobs.prompt.str.slice(-10)
    kept = (
        jobs.assign(head=head, tail=tail)
        .groupby("account_id")[["head", "tail"]]
        .agg(lambda s: s.value_counts(normalize=True).iloc[0])
    )
    assert kept.max(axis=1).median() > 0.3
    most = jobs.assign(tail=tail).groupby("account_id")["tail"].agg(lambda s: s.mode()[0])
    assert most.nunique() > 0.5 * len(most)


def test_a_folder_gives_its_texts_and_keeps_a_part_for_campaigns(tmp_path: Path) -> None:
    texts = [f"please tell me about mountain number{i} and rivers" for i in range(300)]
    voice = FolderVoice(write_prompts(tmp_path / "p", texts))
    honest = set(voice.ask(rng(), asked("chat", 3000))[0].to_pylist())
    harvest = set(voice.problems(rng(), 1000, harvest=True).question.to_pylist())
    assert harvest <= set(texts)
    assert len(harvest) > 30
    assert not any(h.startswith(tuple(f"{t} " for t in harvest)) or h in harvest for h in honest)
    assert sum(h.startswith(tuple(texts)) for h in honest) == len(honest)
    assert not voice.knows_language
    again = FolderVoice(write_prompts(tmp_path / "q", texts[:-1]))
    assert again.fingerprint != voice.fingerprint != GrammarVoice().fingerprint


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
