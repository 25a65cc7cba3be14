"""What a handful of cases proves of a rate."""

from __future__ import annotations

from scipy.stats import beta


def surely(found: int, of: int, together: int = 1) -> float:
    """The rate that holds at least, with 95 % confidence, where `found` cases of `of` were seen
    (Clopper, Pearson 1934, The use of confidence or fiducial limits).

    together : of how many such statements the worst is meant; with one in twenty each, of forty
    classes two would be accused by chance (Bonferroni).
    """
    return float(beta.ppf(0.05 / together, found, of - found + 1)) if found else 0.0
