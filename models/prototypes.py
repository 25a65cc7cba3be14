"""What is asked of a model whose answers are to train another one: prototypes, a kind a list.

Written from what providers reported of campaigns, in plain words and several languages. A prompt
is like a kind when it stands nearer to one of its prototypes than nearly all of the log's own
prompts do (`models.content_space`): no threshold is fixed here.
"""

from __future__ import annotations

PROTOTYPES: dict[str, tuple[str, ...]] = {
    "reasoning": (
        "Think step by step and write out your complete reasoning before the final answer.",
        "Solve the problem and show every intermediate step of your chain of thought.",
        "Explain your reasoning in detail, number each step, then state the result.",
        "Describe the internal thought process that leads to this answer.",
        "Denke Schritt für Schritt und zeige den vollständigen Lösungsweg.",
        "Raisonne étape par étape et montre tout ton raisonnement.",
        "请一步一步推理，并写出完整的思考过程。",
    ),
    "rubric": (
        "Grade the following answer from 1 to 10 according to the rubric and justify the score.",
        "Compare response A and response B and say which one is better. Answer A or B only.",
        "You are an impartial judge. Score the candidate answer for helpfulness and correctness.",
        "Rate this response for accuracy, clarity and completeness. Return JSON with the scores.",
        "Bewerte die folgende Antwort nach den Kriterien mit einer Punktzahl.",
        "请根据评分标准给下面的回答打分。",
    ),
    "rewriting": (
        "Rewrite this question so that a careful assistant can answer it.",
        "Rephrase the following request as a neutral and acceptable alternative.",
        "Given an unsafe question, write a safe version and an ideal refusal.",
        "Reformulate the prompt so that it avoids sensitive wording but keeps its meaning.",
        "Schreibe die Frage so um, dass sie unbedenklich ist.",
        "请把下面的问题改写成可以安全回答的形式。",
    ),
    "tools": (
        "You have these tools. Plan the calls needed to finish the task and output each as JSON.",
        "Decide which function to call next and give its arguments.",
        "Act as an agent: inspect the repository, edit files, run the tests and fix the failures.",
        "Produce the full trajectory of tool calls and observations for this task.",
        "Gib die nächsten Werkzeugaufrufe als JSON aus.",
        "请规划完成任务所需的工具调用。",
    ),
    "seeds": (
        "Generate 20 diverse instructions that a user might give to an assistant.",
        "Write ten new questions similar to these examples, covering different subjects.",
        "Create a list of training prompts about this topic at several levels of difficulty.",
        "Come up with a multi-turn conversation between a user and an assistant about this topic.",
        "Erzeuge zehn verschiedene Aufgaben zu diesem Thema.",
        "请生成二十条不同的指令。",
    ),
}
