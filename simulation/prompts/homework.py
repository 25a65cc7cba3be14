"""How pupils bring a problem, in English."""

from __future__ import annotations

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES

RULES: Bank = {
    **NAME_RULES,
    "ask": (
        "{question} {stuck}",
        "{who}: {question}",
        "{question} {guess}",
        "{hello}{question} {guess} {wish}",
        "{hello}{question} {wish}",
        "{who}: {question} {wish}",
        "{question}",
        "{when} {question} {wish}",
    ),
    "follow": (
        "ok and the next one: {question}",
        "I see! What about this then: {question}",
        "so for another example, {question} would it be {answer}?",
        "still lost, can you do a similar one: {question}",
        "thanks, {name} got this one: {question} {wish}",
        "and with other numbers: {question}",
    ),
    "hello": ("", "", "hi! ", "hey, ", "please help. ", "quick one: ", "ok so "),
    "who": entries("""My teacher gave us this | {name} asked me this | From the book, page {n2}
        Exercise {n2} | Question {n1} of the mock exam | Our tutor in {city} wants us to solve
        from last year's paper | homework for {name}'s class"""),
    "stuck": entries("""I have no idea how to start. | I'm stuck after the first line.
        I do not get the wording. | What formula is that? | No clue at all, sorry.
        I missed that lesson, {name} could not explain it either."""),
    "guess": entries("""I got {answer}, is that right? | my answer: {answer}
        The back of the book says {answer}, why? | {name} says {answer}, I have something else.
        Is {answer} close? | I keep getting {n2}."""),
    "wish": entries("""Please only give me a hint, not the solution.
        Explain it step by step please. | What is the trick? | Just the idea, please.
        Show the way with other numbers. | Can you draw it in text? | I have {n1} more of these.
        Which chapter is this from?"""),
    "when": entries("""I'm studying for a test on day {n2}. | Exam in {n1} days.
        It's due tonight. | for my younger brother {name}: | I want to understand this:"""),
}
