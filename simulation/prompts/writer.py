"""Writes the prompt of an exchange: a voice, a person's style, and what wraps a batch job."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.draws import Picker
from simulation.prompts.voice import Voice
from simulation.prompts.wrappers import Dialect, candidate_answer, wrap

_TRANSLATE = (
    "Translate into {target}: {document}",
    "{document}\n\nTranslation into {target}, keep names and numbers:",
    "Source text: {document}\nTarget language: {target}. Formal register.",
    "Localise this for {target} readers and keep the line breaks. {document}",
)
_CLASSIFY = (
    "Label the text as complaint, question, praise or other. Text: {document}",
    "{document}\nWhich team handles this: billing, delivery, technical, returns? One word.",
    "Sentiment of the following (positive, neutral, negative): {document}",
    "Does this message contain personal data? Answer yes or no. {document}",
    "Assign one topic code from our list of {n} codes.\n\n{document}",
)
_SYNTHETIC = (
    "Generate {n} customer messages for the intent described here, varied in tone: {document}",
    "Write {n} question-answer pairs based on this passage: {document}",
    "Produce {n} paraphrases, one a line, of: {document}",
    "Invent {n} realistic records like this one, as JSON lines: {document}",
)
_TESTSET = (
    "Question: {question}\nThink step by step and give the final answer after ####.",
    "Answer the following question. {question} Answer:",
    "{question}\nReason first, then write 'The answer is' and the answer.",
    "You will be given a problem. Solve it. Problem: {question}",
)
_RATING = (
    "Task {n}: which reply is better for '{question}'? Reply one: {one} Reply two: {two}",
    "Please check my rating (I gave {n} of 7). Question: {question} Reply: {one}",
    "Guideline question: does '{one}' answer '{question}' fully or only in part?",
)
_EVALUATE = (
    "Compare the answers of our assistant.\nUser: {question}\nA: {one}\nB: {two}\nWinner (A, "
    "B or tie):",
    "Our bot replied to '{question}' with '{one}'. Is the reply correct and polite? Score 1 to 5.",
    "Expected: {two}\nActual: {one}\nQuestion was: {question}\nPass or fail, with a reason.",
)
_TARGETS = ("English", "German", "French", "Spanish", "Portuguese", "Japanese", "Polish", "Turkish")
_PASTED = frozenset(("chat", "write", "code", "extract", "homework"))
_BATCH = {"translate": _TRANSLATE, "classify": _CLASSIFY, "synthetic": _SYNTHETIC}
_JUDGED = {"rating": _RATING, "evaluate": _EVALUATE}


@dataclass(frozen=True)
class Request:
    """What one prompt is drawn from; `style` and `subject` are the person's own integers."""

    intent: str
    subject: int
    language: str
    turn: int
    style: int
    campaign: int = -1


class Writer:
    """Prompts of a world.

    Parameters
    ----------
    voice : where texts come from.
    test_set : questions that all benchmark runners share.
    tutorials : prompts that people paste as they found them.
    dialects, pools : a campaign's templates and its queue of questions with answers, by campaign.
    paste_share : chance that a first request of a person is a tutorial's.
    """

    def __init__(
        self,
        voice: Voice,
        test_set: list[str],
        tutorials: list[str],
        dialects: list[Dialect],
        pools: list[list[tuple[str, str]]],
        paste_share: float,
    ) -> None:
        self._voice = voice
        self._test_set = test_set
        self._tutorials = tutorials
        self._dialects = dialects
        self._pools = pools
        self._paste_share = paste_share

    def write(self, request: Request, pick: Picker) -> tuple[str, str | None]:
        """The prompt and its language (ISO 639-1; None where the voice does not know)."""
        text, language = self._text(request, pick)
        return text, language if self._voice.knows_language else None

    def _text(self, request: Request, pick: Picker) -> tuple[str, str]:
        intent, subject = request.intent, request.subject
        if request.campaign >= 0:
            return self._harvest(request, pick), "en"
        if intent in _BATCH:
            return self._batch(request, pick)
        if intent == "testset":
            text = _TESTSET[subject % len(_TESTSET)]
            return text.format(question=pick.of(self._test_set)), "en"
        if intent in _JUDGED:
            return self._judged(request, pick), "en"
        if intent == "assignment":
            # The class pastes what the teacher handed out: text of the subject, not of the person.
            if pick.chance(0.4):
                pick = Picker(np.random.default_rng((subject, pick.index(12))), block=64)
            return self._voice.ask("homework", subject, "en", 1, pick)
        if request.turn == 1 and intent in ("chat", "code") and pick.chance(self._paste_share):
            return pick.of(self._tutorials), "en"
        text, language = self._voice.ask(intent, subject, request.language, request.turn, pick)
        text = _styled(text, request.style)
        # One person in five pastes half of the time: honest lengths spread as widely as wrapped ones.
        if intent in _PASTED and pick.chance(0.5 if request.style % 5 == 0 else 0.12):
            text = f"{text}\n\n{self._paste(request, language, pick)}"
        return text, language

    def _paste(self, request: Request, language: str, pick: Picker) -> str:
        """What a person asks about: a passage, or in code what a tool has printed."""
        if request.intent == "code":
            return self._voice.ask("agent", request.subject, "en", 2, pick)[0]
        return self._voice.document(request.subject, language, pick)

    def _batch(self, request: Request, pick: Picker) -> tuple[str, str]:
        templates = _BATCH[request.intent]
        template = templates[request.style % len(templates)]
        target = _TARGETS[request.style // 7 % len(_TARGETS)]
        document = self._voice.document(request.subject, request.language, pick)
        text = template.format(document=document, target=target, n=3 + request.style % 17)
        return text, request.language if request.intent == "translate" else "en"

    def _judged(self, request: Request, pick: Picker) -> str:
        templates = _JUDGED[request.intent]
        question, answer = self._voice.problem(request.subject, pick)
        return templates[request.style % len(templates)].format(
            question=question,
            one=candidate_answer(pick, answer),
            two=candidate_answer(pick, answer),
            n=1 + pick.index(7),
        )

    def _harvest(self, request: Request, pick: Picker) -> str:
        question, answer = pick.of(self._pools[request.campaign])
        payload = {
            "question": question,
            "answer": answer,
            "candidate": candidate_answer(pick, answer),
        }
        text = wrap(self._dialects[request.campaign], pick, payload)
        return text.lower() if request.intent == "mimicry" and request.style % 3 == 0 else text


def _styled(text: str, style: int) -> str:
    """The person's way of typing: most write as they were taught, some do not care."""
    if style % 10 < 2:
        text = text.lower()
    if style % 10 in (0, 3):
        text = text.rstrip(".")
    return text.strip()
