"""Numbers, dates and a log's strings as a reader can grasp them and a page can bear them.

Nothing here escapes HTML: templates do. What is done here is what escaping does not do: characters
that reorder, hide or break text become visible code points, and long strings are cut.
"""

from __future__ import annotations

import math
import unicodedata
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST_ID = 28
LONGEST_TITLE = 256
LONGEST_TEXT = 400
# Control, format (bidi, zero width), surrogate, private, unassigned, line and paragraph separator.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Marks pile up over other people's lines, odd spaces make two ids look like one.
NOT_IN_IDS = HIDDEN | {"Mn", "Me", "Zs"}


def _visible(text: str, categories: frozenset[str]) -> str:
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if char != " " and unicodedata.category(char) in categories else char
        for char in text
    )


def _cut_middle(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = longest // 2
    return f"{text[:head]}…{text[-(longest - head - 1) :]}"


def short_id(identifier: str) -> str:
    """An id of at most 28 of its own characters, cut in the middle, every odd one visible."""
    if not identifier:
        return "⟨empty⟩"
    return _visible(_cut_middle(identifier, LONGEST_ID), NOT_IN_IDS)


def full_id(identifier: str) -> str:
    """The id for a title attribute: whole up to 256 characters, then cut with its length said."""
    if len(identifier) <= LONGEST_TITLE:
        return _visible(identifier, NOT_IN_IDS)
    cut = _visible(_cut_middle(identifier, LONGEST_TITLE), NOT_IN_IDS)
    return f"{cut} ({number(len(identifier))} characters)"


def sentence(text: str, longest: int = LONGEST_TEXT) -> str:
    """Running text on one line, odd characters visible, cut at its end when longer."""
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return _visible(" ".join(cut.split()), HIDDEN)


def brief(text: str, longest: int) -> str:
    """A name for a drawing: at most `longest` characters as they are shown."""
    said = sentence(text, longest)
    return said if len(said) <= longest else f"{said[: longest - 1]}…"


def number(value: int) -> str:
    """1234567 as '1,234,567'."""
    return f"{value:,}"


def about(value: float) -> str:
    """A rate to two figures, never more precise than it is known: '~410', '~1,200', '~3.4'."""
    if value <= 0:
        return "0"
    if value < 10:
        return f"~{value:.1f}".removesuffix(".0")
    step = 10 ** (math.floor(math.log10(value)) - 1)
    return f"~{number(round(value / step) * step)}"


def count(value: int, one: str, many: str = "") -> str:
    """'1 account', '3,104 accounts'; `many` where adding an s is wrong."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def probability(value: float) -> str:
    """Two digits: '.97'. Never '1.00' or '.00', for a model is never that sure."""
    if value >= 0.995:
        return ">.99"
    if value < 0.005:
        return "<.01"
    return f"{value:.2f}".removeprefix("0")


def one_in(part: float, whole: float) -> str:
    """A share as '1 in 40'; from a half upwards as '3 of 4' in tenths; 'none' for nothing."""
    if whole <= 0 or part <= 0:
        return "none"
    if part >= whole:
        return "all"
    if part * 2 > whole:
        return f"{min(9, round(10 * part / whole))} of 10"
    ratio = whole / part
    rounded = round(ratio) if ratio < 100 else round(ratio, -int(math.log10(ratio)) + 1)
    return f"1 in {number(int(rounded))}"


def innocent(probability: float, accounts: int) -> str:
    """What a mean score leaves open: 'about 2 of its 58 accounts are expected to be innocent'."""
    expected = round((1 - probability) * accounts)
    if expected < 1:
        return f"fewer than 1 of its {count(accounts, 'account')} is expected to be innocent"
    verb = "is" if expected == 1 else "are"
    whole = count(accounts, "account")
    return f"about {number(expected)} of its {whole} {verb} expected to be innocent"


def day(value: date | None, beside: date | None = None) -> str:
    """'19 May 2026'; the year is left out when it is that of `beside`; 'never' for None."""
    if value is None:
        return "never"
    short = f"{value.day} {MONTHS[value.month - 1]}"
    return short if beside is not None and beside.year == value.year else f"{short} {value.year}"


def duration(seconds: float) -> str:
    """'42 s', '3 min 20 s', '2 h 05 min'."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
