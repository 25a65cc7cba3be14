"""The shape of a language's bank, and small helpers to write one down."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES


@dataclass(frozen=True)
class Tongue:
    """A language other than English: what is talked about, and how.

    `rules` has chat, write, story, extract, support, follow, homework, document and short; the
    caller gives `topic` and `aspect`. Topics and aspects stand in the form that the rules' sentences
    ask for, so that no slot needs to be inflected.
    """

    code: str
    topics: tuple[str, ...]
    aspects: tuple[str, ...]
    rules: Bank


def rules(**banks: str | tuple[str, ...]) -> Bank:
    """A bank out of texts as `entries` reads them, on top of the names and numbers."""
    own = {k: entries(v) if isinstance(v, str) else v for k, v in banks.items()}
    return {**NAME_RULES, **own}


def leads(text: str, end: str = " ", empty: int = 3) -> tuple[str, ...]:
    """Openings that carry their own blank, and several times none at all."""
    return (*("",) * empty, *(lead + end for lead in entries(text)))


# How most languages put the parts together; those that write no blanks have their own.
SHAPES: dict[str, tuple[str, ...]] = {
    "chat": entries("""
        {open}{ask} {ctx}
        {ctx} {ask}
        {ctx} {ask} {limit}
        {open}{ask} {more} {limit}
        {open}{ctx} {more} {ask} {limit}
        {open}{ctx} {more} {ctx} {ask}
        {open}{ctx} {ask} {more} {more} {limit}
        {open}{ctx} {ctx} {more} {ask} {limit} {more}
        {brief}
        {brief}
        {brief} {more}
        {topic}: {ask2} {ctx}
        {ctx} {ask2} {limit}
        {open}{ask2} {more}
    """),
    "homework": entries("""
        {hw} {stuck}
        {who}: {hw}
        {who}: {hw} {stuck} {wish}
        {hw} {wish}
        {who}: {hw} {wish} {ctx}
    """),
    "document": entries("""
        {news_a} {news_b} {news_c}
        {news_b} {news_a} {news_c} {news_b}
        {news_a} {news_c}
        {mail_a} {mail_b} {mail_c}
        {mail_a} {mail_b} {mail_b} {mail_c}
        {rev_a} {rev_b}
        {rev_b} {rev_a} {rev_b}
        {man_a} {man_b} {man_c} {man_b}
        {man_a} {man_c}
        {news_a} {news_b} {news_b} {news_b} {news_c} {news_c}
        {news_a} {news_b} {news_c} {news_a} {news_b} {news_b}
        {mail_a} {mail_b} {mail_b} {mail_b} {mail_b} {mail_c}
        {rev_a} {rev_b} {rev_b} {rev_b} {rev_b}
        {man_a} {man_b} {man_b} {man_b} {man_b} {man_c}
    """),
}
