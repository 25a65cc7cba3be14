"""The next step of a coding loop: a tool's result, and the wish to go on."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{output}",
        "{output} {brief}",
        "{tag} {output}",
        "{output}\n{brief}",
        "{tag}\n{output}\n{brief}",
        "{output}\n\n{next}",
        "{tag} {output} {next}",
        "{next}\n{output}",
        "{output} {think} {next}",
        "{tag} {output}\n{state}",
        "{state} {output} {next}",
        "{tag}\n{output}\n\n{state} {think} {next}",
        "{tag} {output}\n\n{state} {think} Before the next call, compare the result with what you expected, say in a few "
        "words what it rules out and what remains possible, and drop any idea that it contradicts. If the same call has "
        "now failed twice, change the approach and do not repeat it. {next} {form}",
    ),
    slots={
        "brief": entries("""continue | next step? | go on | and now? | proceed. | keep going | what next | your move
            ok, next | analyse, then act | next call please | carry on | fix it | so? | resume | why?"""),
        "tag": entries("""observation: | stdout: | [tool] | result {n2}: | output of the last call: | shell> | step {n2}
            returned: | run {n3} says: | from the terminal: | log: | exit status follows. | tool message:
            environment: | it printed: | response:"""),
        "next": entries("""Decide what to do and do it. | Give the next call. | Choose the next action.
            Continue until the tests pass. | Go on with the plan. | Act on it. | Take the next step of your list.
            If that is enough, finish; if not, go on. | Fix the first failure, then run again.
            Read what you need and carry on. | Make the smallest change that could help.
            Call the next tool. | Move to the next file. | Correct it and repeat the run. | Only one call, please.
            Finish the edit that you began."""),
        "think": entries("""Think first. | What does this tell you? | Explain what you see. | Say why it happened.
            Was this expected? | Name the likely cause. | Give two explanations and weigh them.
            Write down your reasoning. | Is the plan still right? | What did you learn? | What would disprove your guess?
            Reflect for a moment. | Compare with the run before. | Look closely at the first line.
            Do not jump to a fix. | Which assumption broke?"""),
        "state": entries("""Goal unchanged. | {n2} calls left. | The plan stands. | You are on a branch. | Nothing is committed.
            Two of the steps are done. | The suite was green before. | Time used: {n2} minutes. | Same repository.
            Still open: the tests. | Your last edit was kept. | The working tree is dirty. | Attempt {n1}.
            The reviewer has not looked yet. | The issue is still open. | Earlier files remain in view."""),
        "form": entries("""Format: THOUGHT, then ACTION. | End with one code block. | Reply with a single call.
            Reason in text, act in JSON. | Short, please. | Thought, call, nothing else. | One command.
            Use the patch format. | Put the plan in a list. | Write DONE if nothing is left.
            Say the new plan in {n1} points. | No apology. | Give the full path of each file.
            State your confidence. | Keep notes for yourself at the end."""),
    },
)

AGENTIC_STEP: dict[str, Wording] = {"en": _EN}
