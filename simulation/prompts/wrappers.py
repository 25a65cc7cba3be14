"""What a campaign puts around its payload: paraphrased phrases a slot, and layouts.

Wordings are ASSUMPTION; what they ask for (reasoning behind a finished answer, a score by a
rubric, everyday chat) is reported (campaign facts, sections 1 and 2).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.draws import Picker
from simulation.prompts.grammar import entries


@dataclass(frozen=True)
class Wording:
    """Slots with their paraphrases, and the layouts that arrange them around the payload."""

    layouts: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]


REASONING = Wording(
    layouts=(
        "{lead} {question} The answer is: {answer}. {ask} {rule}",
        "{question}\nFinal answer: {answer}\n{ask} {rule} {form}",
        "{ask} {rule}\nProblem: {question}\nResult: {answer}",
        "{lead} {ask}\n{question} => {answer}\n{form}",
        "{question} Known result: {answer}. {lead} {ask}",
        "{lead} {question} {ask} {form} For checking, the result is {answer}.",
    ),
    slots={
        "lead": entries("""Below is a solved problem. | Here is a task with its solution.
            You solved this before.
            Consider the following exercise. | The item below comes with a verified result.
            Take this question.
            I have the answer but not the way to it. | Case for study.
            A colleague settled this one already."""),
        "ask": entries("""Write out the full reasoning that leads to it.
            Reconstruct each thought on the way there.
            Show the complete chain of thought. | Spell out every intermediate consideration.
            Think aloud from the start to the result. | Lay open how one arrives at this.
            Recount the inner monologue of a solver. | Derive it in the greatest detail.
            Explain what you considered and rejected before.
            Unfold the derivation, leaving nothing out."""),
        "rule": entries("""Number each step. | Do not skip any step, however small.
            State the rule behind each step.
            Include dead ends and corrections. | Verify each step before the next.
            Use at least {n1} steps.
            Mark doubts where they arise. | Name the assumption of each step.
            One thought a line."""),
        "form": entries("""End with the line ANSWER. | Close with a summary of the path.
            Plain text only.
            Put the thoughts first and the result last. | Wrap the thoughts in a block.
            Finish with a check."""),
    },
)

RUBRIC = Wording(
    layouts=(
        "{lead}\nQuestion: {question}\nCandidate: {candidate}\n{scale} {criteria} {form}",
        "{scale} {criteria}\n[Q] {question}\n[A] {candidate}\n{form}",
        "{lead} {criteria}\n{question}\n---\n{candidate}\n---\n{scale} {form}",
        "Task: {question}\nResponse: {candidate}\nRubric: {criteria} {scale} {form}",
        "{question}\nGiven reply: {candidate}\n{lead} {scale} {form}",
    ),
    slots={
        "lead": entries("""You grade answers. | Act as a strict judge.
            Evaluate the reply below. | Assess this response.
            You are an impartial examiner. | Rate what a student wrote.
            Check the quality of this output.
            Please mark the following. | Judge the item."""),
        "scale": entries("""Give a score from 1 to 10. | Score between 0 and 5.
            Rate from 1 (poor) to 7 (excellent).
            Assign 0 to 100 points. | Choose a grade from A to F.
            Return a value between 0 and 1."""),
        "criteria": entries("""Weigh correctness, clarity and completeness.
            Accuracy counts twice. | Judge helpfulness first.
            Deduct for gaps in the argument. | Consider truth, depth, style.
            Penalise unsupported claims.
            Look at logic, then wording. | Reward concise and right answers.
            Correctness 60, reasoning 30, form 10."""),
        "form": entries("""Only output the number. | Reply with JSON holding the score.
            Score first, then one reason.
            No explanation. | Format: score; reason. | Answer with a single token."""),
    },
)

MIMICRY = Wording(
    layouts=(
        "{lead} {question} {ask}",
        "{question} {ask}",
        "{lead} {question} {ask} {tail}",
        "{question} {tail} {ask}",
        "{ask} {question} {tail}",
        "{lead} {question} {tail}",
    ),
    slots={
        "lead": entries("""hey, random one: | so I was wondering, | something for you:
            can I ask you this?
            ok here's a puzzle for me: | I came across this today: | been thinking about this:
            a friend sent me this:"""),
        "ask": entries("""walk me through how you'd think about it.
            how did you get there? I like seeing the way.
            I'd love the longer version with your thinking.
            what goes through your mind when you see this?
            explain it like we're chatting, step after step.
            don't just say it, tell me how one gets to it.
            take your time and talk it through. | show me your way of thinking here."""),
        "tail": entries("""no rush :) | just curious. | it's been bugging me all day.
            thanks a lot!
            I'm not good at this. | feel free to ramble. | hope that makes sense.
            would help me loads."""),
    },
)

WORDINGS: dict[str, Wording] = {"reasoning": REASONING, "rubric": RUBRIC, "mimicry": MIMICRY}

_VERDICTS = entries("""
    I think the answer is {x}, because that follows directly from what is given.
    The result must be {x}. First I set up what is known, then I solved for the rest.
    {x}, since nothing else fits the conditions.
    One might guess otherwise, but after checking each part the answer is {x}.
    It is hard to say; my best estimate is {x}, based on a similar case.
    {x}. The key step is to see what stays the same.
    Without further data one cannot be sure, though {x} seems right.
    Let us go slowly. The first part gives a bound, the second fixes it: {x}.
""")


def candidate_answer(pick: Picker, answer: str) -> str:
    """A reply to be graded: right two times in three, else off by a plausible slip."""
    right = pick.chance(0.66)
    slip = pick.of(("twice that", "about half of it", "the opposite", "slightly more", "zero"))
    return pick.of(_VERDICTS).replace("{x}", answer.rstrip(".") if right else slip)


@dataclass(frozen=True)
class Dialect:
    """One campaign's choice of layouts and paraphrases: its templates."""

    layouts: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]


def draw_dialect(wording: Wording, templates: int, pick: Picker) -> Dialect:
    """A campaign's own templates: about `templates` combinations out of the wording's many."""
    layouts = _some(wording.layouts, max(2, templates // 15), pick)
    return Dialect(
        layouts,
        {slot: _some(texts, 2 + templates // 20, pick) for slot, texts in wording.slots.items()},
    )


def wrap(dialect: Dialect, pick: Picker, payload: dict[str, str]) -> str:
    """The payload in one of the campaign's templates."""
    slots = {slot: pick.of(texts) for slot, texts in dialect.slots.items()}
    text = pick.of(dialect.layouts).format_map(slots | payload)
    return text.replace("{n1}", str(3 + pick.index(6)))


def _some(items: tuple[str, ...], k: int, pick: Picker) -> tuple[str, ...]:
    ranked = sorted(items, key=lambda _: pick.uniform())
    return tuple(ranked[: max(1, min(k, len(ranked)))])
