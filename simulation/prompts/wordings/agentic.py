"""Opens an autonomous coding task: plan, tools, tests."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{task}",
        "{task} {brief}",
        "{brief} {task}",
        "Task: {task} {brief}",
        "{task}\n{tools}",
        "{lead} {task}",
        "{lead} {task} {plan}",
        "{task} {plan} {tests}",
        "{tools} {task} {tests}",
        "{lead}\n\n{task}\n\n{plan} {report}",
        "{task}\n{tests} {report} {limits}",
        "{lead} {tools} {plan}\nTicket: {task}\n{tests}",
        "{lead} {tools} {plan} {limits} The repository is checked out and its dependencies are installed. Nobody will "
        "answer questions while you work, so decide for yourself where the ticket leaves something open, and write the "
        "decision down.\n\n{task}\n\n{tests} {report}",
    ),
    slots={
        "brief": entries("""plan first | go | start now | and test it | no questions | work alone | use the tools
            until green | step by step | think before editing | explain as you go | all by yourself | begin
            small commits | one patch please | show each call"""),
        "lead": entries("""You are an engineer with shell access. | Work on the repository on your own.
            You have a sandbox with git and a shell. | Act as an autonomous developer. | A new ticket for you.
            Solve this without help. | You are in a fresh clone. | You control the editor and the terminal.
            Do what the issue asks. | Take over this ticket. | This is run {n3} of the nightly queue.
            You are pair programming with nobody. | The job below is yours. | Work in a loop until it is done.
            You start in the root of the project. | Repair job."""),
        "plan": entries("""Write the plan before the first call. | First list what you must read, then read it.
            Begin with a plan of at most {n1} points. | State the goal, the unknowns and the order of work.
            Think through the options before you edit. | Say what you expect before every call.
            Plan, act, observe, and plan again. | Sketch two designs and choose one. | Start by reproducing it.
            Explain each decision in a sentence. | Keep a list of what is still open. | Break it into small steps.
            Before editing, say which files will change. | Revise the plan when a test surprises you.
            Note your guesses and test them one by one."""),
        "tools": entries("""Tools: read, edit, run, search. | You may call bash, grep and the test runner.
            One call a turn; wait for its output. | Available: open_file, apply_patch, run_tests.
            Use the shell for everything. | Call a tool whenever you need a fact. | Editor and terminal are at hand.
            No network; everything else is allowed. | Tools come as functions, results as messages.
            You can list, view, write and execute. | Prefer search over reading whole files.
            The only tool is a Python console. | Commands go in a code block, one a message.
            Allowed commands: ls, cat, sed, make. | Ask for a file by its path and you get it."""),
        "tests": entries("""Write a failing test first. | All tests must pass at the end. | Run the suite after every edit.
            Add tests for the edge cases. | Cover the change with at least {n1} tests. | Do not weaken existing tests.
            Prove by a test that it is fixed. | Run only the tests that matter, then all of them.
            If a test is flaky, say so and find out why. | A change without a test does not count.
            Check types and style as well. | Measure before and after. | Keep the coverage where it is.
            Stop when the build is green. | Test with empty and with huge input."""),
        "limits": entries("""Touch as few files as you can. | No new dependencies. | Public names stay as they are.
            Do not rewrite history. | Leave unrelated code alone. | At most {n2} calls. | Keep it compatible.
            No print left behind. | Stay within {n3} changed lines. | Follow the style of the file.
            Never guess an interface; look it up. | Old data must still load. | Comments only where needed.
            Undo what did not help. | Keep functions short."""),
        "report": entries("""Finish with a summary of what you did and why. | End with the final diff.
            Report dead ends, too. | Give the commit message last. | Say what a reviewer should look at.
            Close with DONE. | Write a changelog line. | List the commands that you ran. | Say what is left to do.
            Print the patch and nothing else. | Record your reasoning before each action.
            Explain the cause in two sentences. | Rate your own confidence. | Say how to undo it.
            Attach the test output."""),
    },
)

AGENTIC: dict[str, Wording] = {"en": _EN}
