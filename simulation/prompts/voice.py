"""The grammar's voice: what one person asks about one subject, in one language."""

from __future__ import annotations

from typing import Protocol

from simulation.draws import Picker
from simulation.prompts import code, english
from simulation.prompts.english_subjects import DOMAINS
from simulation.prompts.grammar import Grammar
from simulation.prompts.languages import LANGUAGES
from simulation.prompts.problems import AREAS, draw_problem


class Voice(Protocol):
    """Where texts come from: the grammar, or a folder of given prompts.

    `knows_language` is False where texts come without a language; the column is then NULL.
    """

    knows_language: bool

    def ask(
        self, intent: str, subject: int, language: str, turn: int, pick: Picker
    ) -> tuple[str, str]:
        """A request of `intent` on a subject, and the ISO 639-1 code of its language."""

    def problem(self, subject: int | None, pick: Picker, harvest: bool = False) -> tuple[str, str]:
        """A question and its answer; of any area if `subject` is None."""

    def document(self, subject: int, language: str, pick: Picker) -> str:
        """A passage to be translated, labelled or summarised."""


_TOPIC = ("topic", "aspect")


class GrammarVoice:
    """Texts of the project's own grammar; any number of them."""

    knows_language = True

    def __init__(self) -> None:
        self._english = Grammar(english.RULES, _TOPIC)
        self._code = Grammar(code.RULES, ("lang", "stack", "project", "ending"))
        self._other = {lang.code: (lang, Grammar(lang.rules, _TOPIC)) for lang in LANGUAGES}
        self._domains = tuple(DOMAINS.values())
        self._stacks = tuple(code.STACKS.items())

    def ask(
        self, intent: str, subject: int, language: str, turn: int, pick: Picker
    ) -> tuple[str, str]:
        if intent in ("code", "agent"):
            return self._ask_code(intent, subject, turn, pick), "en"
        if intent == "homework":
            return self._homework(subject, turn, pick), "en"
        other = self._other.get(language)
        if other is not None and other[1].has(intent):
            bank, grammar = other
            topic = bank.topics[subject % len(bank.topics)]
            given = {"topic": topic, "aspect": pick.of(bank.aspects)}
            return grammar.expand("follow" if turn > 1 else intent, pick, given), language
        rule = "follow" if turn > 1 and intent in ("chat", "write", "extract") else intent
        return self._english.expand(rule, pick, self._topic(subject, pick)), "en"

    def problem(self, subject: int | None, pick: Picker, harvest: bool = False) -> tuple[str, str]:
        return draw_problem(pick, None if subject is None else AREAS[subject % len(AREAS)])

    def document(self, subject: int, language: str, pick: Picker) -> str:
        given = self._topic(subject, pick)
        other = self._other.get(language)
        if other is not None:
            bank, grammar = other
            given = {"topic": pick.of(bank.topics), "aspect": pick.of(bank.aspects)}
            return grammar.expand(pick.of(("support", "chat", "context")), pick, given)
        return self._english.expand(pick.of(("document", "review", "support")), pick, given)

    def _topic(self, subject: int, pick: Picker) -> dict[str, str]:
        topics, aspects = self._domains[subject % len(self._domains)]
        topic = topics[subject // len(self._domains) % len(topics)]
        return {"topic": topic, "aspect": pick.of(aspects)}

    def _ask_code(self, intent: str, subject: int, turn: int, pick: Picker) -> str:
        lang, (stacks, endings) = self._stacks[subject % len(self._stacks)]
        rest = subject // len(self._stacks)
        given = {
            "lang": lang,
            "stack": stacks[rest % len(stacks)],
            "project": code.PROJECTS[rest // len(stacks) % len(code.PROJECTS)],
            "ending": pick.of(endings),
        }
        rule = intent
        if turn > 1:
            rule = "agent_step" if intent == "agent" else "follow"
        return self._code.expand(rule, pick, given)

    def _homework(self, subject: int, turn: int, pick: Picker) -> str:
        question, answer = self.problem(subject, pick)
        if turn > 1:
            return pick.of(_HOMEWORK_FOLLOW).format(question=question, answer=answer)
        return pick.of(_HOMEWORK).format(question=question, answer=answer)


_HOMEWORK = (
    "{question} I have no idea how to start.",
    "My teacher gave us this: {question}",
    "{question} I got {answer}, is that right?",
    "can you check my homework? {question} my answer: {answer}",
    "{question} Please only give me a hint, not the solution.",
    "I'm studying for a test. {question} Explain it step by step please.",
    "Exercise from the book: {question} The back of the book says {answer}, why?",
)
_HOMEWORK_FOLLOW = (
    "ok and the next one: {question}",
    "I see! What about this then: {question}",
    "so for another example, {question} would it be {answer}?",
    "still lost, can you do a similar one: {question}",
)
