"""What browser extensions and office add-ins put before the text of whoever uses them."""

from __future__ import annotations

from simulation.prompts.grammar import entries

# One a product; thousands of strangers send the same words.
EXTENSIONS = entries("""
    Summarise the selected text for the reader, then answer any question it contains.
    You are helping inside a document editor. Improve the passage without changing its meaning.
    Answer from the page that the user has open. If the page does not say, say so.
    Explain the selection in plain language and define every term.
    Act as the reply assistant of a mail program. The user's wish follows.
    Continue from here in the same style, two paragraphs at most.
    The user asks while reading a web page. Be short, link nothing.
    Translate the wish into clear steps, then carry out the first one.
    Check the following for mistakes and list them with corrections.
""")
